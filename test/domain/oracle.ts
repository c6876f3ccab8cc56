/**
 * The rule book a second time, as slowly and as literally as it can be read: ISO text for days, every question answered by
 * looking at everything again from the beginning. It shares nothing with `src/domain` but the shapes of the data, so that
 * a slip in one is not repeated in the other. Sections are those of the rule book.
 */
import type { Fact } from '../../src/domain/fact.js';
import type { LearningPath } from '../../src/domain/learning-path.js';
import type { Policy } from '../../src/domain/policy.js';
import type { Row } from './history.js';

type Iso = string;
const BEGINNING = '0000-00-00';
const WITHOUT_END = '9999-99-99';

// ---- section 2: days -------------------------------------------------------------------------------------------------

function iso(day: number): Iso {
  return day === Infinity ? WITHOUT_END : new Date(day * 86_400_000).toISOString().slice(0, 10);
}

function plus(day: Iso, days: number): Iso {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function dayAt(instant: number, zone: string): Iso {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-US', { timeZone: zone, calendar: 'iso8601', year: 'numeric', month: '2-digit', day: '2-digit' });
  formats.set(zone, format);
  const parts = Object.fromEntries(format.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  return `${parts['year']}-${parts['month']}-${parts['day']}`;
}

function dayOf(fact: Fact, policy: Policy): Iso {
  return 'at' in fact.happened ? dayAt(fact.happened.at, policy.time_zone) : iso(fact.happened.on);
}

// ---- section 3: windows ----------------------------------------------------------------------------------------------

interface Row3 {
  label: string;
  opens: Iso;
  closes: Iso;
}

export function windowsOf(policy: Policy): Row3[] {
  const rows: Row3[] = [];
  for (let fiscalYear = 2010; fiscalYear <= 2040; fiscalYear++) {
    const month = policy.fiscal_year.first_month;
    // A fiscal year that starts in January ends in the same calendar year.
    const startYear = policy.fiscal_year.named_after === 'start' || month === 1 ? fiscalYear : fiscalYear - 1;
    for (const quarter of policy.recertification.quarters) {
      const monthsOn = month - 1 + 3 * (Number(quarter[1]) - 1);
      const opens = `${startYear + Math.floor(monthsOn / 12)}-${String((monthsOn % 12) + 1).padStart(2, '0')}-01`;
      const label = `${quarter}FY${String(fiscalYear).slice(2)}`;
      rows.push({ label, opens, closes: plus(opens, policy.recertification.window_days - 1) });
    }
  }
  for (const hand of policy.recertification.windows) {
    const computed = rows.findIndex((row) => row.label === hand.window);
    if (computed >= 0) rows.splice(computed, 1);
    rows.push({ label: hand.window, opens: hand.opens, closes: hand.closes });
  }
  return rows.sort((a, b) => (a.opens < b.opens ? -1 : 1));
}

/** -1 is *none*, earlier than all. */
function cycleOf(day: Iso, windows: Row3[], policy: Policy): number {
  let cycle = -1;
  windows.forEach((window, place) => {
    if (plus(window.opens, -policy.recertification.early_days) <= day) cycle = place;
  });
  return cycle;
}

// ---- section 4: facts that are seen ----------------------------------------------------------------------------------

type Of<K extends Fact['kind']> = Extract<Fact, { kind: K }>;

function seen(facts: readonly Fact[], day: Iso, policy: Policy): Fact[] {
  return facts.filter((fact) => {
    const voided = facts.some(
      (other) => other.kind === 'void' && fact.kind !== 'void' && other.target === fact.fact && dayOf(other, policy) <= day,
    );
    if (voided) return false;
    if (fact.kind === 'leave') return iso(fact.from) <= day || dayOf(fact, policy) <= day;
    // Which spell holds is the roster's own question.
    return fact.kind === 'roster' || dayOf(fact, policy) <= day;
  });
}

function only<K extends Fact['kind']>(facts: readonly Fact[], kind: K): Of<K>[] {
  return facts.filter((fact) => fact.kind === kind) as Of<K>[];
}

// ---- section 5: the walk ---------------------------------------------------------------------------------------------

/** One step: a fact that changed something, or the start of a day on which an edition takes effect. */
type Step = { day: Iso } & (
  | { is: 'dawn' }
  | { is: 'completion'; module: string }
  | { is: 'pass' | 'fail' | 'grant'; fact: Of<'attempt'> | Of<'grant'> }
  | { is: 'revocation' }
  | { is: 'permit' }
  | { is: 'uncounted'; fact: Of<'attempt'>; why: string }
);

interface World {
  policy: Policy;
  windows: Row3[];
  editions: { effective: Iso; required: string[] }[];
  waivers: { window: string; day: Iso }[];
}

function requiredOn(world: World, day: Iso): string[] {
  let inForce = world.editions[0]!;
  for (const edition of world.editions) if (edition.effective <= day) inForce = edition;
  return inForce.required;
}

function covered(world: World, steps: Step[], day: Iso): boolean {
  const done = steps.map((step) => (step.is === 'completion' ? step.module : ''));
  return requiredOn(world, day).every((module) => done.includes(module));
}

/** The last place at which one of these happened; -1 if never. */
function lastPlace(steps: Step[], ...kinds: Step['is'][]): number {
  return steps.map((step) => kinds.includes(step.is)).lastIndexOf(true);
}

function pathComplete(world: World, steps: Step[]): boolean {
  return steps.some((moment, place) => covered(world, steps.slice(0, place + 1), moment.day));
}

function pathCompleteAgain(world: World, steps: Step[]): boolean {
  const since = lastPlace(steps, 'fail', 'revocation');
  const later = steps.slice(since + 1);
  const atOnce = covered(world, [], steps[since]!.day);
  return atOnce || later.some((moment, place) => covered(world, later.slice(0, place + 1), moment.day));
}

function unresolved(steps: Step[]): boolean {
  return lastPlace(steps, 'fail', 'revocation') > lastPlace(steps, 'pass', 'grant');
}

function permitted(steps: Step[]): boolean {
  return lastPlace(steps, 'permit') > lastPlace(steps, 'fail', 'revocation');
}

/** The last counted pass or grant; a revocation takes away what came before it. */
function certification(steps: Step[]): Extract<Step, { fact: unknown }> | undefined {
  const place = lastPlace(steps, 'pass', 'grant');
  if (place < 0 || lastPlace(steps, 'revocation') > place) return undefined;
  return steps[place] as Extract<Step, { fact: unknown }>;
}

/** The first window after `cycle` that no waiver of `day` or before names. */
function firstNotWaived(world: World, cycle: number, day: Iso): number {
  return world.windows.findIndex(
    (window, place) => place > cycle && !world.waivers.some((waiver) => waiver.window === window.label && waiver.day <= day),
  );
}

/** `owed`, or why not. */
function owed(world: World, steps: Step[], day: Iso): string {
  if (unresolved(steps)) return pathCompleteAgain(world, steps) || permitted(steps) ? 'owed' : 'path not complete again';
  const certified = certification(steps);
  if (!certified) return pathComplete(world, steps) ? 'owed' : 'path not complete';
  const then = cycleOf(certified.day, world.windows, world.policy);
  const now = cycleOf(day, world.windows, world.policy);
  if (now <= then) return then < 0 ? 'already certified' : `already certified for ${world.windows[then]!.label}`;
  const next = firstNotWaived(world, then, day);
  return next >= 0 && now >= next ? 'owed' : 'window waived';
}

function sit(world: World, steps: Step[], waiting: Of<'completion'>[], attempt: Of<'attempt'>, day: Iso): void {
  if (owed(world, steps, day) !== 'owed' && waiting.length > 0) {
    const trial = [...steps, ...waiting.map((fact): Step => ({ is: 'completion', day, module: fact.module }))];
    if (owed(world, trial, day) === 'owed') {
      for (const step of trial.slice(steps.length)) steps.push(step);
      waiting.length = 0;
    }
  }
  const answer = owed(world, steps, day);
  const levels = ['self', 'staff', 'server'];
  if (answer !== 'owed') steps.push({ is: 'uncounted', day, fact: attempt, why: answer });
  else if (levels.indexOf(attempt.assurance) < levels.indexOf(world.policy.certification.min_assurance)) {
    steps.push({ is: 'uncounted', day, fact: attempt, why: 'assurance too low' });
  } else {
    const { points, max_points: max, pass_mark: mark } = attempt;
    const passed = points.n * 100n * mark.d * max.d >= mark.n * max.n * points.d;
    steps.push({ is: passed ? 'pass' : 'fail', day, fact: attempt });
  }
}

const TIES = ['completion', 'attempt', 'revocation', 'permit', 'grant'];

function atOf(fact: Fact): number | undefined {
  return 'at' in fact.happened ? fact.happened.at : undefined;
}

function byTies(a: Fact, b: Fact): number {
  return TIES.indexOf(a.kind) - TIES.indexOf(b.kind) || (a.fact < b.fact ? -1 : 1);
}

function walk(world: World, facts: Fact[], until: Iso, assessment: string): Step[] {
  const steps: Step[] = [{ is: 'dawn', day: BEGINNING }];
  const walked = facts.filter((fact) => TIES.includes(fact.kind) && !(fact.kind === 'attempt' && fact.assessment !== assessment));
  const days = [...walked.map((fact) => dayOf(fact, world.policy)), ...world.editions.map((edition) => edition.effective)];

  for (const day of [...new Set(days)].filter((candidate) => candidate <= until).sort()) {
    if (world.editions.some((edition) => edition.effective === day)) steps.push({ is: 'dawn', day });
    const today = walked.filter((fact) => dayOf(fact, world.policy) === day);
    const dayOnly = today.filter((fact) => atOf(fact) === undefined);
    const waiting = only(dayOnly, 'completion');

    const instants = today.filter((fact) => atOf(fact) !== undefined).sort((a, b) => atOf(a)! - atOf(b)! || byTies(a, b));
    const attempts = only(dayOnly, 'attempt').sort((a, b) => {
      const [left, right] = [a.points.n * b.points.d, b.points.n * a.points.d];
      return left < right ? -1 : left > right ? 1 : byTies(a, b);
    });
    for (const fact of [...instants, ...attempts]) {
      if (fact.kind === 'attempt') sit(world, steps, waiting, fact, day);
      else steps.push(stepOf(fact, day));
    }
    const rest = [...waiting, ...dayOnly.filter((fact) => !['completion', 'attempt'].includes(fact.kind))];
    for (const fact of rest.sort(byTies)) steps.push(stepOf(fact, day));
  }
  return steps;
}

function stepOf(fact: Fact, day: Iso): Step {
  if (fact.kind === 'completion') return { is: 'completion', day, module: fact.module };
  if (fact.kind === 'grant') return { is: 'grant', day, fact };
  if (fact.kind === 'revocation' || fact.kind === 'permit') return { is: fact.kind, day };
  throw new Error(`not a step: ${fact.kind}`);
}

// ---- section 6: the status -------------------------------------------------------------------------------------------

/** Of those with the same first day, the one recorded last. */
function leavesOf(facts: Fact[], policy: Policy): { from: Iso; to: Iso }[] {
  const leaves = only(facts, 'leave');
  const time = (leave: Fact) => `${dayOf(leave, policy)} ${String(leave.seq).padStart(9, '0')}`;
  const standing = leaves.filter((leave) => !leaves.some((other) => other.from === leave.from && time(other) > time(leave)));
  return standing.map((leave) => ({ from: iso(leave.from), to: iso(leave.to) })).sort((a, b) => (a.from < b.from ? -1 : 1));
}

function closingDay(window: Row3, extensions: Of<'extension'>[], leaves: { from: Iso; to: Iso }[], returnDays: number): Iso {
  let closes = window.closes;
  for (const extension of extensions) {
    if (extension.window === window.label && iso(extension.until) > closes) closes = iso(extension.until);
  }
  for (const leave of leaves) {
    const shares = leave.from <= closes && leave.to >= window.opens;
    if (!shares) continue;
    const back = leave.to === WITHOUT_END ? WITHOUT_END : plus(leave.to, returnDays);
    if (back > closes) closes = back;
  }
  return closes;
}

/** A target for somebody not certified: after the latest of start day, first day in a role of the track, a revocation. */
function target(facts: Fact[], steps: Step[], on: Iso, policy: Policy, roles: string[]): Iso {
  const roster = only(facts, 'roster').sort((a, b) => {
    const [left, right] = [dayOf(a, policy), dayOf(b, policy)];
    return left < right ? -1 : left > right ? 1 : a.seq - b.seq;
  });
  const first = roster[0];
  const anchors: Iso[] = steps.filter((step) => step.is === 'revocation').map((step) => step.day);
  if (first) {
    const holdsOn = (day: Iso) => roster.filter((fact, place) => place === 0 || dayOf(fact, policy) <= day).at(-1)!.row;
    const start = holdsOn(on).start_day;
    if (start !== undefined) anchors.push(iso(start));
    const begins = first.row.start_day === undefined ? BEGINNING : iso(first.row.start_day);
    const changes = [begins, ...roster.slice(1).map((fact) => dayOf(fact, policy))].sort();
    const inRole = changes.find((day) => day <= on && roles.includes(holdsOn(day).role));
    if (inRole !== undefined && inRole !== BEGINNING) anchors.push(inRole);
  }
  const latest = anchors.sort().at(-1);
  return latest === undefined ? '' : plus(latest, policy.certification.first_due_days);
}

export function oracleRow(allFacts: readonly Fact[], on: Iso, policy: Policy, paths: LearningPath[], trackId: string): Row {
  const track = policy.tracks.find((candidate) => candidate.track === trackId)!;
  const facts = seen(allFacts, on, policy).filter((fact) => !('track' in fact) || fact.track === trackId);
  const world: World = {
    policy,
    windows: windowsOf(policy),
    editions: paths
      .map((path) => ({
        effective: path.effective,
        required: path.stages.flatMap(({ modules }) => modules.filter(({ required }) => required).map(({ module }) => module)),
      }))
      .sort((a, b) => (a.effective < b.effective ? -1 : 1)),
    waivers: only(facts, 'waiver').map((waiver) => ({ window: waiver.window, day: dayOf(waiver, policy) })),
  };
  const steps = walk(world, facts, on, track.assessment);
  const certified = certification(steps);
  const leaves = leavesOf(facts, policy);
  const next = certified ? firstNotWaived(world, cycleOf(certified.day, world.windows, policy), on) : -1;
  const window = world.windows[next];
  const closes = window && closingDay(window, only(facts, 'extension'), leaves, policy.leave.return_days);
  const hasOpened = window !== undefined && window.opens <= on;
  const again = unresolved(steps);
  const retraining = again && !pathCompleteAgain(world, steps) && !permitted(steps);
  const doneSteps = retraining ? steps.slice(lastPlace(steps, 'fail', 'revocation')) : steps;
  const done = doneSteps.map((step) => (step.is === 'completion' ? step.module : ''));

  function status(): string {
    if (leaves.some((leave) => leave.from <= on && on <= leave.to)) return 'on-leave';
    if (again) return retraining ? 'must-retrain' : 'retake-ready';
    if (!certified) return pathComplete(world, steps) ? 'ready' : 'in-training';
    if (!window || on < window.opens) return 'certified';
    return on <= closes! ? 'recert-due' : 'lapsed';
  }

  const orEmpty = (day: Iso | undefined) => (day === undefined || day === WITHOUT_END ? '' : day);
  return {
    status: status(),
    valid: certified !== undefined && !again && (closes === undefined || on <= closes),
    window: hasOpened ? window.label : '',
    due_by: certified ? (hasOpened ? orEmpty(closes) : '') : target(facts, steps, on, policy, track.roles),
    certified_on: certified?.day ?? '',
    valid_through: orEmpty(closes),
    next_window: window?.label ?? '',
    modules_done: requiredOn(world, on).filter((module) => done.includes(module)).sort(),
    attempts: steps.filter((step) => 'fact' in step && step.fact.kind === 'attempt').length,
    verdicts: Object.fromEntries([
      ...only(facts, 'attempt').filter((fact) => fact.assessment !== track.assessment).map((fact) => [fact.fact, 'other-track']),
      ...steps.flatMap((step): [string, string][] => {
        if (step.is === 'uncounted') return [[step.fact.fact, step.why]];
        if (step.is === 'fail') return [[step.fact.fact, 'failed']];
        if (step.is !== 'pass') return [];
        const cycle = cycleOf(step.day, world.windows, policy);
        return [[step.fact.fact, cycle < 0 ? 'passed' : `passed for ${world.windows[cycle]!.label}`]];
      }),
    ]),
  };
}
