/** `certify report`: the status of everybody, as of a day, filtered, in one of several formats. */
import { extname } from 'node:path';
import { formatDay } from '../domain/day.js';
import { Failure } from '../errors.js';
import { csvOfLists, csvPieces } from '../formats/csv-writing.js';
import { htmlPage } from '../output/html.js';
import { markdownTable } from '../output/markdown.js';
import { REPORT_COLUMNS, type ReportRow, reportCells, reportJson } from '../output/report-row.js';
import { reportTable } from '../output/report-table.js';
import { summaryTable } from '../output/report-summary.js';
import { type Table, tableText } from '../output/table.js';
import { plural } from '../output/words.js';
import type { LedgerHead } from '../store/store.js';
import { type Context, type Options, type View, optional, viewOf, jsonText } from './context.js';
import { comparePolicies } from './compare-policies.js';
import { destinationOf } from './destination.js';
import { sayLedgerHead } from './ledger-head.js';
import { keepOf } from './report-filters.js';
import { type LeftOut, type RowSource, reportRows } from './report-rows.js';
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

  const everyone = options['everyone'] === true;
  const source = await reportRows(context, { view, keep, team: optional(options, 'team'), everyone, all: format === 'json' });
  await destinationOf(context).write(await piecesOf(context, view, source, format));
  await sayLeftOut(context, source.leftOut);
  await sayLedgerHead(context, source.head);
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

async function piecesOf(
  context: Context,
  view: View,
  { lists, head }: RowSource,
  format: Format,
): Promise<AsyncIterable<string> | Iterable<string>> {
  const { options } = context;
  const by = optional(options, 'summary');
  const excel = options['excel'] === true;
  // The one format that is written as the rows come; the others want to see all of them first.
  if (format === 'csv' && by === undefined) return csvOfLists(REPORT_COLUMNS, lists, reportCells, { excel });
  const rows: ReportRow[] = [];
  for await (const list of lists) for (const row of list) rows.push(row);
  const table = by === undefined ? reportTable(rows) : summaryTable(rows, by);
  switch (format) {
    case 'csv':
      return csvPieces(table.columns.map(({ title }) => title), table.rows as string[][], { excel });
    case 'json':
      return [jsonText(reportDocument(view, rows, by, table, head))];
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

