/** An assessment that was not finished: resumed, taken over, ended by time, by a later edition, or as it stands. */
import { describe, expect, test } from 'vitest';
import { formatInstant } from '../../src/domain/day.js';
import { formatPoints } from '../../src/domain/points.js';
import type { QuestionView } from '../../src/terminal/prompter.js';
import { answers, answersEach, confirms, stops } from '../fake-prompter.js';
import { type Certify, after, certify } from './harness.js';
import { avery, robin } from './people.js';
import { EVERYTHING, TOO_LITTLE, answersTo, handsIn, takes, typed } from './taking.js';

const starts = confirms('Start now?', true);
const stopsHere = stops('question', '');

/** When the attempts were finished and recorded, and their points. */
async function attempts(c: Certify): Promise<{ finished: string; recorded: string; points: string; edition: string }[]> {
  const facts = await c.facts(c.env['CERTIFY_MEMBER']!);
  return facts.flatMap((fact) =>
    fact.kind === 'attempt' && 'at' in fact.happened
      ? [{ finished: formatInstant(fact.happened.at), recorded: formatInstant(fact.recorded_at), points: formatPoints(fact.points), edition: fact.edition }]
      : [],
  );
}

const laidOut = (views: readonly QuestionView[]) => views.map(({ shown }) => shown);

describe('going on', () => {
  test('with the same questions in the same order, at the first that is open, with the answers so far', async () => {
    const c = await avery({ at: '2026-11-02T18:00Z' });
    await c.run('quiz', starts, ...answersTo(EVERYTHING, 2), answers('', '>'), ...answersTo(EVERYTHING, 1), stopsHere);
    const before = laidOut(c.prompter!.views);

    c.at('2026-11-05T18:00Z');
    expect(await c.run('quiz', ...answersEach(1, ({ progress }) => (progress.number === 3 && progress.answered === 3 ? '>' : 'x')), answers('', '<'), answers('', '<'), stopsHere)).toBe(130);
    expect(c.err).toContain(`
You began this assessment on 2 Nov 2026; 3 of 7 questions answered.
  It can be resumed until 16 Nov 2026, 10:00.
`);
    const [third, fourth] = c.prompter!.views;
    expect(third!.shown).toEqual(before[2]);
    expect(third!.answer).toBeUndefined();
    expect(fourth!.shown).toEqual(before[3]);
    expect(fourth!.answer).toBeDefined();

    const rest = answersEach(5, (view) => (view.answer ? '>' : typed(view, EVERYTHING)));
    expect(await c.run('quiz --json', ...rest, handsIn)).toBe(0);
    expect(c.json.percent).toBe(100);
    expect(await attempts(c)).toMatchObject([{ finished: '2026-11-05T18:00:00Z' }]);
  });

  test('with all answered it is the last look that comes', async () => {
    const c = await avery();
    expect(await c.run('quiz', starts, ...answersTo(EVERYTHING), stops('ask', 'hand in'))).toBe(130);
    expect(await c.run('quiz', handsIn)).toBe(0);
  });

  test('neither an answer sheet nor a seed may change what has begun', async () => {
    const c = await avery();
    await c.run('quiz', starts, stopsHere);
    c.file('answers.yaml', 'tier: Ultimate\n');
    for (const option of ['--answers answers.yaml', '--seed 4']) {
      expect(await c.run(`quiz ${option}`)).toBe(2);
      expect(c.err).toBe(`certify: ${option.split(' ')[0]} cannot change an assessment that has begun
  go on with \`certify quiz\`, or end it with --hand-in
`);
    }
  });

  test('the edition is the one it was begun with, whatever the files say by now', async () => {
    const c = await avery();
    await c.run('quiz', starts, ...answersTo(EVERYTHING, 3), stopsHere);
    c.changeContent({ 'assessments/sales-q3fy27.yaml': c.read('assessments/sales-q3fy27.yaml').replaceAll('Ultimate', 'Platinum') });
    expect(await c.run('quiz --json', ...answersTo(EVERYTHING, 4), handsIn)).toBe(0);
    expect(c.json).toMatchObject({ percent: 100, edition: 'Q3FY27' });
  });
});

