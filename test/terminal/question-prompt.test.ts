import { EventEmitter } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { render } from '@inquirer/testing';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Instant } from '../../src/domain/day.js';
import type { QuestionView } from '../../src/terminal/prompter.js';
import { newDraft } from '../../src/terminal/question-draft.js';
import { questionPrompt } from '../../src/terminal/question-prompt.js';
import { PLAIN } from '../../src/terminal/style.js';
import type { Terminal } from '../../src/terminal/terminal.js';
import { match, multiple, numeric, order, short, single, stages, tiers, trueFalse, viewOf } from './questions.js';

interface Options {
  columns?: number;
  rows?: number;
  now?: () => number;
}

/** Shows a question, and gives what to do with it. */
async function show(view: QuestionView, { columns = 80, rows, now = () => 0 }: Options = {}) {
  const output = Object.assign(new EventEmitter(), {
    columns,
    rows,
    written: '',
    write: (text: string) => (output.written += text),
  });
  const setRawMode = vi.fn();
  const process = Object.assign(new EventEmitter(), { signal: vi.fn(), stopJob: vi.fn() });
  const input = Object.assign(new EventEmitter(), { isTTY: true, resume: () => {}, setRawMode });
  const terminal = { input, output, colour: false, host: process } as unknown as Terminal;
  const config = { view, draft: newDraft(view), terminal, style: PLAIN, now: () => now() as Instant };
  const { answer, events, getScreen, input: keyboard } = await render(questionPrompt, config, { clearPromptOnDone: true });
  return {
    answer,
    output,
    process,
    setRawMode,
    screen: () => `\n${getScreen()}\n`,
    type: events.type,
    /** Bytes as a terminal sends them, in one piece. */
    send: (bytes: string) => (keyboard as unknown as { write(bytes: string): void }).write(bytes),
    press: (...keys: string[]) => keys.forEach((key) => events.keypress(key)),
    control: (key: string) => events.keypress({ name: key, ctrl: true } as never),
    async enter(): Promise<void> {
      events.keypress('enter');
      // Enter counts when nothing follows it in the same piece of input.
      await setImmediate();
    },
  };
}

