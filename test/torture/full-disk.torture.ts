/** A disk that fills up under the records: a small file system in memory where one can be had, else a limit on the size of files. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeJudge } from '../../src/commands/verify.command.js';
import { type BuiltProgram, type Machine, buildProgram, machineWith } from '../built-program.js';
import { openAt } from '../store/records.js';
import { figures } from './figures.js';
import { setUp } from './long-program.js';

let program: BuiltProgram;
beforeAll(() => {
  program = buildProgram();
});
afterAll(() => program.remove());

const EXPECTED_CODES = [0, 3, 73, 74];

async function expectSound(machine: Machine, head: string): Promise<number> {
  const store = openAt(machine.file);
  const check = await store.verify(makeJudge(), head);
  await store.close();
  expect(check.faults).toEqual([]);
  return check.entries;
}

/** A machine whose records have a disk of their own; undefined, with a word about it, where this user may not mount one. */
function machineWithDisk(size: string): { machine: Machine; data: string } | undefined {
  const machine = machineWith(program);
  const data = join(machine.folder, 'data');
  mkdirSync(data);
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', data], { encoding: 'utf8' });
  if (mounted.status === 0) return { machine, data };
  rmSync(machine.folder, { recursive: true, force: true });
  process.stdout.write(`skipped, no disk in memory to be had: ${mounted.stderr?.trim() || 'there is no mount'}\n`);
  return undefined;
}

test('a small disk, filled to the last byte and made free again', async ({ skip }) => {
  const { machine, data } = machineWithDisk('2m') ?? skip();
  const counts = { runs: 0, refused: 0, recorded: 0, lost: 0 };
  try {
    await setUp(machine, ['avery', 'robin']);
    const store = openAt(machine.file);
    let head = (await store.ledgerHead())!;
    await store.close();
    const ballast = join(data, 'ballast');
    // From a disk with nothing left to one with half a megabyte.
    for (const left of [0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512].map((pages) => pages * 4096)) {
      rmSync(ballast, { force: true });
      const free = freeBytes(data);
      writeFileSync(ballast, Buffer.alloc(Math.max(0, free - left)));
      for (const args of [
        ['grant', 'robin', '--reason', `with ${left} bytes left`, '--yes'],
        ['report', '--output', join(data, 'report.csv')],
        ['submit', '--member', 'robin', '--output', join(data, 'robin.json')],
        ['backup', join(data, `copy-${left}.db`)],
      ]) {
        const { code, err, signal } = await machine.run(args);
        expect({ left, args, signal, err, code: EXPECTED_CODES.includes(code!) }).toMatchObject({ signal: null, code: true });
        expect(err).not.toContain('bug');
        counts.runs++;
        if (code !== 0) counts.refused++;
        const entries = await expectSound(machine, head.hash);
        if (args[0] === 'grant' && code === 0) {
          counts.recorded++;
          if (entries !== head.entry + 1) counts.lost++;
        }
        const again = openAt(machine.file);
        head = (await again.ledgerHead())!;
        await again.close();
        if (args[0] === 'report' && code === 0) expect(readFileSync(join(data, 'report.csv'), 'utf8').endsWith('\r\n')).toBe(true);
        rmSync(join(data, `copy-${left}.db`), { force: true });
      }
      expect(counts.lost).toBe(0);
    }
    rmSync(ballast, { force: true });
    expect((await machine.run(['grant', 'robin', '--reason', 'with room again', '--yes'])).code).toBe(0);
    expect(counts.refused).toBeGreaterThan(5);
    expect(counts.recorded).toBeGreaterThan(2);
  } finally {
    spawnSync('umount', [data]);
    rmSync(machine.folder, { recursive: true, force: true });
  }
  figures('a full disk', counts);
});

function freeBytes(folder: string): number {
  const { stdout } = spawnSync('df', ['--output=avail', '-B1', folder], { encoding: 'utf8' });
  return Number(stdout.split('\n')[1]);
}

test('a disk that may only be read', async ({ skip }) => {
  const { machine, data } = machineWithDisk('4m') ?? skip();
  const counts = { runs: 0, read: 0, refused: 0 };
  try {
    await setUp(machine, ['avery', 'robin']);
    const before = readFileSync(machine.file);
    expect(spawnSync('mount', ['-o', 'remount,ro', data]).status).toBe(0);
    for (const [args, code] of [
      [['status', 'avery'], 0],
      [['report'], 0],
      [['verify'], 0],
      [['backup', 'copy.db'], 0],
      [['grant', 'avery', '--reason', 'x', '--yes'], 77],
      [['quiz', 'sales', '--member', 'avery', '--answers', '/dev/null'], 77],
      [['leave', 'avery', '--from', '2026-11-10', '--reason', 'ill', '--yes'], 77],
      [['report', '--output', join(data, 'report.csv')], 73],
      [['backup', join(data, 'copy.db')], 73],
    ] as const) {
      const ended = await machine.run(args);
      expect({ args, code: ended.code, err: ended.err }).toMatchObject({ args, code });
      expect(ended.err).not.toContain('bug');
      counts.runs++;
      if (code === 0) counts.read++;
      else counts.refused++;
    }
    expect(readFileSync(machine.file).equals(before)).toBe(true);
  } finally {
    spawnSync('umount', [data]);
    rmSync(machine.folder, { recursive: true, force: true });
  }
  figures('a disk that may only be read', counts);
});

test('a limit on the size of files, at any size', async () => {
  const machine = machineWith(program);
  await setUp(machine, ['avery', 'robin']);
  const store = openAt(machine.file);
  let head = (await store.ledgerHead())!;
  await store.close();
  const counts = { runs: 0, refused: 0, lost: 0 };
  const blocks = Math.ceil(statSync(machine.file).size / 512);
  for (let limit = 0; limit < blocks + 60; limit += 12) {
    for (const args of [['grant', 'robin', '--reason', `limit ${limit}`, '--yes'], ['report', '--output', 'report.csv'], ['backup', `copy-${limit}.db`]]) {
      const { code, err, signal } = await machine.run(args, { shell: `ulimit -f ${limit}; exec "$@"` });
      expect({ limit, args, signal, err, code: EXPECTED_CODES.includes(code!) }).toMatchObject({ signal: null, code: true });
      counts.runs++;
      if (code !== 0) counts.refused++;
      const entries = await expectSound(machine, head.hash);
      if (args[0] === 'grant' && code === 0 && entries !== head.entry + 1) counts.lost++;
      if (args[0] === 'backup' && code !== 0) expect(existsSync(join(machine.folder, `copy-${limit}.db`))).toBe(false);
      const again = openAt(machine.file);
      head = (await again.ledgerHead())!;
      await again.close();
    }
  }
  expect(counts.lost).toBe(0);
  figures('a limit on the size of files', counts);
  rmSync(machine.folder, { recursive: true, force: true });
});
