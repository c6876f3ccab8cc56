/**
 * A quiz in a real terminal is killed again and again, at any moment and in every way, and is resumed each time; and so is an import.
 */
import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeJudge } from '../../src/commands/verify.command.js';
import type { Answer } from '../../src/domain/answer.js';
import { grade } from '../../src/domain/grading.js';
import { formatPoints, sum } from '../../src/domain/points.js';
import { type BuiltProgram, type Machine, buildProgram, machineWith } from '../built-program.js';
import { openAt } from '../store/records.js';
import { SEED, chanceFrom, figures } from './figures.js';
import { QUESTIONS, bankOf, setUp, somethingToType } from './long-program.js';
import { type Terminal, codeOf, hasPseudoTerminal, leavesTerminalInOrder, openTerminal } from './terminal.js';

const KILLS = Number(process.env['TORTURE_KILLS'] ?? 150);
const WAYS = ['SIGKILL', 'SIGTERM', 'SIGHUP', 'Ctrl-C', 'closed window'] as const;
type Way = (typeof WAYS)[number];
/** What the shell sees. A closed window is a SIGHUP. */
const CODES: Record<Way, number> = { SIGKILL: 137, SIGTERM: 143, SIGHUP: 129, 'Ctrl-C': 130, 'closed window': 129 };
/** Enough for what only long imports do. */
const IMPORTED = 60_000;
/** What the person was doing. */
const MOMENTS = ['looking', 'typing', 'just pressed Enter', 'a moment after Enter', 'starting'] as const;

let program: BuiltProgram;
let machine: Machine;
beforeAll(() => {
  program = buildProgram();
  machine = machineWith(program);
});
afterAll(() => {
  program.remove();
  rmSync(machine.folder, { recursive: true, force: true });
});

test.runIf(hasPseudoTerminal())('no acknowledged answer is lost, and the score is right', async () => {
  const chance = chanceFrom(SEED);
  const pick = <T>(items: readonly T[]) => items[Math.floor(chance() * items.length)]!;
  const members = Array.from({ length: 40 }, (_, number) => `m${number}`);
  await setUp(machine, members);
  const counts: Record<string, number> = { kills: 0, quizzes: 0, 'answers acknowledged': 0, lost: 0 };
  for (const way of WAYS) counts[way] = 0;

  for (const member of members) {
    if (counts['kills']! >= KILLS) break;
    const acknowledged = new Map<number, Answer>();
    let order: string[] | undefined;
    for (let isFinished = false; !isFinished; ) {
      const isPlain = chance() < 0.4;
      const terminal = await quizIn(member, isPlain);
      const [way, moment] = [pick(WAYS), pick(MOMENTS)];
      const answers = 1 + Math.floor(chance() * 5);
      isFinished = await sitAndDie(terminal, member, acknowledged, { way, moment, answers }, chance);
      if (isFinished) break;
      counts['kills']!++;
      counts[way]!++;
      const end = await terminal.ended.catch((error: Error) => {
        throw new Error(`${way} while ${moment}, ${isPlain ? 'plain' : 'drawn'}: ${error.message}`);
      });
      expect(codeOf(end), `${way} while ${moment}: ${terminal.written.slice(-2000)}`).toBe(CODES[way]);
      if (way !== 'SIGKILL' && way !== 'closed window') expect(leavesTerminalInOrder(terminal.written), `${way} while ${moment}: ${JSON.stringify(terminal.written.slice(-600))}`).toBe(true);
      // What is on disk, seen by somebody else.
      const store = openAt(machine.file);
      const [sitting] = await store.sittings(member);
      const shown = sitting?.questions.map(({ shown: { question, choices } }) => `${question} ${choices.join()}`);
      if (shown) expect(shown).toEqual((order ??= shown));
      for (const [place, answer] of acknowledged) {
        if (JSON.stringify(sitting?.questions[place]?.answer) !== JSON.stringify(answer)) counts['lost']!++;
      }
      expect((await store.verify(makeJudge())).faults).toEqual([]);
      await store.close();
      expect(counts['lost'], `${way} while ${moment}`).toBe(0);
    }
    counts['quizzes']!++;
    counts['answers acknowledged']! += acknowledged.size;
    await expectScore(member, acknowledged);
  }
  figures('kills of a quiz in a terminal', counts);
  expect(counts['kills']).toBeGreaterThanOrEqual(KILLS);
});

