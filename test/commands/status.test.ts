/** `certify status` in every state, and `--check` for scripts. */
import { describe, expect, test } from 'vitest';
import { type Certify, certify } from './harness.js';
import { EVERYTHING, TOO_LITTLE, takes } from './taking.js';

/** Avery with facts that staff have imported: `module day` and `points day`. */
async function averyWith(...facts: string[]): Promise<Certify> {
  const c = certify({ at: '2026-09-01T18:00Z' });
  c.env['CERTIFY_MEMBER'] = 'avery';
  await c.run('members add avery --name "Avery Field" --role "Account Executive" --team East --start 2026-08-03');
  const completions = facts.filter((fact) => /^[a-z]/.test(fact)).map((fact) => `avery,${fact.replace(' ', ',')}\n`);
  const results = facts.filter((fact) => /^\d/.test(fact)).map((fact) => `avery,sales,Q3FY27,${fact.split(' ')[1]},${fact.split(' ')[0]},10\n`);
  c.file('completions.csv', `member,module,completed_at\n${completions.join('')}`);
  c.file('results.csv', `member,assessment,edition,finished_at,points,max_points\n${results.join('')}`);
  await c.run('import completions completions.csv');
  await c.run('import results results.csv');
  return c;
}

const PATH_DONE = ['value 2026-08-10', 'tiers 2026-08-10'];
const CERTIFIED = [...PATH_DONE, '9 2026-08-20'];

describe('the words of each state', () => {
  test.each<[status: string, day: string, valid: boolean, facts: string[], screen: string]>([
    ['in-training', '2026-09-01', false, ['value 2026-08-10'], '! in training: 1 of 2 modules done, 61 days left\n\n  Next: Complete: Product tiers.'],
    ['ready', '2026-09-01', false, PATH_DONE, '! ready to take the assessment, 61 days left\n\n  Next: Take the assessment by 1 Nov 2026.'],
    ['certified', '2026-09-01', true, CERTIFIED, '✓ certified through 17 Mar 2027\n\n  Next: Nothing to do until the Q1FY28 window opens on 1 Feb 2027.'],
    ['recert-due', '2027-03-17', true, CERTIFIED, '! due for Q1 recert (Q1FY28 window, by 17 Mar 2027), today is the last day\n\n  Next: Take the assessment by 17 Mar 2027.'],
    ['lapsed', '2027-03-18', false, CERTIFIED, '✗ lapsed: the Q1FY28 window closed on 17 Mar 2027, 1 day past\n\n  Next: Take the assessment.'],
    ['must-retrain', '2026-09-01', false, [...PATH_DONE, '7 2026-08-20'], '✗ must complete the path again (scored 70.00 % on 20 Aug 2026), 61 days left\n\n  Next: Complete again: Value drivers, Product tiers.'],
    [
      'retake-ready',
      '2026-09-01',
      false,
      [...PATH_DONE, '7 2026-08-20', 'value 2026-08-21', 'tiers 2026-08-22'],
      '! ready to retake the assessment (scored 70.00 % on 20 Aug 2026), 61 days left\n\n  Next: Retake the assessment by 1 Nov 2026.',
    ],
  ])('%s on %s', async (status, day, valid, facts, screen) => {
    const c = await averyWith(...facts);
    c.at(`${day}T18:00Z`);
    expect(await c.run('status --check')).toBe(valid ? 0 : 3);
    expect(c.out).toContain(`Avery Field · Account Executive · East\n\nSales\n${screen}\n`);
    expect(await c.run('status --json')).toBe(0);
    expect(c.json).toMatchObject({ member: 'avery', track: 'sales', status, valid, as_of: day });
  });

  test('on-leave, and the certification stays valid', async () => {
    const c = await averyWith(...CERTIFIED);
    await c.run('leave avery --from 2026-09-01 --to 2026-12-31 --reason "parental leave"');
    expect(await c.run('status --check')).toBe(0);
    expect(c.out).toContain('Sales\n– on leave through 31 Dec 2026\n\n  Next: Nothing to do while on leave.\n');
  });

  test('a member who has left, one who has not started, one whose role no track names', async () => {
    const c = await averyWith();
    expect(await c.run('status --as-of 2026-08-02')).toBe(0);
    expect(c.out).toContain('Starts on 3 Aug 2026, which is after 2 Aug 2026.\n');
    await c.run('members change avery --end 2026-08-31');
    await c.run('status');
    expect(c.out).toContain('Left the team: the last day was 31 Aug 2026.\n');
    await c.run('members add sam --name Sam --role Engineer');
    expect(await c.run('status sam --check')).toBe(3);
    expect(c.out).toBe('Sam · Engineer\nNo track of this program is meant for the role Engineer.\n');
  });
});

