/**
 * Histories that read like the handbook: what happened, and when. A date is written as a day (`2021-03-02`) or as an instant
 * (`2021-03-02T09:00Z`), as the facts themselves are.
 */
import { type Calendar, makeCalendar } from '../../src/domain/calendar.js';
import { type Day, type Instant, NEVER, formatDay, parseDay, parseInstant, utcMidnight } from '../../src/domain/day.js';
import { type Fact, type FactKind, type Happened, unreachable } from '../../src/domain/fact.js';
import type { Listener, NotCounted, Verdict } from '../../src/domain/fold.js';
import type { LearningPath } from '../../src/domain/learning-path.js';
import { parsePoints } from '../../src/domain/points.js';
import type { Assurance, Policy } from '../../src/domain/policy.js';
import { type Dated, dated } from '../../src/domain/seen.js';
import { type Status, type Walkable, memberHistory, statusOn, trackRules } from '../../src/domain/status.js';
import { makeZone } from '../../src/domain/zone.js';

/** What any event may say besides what happened: its name in `void`, how sure it is, and when it was recorded if not at once. */
interface Aside {
  as?: string;
  assurance?: Assurance;
  recorded?: string;
}

export type Happening = Aside &
  (
    | { completion: string; module?: string }
    | { attempt: string; score: string; pass_mark?: string; assessment?: string; edition?: string }
    | { grant: string; track?: string }
    | { revocation: string; track?: string }
    | { permit: string; track?: string }
    | { waive: string; on: string; track?: string }
    | { extend: string; until: string; on: string; track?: string }
    /** Recorded on its first day, unless `on` says otherwise; open without `to`. */
    | { leave: string; to?: string; on?: string }
    | { roster: string; role?: string; start?: string; end?: string }
    | { void: string; on: string }
  );

/** One required module, `value`, unless a test is about paths. */
export const MODULE = 'value';

/** Section 8: the one required module, completed on 2020-09-01. */
export const TRAINED = { completion: '2020-09-01' } as const;

/** The first event gets id `f001`, and so on, unless it bears a name (`as`). They were recorded when they say. */
export function history(...happenings: Happening[]): Fact[] {
  const facts = happenings.map((happening, place) => factOf(happening, place + 1));
  const asRecorded = [...facts].sort((a, b) => a.recorded_at - b.recorded_at);
  return facts.map((fact) => ({ ...fact, seq: asRecorded.indexOf(fact) + 1 }));
}

function factOf(happening: Happening, seq: number): Fact {
  const base = (happened: Happened) => ({
    fact: happening.as ?? `f${String(seq).padStart(3, '0')}`,
    seq,
    member: 'm1',
    happened,
    recorded_at: happening.recorded ? instantIn(happening.recorded) : instantOf(happened),
    recorded_by: 'staff',
    source: 'import' as const,
    assurance: happening.assurance ?? ('staff' as const),
  });
  const staff = (track: string | undefined) => ({ track: track ?? 'sales', reason: 'said in the test' });

  if ('completion' in happening) {
    return { ...base(when(happening.completion)), kind: 'completion', module: happening.module ?? MODULE };
  }
  if ('attempt' in happening) return attemptOf(happening, base(when(happening.attempt)));
  if ('grant' in happening) return { ...base(when(happening.grant)), kind: 'grant', ...staff(happening.track) };
  if ('revocation' in happening) return { ...base(when(happening.revocation)), kind: 'revocation', ...staff(happening.track) };
  if ('permit' in happening) return { ...base(when(happening.permit)), kind: 'permit', ...staff(happening.track) };
  if ('waive' in happening) {
    return { ...base(when(happening.on)), kind: 'waiver', window: happening.waive, ...staff(happening.track) };
  }
  if ('extend' in happening) {
    const { extend, until } = happening;
    return { ...base(when(happening.on)), kind: 'extension', window: extend, until: day(until), ...staff(happening.track) };
  }
  if ('leave' in happening) {
    const { leave, to, on } = happening;
    return { ...base(when(on ?? leave)), kind: 'leave', from: day(leave), to: to ? day(to) : NEVER, reason: 'away' };
  }
  if ('roster' in happening) return rosterFact(happening, base(when(happening.roster)));
  if ('void' in happening) return { ...base(when(happening.on)), kind: 'void', target: happening.void, reason: 'entered twice' };
  return unreachable(happening);
}

