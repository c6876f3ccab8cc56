/** Taking an assessment in a terminal, from the opening screen to the result. */
import { describe, expect, test } from 'vitest';
import { answers, confirms, stops, types } from '../fake-prompter.js';
import { after, certify } from './harness.js';
import { avery, robin } from './people.js';
import { EVERYTHING, type Knowledge, TOO_LITTLE, answersTo, handsIn, takes } from './taking.js';

const starts = confirms('Start now?', true);

/** The seven questions as `--seed 7` draws them. */
const SEED_7 = [
  answers('Which stage holds', 'Verify'),
  answers('Which tier', 'c'),
  answers('How many percent', '80'),
  answers('The fiscal year', 't'),
  answers('Which feature', '1c 2b'),
  answers('Which are value drivers', 'a c'),
  answers('Put the stages', 'b a c'),
];

describe('before the first question', () => {
  test('the opening screen says what it is and what it takes', async () => {
    const c = await avery();
    expect(await c.run('quiz', confirms('Start now?', false))).toBe(0);
    expect(c.err).toBe(`
Product knowledge for Sales
  Edition Q3FY27. 7 questions, in random order.
  To pass: 80 %, which is 8 of 10 points.
  No time limit. You may stop at any time and go on within 14 days.
  Below 80 %: complete the learning path again; then retake until you pass.
  Every answer is saved at once.
  Field Certification keeps the result.

Nothing was started. \`certify quiz\` begins when you are ready.
`);
    await c.run('status');
    expect(c.out).not.toContain('not finished');
  });

  test('a time limit is said, and that it runs on', async () => {
    const c = await robin();
    await c.run('quiz', confirms('Start now?', false));
    expect(c.err).toContain('  Edition Q3FY27. 4 questions, in random order.\n');
    expect(c.err).toContain('  Time limit: 30 minutes. It runs on while the program is closed.\n');
    expect(c.err).toContain('  To pass: 80 %, which is 3.2 of 4 points.\n');
  });

  test('an assessment is named by itself or by its track', async () => {
    const c = await avery();
    expect(await c.run('quiz sales', confirms('Start now?', false))).toBe(0);
    expect(await c.run('quiz marketing')).toBe(66);
    expect(c.err).toBe('certify: no assessment marketing\n  there are: sales, cs\n');
  });

  test('without a terminal the way out is an answer sheet', async () => {
    const c = await avery();
    expect(await c.run('quiz')).toBe(2);
    expect(c.err).toBe('certify: the quiz needs a terminal\n  or give your answers in a file with --answers\n');
  });
});

