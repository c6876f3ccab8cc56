import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Instant } from '../../src/domain/day.js';
import { makePlainPrompter } from '../../src/terminal/plain-prompter.js';
import { Screen, makeHost, makeKeyboard } from './keyboard.js';
import { match, single, stages, tiers, trueFalse, viewOf } from './questions.js';

interface Options {
  /** What is typed, or piped in, from the start. */
  lines?: string;
  isTTY?: boolean;
  columns?: number;
  now?: () => number;
}

function plain({ lines = '', isTTY = false, columns = 80, now = () => 0 }: Options = {}) {
  const input = makeKeyboard({ isTTY });
  const output = Object.assign(new Screen(), { columns });
  const process = makeHost();
  const prompter = makePlainPrompter({ input, output, host: process.host, now: () => now() as Instant });
  input.write(lines);
  return { prompter, input, output, process };
}

describe('a question', () => {
  test('is lines with letters, and is answered by a letter and Enter', async () => {
    const { prompter, output } = plain({ lines: 'b\n' });
    const entry = await prompter.question(viewOf(tiers));
    expect(entry).toEqual({ kind: 'answer', answer: { type: 'single', option: 'Premium' } });
    expect(output.text).toMatchInlineSnapshot(`
      "
      Question 7 of 25, 6 answered, 1 flagged

      Which tier first includes multi-level epics?

      a) Ultimate
      b) Premium
      c) Free

      Type one letter from a to c, or a number from 1 to 3
      < back, > on, ! flag, ? help
      Answer: "
    `);
  });

  test('wraps at the columns there are', async () => {
    const wide = 'プレミアムは複数レベルのエピックを最初に含みます';
    const laid = single(['Premium, because it has single-level epics and a roadmap', wide]);
    const { prompter, output } = plain({ lines: 'a\n', columns: 40 });
    await prompter.question(viewOf(laid, { answer: { type: 'single', option: laid.shown.choices[0]! }, notice: 'Saved.' }));
    expect(output.text).toMatchInlineSnapshot(`
      "
      Saved.

      Question 7 of 25, 6 answered, 1 flagged

      Which tier first includes multi-level
      epics?

      a) Premium, because it has single-level
         epics and a roadmap
      b) プレミアムは複数レベルのエピックを最
         初に含みます

      Your answer: a) Premium, because it has
      single-level epics and a roadmap (Enter
      keeps it)
      Type one letter from a to b, or a
      number from 1 to 2
      < back, > on, ! flag, ? help
      Answer: "
    `);
  });

  test('is never coloured, and nothing moves the cursor', async () => {
    const { prompter, output } = plain({ lines: '?\nx\nb\n' });
    const progress = { number: 1, of: 2, answered: 0, flagged: 0, ends_at: 20_000 as Instant };
    await prompter.question(viewOf(tiers, { progress }));
    expect(output.text).not.toMatch(/[\u001b\r\b]/);
  });

  test('asks again, with help and with problems, until there is an answer', async () => {
    const { prompter, output } = plain({ lines: '\n?\nx\n3\n' });
    expect(await prompter.question(viewOf(tiers))).toMatchObject({ answer: { option: 'Free' } });
    const after = output.text.slice(output.text.indexOf('Answer:'));
    expect(after).toMatchInlineSnapshot(`
      "Answer: Type one letter from a to c, or a number from 1 to 3
      Answer: To answer, type one letter from a to c, or a number from 1 to 3, and press
      Enter.
      <  goes back a question
      >  goes on without an answer, or keeps the one given
      !  flags the question for the last look, or takes the flag off
      \\  in front of one of these makes it an answer: \\?
      Ctrl-C  leaves; what is recorded so far stays
      Answer: There is no x: the letters go from a to c
      Answer: "
    `);
  });

  test('keeps the answer given before on a bare Enter', async () => {
    const { prompter, output } = plain({ lines: '\n' });
    expect(await prompter.question(viewOf(trueFalse, { answer: { type: 'true-false', value: true } }))).toEqual({ kind: 'on' });
    expect(output.text).toContain('Your answer: True (Enter keeps it)');
  });

  test('takes pairs bit by bit', async () => {
    const { prompter, output } = plain({ lines: '1c\n2d 3a\n' });
    const entry = await prompter.question(viewOf(match));
    const pairs = [{ left: 'Plan', right: 'Epics' }, { left: 'Verify', right: 'Pipelines' }, { left: 'Secure', right: 'SAST' }];
    expect(entry).toEqual({ kind: 'answer', answer: { type: 'match', pairs } });
    expect(output.text).toContain('1. Plan\n2. Verify\n3. Secure\n\na) SAST\n');
    expect(output.text).toContain('Still open: 2, 3; type more pairs, or press Enter to leave them open');
  });

  test('one line of a pipe answers one question', async () => {
    const { prompter, input } = plain({ lines: 'b\nac\n!\n' });
    expect(await prompter.question(viewOf(tiers))).toMatchObject({ answer: { option: 'Premium' } });
    expect(await prompter.question(viewOf(stages))).toMatchObject({ answer: { options: ['Plan', 'Wiki'] } });
    expect(await prompter.question(viewOf(tiers))).toEqual({ kind: 'flag' });
    input.end();
    await expect(prompter.question(viewOf(tiers))).rejects.toMatchObject({ kind: 'cancelled' });
  });

  test('the last line of a pipe may lack its end', async () => {
    const { prompter, input } = plain();
    input.end('b');
    expect(await prompter.question(viewOf(tiers))).toMatchObject({ answer: { option: 'Premium' } });
  });
});