describe('how a question looks', () => {
  const long = single(
    ['Ultimate', 'Premium, because it has single-level epics and a roadmap', 'Free'],
    'Which tier first includes multi-level epics?\n\n```\nepic > epic > issue\n```',
  );
  long.question.holds_for = 'GitLab 13.6';

  test('at 80 columns', async () => {
    const progress = { number: 7, of: 25, answered: 6, flagged: 1, ends_at: 1_860_000 as Instant };
    const { screen } = await show(viewOf(long, { flagged: true, progress }));
    expect(screen()).toMatchInlineSnapshot(`
      "
      Question 7 of 25 (flagged), 6 answered, 1 flagged, 31 min left
      [######-------------------]

      Which tier first includes multi-level epics?

          epic > epic > issue
      (holds for GitLab 13.6)

         a) Ultimate
         b) Premium, because it has single-level epics and a roadmap
         c) Free

      Letter or number and Enter, or arrows   < back  > on  ! flag  ? help
      Answer:
      "
    `);
  });

  test('at 40 columns', async () => {
    const { screen } = await show(viewOf(long, { notice: 'Flagged: the last look shows it.' }), { columns: 40 });
    expect(screen()).toMatchInlineSnapshot(`
      "
      Flagged: the last look shows it.

      Question 7 of 25, 6 answered, 1 flagged
      [######-------------------]

      Which tier first includes multi-level
      epics?

          epic > epic > issue
      (holds for GitLab 13.6)

         a) Ultimate
         b) Premium, because it has
            single-level epics and a roadmap
         c) Free

      Letter or number and Enter, or arrows
      < back  > on  ! flag  ? help
      Answer:
      "
    `);
  });

  test('several of many, ordering and matching', async () => {
    expect((await show(viewOf(stages))).screen()).toMatchInlineSnapshot(`
      "
      Question 7 of 25, 6 answered, 1 flagged
      [######-------------------]

      Which are stages?

        [ ] a) Plan
        [ ] b) Verify
        [ ] c) Wiki
        [ ] d) Secure

      Letters and Enter, or arrows and Space   < back  > on  ! flag  ? help
      Answer:
      "
    `);
    expect((await show(viewOf(order))).screen()).toMatchInlineSnapshot(`
      "
      Question 7 of 25, 6 answered, 1 flagged
      [######-------------------]

      Put in order.

        [ ] a) Verify
        [ ] b) Plan
        [ ] c) Create

      Letters in order and Enter, or arrows and Space   < back  > on  ! flag  ? help
      Answer:
      "
    `);
    expect((await show(viewOf(match))).screen()).toMatchInlineSnapshot(`
      "
      Question 7 of 25, 6 answered, 1 flagged
      [######-------------------]

      Match stage and feature.

        [ ] 1. Plan
        [ ] 2. Verify
        [ ] 3. Secure

            a) SAST
            b) Wiki
            c) Epics
            d) Pipelines

      Pairs such as 1b and Enter, or arrows and Space   < back  > on  ! flag  ? help
      Answer:
      "
    `);
  });

  test('help, after ?', async () => {
    const shown = await show(viewOf(trueFalse), { columns: 60 });
    shown.type('?');
    await shown.enter();
    expect(shown.screen()).toMatchInlineSnapshot(`
      "
      Question 7 of 25, 6 answered, 1 flagged
      [######-------------------]

      The fiscal year starts in February.

         t) True
         f) False

      To answer, type t for true or f for false, and press Enter.
      Or move > with the arrow keys and press Enter.
      <  goes back a question
      >  goes on without an answer, or keeps the one given
      !  flags the question for the last look, or takes the flag
         off
      \\  in front of one of these makes it an answer: \\?
      Ctrl-C  leaves; what is recorded so far stays
      Answer:
      "
    `);
    shown.type('t');
    expect(shown.screen()).toContain('t or f and Enter');
  });

  test('text from a file cannot move the cursor or turn the direction of writing', async () => {
    const { screen } = await show(viewOf(single(['a\u001b[2Jb', 'c\u202ed'], 'Which\u0007?'), { notice: 'n\u001b[1A' }));
    expect(screen()).toContain('Which\\u{07}?');
    expect(screen()).toContain('a) a\\u{1b}[2Jb');
    expect(screen()).toContain('b) c\\u{202e}d');
    expect(screen()).toContain('n\\u{1b}[1A');
  });

  test('wide characters take two columns', async () => {
    const laid = single(['プレミアムは複数レベルのエピックを最初に含みます', 'Free']);
    const { screen } = await show(viewOf(laid), { columns: 40 });
    expect(screen()).toContain('   a) プレミアムは複数レベルのエピック\n      を最初に含みます\n   b) Free');
  });
});

