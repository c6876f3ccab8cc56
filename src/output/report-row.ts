/** The report's columns (contract, section 5): their order, what stands in them, and the order of the rows. The one place. */
import { type Day, formatDay } from '../domain/day.js';
import type { MemberId, RosterRow } from '../domain/fact.js';
import { codePointOrder } from '../domain/order.js';
import { percent } from '../domain/points.js';
import { remembered } from '../domain/remembered.js';
import { type Status, certifiedBy } from '../domain/status.js';
import { nextActionSentence } from './words.js';

/** One member on one track. Days are ISO text; what is not known or does not apply is undefined. */
export interface ReportRow {
  member: string;
  name: string;
  email: string;
  kind: string;
  role: string;
  team: string;
  manager: string;
  track: string | undefined;
  status: Status['status'] | undefined;
  valid: boolean | undefined;
  window: string | undefined;
  due_by: string | undefined;
  /** Negative when the due day is past. */
  days_left: number | undefined;
  certified_on: string | undefined;
  valid_through: string | undefined;
  edition: string | undefined;
  /** Percent with two places, cut. */
  score: string | undefined;
  last_attempt_on: string | undefined;
  attempts: number | undefined;
  modules_done: number | undefined;
  modules_total: number | undefined;
  assurance: string | undefined;
  next_action: string | undefined;
  as_of: string;
}

export type ReportColumn = keyof ReportRow;

export const REPORT_COLUMNS = [
  'member',
  'name',
  'email',
  'kind',
  'role',
  'team',
  'manager',
  'track',
  'status',
  'valid',
  'window',
  'due_by',
  'days_left',
  'certified_on',
  'valid_through',
  'edition',
  'score',
  'last_attempt_on',
  'attempts',
  'modules_done',
  'modules_total',
  'assurance',
  'next_action',
  'as_of',
] as const satisfies readonly ReportColumn[];

/**
 * `status` is undefined for a member of a role without a track. With `all`, the next action names every module and not only
 * the first few: for JSON.
 */
export function reportRow(
  member: MemberId,
  roster: RosterRow | undefined,
  status: Status | undefined,
  day: Day,
  options: { all?: boolean } = {},
): ReportRow {
  const standing = status?.standing;
  const modules = status?.modules;
  const counted = standing?.last_counted;
  const certified = status && certifiedBy(status);
  // All in one, for putting together what others have made takes as long as making it.
  return {
    member,
    name: roster?.name ?? '',
    email: roster?.email ?? '',
    kind: roster?.member_kind ?? '',
    role: roster?.role ?? '',
    team: roster?.team ?? '',
    manager: roster?.manager ?? '',
    track: status?.track,
    status: status?.status,
    valid: status?.valid,
    window: status?.open?.window.label,
    due_by: isoDay(status?.due_by),
    days_left: status?.due_by === undefined ? undefined : status.due_by - status.day,
    certified_on: isoDay(status?.certified_on),
    valid_through: isoDay(status?.valid_through),
    // A grant has no edition.
    edition: certified?.edition || undefined,
    score: counted && percent(counted.points, counted.max_points),
    last_attempt_on: isoDay(standing?.last_attempt?.day),
    attempts: standing?.attempts,
    modules_done: modules?.done.length,
    modules_total: modules && modules.done.length + modules.missing.length,
    assurance: certified?.assurance,
    next_action: status && nextActionSentence(status, options),
    as_of: isoDay(day)!,
  };
}

/** The cells of a row, in the order of the columns: numbers as numbers, so that CSV does not guard a minus sign. */
export function reportCells(row: ReportRow): (string | number | undefined)[] {
  return REPORT_COLUMNS.map((column) => {
    const value = row[column];
    return typeof value === 'boolean' ? (value ? 'yes' : 'no') : value;
  });
}

/** The same keys as data: yes and no as true and false, numbers as numbers, unknown as null. */
export function reportJson(row: ReportRow): Record<ReportColumn, string | number | boolean | null> {
  const entries = REPORT_COLUMNS.map((column) => [column, row[column] === '' ? null : (row[column] ?? null)]);
  return { ...Object.fromEntries(entries), score: row.score === undefined ? null : Number(row.score) };
}

/** By team, name, then member, by code point; a member's tracks in order. */
export function compareRows(a: ReportRow, b: ReportRow): number {
  return (
    codePointOrder(a.team, b.team) ||
    codePointOrder(a.name, b.name) ||
    codePointOrder(a.member, b.member) ||
    codePointOrder(a.track ?? '', b.track ?? '')
  );
}

/** A report of a million rows holds a few hundred days; each is written out once. */
const shownDay = remembered(10_000, formatDay);

function isoDay(day: Day | undefined): string | undefined {
  return day === undefined ? undefined : shownDay(day);
}
