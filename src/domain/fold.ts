/**
 * The fold: one member, one track, from facts to where the member stands (rule book, section 5).
 *
 * It walks the seen completions, attempts, grants, revocations and retake permits in the order in which they happened and
 * keeps a handful of things in mind. It knows no day but those of the facts and the last day it is asked for.
 */
import type { Calendar, Window } from './calendar.js';
import type { Day } from './day.js';
import { type Attempt, type Completion, type Grant, type Permit, type Revocation, type Waiver, unreachable } from './fact.js';
import { compare, passes } from './points.js';
import { type Assurance, assuredAtLeast } from './policy.js';
import type { Dated } from './seen.js';

export type WalkedFact = Dated<Completion | Attempt | Grant | Revocation | Permit>;

/** What the fold must know of the policy and the content for one track. */
export interface FoldRules {
  track: string;
  assessment: string;
  min_assurance: Assurance;
  calendar: Calendar;
  /** The path's editions, earliest first; the first holds from the beginning. */
  editions: readonly PathEdition[];
}

export interface PathEdition {
  edition: string;
  effective: Day;
  /** Ids of the required modules. */
  required: readonly string[];
}

/** Why an attempt changes nothing. */
export type NotCounted =
  | { why: 'path not complete' }
  | { why: 'path not complete again' }
  | { why: 'already certified'; window: Window | undefined }
  | { why: 'window waived'; window: Window }
  | { why: 'assurance too low' };

/** What the fold made of a fact. */
export type Verdict =
  | { kind: 'passed'; window: Window | undefined }
  | { kind: 'failed' }
  | { kind: 'not-counted'; reason: NotCounted }
  | { kind: 'granted'; window: Window | undefined }
  | { kind: 'revoked' }
  | { kind: 'permitted' }
  | { kind: 'permit-without-fail' }
  | { kind: 'completed'; path_complete: boolean; path_complete_again: boolean }
  | { kind: 'other-track' };

/** The last counted pass or grant. */
export interface Certification {
  fact: Dated<Attempt | Grant>;
  /** The window it certifies for: undefined before the first. */
  cycle: Window | undefined;
}

export interface Standing {
  /** The last counted pass or grant that no revocation has taken away. */
  certification: Certification | undefined;
  /** The fail or revocation that is not resolved yet. */
  unresolved: Dated<Attempt | Revocation> | undefined;
  /** Whether the path is complete again since the last counted fail or revocation. */
  retrained: boolean;
  /** Whether a retake permit lifts the duty to complete the path again. */
  permitted: boolean;
  path_complete: boolean;
  /** Modules completed at any time, and those completed since the last counted fail or revocation. */
  completed: ReadonlySet<string>;
  completed_again: ReadonlySet<string>;
  last_counted: Dated<Attempt> | undefined;
  last_revocation: Dated<Revocation> | undefined;
  /** Finished attempts at the track's assessment, counted or not. */
  attempts: number;
  last_attempt: Dated<Attempt> | undefined;
}

/** Told of every walked fact in order, for those who want the story and not only its end. */
export type Listener = (fact: WalkedFact, verdict: Verdict) => void;

/** A standing in the making. */
type State = Omit<Standing, 'completed' | 'completed_again'> & { completed: Set<string>; completed_again: Set<string> };

