/**
 * The members file: `member,name,email,role,team,manager,kind,start_date,end_date`. A row says what is to change: a column
 * that is not there changes nothing, an empty cell clears team, manager and end date, and leaves everything else as it is.
 */
import type { Day } from '../domain/day.js';
import type { RosterRow } from '../domain/fact.js';
import type { ByteSource } from './csv-text.js';
import type { DateOrder } from './dates.js';
import { readDayCell } from './import-cells.js';
import { type Cells, type ImportReading, readRows } from './import-rows.js';
import { emailFault, memberIdFault } from './member-names.js';

export const MEMBER_COLUMNS = ['member', 'name', 'email', 'role', 'team', 'manager', 'kind', 'start_date', 'end_date'] as const;
export type MemberColumn = (typeof MEMBER_COLUMNS)[number];

const OPEN_END = /^(?:2[2-9]\d\d|[3-9]\d\d\d)-\d\d-\d\d$/;

/** The key is the member's id, then the address in any case. At least one of them is there. */
export interface MemberRow {
  member: string | undefined;
  email: string | undefined;
  /** To be laid over the row in force: a key that is there with `undefined` clears a day. */
  changes: Partial<RosterRow>;
}

export function readMembers(source: ByteSource, order?: DateOrder): Promise<ImportReading<MemberRow, MemberColumn>> {
  const lines = new Map<string, number>();
  return readRows(source, { columns: MEMBER_COLUMNS, needed: [['member', 'email']] }, (cells) => {
    const member = readIdCell(cells);
    const email = readEmailCell(cells);
    if (!member && !email) cells.fault(cells.has('member') ? 'member' : 'email', 'neither a member id nor an e-mail address');
    refuseRepeated(cells, lines, 'member', member);
    refuseRepeated(cells, lines, 'email', email?.toLowerCase());
    return { member, email, changes: readChanges(cells, email, order) };
  });
}

function readIdCell(cells: Cells<MemberColumn>): string | undefined {
  const text = cells.text('member');
  if (text === '') return undefined;
  const fault = memberIdFault(text);
  if (fault) cells.fault('member', fault, text.includes('@') ? 'put the address into the column email' : undefined);
  return text;
}

function readEmailCell(cells: Cells<MemberColumn>): string | undefined {
  const text = cells.text('email');
  if (text === '') return undefined;
  const fault = emailFault(text);
  if (fault) cells.fault('email', fault);
  return text;
}

/** Two rows for one person in one file contradict each other or are a slip; neither is guessed at. */
function refuseRepeated(
  cells: Cells<MemberColumn>,
  lines: Map<string, number>,
  column: 'member' | 'email',
  key: string | undefined,
): void {
  if (key === undefined) return;
  const before = lines.get(`${column} ${key}`);
  if (before === undefined) lines.set(`${column} ${key}`, cells.line());
  else cells.fault(column, `${key} is already on line ${before}`, 'keep one row for each person');
}

function readChanges(cells: Cells<MemberColumn>, email: string | undefined, order: DateOrder | undefined): Partial<RosterRow> {
  const changes: Partial<RosterRow> = {};
  const [name, role] = [cells.text('name'), cells.text('role')];
  if (name !== '') changes.name = name;
  if (email !== undefined) changes.email = email;
  if (role !== '') changes.role = role;
  if (cells.has('team')) changes.team = cells.text('team');
  if (cells.has('manager')) changes.manager = cells.text('manager');
  const kind = readKindCell(cells);
  if (kind) changes.member_kind = kind;
  const start = readDayCell(cells, 'start_date', order);
  // 9999-12-31 and its like are how some systems write "no end".
  const end = OPEN_END.test(cells.text('end_date')) ? undefined : readDayCell(cells, 'end_date', order);
  if (start !== undefined) changes.start_day = start;
  if (cells.has('end_date')) changes.end_day = end;
  refuseEndBeforeStart(cells, start, end);
  return changes;
}

function refuseEndBeforeStart(cells: Cells<MemberColumn>, start: Day | undefined, end: Day | undefined): void {
  if (start !== undefined && end !== undefined && end < start) cells.fault('end_date', 'the end date is before the start date');
}

function readKindCell(cells: Cells<MemberColumn>): RosterRow['member_kind'] | undefined {
  const text = cells.text('kind');
  const kind = text.toLowerCase();
  if (kind === 'employee' || kind === 'partner') return kind;
  if (kind !== '') cells.fault('kind', `${text} is not a kind of member`, 'write employee or partner');
  return undefined;
}

/** The columns that a row must have filled before somebody new can be put on the roster: an id, a name and a role. */
export function missingForJoiner(row: MemberRow): MemberColumn[] {
  const missing: MemberColumn[] = [];
  if (row.member === undefined) missing.push('member');
  if (row.changes.name === undefined) missing.push('name');
  if (row.changes.role === undefined) missing.push('role');
  return missing;
}

/** The roster row of somebody new; nothing may be missing for a joiner. */
export function joinerRow(row: MemberRow): RosterRow {
  return { name: '', email: '', role: '', team: '', manager: '', member_kind: 'employee', ...row.changes };
}