describe('two terminals', () => {
  test('the one opened last owns the assessment; the other writes nothing and exits with 75', async () => {
    const c = await avery();
    const second = certify({ beside: c });
    second.env = c.env;
    const takesOver = () => second.run('quiz', stopsHere);
    const code = await c.run('quiz', starts, ...answersTo(TOO_LITTLE, 2), after(takesOver, answersTo(TOO_LITTLE, 1)[0]!));
    expect(code).toBe(75);
    expect(c.err).toMatch(/certify: this assessment was taken over in another terminal\n  go on there; nothing was written from here\n$/);
    await second.run('status');
    expect(second.out).toContain('2 of 7 questions answered');
  });

  test('an assessment is begun once, though both stand before the beginning', async () => {
    const c = await avery();
    const second = certify({ beside: c });
    second.env = c.env;
    const begins = () => second.run('quiz', starts, ...answersTo(TOO_LITTLE, 1), stopsHere);
    expect(await c.run('quiz', after(begins, starts))).toBe(75);
    expect(c.err).toMatch(/certify: this assessment was begun in another terminal\n  go on there, or take it over with `certify quiz`\n$/);
    await second.run('status');
    expect(second.out).toContain('1 of 7 questions answered');
    await second.run('quiz --hand-in');
    expect(await attempts(c)).toHaveLength(1);
    expect(await second.run('quiz --hand-in')).toBe(66);
  });

  test('handing in is refused as well when it was taken over during the last look', async () => {
    const c = await avery();
    const second = certify({ beside: c });
    second.env = c.env;
    expect(await c.run('quiz', starts, ...answersTo(EVERYTHING), after(() => second.run('quiz', stops('ask', '')), handsIn))).toBe(75);
    expect(await attempts(c)).toEqual([]);
  });

  test('what was handed in elsewhere is over: the other terminal shows the result', async () => {
    const c = await avery();
    const second = certify({ beside: c });
    second.env = c.env;
    const elsewhere = () => second.run('quiz --hand-in --json');
    expect(await c.run('quiz --json', starts, ...answersTo(EVERYTHING, 2), after(elsewhere, answersTo(EVERYTHING, 1)[0]!))).toBe(3);
    expect(c.err).toMatch(/This assessment was handed in elsewhere, with the answers that it held\.\n$/);
    expect(c.json).toEqual(second.json);
    expect(await attempts(c)).toHaveLength(1);
  });
});

describe('a time limit', () => {
  async function begun(): Promise<Certify> {
    const c = await robin({ at: '2026-11-02T18:00Z' });
    await c.run('quiz', starts, ...answersTo(EVERYTHING, 2), stopsHere);
    return c;
  }

  test('runs on while the program is closed', async () => {
    const c = await begun();
    c.at('2026-11-02T18:12:30Z');
    await c.run('quiz', stopsHere);
    expect(c.err).toContain('You began this assessment on 2 Nov 2026; 2 of 4 questions answered.\n  Time left: 18 minutes.\n');
    expect(c.prompter!.views[0]!.progress.ends_at).toBe(Date.UTC(2026, 10, 2, 18, 30));
  });

  test.each(['status', 'why', 'history', 'report', 'forecast', 'submit', 'path', 'quiz --hand-in', 'grant robin --reason "on paper" --dry-run'])(
    'has passed: whoever looks next finishes it at start + limit (%s)',
    async (looks) => {
      const c = await begun();
      c.at('2026-11-09T18:00Z');
      await c.run(looks);
      expect(await attempts(c)).toMatchObject([{ finished: '2026-11-02T18:30:00Z', recorded: '2026-11-09T18:00:00Z', points: '2' }]);
    },
  );

  test('has passed: the quiz says so and shows the result', async () => {
    const c = await begun();
    c.at('2026-11-02T18:30Z');
    expect(await c.run('quiz')).toBe(3);
    expect(c.err).toBe('Your assessment ended as it stood on 2 Nov 2026, 10:30: the time was up.\n');
    expect(c.out).toContain('✗ Not passed: 50.00 % (2 of 4 points)');
  });

  test('passes while a question is on the screen', async () => {
    const c = await begun();
    const timeIsUp = after(() => c.at('2026-11-02T18:30Z'), answers('', { kind: 'time-up' }));
    expect(await c.run('quiz --json', ...answersTo(EVERYTHING, 1), timeIsUp)).toBe(3);
    expect(c.err).toMatch(/The time is up. The assessment ends with the answers that it holds.\n$/);
    expect(c.json).toMatchObject({ points: 3, max_points: 4 });
  });

  test('an answer that comes too late is not taken', async () => {
    const c = await begun();
    const late = after(() => c.at('2026-11-02T18:30:01Z'), answersTo(EVERYTHING, 1)[0]!);
    expect(await c.run('quiz --json', ...answersTo(EVERYTHING, 1), late)).toBe(3);
    expect(await attempts(c)).toMatchObject([{ finished: '2026-11-02T18:30:00Z', points: '3' }]);
  });
});

