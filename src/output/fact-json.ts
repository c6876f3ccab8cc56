/** A fact as JSON: ISO days, instants in UTC, exact points; every key spelled as in the documentation of the records. */
import { NEVER, type Day, formatDay, formatInstant } from '../domain/day.js';
import { type Fact, unreachable } from '../domain/fact.js';
import { passes, percent } from '../domain/points.js';
import { jsonPoints } from './json-points.js';

export function factJson(fact: Fact): Record<string, unknown> {
  return {
    fact: fact.fact,
    kind: fact.kind,
    member: fact.member,
    happened_at: 'at' in fact.happened ? formatInstant(fact.happened.at) : null,
    happened_on: 'on' in fact.happened ? formatDay(fact.happened.on) : null,
    ...ownKeys(fact),
    assurance: fact.assurance,
    source: fact.source,
    recorded_at: formatInstant(fact.recorded_at),
    recorded_by: fact.recorded_by,
  };
}

function ownKeys(fact: Fact): Record<string, unknown> {
  switch (fact.kind) {
    case 'completion':
      return { module: fact.module };
    case 'attempt':
      return {
        assessment: fact.assessment,
        edition: fact.edition,
        points: jsonPoints(fact.points),
        max_points: jsonPoints(fact.max_points),
        percent: Number(percent(fact.points, fact.max_points)),
        pass_mark: jsonPoints(fact.pass_mark),
        passed: passes(fact.points, fact.max_points, fact.pass_mark),
        started_at: fact.started_at === undefined ? null : formatInstant(fact.started_at),
        seed: fact.taken?.seed ?? null,
        taken_with: fact.taken?.with ?? null,
      };
    case 'grant':
    case 'revocation':
    case 'permit':
      return { track: fact.track, reason: fact.reason };
    case 'waiver':
      return { track: fact.track, window: fact.window, reason: fact.reason };
    case 'extension':
      return { track: fact.track, window: fact.window, until: formatDay(fact.until), reason: fact.reason };
    case 'leave':
      return { from: formatDay(fact.from), to: dayOrNull(fact.to), reason: fact.reason };
    case 'roster': {
      const { name, email, role, team, manager, member_kind, start_day, end_day } = fact.row;
      return { name, email, role, team, manager, member_kind, start_date: dayOrNull(start_day), end_date: dayOrNull(end_day) };
    }
    case 'void':
      return { target: fact.target, reason: fact.reason };
    default:
      return unreachable(fact);
  }
}

function dayOrNull(day: Day | undefined): string | null {
  return day === undefined || day === NEVER ? null : formatDay(day);
}