type Base = Omit<Extract<Fact, { kind: 'completion' }>, 'kind' | 'module'>;

function attemptOf(happening: Extract<Happening, { attempt: string }>, base: Base): Fact {
  const [score, max] = happening.score.split(' of ').length === 2 ? happening.score.split(' of ') : happening.score.split('/');
  return {
    ...base,
    kind: 'attempt',
    assessment: happening.assessment ?? 'sales',
    edition: happening.edition ?? 'Q3FY21',
    points: number(score ?? ''),
    max_points: number(max ?? ''),
    pass_mark: number(happening.pass_mark ?? '80'),
    pass_mark_of: 'edition',
  };
}

function rosterFact(happening: Extract<Happening, { roster: string }>, base: Base): Fact {
  return {
    ...base,
    kind: 'roster',
    row: {
      name: 'Mia Ng',
      email: 'mia@example.com',
      role: happening.role ?? 'Account Executive',
      team: 'EMEA',
      manager: '',
      member_kind: 'employee',
      start_day: happening.start ? day(happening.start) : undefined,
      end_day: happening.end ? day(happening.end) : undefined,
    },
  };
}

/** Reads a day; a slip of the pen in a test is an error. */
export function day(text: string): Day {
  const value = parseDay(text);
  if (value === undefined) throw new Error(`not a day: ${text}`);
  return value;
}

/** Reads an instant; a bare day is its midnight UTC. */
export function instantIn(text: string): Instant {
  const value = text.includes('T') ? parseInstant(text) : utcMidnight(day(text));
  if (value === undefined) throw new Error(`not an instant: ${text}`);
  return value;
}

/** Nine in the morning: recorded on its day in any zone from Los Angeles to Kolkata. */
function instantOf(happened: Happened): Instant {
  return 'at' in happened ? happened.at : ((utcMidnight(happened.on) + 9 * 3_600_000) as Instant);
}

function when(text: string): Happened {
  return text.includes('T') ? { at: instantIn(text) } : { on: day(text) };
}

function number(text: string) {
  const value = parsePoints(text);
  if (!value) throw new Error(`not a number of points: ${text}`);
  return value;
}

/** The policy with the defaults of the rule book, UTC, first_month 2. */
export const POLICY: Policy = {
  program: 'field-product-certification',
  title: 'Product Certification',
  time_zone: 'UTC',
  fiscal_year: { first_month: 2, named_after: 'end' },
  certification: { pass_mark: 80, first_due_days: 90, min_assurance: 'self' },
  recertification: { quarters: ['Q1', 'Q3'], window_days: 45, early_days: 0, windows: [] },
  leave: { return_days: 30 },
  tracks: [
    { ...track('sales', 'Sales'), roles: ['Account Executive', 'Strategic Account Leader'] },
    { ...track('cs', 'Customer Success'), roles: ['Customer Success Manager'] },
  ],
};

function track(id: string, title: string) {
  return { track: id, title, path: id, assessment: id };
}

/** What a test changes in the setting: the policy's sections one by one, the path's editions, the track asked about. */
export interface Setting {
  time_zone?: string;
  fiscal_year?: Partial<Policy['fiscal_year']>;
  certification?: Partial<Policy['certification']>;
  recertification?: Partial<Policy['recertification']>;
  leave?: Partial<Policy['leave']>;
  /** Editions of the track's path; by default one, which asks for `value`. */
  path?: readonly Edition[];
  track?: string;
}

export interface Edition {
  effective: string;
  required: readonly string[];
  optional?: readonly string[];
}

