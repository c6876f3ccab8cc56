/** Two time axes: an old report comes out again byte for byte, whatever was recorded and changed since. */
import { describe, expect, test } from 'vitest';
import type { Certify } from './harness.js';
import { team } from './people.js';
import { PROGRAM, SALES_PATH, edition } from './small-program.js';
import { EVERYTHING, takes } from './taking.js';

const FORMS = ['csv', 'json', 'table', 'html', 'md'];

async function reports(c: Certify, options: string): Promise<string[]> {
  const texts = [];
  for (const form of FORMS) {
    expect(await c.run(`report --format ${form} ${options}`)).toBe(0);
    texts.push(c.out);
  }
  return texts;
}

/** All that can happen to records and content after the 10th of February, much of it about days before. */
async function muchHappens(c: Certify): Promise<void> {
  c.at('2027-02-20T18:00Z');
  c.file('late.csv', 'member,module,completed_at\ncy,path:sales,2027-02-05\ndee,adoption,2027-01-25\n');
  await c.run('import completions late.csv');
  c.file('late-results.csv', 'member,assessment,edition,finished_at,points,max_points\nbo,sales,Q1FY28,2027-02-06,10,10\ndee,cs,Q1FY28,2027-02-07,4,4\n');
  await c.run('import results late-results.csv');
  const attempt = (await c.facts('avery')).findLast((fact) => fact.kind === 'attempt')!.fact;
  await c.run(`void ${attempt} --reason "wrong person" --on 2027-02-04`);
  await c.run('members change bo --name "Bo Meadow" --team West --on 2027-01-01');
  await c.run('members change gus --role "Account Executive" --on 2026-08-01');
  await c.run('members add kim --name Kim --role "Account Executive" --team East --start 2026-08-03 --on 2026-08-03');
  await c.run('leave cy --from 2027-02-01 --to 2027-03-01 --reason illness --on 2027-02-01');
  await c.run('waive bo --window Q1FY28 --reason launch --on 2027-02-01');
  await c.run('grant eli --reason "on paper" --on 2027-02-01');
  await c.run('path done --all --member avery');
  await c.run('quiz --member avery', ...takes(EVERYTHING));

  c.changeContent({
    'curricula/program.yaml': PROGRAM.replace('window_days: 45', 'window_days: 60')
      .replace('title: Field Certification', 'title: Another Certification')
      .replace('roles: [Account Executive,', 'roles: [Account Executive, Engineer,')
      .replace('time_zone: America/Los_Angeles', 'time_zone: Asia/Tokyo')
      .replace('return_days: 30', 'return_days: 5'),
    'curricula/sales-q1fy28.yaml': edition(SALES_PATH, 'Q1FY28', '2027-02-01').replace('title: Product tiers', 'title: Tiers anew'),
    'curricula/cs.yaml': c.read('curricula/cs.yaml').replace('title: Adoption,', 'title: Adoption plans,'),
  });
  c.at('2027-03-01T18:00Z');
  await c.run('members change ida --team West');
}

describe('--as-of with --known-at', () => {
  test('an old report comes out again in every form', async () => {
    const c = await team({ at: '2027-02-10T18:00Z' });
    const before = await reports(c, '');
    expect(before[0]).toContain('"Field, Bo"');
    await muchHappens(c);
    expect(await reports(c, '--as-of 2027-02-10 --known-at 2027-02-10T18:00:00Z')).toEqual(before);
    const now = await reports(c, '--as-of 2027-02-10');
    for (const [place, text] of now.entries()) expect(text).not.toBe(before[place]);
  });

  test('so does a report of a day before it', async () => {
    const c = await team({ at: '2027-02-10T18:00Z' });
    const before = await reports(c, '--as-of 2026-12-31');
    await muchHappens(c);
    expect(await reports(c, '--as-of 2026-12-31 --known-at 2027-02-10T18:00:00Z')).toEqual(before);
  });

  test('so do filters, the summary, the derivation and the history', async () => {
    const c = await team({ at: '2027-02-10T18:00Z' });
    const lines = ['report --summary team', 'report --status must-retrain --track sales', 'why cy --verbose', 'why cy --json', 'status bo', 'status avery --json', 'history cy', 'history avery --json'];
    const printed = async (options: string) => {
      const texts = [];
      for (const line of lines) {
        expect(await c.run(line + options)).toBe(0);
        texts.push(c.out);
      }
      return texts;
    };
    // The history of today has no end; with a day it ends there.
    const before = await printed(' --as-of 2027-02-10');
    await muchHappens(c);
    expect(await printed(' --as-of 2027-02-10 --known-at 2027-02-10T18:00:00Z')).toEqual(before);
  });

  test('--known-at alone is the day of that instant', async () => {
    const c = await team({ at: '2027-02-10T18:00Z' });
    const [before] = await reports(c, '');
    await muchHappens(c);
    await c.run('report --known-at 2027-02-10T18:00:00Z');
    expect(c.out).toBe(before);
  });

  test('before anything was recorded it says that the policy of today is used', async () => {
    const c = await team();
    await c.run('report --known-at 2020-01-01T00:00:00Z --format csv');
    expect(c.err).toContain('nothing was recorded by 2020-01-01T00:00:00Z: the policy and paths of today are used\n');
    expect(c.out.split('\r\n')).toHaveLength(2);
  });

  test('an assessment that ran out meanwhile was not known then', async () => {
    const c = await team({ at: '2027-02-10T18:00Z' });
    await expect(c.run('quiz --member eli', { ...takes(EVERYTHING)[0]! })).rejects.toThrow('nothing more was expected');
    const before = await reports(c, '');
    c.at('2027-02-20T18:00Z');
    expect((await reports(c, '--as-of 2027-02-10'))[0]).not.toBe(before[0]);
    expect(await reports(c, '--as-of 2027-02-10 --known-at 2027-02-10T18:00:00Z')).toEqual(before);
  });
});
