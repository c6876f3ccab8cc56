/** Forgetting somebody: gone from the bytes of the file, while the ledger holds and every point stays. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeJudge } from '../../src/commands/verify.command.js';
import type { Erasable, NewFact } from '../../src/store/store.js';
import { anyId, at, entry, freshFolder, grantFact, openAt, rosterFact, someRecords } from './records.js';

async function records(): Promise<string> {
  const file = join(freshFolder(), 'records.db');
  await someRecords(file);
  return file;
}

async function forget(file: string, member: string, recordedBy = 'staff (Sam Staff)'): Promise<Erasable> {
  const store = openAt(file);
  try {
    const when = at('2026-12-01T10:00:00Z');
    const head = { ...entry([], '2026-12-01T10:00:00Z', { recorded_by: recordedBy }) };
    return await store.forget(head, { fact: anyId(), member, at: when, reason: 'asked for it' });
  } finally {
    await store.close();
  }
}

/** In which files beside the records a text can be found, in any case and in both spellings of accents. */
function found(file: string, text: string): string[] {
  const folder = join(file, '..');
  const spellings = [text, text.normalize('NFD')].flatMap((each) => [Buffer.from(each), Buffer.from(each, 'utf16le')]);
  return readdirSync(folder).filter((name) => {
    const bytes = readFileSync(join(folder, name));
    return spellings.some((spelling) => bytes.includes(spelling));
  });
}

describe('what is erased', () => {
  test('is counted beforehand, and the same afterwards', async () => {
    const file = await records();
    const store = openAt(file);
    const expected = { persons: 1, managers: 1, reasons: 1, answers: 1, recorders: 1 };
    expect(await store.erasable('avery')).toEqual(expected);
    await store.close();
    expect(await forget(file, 'avery')).toEqual(expected);
    const after = openAt(file);
    // The reason of the forgetting itself is what a second one would erase.
    expect(await after.erasable('avery')).toEqual({ persons: 0, managers: 0, reasons: 1, answers: 0, recorders: 0 });
    await after.close();
  });

  test.each(['Avery Field', 'avery@field.example', 'Avery is away', 'because of the value to', 'Morgan Lead'])('%s is nowhere in the files', async (text) => {
    const file = await records();
    expect(found(file, text)).toEqual(['records.db']);
    await forget(file, 'avery');
    expect(found(file, text)).toEqual([]);
  });

  test('what is said of others names the person no more, whichever way round', async () => {
    const file = await records();
    const store = openAt(file);
    await store.record(entry([grantFact('robin', 'covers for Field, Avery in May'), rosterFact('kim', 'Kim', { manager: 'FIELD, Avery' })]));
    await store.record(entry([{ ...rosterFact('lee', 'Lee'), row: { ...(rosterFact('lee', 'Lee') as Extract<NewFact, { kind: 'roster' }>).row, team: "Avery Field's team" } } as NewFact]));
    await store.record(entry([grantFact('robin', 'for the field, averybody says')]));
    expect(await store.teamsNaming('avery')).toEqual(["Avery Field's team"]);
    expect(await store.erasable('avery')).toMatchObject({ managers: 2, reasons: 2 });
    await store.close();
    expect(await forget(file, 'avery')).toMatchObject({ managers: 2, reasons: 2 });
    expect(found(file, 'covers for')).toEqual([]);
    expect(found(file, 'FIELD, Avery')).toEqual([]);
    expect(found(file, 'averybody')).toEqual(['records.db']);
    const after = openAt(file);
    expect((await after.verify(makeJudge())).faults).toEqual([]);
    await after.close();
  });

  test('nothing of anybody else', async () => {
    const file = await records();
    await forget(file, 'avery');
    const store = openAt(file);
    const [roster] = (await store.member('robin'))!.facts;
    expect(roster).toMatchObject({ row: { name: 'Robin Reyes', email: 'robin@field.example', manager: '' } });
    expect((await store.member('robin'))!.facts.find(({ kind }) => kind === 'grant')).toMatchObject({ reason: 'passed on paper', recorded_by: 'staff (Sam Staff)' });
    await store.close();
  });

  test('the name as manager in other spellings, and not a name that only begins alike', async () => {
    const file = await records();
    const store = openAt(file);
    const managers = ['AVERY  FIELD', 'Avery Field (East)', 'mail avery@field.example', 'Avery Fields', 'Avery'];
    await store.record(entry(managers.map((manager, number) => rosterFact(`m${number}`, 'Somebody', { manager }))));
    await store.close();
    await forget(file, 'avery');
    const after = openAt(file);
    const left = await Promise.all(managers.map(async (_, number) => ((await after.member(`m${number}`))!.facts[0] as { row?: { manager: string } }).row?.manager));
    expect(left).toEqual(['', '', '', 'Avery Fields', 'Avery']);
    await after.close();
  });

  test('the name under which somebody recorded what they did, whatever it is', async () => {
    const file = await records();
    const store = openAt(file);
    await store.record(entry([{ ...grantFact('casey', ''), kind: 'completion', module: 'value', assurance: 'self' } as never], undefined, { recorded_by: 'cx81 (Nickname)' }));
    await store.close();
    await forget(file, 'casey');
    expect(found(file, 'Nickname')).toEqual([]);
    expect(found(file, 'Sam Staff')).toEqual(['records.db']);
  });

  test('also when the person does it themselves', async () => {
    const file = await records();
    await forget(file, 'avery', 'avery (Avery Field)');
    expect(found(file, 'Avery Field')).toEqual([]);
  });
});

