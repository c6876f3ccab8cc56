/** The rows of the report index that a report is made of, in order. */
import type { Day } from '../../domain/day.js';
import type { MemberId, RosterRow } from '../../domain/fact.js';
import type { Database } from './open-database.js';
import { statement } from './statements.js';

/** Fourteen columns by place, since naming them for each of a million rows doubles the time, as taking it apart does. */
export type Row = [
  member: MemberId,
  name: string,
  email: string,
  role: string,
  team: string,
  manager: string,
  kind: RosterRow['member_kind'],
  startDay: Day | null,
  endDay: Day | null,
  seq: number,
  key: number,
  packed: string,
  rosters: number,
  others: number,
];
export const [MEMBER, NAME, EMAIL, ROLE, TEAM, MANAGER, KIND, START_DAY, END_DAY, SEQ, KEY, PACKED, ROSTERS, OTHER_TABLES] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13] as const;

const COLUMNS = [
  'o.member_id',
  'o.name',
  'o.email',
  'o.role',
  'o.team',
  'o.manager',
  'o.kind',
  'o.start_day',
  'o.end_day',
  'o.seq',
  'o.member',
  'f.packed',
  'f.rosters',
  'f.others',
];

/** Which rows: of one program, of one team or of all. */
export interface Whose {
  /** By its key. */
  program: number;
  team: string | undefined;
}

/** Where a list ends, for the next to go on from there: no statement stays open in between. */
export interface RowPlace {
  team: string;
  name: string;
  member: MemberId;
  seq: number;
}

/** Before the first place there is: no text is less than the empty one, and no number than -1. */
export function firstPlace({ team }: Whose): RowPlace {
  return { team: team ?? '', name: '', member: '', seq: -1 };
}

export function placeOf(row: Row): RowPlace {
  return { team: row[TEAM], name: row[NAME], member: row[MEMBER], seq: row[SEQ] };
}

function following({ team }: Whose): string {
  const isAfter = team === undefined ? '(o.team, o.name, o.member_id, o.seq) > (@team, @name, @member, @seq)' : 'o.team = @team AND (o.name, o.member_id, o.seq) > (@name, @member, @seq)';
  return `FROM roster_order o JOIN member_facts f ON f.member = o.member
    WHERE o.program = @program AND ${isAfter} ORDER BY o.team, o.name, o.member_id, o.seq`;
}

/** So many rows after a place; fewer if there are no more. */
export function rowsAfter(db: Database, whose: Whose, place: RowPlace, count: number): Row[] {
  const select = statement(db, `SELECT ${COLUMNS.join(', ')} ${following(whose)} LIMIT @count`).raw();
  return select.all({ ...place, program: whose.program, count }) as Row[];
}

/** Between the columns of a row, and between rows: ASCII has characters for it. */
const [UNIT, RECORD] = ['\u001f', '\u001e'];
/** Columns that may be nothing, which is an empty text then. */
const NULLABLE = ['o.start_day', 'o.end_day'];

/**
 * The same as one text, and the place of the last row: between threads a text crosses faster than rows do. (JSON would do, but V8 keeps every short text in it for long.) Undefined if there are no more rows, or a text in
 * one of them holds a separator.
 */
export function textAfter(db: Database, whose: Whose, place: RowPlace, count: number): { text: string; end: RowPlace } | undefined {
  const columns = COLUMNS.map((column) => (NULLABLE.includes(column) ? `coalesce(${column}, '')` : column));
  const select = statement(
    db,
    `SELECT count(*) AS rows, group_concat(row, char(30)) AS text FROM (SELECT concat_ws(char(31), ${columns.join(', ')}) AS row ${following(whose)} LIMIT @count)`,
  );
  const { rows, text } = select.get({ ...place, program: whose.program, count }) as { rows: number; text: string | null };
  if (text === null) return undefined;
  const records = text.split(RECORD);
  const isWhole = records.length === rows && text.split(UNIT).length - 1 === rows * (COLUMNS.length - 1);
  return isWhole ? { text, end: placeOf(rowOf(records.at(-1)!)) } : undefined;
}

/** The rows of a text that `textAfter` made. */
export function rowsOfText(text: string): Row[] {
  return text.split(RECORD).map(rowOf);
}

function rowOf(record: string): Row {
  const cells = record.split(UNIT) as unknown[];
  for (const place of [START_DAY, END_DAY, SEQ, KEY, ROSTERS, OTHER_TABLES]) cells[place] = cells[place] === '' ? null : Number(cells[place]);
  return cells as Row;
}

/** The hash of an entry, in hex; empty if there is none. */
export function entryHash(db: Database, entry: number): string {
  return (statement(db, 'SELECT lower(hex(hash)) FROM entry WHERE entry = ?').pluck().get(entry) as string | undefined) ?? '';
}

/** Whether there are more than so many. */
export function hasMoreRows(db: Database, { program, team }: Whose, count: number): boolean {
  const where = `program = @program${team === undefined ? '' : ' AND team = @team'}`;
  const select = statement(db, `SELECT 1 FROM roster_order WHERE ${where} LIMIT 1 OFFSET @count`).pluck();
  return select.get({ program, count, ...(team === undefined ? {} : { team }) }) === 1;
}
