/** How the records' file is: what SQLite finds wrong with it, and what `certify doctor` tells about it. */
import { version } from 'better-sqlite3/package.json';
import type { RecordsHealth } from '../store.js';
import { instantOr } from './cells.js';
import type { Row } from './fact-rows.js';
import type { Database } from './open-database.js';

/** Enough to see what kind of damage it is. */
const MOST_LINES = 20;

/** Pages, indexes, constraints and references; empty if all is well. https://sqlite.org/pragma.html#pragma_integrity_check */
export function integrityFaults(db: Database): string[] {
  const lines = db.pragma(`integrity_check(${MOST_LINES})`) as { integrity_check: string }[];
  const faults = lines.flatMap(({ integrity_check }) => integrity_check.split('\n')).filter((line) => line !== 'ok');
  const references = db.pragma('foreign_key_check') as { table: string; rowid: number | null; parent: string }[];
  return [
    ...faults.map((line) => `the file: ${line}`),
    ...references.slice(0, MOST_LINES).map(({ table, parent }) => `the file: a row of ${table} refers to a row of ${parent} that is not there`),
  ];
}

/** `schema` is what is wrong with that. */
export function healthOf(db: Database, schema: readonly string[]): RecordsHealth {
  const one = <T>(sql: string) => db.prepare(sql).pluck().get() as T;
  return {
    schema_version: Number(db.pragma('user_version', { simple: true })),
    software: { SQLite: one<string>('SELECT sqlite_version()'), 'better-sqlite3': version },
    integrity: [...schema, ...integrityFaults(db)],
    entries: one<number>('SELECT count(*) FROM entry'),
    newest_recorded_at: instantOr(db.prepare('SELECT max(recorded_at) AS newest FROM entry WHERE clock_is_set = 0').get() as Row, 'newest', undefined),
    entries_under_set_clock: one<number>('SELECT count(*) FROM entry WHERE clock_is_set = 1'),
  };
}
