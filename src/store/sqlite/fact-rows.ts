/**
 * Facts as rows: which table a kind of fact lives in, what goes into its columns, and back. Each table has the columns of
 * `COMMON` first, then its own. Texts that can be erased are not here but in `person` and `reason`.
 */
import type { Day, Instant } from '../../domain/day.js';
import { NEVER } from '../../domain/day.js';
import { type Fact, type FactKind, type Happened, type Source, unreachable } from '../../domain/fact.js';
import { type Points, exactPoints, formatPoints } from '../../domain/points.js';
import type { Assurance } from '../../domain/policy.js';
import type { NewFact } from '../store.js';

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

export const COMMON = ['seq', 'fact', 'entry', 'member', 'happened_at', 'happened_on', 'assurance'] as const;

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
export function ownValues(fact: NewFact, hash: Uint8Array | null, managerHash: Uint8Array | null): Value[] {
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

export function happenedValues(happened: Happened): [at: number | null, on: number | null] {
  return 'at' in happened ? [happened.at, null] : [null, happened.on];
}

/** A row as read: the common columns, the entry's, what can be erased, and the table's own, by name. */
export type Row = Record<string, Value>;

export function readFact(table: Table, row: Row): Fact {
  const base = {
    fact: text(row, 'fact'),
    seq: row['seq'] as number,
    member: text(row, 'member_id'),
    happened: readHappened(row),
    recorded_at: row['recorded_at'] as Instant,
    recorded_by: (row['recorded_by'] as string | null) ?? '',
    source: row['source'] as Source,
    assurance: row['assurance'] as Assurance,
  };
  const reason = (row['reason'] as string | null) ?? '';
  switch (table) {
    case 'completion':
      return { ...base, kind: 'completion', module: text(row, 'module') };
    case 'attempt':
      return {
        ...base,
        kind: 'attempt',
        assessment: text(row, 'assessment'),
        edition: text(row, 'edition'),
        content: (row['content'] as string | null) ?? undefined,
        points: exact(row, 'points'),
        max_points: exact(row, 'max_points'),
        pass_mark: exact(row, 'pass_mark'),
        pass_mark_of: row['pass_mark_of'] as 'edition' | 'program',
        started_at: (row['started_at'] as Instant | null) ?? undefined,
        taken:
          row['seed'] === null || row['seed'] === undefined
            ? undefined
            : {
                seed: text(row, 'seed'),
                with: row['taken_with'] as 'prompts' | 'plain' | 'answers',
                seen_before: JSON.parse(text(row, 'seen_before')) as string[],
              },
      };
    case 'staff_certification':
      return { ...base, kind: row['kind'] as 'grant' | 'revocation' | 'permit', track: text(row, 'track'), reason };
    case 'staff_window': {
      const common = { ...base, track: text(row, 'track'), window: text(row, 'window'), reason };
      return row['kind'] === 'waiver'
        ? { ...common, kind: 'waiver' }
        : { ...common, kind: 'extension', until: row['until'] as Day };
    }
    case 'leave':
      return { ...base, kind: 'leave', from: row['from_day'] as Day, to: (row['to_day'] as Day | null) ?? NEVER, reason };
    case 'roster':
      return {
        ...base,
        kind: 'roster',
        row: {
          name: (row['name'] as string | null) ?? '',
          email: (row['email'] as string | null) ?? '',
          role: text(row, 'role'),
          team: text(row, 'team'),
          manager: (row['manager'] as string | null) ?? '',
          member_kind: row['kind'] as 'employee' | 'partner',
          start_day: (row['start_day'] as Day | null) ?? undefined,
          end_day: (row['end_day'] as Day | null) ?? undefined,
        },
      };
    case 'void':
      return { ...base, kind: 'void', target: text(row, 'target'), reason };
    default:
      return unreachable(table);
  }
}

function readHappened(row: Row): Happened {
  const at = row['happened_at'] as number | null;
  return at === null ? { on: row['happened_on'] as Day } : { at: at as Instant };
}

function text(row: Row, column: string): string {
  return row[column] as string;
}

function exact(row: Row, column: string): Points {
  return exactPoints(text(row, column));
}
