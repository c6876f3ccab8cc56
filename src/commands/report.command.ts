/** `certify report`: the status of everybody, as of a day, filtered, in one of several formats. */
import { formatDay } from '../domain/day.js';
import { csvOfLists, csvPieces } from '../formats/csv-writing.js';
import { htmlPage } from '../output/html.js';
import { markdownTable } from '../output/markdown.js';
import { REPORT_COLUMNS, type ReportRow, reportCells, reportJson } from '../output/report-row.js';
import { reportTable } from '../output/report-table.js';
import { summaryTable } from '../output/report-summary.js';
import type { Table } from '../output/table.js';
import { plural } from '../output/words.js';
import type { LedgerHead } from '../store/store.js';
import { type Context, type Options, type View, optional, viewOf, jsonText } from './context.js';
import { comparePolicies } from './compare-policies.js';
import { destinationOf } from './destination.js';
import { formatOf, tableOf } from './output-format.js';
import { sayLedgerHead } from './ledger-head.js';
import { keepOf } from './report-filters.js';
import { type LeftOut, type RowSource, reportRows } from './report-rows.js';
import { finishOverdue } from './sittings.js';

const FORMATS = ['csv', 'json', 'table', 'html', 'md'] as const;
type Format = (typeof FORMATS)[number];

export async function run(context: Context, _args: string[], options: Options): Promise<number> {
  const format = formatOf(context, FORMATS);
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

async function sayLeftOut(context: Context, leftOut: LeftOut): Promise<void> {
  const parts = Object.entries(leftOut).flatMap(([reason, count]) => (count > 0 ? [`${count} ${reason}`] : []));
  if (parts.length > 0) await context.say(`left out: ${parts.join(', ')} (--everyone shows them)`);
}

