/**
 * The fold: one member, one track, from facts to where the member stands (rule book, section 5).
 *
 * It walks the seen completions, attempts, grants, revocations and retake permits in the order in which they happened and
 * keeps a handful of things in mind. It knows no day but those of the facts and the last day it is asked for.
 */
import type { Calendar, Window } from './calendar.js';
import type { Day } from './day.js';
import { type Waiver, unreachable } from './fact.js';
import { passes } from './points.js';
import { type Assurance, assuredAtLeast } from './policy.js';
import type { WalkedAttempt, WalkedCompletion, WalkedFact, WalkedGrant, WalkedRevocation } from './walking-order.js';

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
  required: ReadonlySet<string>;
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
  fact: WalkedAttempt | WalkedGrant;
  /** The window it certifies for: undefined before the first. */
  cycle: Window | undefined;
}

export interface Standing {
  /** The last counted pass or grant that no revocation has taken away. */
  certification: Certification | undefined;
  /** The fail or revocation that is not resolved yet. */
  unresolved: WalkedAttempt | WalkedRevocation | undefined;
  /** Whether the path is complete again since the last counted fail or revocation. */
  retrained: boolean;
  /** Whether a retake permit lifts the duty to complete the path again. */
  permitted: boolean;
  path_complete: boolean;
  /** Modules completed at any time, and those completed since the last counted fail or revocation. */
  completed: ReadonlySet<string>;
  completed_again: ReadonlySet<string>;
  last_counted: WalkedAttempt | undefined;
  last_revocation: WalkedRevocation | undefined;
  /** Finished attempts at the track's assessment, counted or not. */
  attempts: number;
  last_attempt: WalkedAttempt | undefined;
}

/** Told of every walked fact in order, for those who want the story and not only its end. */
export type Listener<F extends WalkedFact = WalkedFact> = (fact: F, verdict: Verdict) => void;

/** A standing while it is worked out. */
type State = { -readonly [K in keyof Standing]: Standing[K] } & { completed: Set<string>; completed_again: Set<string> };

