/** `certify report`: the status of everybody, as of a day, filtered, in one of several formats. */
import { extname } from 'node:path';
import { formatDay } from '../domain/day.js';
import { viewMember, type MemberView } from '../domain/rule-book.js';
import { Failure } from '../errors.js';
import { csvPieces } from '../formats/csv-writing.js';
import { htmlPage } from '../output/html.js';
import { markdownTable } from '../output/markdown.js';
import { REPORT_COLUMNS, type ReportRow, compareRows, reportCells, reportJson, reportRow } from '../output/report-row.js';
import { reportTable } from '../output/report-table.js';
import { summaryTable } from '../output/report-summary.js';
import { type Table, tableText } from '../output/table.js';
import { plural } from '../output/words.js';
import type { LedgerHead } from '../store/store.js';
import { type Context, type Options, type View, knownFacts, optional, viewOf } from './context.js';
import { comparePolicies } from './compare-policies.js';
import { destinationOf } from './destination.js';
import { sayLedgerHead, underOneHead } from './ledger-head.js';
import { type Keep, keepOf } from './report-filters.js';
import { finishOverdue } from './sittings.js';

const FORMATS = ['csv', 'json', 'table', 'html', 'md'] as const;
type Format = (typeof FORMATS)[number];

export async function run(context: Context, _args: string[], options: Options): Promise<number> {
  const format = formatOf(context, options);
  await finishOverdue(context);
  const view = await viewOf(context);
  const keep = keepOf(view.book.policy, options);
  const track = optional(options, 'track');
  if (view.known_at === undefined) await context.needPaths(track === undefined ? view.book.tracks.map((each) => each.track) : [track]);
  if (options['policy'] !== undefined) return comparePolicies(context, view, keep, options);

  const { head, result } = await underOneHead(context, view, () => reportRows(context, view, keep, format === 'json'));
  const { rows, leftOut } = result;
  await destinationOf(context).write(await piecesOf(context, view, rows, format, head));
  await sayLeftOut(context, leftOut);
  await sayLedgerHead(context, head);
  return 0;
}

/** `--format`, else the ending of the file, else a table on a terminal and CSV in a pipe. */
function formatOf({ deps }: Context, options: Options): Format {
  const file = optional(options, 'output');
  const ending = file === undefined ? undefined : formatOfEnding(file);
  const named = optional(options, 'format') ?? (options['json'] === true ? 'json' : undefined) ?? ending ?? (file === undefined && deps.out.isTerminal ? 'table' : 'csv');
  const format = FORMATS.find((each) => each === named);
  if (!format) throw new Failure('usage', `no format ${named}`, `there are: ${FORMATS.join(', ')}`);
  return format;
}

/** An ending that nobody knows is refused: a spreadsheet would not open a CSV that is called .xlsx. */
function formatOfEnding(file: string): string | undefined {
  const ending = extname(file).slice(1).toLowerCase();
  return { htm: 'html', txt: 'table' }[ending] ?? (ending || undefined);
}

interface LeftOut {
  'role without a track': number;
  left: number;
  'not started': number;
}

/** The rows that are kept, sorted, and how many members the filters would keep that have none, and why. */
export async function reportRows(
  context: Context,
  view: View,
  keep: Keep,
  all: boolean,
): Promise<{ rows: ReportRow[]; leftOut: LeftOut }> {
  const rows: ReportRow[] = [];
  const leftOut: LeftOut = { 'role without a track': 0, left: 0, 'not started': 0 };
  const everyone = context.options['everyone'] === true;
  for await (const { member, facts } of (await context.store()).members()) {
    const seen = viewMember(view.book, member, knownFacts(facts, view), view.day);
    if (!seen.row) continue;
    const reason = reasonLeftOut(seen);
    const statuses = seen.statuses.length > 0 ? seen.statuses : [undefined];
    const kept = statuses.map((status) => ({ status, row: reportRow(member, seen.row, status, view.day, { all }) })).filter(({ row, status }) => keep(row, status));
    if (!reason || everyone) rows.push(...kept.map(({ row }) => row));
    else if (kept.length > 0) leftOut[reason]++;
  }
  return { rows: rows.sort(compareRows), leftOut };
}

function reasonLeftOut({ row, presence, statuses }: MemberView): keyof LeftOut | undefined {
  if (!row) return undefined;
  if (presence === 'left') return 'left';
  if (presence === 'not-started') return 'not started';
  return statuses.length === 0 ? 'role without a track' : undefined;
}

async function piecesOf(
  context: Context,
  view: View,
  rows: ReportRow[],
  format: Format,
  ledger: LedgerHead | undefined,
): Promise<AsyncIterable<string> | Iterable<string>> {
  const { options } = context;
  const by = optional(options, 'summary');
  const table = by === undefined ? reportTable(rows) : summaryTable(rows, by);
  switch (format) {
    case 'csv':
      return by === undefined
        ? csvPieces(REPORT_COLUMNS, rows.map(reportCells), { excel: options['excel'] === true })
        : csvPieces(table.columns.map(({ title }) => title), table.rows as string[][], { excel: options['excel'] === true });
    case 'json':
      return [`${JSON.stringify(reportDocument(view, rows, by, table, ledger), undefined, 2)}\n`];
    case 'table':
      return tableOf(context, table);
    case 'html': {
      const { policy } = view.book;
      return htmlPage({ title: policy.title, intro: [`Status at the end of ${formatDay(view.day)}.`], caption: `Status of ${plural(rows.length, 'certification')}`, table });
    }
    case 'md':
      return [markdownTable(table)];
  }
}

function reportDocument(view: View, rows: ReportRow[], by: string | undefined, table: Table, ledger: LedgerHead | undefined): unknown {
  const head = { program: view.book.policy.program, as_of: formatDay(view.day), ledger_head: ledger?.hash ?? null };
  if (by === undefined) return { ...head, rows: rows.map(reportJson) };
  const titles = table.columns.map(({ title }) => title);
  return { ...head, summary: table.rows.map((row) => Object.fromEntries(row.map((cell, at) => [titles[at], at === 0 ? cell : Number(cell)]))) };
}

async function tableOf(context: Context, table: Table): Promise<string[]> {
  const { columns, style } = destinationOf(context);
  const { lines, dropped } = tableText(table, columns, style);
  if (dropped.length > 0) await context.say(`no room here for: ${dropped.join(', ')}; --format csv has everything`);
  return lines.map((line) => `${line}\n`);
}

async function sayLeftOut(context: Context, leftOut: LeftOut): Promise<void> {
  const parts = Object.entries(leftOut).flatMap(([reason, count]) => (count > 0 ? [`${count} ${reason}`] : []));
  if (parts.length > 0) await context.say(`left out: ${parts.join(', ')} (--everyone shows them)`);
}

