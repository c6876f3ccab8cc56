/** What the fold walks, and in which order (rule book, section 2). */
import type { Day, Instant } from './day.js';
import type { Attempt, Completion, FactId } from './fact.js';
import { compare } from './points.js';
import type { Assurance } from './policy.js';

/** What the walk needs of a fact, and no more: a report walks the facts of a million members. */
export type WalkedFact = WalkedCompletion | WalkedAttempt | WalkedGrant | WalkedRevocation | WalkedPermit;

interface Walked {
  day: Day;
  /** Undefined where no more than the day is known. */
  at: Instant | undefined;
  /** Decides between facts of one kind at one instant. Left out where nothing hangs on it. */
  fact?: FactId;
}

export interface WalkedCompletion extends Walked, Pick<Completion, 'kind' | 'module'> {}

export interface WalkedAttempt
  extends Walked,
    Pick<Attempt, 'kind' | 'assessment' | 'edition' | 'points' | 'max_points' | 'pass_mark' | 'assurance'> {
  /** Whether the points reach the pass mark, where that has been worked out already. */
  passed?: boolean;
}

interface WalkedDecision extends Walked {
  track: string;
  assurance: Assurance;
}
export interface WalkedGrant extends WalkedDecision {
  kind: 'grant';
}
export interface WalkedRevocation extends WalkedDecision {
  kind: 'revocation';
}
export interface WalkedPermit extends WalkedDecision {
  kind: 'permit';
}

/** The facts in the order in which they are walked. */
export function inWalkingOrder<F extends WalkedFact>(facts: readonly F[]): readonly F[] {
  // As a rule they are in order already.
  for (let at = 1; at < facts.length; at++) if (inOrder(facts[at - 1]!, facts[at]!) > 0) return [...facts].sort(inOrder);
  return facts;
}

/** The order at one instant, or among the rest of a day. */
const RANK = { completion: 0, attempt: 1, revocation: 2, permit: 3, grant: 4 } as const;

/** Rule book, section 2: by day; within it instants, then attempts known by their day (fewest points first), then the rest. */
export function inOrder(a: WalkedFact, b: WalkedFact): number {
  if (a.day !== b.day) return a.day - b.day;
  const partA = partOfDay(a);
  const partB = partOfDay(b);
  if (partA !== partB) return partA - partB;
  if (a.at !== undefined && b.at !== undefined && a.at !== b.at) return a.at - b.at;
  if (partA === DAY_ATTEMPTS && a.kind === 'attempt' && b.kind === 'attempt') {
    return compare(a.points, b.points) || byId(a, b);
  }
  return RANK[a.kind] - RANK[b.kind] || byId(a, b);
}

const DAY_ATTEMPTS = 1;

function partOfDay(fact: WalkedFact): number {
  if (fact.at !== undefined) return 0;
  return fact.kind === 'attempt' ? DAY_ATTEMPTS : 2;
}

function byId({ fact: a = '' }: WalkedFact, { fact: b = '' }: WalkedFact): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
