/** The head of the ledger: the last entry of the program, or the last that was recorded by an instant. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { at, entry, freshFolder, grantFact, openAt, query, rosterFact, someRecords } from './records.js';

test('no head before anything is recorded', async () => {
  const store = openAt(join(freshFolder(), 'records.db'));
  expect(await store.ledgerHead()).toBeUndefined();
  await store.close();
});

test('the last entry, in hex', async () => {
  const file = join(freshFolder(), 'records.db');
  await someRecords(file);
  const [last] = query<{ entry: number; hash: Buffer }>(file, 'SELECT entry, hash FROM entry ORDER BY entry DESC LIMIT 1');
  const store = openAt(file);
  expect(await store.ledgerHead()).toEqual({ entry: 7, hash: last!.hash.toString('hex') });
  await store.close();
});

test.each([
  ['before the first entry', '2026-10-01T07:59:59.999Z', undefined],
  ['at the very instant of an entry', '2026-10-01T08:00:00Z', 1],
  ['between two entries', '2026-10-15T00:00:00Z', 2],
  ['after the last', '2030-01-01T00:00:00Z', 7],
])('as known %s', async (_when, instant, number) => {
  const file = join(freshFolder(), 'records.db');
  await someRecords(file);
  const store = openAt(file);
  expect((await store.ledgerHead(at(instant)))?.entry).toBe(number);
  await store.close();
});

test('what is recorded later does not change the head as known before', async () => {
  const file = join(freshFolder(), 'records.db');
  await someRecords(file);
  const store = openAt(file);
  const then = at('2026-10-15T00:00:00Z');
  const before = await store.ledgerHead(then);
  await store.record(entry([grantFact('robin', 'later')], '2026-12-01T10:00:00Z'));
  expect(await store.ledgerHead(then)).toEqual(before);
  expect((await store.ledgerHead())?.entry).toBe(8);
  await store.close();
});

test('after a clock that was ahead, the head as known is the last entry of those recorded by then', async () => {
  const store = openAt(join(freshFolder(), 'records.db'));
  await store.record(entry([rosterFact('avery', 'Avery')], '2026-11-01T00:00:00Z'));
  await store.record(entry([grantFact('avery', 'too early')], '2027-11-01T00:00:00Z'));
  await store.record(entry([grantFact('avery', 'in time')], '2026-11-03T00:00:00Z'));
  expect((await store.ledgerHead(at('2026-11-02T00:00:00Z')))?.entry).toBe(1);
  expect((await store.ledgerHead(at('2026-11-04T00:00:00Z')))?.entry).toBe(3);
  await store.close();
});

test('entries of other programs are no head of this one', async () => {
  const file = join(freshFolder(), 'records.db');
  await someRecords(file);
  const other = openAt(file, 'another');
  expect(await other.ledgerHead()).toBeUndefined();
  await other.record(entry([rosterFact('avery', 'Avery')]));
  expect((await other.ledgerHead())?.entry).toBe(8);
  await other.close();
  const store = openAt(file);
  expect((await store.ledgerHead())?.entry).toBe(7);
  await store.close();
});
