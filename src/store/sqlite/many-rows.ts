/** Writing very many facts in one entry, faster: for the rest of the caller's transaction. */
import { TABLES } from './fact-rows.js';
import type { Database } from './open-database.js';

/** From so many facts on the measures here are worth what they cost: some milliseconds. */
export const MANY = 5_000;

/** In KiB. Ids lie in no order, so that each fact goes to another page of their index; read anew for each fact, they take half of the time. */
const PAGES_AT_HAND = 32 * 1024;

/**
 * The guards against replacing a fact in disguise are for other programs, and none can write before this transaction ends. A
 * trigger makes SQLite copy every page before it writes a row to it, in case the row has to be taken back alone.
 */
const GUARDS = `SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name IN (${TABLES.map((table) => `'${table}_is_new'`).join(', ')})`;

/** Call what is returned when the facts are written, before the commit; a rollback brings the guards back by itself. */
export function expectManyRows(db: Database): () => void {
  const guards = db.prepare(GUARDS).all() as { name: string; sql: string }[];
  for (const { name } of guards) db.exec(`DROP TRIGGER ${name}`);
  db.exec(`PRAGMA cache_size = ${-PAGES_AT_HAND}`);
  return () => guards.forEach(({ sql }) => void db.exec(sql));
}