describe('progress on the path', () => {
  test('a bar a stage, over the required modules', async () => {
    const c = await averyWith('value 2026-08-10', 'demo 2026-08-11');
    await c.run('status');
    expect(c.out).toContain(`Learning path, edition Q3FY27: 1 of 2 modules done
  Getting started  ████████████████████  1 of 1
  The product      ░░░░░░░░░░░░░░░░░░░░  0 of 1
`);
  });

  test('after a fail it counts what was done again', async () => {
    const c = await averyWith(...PATH_DONE);
    await c.run('quiz', ...takes(TOO_LITTLE));
    c.at('2026-09-02T18:00Z');
    await c.run('path done value');
    expect(c.out).toBe('Complete again: Product tiers.\n');
    await c.run('status');
    expect(c.out).toContain('Learning path, edition Q3FY27: 1 of 2 modules done again\n');
  });

  test('it fits 40 columns', async () => {
    const c = await averyWith('value 2026-08-10');
    c.terminal.columns = 40;
    await c.run('status');
    expect(Math.max(...c.out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(40);
  });
});

describe('another day, another state of knowledge', () => {
  test('--as-of asks what was true then, --known-at what was known then', async () => {
    const c = await averyWith(...PATH_DONE);
    c.at('2026-09-02T18:00Z');
    await c.run('quiz', ...takes(EVERYTHING));
    await c.run('status --as-of 2026-09-01');
    expect(c.out).toContain('ready to take the assessment');
    await c.run('status --known-at 2026-09-02T17:00:00Z --json');
    expect(c.json).toMatchObject({ status: 'ready', as_of: '2026-09-02' });
    await c.run('status --known-at 2026-09-02T17:00:00Z --as-of 2026-08-05 --json');
    expect(c.json).toMatchObject({ status: 'in-training', as_of: '2026-08-05' });
  });

  test('before anything was recorded there is nobody', async () => {
    const c = await averyWith();
    expect(await c.run('status --known-at 2026-01-01T00:00:00Z')).toBe(66);
    expect(c.err).toBe(`nothing was recorded by 2026-01-01T00:00:00Z: the policy and paths of today are used
certify: avery was not on the roster
  leave out --known-at, or name a later instant
`);
  });

  test.each([
    ['status --as-of 2026-02-30', 'not a day: 2026-02-30\n  write it like 2027-02-01\n'],
    ['status --as-of 1.2.2026', 'not a day: 1.2.2026\n  write it like 2027-02-01\n'],
    ['status --known-at yesterday', 'not an instant: yesterday\n  write it like 2027-02-01T09:00:00Z\n'],
    ['status --known-at 2026-09-01T10:00:00', 'not an instant: 2026-09-01T10:00:00\n  write it like 2027-02-01T09:00:00Z\n'],
  ])('%s is wrong usage', async (line, said) => {
    const c = await averyWith();
    expect(await c.run(line)).toBe(2);
    expect(c.err).toBe(`certify: ${said}`);
  });

  test('--track names one track, of another role too', async () => {
    const c = await averyWith(...PATH_DONE);
    expect(await c.run('status --track marketing')).toBe(66);
    expect(await c.run('status --track sales --check')).toBe(3);
    expect(await c.run('status --track cs --json')).toBe(0);
    expect(c.json).toMatchObject({ track: 'cs', status: 'in-training' });
  });
});
