/** The index that item analysis reads: it says what the records say, holds nothing that was typed, and can be made anew. */
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeJudge } from '../../src/commands/verify.command.js';
import type { Answer } from '../../src/domain/answer.js';
import type { ItemAttempt } from '../../src/domain/item-answers.js';
import { formatPoints } from '../../src/domain/points.js';
import type { NewFact, Store } from '../../src/store/store.js';
import { ANSWERS, PAPER_TEXT, anyId, at, attemptFact, entry, freshFolder, openAt, query, someRecords, tamper } from './records.js';

const INDEX = ['SELECT * FROM item_shape ORDER BY key', 'SELECT * FROM attempt_items', 'SELECT * FROM item_index'];
const indexIn = (file: string) => INDEX.map((sql) => query(file, sql));
const BEHIND = 'UPDATE item_index SET through = 0';

/** Without the objects that attempts share. */
async function read(store: Store, assessment = 'sales'): Promise<unknown[]> {
  const found: ItemAttempt[] = [];
  for await (const list of store.itemAttempts(assessment)) found.push(...list);
  return found.map(({ member, sat, answers }) => ({
    member,
    ...sat,
    answers: answers.map(({ question, points, max_points, given }) => [question, formatPoints(points), formatPoints(max_points), given]),
  }));
}

const answers = fc.record({
  member: fc.constantFrom('avery', 'robin', 'kim'),
  tier: fc.option(fc.constantFrom('Ultimate', 'Premium', 'Free')),
  why: fc.option(fc.constantFrom('value', 'no idea', 'Avery Field')),
  hour: fc.integer({ min: 0, max: 23 }),
  voided: fc.boolean(),
});
type Any = typeof answers extends fc.Arbitrary<infer A> ? A : never;

function attemptOf({ member, tier, why, hour }: Any) {
  const given: Record<string, Answer> = {
    ...(tier === null ? {} : { tier: { type: 'single', option: tier } }),
    ...(why === null ? {} : { why: { type: 'short', text: why } }),
  };
  const { attempt, questions } = attemptFact(member, given);
  return { attempt: { ...attempt, happened: { at: at(`2026-11-02T${String(hour).padStart(2, '0')}:00:00Z`) } } as NewFact, questions };
}

function voiding(member: string, target: string): NewFact {
  return { kind: 'void', fact: anyId(), member, happened: { at: at('2026-11-03T10:00:00Z') }, assurance: 'staff', target, reason: 'a slip' };
}

async function recorded(file: string, list: Any[]): Promise<Store> {
  const store = openAt(file);
  await store.keepSnapshot(PAPER_TEXT);
  for (const any of list) {
    const { attempt, questions } = attemptOf(any);
    await store.recordWithQuestions(entry([attempt]), new Map([[attempt.fact, questions]]));
    if (any.voided) await store.record(entry([voiding(any.member, attempt.fact)]));
  }
  return store;
}

describe('whatever was answered', () => {
  let folder: string;
  let runs = 0;
  const file = () => join(folder, `${runs++}.db`);
  const few = fc.array(answers, { maxLength: 6 });

  test('the index and the records say the same, in the same order, and it is made anew as it was kept', async () => {
    folder = freshFolder();
    await fc.assert(
      fc.asyncProperty(few, async (list) => {
        const path = file();
        const store = await recorded(path, list);
        const [kept, index] = [await read(store), indexIn(path)];
        expect(kept).toHaveLength(list.filter(({ voided }) => !voided).length);
        await store.close();
        if (list.length > 0) tamper(path, BEHIND);
        const behind = openAt(path);
        expect(await read(behind)).toEqual(kept);
        await behind.rebuildIndex();
        expect(indexIn(path)).toEqual(index);
        expect(await read(behind)).toEqual(kept);
        await behind.close();
      }),
      { numRuns: 30, seed: 20261128 },
    );
  }, 60_000);
});