describe('the questions', () => {
  test('every type is answered by number or letter, or typed', async () => {
    const c = await avery();
    expect(await c.run('quiz --seed 7', starts, ...SEED_7, handsIn)).toBe(0);
    expect(c.out).toBe(`
✓ Passed: 100.00 % (10 of 10 points)
  The pass mark is 80 %.

By objective
  6/6   Tell the tiers apart
  4/4   Name the value drivers

What happens next
  Certified through 17 Mar 2027. Nothing to do until the Q1FY28 window opens on
  1 Feb 2027.
  \`certify review ${await attempt(c)}\` shows every question with the right answers.
`);
  });

  test.each<[what: string, known: Knowledge, percent: number]>([
    ['a wrong option', { tier: 'Premium' }, 90],
    ['one of two right options', { drivers: ['Speed'] }, 90],
    ['a right and a wrong option make nothing', { drivers: ['Speed', 'Weight'] }, 80],
    ['the wrong side of true and false', { year: 'false' }, 90],
    ['a short answer in other letters, with more after it', { stage: '  VERIFICATION ' }, 100],
    ['a short answer that is not meant', { stage: 'Plan' }, 90],
    ['a number that is off', { mark: '79.9' }, 90],
    ['one pair of neighbours in the right order', { steps: ['Create', 'Verify', 'Plan'] }, 90],
    ['the whole order the wrong way round', { steps: ['Verify', 'Create', 'Plan'] }, 80],
    ['one of two pairs', { features: { Plan: 'Wiki', Verify: 'Pipelines' } }, 90],
  ])('%s', async (_what, known, percent) => {
    const c = await avery();
    expect(await c.run('quiz --json', ...takes({ ...EVERYTHING, ...known }))).toBe(0);
    expect(c.json.percent).toBe(percent);
  });

  test('a bare Enter, a letter too far and a word that is no number are no answers', async () => {
    const c = await avery();
    const [stage, , ...rest] = SEED_7;
    const tier = answers('Which tier', '', 'd', '4', 'Enterprise', '3');
    expect(await c.run('quiz --seed 7', starts, stage!, tier, answers('How many percent', 'eighty', '80'), ...rest.slice(1), handsIn)).toBe(0);
  });

  test('a sign is an answer behind a backslash', async () => {
    const c = await avery();
    const [, ...rest] = SEED_7;
    expect(await c.run('quiz --seed 7 --json', starts, answers('Which stage holds', '\\>'), ...rest, handsIn)).toBe(0);
    expect(c.json.percent).toBe(90);
    await c.run(`review ${c.json.attempt}`);
    expect(c.out).toContain('Which stage holds the pipelines?\n  answer  >\n');
  });

  test('back, on and flag; the last look shows what is open and what is flagged', async () => {
    const c = await avery();
    const code = await c.run(
      'quiz --seed 7',
      starts,
      answers('Which stage holds', '<'),
      answers('Which stage holds', 'Plan'),
      answers('Which tier', '!'),
      answers('Which tier', 'a'),
      answers('How many percent', '<'),
      answers('Which tier', '<'),
      answers('Which stage holds', 'Verify'),
      answers('Which tier', '>'),
      ...SEED_7.slice(2, 6),
      answers('Put the stages', '>'),
      types('Type a question', '0', '8', 'nonsense', '2'),
      answers('Which tier', 'c'),
      // From a question that was changed, on to the last look again, past what is answered.
      ...Array.from({ length: 4 }, () => answers('', '>')),
      answers('Put the stages', 'b a c'),
      handsIn,
    );
    expect(code).toBe(0);
    expect(c.out).toContain('✓ Passed: 100.00 %');
    expect(c.err).toContain(`
A last look

1   Which stage holds the pipelines?
    → Verify
2 ! Which tier first includes epics in epics?
    → a) Free
3   How many percent are needed to pass?
    → 80
4   The fiscal year starts in February.
    → True
5   Which feature belongs to which stage?
    → Plan: c) Boards; Verify: b) Pipelines
6   Which are value drivers?
    → a) Speed; c) Efficiency
7   Put the stages in order.
    (no answer)

1 question without an answer: it scores 0.
1 question flagged (!).
`);
    const told = c.prompter!.views.map(({ notice }) => notice).filter((notice) => notice !== undefined);
    expect(told).toEqual(['This is the first question.', 'Flagged: the last look shows it.']);
  });

  test('what is open scores nothing', async () => {
    const c = await avery();
    expect(await c.run('quiz --json', starts, ...Array.from({ length: 7 }, () => answers('', '>')), handsIn)).toBe(3);
    expect(c.json).toMatchObject({ points: 0, max_points: 10, percent: 0, passed: false, counts: true });
  });

  test('each answer is on disk before the next question appears', async () => {
    const c = await avery();
    const other = certify({ beside: c });
    other.env = c.env;
    const seen: string[] = [];
    const looks = async () => {
      await other.run('status');
      seen.push(/(\d) of 7 questions answered/.exec(other.out)![1]!);
    };
    expect(await c.run('quiz --seed 7', starts, ...SEED_7.map((step) => after(looks, step)), handsIn)).toBe(0);
    expect(seen).toEqual(['0', '1', '2', '3', '4', '5', '6']);
  });
});

