/** What staff decide about somebody: shown before it is recorded, with its reason, on its day. */
import { describe, expect, test } from 'vitest';
import { confirms } from '../fake-prompter.js';
import type { Certify } from './harness.js';
import { avery } from './people.js';
import { EVERYTHING, TOO_LITTLE, takes } from './taking.js';

/** Avery, certified in the Q3FY27 window, on the day it is. */
async function certified(day: string): Promise<Certify> {
  const c = await avery({ at: '2026-08-20T18:00Z' });
  await c.run('quiz', ...takes(EVERYTHING));
  c.at(`${day}T18:00Z`);
  return c;
}

/** Avery after a fail in the Q1FY28 window. */
async function failed(): Promise<Certify> {
  const c = await certified('2027-02-10');
  await c.run('quiz', ...takes(TOO_LITTLE));
  c.at('2027-02-11T18:00Z');
  return c;
}

const lastFact = async (c: Certify) => (await c.facts('avery')).at(-1)!;

describe('what each decision changes is shown first', () => {
  test.each<[what: string, who: () => Promise<Certify>, line: string, shown: string, status: string]>([
    [
      'a grant certifies, like a pass without a score',
      () => avery({ at: '2026-08-20T18:00Z' }),
      'grant avery --reason "passed on paper"',
      `avery: certified by staff for sales: passed on paper
  sales now:  ready to take the assessment
  sales then: certified through 17 Mar 2027
`,
      'certified',
    ],
    [
      'a revocation takes the certification away',
      () => certified('2026-09-01'),
      'revoke avery --reason "answers were shared"',
      `avery: certification for sales revoked: answers were shared
  sales now:  certified through 17 Mar 2027
  sales then: must complete the path again (certification taken away on 1 Sep 2026)
`,
      'must-retrain',
    ],
    [
      'a waiver lets off a window',
      () => certified('2027-02-10'),
      'waive avery --window Q1FY28 --reason "on a sabbatical"',
      `avery: window Q1FY28 waived for sales: on a sabbatical
  sales now:  due for Q1 recert (Q1FY28 window, by 17 Mar 2027)
  sales then: certified through 14 Sep 2027
`,
      'certified',
    ],
    [
      'a permit lifts the duty to complete the path again',
      failed,
      'waive avery --retraining --reason "the fire alarm went off"',
      `avery: retake permit for sales: the fire alarm went off
  sales now:  must complete the path again (scored 70.00 % on 10 Feb 2027)
  sales then: ready to retake the assessment (scored 70.00 % on 10 Feb 2027)
`,
      'retake-ready',
    ],
    [
      'an extension moves the closing day',
      () => certified('2027-02-10'),
      'extend avery --window Q1FY28 --until 2027-04-15 --reason "customer launch"',
      `avery: window Q1FY28 extended for sales until 15 Apr 2027: customer launch
  sales now:  due for Q1 recert (Q1FY28 window, by 17 Mar 2027)
  sales then: due for Q1 recert (Q1FY28 window, by 15 Apr 2027)
`,
      'recert-due',
    ],
    [
      'an extension after a fail: only the due day moves',
      failed,
      'extend avery --window Q1FY28 --until 2027-04-15 --reason "customer launch"',
      `avery: window Q1FY28 extended for sales until 15 Apr 2027: customer launch
  sales now:  must complete the path again (scored 70.00 % on 10 Feb 2027), due by 17 Mar 2027
  sales then: must complete the path again (scored 70.00 % on 10 Feb 2027), due by 15 Apr 2027
`,
      'must-retrain',
    ],
    [
      'a leave, and the days to come back',
      () => certified('2027-02-10'),
      'leave avery --from 2027-02-15 --to 2027-05-31 --reason "parental leave"',
      `avery: away from 15 Feb 2027 through 31 May 2027: parental leave
  sales now:  due for Q1 recert (Q1FY28 window, by 17 Mar 2027)
  sales then: due for Q1 recert (Q1FY28 window, by 30 Jun 2027)
`,
      'recert-due',
    ],
    [
      'an open leave',
      () => certified('2027-02-10'),
      'leave avery --from 2027-02-10 --reason illness',
      `avery: away from 10 Feb 2027 until further notice: illness
  sales now:  due for Q1 recert (Q1FY28 window, by 17 Mar 2027)
  sales then: on leave
`,
      'on-leave',
    ],
    [
      'a decision that changes nothing today says so',
      () => certified('2027-02-10'),
      'waive avery --window Q3FY28 --reason "a long launch"',
      `avery: window Q3FY28 waived for sales: a long launch
  changes nothing in the status today
`,
      'recert-due',
    ],
    [
      'another track than that of the role',
      () => certified('2026-09-01'),
      'grant avery --track cs --reason "was there before"',
      `avery: certified by staff for cs: was there before
  cs now:  in training: 1 of 2 modules done
  cs then: certified through 17 Mar 2027
`,
      'certified',
    ],
  ])('%s', async (_what, who, line, shown, status) => {
    const c = await who();
    expect(await c.run(line)).toBe(0);
    expect(c.err).toBe(`${shown}recorded as fact ${(await lastFact(c)).fact}\n`);
    await c.run('status --json');
    expect(c.json.status).toBe(status);
  });

  test('dated another day, it is shown for that day if it is still to come', async () => {
    const c = await certified('2026-12-01');
    await c.run('leave avery --from 2027-02-10 --to 2027-03-01 --on 2027-02-15 --reason x --dry-run');
    expect(c.err).toContain('  sales now on 15 Feb 2027:  due for Q1 recert (Q1FY28 window, by 17 Mar 2027)\n  sales then on 15 Feb 2027: on leave through 1 Mar 2027\n');
    await c.run('grant avery --on 2026-08-05 --reason "on paper"');
    expect(await lastFact(c)).toMatchObject({ kind: 'grant', happened: { on: expect.any(Number) } });
  });
});

