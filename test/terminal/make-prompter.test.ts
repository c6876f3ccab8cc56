/** The prompter on a terminal as a whole: keys go in as bytes, what is drawn comes out. */
import { setImmediate } from 'node:timers/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Instant } from '../../src/domain/day.js';
import { makePrompter } from '../../src/terminal/make-prompter.js';
import { makePaint } from '../../src/terminal/paint.js';
import { PLAIN } from '../../src/terminal/style.js';
import { Screen, makeHost, makeKeyboard } from './keyboard.js';
import { stages, tiers, viewOf } from './questions.js';

const PASTE_MARKS_ON = '\u001b[?2004h';
const PASTE_MARKS_OFF = '\u001b[?2004l';
const CURSOR_ON = '\u001b[?25h';
const CURSOR_OFF = '\u001b[?25l';

async function terminal({ colour = false, env = { TERM: 'xterm' } }: { colour?: boolean; env?: Record<string, string> } = {}) {
  const input = makeKeyboard({ isTTY: false });
  const output = new Screen();
  const process = makeHost();
  const prompter = await makePrompter({
    plain: false, input, output, style: colour ? makePaint() : PLAIN, now: () => 0 as Instant, host: process.host, env,
  });
  return { prompter, input, output, process, type: (bytes: string) => input.write(bytes) };
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('a question', () => {
  test('is drawn, answered, and taken away again', async () => {
    const { prompter, output, process, type } = await terminal();
    const entry = prompter.question(viewOf(tiers));
    await output.shows('Answer:');
    type('b\r');
    await expect(entry).resolves.toEqual({ kind: 'answer', answer: { type: 'single', option: 'Premium' } });
    expect(output.text.startsWith(PASTE_MARKS_ON)).toBe(true);
    expect(output.text.endsWith(PASTE_MARKS_OFF + CURSOR_ON)).toBe(true);
    expect(output.text).not.toContain(CURSOR_OFF);
    expect(process.listeners()).toEqual([]);
  });

  test('is not even shown when the time is up', async () => {
    const { prompter, output } = await terminal();
    const progress = { number: 1, of: 2, answered: 0, flagged: 0, ends_at: 0 as Instant };
    await expect(prompter.question(viewOf(tiers, { progress }))).resolves.toEqual({ kind: 'time-up' });
    expect(output.text).toBe('');
  });

  test('keeps its ticks when it is flagged', async () => {
    const { prompter, output, type } = await terminal();
    const flagged = prompter.question(viewOf(stages));
    await output.shows('Answer:');
    type('\u001b[B \u001b[B ');
    await output.shows('> [x] b)');
    type('!\r');
    await expect(flagged).resolves.toEqual({ kind: 'flag' });
    const entry = prompter.question(viewOf(stages, { flagged: true }));
    await output.shows('Answer:');
    type('\r');
    await expect(entry).resolves.toMatchObject({ answer: { options: ['Plan', 'Verify'] } });
  });
});

describe('leaving without an answer', () => {
  test.each([
    ['Ctrl-C', '\u0003', 'stopped by Ctrl-C'],
    ['Ctrl-D on an empty line', '\u0004', 'the input ended before there was an answer'],
  ])('%s', async (_name, byte, message) => {
    const { prompter, output, process, type } = await terminal();
    const entry = prompter.question(viewOf(tiers));
    await output.shows('Answer:');
    type(byte);
    await expect(entry).rejects.toMatchObject({ name: 'Failure', kind: 'cancelled', message });
    expect(output.text.endsWith(PASTE_MARKS_OFF + CURSOR_ON)).toBe(true);
    expect(process.listeners()).toEqual([]);
  });

  test('the input ends, and stays ended for the next prompt', async () => {
    const { prompter, input, output } = await terminal();
    const entry = prompter.question(viewOf(tiers));
    await output.shows('Answer:');
    input.end();
    await expect(entry).rejects.toMatchObject({ kind: 'cancelled', message: 'the input ended before there was an answer' });
    await expect(prompter.confirm({ message: 'Sure?', initial: true })).rejects.toMatchObject({ kind: 'cancelled' });
  });

  test('a SIGINT from outside is like Ctrl-C', async () => {
    const { prompter, output, process } = await terminal();
    const entry = prompter.confirm({ message: 'Sure?', initial: true });
    await output.shows('Sure?');
    process.emit('SIGINT');
    await expect(entry).rejects.toMatchObject({ kind: 'cancelled', message: 'stopped by Ctrl-C' });
  });

  test.each(['SIGTERM', 'SIGHUP', 'SIGQUIT'])('%s sets the terminal back and then does what it does', async (signal) => {
    const { prompter, output, process } = await terminal();
    void prompter.question(viewOf(tiers)).catch(() => {});
    await output.shows('Answer:');
    process.emit(signal);
    expect(output.text.endsWith(`${PASTE_MARKS_OFF}${CURSOR_ON}\r\n`)).toBe(true);
    expect(process.sent).toEqual([signal]);
    expect(process.listeners().filter((event) => event !== 'SIGCONT')).toEqual([]);
  });

  test('the end of the process sets the terminal back', async () => {
    const { prompter, input, output, process } = await terminal();
    const entry = prompter.tick({ message: 'Which?', choices: [{ value: 1, name: 'One' }] });
    await output.shows('Which?');
    process.emit('exit');
    expect(output.text.endsWith(PASTE_MARKS_OFF + CURSOR_ON)).toBe(true);
    input.end();
    await expect(entry).rejects.toMatchObject({ kind: 'cancelled' });
  });
});

describe('the prompts of inquirer', () => {
  const roles = [
    { value: 'ae', name: 'Account Executive', note: 'Sales' },
    { value: 'sa', name: 'Solutions Architect' },
  ];

  test.each([
    ['\r', true],
    ['n\r', false],
    ['Yes\r', true],
  ])('confirm: %j', async (keys, answer) => {
    const { prompter, output, type } = await terminal();
    const entry = prompter.confirm({ message: 'Start now?', initial: true });
    await output.shows('Start now?');
    type(keys);
    await expect(entry).resolves.toBe(answer);
  });

  test.each([
    ['the arrows', '', '\u001b[D\u001b[C'],
    ['the beginning of a paste', '', '\u001b[200~'],
    ['a line taken away that was empty', '', '\u0015'],
    ['Enter on a wrong word once more', 'x\r', '\r'],
  ])('confirm: nothing is drawn anew for %s', async (_, before, keys) => {
    const { prompter, output, type } = await terminal();
    const entry = prompter.confirm({ message: 'Start now?', initial: true });
    await output.shows('Start now?');
    type(before);
    await setImmediate();
    const drawn = output.text.split('Start now?').length;
    type(keys);
    await setImmediate();
    expect(output.text.split('Start now?')).toHaveLength(drawn);
    type('\u0015y\r');
    await expect(entry).resolves.toBe(true);
  });

  test('confirm: what is neither yes nor no can be mended', async () => {
    const { prompter, output, type } = await terminal();
    const entry = prompter.confirm({ message: 'Start now?', initial: true });
    await output.shows('Start now? (Y/n)');
    type('nay\r');
    await output.shows('Type yes or no.');
    type('\u007f\u007f\r');
    await expect(entry).resolves.toBe(false);
    expect(output.text).toContain('Start now? No');
  });

  test('choose: a bare Enter never answers, a letter or the arrow keys do', async () => {
    const { prompter, output, type } = await terminal();
    const entry = prompter.choose({ message: 'Which role is yours?', choices: roles });
    await output.shows('b) Solutions Architect');
    type('\r');
    await output.shows('Type one letter from a to b');
    type('b\r');
    await expect(entry).resolves.toBe('sa');
  });

  test('tick: Space marks; nothing is an answer as well', async () => {
    const { prompter, output, type } = await terminal();
    const some = prompter.tick({ message: 'Which roles?', choices: [{ ...roles[0]!, ticked: true }, roles[1]!] });
    await output.shows('[x] Account Executive');
    type('\u001b[B \r');
    await expect(some).resolves.toEqual(['ae', 'sa']);
    const none = prompter.tick({ message: 'Which roles?', choices: roles });
    await output.shows('[ ] Account Executive');
    type('\r');
    await expect(none).resolves.toEqual([]);
    await expect(prompter.tick({ message: 'Which of none?', choices: [] })).resolves.toEqual([]);
  });

  test('ask: says what is wrong, and trims', async () => {
    const { prompter, output, type } = await terminal();
    const entry = prompter.ask({ message: 'Your name', problem: (text) => (text === '' ? 'type your name' : undefined) });
    await output.shows('Your name');
    type('\r');
    await output.shows('Type your name');
    type(' Ada \r');
    await expect(entry).resolves.toBe('Ada');
  });

  test('after Ctrl-Z and fg the prompt is shown anew', async () => {
    const { prompter, output, process, type } = await terminal();
    const entry = prompter.ask({ message: 'Your name' });
    await output.shows('Your name');
    process.emit('SIGCONT');
    await output.shows('Your name');
    await setImmediate();
    type('Ada\r');
    await expect(entry).resolves.toBe('Ada');
  });

  test.each([
    [false, false],
    [true, true],
  ])('colour %j is what the style says, whatever inquirer thinks', async (colour, coloured) => {
    vi.stubEnv('FORCE_COLOR', '1');
    const { prompter, output, type } = await terminal({ colour });
    const entry = prompter.tick({ message: 'Which roles?', choices: roles });
    await output.shows('Enter goes on');
    type(' \r');
    await entry;
    expect(/\u001b\[[\d;]*m/.test(output.text)).toBe(coloured);
    expect(output.text).not.toContain(CURSOR_OFF);
  });

  test('text from outside is spelled out', async () => {
    const { prompter, output, type } = await terminal();
    const entry = prompter.choose({ message: 'Which\u001b[2J?', choices: [{ value: 1, name: 'One\u202e', note: '\u0007' }] });
    await output.shows('a) One\\u{202e}  \\u{07}');
    expect(output.text).toContain('Which\\u{1b}[2J?');
    type('a\r');
    await entry;
  });
});

test('a terminal that can do nothing gets plain lines', async () => {
  const { prompter, output, type } = await terminal({ env: { TERM: 'dumb' } });
  type('b\n');
  await expect(prompter.question(viewOf(tiers))).resolves.toMatchObject({ answer: { option: 'Premium' } });
  expect(output.text).not.toContain('\u001b');
});