export function policyWith(setting: Setting = {}): Policy {
  return {
    ...POLICY,
    time_zone: setting.time_zone ?? POLICY.time_zone,
    fiscal_year: { ...POLICY.fiscal_year, ...setting.fiscal_year },
    certification: { ...POLICY.certification, ...setting.certification },
    recertification: { ...POLICY.recertification, ...setting.recertification },
    leave: { ...POLICY.leave, ...setting.leave },
  };
}

const ONE_MODULE: readonly Edition[] = [{ effective: '2020-01-01', required: [MODULE] }];

export function pathsOf(setting: Setting = {}): LearningPath[] {
  return (setting.path ?? ONE_MODULE).map(({ effective, required, optional = [] }, place) => ({
    path: setting.track ?? 'sales',
    title: 'Path',
    edition: `E${place + 1}`,
    effective,
    owners: [],
    objectives: [],
    stages: [{ stage: 'all', title: 'All', after: [], modules: [...required.map(module(true)), ...optional.map(module(false))] }],
  }));
}

const module = (required: boolean) => (id: string) => ({ module: id, title: id, objectives: [], required });

/** A status as its row shows it: ISO days, labels, empty as `''`; and what became of each attempt, by fact id. */
export interface Row {
  status: string;
  valid: boolean;
  window: string;
  due_by: string;
  certified_on: string;
  valid_through: string;
  /** N, opened or not. */
  next_window: string;
  modules_done: string[];
  attempts: number;
  verdicts: Record<string, string>;
}

/** The row of one member and track at the end of `on`. */
export function statusOf(facts: readonly Fact[], on: string, setting: Setting = {}): Row {
  const verdicts: Record<string, string> = {};
  const status = rawStatus(facts, on, setting, (fact, verdict) => {
    if (fact.kind === 'attempt') verdicts[fact.fact] = words(verdict);
  });
  return {
    status: status.status,
    valid: status.valid,
    window: status.open?.window.label ?? '',
    due_by: text(status.due_by),
    certified_on: text(status.certified_on),
    valid_through: text(status.valid_through),
    next_window: status.next?.window.label ?? '',
    modules_done: status.modules.done.map((done) => done.module).sort(),
    attempts: status.standing.attempts,
    verdicts,
  };
}

/** The status itself, for what a row does not show; `listener` is told the story. */
export function rawStatus(facts: readonly Fact[], on: string, setting: Setting = {}, listener?: Listener<Dated<Walkable>>): Status {
  const policy = policyWith(setting);
  const track = policy.tracks.find((candidate) => candidate.track === (setting.track ?? 'sales'))!;
  const rules = trackRules(policy, track, calendarFor(policy), pathsOf(setting));
  return statusOn(rules, memberHistory(dated(facts, makeZone(policy.time_zone)), day(on)), day(on), listener);
}

const calendars = new Map<string, Calendar>();

/** Two centuries of windows are made once for each policy, not once for each row. */
function calendarFor(policy: Policy): Calendar {
  const key = JSON.stringify([policy.fiscal_year, policy.recertification]);
  const calendar = calendars.get(key) ?? makeCalendar(policy);
  if (calendars.size > 100) calendars.clear();
  calendars.set(key, calendar);
  return calendar;
}

/** What became of the attempts, in the order of the history: `passed`, `failed`, or why not counted. */
export function fatesOf(facts: readonly Fact[], on: string, setting: Setting = {}): string[] {
  const { verdicts } = statusOf(facts, on, setting);
  return facts.filter((fact) => kindIs(fact, 'attempt')).map((fact) => verdicts[fact.fact] ?? 'not seen');
}

const kindIs = (fact: Fact, kind: FactKind) => fact.kind === kind;

function text(value: Day | undefined): string {
  return value === undefined ? '' : formatDay(value);
}

function words(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'not-counted':
      return reason(verdict.reason);
    case 'passed':
      return verdict.window ? `passed for ${verdict.window.label}` : 'passed';
    default:
      return verdict.kind;
  }
}

function reason(given: NotCounted): string {
  return given.why === 'already certified' && given.window ? `already certified for ${given.window.label}` : given.why;
}
