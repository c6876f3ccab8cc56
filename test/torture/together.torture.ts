/** Many processes on the same records for a while: writers, readers, copies, and new versions that bring the records up to date. */
import { cpSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeJudge } from '../../src/commands/verify.command.js';
import { type BuiltProgram, type Machine, buildProgram, machineWith } from '../built-program.js';
import { openAt, query } from '../store/records.js';
import { figures } from './figures.js';

const WRITERS = 8;
const ENTRIES = Number(process.env['TORTURE_ENTRIES'] ?? 12);
const MIGRATIONS = Number(process.env['TORTURE_MIGRATIONS'] ?? 6);
const everyWriter = Array.from({ length: WRITERS }, (_, number) => number);

let program: BuiltProgram;
beforeAll(() => {
  program = buildProgram();
});
afterAll(() => program.remove());

const addMember = (id: string) => ['members', 'add', id, '--name', `Name of ${id}`, '--role', 'Account Executive'];

async function expectSound(file: string): Promise<void> {
  const store = openAt(file);
  expect((await store.verify(makeJudge())).faults).toEqual([]);
  await store.close();
}

/** Runs until it is done; how often the records were in use, which says that nothing was written, is counted. */
async function insist(machine: Machine, args: readonly string[], counts: { busy: number }): Promise<void> {
  for (;;) {
    const { code, err } = await machine.run(args);
    if (code === 0) return;
    expect({ args, code, err }).toMatchObject({ code: 75 });
    counts.busy++;
  }
}

test(`${WRITERS} processes write at once, while others read and copy`, async () => {
  const machine = machineWith(program);
  const counts = { writers: WRITERS, entries: 0, reads: 0, copies: 0, busy: 0, lost: 0, twice: 0 };
  await machine.run(addMember('avery'));
  let isOver = false;
  const writer = async (number: number) => {
    for (let entry = 0; entry < ENTRIES; entry++) {
      await insist(machine, ['grant', 'avery', '--reason', `writer ${number}, ${entry}`, '--yes'], counts);
      counts.entries++;
    }
  };
  const reader = async () => {
    while (!isOver) {
      for (const args of [['status', 'avery'], ['report'], ['verify']]) await insist(machine, args, counts);
      counts.reads += 3;
      const copy = join(machine.folder, `copy-${counts.copies}.db`);
      await insist(machine, ['backup', copy], counts);
      await expectSound(copy);
      counts.copies++;
    }
  };
  const reading = reader();
  await Promise.all(everyWriter.map(writer));
  isOver = true;
  await reading;
  const reasons = query<{ text: string }>(machine.file, 'SELECT text FROM reason').map(({ text }) => text);
  counts.lost = WRITERS * ENTRIES - new Set(reasons).size;
  counts.twice = reasons.length - new Set(reasons).size;
  expect(counts).toMatchObject({ entries: WRITERS * ENTRIES, lost: 0, twice: 0 });
  await expectSound(machine.file);
  figures('processes that write at once', counts);
  rmSync(machine.folder, { recursive: true, force: true });
});

test(`${WRITERS} processes of a newer version migrate at once`, async () => {
  const root = `${program.root}-newer`;
  cpSync(program.root, root, { recursive: true, verbatimSymlinks: true, filter: (from) => !from.endsWith('node_modules') });
  symlinkSync(join(program.root, 'node_modules'), join(root, 'node_modules'));
  const newer: BuiltProgram = { main: join(root, 'bin', 'certify.js'), root, remove: () => rmSync(root, { recursive: true, force: true }) };
  const migrations = join(root, 'src', 'store', 'migrations');
  const latest = readdirSync(migrations).length;
  // Three more, each of which would fail if it were done twice.
  for (const more of [1, 2, 3]) {
    writeFileSync(join(migrations, `${String(latest + more).padStart(3, '0')}-more.sql`), `CREATE TABLE more_${more} (key INTEGER PRIMARY KEY) STRICT;\n`);
  }
  const counts = { races: 0, processes: 0, busy: 0, lost: 0 };
  try {
    for (let race = 0; race < MIGRATIONS; race++) {
      const machine = machineWith(program);
      await machine.run(addMember('avery'));
      const newMachine = { ...machine, run: (args: readonly string[]) => machine.run(args, { program: newer }) };
      await Promise.all(everyWriter.map((number) => insist(newMachine, addMember(`m${number}`), counts)));
      expect(query(machine.file, 'PRAGMA user_version')).toEqual([{ user_version: latest + 3 }]);
      const [found] = query<{ members: number }>(machine.file, 'SELECT count(*) AS members FROM member');
      counts.lost += 1 + WRITERS - found!.members;
      const copies = readdirSync(join(machine.folder, 'data')).filter((name) => name.startsWith(`records.db.version-${latest}`));
      expect(copies.length).toBeGreaterThan(0);
      for (const copy of copies) expect(query(join(machine.folder, 'data', copy), 'SELECT member FROM member')).toEqual([{ member: 'avery' }]);
      counts.races++;
      counts.processes += WRITERS;
      rmSync(machine.folder, { recursive: true, force: true });
    }
  } finally {
    newer.remove();
  }
  expect(counts.lost).toBe(0);
  figures('processes that migrate at once', counts);
});
