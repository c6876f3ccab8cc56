/**
 * What is derived from the facts, for commands to read fast. Each index is kept up to date with every entry, in the entry's
 * transaction, and made anew from the records when it has fallen behind, as it has when records of an older version are migrated.
 */
import type { Happened, MemberId } from '../../domain/fact.js';
import type { AttemptQuestion, NewFact, Saying } from '../store.js';
import { openItemIndex, rebuildItemIndex } from './item-index.js';
import type { Database } from './open-database.js';
import { openReportIndex, rebuildReportIndex } from './report-index.js';
import { statement } from './statements.js';

/** A fact as the ledger adds it. */
export interface AddedFact {
  says: NewFact | Saying;
  happened: Happened;
  memberId: MemberId;
  seq: number;
  /** The key of the member. */
  member: number;
  /** Of an attempt that was taken question by question. */
  questions: readonly AttemptQuestion[] | undefined;
}

/** Adds the facts of one entry to one index. */
export interface IndexWriter {
  add(added: AddedFact): void;
  /** When all facts of the entry have been added. */
  end(): void;
}

/** Each by the table that says up to which entry it is kept. */
const INDEXES = {
  report_index: { open: openReportIndex, rebuild: rebuildReportIndex },
  item_index: { open: openItemIndex, rebuild: rebuildItemIndex },
} as const;
export type IndexName = keyof typeof INDEXES;
const NAMES = Object.keys(INDEXES) as IndexName[];

/** Whether the index holds everything that the ledger does. */
export function isIndexed(db: Database, name: IndexName): boolean {
  return statement(db, `SELECT through = (SELECT coalesce(max(entry), 0) FROM entry) FROM ${name}`).pluck().get() === 1;
}

/** For adding the facts of one entry of a program (by key), which follows the entry `last`. */
export function openIndexes(db: Database, program: number, last: number): { add(added: AddedFact): void; end(entry: number): void } {
  const through = (name: IndexName) => statement(db, `SELECT through FROM ${name}`).pluck().get();
  const kept = NAMES.filter((name) => through(name) === last);
  const behind = NAMES.filter((name) => !kept.includes(name));
  const writers = kept.map((name) => INDEXES[name].open(db, program));
  return {
    add(added) {
      for (const writer of writers) writer.add(added);
    },
    end(entry) {
      for (const writer of writers) writer.end();
      for (const name of behind) INDEXES[name].rebuild(db);
      for (const name of NAMES) statement(db, `UPDATE ${name} SET through = ?`).run(entry);
    },
  };
}

/** Everything anew from the records, in the caller's transaction. */
export function rebuildIndexes(db: Database): void {
  for (const name of NAMES) {
    INDEXES[name].rebuild(db);
    db.exec(`UPDATE ${name} SET through = (SELECT coalesce(max(entry), 0) FROM entry)`);
  }
}