describe('an attempt in the index', () => {
  test('holds what was chosen and earned, and of what was typed that it was there', async () => {
    const file = join(freshFolder(), 'records.db');
    await someRecords(file);
    const store = openAt(file);
    const [first] = await read(store);
    expect(first).toMatchObject({ edition: 'Q3FY27', passed: true, content: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect((first as { answers: unknown[] }).answers).toEqual(expect.arrayContaining([['tier', '1', '1', ['Ultimate']], ['why', '2', '2', 'something']]));
    expect(JSON.stringify(indexIn(file))).not.toContain('because');
    expect(await read(store, 'other')).toEqual([]);
    await store.close();
  });

  test('stays as it is when the member is forgotten', async () => {
    const file = join(freshFolder(), 'records.db');
    await someRecords(file);
    const store = openAt(file);
    const before = await read(store);
    const { facts: _, ...head } = entry([], '2026-11-05T10:00:00Z');
    await store.forget(head, { fact: anyId(), member: 'avery', at: at('2026-11-05T10:00:00Z'), reason: 'asked for it' });
    expect(await read(store)).toEqual(before);
    expect((await store.verify(makeJudge())).faults).toEqual([]);
    await store.rebuildIndex();
    expect(await read(store)).toEqual(before);
    await store.close();
  });

  test("comes with the member's others, in the order in which they happened", async () => {
    const any = { tier: 'Free', why: null, voided: false } as const;
    const store = await recorded(join(freshFolder(), 'records.db'), [
      { ...any, member: 'avery', hour: 9 },
      { ...any, member: 'robin', hour: 8 },
      { ...any, member: 'avery', hour: 7, tier: 'Ultimate' },
    ]);
    const found = (await read(store)) as { member: number; answers: [string, string][] }[];
    expect(found.map(({ member }) => member)).toEqual([1, 1, 2]);
    expect(found.map((each) => each.answers.find(([question]) => question === 'tier')![1])).toEqual(['1', '0', '0']);
    await store.close();
  });
});

describe('an index that is behind', () => {
  test('is made anew with the next entry', async () => {
    const file = join(freshFolder(), 'records.db');
    await someRecords(file);
    const whole = indexIn(file);
    tamper(file, 'DELETE FROM attempt_items', BEHIND);
    const store = openAt(file);
    expect((await store.verify(makeJudge())).faults).toEqual([]);
    const { attempt, questions } = attemptFact('robin', ANSWERS);
    await store.recordWithQuestions(entry([attempt], '2026-11-06T10:00:00Z'), new Map([[attempt.fact, questions]]));
    expect(indexIn(file)[1]!.slice(0, 1)).toEqual(whole[1]);
    expect(await read(store)).toHaveLength(2);
    expect((await store.verify(makeJudge())).faults).toEqual([]);
    await store.close();
  });
});

describe('an index that was changed', () => {
  test.each([
    ['an answer', "UPDATE item_shape SET shape = replace(shape, 'Ultimate', 'Free') WHERE shape LIKE '%Ultimate%'"],
    ['points', `UPDATE item_shape SET shape = replace(shape, '"why","2"', '"why","0"') WHERE shape LIKE '%why%'`],
    ['an attempt left out', 'DELETE FROM attempt_items'],
    ['an attempt of another member', 'UPDATE attempt_items SET member = 2'],
    ['an attempt too many', "INSERT INTO attempt_items SELECT program, 'other', member, happened, attempt, packed FROM attempt_items"],
  ])('%s: verify says so, and it can be made anew', async (_, sql) => {
    const file = join(freshFolder(), 'records.db');
    await someRecords(file);
    tamper(file, sql);
    const store = openAt(file);
    const { faults } = await store.verify(makeJudge());
    expect(faults.map(({ what }) => what)).toEqual([expect.stringMatching(/^the index that `certify items` reads says something else than the answers of attempts: [12];/)]);
    await store.rebuildIndex();
    expect((await store.verify(makeJudge())).faults).toEqual([]);
    await store.close();
  });
});

describe('what nobody writes', () => {
  test.each([
    ['an index that is current', [`UPDATE item_shape SET shape = replace(shape, '["Ultimate"]', '{}')`], 'an index of the facts is damaged'],
    ['points of an answer, with the index behind', [BEHIND, "UPDATE attempt_question SET points = 'x'"], 'the records are damaged'],
    ['points of an attempt, with the index behind', [BEHIND, "UPDATE attempt SET points = '1/0'"], 'the records are damaged'],
  ])('%s: is called damage', async (_what, statements, message) => {
    const file = join(freshFolder(), 'records.db');
    await someRecords(file);
    tamper(file, ...statements);
    const store = openAt(file);
    await expect(read(store)).rejects.toMatchObject({ kind: 'data', message: expect.stringContaining(message) });
    await store.close();
  });
});