test('a terminal that has gone, which is an error of the input, is its end', async () => {
  const { prompter, input, output } = plain({ isTTY: true });
  const entry = prompter.question(viewOf(tiers));
  await output.shows('Answer: ');
  input.emit('error', Object.assign(new Error('read EIO'), { code: 'EIO' }));
  await expect(entry).rejects.toMatchObject({ kind: 'cancelled' });
  await expect(prompter.question(viewOf(tiers))).rejects.toMatchObject({ kind: 'cancelled' });
});

describe('on a terminal', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('lines that come at once are a paste, and none is an answer', async () => {
    const { prompter, input, output } = plain({ isTTY: true });
    const entry = prompter.question(viewOf(tiers));
    await output.shows('Answer: ');
    for (const line of ['b\n', 'c\n', 'a\n']) input.write(line);
    await setImmediate();
    await vi.advanceTimersByTimeAsync(100);
    await output.shows('That was more than one line, so none was taken. Type one line.\nAnswer: ');
    input.write('c\n');
    await setImmediate();
    await vi.advanceTimersByTimeAsync(100);
    await expect(entry).resolves.toMatchObject({ answer: { option: 'Free' } });
  });

  test('a paste is one on a busy machine too, where its lines are read after the pause', async () => {
    const { prompter, input, output } = plain({ isTTY: true });
    void prompter.question(viewOf(tiers)).catch(() => {});
    await output.shows('Answer: ');
    input.write('b\n');
    await setImmediate();
    vi.advanceTimersByTime(100);
    input.write('c\n');
    await setImmediate();
    vi.advanceTimersByTime(100);
    await output.shows('That was more than one line');
  });

  test('the time is up while nobody types', async () => {
    let now = 0;
    const { prompter, output } = plain({ isTTY: true, now: () => now });
    const progress = { number: 1, of: 2, answered: 0, flagged: 0, ends_at: 5000 as Instant };
    const entry = prompter.question(viewOf(tiers, { progress }));
    await output.shows('5 s left');
    now = 5000;
    await vi.advanceTimersByTimeAsync(1000);
    await expect(entry).resolves.toEqual({ kind: 'time-up' });
    // And a question is not even shown after it.
    const length = output.text.length;
    await expect(prompter.question(viewOf(tiers, { progress }))).resolves.toEqual({ kind: 'time-up' });
    expect(output.text.length).toBe(length);
  });

  test('a line that comes after the time is up does not count', async () => {
    let now = 0;
    const { prompter, input, output } = plain({ now: () => now });
    const progress = { number: 1, of: 2, answered: 0, flagged: 0, ends_at: 5000 as Instant };
    const entry = prompter.question(viewOf(tiers, { progress }));
    await output.shows('Answer: ');
    now = 5000;
    input.write('b\n');
    await expect(entry).resolves.toEqual({ kind: 'time-up' });
  });

  test('Ctrl-C and the end of the input cancel', async () => {
    const { prompter, input, output, process } = plain({ isTTY: true });
    const first = prompter.question(viewOf(tiers));
    await output.shows('Answer: ');
    process.emit('SIGINT');
    await expect(first).rejects.toMatchObject({ kind: 'cancelled', message: 'stopped by Ctrl-C' });
    const second = prompter.ask({ message: 'Your name' });
    input.end();
    await expect(second).rejects.toMatchObject({ kind: 'cancelled', message: 'the input ended before there was an answer' });
    await expect(prompter.confirm({ message: 'Sure?', initial: true })).rejects.toMatchObject({ kind: 'cancelled' });
    expect(process.listeners()).toEqual([]);
  });

  test('after Ctrl-Z and fg it says again where one is', async () => {
    const { prompter, input, output, process } = plain({ isTTY: true });
    const entry = prompter.question(viewOf(tiers));
    await output.shows('Answer: ');
    process.emit('SIGCONT');
    await output.shows('Answer: ');
    input.end();
    await expect(entry).rejects.toMatchObject({ kind: 'cancelled' });
  });
});

