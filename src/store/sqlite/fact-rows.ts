/**
 * Facts as rows: which table a kind of fact lives in, what goes into its columns, and back. Each table has the columns of
 * `COMMON` first, then its own. Texts that can be erased are not here but in `person` and `reason`.
 */
import { type Day, type Instant, NEVER } from '../../domain/day.js';
import { type Fact, type FactKind, type Happened, SOURCES, type Taken, unreachable } from '../../domain/fact.js';
import { type Points, formatPoints } from '../../domain/points.js';
import { ASSURANCES } from '../../domain/policy.js';
import type { NewFact, Saying } from '../store.js';
import { DamagedRow, day, dayOr, instant, instantOr, isTexts, json, oneOf, points, text, textOr } from './cells.js';

export const TABLES = [
  'completion',
  'attempt',
  'staff_certification',
  'staff_window',
  'leave',
  'roster',
  'void',
] as const;
export type Table = (typeof TABLES)[number];

/** The columns that facts which say the same may differ in. */
export const BEGINNING = ['seq', 'fact', 'entry', 'member', 'happened_at', 'happened_on'] as const;
export const COMMON = [...BEGINNING, 'assurance'] as const;

/** Columns of each table after the common ones. */
export const OWN_COLUMNS: Record<Table, readonly string[]> = {
  completion: ['module'],
  attempt: [
    'assessment',
    'edition',
    'content',
    'points',
    'max_points',
    'pass_mark',
    'pass_mark_of',
    'started_at',
    'seed',
    'taken_with',
    'seen_before',
    'questions_hash',
  ],
  staff_certification: ['kind', 'track', 'reason_hash'],
  staff_window: ['kind', 'track', '"window"', 'until', 'reason_hash'],
  leave: ['from_day', 'to_day', 'reason_hash'],
  roster: ['role', 'team', 'kind', 'start_day', 'end_day', 'person_hash', 'manager_hash'],
  void: ['target', 'reason_hash'],
};

export type Value = string | number | Uint8Array | null;

export function tableOf(kind: FactKind): Table {
  switch (kind) {
    case 'completion':
    case 'attempt':
    case 'leave':
    case 'roster':
    case 'void':
      return kind;
    case 'grant':
    case 'revocation':
    case 'permit':
      return 'staff_certification';
    case 'waiver':
    case 'extension':
      return 'staff_window';
    default:
      return unreachable(kind);
  }
}

/**
 * The values of a fact's own columns. `hash` is the salted hash of what can be erased, or that of an attempt's questions;
 * `managerHash` that of a roster fact's manager.
 */
export function ownValues(fact: NewFact | Saying, hash: Uint8Array | null, managerHash: Uint8Array | null): Value[] {
  switch (fact.kind) {
    case 'completion':
      return [fact.module];
    case 'attempt':
      return [
        fact.assessment,
        fact.edition,
        fact.content ?? null,
        formatPoints(fact.points),
        formatPoints(fact.max_points),
        formatPoints(fact.pass_mark),
        fact.pass_mark_of,
        fact.started_at ?? null,
        fact.taken?.seed ?? null,
        fact.taken?.with ?? null,
        fact.taken ? JSON.stringify(fact.taken.seen_before) : null,
        hash,
      ];
    case 'grant':
    case 'revocation':
    case 'permit':
      return [fact.kind, fact.track, hash];
    case 'waiver':
      return [fact.kind, fact.track, fact.window, null, hash];
    case 'extension':
      return [fact.kind, fact.track, fact.window, fact.until, hash];
    case 'leave':
      return [fact.from, fact.to === NEVER ? null : fact.to, hash];
    case 'roster': {
      const { role, team, member_kind, start_day, end_day } = fact.row;
      return [role, team, member_kind, start_day ?? null, end_day ?? null, hash, managerHash];
    }
    case 'void':
      return [fact.target, hash];
    default:
      return unreachable(fact);
  }
}

export function happenedValues(happened: Happened): [at: Instant | null, on: Day | null] {
  return 'at' in happened ? [happened.at, null] : [null, happened.on];
}

/** A row as read: the common columns, the entry's, what can be erased, and the table's own, by name. */
export type Row = Record<string, Value>;

/** Throws a `DamagedRow`. */
export function readFact(table: Table, row: Row): Fact {
  const base = {
    fact: text(row, 'fact'),
    seq: row['seq'] as number,
    member: text(row, 'member_id'),
    happened: readHappened(row),
    recorded_at: instant(row, 'recorded_at'),
    recorded_by: textOr(row, 'recorded_by', ''),
    source: oneOf(row, 'source', SOURCES),
    assurance: oneOf(row, 'assurance', ASSURANCES),
  };
  const reason = textOr(row, 'reason', '');
  switch (table) {
    case 'completion':
      return { ...base, kind: 'completion', module: text(row, 'module') };
    case 'attempt':
      return {
        ...base,
        kind: 'attempt',
        assessment: text(row, 'assessment'),
        edition: text(row, 'edition'),
        content: textOr(row, 'content', undefined),
        ...readScore(row),
        pass_mark: points(row, 'pass_mark'),
        pass_mark_of: oneOf(row, 'pass_mark_of', ['edition', 'program']),
        started_at: instantOr(row, 'started_at', undefined),
        taken: row['seed'] === null ? undefined : readTaken(row),
      };
    case 'staff_certification':
      return { ...base, kind: oneOf(row, 'kind', ['grant', 'revocation', 'permit']), track: text(row, 'track'), reason };
    case 'staff_window': {
      const common = { ...base, track: text(row, 'track'), window: text(row, 'window'), reason };
      const kind = oneOf(row, 'kind', ['waiver', 'extension']);
      return kind === 'waiver' ? { ...common, kind } : { ...common, kind, until: day(row, 'until') };
    }
    case 'leave':
      return { ...base, kind: 'leave', from: day(row, 'from_day'), to: dayOr(row, 'to_day', NEVER), reason };
    case 'roster':
      return {
        ...base,
        kind: 'roster',
        row: {
          name: textOr(row, 'name', ''),
          email: textOr(row, 'email', ''),
          role: text(row, 'role'),
          team: text(row, 'team'),
          manager: textOr(row, 'manager', ''),
          member_kind: oneOf(row, 'kind', ['employee', 'partner']),
          start_day: dayOr(row, 'start_day', undefined),
          end_day: dayOr(row, 'end_day', undefined),
        },
      };
    case 'void':
      return { ...base, kind: 'void', target: text(row, 'target'), reason };
    default:
      return unreachable(table);
  }
}

export function readHappened(row: Row): Happened {
  return row['happened_at'] === null ? { on: day(row, 'happened_on') } : { at: instant(row, 'happened_at') };
}

function readScore(row: Row): { points: Points; max_points: Points } {
  const score = { points: points(row, 'points'), max_points: points(row, 'max_points') };
  if (score.max_points.n <= 0n) throw new DamagedRow(`max_points of fact ${row['fact']} is not above 0`);
  return score;
}

export function readTaken(row: Row): Taken {
  return {
    seed: text(row, 'seed'),
    with: oneOf(row, 'taken_with', ['prompts', 'plain', 'answers']),
    seen_before: json(row, 'seen_before', isTexts),
  };
}
