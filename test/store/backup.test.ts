/** A backup is whole, sound and private, takes nothing's place unasked, and is restored by copying it. */
import { copyFileSync, existsSync, linkSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeJudge } from '../../src/commands/verify.command.js';
import { entry, freshFolder, grantFact, openAt, someRecords } from './records.js';

async function records(): Promise<{ folder: string; file: string }> {
  const folder = freshFolder();
  const file = join(folder, 'records.db');
  await someRecords(file);
  return { folder, file };
}

async function backUp(file: string, copy: string, overwrite = false): Promise<void> {
  const store = openAt(file);
  try {
    await store.backup(copy, { overwrite });
  } finally {
    await store.close();
  }
}

test('the copy holds the same ledger, and certify works with it', async () => {
  const { folder, file } = await records();
  const copy = join(folder, 'copy.db');
  await backUp(file, copy);
  const [store, there] = [openAt(file), openAt(copy)];
  expect(await there.verify(makeJudge())).toEqual(await store.verify(makeJudge()));
  await there.record(entry([grantFact('robin', 'in the copy')]));
  expect((await there.ledgerHead())?.entry).toBe(8);
  expect((await store.ledgerHead())?.entry).toBe(7);
  await store.close();
  await there.close();
});

test('restoring is copying it back', async () => {
  const { folder, file } = await records();
  const copy = join(folder, 'copy.db');
  await backUp(file, copy);
  const store = openAt(file);
  const head = await store.ledgerHead();
  await store.record(entry([grantFact('robin', 'lost')]));
  await store.close();
  copyFileSync(copy, file);
  const restored = openAt(file);
  expect(await restored.ledgerHead()).toEqual(head);
  await restored.close();
});

test('only its owner can read it, and nothing is left beside it', async () => {
  const { folder, file } = await records();
  await backUp(file, join(folder, 'copy.db'));
  expect(statSync(join(folder, 'copy.db')).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder).sort()).toEqual(['copy.db', 'records.db']);
});

test('a file that is there stays, unless it may be replaced', async () => {
  const { folder, file } = await records();
  const copy = join(folder, 'copy.db');
  writeFileSync(copy, 'something else');
  await expect(backUp(file, copy)).rejects.toMatchObject({ kind: 'cannot-create', message: expect.stringContaining('there is a file already') });
  expect(readFileSync(copy, 'utf8')).toBe('something else');
  await backUp(file, copy, true);
  const there = openAt(copy);
  expect((await there.ledgerHead())?.entry).toBe(7);
  await there.close();
  expect(readdirSync(folder).sort()).toEqual(['copy.db', 'records.db']);
});

test('the records are no place for their own backup, by whatever name', async () => {
  const { folder, file } = await records();
  linkSync(file, join(folder, 'hard.db'));
  symlinkSync(file, join(folder, 'soft.db'));
  for (const name of ['records.db', 'hard.db', 'soft.db']) {
    await expect(backUp(file, join(folder, name), true)).rejects.toMatchObject({ message: expect.stringContaining('these are the records themselves') });
  }
  expect(statSync(file).size).toBeGreaterThan(0);
});

test.each([
  ['a folder', (folder: string) => mkdirSync(join(folder, 'copy.db')), 'usage'],
  ['a folder that is not there', () => undefined, 'cannot-create'],
])('%s is refused', async (_what, make, kind) => {
  const { folder, file } = await records();
  make(folder);
  const copy = kind === 'usage' ? join(folder, 'copy.db') : join(folder, 'nowhere', 'copy.db');
  await expect(backUp(file, copy, true)).rejects.toMatchObject({ kind });
  expect(existsSync(join(folder, 'nowhere'))).toBe(false);
});