describe('an answer', () => {
  test('is typed and taken with Enter', async () => {
    const shown = await show(viewOf(tiers));
    shown.type('b');
    expect(shown.screen()).toContain('>  b) Premium');
    await shown.enter();
    await expect(shown.answer).resolves.toEqual({ kind: 'answer', answer: { type: 'single', option: 'Premium' } });
  });

  test('is never given by a bare Enter', async () => {
    const shown = await show(viewOf(tiers));
    expect(shown.screen()).not.toMatch(/^>/m);
    await shown.enter();
    expect(shown.screen()).toContain('Type one letter from a to c, or a number from 1 to 3');
    expect(shown.screen()).not.toMatch(/^>/m);
  });

  test('is moved to with the arrow keys, from either end', async () => {
    const shown = await show(viewOf(tiers));
    shown.press('up');
    expect(shown.screen()).toContain('>  c) Free');
    shown.press('down', 'down');
    expect(shown.screen()).toContain('>  b) Premium');
    await shown.enter();
    await expect(shown.answer).resolves.toEqual({ kind: 'answer', answer: { type: 'single', option: 'Premium' } });
  });

  test('that is typed goes before the highlight, and an arrow key before what was typed', async () => {
    const shown = await show(viewOf(tiers));
    shown.press('down');
    shown.type('c');
    expect(shown.screen()).toContain('   a) Ultimate');
    expect(shown.screen()).toContain('>  c) Free');
    shown.press('down');
    expect(shown.screen()).toContain('>  a) Ultimate');
    expect(shown.screen()).toMatch(/Answer:\n$/);
    await shown.enter();
    await expect(shown.answer).resolves.toMatchObject({ answer: { option: 'Ultimate' } });
  });

  test('that cannot be read makes room for another: the next letter is not added to it', async () => {
    const shown = await show(viewOf(tiers));
    shown.type('x');
    await shown.enter();
    expect(shown.screen()).toContain('There is no x: the letters go from a to c');
    expect(shown.screen()).not.toContain('Answer: x');
    shown.type('a');
    expect(shown.screen()).not.toContain('There is no x');
    await shown.enter();
    await expect(shown.answer).resolves.toMatchObject({ answer: { option: 'Ultimate' } });
  });

  test('to a question for several is ticked with Space, or typed', async () => {
    const shown = await show(viewOf(stages));
    shown.press('down', 'space', 'down', 'down', 'down', 'space', 'up', 'space', 'space');
    expect(shown.screen()).toContain('  [x] a) Plan\n  [ ] b) Verify\n> [ ] c) Wiki\n  [x] d) Secure');
    shown.type('bc');
    expect(shown.screen()).toContain('  [ ] a) Plan\n  [x] b) Verify\n  [x] c) Wiki\n  [ ] d) Secure');
    shown.control('u');
    await shown.enter();
    await expect(shown.answer).resolves.toEqual({ kind: 'answer', answer: { type: 'multiple', options: ['Plan', 'Secure'] } });
  });

  test('needs a tick: Enter on a highlight alone says so', async () => {
    const shown = await show(viewOf(stages));
    shown.press('down');
    await shown.enter();
    expect(shown.screen()).toContain('Press Space to mark the line with >, then Enter');
    shown.press('space', 'space');
    await shown.enter();
    expect(shown.screen()).toContain('Nothing is marked: press Space to mark the line with >, then Enter');
  });

  test('in order is built with Space, line by line', async () => {
    const shown = await show(viewOf(order));
    shown.press('down', 'down', 'space', 'down', 'space');
    expect(shown.screen()).toContain('  [ ] a) Verify\n  [1] b) Plan\n> [2] c) Create');
    await shown.enter();
    expect(shown.screen()).toContain('1 still to place: press Space on each in the right order, then Enter');
    shown.press('down', 'space');
    await shown.enter();
    const answer = { type: 'order', items: ['Plan', 'Create', 'Verify'] };
    await expect(shown.answer).resolves.toEqual({ kind: 'answer', answer });
  });

  test('in pairs is filled in while it is typed, and may be left open with a second Enter', async () => {
    const shown = await show(viewOf(match));
    shown.type('1c 2');
    expect(shown.screen()).toContain('  [c] 1. Plan\n  [ ] 2. Verify\n  [ ] 3. Secure');
    shown.press('backspace', 'backspace');
    await shown.enter();
    expect(shown.screen()).toContain('Still open: 2, 3; type more pairs, or press Enter to leave them open');
    shown.press('down', 'down', 'space');
    expect(shown.screen()).toContain('  [c] 1. Plan\n> [a] 2. Verify\n  [ ] 3. Secure');
    await shown.enter();
    expect(shown.screen()).toContain('Still open: 3;');
    await shown.enter();
    await expect(shown.answer).resolves.toEqual({
      kind: 'answer',
      answer: {
        type: 'match',
        pairs: [
          { left: 'Plan', right: 'Epics' },
          { left: 'Verify', right: 'SAST' },
        ],
      },
    });
  });

  test.each([
    [trueFalse, 'f', { type: 'true-false', value: false }],
    [short, 'Verify stage', { type: 'short', text: 'Verify stage' }],
    [short, '\\?', { type: 'short', text: '?' }],
    [numeric, '1 234,5', { type: 'numeric', number: '1234.5' }],
    [order, 'bca', { type: 'order', items: ['Plan', 'Create', 'Verify'] }],
  ])('of each type can be typed: %#', async (laid, typed, answer) => {
    const shown = await show(viewOf(laid));
    shown.type(typed);
    await shown.enter();
    await expect(shown.answer).resolves.toEqual({ kind: 'answer', answer });
  });

  test.each([
    ['<', 'back'],
    ['>', 'on'],
    ['!', 'flag'],
  ])('%s goes %s', async (typed, kind) => {
    const shown = await show(viewOf(short));
    shown.type(typed);
    await shown.enter();
    await expect(shown.answer).resolves.toEqual({ kind });
  });
});

