/** A quiz in a real terminal that is stopped, resized, pasted into and closed: it goes on, and the cursor is always back. */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BuiltProgram, type Machine, buildProgram, machineWith } from '../built-program.js';
import { openAt } from '../store/records.js';
import { SEED, chanceFrom, figures } from './figures.js';
import { QUESTIONS, bankOf, setUp, somethingToType } from './long-program.js';
import { type Terminal, hasPseudoTerminal, leavesTerminalInOrder, openTerminal } from './terminal.js';

let program: BuiltProgram;
let machine: Machine;
let next = 0;
beforeAll(async () => {
  program = buildProgram();
  machine = machineWith(program);
  await setUp(machine, Array.from({ length: 60 }, (_, number) => `m${number}`));
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

  /** A quiz at its first question, by a member of its own. */
  async function begun(options: { inShell?: boolean } = {}): Promise<{ terminal: Terminal; member: string }> {
    const member = `m${next++}`;
    const command = [process.execPath, program.main, 'quiz', 'sales', '--member', member, ...plain];
    const argv = options.inShell ? ['bash', '--norc', '--noprofile', '-i'] : command;
    const terminal = await openTerminal(argv, { cwd: machine.folder, env: { ...machine.env, ...env, PS1: 'shell> ' } as Record<string, string> });
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

  async function endWithCtrlC(terminal: Terminal): Promise<void> {
    terminal.type('\u0003');
    const { code, signal } = await terminal.ended;
    expect(signal === 2 ? 130 : code).toBe(130);
    expect(leavesTerminalInOrder(terminal.written)).toBe(true);
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
        else await terminal.shows(/fg\r?\n[\s\S]*certify/, back);
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

  test('resized at any moment, to any size', async () => {
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
    await terminal.shows(isDrawn ? /Answer:.{1,40}/ : /Several lines|lines? (?:came|at once)/i);
    expect((await answersOf(member)).length).toBeLessThanOrEqual(1);
    // The same from a terminal that does not mark what is pasted.
    if (isDrawn) terminal.type(`${lines}\r`);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect((await answersOf(member)).length).toBeLessThanOrEqual(1);
    await endWithCtrlC(terminal);
  });

  test('keys that mean nothing here, and bytes that are no text', async () => {
    const chance = chanceFrom(SEED);
    const { terminal, member } = await begun();
    const noise = ['\u001b', '\u001b[A', '\u001b[5~', '\u001bOP', '\u001b[1;5C', '\u0000', '\u0001', '\u0005', '\u000b', '\u000c', '\u0015', '\u0017', '\u007f', '\t', '\u001b[200~', '\u001b[201~', '\u009b', '漢字', '\ud83d\ude00', '\u202e', 'x'.repeat(3000)];
    if (isDrawn) for (let time = 0; time < 100; time++) terminal.type(noise[Math.floor(chance() * noise.length)]!);
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
    const { code } = await terminal.ended;
    expect(code).toBe(130);
    expect(leavesTerminalInOrder(terminal.written)).toBe(true);
    expect(await answersOf(member)).toHaveLength(1);

    const other = await begun();
    await answer(other.terminal, other.member, 0, chance);
    other.terminal.close();
    await other.terminal.ended;
    expect(await answersOf(other.member)).toHaveLength(1);
  });

  test.each(['SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGINT'] as const)('%s leaves the terminal as it was', async (signal) => {
    const { terminal } = await begun();
    terminal.signal(signal);
    const { modes } = await terminal.ended;
    expect(leavesTerminalInOrder(terminal.written)).toBe(true);
    expect(modes).toEqual({ echo: true, lines: true, signals: true });
  });

  test('two terminals: the one that opened it last owns it', async () => {
    const chance = chanceFrom(SEED);
    const { terminal, member } = await begun();
    await answer(terminal, member, 0, chance);
    const command = [process.execPath, program.main, 'quiz', 'sales', '--member', member, ...plain];
    const second = await openTerminal(command, { cwd: machine.folder, env: { ...machine.env, ...env } as Record<string, string> });
    await second.shows(/Question 2 of/);
    terminal.type('a\r80\rt\rverify\r'.slice(0, 2));
    const store = openAt(machine.file);
    const before = await store.sittings(member);
    await store.close();
    for (const guess of ['a\r', 't\r', '80\r', 'abc\r', '1a 2a\r']) terminal.type(guess);
    const { code } = await terminal.ended;
    expect(code, terminal.written.slice(-800)).toBe(75);
    expect(terminal.written).toContain('taken over in another terminal');
    const after = openAt(machine.file);
    expect(await after.sittings(member)).toEqual(before);
    await after.close();
    await answer(second, member, 1, chance);
    await endWithCtrlC(second);
  });
});
