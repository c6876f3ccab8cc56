/** Counts of a report by one of its columns: a line for each value, a column for each status. */
import { codePointOrder } from '../domain/order.js';
import { STATUSES } from '../domain/status.js';
import { Failure } from '../errors.js';
import type { ReportRow } from './report-row.js';
import type { Table } from './table.js';

const BY = ['track', 'role', 'team', 'manager', 'kind', 'status'] as const;

/** Throws a `usage` failure if `by` is none of the columns that group. */
export function summaryTable(rows: readonly ReportRow[], by: string): Table {
  const column = BY.find((each) => each === by);
  if (!column) throw new Failure('usage', `no summary by ${by}`, `there are: ${BY.join(', ')}`);
  if (column === 'status') return byStatus(rows);
  const groups = new Map<string, ReportRow[]>();
  for (const row of rows) {
    const key = row[column] ?? '';
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const lines = [...groups].sort(([a], [b]) => codePointOrder(a, b)).map(([key, own]) => [key || '(none)', ...counts(own)]);
  return {
    columns: [{ title: column, wraps: true }, { title: 'members', align: 'right' }, { title: 'valid', align: 'right' }, ...STATUSES.map((title, rank) => ({ title, align: 'right' as const, rank: STATUSES.length - rank }))],
    rows: [...lines, ...(lines.length > 1 ? [['(all)', ...counts(rows)]] : [])],
  };
}

function counts(rows: readonly ReportRow[]): string[] {
  const valid = rows.filter(({ valid: isValid }) => isValid).length;
  return [rows.length, valid, ...STATUSES.map((status) => rows.filter((row) => row.status === status).length)].map(String);
}

function byStatus(rows: readonly ReportRow[]): Table {
  return {
    columns: [{ title: 'status' }, { title: 'members', align: 'right' }],
    rows: [...STATUSES.map((status) => [status, String(rows.filter((row) => row.status === status).length)]), ['(all)', String(rows.length)]],
  };
}
