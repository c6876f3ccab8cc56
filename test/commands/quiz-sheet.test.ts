/** Assessments from an answer sheet, for scripts, and draws from a seed. */
import { describe, expect, test } from 'vitest';
import { confirms } from '../fake-prompter.js';
import { certify } from './harness.js';
import { avery, robin } from './people.js';
import { EVERYTHING, takes } from './taking.js';

const SHEET = `tier: Ultimate
drivers: [Speed, Efficiency]
year: true
stage: verify
mark: 80
steps: [Plan, Create, Verify]
features: { Plan: Boards, Verify: Pipelines }
`;

describe('--answers', () => {
  test('takes the answers of all seven types, without a terminal', async () => {
    const c = await avery();
    c.file('answers.yaml', SHEET);
    expect(await c.run('quiz sales --answers answers.yaml')).toBe(0);
    expect(c.err).toBe('');
    expect(c.out).toContain('✓ Passed: 100.00 % (10 of 10 points)');
  });

  test('a question that is left out scores nothing', async () => {
    const c = await avery();
    c.file('answers.yaml', 'tier: Ultimate\nyear: true\n');
    expect(await c.run('quiz --answers answers.yaml --json')).toBe(3);
    expect(c.json).toMatchObject({ points: 2, max_points: 10, passed: false });
  });

  test('entries that were not drawn are passed over with a note', async () => {
    const c = await robin();
    c.file('answers.yaml', Array.from({ length: 8 }, (_, place) => `plan-${place + 1}: "yes"\n`).join(''));
    expect(await c.run('quiz --answers answers.yaml --seed 3')).toBe(0);
    expect(c.err).toMatch(/^passed over, since they were not drawn: (plan-\d, ){2}plan-\d and 1 more\n$/);
  });

  test('every fault is told with its line and column, and nothing is recorded', async () => {
    const c = await avery();
    c.file('answers.yaml', 'tier: Enterprise\ndrivers: [Speed, Sped]\nyear: perhaps\nmark: many\nsteps: [Plan, Create]\nfeatures: Boards\nstage: verify\n');
    expect(await c.run('quiz --answers answers.yaml')).toBe(65);
    expect(c.err).toBe(`answers.yaml:1:7: tier: "Enterprise" is not one of the options (there are "Ultimate", "Premium", "Free")
answers.yaml:2:10: drivers: "Sped" is not one of the options (there are "Efficiency", "Speed", "Colour", "Weight")
answers.yaml:3:7: year: true or false is asked for (write true or false)
answers.yaml:4:7: mark: "many" is not a number that can be graded (type a number alone, in digits, such as 12 or 2.5)
answers.yaml:5:8: steps: not all items are there: "Verify" (write every item once)
answers.yaml:6:11: features: pairs are asked for (write them as "left: right")
certify: the answer sheet has faults: answers.yaml
  mend them; nothing was recorded
`);
    await c.run('status');
    expect(c.out).toContain('ready to take the assessment');
    expect(c.out).not.toContain('not finished');
  });

  test('a sheet that is not there, and one that comes on standard input', async () => {
    const c = await avery();
    expect(await c.run('quiz --answers nowhere.yaml')).toBe(66);
    expect(c.err).toBe('certify: the file cannot be read: nowhere.yaml (ENOENT)\n  check the name\n');
    c.input = SHEET;
    expect(await c.run('quiz --answers -')).toBe(0);
  });

  test('who owes no assessment is refused with 77, told why and when the next one is', async () => {
    const c = await avery();
    c.file('answers.yaml', SHEET);
    await c.run('quiz --answers answers.yaml');
    expect(await c.run('quiz --answers answers.yaml')).toBe(77);
    expect(c.err).toBe(`certify: no assessment is due: already certified for the Q3FY27 window
  nothing to do until the Q1FY28 window opens on 1 Feb 2027
`);
  });

  test('the sheet and the way it was taken are kept with the attempt', async () => {
    const c = await avery();
    c.file('answers.yaml', SHEET);
    await c.run('quiz --answers answers.yaml --seed 42');
    await c.run('why --verbose');
    expect(c.out.replace(/\s+/g, ' ')).toContain('10 points), taken with answers, seed 42');
  });

  test('answers that come after an old attempt ran out are not mistaken for it', async () => {
    const c = await robin({ at: '2026-11-02T18:00Z' });
    await expect(c.run('quiz', confirms('Start now?', true))).rejects.toThrow();
    c.at('2026-11-03T18:00Z');
    c.file('answers.yaml', 'plan-1: "yes"\n');
    expect(await c.run('quiz --answers answers.yaml')).toBe(77);
    expect(c.err).toContain('Your assessment ended as it stood on 2 Nov 2026, 10:30: the time was up.\n');
    expect(c.err).toContain('certify: no assessment yet: path not complete again\n');
  });
});

describe('--seed', () => {
  test('the same seed lays out the same questions for everybody who has seen none', async () => {
    const laidOut = [];
    for (const seed of [5, 5, 6]) {
      const c = await robin();
      await c.run(`quiz --seed ${seed}`, ...takes(EVERYTHING, 4));
      laidOut.push(c.prompter!.views.map(({ shown }) => shown));
    }
    expect(laidOut[0]).toEqual(laidOut[1]);
    expect(laidOut[0]).not.toEqual(laidOut[2]);
  });

  test.each(['six', '-1', '1.5', '1234567890123456'])('%s is not a seed', async (seed) => {
    const c = await avery();
    expect(await c.run(`quiz --seed=${seed}`, [])).toBe(2);
    expect(c.err).toContain(`not a seed: ${seed}\n  give --seed a whole number\n`);
  });

  test('without one, two people get different draws', async () => {
    const c = await avery();
    await c.run('quiz', ...takes(EVERYTHING));
    const d = certify({ beside: c });
    await d.run('members add kim --name Kim --role "Account Executive"');
    d.env['CERTIFY_MEMBER'] = 'kim';
    await d.run('path done --all');
    await d.run('quiz', ...takes(EVERYTHING));
    expect(d.prompter!.views.map(({ shown }) => shown)).not.toEqual(c.prompter!.views.map(({ shown }) => shown));
  });
});
