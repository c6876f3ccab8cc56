/** Every operation on a file fails once, in turn: nothing is half done, nothing acknowledged is lost, and nobody sees a bug. */
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeJudge } from '../../src/commands/verify.command.js';
import { type BuiltProgram, type Machine, buildProgram, machineWith } from '../built-program.js';
import { openAt } from '../store/records.js';
import { SEED, chanceFrom, figures } from './figures.js';
import { QUESTIONS, bankOf, setUp, somethingToType } from './long-program.js';
import { type Preload, compilePreload, countIn } from './preload.js';
import { hasPseudoTerminal, leavesTerminalInOrder, openTerminal } from './terminal.js';

const preload: Preload | undefined = compilePreload();
const { EIO, ENOSPC } = constants.errno;
/**
 * With 4, every operation fails in one of the four ways; with 1, in all of them, which takes four times as long.
 */
const STEP = Number(process.env['TORTURE_STEP'] ?? 4);
/** In a quiz in a terminal, which takes seconds each time. */
const QUIZ_STEP = 8 * STEP;
const EXPECTED_CODES = [0, 3, 65, 66, 73, 74, 75, 77];

let program: BuiltProgram;
beforeAll(() => {
  program = buildProgram();
});
afterAll(() => {
  program.remove();
  preload?.remove();
});

async function preparedMachine(): Promise<Machine> {
  const machine = machineWith(program);
  await setUp(machine, ['avery', 'robin']);
  await machine.run(['grant', 'robin', '--reason', 'before', '--yes']);
  writeFileSync(join(machine.folder, 'results.csv'), `member,assessment,edition,finished_at,points,max_points\r\n${Array.from({ length: 200 }, (_, number) => `avery,sales,Q3FY27,2026-10-${String((number % 28) + 1).padStart(2, '0')}T00:00:${String(number % 60).padStart(2, '0')}Z,${number % 20},20\r\n`).join('')}`);
  writeFileSync(join(machine.folder, 'sheet.yaml'), 'tier-1: Ultimate\nyear-1: true\nstage-2: verify\n');
  cpSync(join(machine.folder, 'data'), join(machine.folder, 'before'), { recursive: true });
  return machine;
}

const WAYS: readonly (readonly [errno: number, more: Record<string, string>])[] = [
  [EIO, {}],
  [ENOSPC, {}],
  [ENOSPC, { FAIL_FOR_GOOD: '1' }],
  [EIO, { FAIL_TORN: '1' }],
];

/** `done` of those that write. The first one of all finds neither the file nor its folder. */
const COMMANDS: { args: string[]; isFirst?: true; done?: (machine: Machine) => Promise<boolean> }[] = [
  { args: ['members', 'add', 'kim', '--name', 'Kim', '--role', 'Account Executive'], isFirst: true, done: (m) => hasFacts(m, 'kim', 'roster', 1) },
  { args: ['grant', 'avery', '--reason', 'passed on paper', '--yes'], done: (m) => hasFacts(m, 'avery', 'grant', 1) },
  { args: ['import', 'results', 'results.csv'], done: (m) => hasFacts(m, 'avery', 'attempt', 196) },
  { args: ['quiz', 'sales', '--member', 'avery', '--answers', 'sheet.yaml'], done: (m) => hasFacts(m, 'avery', 'attempt', 1) },
  { args: ['forget', 'robin', '--reason', 'asked for it', '--yes'], done: async (m) => !(await said(m, 'robin')).includes('Name of robin') },
  { args: ['backup', 'data/copy.db'], done: async (m) => existsSync(join(m.folder, 'data', 'copy.db')) },
  { args: ['report', '--output', 'data/report.csv'], done: async (m) => readFileSync(join(m.folder, 'data', 'report.csv'), 'utf8').endsWith('\r\n') },
  { args: ['submit', '--member', 'robin', '--output', 'data/robin.json'], done: async (m) => JSON.parse(readFileSync(join(m.folder, 'data', 'robin.json'), 'utf8')).member === 'robin' },
  { args: ['verify'] },
  { args: ['doctor'] },
  { args: ['status', 'avery'] },
];