/** Walks `facts` (any order, seen on `day`) and says where the member stands at the end of `day`. */
export function fold(
  rules: FoldRules,
  facts: readonly WalkedFact[],
  waivers: readonly Dated<Waiver>[],
  day: Day,
  listener: Listener = () => {},
): Standing {
  const state: State = {
    certification: undefined,
    unresolved: undefined,
    retrained: false,
    permitted: false,
    path_complete: false,
    completed: new Set(),
    completed_again: new Set(),
    last_counted: undefined,
    last_revocation: undefined,
    attempts: 0,
    last_attempt: undefined,
  };
  let edition = 0;

  /** Moves on to the edition in force on `to`, looking at the path at the start of each day on which one takes effect. */
  function moveTo(to: Day): void {
    while (edition + 1 < rules.editions.length && rules.editions[edition + 1]!.effective <= to) {
      edition++;
      lookAtPath();
    }
  }

  function required(): readonly string[] {
    return rules.editions[edition]?.required ?? [];
  }

  function covers(completed: ReadonlySet<string>, more: readonly string[] = []): boolean {
    return required().every((module) => completed.has(module) || more.includes(module));
  }

  /** Once complete it stays so; complete again stays so until the next counted fail or revocation. */
  function lookAtPath(): void {
    state.path_complete ||= covers(state.completed);
    if (state.unresolved) state.retrained ||= covers(state.completed_again);
  }

  function complete(module: string): void {
    state.completed.add(module);
    if (state.unresolved) state.completed_again.add(module);
    lookAtPath();
  }

  /** Why an attempt on `at` would not be owed; undefined if it is. `more` are modules taken as completed just before it. */
  function notOwed(at: Day, more: readonly string[] = []): NotCounted | undefined {
    if (state.unresolved) {
      const again = state.retrained || state.permitted || covers(state.completed_again, more);
      return again ? undefined : { why: 'path not complete again' };
    }
    if (!state.certification) {
      const complete = state.path_complete || covers(state.completed, more);
      return complete ? undefined : { why: 'path not complete' };
    }
    const last = state.certification.cycle;
    const current = rules.calendar.cycle(at);
    if (!current || (last && current.index <= last.index)) return { why: 'already certified', window: last };
    const waived = new Set(waivers.filter((waiver) => waiver.day <= at).map((waiver) => waiver.window));
    const first = rules.calendar.firstAfter(last, waived);
    return first && current.index >= first.index ? undefined : { why: 'window waived', window: current };
  }

  function certify(fact: Dated<Attempt | Grant>): Window | undefined {
    const cycle = rules.calendar.cycle(fact.day);
    state.certification = { fact, cycle };
    state.unresolved = undefined;
    return cycle;
  }

  /** From here on the path must be completed again. */
  function unresolve(fact: Dated<Attempt | Revocation>): void {
    state.unresolved = fact;
    state.permitted = false;
    state.retrained = false;
    state.completed_again = new Set();
    lookAtPath();
  }

  function judge(attempt: Dated<Attempt>): Verdict {
    state.attempts++;
    state.last_attempt = attempt;
    const reason = notOwed(attempt.day);
    if (reason) return { kind: 'not-counted', reason };
    if (!assuredAtLeast(attempt.assurance, rules.min_assurance)) {
      return { kind: 'not-counted', reason: { why: 'assurance too low' } };
    }
    state.last_counted = attempt;
    if (passes(attempt.points, attempt.max_points, attempt.pass_mark)) return { kind: 'passed', window: certify(attempt) };
    unresolve(attempt);
    return { kind: 'failed' };
  }

  function walk(fact: WalkedFact): Verdict {
    switch (fact.kind) {
      case 'completion':
        complete(fact.module);
        return { kind: 'completed', path_complete: state.path_complete, path_complete_again: state.retrained };
      case 'attempt':
        return fact.assessment === rules.assessment ? judge(fact) : { kind: 'other-track' };
      case 'grant':
        return fact.track === rules.track ? { kind: 'granted', window: certify(fact) } : { kind: 'other-track' };
      case 'revocation':
        if (fact.track !== rules.track) return { kind: 'other-track' };
        state.certification = undefined;
        state.last_revocation = fact;
        unresolve(fact);
        return { kind: 'revoked' };
      case 'permit':
        if (fact.track !== rules.track) return { kind: 'other-track' };
        if (!state.unresolved) return { kind: 'permit-without-fail' };
        state.permitted = true;
        return { kind: 'permitted' };
      default:
        return unreachable(fact);
    }
  }

  /** One day's facts, in the order of `inOrder`. Completions known only by their day wait for the attempt that needs them. */
  function walkDay(ofDay: readonly WalkedFact[]): void {
    let waiting = ofDay.filter(isCompletionOfTheDay);
    for (const fact of ofDay) {
      if (isCompletionOfTheDay(fact)) {
        // Their place in the order is among the rest of the day: whatever no attempt has called for is counted there.
        if (waiting.includes(fact)) listener(fact, walk(fact));
        continue;
      }
      if (waiting.length > 0 && fact.kind === 'attempt' && fact.assessment === rules.assessment) {
        const modules = waiting.map((completion) => completion.module);
        if (notOwed(fact.day) && !notOwed(fact.day, modules)) {
          for (const completion of waiting) listener(completion, walk(completion));
          waiting = [];
        }
      }
      listener(fact, walk(fact));
    }
  }

  // A path without required modules is complete from the beginning.
  lookAtPath();
  for (const ofDay of days(facts)) {
    moveTo(ofDay[0]!.day);
    walkDay(ofDay);
  }
  moveTo(day);
  return state;
}

function isCompletionOfTheDay(fact: WalkedFact): fact is Dated<Completion> {
  return fact.kind === 'completion' && !('at' in fact.happened);
}

/** The facts in walking order, a list a day. */
function days(facts: readonly WalkedFact[]): WalkedFact[][] {
  const result: WalkedFact[][] = [];
  for (const fact of [...facts].sort(inOrder)) {
    const last = result.at(-1);
    if (last && last[0]!.day === fact.day) last.push(fact);
    else result.push([fact]);
  }
  return result;
}

/** The order at one instant, or among the rest of a day. */
const RANK = { completion: 0, attempt: 1, revocation: 2, permit: 3, grant: 4 } as const;

/** Rule book, section 2: by day; within it instants, then attempts known by their day (fewest points first), then the rest. */
export function inOrder(a: WalkedFact, b: WalkedFact): number {
  if (a.day !== b.day) return a.day - b.day;
  const [partA, partB] = [partOfDay(a), partOfDay(b)];
  if (partA !== partB) return partA - partB;
  if ('at' in a.happened && 'at' in b.happened && a.happened.at !== b.happened.at) return a.happened.at - b.happened.at;
  if (partA === DAY_ATTEMPTS && a.kind === 'attempt' && b.kind === 'attempt') {
    return compare(a.points, b.points) || byId(a, b);
  }
  return RANK[a.kind] - RANK[b.kind] || byId(a, b);
}

const DAY_ATTEMPTS = 1;

function partOfDay(fact: WalkedFact): number {
  if ('at' in fact.happened) return 0;
  return fact.kind === 'attempt' ? DAY_ATTEMPTS : 2;
}

function byId(a: WalkedFact, b: WalkedFact): number {
  return a.fact < b.fact ? -1 : a.fact > b.fact ? 1 : 0;
}

