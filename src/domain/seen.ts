/** Which facts are seen on a day (rule book, section 4), and the circumstances they make up: leaves, extensions, waivers. */
import type { Day, Instant } from './day.js';
import { type Extension, type Fact, type Leave, type Void, type Waiver, dayOfFact } from './fact.js';
import type { Zone } from './zone.js';

/** A fact with the civil day it happened on, and its instant where more than the day is known. */
export type Dated<F extends Fact = Fact> = F & { day: Day; at: Instant | undefined };

/** Gives every fact its day in the zone. */
export function dated(facts: readonly Fact[], zone: Zone): Dated[] {
  return facts.map((fact) => ({
    ...fact,
    day: dayOfFact(fact, zone),
    at: 'at' in fact.happened ? fact.happened.at : undefined,
  }));
}

/**
 * The facts seen on `day`: they happened by then and no void of a day by then names them. A void cannot be voided. A leave
 * is seen from its first day or the day it was recorded, whichever comes first. The roster's first fact holds from the
 * beginning, so the roster decides for itself (`rosterOn`) and all its facts that are not voided are passed on.
 */
export function seenOn(facts: readonly Dated[], day: Day): Dated[] {
  const voided = new Set<string>();
  for (const fact of facts) if (fact.kind === 'void' && fact.day <= day) voided.add(fact.target);
  return facts.filter((fact) => {
    if (fact.kind === 'void') return fact.day <= day;
    if (voided.has(fact.fact)) return false;
    if (fact.kind === 'leave') return Math.min(fact.from, fact.day) <= day;
    return fact.kind === 'roster' || fact.day <= day;
  });
}

/**
 * The order of recording among facts of one day: what was recorded later replaces what was recorded earlier. The ledger says
 * which that is, not the clock: a clock may be set back between two runs.
 */
export function byDayThenRecording(a: Dated, b: Dated): number {
  return a.day - b.day || a.seq - b.seq;
}

/** Leaves in the order of their first days; of those with the same first day only the latest. */
export function leavesOf(seen: readonly Dated[]): Dated<Leave>[] {
  const byFirstDay = new Map<Day, Dated<Leave>>();
  for (const leave of kindOf(seen, 'leave').sort(byDayThenRecording)) byFirstDay.set(leave.from, leave);
  return [...byFirstDay.values()].sort((a, b) => a.from - b.from);
}

export function waiversOf(seen: readonly Dated[], track: string): Dated<Waiver>[] {
  return kindOf(seen, 'waiver').filter((waiver) => waiver.track === track);
}

/** In the order of their days, so that what each of them moved does not hang on the order of import. */
export function extensionsOf(seen: readonly Dated[], track: string): Dated<Extension>[] {
  return kindOf(seen, 'extension')
    .filter((extension) => extension.track === track)
    .sort(byDayThenRecording);
}

export function voidsOf(seen: readonly Dated[]): Dated<Void>[] {
  return kindOf(seen, 'void');
}

/** The facts of one kind, in the order given. */
export function kindOf<K extends Fact['kind']>(facts: readonly Dated[], kind: K): Dated<Extract<Fact, { kind: K }>>[] {
  return facts.filter((fact): fact is Dated<Extract<Fact, { kind: K }>> => fact.kind === kind);
}
