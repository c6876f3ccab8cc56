/** The power is cut at any moment of a quiz and of the work of staff: what had been acknowledged is there, and all of it is sound. */
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeJudge } from '../../src/commands/verify.command.js';
import type { Answer } from '../../src/domain/answer.js';
import { type BuiltProgram, type Machine, buildProgram, machineWith } from '../built-program.js';
import { openAt } from '../store/records.js';
import { type Operation, type Unsynced, filesAfterCut, markRecord, putOnDisk, readLog } from './disk.js';
import { SEED, chanceFrom, figures } from './figures.js';
import { QUESTIONS, bankOf, setUp, somethingToType } from './long-program.js';
import { type Preload, compilePreload } from './preload.js';
import { hasPseudoTerminal, openTerminal } from './terminal.js';

const CUTS = Number(process.env['TORTURE_CUTS'] ?? 1500);
const preload: Preload | undefined = compilePreload();

let program: BuiltProgram;
beforeAll(() => {
  program = buildProgram();
});
afterAll(() => {
  program.remove();
  preload?.remove();
});

interface Recording {
  machine: Machine;
  log: string;
  /** What makes the program write the log. */
  env: Record<string, string>;
  mark(text: string): void;
}

function recording(): Recording {
  const machine = machineWith(program);
  const log = join(machine.folder, 'operations.log');
  const env = { LD_PRELOAD: preload!.file, WATCH_FOLDER: join(machine.folder, 'data'), WATCH_LOG: log };
  return { machine, log, env, mark: (text) => appendFileSync(log, markRecord(text)) };
}

/** Cuts at random, with each of the three ways to treat what was not synced, and looks at every disk that comes of it. */
async function cutAll(
  { machine, log }: Recording,
  what: string,
  look: (file: string, done: readonly Operation[], exists: boolean) => Promise<void>,
  first = 1,
): Promise<void> {
  const operations = readLog(log);
  const chance = chanceFrom(SEED);
  const counts: Record<string, number> = { operations: operations.length, cuts: 0, none: 0, some: 0, all: 0, 'without records yet': 0, lost: 0 };
  const disk = join(machine.folder, 'rebuilt');
  for (let number = 0; number < CUTS; number++) {
    const cut = first + Math.floor(chance() * (operations.length + 1 - first));
    const unsynced: Unsynced = (['none', 'some', 'all', 'some'] as const)[number % 4]!;
    rmSync(disk, { recursive: true, force: true });
    mkdirSync(disk);
    putOnDisk(filesAfterCut(operations, cut, unsynced, chance), join(machine.folder, 'data'), disk);
    const file = join(disk, 'records.db');
    const exists = existsSync(file);
    if (!exists) counts['without records yet']!++;
    try {
      await look(file, operations.slice(0, cut), exists);
    } catch (error) {
      throw new Error(`cut ${number}, after operation ${cut}, unsynced: ${unsynced}: ${(error as Error).message}`, { cause: error });
    }
    counts['cuts']!++;
    counts[unsynced]!++;
  }
  figures(`power cuts during ${what}`, counts);
  rmSync(machine.folder, { recursive: true, force: true });
}

const last = (operations: readonly Operation[], kind: Operation['kind']) => operations.findLast((operation) => operation.kind === kind)?.data.toString();

