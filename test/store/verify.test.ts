/** `verify` names what was changed behind the program's back, whatever it was. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { makeJudge } from '../../src/commands/verify.command.js';
import type { LedgerCheck } from '../../src/store/store.js';
import { at, entry, freshFolder, grantFact, openAt, query, rosterFact, someRecords, tamper } from './records.js';

async function verified(file: string, witness?: string): Promise<LedgerCheck> {
  const store = openAt(file);
  try {
    return await store.verify(makeJudge(), witness);
  } finally {
    await store.close();
  }
}

async function records(): Promise<string> {
  const file = join(freshFolder(), 'records.db');
  await someRecords(file);
  return file;
}

describe('untouched records', () => {
  test('everything comes out again', async () => {
    const check = await verified(await records());
    expect(check).toMatchObject({ entries: 7, facts: 12, attempts: 1, snapshots: 2, erased: 0, faults: [] });
    expect(check.head?.entry).toBe(7);
  });

  test('an empty file has no head', async () => {
    const file = join(freshFolder(), 'records.db');
    expect(await verified(file)).toMatchObject({ entries: 0, facts: 0, head: undefined, faults: [] });
  });

  test('entries of another program are in the same chain', async () => {
    const file = await records();
    const other = openAt(file, 'another');
    await other.record(entry([rosterFact('avery', 'Another Avery')]));
    await other.close();
    expect(await verified(file)).toMatchObject({ entries: 8, faults: [] });
  });

  test('points that are odd fractions come back from the records', async () => {
    const file = await records();
    const store = openAt(file);
    const odd = { n: 123_456_789_012_345_678_901n, d: 999_999_999_999_999_999_989n };
    await store.record(entry([{ ...grantFact('robin', ''), kind: 'attempt', assessment: 'sales', edition: 'X', points: odd, max_points: { n: 7n, d: 1n }, pass_mark: { n: 80n, d: 1n }, pass_mark_of: 'program' } as never]));
    const facts = (await store.member('robin'))!.facts;
    expect(facts.at(-1)).toMatchObject({ points: odd });
    await store.close();
  });
});

describe('what was changed is named', () => {
  const whole = 'it was changed after it was recorded, or its entry was';
  const partly = (facts: number, named = '') => `it or some of its ${facts} facts were changed${named}`;
  const changes: [what: string, sql: string[], faults: [entry: number | undefined, what: string][]][] = [
    ['a module', ["UPDATE completion SET module = 'tiers' WHERE entry = 7"], [[7, whole]]],
    [
      'a module of an import',
      ["UPDATE completion SET module = 'demo' WHERE entry = 3 AND module = 'value' AND member = 1"],
      [
        [3, 'its id does not follow from what it says'],
        [3, partly(6, ', see those named above')],
      ],
    ],
    ['the day of a fact', ['UPDATE roster SET happened_on = happened_on - 1 WHERE entry = 1'], [[1, whole]]],
    ['whose fact it is', ['UPDATE completion SET member = 1 WHERE entry = 7'], [[7, whole]]],
    ['a member id', ["UPDATE member SET member = 'rubin' WHERE member = 'robin'"], [[2, whole], [3, 'its id'], [3, 'its id'], [3, 'its id'], [3, partly(6)], [5, whole], [7, whole]]],
    ['the assurance', ["UPDATE attempt SET assurance = 'server'"], [[4, whole]]],
    [
      'the score',
      ["UPDATE attempt SET points = '1'"],
      [
        [4, 'its score is not the sum of its points'],
        [4, whole],
      ],
    ],
    [
      'the points of a question',
      ["UPDATE attempt_question SET points = '0' WHERE question = 'tier'"],
      [
        [4, 'its questions were changed'],
        [4, 'its points are not those that its answer earns'],
      ],
    ],
    [
      'an answer',
      [`UPDATE attempt_question SET answer = '{"type":"single","option":"Free"}' WHERE question = 'tier'`],
      [
        [4, 'was changed'],
        [4, 'its points are not those that its answer earns'],
      ],
    ],
    [
      'the order of the choices',
      [`UPDATE attempt_question SET shown = '{"choices":["Free"]}' WHERE question = 'tier'`],
      [
        [4, 'its questions were changed'],
        [4, 'its questions are not those that its seed draws'],
      ],
    ],
    [
      'a question taken away',
      ["DELETE FROM attempt_question WHERE question = 'why'"],
      [
        [4, 'its questions were changed'],
        [4, 'its questions are not those that its seed draws'],
      ],
    ],
    ['the seed', ["UPDATE attempt SET seed = '9'"], [[4, 'its questions are not those that its seed draws'], [4, whole]]],
    ['a reason', ["UPDATE reason SET text = 'passed twice' WHERE text = 'passed on paper'"], [[5, 'its reason was changed']]],
    ['a reason taken away', ["DELETE FROM reason WHERE text = 'passed on paper'"], [[5, 'its reason is gone, and no forgetting says so']]],
    ['a name', ["UPDATE person SET name = 'Avery Other' WHERE seq = 1"], [[1, 'its name or address was changed']]],
    ['an address', ["UPDATE person SET email = 'x@y.example' WHERE seq = 2"], [[2, 'its name or address was changed']]],
    ['a manager', ["UPDATE person SET manager = 'Nobody' WHERE seq = 2"], [[2, 'its manager was changed']]],
    ['a manager taken away', ['UPDATE person SET manager = NULL, manager_salt = NULL WHERE seq = 2'], [[2, 'its manager is gone, and no forgetting says so']]],
    ['a name taken away', ['DELETE FROM person WHERE seq = 1'], [[1, 'its name or address is gone'], [1, 'its manager is gone']]],
    ['who recorded', ["UPDATE recorder SET name = 'Nobody' WHERE name = 'robin'"], [[undefined, 'the name of recorder 3 was changed']]],
    ['who recorded, another', ['UPDATE entry SET recorder = 1 WHERE entry = 7'], [[7, whole]]],
    ['when it was recorded', ['UPDATE entry SET recorded_at = recorded_at - 1000 WHERE entry = 5'], [[5, whole]]],
    ['that the clock was set', ['UPDATE entry SET clock_is_set = 1 WHERE entry = 5'], [[5, whole]]],
    ['where it came from', ["UPDATE entry SET source = 'server' WHERE entry = 5"], [[5, whole]]],
    ['a fact taken out', ['DELETE FROM completion WHERE entry = 3 AND seq = 5'], [[3, 'facts are missing: numbers 5 to 5'], [3, partly(6)]]],
    ['a fact put in', ["INSERT INTO completion SELECT 99, 'zzzz', 7, member, happened_at, happened_on, assurance, 'demo' FROM completion WHERE entry = 7"], [[undefined, 'facts that belong to no entry: 1']]],
    ['an entry taken out', ['DELETE FROM entry WHERE entry = 5'], [[6, 'entries are missing before it: the last one was 4'], [6, 'its facts begin at 11, those before it end at 9'], [6, whole], [undefined, 'facts that belong to no entry: 1']]],
    ['the policy of then', [`UPDATE snapshot SET text = replace(text, '"paths"', '"pathz"') WHERE text LIKE '%"paths"%'`], [[undefined, 'is not the text that its hash is of']]],
    ['a void added by hand', ["INSERT INTO void SELECT 13, 'vvvv', 7, 1, happened_at, happened_on, 'staff', fact, hash FROM attempt, (SELECT hash FROM recorder LIMIT 1)", 'UPDATE entry SET facts = 2 WHERE entry = 7'], [[7, 'its reason is gone'], [7, partly(2, ', see those named above')]]],
  ];

  test.each(changes)('%s', async (_what, sql, expected) => {
    const file = await records();
    tamper(file, ...sql);
    const { faults } = await verified(file);
    expect(faults.map(({ entry: number, what }) => [number, what])).toEqual(expected.map(([number, what]) => [number, expect.stringContaining(what)]));
  });

  test('the fact is named where it can be told', async () => {
    const file = await records();
    const [{ fact } = { fact: '' }] = query<{ fact: string }>(file, 'SELECT fact FROM staff_certification');
    tamper(file, "UPDATE reason SET text = 'passed twice' WHERE text = 'passed on paper'");
    expect((await verified(file)).faults).toEqual([{ entry: 5, fact, what: 'its reason was changed' }]);
  });

  test('text that is no JSON any more is a fault, not a crash', async () => {
    const file = await records();
    tamper(file, "UPDATE attempt SET seen_before = '[' ");
    expect((await verified(file)).faults.map(({ what }) => what)).toContainEqual(expect.stringContaining('it cannot be read'));
  });
});

describe('the schema', () => {
  const changes: [what: string, sql: string, expected: string][] = [
    ['a trigger that keeps what is forgotten', 'CREATE TRIGGER zz BEFORE DELETE ON person BEGIN SELECT 1; END', "trigger zz is not one of certify's"],
    ['a table of somebody else', 'CREATE TABLE stash (x)', "table stash is not one of certify's"],
    ['a guard that is gone', 'DROP TRIGGER completion_is_fixed', 'trigger completion_is_fixed is missing'],
    ['an index that is gone', 'DROP INDEX entry_by_time', 'index entry_by_time is missing'],
    ['a view that says something else', "DROP VIEW leaves; CREATE VIEW leaves AS SELECT 'nobody' AS member", 'view leaves was changed'],
    ['a column more', 'ALTER TABLE setting ADD COLUMN more TEXT', 'table setting was changed'],
  ];

  test.each(changes)('%s is named, and nobody is forgotten under it', async (_what, sql, expected) => {
    const file = await records();
    const db = new Database(file);
    db.exec(sql);
    db.close();
    const store = openAt(file);
    expect((await store.verify(makeJudge())).faults).toEqual([{ what: `the schema: ${expected}` }]);
    expect((await store.health()).integrity).toEqual([`the schema: ${expected}`]);
    const { facts: _, ...head } = entry([]);
    await expect(store.forget(head, { fact: 'forgotten', member: 'avery', at: at('2026-12-01T10:00:00Z'), reason: 'asked' })).rejects.toThrow(/nobody was forgotten/);
    await store.close();
  });
});

describe('values that nobody writes', () => {
  test.each([
    ['more facts than there are', 'UPDATE entry SET facts = 1000000000000000000 WHERE entry = 7'],
    ['no hash', "UPDATE entry SET hash = x'' WHERE entry = 5"],
    ['a time of another age', 'UPDATE entry SET recorded_at = 9007199254740992 WHERE entry = 7'],
  ])('%s is a fault, and comes to an end', async (_what, sql) => {
    const file = await records();
    tamper(file, sql);
    expect((await verified(file)).faults.length).toBeGreaterThan(0);
  });
});

describe('a head that was noted is a witness', () => {
  test('of an earlier entry that is still there', async () => {
    const file = await records();
    const store = openAt(file);
    const head = (await store.ledgerHead())!;
    await store.record(entry([grantFact('robin', 'again')]));
    await store.close();
    expect((await verified(file, head.hash)).faults).toEqual([]);
    expect((await verified(file, head.hash.slice(0, 12))).faults).toEqual([]);
  });

  test('against whoever takes the last entries away', async () => {
    const file = await records();
    const head = (await verified(file)).head!;
    tamper(file, 'DELETE FROM completion WHERE entry = 7', 'DELETE FROM entry WHERE entry = 7');
    expect((await verified(file)).faults).toEqual([]);
    expect((await verified(file, head.hash)).faults.map(({ what }) => what)).toEqual([expect.stringContaining(`no entry has the hash ${head.hash}`)]);
  });
});