describe('what stays', () => {
  test('every fact, with its points and its place', async () => {
    const file = await records();
    const before = openAt(file);
    const facts = (await before.member('avery'))!.facts;
    const attempt = facts.find(({ kind }) => kind === 'attempt')!;
    const questions = await before.attemptQuestions(attempt.fact);
    await before.close();
    await forget(file, 'avery');
    const after = openAt(file);
    const shape = (each: object) => JSON.stringify(each, (key, value) => (['name', 'email', 'manager', 'reason', 'recorded_by'].includes(key) ? undefined : typeof value === 'bigint' ? String(value) : value));
    expect((await after.member('avery'))!.facts.map(shape)).toEqual(facts.map(shape));
    const left = await after.attemptQuestions(attempt.fact);
    expect(left.map(({ points }) => points)).toEqual(questions.map(({ points }) => points));
    expect(Object.fromEntries(left.map(({ question, answer }) => [question, answer]))).toEqual({ tier: { type: 'single', option: 'Ultimate' }, why: 'erased' });
    await after.close();
  });

  test('the ledger: every earlier hash, and a new entry that says what was done', async () => {
    const file = await records();
    const before = openAt(file);
    const head = (await before.ledgerHead())!;
    await before.close();
    await forget(file, 'avery');
    const after = openAt(file);
    expect(await after.verify(makeJudge(), head.hash)).toMatchObject({ entries: 8, facts: 13, erased: 6, faults: [] });
    expect(await after.ledgerHead(at('2026-11-30T00:00:00Z'))).toEqual(head);
    await after.close();
  });

  test('doing it twice is no harm', async () => {
    const file = await records();
    await forget(file, 'avery');
    expect(await forget(file, 'avery')).toMatchObject({ persons: 0 });
    const store = openAt(file);
    expect((await store.verify(makeJudge())).faults).toEqual([]);
    await store.close();
  });

  test('somebody who comes back can be put on the roster again, and be forgotten again', async () => {
    const file = await records();
    await forget(file, 'avery');
    const store = openAt(file);
    await store.record(entry([rosterFact('avery', 'Avery Again', { email: 'again@field.example' })]));
    expect(await store.membersByEmail('again@field.example')).toEqual(['avery']);
    expect((await store.verify(makeJudge())).faults).toEqual([]);
    await store.close();
    await forget(file, 'avery');
    expect(found(file, 'Avery Again')).toEqual([]);
  });
});

test('no copy stays behind in pages that rows have moved through', async () => {
  const file = join(freshFolder(), 'records.db');
  const store = openAt(file);
  // Names of many lengths, in an order in which tables and indexes split their pages again and again, in many entries.
  const people = Array.from({ length: 3000 }, (_, number) => {
    const mixed = (number * 7919) % 3000;
    return { member: `m${number}`, name: `Name ${mixed} `.padEnd(12 + ((mixed * 31) % 190), 'n'), email: `_${mixed.toString(36)}-${'e'.repeat((mixed * 17) % 120)}@x.example` };
  });
  for (let first = 0; first < people.length; first += 60) {
    await store.record(entry(people.slice(first, first + 60).map(({ member, name, email }) => rosterFact(member, name, { email }))));
  }
  await store.close();
  // An address stands in its row and in an index; a third time it is an old copy, which nothing points to.
  const bytes = readFileSync(file);
  const copied = people.filter(({ email }) => bytes.indexOf(email, bytes.indexOf(email, bytes.indexOf(email) + 1) + 1) >= 0).slice(0, 5);
  expect(copied.length, 'addresses of which a page holds an old copy').toBeGreaterThan(0);
  for (const { member } of copied) await forget(file, member);
  for (const { name, email } of copied) {
    expect(found(file, name)).toEqual([]);
    expect(found(file, email)).toEqual([]);
  }
});