describe('coming back to an answer', () => {
  test('shows it, and a bare Enter keeps it', async () => {
    const shown = await show(viewOf(tiers, { answer: { type: 'single', option: 'Premium' } }));
    expect(shown.screen()).toContain(' * b) Premium');
    expect(shown.screen()).toContain('Your answer: b) Premium (Enter keeps it)');
    await shown.enter();
    await expect(shown.answer).resolves.toEqual({ kind: 'on' });
  });

  test('its ticks are there to be changed', async () => {
    const shown = await show(viewOf(stages, { answer: { type: 'multiple', options: ['Plan', 'Secure'] } }));
    expect(shown.screen()).toContain('  [x] a) Plan');
    shown.press('down', 'space');
    await shown.enter();
    await expect(shown.answer).resolves.toEqual({ kind: 'answer', answer: { type: 'multiple', options: ['Secure'] } });
  });

  test('one pair more completes it', async () => {
    const answer = { type: 'match' as const, pairs: [{ left: 'Plan', right: 'Epics' }, { left: 'Verify', right: 'SAST' }] };
    const shown = await show(viewOf(match, { answer }));
    shown.type('3a');
    await shown.enter();
    await expect(shown.answer).resolves.toEqual({
      kind: 'answer',
      answer: { type: 'match', pairs: [...answer.pairs, { left: 'Secure', right: 'SAST' }] },
    });
  });

  test('moving the highlight and Enter without a change keeps it', async () => {
    const shown = await show(viewOf(order, { answer: { type: 'order', items: ['Plan', 'Create', 'Verify'] } }));
    expect(shown.screen()).toContain('  [3] a) Verify\n  [1] b) Plan\n  [2] c) Create');
    shown.press('down');
    await shown.enter();
    await expect(shown.answer).resolves.toEqual({ kind: 'on' });
  });
});

describe('a paste of several lines answers nothing by itself', () => {
  test('between the marks of a paste its line ends are blanks', async () => {
    const shown = await show(viewOf(short));
    shown.send('\u001b[200~first\r\nsecond\tline\rthird\r\u001b[201~');
    await setImmediate();
    expect(shown.screen()).toContain('Answer: first second line third');
    await shown.enter();
    await expect(shown.answer).resolves.toMatchObject({ answer: { text: 'first second line third' } });
  });

  test('what was typed before stays in front', async () => {
    const shown = await show(viewOf(short));
    shown.type('I say ');
    shown.send('\u001b[200~first\nsecond\u001b[201~');
    expect(shown.screen()).toContain('Answer: I say first second');
  });

  test('without marks, line ends with something behind them are blanks, and the last one waits', async () => {
    const shown = await show(viewOf(tiers));
    shown.send('b\rc\ra\r');
    await setImmediate();
    expect(shown.screen()).toContain('Answer: b c a');
    expect(shown.screen()).toContain('What was pasted stands on one line now; Enter takes it.');
    await shown.enter();
    expect(shown.screen()).toContain('Type one letter from a to c');
  });

  test('CR LF is one Enter', async () => {
    const shown = await show(viewOf(tiers));
    shown.send('b\r\n');
    await expect(shown.answer).resolves.toMatchObject({ answer: { option: 'Premium' } });
  });

  test('a whole document is cut', async () => {
    const shown = await show(viewOf(short));
    shown.send(`\u001b[200~${'word '.repeat(2000)}\u001b[201~`);
    await shown.enter();
    expect(shown.screen()).toContain('That is too long: type at most 500 characters');
  });
});