/** Walks `facts` (in walking order, seen on `day`) and says where the member stands at the end of `day`. */
export function fold<F extends WalkedFact>(
  rules: FoldRules,
  facts: readonly F[],
  waivers: readonly Pick<Waiver & { day: Day }, 'day' | 'window'>[],
  day: Day,
  listener?: Listener<F>,
): Standing {
  const state: State = {
    certification: undefined,
    unresolved: undefined,
    retrained: false,
    permitted: false,
    path_complete: false,
    completed: new Set(),
    completed_again: NONE_AGAIN,
    last_counted: undefined,
    last_revocation: undefined,
    attempts: 0,
    last_attempt: undefined,
  };
  let edition = 0;
  let required = rules.editions[0]?.required ?? NOTHING;
  /** How many required modules are not completed, and not completed again: counted down, not looked for each time. */
  let missing = required.size;
  let missingAgain = required.size;

  /** Moves on to the edition in force on `to`, looking at the path at the start of each day on which one takes effect. */
  function moveTo(to: Day): void {
    while (edition + 1 < rules.editions.length && rules.editions[edition + 1]!.effective <= to) {
      edition++;
      required = rules.editions[edition]!.required;
      missing = countMissing(required, state.completed);
      missingAgain = countMissing(required, state.completed_again);
      lookAtPath();
    }
  }

  /** Once complete it stays so; complete again stays so until the next counted fail or revocation. */
  function lookAtPath(): void {
    state.path_complete ||= missing === 0;
    if (state.unresolved) state.retrained ||= missingAgain === 0;
  }

  function complete(module: string): void {
    const isRequired = required.has(module);
    if (!state.completed.has(module)) {
      state.completed.add(module);
      if (isRequired) missing--;
    }
    if (state.unresolved && !state.completed_again.has(module)) {
      state.completed_again.add(module);
      if (isRequired) missingAgain--;
    }
    lookAtPath();
  }

  /** Why an attempt on `at` would not be owed; undefined if it is. `more` are modules taken as completed just before it. */
  function notOwed(at: Day, more = NO_MODULES): NotCounted | undefined {
    if (state.unresolved) {
      const again = state.retrained || state.permitted || covers(required, state.completed_again, more);
      return again ? undefined : { why: 'path not complete again' };
    }
    if (!state.certification) {
      const complete = state.path_complete || covers(required, state.completed, more);
      return complete ? undefined : { why: 'path not complete' };
    }
    const last = state.certification.cycle;
    const current = rules.calendar.cycle(at);
    if (!current || (last && current.index <= last.index)) return { why: 'already certified', window: last };
    const waivedByThen = waivers.length === 0 ? waivers : waivers.filter((waiver) => waiver.day <= at);
    const first = rules.calendar.firstAfter(last, windowsOf(waivedByThen));
    return first && current.index >= first.index ? undefined : { why: 'window waived', window: current };
  }

  function certify(fact: WalkedAttempt | WalkedGrant): Window | undefined {
    const cycle = rules.calendar.cycle(fact.day);
    state.certification = { fact, cycle };
    state.unresolved = undefined;
    return cycle;
  }

  /** From here on the path must be completed again. */
  function unresolve(fact: WalkedAttempt | WalkedRevocation): void {
    state.unresolved = fact;
    state.permitted = false;
    state.retrained = false;
    state.completed_again = new Set();
    missingAgain = required.size;
    lookAtPath();
  }

  function judge(attempt: WalkedAttempt): Verdict {
    state.attempts++;
    state.last_attempt = attempt;
    const reason = notOwed(attempt.day);
    if (reason) return { kind: 'not-counted', reason };
    if (!assuredAtLeast(attempt.assurance, rules.min_assurance)) {
      return { kind: 'not-counted', reason: { why: 'assurance too low' } };
    }
    state.last_counted = attempt;
    if (attempt.passed ?? passes(attempt.points, attempt.max_points, attempt.pass_mark)) {
      return { kind: 'passed', window: certify(attempt) };
    }
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

  function tell(fact: F): void {
    const verdict = walk(fact);
    listener?.(fact, verdict);
  }

  /** One day's facts, in walking order. Completions known only by their day wait for the attempt that needs them. */
  function walkDay(ofDay: readonly F[]): void {
    let waiting = ofDay.filter(isCompletionOfTheDay);
    for (const fact of ofDay) {
      if (isCompletionOfTheDay(fact)) {
        // Their place in the order is among the rest of the day: whatever no attempt has called for is counted there.
        if (waiting.includes(fact)) tell(fact);
        continue;
      }
      if (waiting.length > 0 && fact.kind === 'attempt' && fact.assessment === rules.assessment) {
        const modules = waiting.map((completion) => completion.module);
        if (notOwed(fact.day) && !notOwed(fact.day, modules)) {
          waiting.forEach(tell);
          waiting = [];
        }
      }
      tell(fact);
    }
  }

  // A path without required modules is complete from the beginning.
  lookAtPath();
  for (let at = 0; at < facts.length; ) {
    const today = facts[at]!.day;
    let end = at + 1;
    while (end < facts.length && facts[end]!.day === today) end++;
    moveTo(today);
    // Most days have one fact.
    if (end === at + 1) tell(facts[at]!);
    else walkDay(facts.slice(at, end));
    at = end;
  }
  moveTo(day);
  return state;
}

const NOTHING: ReadonlySet<string> = new Set();
const NO_MODULES: readonly string[] = [];
/** Nothing is added before the first fail, which brings a set of its own. */
const NONE_AGAIN = new Set<string>();

function countMissing(required: ReadonlySet<string>, completed: ReadonlySet<string>): number {
  if (completed.size === 0) return required.size;
  let missing = 0;
  for (const module of required) if (!completed.has(module)) missing++;
  return missing;
}

function covers(required: ReadonlySet<string>, completed: ReadonlySet<string>, more: readonly string[]): boolean {
  for (const module of required) if (!completed.has(module) && !more.includes(module)) return false;
  return true;
}

/** The windows that waivers name. */
export function windowsOf(waivers: readonly Pick<Waiver, 'window'>[]): ReadonlySet<string> {
  return waivers.length === 0 ? NOTHING : new Set(waivers.map(({ window }) => window));
}

function isCompletionOfTheDay<F extends WalkedFact>(fact: F): fact is F & WalkedCompletion {
  return fact.kind === 'completion' && fact.at === undefined;
}
