/** Statements that are prepared when they are first needed, and kept: preparing one takes as long as running it ten times. */
import type { Database, Statement } from './open-database.js';

const kept = new WeakMap<Database, Map<string, Statement>>();

/** The statement for the text. Pluck or raw mode, once set, stays set: say it wherever the text is used. */
export function statement(db: Database, sql: string): Statement {
  let statements = kept.get(db);
  if (!statements) kept.set(db, (statements = new Map()));
  let found = statements.get(sql);
  if (!found) statements.set(sql, (found = db.prepare(sql)));
  return found;
}
