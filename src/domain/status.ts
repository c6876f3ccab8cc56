/** The status of one member on one track on one day (rule book, section 6): a pure function of policy, content, facts and day. */
import type { Calendar, Window } from './calendar.js';
import { type Day, NEVER, addDays, parseDay } from './day.js';
import type { Attempt, Completion, Extension, Grant, Leave, Permit, Revocation, Waiver } from './fact.js';
import { type FoldRules, type Listener, type PathEdition, type Standing, fold, windowsOf } from './fold.js';
import { type LearningPath, type Module, byEffectiveDay, requiredModules } from './learning-path.js';
import { parsePoints } from './points.js';
import type { Assurance, Policy, Track } from './policy.js';
import { type RosterSpell, firstDayInRoles, rosterOn, spellsOf } from './roster.js';
import { type Dated, byDayThenRecording, kindOf, leavesOf, seenOn } from './seen.js';
import { type WalkedFact, inWalkingOrder } from './walking-order.js';

export const STATUSES = [
  'on-leave',
  'must-retrain',
  'retake-ready',
  'in-training',
  'ready',
  'certified',
  'recert-due',
  'lapsed',
] as const;
export type StatusName = (typeof STATUSES)[number];

/** What the rules need of policy and content for one track, made once for many members. */
export interface TrackRules extends FoldRules {
  title: string;
  roles: readonly string[];
  first_due_days: number;
  return_days: number;
  editions: readonly TrackEdition[];
  /** The path's editions, for titles and addresses. */
  paths: readonly LearningPath[];
}

export function trackRules(policy: Policy, track: Track, calendar: Calendar, paths: readonly LearningPath[]): TrackRules {
  const own = byEffectiveDay(paths.filter((path) => path.path === track.path));
  return {
    track: track.track,
    title: track.title,
    assessment: track.assessment,
    roles: track.roles,
    min_assurance: policy.certification.min_assurance,
    first_due_days: policy.certification.first_due_days,
    return_days: policy.leave.return_days,
    calendar,
    // Of two that take effect on one day only the last is ever in force.
    editions: own.filter((path, place) => own[place + 1]?.effective !== path.effective).map(pathEdition),
    paths: own,
  };
}

/** An edition with its required modules themselves, in the order of the path. */
interface TrackEdition extends PathEdition {
  modules: Module[];
}

function pathEdition(path: LearningPath): TrackEdition {
  const effective = parseDay(path.effective);
  if (effective === undefined) throw new RangeError(`not a day: ${path.effective}`);
  const modules = requiredModules(path);
  return { edition: path.edition, effective, required: new Set(modules.map((module) => module.module)), modules };
}

/** A window for one member: its closing day as extensions and leaves have moved it, and which of them did. */
export interface MemberWindow {
  window: Window;
  /** `NEVER` while an open leave holds it. */
  closes: Day;
  moved_by: (Dated<Extension> | Dated<Leave>)[];
}

export interface Status {
  track: string;
  day: Day;
  status: StatusName;
  valid: boolean;
  standing: Standing;
  /** The member's first window after the certification that is not waived, opened or not. */
  next: MemberWindow | undefined;
  /** The same once it has opened. */
  open: MemberWindow | undefined;
  /** The day by which to act: of the open window, or the target of somebody not certified. Never `NEVER`. */
  due_by: Day | undefined;
  certified_on: Day | undefined;
  /** Undefined if not certified, without a next window, or without end. */
  valid_through: Day | undefined;
  /** Required modules of the path in force, of which done: again while retraining, else ever. */
  modules: { done: readonly Module[]; missing: readonly Module[] };
  /** The leave that the day lies in. */
  leave: Dated<Leave> | undefined;
}

/** What the rules look at of one member: the facts seen on a day, dated in the program's zone. */
export interface MemberHistory<F extends WalkedFact = WalkedFact> {
  spells: readonly RosterSpell[];
  /** In walking order. */
  walk: readonly F[];
  waivers: readonly Dated<Waiver>[];
  /** In the order of their days. */
  extensions: readonly Dated<Extension>[];
  /** In the order of their first days. */
  leaves: readonly Dated<Leave>[];
}

export type Walkable = Completion | Attempt | Grant | Revocation | Permit;

export function memberHistory(facts: readonly Dated[], day: Day): MemberHistory<Dated<Walkable>> {
  return historyOf(seenOn(facts, day));
}

export function historyOf(seen: readonly Dated[]): MemberHistory<Dated<Walkable>> {
  return {
    spells: spellsOf(seen),
    walk: inWalkingOrder(seen.filter(isWalked)),
    waivers: kindOf(seen, 'waiver'),
    extensions: kindOf(seen, 'extension').sort(byDayThenRecording),
    leaves: leavesOf(seen),
  };
}