test('a long import that is killed has recorded everything or nothing, and the guards and indexes of the tables stand', async () => {
  const own = machineWith(program);
  const chance = chanceFrom(SEED);
  expect((await own.run(['members', 'add', 'avery', '--name', 'Avery', '--role', 'Account Executive'])).code).toBe(0);
  const time = (row: number) => new Date(Date.UTC(2026, 7, 1) + row * 60_000).toISOString();
  const rows = Array.from({ length: IMPORTED }, (_, row) => `avery,sales,Q3FY27,${time(row)},${row % 11},10\r\n`);
  writeFileSync(join(own.folder, 'long.csv'), `member,assessment,edition,finished_at,points,max_points\r\n${rows.join('')}`);
  const before = `${own.file}.before`;
  copyFileSync(own.file, before);
  const begun = performance.now();
  expect((await own.run(['import', 'results', 'long.csv'])).code).toBe(0);
  const whole = performance.now() - begun;

  const counts = { kills: 0, none: 0, all: 0 };
  for (; counts.kills < KILLS / 5; counts.kills++) {
    rmSync(own.file);
    copyFileSync(before, own.file);
    const { child, ended } = own.start(['import', 'results', 'long.csv']);
    await new Promise((resolve) => setTimeout(resolve, chance() * whole * 1.1));
    child.kill((['SIGKILL', 'SIGKILL', 'SIGTERM', 'SIGINT'] as const)[Math.floor(chance() * 4)]);
    await ended;
    const store = openAt(own.file);
    const { facts, faults } = await store.verify(makeJudge());
    expect(faults).toEqual([]);
    expect(await store.health()).toMatchObject({ integrity: [] });
    await store.close();
    expect([1, IMPORTED + 1]).toContain(facts);
    counts[facts === 1 ? 'none' : 'all']++;
  }
  figures('kills of a long import', counts);
  expect(counts.none).toBeGreaterThan(0);
  rmSync(own.folder, { recursive: true, force: true });
});

function quizIn(member: string, isPlain: boolean): Promise<Terminal> {
  const argv = [process.execPath, program.main, 'quiz', 'sales', '--member', member, ...(isPlain ? ['--plain'] : [])];
  return openTerminal(argv, { cwd: machine.folder, env: { ...machine.env, TERM: 'xterm-256color' } });
}

/** Answers some questions and is killed; true if the quiz was finished instead. */
async function sitAndDie(
  terminal: Terminal,
  member: string,
  acknowledged: Map<number, Answer>,
  { way, moment, answers }: { way: Way; moment: (typeof MOMENTS)[number]; answers: number },
  chance: () => number,
): Promise<boolean> {
  if (moment === 'starting' && chance() < 0.3) {
    await new Promise((resolve) => setTimeout(resolve, chance() * 250));
    kill(terminal, way);
    return false;
  }
  const first = await terminal.shows(/Start now\?|Question (\d+) of|A last look/);
  if (first[0] === 'Start now?') {
    terminal.type('y\r');
    await terminal.shows(/Question 1 of/);
  }
  const store = openAt(machine.file);
  const [sitting] = await store.sittings(member);
  const bank = await bankOf(store, sitting!.content);
  await store.close();
  let place = sitting!.questions.findIndex(({ answer }) => answer === undefined);
  for (let typed = 0; place >= 0 && place < QUESTIONS; typed++, place++) {
    const { shown, answer: before } = sitting!.questions[place]!;
    // A resumed quiz goes through what is open; what was answered beyond is kept by ">".
    const something = before === undefined ? somethingToType(bank.get(shown.question)!, shown, chance) : undefined;
    const isLast = typed >= answers;
    if (isLast && moment === 'looking') return kill(terminal, way);
    if (isLast && moment === 'typing') {
      terminal.type(something?.text ?? '>');
      return kill(terminal, way);
    }
    const from = terminal.written.length;
    terminal.type(`${something?.text ?? '>'}\r`);
    if (isLast) {
      if (moment === 'a moment after Enter') await new Promise((resolve) => setTimeout(resolve, chance() * 30));
      return kill(terminal, way);
    }
    await terminal.shows(place + 1 < QUESTIONS ? new RegExp(`Question ${place + 2} of ${QUESTIONS}`) : /A last look/, from);
    if (something) acknowledged.set(place, something.answer);
  }
  if (place < 0) await terminal.shows(/A last look/);
  await terminal.shows(/hand in/);
  if (chance() < 0.4) return kill(terminal, way);
  terminal.type('hand in\r');
  const { code } = await terminal.ended;
  expect([0, 3], terminal.written.slice(-2000)).toContain(code);
  expect(leavesTerminalInOrder(terminal.written)).toBe(true);
  return true;
}

function kill(terminal: Terminal, way: Way): false {
  if (way === 'Ctrl-C') terminal.type('\u0003');
  else if (way === 'closed window') terminal.close();
  else terminal.signal(way);
  return false;
}

async function expectScore(member: string, acknowledged: ReadonlyMap<number, Answer>): Promise<void> {
  const store = openAt(machine.file);
  const attempt = (await store.member(member))!.facts.find(({ kind }) => kind === 'attempt');
  if (attempt?.kind !== 'attempt') throw new Error(`${member} has no attempt`);
  const questions = await store.attemptQuestions(attempt.fact);
  const bank = await bankOf(store, attempt.content!);
  await store.close();
  for (const [place, answer] of acknowledged) expect(questions[place]!.answer).toEqual(answer);
  const expected = sum(questions.map(({ question, answer }) => grade(bank.get(question)!, answer === 'erased' ? undefined : answer)));
  expect(formatPoints(attempt.points)).toBe(formatPoints(expected));
  expect(questions).toHaveLength(QUESTIONS);
}