describe('time', () => {
  const progress = { number: 1, of: 2, answered: 0, flagged: 0, ends_at: 10_000 as Instant };
  afterEach(() => {
    vi.useRealTimers();
  });

  test('the time left is drawn anew while nobody types', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    let now = 0;
    const shown = await show(viewOf(tiers, { progress }), { now: () => now });
    expect(shown.screen()).toContain('10 s left');
    now = 3000;
    vi.advanceTimersByTime(1000);
    expect(shown.screen()).toContain('7 s left');
  });

  test('when the time is up the question is left, whatever has been typed', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    let now = 0;
    const shown = await show(viewOf(tiers, { progress }), { now: () => now });
    shown.type('b');
    now = 10_000;
    vi.advanceTimersByTime(1000);
    await expect(shown.answer).resolves.toEqual({ kind: 'time-up' });
  });

  test('Enter comes too late even when the clock was not looked at', async () => {
    let now = 0;
    const shown = await show(viewOf(tiers, { progress }), { now: () => now });
    shown.type('b');
    now = 10_000;
    await shown.enter();
    await expect(shown.answer).resolves.toEqual({ kind: 'time-up' });
  });
});

describe('a terminal that is too small', () => {
  const many = multiple(Array.from({ length: 12 }, (_, place) => `Choice ${place + 1}`));

  test('shows a part, says so, and Page Down shows the next', async () => {
    const shown = await show(viewOf(many), { rows: 10 });
    expect(shown.screen()).toMatchInlineSnapshot(`
      "
      Question 7 of 25, 6 answered, 1 flagged

      Which are stages?

        [ ] a) Choice 1
        [ ] b) Choice 2
        [ ] c) Choice 3
        [ ] d) Choice 4
      (8 more below: Page Down)
      Answer:
      "
    `);
    shown.press('pagedown', 'pagedown', 'pagedown');
    expect(shown.screen()).toMatchInlineSnapshot(`
      "
      Question 7 of 25, 6 answered, 1 flagged
      (8 more above: Page Up)
        [ ] g) Choice 7
        [ ] h) Choice 8
        [ ] i) Choice 9
        [ ] j) Choice 10
        [ ] k) Choice 11
        [ ] l) Choice 12

      Answer:
      "
    `);
    shown.press('pageup');
    expect(shown.screen()).toContain('more above: Page Up');
  });

  test('follows the highlight', async () => {
    const shown = await show(viewOf(many), { rows: 10 });
    shown.press('up');
    expect(shown.screen()).toContain('> [ ] l) Choice 12');
    shown.press('down');
    expect(shown.screen()).toContain('> [ ] a) Choice 1');
  });

  test('never draws more lines than there are', async () => {
    for (const rows of [8, 10, 14, 30]) {
      const shown = await show(viewOf(many), { rows });
      for (const key of ['down', 'down', 'up', 'up', 'up', 'pagedown', '?']) {
        if (key === '?') shown.type(key);
        else shown.press(key);
        await shown.enter();
        expect(shown.screen().trim().split('\n').length).toBeLessThanOrEqual(rows);
      }
    }
  });
});

describe('Ctrl-Z', () => {
  test('makes way for the shell, stops the job, and fg draws the question again', async () => {
    const shown = await show(viewOf(tiers));
    shown.type('b');
    shown.control('z');
    expect(shown.screen()).toBe('\nStopped. `fg` goes on with the question.\n');
    expect(shown.setRawMode.mock.calls).toEqual([[false]]);
    expect(shown.process.stopJob).toHaveBeenCalledOnce();

    shown.process.emit('SIGCONT');
    // Off first: Node believes it is on still.
    expect(shown.setRawMode.mock.calls).toEqual([[false], [false], [true]]);
    expect(shown.screen()).toContain('Answer: b');
    await shown.enter();
    await expect(shown.answer).resolves.toMatchObject({ answer: { option: 'Premium' } });
    expect(shown.process.listenerCount('SIGCONT')).toBe(0);
  });

  test('a process that somebody else stopped draws the question below', async () => {
    const shown = await show(viewOf(tiers));
    const lines = shown.screen().trim().split('\n').length;
    shown.process.emit('SIGCONT');
    expect(shown.output.written).toContain('\n'.repeat(lines));
    expect(shown.screen()).toContain('Answer:');
  });
});

test('another width is drawn anew', async () => {
  const shown = await show(viewOf(tiers));
  shown.output.columns = 24;
  shown.output.emit('resize');
  expect(shown.screen()).toContain('Which tier first\nincludes multi-level\nepics?');
});
