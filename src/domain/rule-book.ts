/** The rule book of one program: policy and paths made ready for asking about many members. */
import { type Calendar, makeCalendar } from './calendar.js';
import type { ClockChange } from './clock.js';
import type { Day, Instant } from './day.js';
import type { Fact, MemberId, RosterRow } from './fact.js';
import type { Verdict } from './fold.js';
import type { LearningPath } from './learning-path.js';
import { ONE, ZERO } from './points.js';
import type { Policy } from './policy.js';
import { type Presence, presenceOn, rosterOn } from './roster.js';
import { dated } from './seen.js';
import { type MemberHistory, type Status, type TrackRules, memberHistory, statusOn, trackRules } from './status.js';
import { type WalkedAttempt, inWalkingOrder } from './walking-order.js';
import { type Zone, makeZone } from './zone.js';

export interface RuleBook {
  policy: Policy;
  zone: Zone;
  calendar: Calendar;
  tracks: TrackRules[];
}

/**
 * The policy must be checked: its zone known, its windows without faults. `clock` are the changes of the zone's clocks, where
 * somebody has kept them.
 */
export function makeRuleBook(policy: Policy, paths: readonly LearningPath[], clock?: readonly ClockChange[]): RuleBook {
  const zone = makeZone(policy.time_zone, clock);
  const calendar = makeCalendar(policy);
  return { policy, zone, calendar, tracks: policy.tracks.map((track) => trackRules(policy, track, calendar, paths)) };
}

/** Where one member stands on a day: who they were, and their status on each track that names their role. */
export interface MemberView {
  member: MemberId;
  /** Undefined for somebody with facts but without a roster fact seen. */
  row: RosterRow | undefined;
  presence: Presence;
  history: MemberHistory;
  statuses: Status[];
}

/** `facts` are all that are known of the member, in any order. */
export function viewMember(book: RuleBook, member: MemberId, facts: readonly Fact[], day: Day): MemberView {
  return viewHistory(book, member, memberHistory(dated(facts, book.zone), day), day);
}

/** The same of a history that is there already: the facts seen on `day`. */
export function viewHistory(book: RuleBook, member: MemberId, history: MemberHistory, day: Day): MemberView {
  const row = rosterOn(history.spells, day);
  const tracks = row ? book.tracks.filter((track) => track.roles.includes(row.role)) : [];
  return {
    member,
    row,
    presence: row ? presenceOn(row, day) : 'not-started',
    history,
    statuses: tracks.map((track) => statusOn(track, history, day)),
  };
}

/** What would become of an attempt at the track's assessment that is finished at `instant` on the member's own machine. */
export function verdictOfAttempt(book: RuleBook, track: TrackRules, history: MemberHistory, instant: Instant): Verdict {
  const day = book.zone.dayOf(instant);
  const attempt: WalkedAttempt = {
    kind: 'attempt',
    // After whatever else has happened at this instant.
    fact: '~',
    day,
    at: instant,
    assurance: 'self',
    assessment: track.assessment,
    edition: '',
    points: ONE,
    max_points: ONE,
    pass_mark: ZERO,
  };
  let verdict: Verdict | undefined;
  statusOn(track, { ...history, walk: inWalkingOrder([...history.walk, attempt]) }, day, (fact, given) => {
    if (fact === attempt) verdict = given;
  });
  return verdict!;
}
