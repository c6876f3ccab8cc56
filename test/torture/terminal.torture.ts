/** A quiz in a real terminal that is stopped, resized, pasted into and closed: it goes on, and the cursor is always back. */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BuiltProgram, type Machine, buildProgram, machineWith } from '../built-program.js';
import { openAt } from '../store/records.js';
import { SEED, chanceFrom, figures } from './figures.js';
import { QUESTIONS, bankOf, setUp, somethingToType } from './long-program.js';
import { type Terminal, codeOf, hasPseudoTerminal, leavesTerminalInOrder, openTerminal } from './terminal.js';

let program: BuiltProgram;
let machine: Machine;
let next = 0;
beforeAll(async () => {
  program = buildProgram();
  machine = machineWith(program);
  await setUp(machine, Array.from({ length: 100 }, (_, number) => `m${number}`));
  // The shell asks for marks around pastes as well; what counts here is what the quiz leaves.
  writeFileSync(join(machine.folder, '.inputrc'), 'set enable-bracketed-paste off\n');
});
afterAll(() => {
  program.remove();
  rmSync(machine.folder, { recursive: true, force: true });
});

const LOOKS = [
  { name: 'drawn', plain: [] as string[], env: { TERM: 'xterm-256color' } },
  { name: 'plain', plain: ['--plain'], env: { TERM: 'xterm-256color' } },
  { name: 'on a terminal that can do nothing', plain: [], env: { TERM: 'dumb' } },
  { name: 'without colour', plain: [], env: { TERM: 'xterm-256color', NO_COLOR: '1' } },
];

