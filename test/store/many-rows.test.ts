/** Entries of so many facts that the guards of the tables step aside while they are written. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { AlikeFact, NewEntryAsRead, NewFact, Saying } from '../../src/store/store.js';
import { MANY } from '../../src/store/sqlite/many-rows.js';
import { anyId, at, entry, freshFolder, on, openAt } from './records.js';

const SAYING: Saying = { kind: 'completion', module: 'tiers', assurance: 'staff' };
const GUARDS = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name";

async function* lists(count: number, last: AlikeFact[] = []): NewEntryAsRead['facts'] {
  for (let done = 0; done < count; done += 1000) {
    yield Array.from({ length: 1000 }, (_, place) => ({ fact: anyId(), member: `m${(done + place) % 700}`, happened: { on: on('2026-10-20') }, says: SAYING }));
  }
  yield last;
}

const importing = (facts: NewEntryAsRead['facts']): NewEntryAsRead => ({ ...entry([]), source: 'import', facts });

function schemaOf(file: string): unknown {
  const db = new Database(file, { readonly: true });
  try {
    return db.prepare(GUARDS).all();
  } finally {
    db.close();
  }
}

test('afterwards the guards stand as before, and the ledger is whole', async () => {
  const file = join(freshFolder(), 'records.db');
  const store = openAt(file);
  await store.record(entry([{ kind: 'completion', fact: anyId(), member: 'avery', happened: { on: on('2026-10-01') }, assurance: 'self', module: 'value' }]));
  const before = schemaOf(file);
  expect(await store.record(importing(lists(MANY + 1000)))).toBe(MANY + 1000);
  expect(schemaOf(file)).toEqual(before);
  expect(await store.verify(() => [])).toMatchObject({ faults: [], facts: MANY + 1001 });
  await store.close();

  const db = new Database(file);
  expect(() => db.exec('INSERT OR REPLACE INTO completion SELECT * FROM completion LIMIT 1')).toThrow('facts are append-only');
  db.close();
});

test('an entry that fails after very many facts leaves the guards and nothing else', async () => {
  const file = join(freshFolder(), 'records.db');
  const store = openAt(file);
  const known = anyId();
  const first: NewFact = { kind: 'completion', fact: known, member: 'avery', happened: { on: on('2026-10-01') }, assurance: 'self', module: 'value' };
  await store.record(entry([first]));
  const before = schemaOf(file);
  const again = { fact: known, member: 'avery', happened: { at: at('2026-10-20T10:00:00Z') }, says: SAYING };
  await expect(store.record(importing(lists(MANY + 1000, [again])))).rejects.toThrow();
  expect(schemaOf(file)).toEqual(before);
  expect(await store.memberIds()).toEqual(['avery']);
  expect(await store.verify(() => [])).toMatchObject({ faults: [], facts: 1 });
  await store.close();
});

test.each([
  ["assurance = 'nobody'", "INSERT INTO completion (seq, fact, entry, member, happened_on, assurance, module) VALUES (100, 'x', 1, 1, 20000, 'nobody', 'tiers')"],
  ['no assurance', "INSERT INTO completion (seq, fact, entry, member, happened_on, assurance, module) VALUES (100, 'x', 1, 1, 20000, NULL, 'tiers')"],
  [
    "taken_with = 'luck'",
    `INSERT INTO attempt (seq, fact, entry, member, happened_on, assurance, assessment, edition, points, max_points, pass_mark, pass_mark_of, taken_with)
     VALUES (100, 'x', 1, 1, 20000, 'self', 'sales', 'Q3FY27', '1', '1', '80', 'program', 'luck')`,
  ],
])('the tables still take no row with %s', async (_, sql) => {
  const file = join(freshFolder(), 'records.db');
  const store = openAt(file);
  await store.record(entry([{ kind: 'completion', fact: anyId(), member: 'avery', happened: { on: on('2026-10-01') }, assurance: 'self', module: 'value' }]));
  await store.close();
  const db = new Database(file);
  expect(() => db.exec(sql)).toThrow(/CHECK constraint failed|NOT NULL constraint failed/);
  db.close();
});
