/** `certify calendar`: the windows of a span of years. */
import { type Window, makeCalendar, parseWindowLabel, quarterOf } from '../domain/calendar.js';
import { formatDay } from '../domain/day.js';
import type { Policy } from '../domain/policy.js';
import { Failure } from '../errors.js';
import { csvPieces } from '../formats/csv-writing.js';
import { tableText } from '../output/table.js';
import { showDay } from '../output/words.js';
import { type Context, type Options, optional, jsonText } from './context.js';
import { proposedPolicy } from './compare-policies.js';
import { destinationOf } from './destination.js';
import { formatOf } from './output-format.js';

const FORMATS = ['table', 'json', 'csv', 'ics'] as const;
type Format = (typeof FORMATS)[number];
const YEARS = 2;

export async function run(context: Context, _args: string[], options: Options): Promise<number> {
  const { policy: own, today } = await context.program();
  const policy = options['policy'] === undefined ? own : await proposedPolicy(context);
  const now = quarterOf(policy.fiscal_year, today).year;
  const from = yearOption(options, 'from') ?? now;
  const to = yearOption(options, 'to') ?? from + YEARS;
  if (to < from) throw new Failure('usage', `the span ends before it begins: ${from} to ${to}`, 'look at --from and --to');
  const windows = makeCalendar(policy).windows.filter((window) => {
    const year = parseWindowLabel(window.label)!.year;
    return year >= from && year <= to;
  });
  const pieces = await piecesOf(context, policy, windows, formatOf(context, FORMATS));
  await destinationOf(context).write(pieces);
  if (windows.length === 0) await context.say('the program has no windows in these years: nobody has to recertify');
  return 0;
}

/** A fiscal year: `2027`, `27` or `FY27`. */
function yearOption(options: Options, name: string): number | undefined {
  const text = optional(options, name);
  if (text === undefined) return undefined;
  const match = /^(?:FY)?(\d{2}|\d{4})$/i.exec(text.trim());
  const year = match ? (match[1]!.length === 2 ? 2000 + Number(match[1]) : Number(match[1])) : Number.NaN;
  if (!(year >= 1970 && year <= 2199)) throw new Failure('usage', `not a fiscal year: ${text}`, 'write it like 2027 or FY27');
  return year;
}

async function piecesOf(context: Context, policy: Policy, windows: readonly Window[], format: Format): Promise<AsyncIterable<string> | Iterable<string>> {
  const { columns: width, style } = destinationOf(context);
  const early = policy.recertification.early_days;
  switch (format) {
    case 'json':
      return [jsonText(windows.map((window) => ({ ...windowJson(window), counts_from: formatDay((window.opens - early) as Window['opens']) })))];
    case 'csv':
      return csvPieces(['window', 'opens', 'closes', 'days', 'set_by_hand'], windows.map((window) => Object.values(windowJson(window)).map((value) => (typeof value === 'boolean' ? (value ? 'yes' : 'no') : value))));
    case 'ics': {
      const { windowsAsIcs } = await import('../output/ics.js');
      return [windowsAsIcs(policy, windows, context.now)];
    }
    case 'table': {
      const rows = windows.map((window) => [window.label, showDay(window.opens), showDay(window.closes), String(window.closes - window.opens + 1), window.by_hand ? 'set by hand' : '']);
      const columns = [{ title: 'Window' }, { title: 'Opens' }, { title: 'Closes' }, { title: 'Days', align: 'right' as const, rank: 1 }, { title: 'Note', rank: 2 }];
      return [`${tableText({ columns, rows }, width, style).lines.join('\n')}\n`];
    }
  }
}

function windowJson(window: Window) {
  return {
    window: window.label,
    opens: formatDay(window.opens),
    closes: formatDay(window.closes),
    days: window.closes - window.opens + 1,
    set_by_hand: window.by_hand,
  };
}
