/** Facts: what happened to a member, append-only. The kinds are cases of one union; every place that tells them apart is closed by `unreachable`. */
import type { Assurance } from './policy.js';
import type { Day, Instant } from './day.js';
import type { Points } from './points.js';
import type { Zone } from './zone.js';

/** 26 characters of Crockford's base 32, lower case: a stable name all over the world. */
export type FactId = string;
export type MemberId = string;

export const SOURCES = ['terminal', 'submission', 'import', 'server'] as const;
export type Source = (typeof SOURCES)[number];

/** When a fact happened: at an instant, or on a day where no time is known. */
export type Happened = { at: Instant } | { on: Day };

interface FactBase {
  fact: FactId;
  /** Its place in the ledger, from 1: the order in which facts were recorded. */
  seq: number;
  member: MemberId;
  happened: Happened;
  recorded_at: Instant;
  recorded_by: string;
  source: Source;
  assurance: Assurance;
}

export interface Completion extends FactBase {
  kind: 'completion';
  module: string;
}

export interface Attempt extends FactBase {
  kind: 'attempt';
  assessment: string;
  edition: string;
  /** The snapshot that it was drawn from; absent for imported results. */
  content?: string | undefined;
  points: Points;
  max_points: Points;
  /** Percent. */
  pass_mark: Points;
  /** Whether the edition set the pass mark itself, or the program's was taken. */
  pass_mark_of: 'edition' | 'program';
  started_at?: Instant | undefined;
  /** How a terminal attempt was taken; absent for imported results. With the snapshot, it makes the draw come out again. */
  taken?: Taken | undefined;
}

export interface Taken {
  seed: string;
  with: 'prompts' | 'plain' | 'answers';
  /** Ids of the questions seen before, least recently seen first. */
  seen_before: string[];
}

export interface Grant extends FactBase {
  kind: 'grant';
  track: string;
  reason: string;
}

export interface Revocation extends FactBase {
  kind: 'revocation';
  track: string;
  reason: string;
}

export interface Permit extends FactBase {
  kind: 'permit';
  track: string;
  reason: string;
}

export interface Waiver extends FactBase {
  kind: 'waiver';
  track: string;
  window: string;
  reason: string;
}

export interface Extension extends FactBase {
  kind: 'extension';
  track: string;
  window: string;
  until: Day;
  reason: string;
}

export interface Leave extends FactBase {
  kind: 'leave';
  from: Day;
  /** `NEVER` for an open leave. */
  to: Day;
  reason: string;
}

/** The roster as it is from the fact's day on. */
export interface RosterRow {
  name: string;
  email: string;
  role: string;
  team: string;
  manager: string;
  member_kind: 'employee' | 'partner';
  start_day?: Day | undefined;
  /** The last day on the team. */
  end_day?: Day | undefined;
}

export interface RosterFact extends FactBase {
  kind: 'roster';
  row: RosterRow;
}

export interface Void extends FactBase {
  kind: 'void';
  target: FactId;
  reason: string;
}

export type Fact =
  | Completion
  | Attempt
  | Grant
  | Revocation
  | Permit
  | Waiver
  | Extension
  | Leave
  | RosterFact
  | Void;

export type FactKind = Fact['kind'];

/** The civil day on which a fact happened. */
export function dayOfFact(fact: { happened: Happened }, zone: Zone): Day {
  return 'at' in fact.happened ? zone.dayOf(fact.happened.at) : fact.happened.on;
}

/** Closes a `switch` over a union: the compiler objects when a case is missing. */
export function unreachable(value: never): never {
  throw new Error(`a case is missing for ${JSON.stringify(value)}`);
}
