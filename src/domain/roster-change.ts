/** Changes to the roster: what a new row means beside the one in force, and the facts that bring it about. */
import { type Day, addDays } from './day.js';
import type { RosterRow } from './fact.js';
import { presenceOn } from './roster.js';

/** Somebody new, somebody with another role, team or manager, somebody whose last day is set, or a change of another kind. */
export type ChangeKind = 'joiner' | 'mover' | 'leaver' | 'change';

export interface RosterChange {
  member: string;
  kind: ChangeKind;
  before: RosterRow | undefined;
  after: RosterRow;
}

const KEYS = ['name', 'email', 'role', 'team', 'manager', 'member_kind', 'start_day', 'end_day'] as const;

/** The columns in which two rows differ. */
export function differences(before: RosterRow, after: RosterRow): (typeof KEYS)[number][] {
  return KEYS.filter((key) => before[key] !== after[key]);
}

/** What the change is called; undefined if the rows are equal. */
export function changeOf(member: string, before: RosterRow | undefined, after: RosterRow): RosterChange | undefined {
  if (!before) return { member, kind: 'joiner', before, after };
  const changed = differences(before, after);
  if (changed.length === 0) return undefined;
  const leaves = changed.includes('end_day') && after.end_day !== undefined;
  const moves = changed.some((key) => key === 'role' || key === 'team' || key === 'manager');
  return { member, kind: leaves ? 'leaver' : moves ? 'mover' : 'change', before, after };
}

/** The row of somebody who is missing from a full roster that holds from `on`: the day before was the last. */
export function ended(row: RosterRow, on: Day): RosterRow | undefined {
  return presenceOn(row, on) === 'left' ? undefined : { ...row, end_day: addDays(on, -1) };
}
