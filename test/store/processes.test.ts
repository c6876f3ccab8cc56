/** Several processes on one file, and processes that end in the middle: nothing acknowledged is lost, nothing is half there. */
import { cpSync, existsSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { makeJudge } from '../../src/commands/verify.command.js';
import { type BuiltProgram, type Machine, buildProgram, machineWith } from '../built-program.js';
import { bankOf, setUp, somethingToType } from '../torture/long-program.js';
import { codeOf, hasPseudoTerminal, leavesTerminalInOrder, openTerminal } from '../torture/terminal.js';
import { openAt, query } from './records.js';

let program: BuiltProgram;
beforeAll(() => {
  program = buildProgram();
}, 60_000);
afterAll(() => program.remove());

function machine(): Machine {
  const made = machineWith(program);
  onTestFinished(() => rmSync(made.folder, { recursive: true, force: true }));
  return made;
}

async function expectSound({ file }: Machine): Promise<void> {
  const store = openAt(file);
  expect((await store.verify(makeJudge())).faults).toEqual([]);
  await store.close();
}

function addMember(id: string): string[] {
  return ['members', 'add', id, '--name', `Name of ${id}`, '--role', 'Account Executive'];
}

const WRITERS = 8;
const everyWriter = Array.from({ length: WRITERS }, (_, number) => number);

describe('8 processes write at once', () => {
  test('to records that none of them has found there', async () => {
    const m = machine();
    const ended = await Promise.all(everyWriter.map((number) => m.run(addMember(`m${number}`))));
    expect(ended.map(({ code, err }) => (code === 0 ? 0 : err))).toEqual(everyWriter.map(() => 0));
    expect(query(m.file, 'SELECT member FROM member ORDER BY member')).toEqual(everyWriter.map((number) => ({ member: `m${number}` })));
    expect(statSync(m.file).mode & 0o777).toBe(0o600);
    await expectSound(m);
  }, 30_000);

  test('and every entry that was acknowledged is there, once', async () => {
    const m = machine();
    await m.run(addMember('avery'));
    const each = async (number: number) => {
      for (const time of [1, 2, 3]) {
        const { code, err } = await m.run(['grant', 'avery', '--reason', `writer ${number}, ${time}`, '--yes']);
        expect(code, err).toBe(0);
      }
    };
    await Promise.all(everyWriter.map(each));
    const reasons = query<{ text: string }>(m.file, 'SELECT text FROM reason ORDER BY text').map(({ text }) => text);
    expect(reasons).toEqual(everyWriter.flatMap((number) => [1, 2, 3].map((time) => `writer ${number}, ${time}`)));
    await expectSound(m);
  }, 60_000);
});

describe('a process that ends in the middle', () => {
  const rows = Array.from({ length: 20_000 }, (_, number) => `avery,value,2026-10-${String((number % 28) + 1).padStart(2, '0')}T00:00:${String(number % 60).padStart(2, '0')}.${String(number % 1000).padStart(3, '0')}Z\r\n`).join('');

  // Standard input stays open, so that the import waits for more inside its transaction.
  test.each(['SIGKILL', 'SIGTERM', 'SIGHUP', 'SIGINT'] as const)('an import that gets %s has imported nothing', async (signal) => {
    const m = machine();
    await m.run(addMember('avery'));
    writeFileSync(join(m.folder, 'half.csv'), `member,module,completed_at\r\n${rows}`);
    const fifo = join(m.folder, 'more.csv');
    const { child, ended } = m.start(['import', 'completions', 'half.csv', fifo, '--skip-bad-rows'], { shell: `mkfifo ${fifo}; exec "$@"` });
    // The journal is there from the first row that is written on.
    const journal = `${m.file}-journal`;
    while (!existsSync(journal) || statSync(journal).size < 4096) {
      if (child.exitCode !== null) throw new Error((await ended).err);
      await new Promise((resolve) => setImmediate(resolve));
    }
    child.kill(signal);
    await ended;
    expect(query(m.file.replace('records.db', 'records.db'), 'SELECT count(*) AS completions FROM completion')).toEqual([{ completions: 0 }]);
    await expectSound(m);
    expect((await m.run(['import', 'completions', 'half.csv'])).code).toBe(0);
  }, 30_000);
});

test.runIf(hasPseudoTerminal())('a quiz whose window is closed ends by SIGHUP, and goes on with what was answered', async () => {
  const m = machine();
  await setUp(m, ['avery']);
  const quiz = () => openTerminal([process.execPath, program.main, 'quiz', 'sales', '--member', 'avery'], { cwd: m.folder, env: { ...m.env, TERM: 'xterm' } });
  const first = await quiz();
  await first.shows(/Start now\?/);
  first.type('y\r');
  await first.shows(/Question 1 of/);
  const store = openAt(m.file);
  const [sitting] = await store.sittings('avery');
  const { shown } = sitting!.questions[0]!;
  const { text } = somethingToType((await bankOf(store, sitting!.content)).get(shown.question)!, shown, () => 0);
  await store.close();
  first.type(`${text}\r`);
  await first.shows(/Question 2 of/);
  first.close();
  expect(codeOf(await first.ended)).toBe(129);
  const second = await quiz();
  await second.shows(/Question 2 of 28, 1 answered/);
  second.type('\u0003');
  expect(codeOf(await second.ended)).toBe(130);
  expect(leavesTerminalInOrder(second.written)).toBe(true);
}, 60_000);

describe('where the output goes', () => {
  async function withPeople(): Promise<Machine> {
    const m = machine();
    writeFileSync(join(m.folder, 'people.csv'), `member,name,role\r\n${Array.from({ length: 2000 }, (_, number) => `m${number},Name ${number},Account Executive\r\n`).join('')}`);
    expect((await m.run(['import', 'members', 'people.csv', '--yes'])).code).toBe(0);
    return m;
  }

  test('a reader that has seen enough is no error', async () => {
    const m = await withPeople();
    const { out, err, code } = await m.run(['report'], { shell: '{ "$@"; echo "exit $?" >&2; } | head -n 2' });
    expect(out.split('\r\n')).toHaveLength(3);
    expect(err).toContain('exit 0');
    expect(code).toBe(0);
  }, 30_000);

  test.runIf(existsSync('/dev/full'))('a full disk behind stdout is exit 74', async () => {
    const m = await withPeople();
    for (const command of [['report'], ['report', '--format', 'json'], ['members', 'list'], ['--help'], ['verify']]) {
      const { code, err } = await m.run(command, { shell: '"$@" > /dev/full' });
      expect({ command, code }).toEqual({ command, code: 74 });
      expect(err).toContain('the output could not be written (ENOSPC)');
    }
  }, 30_000);

  test('stdout that is closed from the start is exit 74 or a success, never a bug', async () => {
    const m = await withPeople();
    const { code, err } = await m.run(['report'], { shell: '"$@" >&-' });
    expect([0, 74]).toContain(code);
    expect(err).not.toContain('bug');
  }, 30_000);

  test('stdin that is closed from the start', async () => {
    const m = await withPeople();
    expect((await m.run(['path', 'done', '--all', '--member', 'm1'], { shell: '"$@" <&-' })).code).toBe(0);
    const quiz = await m.run(['quiz', 'sales', '--member', 'm1'], { shell: '"$@" <&-' });
    expect(quiz).toMatchObject({ code: 2, err: expect.stringContaining('the quiz needs a terminal') });
    const importing = await m.run(['import', 'completions', '-'], { shell: '"$@" <&-' });
    expect(importing).toMatchObject({ code: 65, err: expect.stringContaining('the file is empty') });
  }, 30_000);

  test('a limit on the size of files stops an import, and nothing of it is there', async () => {
    const m = await withPeople();
    const before = readFileSync(m.file);
    writeFileSync(join(m.folder, 'more.csv'), `member,name,role\r\n${Array.from({ length: 20_000 }, (_, number) => `n${number},Name ${number},Account Executive\r\n`).join('')}`);
    const limit = Math.ceil(before.length / 512) + 100;
    const { code, err } = await m.run(['import', 'members', 'more.csv', '--yes'], { shell: `ulimit -f ${limit}; exec "$@"` });
    expect(code, err).toBe(74);
    expect(query(m.file, "SELECT count(*) AS joined FROM member WHERE member LIKE 'n%'")).toEqual([{ joined: 0 }]);
    await expectSound(m);
  }, 30_000);
});

/** To be changed in a test. */
function copyOfProgram(name: string): BuiltProgram {
  const root = `${program.root}-${name}`;
  cpSync(program.root, root, { recursive: true, verbatimSymlinks: true, filter: (from) => !from.endsWith('node_modules') });
  symlinkSync(join(program.root, 'node_modules'), join(root, 'node_modules'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  return { main: join(root, 'bin', 'certify.js'), root, remove: () => undefined };
}

describe('the packs with the code of the bundles', () => {
  test.each<[string, (pack: string) => void]>([
    ['missing', (pack) => rmSync(pack)],
    ['empty', (pack) => writeFileSync(pack, '')],
    ['not packs', (pack) => writeFileSync(pack, '{}\n')],
    ['without their code', (pack) => writeFileSync(pack, readFileSync(pack).subarray(0, -60_000))],
  ])('are done without where they are %s', async (name, damage) => {
    const [m, other] = [machine(), copyOfProgram(name.replaceAll(/\W/g, '-'))];
    await m.run(addMember('avery'));
    const dist = join(other.root, 'dist');
    const packs = readdirSync(dist).filter((each) => each.endsWith('.pack'));
    expect(packs).toContain('certify-status.pack');
    for (const pack of packs) damage(join(dist, pack));
    const [undamaged, damaged] = [await m.run(['status', 'avery']), await m.run(['status', 'avery'], { program: other })];
    expect(damaged.code, damaged.err).toBe(0);
    expect(damaged.out).toBe(undamaged.out);
  }, 30_000);
});

test('CERTIFY_DEBUG says where in the sources an error came from', async () => {
  const m = machine();
  writeFileSync(join(m.folder, 'no-folder'), '');
  const { code, err } = await m.run(['status'], { env: { CERTIFY_DEBUG: '1', CERTIFY_DB: join(m.folder, 'no-folder', 'r', 'records.db') } });
  expect(code).toBe(73);
  expect(err).toMatch(/ENOTDIR[^]*\bsrc\/store\/sqlite\/open-database\.ts:\d+[^]*\bsrc\/commands\/status\.command\.ts:\d+/);
}, 30_000);

describe('a newer version of the program', () => {
  /** The same program with one more migration. */
  function newerProgram(): BuiltProgram {
    const newer = copyOfProgram('newer');
    const migrations = join(newer.root, 'src', 'store', 'migrations');
    const number = readdirSync(migrations).length + 1;
    writeFileSync(join(migrations, `${String(number).padStart(3, '0')}-more.sql`), 'CREATE TABLE more (key INTEGER PRIMARY KEY) STRICT;\n');
    return newer;
  }

  test('8 processes migrate at once: it happens once, and a copy from before is kept', async () => {
    const [m, newer] = [machine(), newerProgram()];
    await m.run(addMember('avery'));
    const version = query<{ user_version: number }>(m.file, 'PRAGMA user_version')[0]!.user_version;
    const ended = await Promise.all(everyWriter.map((number) => m.run(addMember(`m${number}`), { program: newer })));
    expect(ended.map(({ code, err }) => (code === 0 ? 0 : err))).toEqual(everyWriter.map(() => 0));
    expect(query(m.file, 'PRAGMA user_version')).toEqual([{ user_version: version + 1 }]);
    expect(query(m.file, 'SELECT count(*) AS members FROM member')).toEqual([{ members: 1 + WRITERS }]);
    const copies = readdirSync(join(m.folder, 'data')).filter((name) => name.startsWith(`records.db.version-${version}`));
    expect(copies.length).toBeGreaterThan(0);
    for (const name of copies) {
      const copy = join(m.folder, 'data', name);
      expect(query(copy, 'PRAGMA user_version')).toEqual([{ user_version: version }]);
      expect(query(copy, 'SELECT member FROM member')).toEqual([{ member: 'avery' }]);
      expect(statSync(copy).mode & 0o777).toBe(0o600);
    }
    expect(readdirSync(join(m.folder, 'data')).filter((name) => name.endsWith('.part') || name.endsWith('-journal'))).toEqual([]);

    const before = readFileSync(m.file);
    const { code, err } = await m.run(['status', 'avery']);
    expect(code).toBe(65);
    expect(err).toContain('written by a newer version of certify');
    expect(readFileSync(m.file).equals(before)).toBe(true);
  }, 60_000);
});
