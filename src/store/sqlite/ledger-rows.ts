/** The ledger's rows as they are chained: entries in order, the rows of all tables by `seq`, and the line that each is hashed as. */
import type { Source } from '../../domain/fact.js';
import { OWN_COLUMNS, type Row, TABLES, type Table, type Value } from './fact-rows.js';
import { canonicalRow } from './hashes.js';
import type { Database } from './open-database.js';

export interface EntryRow {
  entry: number;
  /** Null if it is missing, as below. */
  program: string | null;
  recorded_at: number;
  recorder_hash: Uint8Array | null;
  recorded_by: string | null;
  source: Source;
  clock_is_set: number;
  rules: string;
  first_seq: number;
  facts: number;
  hash: Uint8Array;
}

/** A row of any table of the ledger, with what can be erased of it. */
export interface LedgerRow {
  table: Table | 'erasure';
  row: Row;
}

const ENTRIES_AT_ONCE = 1000;

/** All entries, from the first on. */
export function* entriesOf(db: Database): Generator<EntryRow> {
  const statement = db.prepare(
    `SELECT e.entry, e.recorded_at, e.source, e.clock_is_set, e.rules, e.first_seq, e.facts, e.hash, p.program,
       r.hash AS recorder_hash, r.name AS recorded_by
     FROM entry e LEFT JOIN program p ON p.key = e.program LEFT JOIN recorder r ON r.key = e.recorder
     WHERE e.entry > ? ORDER BY e.entry LIMIT ${ENTRIES_AT_ONCE}`,
  );
  for (let last = -Infinity; ; ) {
    const rows = statement.all(last) as EntryRow[];
    yield* rows;
    if (rows.length < ENTRIES_AT_ONCE) return;
    last = rows.at(-1)!.entry;
  }
}

/** The line of an entry in its own hash, as `ledger.ts` writes it. */
export function entryLine(entry: EntryRow): string {
  const { program, recorded_at, recorder_hash, source, clock_is_set, rules, first_seq } = entry;
  return canonicalRow('entry', [entry.entry, program, recorded_at, recorder_hash, source, clock_is_set, rules, first_seq]);
}

const LEDGER_TABLES = [...TABLES, 'erasure'] as const;

const ERASABLE_COLUMNS = {
  roster: { columns: ', x.name, x.email, x.salt, x.manager, x.manager_salt', join: 'LEFT JOIN person x USING (seq)' },
  reasoned: { columns: ', x.text AS reason, x.salt', join: 'LEFT JOIN reason x USING (seq)' },
  none: { columns: '', join: '' },
};

function erasableColumns(table: Table | 'erasure'): { columns: string; join: string } {
  if (table === 'completion' || table === 'attempt') return ERASABLE_COLUMNS.none;
  return table === 'roster' ? ERASABLE_COLUMNS.roster : ERASABLE_COLUMNS.reasoned;
}

/** Reads the rows of all tables with a `seq` from `first` to `last`, both included, in order. */
export function ledgerRowReader(db: Database): (first: number, last: number) => LedgerRow[] {
  const statements = LEDGER_TABLES.map((table) => {
    const { columns, join } = erasableColumns(table);
    const sql = `SELECT f.*, m.member AS member_id, p.program${columns} FROM ${table} f
      LEFT JOIN member m ON m.key = f.member LEFT JOIN program p ON p.key = m.program ${join} WHERE f.seq BETWEEN ? AND ?`;
    return { table, statement: db.prepare(sql) };
  });
  return (first, last) =>
    statements
      .flatMap(({ table, statement }) => (statement.all(first, last) as Row[]).map((row) => ({ table, row })))
      .sort((a, b) => (a.row['seq'] as number) - (b.row['seq'] as number));
}

/** The line of a fact in its entry's hash, as `ledger.ts` writes it. */
export function factLine({ table, row }: LedgerRow): string {
  const columns =
    table === 'erasure'
      ? ['happened_at', 'reason_hash']
      : ['happened_at', 'happened_on', 'assurance', ...OWN_COLUMNS[table].map((column) => column.replaceAll('"', ''))];
  return canonicalRow(table, [row['seq'], row['fact'], row['member_id'], ...columns.map((column) => row[column])] as Value[]);
}

/** How many rows all tables hold, whether or not an entry counts them, and the greatest `seq` among them. */
export function ledgerRows(db: Database): { count: number; greatest: number } {
  const each = LEDGER_TABLES.map((table) => db.prepare(`SELECT count(*) AS count, coalesce(max(seq), 0) AS greatest FROM ${table}`).get() as { count: number; greatest: number });
  return { count: each.reduce((sum, { count }) => sum + count, 0), greatest: Math.max(...each.map(({ greatest }) => greatest)) };
}