async function said(machine: Machine, member: string): Promise<string> {
  const store = openAt(machine.file);
  const found = await store.member(member);
  await store.close();
  return JSON.stringify(found, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}

async function hasFacts(machine: Machine, member: string, kind: string, count: number): Promise<boolean> {
  const store = openAt(machine.file);
  const facts = (await store.member(member))?.facts ?? [];
  await store.close();
  return facts.filter((fact) => fact.kind === kind).length >= count;
}

/** The records are sound, hold what they held, and nothing in them is half done. */
async function expectSound(machine: Machine, before: { entries: number; head?: string }): Promise<number> {
  const store = openAt(machine.file);
  const { faults, entries } = await store.verify(makeJudge(), before.head);
  await store.close();
  expect(faults).toEqual([]);
  expect(entries - before.entries).toBeLessThanOrEqual(1);
  return entries;
}

describe.runIf(preload)('an operation that fails', () => {
  test.each(COMMANDS)('in $args', async ({ args, isFirst, done }) => {
    const machine = await preparedMachine();
    const store = openAt(machine.file);
    const head = (await store.ledgerHead())!;
    await store.close();
    const before = isFirst ? { entries: 0 } : { entries: head.entry, head: head.hash };
    const env = { LD_PRELOAD: preload!.file, WATCH_FOLDER: join(machine.folder, 'data'), WATCH_COUNT: join(machine.folder, 'count') };
    const restore = () => {
      rmSync(join(machine.folder, 'data'), { recursive: true, force: true });
      if (!isFirst) cpSync(join(machine.folder, 'before'), join(machine.folder, 'data'), { recursive: true });
    };

    restore();
    const whole = await machine.run(args, { env });
    expect([0, 3], whole.err).toContain(whole.code);
    const operations = countIn(env.WATCH_COUNT)!;
    const counts: Record<string, number> = { operations, faults: 0, 'done all the same': 0, 'not acknowledged but done': 0, lost: 0 };
    for (const [way, [errno, more]] of WAYS.entries()) {
      for (let at = 1 + (way % STEP); at <= operations; at += STEP) {
        restore();
        const { code, signal, out, err } = await machine.run(args, { env: { ...env, ...more, FAIL_AT: String(at), FAIL_WITH: String(errno) } });
        const which = `operation ${at} with ${errno === EIO ? 'EIO' : 'ENOSPC'} ${Object.keys(more).join()}: ${out}${err}`;
        expect(signal, which).toBeNull();
        expect(EXPECTED_CODES, which).toContain(code);
        expect(err, which).not.toMatch(/a bug|\n\s+at /);
        counts['faults']!++;
        await expectSound(machine, before);
        if (code === 0 || code === 3) {
          counts['done all the same']!++;
          if (done && !(await done(machine))) counts['lost']!++;
        } else if (await done?.(machine).catch(() => false)) counts['not acknowledged but done']!++;
        expect(counts['lost'], which).toBe(0);
      }
    }
    figures(`faults in ${args.slice(0, 2).join(' ')}`, counts);
    rmSync(machine.folder, { recursive: true, force: true });
  });

  test.runIf(hasPseudoTerminal())('in a quiz in a terminal: no answer is acknowledged that is not on disk', async () => {
    const machine = await preparedMachine();
    const env = { LD_PRELOAD: preload!.file, WATCH_FOLDER: join(machine.folder, 'data'), WATCH_COUNT: join(machine.folder, 'count') };
    const chance = chanceFrom(SEED);
    const counts = { operations: 0, faults: 0, 'answers acknowledged': 0, 'went on': 0, lost: 0 };
    // The first round, with no operation to fail, counts them.
    for (let [round, at] = [0, 0]; at <= counts.operations; round++, at = 5 + (round - 1) * QUIZ_STEP) {
      rmSync(join(machine.folder, 'data'), { recursive: true, force: true });
      cpSync(join(machine.folder, 'before'), join(machine.folder, 'data'), { recursive: true });
      const errno = round % 2 === 0 ? EIO : ENOSPC;
      const terminal = await openTerminal([process.execPath, program.main, 'quiz', 'sales', '--member', 'avery', '--plain'], {
        cwd: machine.folder,
        env: { ...machine.env, ...env, TERM: 'dumb', FAIL_AT: String(at), FAIL_WITH: String(errno) },
      });
      let acknowledged = 0;
      try {
        await terminal.shows(/Start now\?/);
        terminal.type('y\r');
        await terminal.shows(/Question 1 of/);
        const store = openAt(machine.file);
        const [sitting] = await store.sittings('avery');
        const bank = await bankOf(store, sitting!.content);
        await store.close();
        for (const [place, { shown }] of sitting!.questions.entries()) {
          const from = terminal.written.length;
          terminal.type(`${somethingToType(bank.get(shown.question)!, shown, chance).text}\r`);
          await terminal.shows(new RegExp(`Question ${place + 2} of ${QUESTIONS}|A last look`), from);
          acknowledged = place + 1;
        }
        terminal.type('hand in\r');
        counts['went on']++;
      } catch (error) {
        if (!/it ended with/.test((error as Error).message)) throw error;
      }
      const { code } = await terminal.ended;
      expect(EXPECTED_CODES, terminal.written).toContain(code);
      expect(terminal.written).not.toMatch(/a bug|\n\s+at /);
      expect(leavesTerminalInOrder(terminal.written)).toBe(true);
      if (round === 0) counts.operations = countIn(env.WATCH_COUNT)!;
      else counts.faults++;
      counts['answers acknowledged'] += acknowledged;
      const store = openAt(machine.file);
      const attempt = (await store.member('avery'))!.facts.find(({ kind }) => kind === 'attempt');
      const answers = attempt
        ? (await store.attemptQuestions(attempt.fact)).map(({ answer }) => answer)
        : ((await store.sittings('avery'))[0]?.questions ?? []).map(({ answer }) => answer);
      expect((await store.verify(makeJudge())).faults).toEqual([]);
      await store.close();
      if (answers.slice(0, acknowledged).filter((answer) => answer !== undefined).length < acknowledged) counts.lost++;
      expect(counts.lost, `operation ${at}: ${terminal.written}`).toBe(0);
    }
    figures('faults in a quiz in a terminal', counts);
    rmSync(machine.folder, { recursive: true, force: true });
  });
});
