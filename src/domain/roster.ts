/** The roster: who somebody was on a day, by the dated facts about them. */
import type { Day } from './day.js';
import type { RosterRow } from './fact.js';
import { type Dated, byDayThenRecording, kindOf } from './seen.js';

/** Where a member stands on the roster on a day. */
export type Presence = 'here' | 'not-started' | 'left';

export interface RosterSpell {
  /** `-Infinity` for the first fact of a member without a start day: it holds from the beginning. */
  from: Day;
  row: RosterRow;
  /** Of the roster fact: its place in the ledger. */
  seq: number;
}

/** The roster facts of one member as spells, earliest first; the first holds from the start day or from the beginning. */
export function spellsOf(facts: readonly Dated[]): RosterSpell[] {
  return kindOf(facts, 'roster')
    .sort(byDayThenRecording)
    .map((fact, place) => ({
      from: place === 0 ? (fact.row.start_day ?? (-Infinity as Day)) : fact.day,
      row: fact.row,
      seq: fact.seq,
    }));
}

/** The spell in force on a day: the latest begun by then, before the first one the first; undefined without any. */
export function spellOn(spells: readonly RosterSpell[], day: Day): RosterSpell | undefined {
  return spells.findLast((spell) => spell.from <= day) ?? spells[0];
}

/** The roster row in force on a day. */
export function rosterOn(spells: readonly RosterSpell[], day: Day): RosterRow | undefined {
  return spellOn(spells, day)?.row;
}

export function presenceOn(row: RosterRow, day: Day): Presence {
  if (row.start_day !== undefined && day < row.start_day) return 'not-started';
  if (row.end_day !== undefined && day > row.end_day) return 'left';
  return 'here';
}

/**
 * The first day on which the member had one of the roles; undefined if never by `day`, or from the beginning. A spell that
 * another one replaced before or on its first day never held.
 */
export function firstDayInRoles(spells: readonly RosterSpell[], roles: readonly string[], day: Day): Day | undefined {
  const held = (spell: RosterSpell) => rosterOn(spells, spell.from) === spell.row;
  const first = spells.find((spell) => roles.includes(spell.row.role) && spell.from <= day && held(spell));
  return first && Number.isFinite(first.from) ? first.from : undefined;
}
