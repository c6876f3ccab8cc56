/** Entries of so many facts that the guards of the tables, and the index of ids, step aside while they are written. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { Instant } from '../../src/domain/day.js';
import { exactPoints } from '../../src/domain/points.js';
import type { AlikeFact, NewEntryAsRead, NewFact, Saying } from '../../src/store/store.js';
import { MANY } from '../../src/store/sqlite/many-rows.js';
import { anyId, at, entry, freshFolder, on, openAt } from './records.js';

const SAYING: Saying = { kind: 'completion', module: 'tiers', assurance: 'staff' };
const SCHEMA = "SELECT name, sql FROM sqlite_schema WHERE type IN ('trigger', 'index') ORDER BY name";

async function* lists(count: number, last: AlikeFact[] = []): NewEntryAsRead['facts'] {
  for (let done = 0; done < count; done += 1000) {
    yield Array.from({ length: 1000 }, (_, place) => ({ fact: anyId(), member: `m${(done + place) % 700}`, happened: { on: on('2026-10-20') }, says: SAYING }));
  }
  yield last;
}

const importing = (facts: NewEntryAsRead['facts'], expected?: number): NewEntryAsRead => ({ ...entry([]), source: 'import', facts, expected });

function schemaOf(file: string): unknown {
  const db = new Database(file, { readonly: true });
  try {
    return db.prepare(SCHEMA).all();
  } finally {
    db.close();
  }
}

/** How many facts are said to come decides whether the index of ids is made at the end. */
describe.each([
  ['nobody knows how many', undefined, 'at once'],
  ['more than are there', MANY, 'at the end'],
  ['few beside those that are there', 10, 'at once'],
])('%s', (_, expected, isFound) => {
  test('afterwards guards and indexes stand as before, and the ledger is whole', async () => {
    const file = join(freshFolder(), 'records.db');
    const store = openAt(file);
    await store.record(entry([{ kind: 'completion', fact: anyId(), member: 'avery', happened: { on: on('2026-10-01') }, assurance: 'self', module: 'value' }]));
    const before = schemaOf(file);
    expect(await store.record(importing(lists(MANY + 1000), expected))).toBe(MANY + 1000);
    expect(schemaOf(file)).toEqual(before);
    expect(await store.verify(() => [])).toMatchObject({ faults: [], facts: MANY + 1001 });
    expect(await store.health()).toMatchObject({ integrity: [] });
    await store.close();

    const db = new Database(file);
    expect(() => db.exec('INSERT OR REPLACE INTO completion SELECT * FROM completion LIMIT 1')).toThrow('facts are append-only');
    db.close();
  });

  test(`an id that is there already is found ${isFound}, and leaves guards and indexes and nothing else`, async () => {
    const file = join(freshFolder(), 'records.db');
    const store = openAt(file);
    const known = anyId();
    const first: NewFact = { kind: 'completion', fact: known, member: 'avery', happened: { on: on('2026-10-01') }, assurance: 'self', module: 'value' };
    await store.record(entry([first]));
    const before = schemaOf(file);
    const again = { fact: known, member: 'avery', happened: { at: at('2026-10-20T10:00:00Z') }, says: SAYING };
    let goesOn = false;
    async function* withDouble(): NewEntryAsRead['facts'] {
      yield* lists(MANY + 1000, [again]);
      goesOn = true;
    }
    await expect(store.record(importing(withDouble(), expected))).rejects.toThrow('UNIQUE constraint failed');
    expect(goesOn).toBe(isFound === 'at the end');
    expect(schemaOf(file)).toEqual(before);
    expect(await store.memberIds()).toEqual(['avery']);
    expect(await store.verify(() => [])).toMatchObject({ faults: [], facts: 1 });
    // And the same store goes on.
    expect(await store.record(importing(lists(MANY + 1000), expected))).toBe(MANY + 1000);
    expect(await store.verify(() => [])).toMatchObject({ faults: [], facts: MANY + 1001 });
    await store.close();
  });
});

