/** What is recorded about somebody: history, review, and taking facts back. */
import { describe, expect, test } from 'vitest';
import type { Certify } from './harness.js';
import { avery } from './people.js';
import { EVERYTHING, TOO_LITTLE, takes } from './taking.js';

async function idOf(c: Certify, kind: string): Promise<string> {
  return (await c.facts('avery')).findLast((fact) => fact.kind === kind)!.fact;
}

describe('certify history', () => {
  test('every fact in the order in which it happened, with its id, its assurance and who recorded it', async () => {
    const c = await avery({ at: '2026-11-02T18:00Z', path: 'to do' });
    c.git['user.name'] = 'Avery Field';
    await c.run('path done value tiers');
    await c.run('quiz', ...takes(EVERYTHING));
    c.at('2026-11-03T18:00Z');
    c.file('completions.csv', 'member,module,completed_at\navery,demo,2026-10-05\n');
    await c.run('import completions completions.csv');
    await c.run('history');
    const ids = Object.fromEntries((await c.facts('avery')).map((fact) => [fact.kind === 'completion' ? fact.module : fact.kind, fact.fact.slice(0, 10)]));
    const [first, second] = [ids['value']!, ids['tiers']!].sort();
    expect(c.out).toBe(`5 Oct 2026   ${ids['demo']} completed module demo
                        staff, import, recorded 2026-11-03 by staff (Avery
                        Field)
2 Nov 2026   ${ids['roster']} on the roster: Account Executive, East
                        staff, terminal, recorded 2026-11-02 by staff
2 Nov 2026   ${first} completed module ${first === ids['value'] ? 'value' : 'tiers'}
                        self, terminal, recorded 2026-11-02 by staff (Avery
                        Field)
2 Nov 2026   ${second} completed module ${second === ids['value'] ? 'value' : 'tiers'}
                        self, terminal, recorded 2026-11-02 by staff (Avery
                        Field)
2 Nov 2026   ${ids['attempt']} attempt at sales, edition Q3FY27: 100.00 % (10 of 10
                        points)
                        self, terminal, recorded 2026-11-02 by staff (Avery
                        Field)
`);
  });

  test('as data, each with its "fact"', async () => {
    const c = await avery();
    c.at('2026-11-02T19:00Z');
    await c.run('quiz --seed 3', ...takes(EVERYTHING));
    await c.run('history --json');
    expect(c.json).toHaveLength(4);
    for (const fact of c.json) expect(fact.fact).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/);
    expect(c.json.at(-1)).toMatchObject({
      kind: 'attempt',
      member: 'avery',
      happened_at: '2026-11-02T19:00:00Z',
      assessment: 'sales',
      edition: 'Q3FY27',
      points: 10,
      max_points: 10,
      percent: 100,
      pass_mark: 80,
      passed: true,
      seed: '3',
      taken_with: 'prompts',
      assurance: 'self',
      source: 'terminal',
      day: '2026-11-02',
      voided_by: null,
    });
  });

  test('of a day, and as it was known at an instant', async () => {
    const c = await avery({ at: '2026-11-02T18:00Z', path: 'to do' });
    c.file('completions.csv', 'member,module,completed_at\navery,value,2026-10-05\navery,tiers,2026-10-20\n');
    c.at('2026-11-03T18:00Z');
    await c.run('import completions completions.csv');
    const modules = async (options: string) => {
      await c.run(`history --json ${options}`);
      return c.json.flatMap((fact: { module?: string }) => fact.module ?? []);
    };
    expect(await modules('--as-of 2026-10-05')).toEqual(['value']);
    expect(await modules('--as-of 2026-10-20')).toEqual(['value', 'tiers']);
    expect(await modules('--known-at 2026-11-03T17:59:59Z')).toEqual([]);
  });

  test('of somebody else, and of nobody', async () => {
    const c = await avery();
    await c.run('members add kim --name Kim --role "Account Executive"');
    expect(await c.run('history kim --json')).toBe(0);
    expect(c.json).toMatchObject([{ member: 'kim', kind: 'roster' }]);
    expect(await c.run('history zoe')).toBe(66);
  });
});

