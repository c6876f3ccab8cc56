/**
 * Rows of facts that say few things among them, many to a statement: what they say goes to a table of this connection once, and a
 * row names it by a key. Most of what a row costs by itself is the statement around it.
 */
import { BEGINNING, type Value } from './fact-rows.js';
import { type Beginning, type Words, insertRow } from './fact-words.js';
import type { Database } from './open-database.js';
import { statement } from './statements.js';

const ROWS_AT_ONCE = 32;
/** What is said beyond that is written row by row, so that the memory stays flat. */
const MOST_SAYINGS = 1000;

export interface AlikeRows {
  /** `words` is the same object for all that say the same. */
  add(words: Words, beginning: Beginning): void;
  /** Writes what waits. */
  flush(): void;
  /** Nothing may wait. */
  end(): void;
}

/**
 * For rows that go to the same columns; `sayings` is the name of the table for what they say. No trigger may look at the rows: it
 * makes each statement keep a journal.
 */
export function openAlikeRows(db: Database, sayings: string, { table, columns }: Words): AlikeRows {
  db.exec(`CREATE TEMP TABLE ${sayings} (key INTEGER PRIMARY KEY, ${columns.join(', ')})`);
  const keep = statement(db, `INSERT INTO temp.${sayings} VALUES (${marks(columns.length + 1)})`);
  const insert = statement(db, insertionOfMany(sayings, table, columns));
  const keys = new Map<Words, number>();
  const waiting: { words: Words; beginning: Beginning }[] = [];
  const values: Value[] = [];

  function keyOf(words: Words): number | undefined {
    let key = keys.get(words);
    if (key === undefined && keys.size < MOST_SAYINGS) {
      keys.set(words, (key = keys.size));
      keep.run(key, ...words.values);
    }
    return key;
  }

  function forget(): void {
    waiting.length = 0;
    values.length = 0;
  }

  /** One by one, for the statement for many has as many places as it has. */
  function flush(): void {
    for (const { words, beginning } of waiting) insertRow(words, beginning);
    forget();
  }

  return {
    add(words, beginning) {
      const key = keyOf(words);
      if (key === undefined) {
        flush();
        insertRow(words, beginning);
        return;
      }
      waiting.push({ words, beginning });
      values.push(...beginning, key);
      if (waiting.length < ROWS_AT_ONCE) return;
      insert.run(...values);
      forget();
    },
    flush,
    end: () => void db.exec(`DROP TABLE temp.${sayings}`),
  };
}

/** OR ROLLBACK, for a statement that may be undone alone keeps a journal, too; what fails undoes the whole entry anyhow. */
function insertionOfMany(sayings: string, table: string, columns: readonly string[]): string {
  const key = BEGINNING.length + 1;
  const rows = Array.from({ length: ROWS_AT_ONCE }, () => `(${marks(key)})`);
  const values = [...BEGINNING.map((_, place) => `row.column${place + 1}`), ...columns.map((column) => `says.${column}`)];
  return `INSERT OR ROLLBACK INTO ${table} (${[...BEGINNING, ...columns].join(', ')})
    SELECT ${values.join(', ')} FROM (VALUES ${rows.join(', ')}) AS row CROSS JOIN temp.${sayings} AS says ON says.key = row.column${key}`;
}

function marks(count: number): string {
  return new Array(count).fill('?').join(', ');
}
