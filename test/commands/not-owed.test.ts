/** Somebody who owes no assessment: told why and when the next one is, offered practice, and no attempt starts. */
import { describe, expect, test } from 'vitest';
import { answers, confirms, ticks } from '../fake-prompter.js';
import { avery, robin } from './people.js';
import { PROGRAM } from './small-program.js';
import { EVERYTHING, NOTHING_OF_CS, TOO_LITTLE, takes, ticksThePath } from './taking.js';

const noThanks = confirms('Practise instead? Practice never counts.', false);

describe('no assessment is owed', () => {
  test('already certified for the window', async () => {
    const c = await avery({ at: '2026-11-02T18:00Z' });
    await c.run('quiz', ...takes(EVERYTHING));
    expect(await c.run('quiz', noThanks)).toBe(77);
    expect(c.err).toBe(`No assessment is due: already certified for the Q3FY27 window.
Nothing to do until the Q1FY28 window opens on 1 Feb 2027.
`);
    c.at('2027-02-01T18:00Z');
    expect(await c.run('quiz', confirms('Start now?', false))).toBe(0);
  });

  test('the window was waived', async () => {
    const c = await avery({ at: '2026-11-02T18:00Z' });
    await c.run('quiz', ...takes(EVERYTHING));
    await c.run('waive avery --window Q1FY28 --reason "launch"');
    c.at('2027-02-10T18:00Z');
    expect(await c.run('quiz', noThanks)).toBe(77);
    expect(c.err).toBe(`No assessment is due: window waived.
Nothing to do until the Q3FY28 window opens on 1 Aug 2027.
`);
  });

  test('the path is not complete, and not all that is missing was ticked', async () => {
    const c = await avery({ path: 'to do' });
    expect(await c.run('quiz', ticks('completed?', ['Value drivers']), noThanks)).toBe(77);
    expect(c.err).toBe(`The learning path comes before the assessment: 2 modules still to do.
No assessment yet: path not complete.
Complete: Product tiers.
`);
    // What was ticked stays ticked.
    expect(await c.run('quiz', ticks('completed?', ['Product tiers']), confirms('Start now?', false))).toBe(0);
  });

  test('a tick is an attestation: recorded as the member\'s own word, with this moment', async () => {
    const c = await avery({ path: 'to do', at: '2026-11-02T18:00Z' });
    await c.run('quiz', ticksThePath, confirms('Start now?', false));
    expect(c.prompter!.asked[0]).toBe('Which of them have you completed? What you tick is recorded as your own word.');
    const [, ...completions] = await c.facts('avery');
    expect(completions).toMatchObject([
      { kind: 'completion', module: 'value', assurance: 'self', source: 'terminal', happened: { at: Date.UTC(2026, 10, 2, 18) } },
      { kind: 'completion', module: 'tiers', assurance: 'self', source: 'terminal' },
    ]);
  });

  test('after a fail the path comes again', async () => {
    const c = await avery({ at: '2026-11-02T18:00Z' });
    await c.run('quiz', ...takes(TOO_LITTLE));
    c.at('2026-11-03T18:00Z');
    expect(await c.run('quiz', ticks('completed again?', ['Value drivers']), noThanks)).toBe(77);
    expect(c.err).toBe(`The learning path comes before the assessment: 2 modules still to do again.
No assessment yet: path not complete again.
Complete again: Product tiers.
`);
    expect(await c.run('quiz', ticks('completed again?', ['Product tiers']), ...takes(EVERYTHING))).toBe(0);
  });

  test('attempts on this machine would not count', async () => {
    const c = await avery();
    c.changeContent({ 'curricula/program.yaml': PROGRAM.replace('min_assurance: self', 'min_assurance: staff') });
    expect(await c.run('quiz', noThanks)).toBe(77);
    expect(c.err).toBe(`An assessment on this machine would not count: the program asks for staff assurance.
Ask enablement staff how to take it.
`);
  });

  test('without a terminal the reason is told rather than that there is no terminal', async () => {
    const c = await avery({ path: 'to do' });
    expect(await c.run('quiz')).toBe(77);
    expect(c.err).toBe('certify: no assessment yet: path not complete\n  complete: Value drivers, Product tiers\n');
  });

  test('where the bank has no practice questions none are offered', async () => {
    const c = await robin();
    await c.run('quiz', ...takes(NOTHING_OF_CS, 4));
    expect(await c.run('quiz', ticks('completed again?', []))).toBe(77);
  });
});

describe('practice', () => {
  test('is offered instead, shows the answer at once and records nothing', async () => {
    const c = await avery();
    await c.run('quiz', ...takes(EVERYTHING));
    const before = await c.facts('avery');
    expect(await c.run('quiz', confirms('Practise instead?', true), answers('Value comes', 'f'))).toBe(77);
    expect(c.err).toContain('1 practice question, weakest objectives first. Nothing is recorded; Ctrl-C ends it.\n');
    expect(c.err).toMatch(/0 of 1 right\.\n$/);
    expect(c.out).toBe(`
✗ 1. Value comes before features.
  answer  false
  right   true
  points  0 of 1
  because Nobody buys a list of features.
`);
    expect(await c.facts('avery')).toEqual(before);
  });

  test('certify practice, for anybody at any time', async () => {
    const c = await avery({ path: 'to do' });
    expect(await c.run('practice sales', answers('Value comes', '<'), answers('Value comes', 't'))).toBe(0);
    expect(c.err).toMatch(/1 of 1 right\.\n$/);
    expect(await c.run('practice sales', answers('Value comes', '>'))).toBe(0);
    expect(c.err).toMatch(/0 of 1 right\.\n$/);
  });

  test.each([
    ['practice cs', 66, 'certify: Product knowledge for Customer Success has no practice questions\n  ask its owners for some\n'],
    ['practice marketing', 66, 'certify: no track marketing\n  there are: sales, cs\n'],
    ['practice sales --count 0', 2, 'certify: not a number from 1 to 1000: 0\n  look at --count\n'],
  ])('%s', async (line, code, said) => {
    const c = await avery();
    expect(await c.run(line, [])).toBe(code);
    expect(c.err).toBe(said);
  });

  test('without a terminal it is a sheet of questions with their answers', async () => {
    const c = await avery();
    expect(await c.run('practice sales --count 2')).toBe(0);
    expect(c.out).toMatch(/^\n1\. /);
    expect(c.out.match(/^ {2}right {3}./gm)).toHaveLength(1);
    expect(c.err).toBe('');
  });
});