describe('certify review', () => {
  test('after a pass: every question with the answer, the right one and why', async () => {
    const c = await avery({ at: '2026-11-02T18:00Z' });
    await c.run('quiz --seed 7', ...takes({ ...EVERYTHING, tier: 'Premium' }));
    expect(await c.run(`review ${(await idOf(c, 'attempt')).slice(0, 6)}`)).toBe(0);
    expect(c.out).toContain(`sales, edition Q3FY27
2 Nov 2026, 10:00: 90.00 % (9 of 10 points), pass mark 80 %
counts as a pass: certified for the Q3FY27 window

By objective
  5/6   Tell the tiers apart
  4/4   Name the value drivers

✓ 1. Which stage holds the pipelines?
  answer  Verify
  points  1 of 1

✗ 2. Which tier first includes epics in epics?
  answer  Premium
  right   Ultimate
  points  0 of 1
          Premium has epics of one level.
  because Epics in epics came with Ultimate.
`);
    await c.run(`review ${await idOf(c, 'attempt')} --json`);
    expect(c.json.questions[1]).toEqual({
      question: 'tier',
      prompt: 'Which tier first includes epics in epics?',
      choices: ['Free', 'Premium', 'Ultimate'],
      answer: { type: 'single', option: 'Premium' },
      right_answer: 'Ultimate',
      points: 0,
      max_points: 1,
      explanation: 'Epics in epics came with Ultimate.',
    });
  });

  test('after a fail: points by objective and nothing of the questions', async () => {
    const c = await avery();
    await c.run('quiz --seed 7', ...takes(TOO_LITTLE));
    await c.run(`review ${await idOf(c, 'attempt')}`);
    expect(c.out).toMatch(/By objective\n  3\/6   Tell the tiers apart\n  4\/4   Name the value drivers\n/);
    expect(c.out).toMatch(/Single questions and right answers are shown after a pass, so that the questions\nstay fresh for a retake\.\n$/);
    expect(c.out).not.toContain('Ultimate');
    await c.run(`review ${await idOf(c, 'attempt')} --json`);
    expect(c.json).not.toHaveProperty('questions');
  });

  test('of the questions as they were, long after the bank has changed', async () => {
    const c = await avery();
    await c.run('quiz', ...takes(EVERYTHING));
    c.changeContent({ 'assessments/sales-q3fy27.yaml': c.read('assessments/sales-q3fy27.yaml').replaceAll('Ultimate', 'Platinum') });
    await c.run(`review ${await idOf(c, 'attempt')}`);
    expect(c.out).toContain('  answer  Ultimate\n  points  1 of 1\n  because Epics in epics came with Ultimate.\n');
  });

  test('of a result that was imported', async () => {
    const c = await avery();
    c.file('results.csv', 'member,assessment,edition,finished_at,points,max_points\navery,sales,Q3FY27,2026-10-01,9,10\n');
    await c.run('import results results.csv');
    expect(await c.run(`review ${await idOf(c, 'attempt')}`)).toBe(0);
    expect(c.out).toContain('1 Oct 2026: 90.00 % (9 of 10 points), pass mark 80 %\n');
    expect(c.out).toContain('This result was imported: its questions are not in the records.\n');
  });

  test('what does not count says why', async () => {
    const c = await avery({ path: 'to do' });
    c.file('results.csv', 'member,assessment,edition,finished_at,points,max_points\navery,sales,Q3FY27,2026-10-01,9,10\n');
    await c.run('import results results.csv');
    await c.run(`review ${await idOf(c, 'attempt')}`);
    expect(c.out).toContain('does not count: path not complete\n');
  });

  test.each(['review zzzzzz', 'review a'])('%s finds nothing', async (line) => {
    const c = await avery();
    expect(await c.run(line)).toBe(66);
    expect(c.err).toBe(`certify: no attempt ${line.slice(7)}\n  ids are in \`certify history\`\n`);
  });

  test('a fact that is no attempt', async () => {
    const c = await avery();
    expect(await c.run(`review ${await idOf(c, 'completion')}`)).toBe(66);
  });
});

describe('certify void', () => {
  test('takes a fact back by the beginning of its id, and what was before comes back', async () => {
    const c = await avery({ at: '2026-11-02T18:00Z' });
    await c.run('status --json');
    const before = c.out;
    await c.run('quiz', ...takes(EVERYTHING));
    const id = await idOf(c, 'attempt');
    expect(await c.run(`void ${id.slice(0, 6)} --reason "wrong person"`)).toBe(0);
    expect(c.err).toContain(`takes back: attempt at sales, edition Q3FY27: 100.00 % (10 of 10 points)
avery: fact ${id.slice(0, 8)} taken back: wrong person
  sales now:  certified through 17 Mar 2027
  sales then: ready to take the assessment
recorded as fact ${await idOf(c, 'void')}
`);
    await c.run('status --json');
    expect(c.out).toBe(before);
    await c.run('history');
    expect(c.out.replace(/\s+/g, ' ')).toContain('attempt at sales, edition Q3FY27: 100.00 % (10 of 10 points) (taken back)');
    await c.run('history --json');
    expect(c.json.find((fact: { kind: string }) => fact.kind === 'attempt').voided_by).toBe(await idOf(c, 'void'));
  });

  test('a void cannot be voided, and nothing twice', async () => {
    const c = await avery();
    const id = await idOf(c, 'completion');
    await c.run(`void ${id} --reason "a slip"`);
    expect(await c.run(`void ${await idOf(c, 'void')} --reason "another slip"`)).toBe(2);
    expect(c.err).toBe('certify: a void cannot be voided\n  record the fact again instead\n');
    expect(await c.run(`void ${id} --reason "once more"`)).toBe(2);
    expect(c.err).toContain('was voided already\n');
  });

  test('an id that is nobody\'s, and one that several begin with', async () => {
    const c = await avery();
    expect(await c.run('void zzzzzz --reason "a slip"')).toBe(66);
    expect(c.err).toContain('certify: no fact zzzzzz\n');
    // Ids as the records of a big program have them: two that begin alike.
    let drawn = 0;
    c.deps = { randomBytes: (count) => new Uint8Array(count).fill(7).with(10, drawn++) };
    await c.run('path done demo value');
    const id = await idOf(c, 'completion');
    expect(await c.run(`void ${id.slice(0, 8)} --reason "a slip"`)).toBe(2);
    expect(c.err).toMatch(/^certify: several facts begin with \w{8}\n  write more of the id: \w{26}, \w{26} …\n$/);
  });

  test('a reason is needed', async () => {
    const c = await avery();
    for (const reason of ['', ' --reason ""', ' --reason "  "']) {
      expect(await c.run(`void ${await idOf(c, 'completion')}${reason}`)).toBe(2);
      expect(c.err).toBe('certify: --reason is missing\n  add --help to see what the command needs\n');
    }
  });
});