describe('the other prompts', () => {
  test.each([
    ['\n', true, true],
    ['\n', false, false],
    ['y\n', false, true],
    ['NO\n', true, false],
    ['perhaps\nyes\n', false, true],
  ])('confirm: %j with %j is %j', async (lines, initial, answer) => {
    const { prompter } = plain({ lines });
    expect(await prompter.confirm({ message: 'Start now?', initial })).toBe(answer);
  });

  const roles = [
    { value: 1, name: 'Account Executive', note: 'Sales' },
    { value: 2, name: 'Solutions Architect' },
    { value: 3, name: 'Renewals\u001b[2J' },
  ];

  test('choose: nothing is chosen by a bare Enter', async () => {
    const { prompter, output } = plain({ lines: '\nz\nB\n' });
    expect(await prompter.choose({ message: 'Which role is yours?', choices: roles })).toBe(2);
    expect(output.text).toMatchInlineSnapshot(`
      "Which role is yours?
      a) Account Executive (Sales)
      b) Solutions Architect
      c) Renewals\\u{1b}[2J
      Letter: Type one letter from a to c
      Letter: Type one letter from a to c
      Letter: "
    `);
  });

  test.each([
    ['\n', [1]],
    ['none\n', []],
    ['bc\n', [2, 3]],
    ['1 d\na,3\n', [1, 3]],
  ])('tick: %j', async (lines, values) => {
    const { prompter } = plain({ lines });
    const choices = roles.map((role) => ({ ...role, ticked: role.value === 1 }));
    expect(await prompter.tick({ message: 'Which ones?', choices })).toEqual(values);
  });

  test('ask: trimmed, checked, with what Enter gives', async () => {
    const { prompter, output } = plain({ lines: '\n  Ada \n\n' });
    const problem = (text: string) => (text === '' ? 'type your name' : undefined);
    expect(await prompter.ask({ message: 'Your name', problem })).toBe('Ada');
    expect(await prompter.ask({ message: 'Your team', initial: 'EMEA' })).toBe('EMEA');
    expect(output.text).toBe('Your name\n> Type your name\n> Your team (Enter for EMEA)\n> ');
  });
});
