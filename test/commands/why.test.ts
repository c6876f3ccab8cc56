/** Why the status is what it is, as a story that the person it is about understands. */
import { describe, expect, test } from 'vitest';
import type { Certify } from './harness.js';
import { avery } from './people.js';
import { EVERYTHING, TOO_LITTLE, takes } from './taking.js';

/** A pass, a fail in the next window, a retake that came too early, an extension, a void. */
async function longStory(): Promise<Certify> {
  const c = await avery({ at: '2026-08-20T18:00Z' });
  c.at('2026-08-21T18:00Z');
  await c.run('quiz', ...takes(EVERYTHING));
  c.at('2027-02-03T18:00Z');
  await c.run('quiz --seed 7', ...takes(TOO_LITTLE));
  c.file('results.csv', 'member,assessment,edition,finished_at,points,max_points\navery,sales,Q1FY28,2027-02-05T18:00:00Z,9,10\n');
  c.at('2027-02-08T18:00Z');
  await c.run('import results results.csv');
  await c.run('extend avery --window Q1FY28 --until 2027-04-15 --reason "customer launch"');
  await c.run('path done tiers');
  const slip = (await c.facts('avery')).at(-1)!.fact;
  await c.run(`void ${slip} --reason "was only opened"`);
  return c;
}

describe('certify why', () => {
  test('each fact in its order, counted or not and why, the window, what comes next', async () => {
    const c = await longStory();
    expect(await c.run('why')).toBe(0);
    const parts = c.out.split('\n\n');
    expect(parts[0]).toBe('Avery Field: Sales\nMust complete the path again (scored 70.00 % on 3 Feb 2027).');
    expect(parts.slice(1).map((part) => part.split('\n')[0])).toEqual(['What happened', 'What was decided besides', 'Which window', 'What happens next']);
    const text = c.out.replace(/\s+/g, ' ');
    for (const part of [
      '20 Aug 2026 completed 2 modules: Value drivers, Product tiers → the path is complete 21 Aug 2026',
      '21 Aug 2026 attempt at sales, edition Q3FY27: 100.00 % (10 of 10 points)',
      '→ counts as a pass: certified for the Q3FY27 window 3 Feb 2027',
      '3 Feb 2027 attempt at sales, edition Q1FY28: 70.00 % (7 of 10 points)',
      '→ counts as a fail: the learning path comes first, then the retake 5 Feb 2027',
      '5 Feb 2027 attempt at sales, edition Q1FY28: 90.00 % (9 of 10 points) → does not count: path not complete again',
      '8 Feb 2027 window Q1FY28 extended for sales until 15 Apr 2027: customer launch (staff)',
      '8 Feb 2027 completed module tiers – taken back on 8 Feb 2027: was only opened (staff)',
      'The next window that counts is Q1FY28: it opens on 1 Feb 2027 and closes on 17 Mar 2027.',
      'For this member it closes on 15 Apr 2027, moved by an extension until 15 Apr 2027.',
      'What happens next Complete again: Value drivers, Product tiers. There is no valid certification today.',
    ]) {
      expect(text).toContain(part);
    }
  });

  test('--verbose adds the rule and the arithmetic behind each line', async () => {
    const c = await longStory();
    await c.run('why --verbose');
    const text = c.out.replace(/\s+/g, ' ');
    for (const part of [
      '7 × 100 < 80 × 10',
      'after a fail an attempt is owed only once the path is complete again, or a retake permit is given',
      'taken with prompts, seed 7',
      'fiscal year 2028 begins on 2027-02-01; Q1 0 months later, on 2027-02-01; it closes 45 − 1 days later, on 2027-03-17',
      'extension: closes no earlier than 2027-04-15',
      'rule: an unresolved fail, the path not complete again and no retake permit',
    ]) {
      expect(text).toContain(part);
    }
  });

  test('as data', async () => {
    const c = await longStory();
    await c.run('why --json');
    expect(c.json).toMatchObject({ member: 'avery', track: 'sales', status: 'must-retrain' });
  });

  test('of a past day, as it was known then', async () => {
    const c = await longStory();
    await c.run('why --as-of 2027-02-04');
    expect(c.out).toContain('Must complete the path again (scored 70.00 % on 3 Feb 2027).\n');
    expect(c.out).not.toContain('customer launch');
    await c.run('why --known-at 2027-02-02T00:00:00Z');
    expect(c.out).toContain('Due for Q1 recert (Q1FY28 window, by 17 Mar 2027).\n');
  });

  test('of somebody else, of another track, of a role without one', async () => {
    const c = await longStory();
    await c.run('members add sam --name Sam --role Engineer');
    expect(await c.run('why sam')).toBe(66);
    expect(c.err).toBe('certify: sam has a role that no track names: Engineer\n  name a track with --track\n');
    expect(await c.run('why sam --track cs')).toBe(0);
    expect(c.out).toContain('Sam: Customer Success\nIn training: 0 of 2 modules done.\n');
    expect(await c.run('why zoe')).toBe(66);
  });

  test('it fits 40 columns', async () => {
    const c = await longStory();
    c.terminal.columns = 40;
    await c.run('why --verbose');
    expect(Math.max(...c.out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(40);
  });
});