test('a guard and an index that somebody has taken out stay out, and are told', async () => {
  const file = join(freshFolder(), 'records.db');
  await openAt(file).close();
  const db = new Database(file);
  db.exec('DROP TRIGGER completion_is_new; DROP INDEX completion_by_fact');
  db.close();
  const store = openAt(file);
  expect(await store.record(importing(lists(MANY + 1000), 2 * MANY))).toBe(MANY + 1000);
  const { faults } = await store.verify(() => []);
  expect(faults.map(({ what }) => what).sort()).toEqual(['the schema: index completion_by_fact is missing', 'the schema: trigger completion_is_new is missing']);
  await store.close();
});

test('facts that say very many things, of several kinds, some of them alone', async () => {
  const store = openAt(join(freshFolder(), 'records.db'));
  const one: NewFact = { kind: 'completion', fact: anyId(), member: 'm1', happened: { on: on('2026-10-02') }, assurance: 'self', module: 'value' };
  const says = (place: number): Saying =>
    place % 3 === 0
      ? { kind: 'attempt', assessment: 'sales', edition: `Q${place % 1700}`, content: undefined, points: exactPoints('8'), max_points: exactPoints('10'), pass_mark: exactPoints('80'), pass_mark_of: 'program', started_at: undefined, taken: undefined, assurance: 'staff' }
      : { kind: 'completion', module: `m${place % 2000}`, assurance: 'staff' };
  async function* mixed(): NewEntryAsRead['facts'] {
    yield* lists(MANY + 1000);
    yield Array.from({ length: 4000 }, (_, place) => ({ fact: anyId(), member: `m${place % 7}`, happened: { at: (at('2026-10-20T10:00:00Z') + place) as Instant }, says: says(place) }));
    yield [one];
  }
  expect(await store.record(importing(mixed(), 2 * MANY))).toBe(MANY + 5001);
  expect(await store.verify(() => [])).toMatchObject({ faults: [], facts: MANY + 5001 });
  const facts = (await store.member('m3'))!.facts.filter(({ happened }) => 'at' in happened);
  expect(facts.map((fact) => (fact.kind === 'attempt' ? fact.edition : fact.kind === 'completion' ? fact.module : ''))).toEqual(
    Array.from({ length: 4000 }, (_, place) => place).filter((place) => place % 7 === 3).map((place) => (place % 3 === 0 ? `Q${place % 1700}` : `m${place % 2000}`)),
  );
  await store.close();
});

test('whoever plans the next list finds the lists before it recorded', async () => {
  const store = openAt(join(freshFolder(), 'records.db'));
  const counts: number[] = [];
  async function* looking(): NewEntryAsRead['facts'] {
    for await (const list of lists(MANY + 3000)) {
      yield list;
      counts.push((await store.recordedOf('completion', Array.from({ length: 700 }, (_, place) => `m${place}`), { on: [on('2026-10-20'), on('2026-10-20')] })).flat().length);
    }
  }
  await store.record(importing(looking(), 2 * MANY));
  expect(counts).toEqual([1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 8000]);
  await store.close();
});

test.each(['completion', 'attempt'])('references of %s are looked at when the transaction is committed', async (table) => {
  const file = join(freshFolder(), 'records.db');
  await openAt(file).close();
  const db = new Database(file);
  db.pragma('foreign_keys = ON');
  const own = table === 'completion' ? "module) VALUES (1, 'x', 1, 99, 20000, 'self', 'tiers')" : "assessment, edition, points, max_points, pass_mark, pass_mark_of) VALUES (1, 'x', 1, 99, 20000, 'self', 'sales', 'Q3FY27', '1', '1', '80', 'program')";
  db.exec(`BEGIN; INSERT INTO ${table} (seq, fact, entry, member, happened_on, assurance, ${own}`);
  expect(() => db.exec('COMMIT')).toThrow('FOREIGN KEY constraint failed');
  db.exec('ROLLBACK');
  expect(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()).toBe(0);
  db.close();
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
