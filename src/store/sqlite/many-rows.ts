/** Writing very many facts in one entry, faster: for the rest of the caller's transaction. */
import { type AlikeRows, openAlikeRows } from './alike-rows.js';
import { TABLES, type Table } from './fact-rows.js';
import type { Words } from './fact-words.js';
import type { Database, Statement } from './open-database.js';

/** From so many facts on the measures here are worth what they cost: some milliseconds. */
export const MANY = 5_000;

/** In KiB. Ids lie in no order, and a file in the order of time names another member with each row: each touches other pages of the indexes. */
const PAGES_AT_HAND = 64 * 1024;
/** While ids are sorted: with 32 MiB it takes nearly twice as long. */
const PAGES_WHEN_SORTING = 4 * 1024;

/** So many times as many facts may be there as come: with five times as many both ways take the same. */
const WORTH_SORTING = 4;

export interface ManyRows {
  add: AlikeRows['add'];
  /** Writes what waits: to be called before anybody reads. */
  flush(): void;
  /** To be called when the facts are written, before the commit; a rollback brings back by itself what was set aside. */
  end(): void;
}

/** `expected` is about how many facts come, as far as that can be told. */
export function openManyRows(db: Database, expected: number): ManyRows {
  const whatWasSetAside: string[] = [];
  const groups = new Map<Statement, AlikeRows>();

  /** Nothing where there is no such thing. */
  function setAside(type: 'TRIGGER' | 'INDEX', name: string): void {
    const sql = db.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').pluck().get(name) as string | undefined;
    if (sql === undefined) return;
    whatWasSetAside.push(sql);
    db.exec(`DROP ${type} ${name}`);
  }

  /** To sort an id at the end takes a third of what it takes to find a place for it; but then all are sorted, not only the new ones. */
  function setIdsAside(table: Table): void {
    const worthIt = expected * WORTH_SORTING;
    const areMore = db.prepare(`SELECT EXISTS (SELECT 1 FROM ${table} LIMIT 1 OFFSET ?)`).pluck().get(worthIt) === 1;
    if (!areMore) setAside('INDEX', `${table}_by_fact`);
  }

  function groupOf(words: Words): AlikeRows {
    let group = groups.get(words.insert);
    if (group) return group;
    setIdsAside(words.table);
    groups.set(words.insert, (group = openAlikeRows(db, `sayings_${groups.size + 1}`, words)));
    return group;
  }

  function flush(): void {
    for (const group of groups.values()) group.flush();
  }

  // The guards against replacing a fact in disguise are for other programs, and none can write before this transaction ends. A
  // trigger makes SQLite copy every page before it writes a row to it, in case the row has to be taken back alone.
  for (const table of TABLES) setAside('TRIGGER', `${table}_is_new`);
  db.exec(`PRAGMA cache_size = ${-PAGES_AT_HAND}`);

  return {
    add: (words, beginning) => groupOf(words).add(words, beginning),
    flush,
    end() {
      flush();
      for (const group of groups.values()) group.end();
      db.exec(`PRAGMA cache_size = ${-PAGES_WHEN_SORTING}`);
      for (const sql of whatWasSetAside) db.exec(sql);
    },
  };
}
