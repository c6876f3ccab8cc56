/** The report as a table for people: fewer columns than the data has, in the order in which one looks for them. */
import type { StatusName } from '../domain/status.js';
import type { ReportRow } from './report-row.js';
import type { Table, TableColumn, Tone } from './table.js';

const COLUMNS: readonly TableColumn[] = [
  { title: 'Name', wraps: true },
  { title: 'Team', rank: 4, wraps: true },
  { title: 'Track', rank: 2 },
  { title: 'Status' },
  { title: 'Window', rank: 5 },
  { title: 'Due by' },
  { title: 'Days left', align: 'right', rank: 3 },
  { title: 'Valid through', rank: 6 },
  { title: 'Score', align: 'right', rank: 7 },
  { title: 'Path', align: 'right', rank: 8 },
  { title: 'Next action', rank: 9, wraps: true, least: 28 },
];

export function reportTable(rows: readonly ReportRow[]): Table {
  return {
    columns: COLUMNS,
    rows: rows.map((row) => [
      row.name || row.member,
      row.team,
      row.track ?? '',
      row.status ? { text: row.status, tone: toneOf(row.status) } : '',
      row.window ?? '',
      row.due_by ?? '',
      row.days_left === undefined ? '' : String(row.days_left),
      row.valid_through ?? '',
      row.score ?? '',
      row.modules_total === undefined ? '' : `${row.modules_done}/${row.modules_total}`,
      row.next_action ?? '',
    ]),
  };
}

/** Good: nothing to do. Warn: something to do in time. Bad: not certified any more. */
export function toneOf(status: StatusName): Tone | undefined {
  switch (status) {
    case 'certified':
      return 'good';
    case 'recert-due':
    case 'retake-ready':
      return 'warn';
    case 'lapsed':
    case 'must-retrain':
      return 'bad';
    case 'on-leave':
      return 'dim';
    case 'in-training':
    case 'ready':
      return undefined;
  }
}