describe('without a time limit', () => {
  test('it may be resumed for 14 days', async () => {
    const c = await avery({ at: '2026-11-02T18:00Z' });
    await c.run('quiz', starts, ...answersTo(EVERYTHING, 2), stopsHere);
    c.at('2026-11-16T17:59:59Z');
    expect(await c.run('quiz', stopsHere)).toBe(130);
    c.at('2026-11-16T18:00:00Z');
    expect(await c.run('quiz')).toBe(3);
    expect(c.err).toBe('Your assessment ended as it stood on 16 Nov 2026, 10:00: it could not be resumed any longer.\n');
    expect(await attempts(c)).toMatchObject([{ finished: '2026-11-16T18:00:00Z' }]);
  });

  test('a later edition ends it on the day it takes effect', async () => {
    const c = await avery({ at: '2027-01-25T18:00Z' });
    await c.run('quiz', starts, ...answersTo(EVERYTHING, 2), stopsHere);
    c.at('2027-02-01T07:59:59Z');
    await c.run('quiz', stopsHere);
    expect(c.err).toContain('It can be resumed until 1 Feb 2027, 00:00.\n');
    c.at('2027-02-01T08:00:00Z');
    expect(await c.run('quiz')).toBe(3);
    expect(await attempts(c)).toMatchObject([{ edition: 'Q3FY27', finished: '2027-02-01T08:00:00Z' }]);
  });
});

describe('--hand-in', () => {
  test('ends it as it stands, without a terminal', async () => {
    const c = await avery();
    await c.run('quiz', starts, ...answersTo(EVERYTHING), stops('ask', 'hand in'));
    expect(await c.run('quiz --hand-in --json')).toBe(0);
    expect(c.json.percent).toBe(100);
  });

  test('needs something to hand in', async () => {
    const c = await avery();
    expect(await c.run('quiz --hand-in')).toBe(66);
    expect(c.err).toBe('certify: there is no unfinished assessment to hand in\n  start one with `certify quiz`\n');
  });
});

describe('after a crash', () => {
  test('a program that died between two answers goes on where it was', async () => {
    const c = await avery();
    await expect(c.run('quiz', starts, ...answersTo(EVERYTHING, 3))).rejects.toThrow('nothing more was expected');
    expect(await c.run('quiz --json', ...answersTo(EVERYTHING, 4), handsIn)).toBe(0);
    expect(c.json.percent).toBe(100);
  });

  test('two assessments of two tracks may be open at once', async () => {
    const c = await avery();
    await c.run('quiz', starts, stopsHere);
    c.input = 'member,module,completed_at\navery,adoption,2026-10-01\n';
    await c.run('import completions -');
    expect(await c.run('quiz cs', ...takes(EVERYTHING, 4))).toBe(0);
    expect(await c.run('quiz', ...answersTo(EVERYTHING), handsIn)).toBe(0);
  });
});
