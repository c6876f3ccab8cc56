/** Files that are not what they should be: moved, cut off, of another program, with bits that have fallen over. */
import { execFileSync } from 'node:child_process';
import fs, { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, symlinkSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { makeJudge } from '../../src/commands/verify.command.js';
import { isFailure } from '../../src/errors.js';
import type { Member, Store } from '../../src/store/store.js';
import { entry, freshFolder, grantFact, openAt, someRecords } from './records.js';

async function records(): Promise<string> {
  const file = join(freshFolder(), 'records.db');
  await someRecords(file);
  return file;
}

/** All that the records say, or the failure that was thrown instead; any other error is a bug. */
async function contents(file: string): Promise<{ says: string } | { kind: string }> {
  let store: Store | undefined;
  try {
    store = openAt(file);
    const members: Member[] = [];
    for await (const member of store.members()) members.push(member);
    const attempts = members.flatMap(({ facts }) => facts.filter(({ kind }) => kind === 'attempt'));
    const questions = [];
    for (const { fact } of attempts) questions.push(await store.attemptQuestions(fact));
    await store.sittings();
    return { says: JSON.stringify([members, questions], (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)) };
  } catch (error) {
    if (!isFailure(error)) throw error;
    return { kind: error.kind };
  } finally {
    await store?.close();
  }
}

/** Whether `verify` finds something wrong, be it by failing. */
async function isFoundOut(file: string): Promise<boolean> {
  let store: Store | undefined;
  try {
    store = openAt(file);
    return (await store.verify(makeJudge())).faults.length > 0;
  } catch (error) {
    if (!isFailure(error)) throw error;
    return true;
  } finally {
    await store?.close();
  }
}

test.skipIf(process.platform === 'win32')('a pipe with a name is not waited for', async () => {
  const file = join(freshFolder(), 'pipe');
  execFileSync('mkfifo', [file]);
  expect(await contents(file)).toEqual({ kind: 'usage' });
});

describe('files of others are refused and not touched', () => {
  const others: [what: string, make: (file: string) => void, kind: string][] = [
    ['a text', (file) => writeFileSync(file, 'these are not records, but they are longer than the hundred bytes that begin every database of SQLite.'), 'data'],
    ['a short text', (file) => writeFileSync(file, 'notes'), 'data'],
    [
      'a database of another program',
      (file) => {
        const db = new Database(file);
        db.exec('CREATE TABLE notes (text)');
        db.close();
      },
      'data',
    ],
    ['a folder', (file) => mkdirSync(file), 'usage'],
  ];
  test.each(others)('%s', async (_what, make, kind) => {
    const file = join(freshFolder(), 'records.db');
    make(file);
    const before = kind === 'data' ? readFileSync(file) : undefined;
    expect(await contents(file)).toEqual({ kind });
    if (before) expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('an empty file is taken for new records', async () => {
    const file = join(freshFolder(), 'records.db');
    writeFileSync(file, '');
    expect(await contents(file)).toEqual({ says: '[[],[]]' });
  });

  test('a link to nowhere, and a folder that is a file', async () => {
    const folder = freshFolder();
    symlinkSync(join(folder, 'nowhere', 'records.db'), join(folder, 'link.db'));
    writeFileSync(join(folder, 'plain'), '');
    expect(await contents(join(folder, 'link.db'))).toEqual({ kind: 'cannot-create' });
    expect(await contents(join(folder, 'plain', 'records.db'))).toMatchObject({ kind: 'cannot-create' });
  });
});

describe('a file that changes under an open store', () => {
  test('moved away: nothing is acknowledged that would be lost', async () => {
    const file = await records();
    const store = openAt(file);
    renameSync(file, `${file}.elsewhere`);
    await expect(store.record(entry([grantFact('robin', 'lost?')]))).rejects.toMatchObject({ kind: 'io', message: expect.stringContaining('moved or deleted') });
    await store.close();
    renameSync(`${file}.elsewhere`, file);
    expect(await isFoundOut(file)).toBe(false);
  });

  test('cut off', async () => {
    const file = await records();
    const store = openAt(file);
    truncateSync(file, readFileSync(file).length / 2);
    await expect(store.member('robin')).rejects.toMatchObject({ kind: 'data' });
    await store.close();
  });
});

test('cut off at 39 places, it is found out each time', async () => {
  const file = await records();
  const whole = readFileSync(file);
  const lengths = Array.from({ length: 40 }, (_, number) => Math.floor((whole.length * number) / 40) + (number % 3) * 7).filter((length) => length > 0);
  expect(lengths).toHaveLength(39);
  for (const length of lengths) {
    writeFileSync(file, whole.subarray(0, length));
    expect({ length, foundOut: await isFoundOut(file) }).toEqual({ length, foundOut: true });
  }
});

test('one of 400 bits that falls over is found out, or changes nothing that the records say', async () => {
  const file = await records();
  const whole = readFileSync(file);
  const said = await contents(file);
  let [changed, foundOut] = [0, 0];
  for (let number = 0; number < 400; number++) {
    const bytes = Buffer.from(whole);
    // Spread over the whole file, another bit each time.
    const at = Math.floor((whole.length * ((number * 0.618034) % 1)));
    bytes[at]! ^= 1 << number % 8;
    writeFileSync(file, bytes);
    const says = await contents(file);
    const found = await isFoundOut(file);
    if (found) foundOut++;
    if (JSON.stringify(says) === JSON.stringify(said)) continue;
    changed++;
    expect({ at, bit: number % 8, found, says: found ? '' : says }).toEqual({ at, bit: number % 8, found: true, says: '' });
  }
  // Not all in free space, or the test says nothing.
  expect(changed).toBeGreaterThan(10);
  expect(foundOut).toBeGreaterThan(20);
}, 60_000);

describe.runIf(process.getuid?.() !== 0)('without permission', () => {
  test('a file that may not be read', async () => {
    const file = await records();
    chmodSync(file, 0o000);
    expect(await contents(file)).toEqual({ kind: 'not-permitted' });
  });

  test('a read-only file can be read, and refuses what is new', async () => {
    const file = await records();
    chmodSync(file, 0o400);
    const store = openAt(file);
    expect((await store.member('robin'))?.facts).toHaveLength(6);
    await expect(store.record(entry([grantFact('robin', 'no')]))).rejects.toMatchObject({ kind: 'not-permitted' });
    await store.close();
  });
});

test('a copy without its journal is refused or whole, and a journal of other records does no harm', async () => {
  const file = await records();
  const said = await contents(file);
  copyFileSync(file, `${file}-journal`);
  expect(await contents(file)).toEqual(said);
  expect(existsSync(file)).toBe(true);
});

test('a journal that goes while it is looked at, as another process ends its transaction', async () => {
  const file = await records();
  const said = await contents(file);
  writeFileSync(`${file}-journal`, '');
  const open = fs.openSync;
  onTestFinished(() => {
    fs.openSync = open;
    syncBuiltinESMExports();
  });
  let gone = 0;
  fs.openSync = (path, ...rest) => {
    if (path === `${file}-journal` && existsSync(path)) {
      unlinkSync(path);
      gone++;
    }
    return open(path, ...rest);
  };
  syncBuiltinESMExports();
  expect(await contents(file)).toEqual(said);
  expect(gone).toBe(1);
});
