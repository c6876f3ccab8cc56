/** Facts cannot be changed by accident, not even with another program: the file itself refuses. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { anyId, freshFolder, openAt, someRecords } from './records.js';

const TABLES = ['entry', 'completion', 'attempt', 'staff_certification', 'staff_window', 'roster', 'attempt_question', 'recorder'];

async function opened(): Promise<Database.Database> {
  const file = join(freshFolder(), 'records.db');
  await someRecords(file);
  const db = new Database(file);
  db.pragma('recursive_triggers = ON');
  return db;
}

test.each(TABLES)('a row of %s cannot be removed', async (table) => {
  const db = await opened();
  expect(() => db.exec(`DELETE FROM ${table}`)).toThrow('facts are append-only');
  db.close();
});

test.each([
  'UPDATE entry SET recorded_at = 0',
  "UPDATE completion SET module = 'x'",
  "UPDATE attempt SET points = '100'",
  "UPDATE attempt_question SET points = '100'",
  "UPDATE attempt_question SET answer = '{}'",
  "UPDATE staff_certification SET track = 'cs'",
  "UPDATE staff_window SET until = 1",
  "UPDATE roster SET role = 'x'",
  "UPDATE person SET name = 'x'",
  "UPDATE person SET manager = 'x'",
  "UPDATE reason SET text = 'x'",
  "UPDATE recorder SET name = 'x'",
  "INSERT OR REPLACE INTO completion SELECT * FROM completion LIMIT 1",
  "INSERT OR REPLACE INTO entry SELECT * FROM entry LIMIT 1",
  "INSERT OR REPLACE INTO attempt_question SELECT * FROM attempt_question LIMIT 1",
])('%s', async (sql) => {
  const db = await opened();
  expect(() => db.exec(sql)).toThrow('facts are append-only');
  db.close();
});

test('an entry whose facts fail leaves nothing behind, not even its members', async () => {
  const file = join(freshFolder(), 'records.db');
  await someRecords(file);
  const store = openAt(file);
  const twice = anyId();
  const facts = ['casey', 'casey'].map((member) => ({ kind: 'completion', fact: twice, member, happened: { on: 20_000 }, assurance: 'self', module: 'value' }) as never);
  const entry = { recorded_at: 1_793_000_000_000, recorded_by: 'staff', source: 'terminal', clock_is_set: false, rules: '{}', facts } as never;
  await expect(store.record(entry)).rejects.toThrow();
  expect(await store.memberIds()).toEqual(['avery', 'robin']);
  expect((await store.ledgerHead())?.entry).toBe(7);
  await store.close();
});