/** `history` holds the facts seen on `day`. */
export function statusOn<F extends WalkedFact>(
  rules: TrackRules,
  history: MemberHistory<F>,
  day: Day,
  listener?: Listener<F>,
): Status {
  const { spells, walk, leaves } = history;
  const waivers = ofTrack(history.waivers, rules.track);
  const standing = fold(rules, walk, waivers, day, listener);
  const leave = leaves.find((each) => each.from <= day && day <= each.to);
  const certification = standing.certification;

  const nextWindow = certification && rules.calendar.firstAfter(certification.cycle, windowsOf(waivers));
  const next = nextWindow && memberWindow(nextWindow, ofTrack(history.extensions, rules.track), leaves, rules.return_days);
  const open = next && next.window.opens <= day ? next : undefined;
  const validThrough = next && next.closes !== NEVER ? next.closes : undefined;
  const retraining = standing.unresolved !== undefined && !standing.retrained && !standing.permitted;
  const dueBy = certification ? (open && open.closes !== NEVER ? open.closes : undefined) : targetDay(rules, spells, standing, day);

  return {
    track: rules.track,
    day,
    status: leave ? 'on-leave' : nameOf(standing, retraining, next, day),
    valid: certification !== undefined && !standing.unresolved && (validThrough === undefined || day <= validThrough),
    standing,
    next,
    open,
    due_by: dueBy,
    certified_on: certification?.fact.day,
    valid_through: validThrough,
    modules: progress(rules, retraining ? standing.completed_again : standing.completed, day),
    leave,
  };
}

function ofTrack<F extends { track: string }>(facts: readonly F[], track: string): readonly F[] {
  return facts.length === 0 ? facts : facts.filter((fact) => fact.track === track);
}

function isWalked(fact: Dated): fact is Dated<Walkable> {
  switch (fact.kind) {
    case 'completion':
    case 'attempt':
    case 'grant':
    case 'revocation':
    case 'permit':
      return true;
    default:
      return false;
  }
}

/** The first line of the table that applies, leave aside. */
function nameOf(standing: Standing, retraining: boolean, next: MemberWindow | undefined, day: Day): StatusName {
  if (retraining) return 'must-retrain';
  if (standing.unresolved) return 'retake-ready';
  if (!standing.certification) return standing.path_complete ? 'ready' : 'in-training';
  if (!next || day < next.window.opens) return 'certified';
  return day <= next.closes ? 'recert-due' : 'lapsed';
}

/** The window's closing day, moved later by extensions of it, then by every leave that shares a day with it as moved so far. */
export function memberWindow(
  window: Window,
  extensions: readonly Dated<Extension>[],
  leaves: readonly Dated<Leave>[],
  returnDays: number,
): MemberWindow {
  let closes = window.closes;
  const moved_by: MemberWindow['moved_by'] = [];
  for (const extension of extensions) {
    if (extension.window !== window.label || extension.until <= closes) continue;
    closes = extension.until;
    moved_by.push(extension);
  }
  for (const leave of leaves) {
    const sharesADay = leave.from <= closes && leave.to >= window.opens;
    const backBy = leave.to === NEVER ? NEVER : addDays(leave.to, returnDays);
    if (!sharesADay || backBy <= closes) continue;
    closes = backBy;
    moved_by.push(leave);
  }
  return { window, closes, moved_by };
}

/** For somebody not certified: so many days after the latest of start day, first day in a role of the track, and revocation. */
function targetDay(rules: TrackRules, spells: readonly RosterSpell[], standing: Standing, day: Day): Day | undefined {
  const anchors = [
    rosterOn(spells, day)?.start_day,
    firstDayInRoles(spells, rules.roles, day),
    standing.last_revocation?.day,
  ].filter((anchor) => anchor !== undefined);
  return anchors.length > 0 ? addDays(Math.max(...anchors) as Day, rules.first_due_days) : undefined;
}

function progress({ editions }: TrackRules, completed: ReadonlySet<string>, day: Day): Status['modules'] {
  const modules = (editions.findLast((edition) => edition.effective <= day) ?? editions[0])?.modules ?? [];
  const done = modules.filter((module) => completed.has(module.module));
  // Most members have done everything, or nothing yet.
  if (done.length === modules.length) return { done: modules, missing: [] };
  return { done, missing: done.length === 0 ? modules : modules.filter((module) => !completed.has(module.module)) };
}

/** The edition and assurance of the last counted pass or grant; a grant has no edition. */
export function certifiedBy(status: Status): { edition: string; assurance: Assurance } | undefined {
  const fact = status.standing.certification?.fact;
  return fact && { edition: fact.kind === 'attempt' ? fact.edition : '', assurance: fact.assurance };
}

/** The pass mark for an attempt at an edition. Throws a RangeError if it is not a number. */
export function passMarkPoints(passMark: number) {
  const value = parsePoints(String(passMark));
  if (!value) throw new RangeError(`not a pass mark: ${passMark}`);
  return value;
}
