/** Cells that several imports share: the member, a text that must be there, a time. */
import type { Day } from '../domain/day.js';
import type { Happened } from '../domain/fact.js';
import type { Zone } from '../domain/zone.js';
import { type DateOrder, readDay, readHappened } from './dates.js';
import type { Cells } from './import-rows.js';
import { type MemberName, readMemberName } from './member-names.js';

// What a reader gives back beside a fault is never looked at: `readRows` throws the value of a row with faults away.
const NOBODY: MemberName = { member: '' };
const NOT_KNOWN: Happened = { on: 0 as Day };

/** The member by id or address in the column `member`; where that is empty or missing, by the column `email`. */
export function readMemberCell(cells: Cells<'member' | 'email'>): MemberName {
  const inMember = cells.text('member');
  const column = inMember !== '' || !cells.has('email') ? 'member' : 'email';
  const text = column === 'member' ? inMember : cells.text('email');
  if (text === '') {
    cells.fault(column, 'the member is missing', 'name a member by id or by e-mail address');
    return NOBODY;
  }
  const read = readMemberName(text);
  if ('name' in read) return read.name;
  cells.fault(column, read.fault);
  return NOBODY;
}

export function readNeededCell<C extends string>(cells: Cells<C>, name: C): string {
  const text = cells.text(name);
  if (text === '') cells.fault(name, 'this cell must not be empty');
  return text;
}

export function readHappenedCell<C extends string>(cells: Cells<C>, name: C, zone: Zone, order: DateOrder | undefined): Happened {
  const text = readNeededCell(cells, name);
  if (text === '') return NOT_KNOWN;
  const read = readHappened(text, zone, order);
  if ('fault' in read) {
    cells.fault(name, read.fault, read.hint);
    return NOT_KNOWN;
  }
  read.notes.forEach(cells.note);
  return read.happened;
}

/** A day, or undefined where the cell is empty. */
export function readDayCell<C extends string>(cells: Cells<C>, name: C, order: DateOrder | undefined): Day | undefined {
  const text = cells.text(name);
  if (text === '') return undefined;
  const read = readDay(text, order);
  if ('day' in read) return read.day;
  cells.fault(name, read.fault, read.hint);
  return undefined;
}