describe.runIf(preload)('a power cut', () => {
  test.runIf(hasPseudoTerminal())('in a quiz loses no answer that was acknowledged', async () => {
    const made = recording();
    const { machine, env, mark } = made;
    await setUp(machine, ['avery']);
    // From here on it is recorded, from an empty disk: the records so far are written anew.
    const before = readFileSync(machine.file);
    const chance = chanceFrom(SEED);
    const terminal = await openTerminal([process.execPath, program.main, 'quiz', 'sales', '--member', 'avery', '--plain'], {
      cwd: machine.folder,
      env: { ...machine.env, ...env, TERM: 'dumb' },
    });
    await terminal.shows(/Start now\?/);
    terminal.type('y\r');
    await terminal.shows(/Question 1 of/);
    const store = openAt(machine.file);
    const [sitting] = await store.sittings('avery');
    const bank = await bankOf(store, sitting!.content);
    await store.close();
    const given: Answer[] = [];
    for (const [place, { shown }] of sitting!.questions.entries()) {
      const { text, answer } = somethingToType(bank.get(shown.question)!, shown, chance);
      const from = terminal.written.length;
      terminal.type(`${text}\r`);
      await terminal.shows(place + 1 < QUESTIONS ? new RegExp(`Question ${place + 2} of`) : /A last look/, from);
      given.push(answer);
      mark(String(given.length));
    }
    terminal.type('hand in\r');
    expect([0, 3]).toContain((await terminal.ended).code);
    mark('finished');

    const first: Operation[] = [
      { kind: 'c', path: machine.file, number: 0, data: Buffer.alloc(0) },
      { kind: 'w', path: machine.file, number: 0, data: before },
      { kind: 's', path: machine.file, number: 0, data: Buffer.alloc(0) },
      { kind: 's', path: join(machine.folder, 'data'), number: 0, data: Buffer.alloc(0) },
    ];
    await cutAll({ ...made, log: prepended(made.log, first) }, 'a quiz', async (file, done) => {
      const there = openAt(file);
      try {
        expect((await there.verify(makeJudge())).faults).toEqual([]);
        const marked = last(done, 'x') ?? '0';
        const attempt = (await there.member('avery'))!.facts.find(({ kind }) => kind === 'attempt');
        const answers = attempt
          ? (await there.attemptQuestions(attempt.fact)).map(({ answer }) => answer)
          : ((await there.sittings('avery'))[0]?.questions ?? []).map(({ answer }) => answer);
        if (marked === 'finished') expect(attempt).toBeDefined();
        const acknowledged = marked === 'finished' ? QUESTIONS : Number(marked);
        expect(answers.slice(0, acknowledged)).toEqual(given.slice(0, acknowledged));
      } finally {
        await there.close();
      }
    }, first.length);
  });

  test('in the work of staff, from the first record on, loses no entry that was acknowledged', async () => {
    const made = recording();
    const { machine, env, mark } = made;
    const people = Array.from({ length: 300 }, (_, number) => `p${number},Name ${number},Account Executive\r\n`).join('');
    const { appendFileSync: write } = await import('node:fs');
    write(join(machine.folder, 'people.csv'), `member,name,role\r\n${people}`);
    const work: string[][] = [
      ['members', 'add', 'avery', '--name', 'Avery Field', '--role', 'Account Executive', '--email', 'avery@field.example'],
      ['path', 'done', '--all', '--member', 'avery'],
      ['grant', 'avery', '--reason', 'passed on paper', '--yes'],
      ['import', 'members', 'people.csv', '--yes'],
      ['backup', 'data/copy.db'],
      ['leave', 'p7', '--from', '2026-11-10', '--reason', 'ill', '--yes'],
      ['backup', 'data/copy.db', '--overwrite'],
      ['submit', '--member', 'avery', '--output', 'data/avery.json'],
      ['forget', 'avery', '--reason', 'asked for it', '--yes'],
      ['grant', 'p3', '--reason', 'passed on paper', '--yes'],
    ];
    const heads: string[] = [];
    const copies: number[] = [];
    for (const args of work) {
      const { code, err } = await machine.run(args, { env });
      expect(code, err).toBe(0);
      const store = openAt(machine.file);
      heads.push((await store.ledgerHead())!.hash);
      await store.close();
      copies.push(args[0] === 'backup' ? heads.length - 1 : (copies.at(-1) ?? -1));
      mark(String(heads.length));
    }

    await cutAll(made, 'the work of staff', async (file, done, exists) => {
      const acknowledged = Number(last(done, 'x') ?? 0);
      if (!exists && acknowledged === 0) return;
      const store = openAt(file);
      try {
        expect((await store.verify(makeJudge(), acknowledged > 0 ? heads[acknowledged - 1] : undefined)).faults).toEqual([]);
      } finally {
        await store.close();
      }
      const forgotten = acknowledged >= 9;
      if (forgotten) expect(readFileSync(file).includes('avery@field.example')).toBe(false);
      const copied = acknowledged > 0 ? copies[acknowledged - 1]! : -1;
      if (copied < 0) return;
      const copy = openAt(join(file, '..', 'copy.db'));
      try {
        expect((await copy.verify(makeJudge(), heads[copied])).faults).toEqual([]);
      } finally {
        await copy.close();
      }
      if (acknowledged >= 8) expect(JSON.parse(readFileSync(join(file, '..', 'avery.json'), 'utf8'))).toMatchObject({ member: 'avery' });
    });
  });
});

/** A log that begins with some operations of our own. */
function prepended(log: string, first: readonly Operation[]): string {
  const parts = first.map(({ kind, path, number, data }) => {
    const name = Buffer.from(path);
    const head = Buffer.alloc(5);
    head.write(kind, 0);
    head.writeUInt32LE(name.length, 1);
    const tail = Buffer.alloc(12);
    tail.writeBigUInt64LE(BigInt(number), 0);
    tail.writeUInt32LE(data.length, 8);
    return Buffer.concat([head, name, tail, data]);
  });
  const whole = `${log}.whole`;
  appendFileSync(whole, Buffer.concat([...parts, readFileSync(log)]));
  return whole;
}