describe.runIf(hasPseudoTerminal()).each(LOOKS)('a quiz, $name', ({ name, plain, env }) => {
  const isDrawn = plain.length === 0 && env.TERM !== 'dumb';
  const counts = { ends: 0, 'with the cursor back': 0 };
  afterAll(() => figures(`ends in a terminal, ${name}`, counts));

  const quizOf = (member: string) => [process.execPath, program.main, 'quiz', 'sales', '--member', member, ...plain];

  function opened(argv: readonly string[]): Promise<Terminal> {
    return openTerminal(argv, { cwd: machine.folder, env: { ...machine.env, ...env, PS1: 'shell> ' } as Record<string, string> });
  }

  /** A quiz at its first question, by a member of its own. `by` is a command that runs it. */
  async function begun(options: { inShell?: boolean; by?: string[] } = {}): Promise<{ terminal: Terminal; member: string }> {
    const member = `m${next++}`;
    const command = quizOf(member);
    const argv = options.inShell ? ['bash', '--norc', '--noprofile', '-i'] : [...(options.by ?? []), ...command];
    const terminal = await opened(argv);
    if (options.inShell) {
      await terminal.shows(/shell> $/);
      terminal.type(`${command.join(' ')}\r`);
    }
    await terminal.shows(/Start now\?/);
    terminal.type('y\r');
    await terminal.shows(/Question 1 of/);
    return { terminal, member };
  }

  async function answersOf(member: string): Promise<unknown[]> {
    const store = openAt(machine.file);
    const [sitting] = await store.sittings(member);
    await store.close();
    return sitting?.questions.map(({ answer }) => answer).filter((answer) => answer !== undefined) ?? [];
  }

  async function answer(terminal: Terminal, member: string, place: number, chance: () => number): Promise<void> {
    const store = openAt(machine.file);
    const [sitting] = await store.sittings(member);
    const bank = await bankOf(store, sitting!.content);
    await store.close();
    const { shown } = sitting!.questions[place]!;
    const from = terminal.written.length;
    terminal.type(`${somethingToType(bank.get(shown.question)!, shown, chance).text}\r`);
    await terminal.shows(place + 1 < QUESTIONS ? new RegExp(`Question ${place + 2} of ${QUESTIONS}`) : /A last look/, from);
  }

  async function answerAllAndHandIn(terminal: Terminal, member: string): Promise<void> {
    const chance = chanceFrom(SEED);
    for (let place = 0; place < QUESTIONS; place++) await answer(terminal, member, place, chance);
    await terminal.shows(/hand in/);
    terminal.type('hand in\r');
  }

  async function expectAttempt(member: string): Promise<void> {
    const store = openAt(machine.file);
    const facts = (await store.member(member))!.facts;
    await store.close();
    expect(facts.filter(({ kind }) => kind === 'attempt')).toHaveLength(1);
  }

  /** It ends, a shell sees `code`, the cursor shows, and the terminal edits lines as it did before. */
  async function expectEnd(terminal: Terminal, code: number): Promise<void> {
    const end = await terminal.ended;
    expect(codeOf(end), terminal.written.slice(-2000)).toBe(code);
    counts.ends++;
    expect(leavesTerminalInOrder(terminal.written), JSON.stringify(terminal.written.slice(-600))).toBe(true);
    expect(end.modes).toEqual({ echo: true, lines: true, signals: true });
    counts['with the cursor back']++;
  }

  async function endWithCtrlC(terminal: Terminal): Promise<void> {
    terminal.type('\u0003');
    await expectEnd(terminal, 130);
  }

  test('Ctrl-Z and fg, again and again', async () => {
    const chance = chanceFrom(SEED);
    const { terminal, member } = await begun({ inShell: true });
    let stops = 0;
    for (let place = 0; place < 6; place++) {
      for (let time = 0; time < 2; time++) {
        const from = terminal.written.length;
        terminal.type('\u001a');
        await terminal.shows(/Stopped[\s\S]*shell> $/, from);
        expect(leavesTerminalInOrder(terminal.written)).toBe(true);
        const since = terminal.written.length;
        terminal.type('echo still $((40 + 2))\r');
        await terminal.shows(/still 42/, since);
        const back = terminal.written.length;
        terminal.type('fg\r');
        if (isDrawn) await terminal.shows(new RegExp(`Question ${place + 1} of`), back);
        else await terminal.shows(/Answer: $/, back);
        stops++;
      }
      await answer(terminal, member, place, chance);
    }
    expect(await answersOf(member)).toHaveLength(6);
    terminal.type('\u0003');
    await terminal.shows(/Your answers are saved[\s\S]*shell> $/);
    terminal.type('exit\r');
    await terminal.ended;
    expect(leavesTerminalInOrder(terminal.written)).toBe(true);
    figures(`stopped and continued, ${name}`, { stops, lost: 0 });
  });

  test('stopped and continued from outside', async () => {
    const chance = chanceFrom(SEED);
    const { terminal, member } = await begun();
    let stops = 0;
    for (let place = 0; place < 4; place++) {
      for (let time = 0; time < 2; time++) {
        const from = terminal.written.length;
        terminal.signal('SIGSTOP');
        terminal.signal('SIGCONT');
        await terminal.shows(isDrawn ? new RegExp(`Question ${place + 1} of`) : /Answer: $/, from);
        stops++;
      }
      await answer(terminal, member, place, chance);
    }
    expect(await answersOf(member)).toHaveLength(4);
    await endWithCtrlC(terminal);
    figures(`stopped and continued from outside, ${name}`, { stops, lost: 0 });
  });

  test('resized at any moment, to any size, and SIGWINCH in the middle of a question', async () => {
    const chance = chanceFrom(SEED);
    const { terminal, member } = await begun();
    let sizes = 0;
    for (let place = 0; place < 10; place++) {
      for (const [rows, columns] of [[24, 80], [5, 20], [1, 1], [200, 400], [50, 41], [24, 80]] as const) {
        terminal.resize(rows, columns);
        if (chance() < 0.5) terminal.signal('SIGWINCH');
        if (chance() < 0.3) terminal.type('x\u007f');
        sizes++;
      }
      await answer(terminal, member, place, chance);
    }
    expect(await answersOf(member)).toHaveLength(10);
    await endWithCtrlC(terminal);
    figures(`resized, ${name}`, { sizes, lost: 0 });
  });

  test('many lines pasted answer nothing that was not seen', async () => {
    const { terminal, member } = await begun();
    const lines = Array.from({ length: 60 }, (_, number) => ['a', 't', '80', 'verify', 'abc'][number % 5]).join('\r');
    terminal.type(isDrawn ? `\u001b[200~${lines}\u001b[201~` : `${lines}\r`);
    await terminal.shows(isDrawn ? /Answer:[^\n]*verify/ : /That was more than one line/);
    expect(await answersOf(member)).toEqual([]);
    // The same from a terminal that does not mark what is pasted.
    const from = terminal.written.length;
    terminal.type(`${lines}\r`);
    await terminal.shows(isDrawn ? /What was pasted stands on one line/ : /That was more than one line/, from);
    expect(await answersOf(member)).toEqual([]);
    await endWithCtrlC(terminal);
    figures(`pasted, ${name}`, { lines: 120, 'taken as answers': 0 });
  });

  test('keys that mean nothing here, and bytes that are no text', async () => {
    const chance = chanceFrom(SEED);
    const { terminal, member } = await begun();
    const noise = ['\u001b', '\u001b[A', '\u001b[5~', '\u001bOP', '\u001b[1;5C', '\u0000', '\u0001', '\u0005', '\u000b', '\u000c', '\u0015', '\u0017', '\u007f', '\t', '\u001b[200~', '\u001b[201~', '\u009b', '漢字', '\ud83d\ude00', '\u202e', 'x'.repeat(300)];
    // Unmarked, so that each character is drawn: far more than anybody types, and not so much that drawing is what is measured.
    if (isDrawn) for (let time = 0; time < 200; time++) terminal.type(noise[Math.floor(chance() * noise.length)]!);
    terminal.type('\u001b[201~\u0015\r');
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect((await answersOf(member)).length).toBeLessThanOrEqual(2);
    expect(terminal.written).not.toMatch(/a bug|\n\s+at /);
    await endWithCtrlC(terminal);
  });

  test('the end of the input and a closed window end it, and nothing is lost', async () => {
    const chance = chanceFrom(SEED);
    const { terminal, member } = await begun();
    await answer(terminal, member, 0, chance);
    terminal.type('\u0004');
    await expectEnd(terminal, 130);
    expect(await answersOf(member)).toHaveLength(1);

    const other = await begun();
    await answer(other.terminal, other.member, 0, chance);
    other.terminal.close();
    expect(codeOf(await other.terminal.ended)).toBe(129);
    expect(await answersOf(other.member)).toHaveLength(1);
  });

  test('a closed window of which it hears only by its input is a SIGHUP as well', async () => {
    // The system tells the first process of a terminal, and only a shell passes it on: this one does not.
    const deaf = 'import signal, subprocess, sys; signal.signal(signal.SIGHUP, signal.SIG_IGN); sys.exit(-subprocess.call(sys.argv[1:]))';
    const { terminal, member } = await begun({ by: ['python3', '-c', deaf] });
    await answer(terminal, member, 0, chanceFrom(SEED));
    terminal.close();
    expect(await terminal.ended).toMatchObject({ code: 1, signal: null });
    expect(await answersOf(member)).toHaveLength(1);
  });

  test.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGQUIT', 131],
    ['SIGINT', 130],
  ] as const)('%s leaves the terminal as it was', async (signal, code) => {
    const { terminal } = await begun();
    terminal.signal(signal);
    await expectEnd(terminal, code);
  });

  /** What a shell does with the quiz; `"$@"` is the quiz, and its code that of all. */
  const through = (script: string) => ['bash', '-o', 'pipefail', '-c', script, 'bash'];

  test.each(['"$@" <&-', '"$@" < /dev/null', 'true | "$@"'])('no terminal to type at: %s', async (script) => {
    const terminal = await opened([...through(script), ...quizOf(`m${next++}`)]);
    await expectEnd(terminal, 2);
    expect(terminal.written).toContain('the quiz needs a terminal');
  });

  test.each(['"$@" --json | true; exit $(( ${PIPESTATUS[0]} ))', '"$@" --json >&-'])('nobody reads its result: %s', async (script) => {
    const { terminal, member } = await begun({ by: through(script) });
    await answerAllAndHandIn(terminal, member);
    await expectEnd(terminal, 3);
    await expectAttempt(member);
  });

  test.runIf(existsSync('/dev/full'))('a full disk behind its result', async () => {
    const { terminal, member } = await begun({ by: through('"$@" --json > /dev/full') });
    await answerAllAndHandIn(terminal, member);
    await expectEnd(terminal, 74);
    expect(terminal.written).toContain('the output could not be written (ENOSPC)');
    await expectAttempt(member);
  });

  test.each(['status m0', 'members list', '--help'])('the output of %s to a reader that has seen enough, and to a full disk', async (line) => {
    const command = [process.execPath, program.main, ...line.split(' ')];
    await expectEnd(await opened([...through('"$@" | true; exit $(( ${PIPESTATUS[0]} ))'), ...command]), 0);
    await expectEnd(await opened([...through('"$@" > /dev/full'), ...command]), 74);
  });

  test('two terminals: the one that opened it last owns it', async () => {
    const chance = chanceFrom(SEED);
    const { terminal, member } = await begun();
    await answer(terminal, member, 0, chance);
    const second = await opened(quizOf(member));
    await second.shows(/Question 2 of/);
    const store = openAt(machine.file);
    const before = await store.sittings(member);
    const bank = await bankOf(store, before[0]!.content);
    await store.close();
    const { shown } = before[0]!.questions[1]!;
    terminal.type(`${somethingToType(bank.get(shown.question)!, shown, chance).text}\r`);
    await expectEnd(terminal, 75);
    expect(terminal.written).toContain('taken over in another terminal');
    const after = openAt(machine.file);
    expect(await after.sittings(member)).toEqual(before);
    await after.close();
    await answer(second, member, 1, chance);
    await endWithCtrlC(second);
  });
});