describe('the result', () => {
  test('below the mark: what to study, what happens next, and no question is told', async () => {
    const c = await avery({ at: '2026-11-02T18:00Z' });
    expect(await c.run('quiz', ...takes(TOO_LITTLE))).toBe(3);
    expect(c.out).toBe(`
✗ Not passed: 70.00 % (7 of 10 points)
  The pass mark is 80 %.

By objective
  3/6   Tell the tiers apart
  4/4   Name the value drivers

What to study
  - Product tiers
    https://learn.example/tiers

What happens next
  Must complete the path again (scored 70.00 % on 2 Nov 2026). Complete again:
  Value drivers, Product tiers.
  \`certify review ${await attempt(c)}\` shows the points by objective.
`);
  });

  test('--json, after a pass with the questions', async () => {
    const c = await avery();
    await c.run('quiz --seed 7 --json', starts, ...SEED_7, handsIn);
    expect(c.json).toEqual({
      attempt: expect.stringMatching(/^[0-9a-z]{26}$/),
      assessment: 'sales',
      edition: 'Q3FY27',
      member: 'avery',
      points: 10,
      max_points: 10,
      percent: 100,
      passed: true,
      counts: true,
      reason: null,
      objectives: [
        { objective: 'TIR-1', points: 6, max_points: 6 },
        { objective: 'VAL-1', points: 4, max_points: 4 },
      ],
      questions: [
        { question: 'stage', points: 1, max_points: 1 },
        { question: 'tier', points: 1, max_points: 1 },
        { question: 'mark', points: 1, max_points: 1 },
        { question: 'year', points: 1, max_points: 1 },
        { question: 'features', points: 2, max_points: 2 },
        { question: 'drivers', points: 2, max_points: 2 },
        { question: 'steps', points: 2, max_points: 2 },
      ],
    });
  });

  test('--json, after a fail without them', async () => {
    const c = await avery();
    await c.run('quiz --json', ...takes(TOO_LITTLE));
    expect(c.json).toMatchObject({ percent: 70, passed: false, counts: true });
    expect(Object.keys(c.json)).toEqual([
      'attempt', 'assessment', 'edition', 'member', 'points', 'max_points', 'percent', 'passed', 'counts', 'reason', 'objectives',
    ]);
  });

  test('a third of a point too little is shown as too little', async () => {
    const c = await avery();
    c.changeContent({
      'assessments/sales-q3fy27.yaml': `assessment: sales
title: Thirds
edition: Q3FY27
effective: 2026-08-01
pass_mark: 66.67
questions:
  - { question: a, objective: VAL-1, type: true-false, prompt: A?, answer: true }
  - { question: b, objective: VAL-1, type: true-false, prompt: B?, answer: true }
  - { question: c, objective: VAL-1, type: true-false, prompt: C?, answer: true }
`,
    });
    const known = { a: 'true', b: 'true', c: 'false' };
    expect(await c.run('quiz --json', ...takes(known, 3))).toBe(3);
    expect(c.json.percent).toBe(66.66);
  });
});

describe('a retake', () => {
  test('asks the questions that were not seen first', async () => {
    const c = await robin({ at: '2026-11-02T18:00Z' });
    const none = Object.fromEntries(Object.keys(EVERYTHING).map((question) => [question, 'no']));
    expect(await c.run('quiz', ...takes(none, 4))).toBe(3);
    const first = c.prompter!.views.map(({ question }) => question.question);
    c.at('2026-11-03T18:00Z');
    await c.run('path done --all');
    expect(await c.run('quiz', ...takes(none, 4))).toBe(3);
    const second = c.prompter!.views.map(({ question }) => question.question);
    expect(new Set([...first, ...second]).size).toBe(8);
    // All have been seen now: those of the first time are the least recent.
    c.at('2026-11-04T18:00Z');
    await c.run('path done --all');
    expect(await c.run('quiz', ...takes(EVERYTHING, 4))).toBe(0);
    expect(c.prompter!.views.map(({ question }) => question.question).sort()).toEqual([...first].sort());
  });
});

describe('stopping', () => {
  test('Ctrl-C says that nothing is lost, and exits with 130', async () => {
    const c = await avery();
    expect(await c.run('quiz --seed 7', starts, ...SEED_7.slice(0, 2), stops('question', 'How many percent'))).toBe(130);
    expect(c.err).toContain('Stopped. Your answers are saved.\n  `certify quiz` goes on where you stopped\n');
    await c.run('status');
    expect(c.out).toContain('An assessment is not finished (sales, 2 of 7 questions answered): `certify quiz`\ngoes on with it.\n');
  });

  test('with a time limit it says that the time runs on', async () => {
    const c = await robin();
    expect(await c.run('quiz', starts, ...answersTo(EVERYTHING, 1), stops('question', ''))).toBe(130);
    expect(c.err).toContain('  `certify quiz` goes on where you stopped; the time runs on meanwhile\n');
  });

  test('at a question before the assessment nothing was begun', async () => {
    const c = await avery();
    expect(await c.run('quiz', stops('confirm', 'Start now?'))).toBe(130);
    expect(c.err).toMatch(/\nstopped by Ctrl-C\n$/);
    await c.run('status');
    expect(c.out).not.toContain('not finished');
  });
});

/** The id of the last attempt as the screens show it. */
async function attempt(c: Awaited<ReturnType<typeof avery>>): Promise<string> {
  const other = certify({ beside: c });
  await other.run('history avery --json');
  return other.json.find((fact: { kind: string }) => fact.kind === 'attempt').fact.slice(0, 8);
}
