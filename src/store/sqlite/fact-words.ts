/** What a fact says on its way into the ledger: the statement that writes it, its values, and how they are spelled for the hash. */
import type { Day, Instant } from '../../domain/day.js';
import type { FactId } from '../../domain/fact.js';
import type { NewFact, Saying } from '../store.js';
import { BEGINNING, OWN_COLUMNS, type Table, type Value, ownValues, tableOf } from './fact-rows.js';
import { canonicalValues } from './hashes.js';
import type { Database, Statement } from './open-database.js';
import { statement } from './statements.js';

export function insertion(table: string, columns: readonly string[]): string {
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
}

/** What a fact says, as it is written. */
export interface Words {
  table: Table;
  /** Takes `BEGINNING`, then `values`. */
  insert: Statement;
  /** Without those that are null, of which an attempt from elsewhere has six: each would be written for each of a million rows. */
  columns: string[];
  values: Value[];
  /** All of them, as they stand in the canonical row. */
  text: string;
}

/** The values of `BEGINNING`. */
export type Beginning = [seq: number, fact: FactId, entry: number, member: number, at: Instant | null, on: Day | null];

/** The hashes are those that stand in the fact for what is kept apart, or for the questions of an attempt. */
export function wordsOf(db: Database, says: NewFact | Saying, hash: Uint8Array | null, managerHash: Uint8Array | null): Words {
  const table = tableOf(says.kind);
  const all = [says.assurance, ...ownValues(says, hash, managerHash)];
  const columns = ['assurance', ...OWN_COLUMNS[table]].filter((_, place) => all[place] !== null);
  const insert = statement(db, insertion(table, [...BEGINNING, ...columns]));
  return { table, insert, columns, values: all.filter((value) => value !== null), text: canonicalValues(all) };
}

export function insertRow({ insert, values }: Words, beginning: Beginning): void {
  insert.run(...beginning, ...values);
}