describe('before it is recorded', () => {
  const GRANT = 'grant avery --reason "on paper"';

  test('somebody at a terminal is asked; a no records nothing', async () => {
    const c = await avery();
    const before = await c.facts('avery');
    expect(await c.run(GRANT, confirms('Record this?', false))).toBe(0);
    expect(c.err).toMatch(/\nnothing was recorded\n$/);
    expect(await c.facts('avery')).toEqual(before);
    await c.run(GRANT, confirms('Record this?', true));
    expect(c.err).toMatch(/\nrecorded as fact \w{26}\n$/);
  });

  test('--yes does not ask, --dry-run records nothing', async () => {
    const c = await avery();
    expect(await c.run(`${GRANT} --dry-run`, [])).toBe(0);
    expect(c.err).toMatch(/sales then: certified.*\nnothing was recorded \(--dry-run\)\n$/);
    expect((await lastFact(c)).kind).toBe('completion');
    expect(await c.run(`${GRANT} --yes`, [])).toBe(0);
    expect((await lastFact(c)).kind).toBe('grant');
  });

  test('--json', async () => {
    const c = await avery({ at: '2026-08-20T18:00Z' });
    await c.run(`${GRANT} --json`);
    expect(c.json).toEqual({
      fact: (await lastFact(c)).fact,
      kind: 'grant',
      member: 'avery',
      recorded: true,
      before: [{ track: 'sales', status: 'ready', valid: false, window: null, due_by: null, valid_through: null }],
      after: [{ track: 'sales', status: 'certified', valid: true, window: null, due_by: null, valid_through: '2027-03-17' }],
    });
    await c.run(`${GRANT} --json --dry-run`);
    expect(c.json).toMatchObject({ fact: null, recorded: false });
  });

  test('the fact keeps who recorded it and why', async () => {
    const c = await avery();
    c.git['user.name'] = 'Sam Staff';
    await c.run(GRANT);
    expect(await lastFact(c)).toMatchObject({ recorded_by: 'staff (Sam Staff)', reason: 'on paper', assurance: 'staff', source: 'terminal' });
  });
});

describe('wrong usage', () => {
  test.each([
    ['grant avery', '--reason is missing\n  add --help to see what the command needs\n'],
    ['waive avery --reason x', 'either a window or the retraining is waived\n  give --window W or --retraining\n'],
    ['waive avery --retraining --window Q1FY28 --reason x', 'either a window or the retraining is waived\n  give --window W or --retraining\n'],
    ['waive avery --window soon --reason x', 'not a window: soon\n  write it like Q1FY28\n'],
    ['extend avery --window Q1FY28 --reason x', '--until is missing\n  add --help to see what the command needs\n'],
    ['extend avery --until 2027-04-01 --reason x', '--window is missing\n  add --help to see what the command needs\n'],
    ['extend avery --window Q1FY28 --until 2027-03-01 --reason x', 'window Q1FY28 closes on 2027-03-17 anyway\n  give a later day with --until\n'],
    ['leave avery --reason x', '--from is missing\n  add --help to see what the command needs\n'],
    ['leave avery --from 2027-02-01 --to 2027-01-01 --reason x', 'the last day away is before the first\n  look at --from and --to\n'],
    ['grant avery --reason x --on tomorrow', 'not a day: tomorrow\n  write it like 2027-02-01\n'],
  ])('%s', async (line, said) => {
    const c = await avery();
    const before = await c.facts('avery');
    expect(await c.run(line)).toBe(2);
    expect(c.err).toBe(`certify: ${said}`);
    expect(await c.facts('avery')).toEqual(before);
  });

  test.each([
    ['grant zoe --reason x', 'no member zoe on the roster\n  see `certify members list`, or ask whoever keeps the roster to add you\n'],
    ['grant avery --track marketing --reason x', 'no track marketing\n  there are: sales, cs\n'],
    ['waive avery --window Q2FY28 --reason x', 'the program has no window Q2FY28\n  its windows are in Q1 and Q3; see `certify calendar`\n'],
  ])('%s finds nothing', async (line, said) => {
    const c = await avery();
    expect(await c.run(line)).toBe(66);
    expect(c.err).toBe(`certify: ${said}`);
  });
});

describe('the rules at work', () => {
  test('a revocation is resolved by the path and a new pass', async () => {
    const c = await certified('2026-09-01');
    await c.run('revoke avery --reason "answers were shared"');
    c.at('2026-09-02T18:00Z');
    await c.run('path done --all');
    expect(await c.run('quiz', ...takes(EVERYTHING))).toBe(0);
    await c.run('why');
    expect(c.out).toContain(`  1 Sep 2026   certification for sales revoked: answers were shared (staff)
               → earlier passes no longer count; the learning path comes first,
                 then the assessment
`);
    expect(c.out).toMatch(/→ the path is complete again\n {2}2 Sep 2026 {3}attempt at sales.*\n.*seed \d+\n {15}→ counts as a pass: certified for the Q3FY27 window\n/);
  });

  test('a later leave with the same first day replaces the last day', async () => {
    const c = await certified('2027-02-10');
    await c.run('leave avery --from 2027-02-15 --reason "parental leave"');
    await c.run('leave avery --from 2027-02-15 --to 2027-03-31 --reason "back in April"');
    await c.run('status --as-of 2027-04-01 --json');
    expect(c.json).toMatchObject({ status: 'recert-due', due_by: '2027-04-30' });
  });
});
