/** Finished assessments from other systems. */
import { describe, expect, test } from 'vitest';
import type { Certify } from './harness.js';
import { avery } from './people.js';
import { SALES_ASSESSMENT } from './small-program.js';

const HEAD = 'member,assessment,edition,finished_at,points,max_points\n';

async function imported(text: string, options = ''): Promise<Certify> {
  const c = await avery({ at: '2026-11-02T18:00Z' });
  c.file('r.csv', HEAD + text);
  await c.run(`import results r.csv ${options}`);
  return c;
}

async function results(c: Certify): Promise<any[]> {
  await c.run('history --json');
  return c.json.filter((fact: { kind: string }) => fact.kind === 'attempt');
}

describe('certify import results', () => {
  test('points are decimals or fractions, and exact', async () => {
    const c = await imported('avery,sales,Q3FY27,2026-10-01T10:00:00Z,19.2,24\navery,sales,Q3FY27,2026-10-02,2/3,1\n');
    expect(c.err).toBe('2 results imported\n');
    expect(await results(c)).toMatchObject([
      { edition: 'Q3FY27', happened_at: '2026-10-01T10:00:00Z', points: 19.2, max_points: 24, percent: 80, passed: true, assurance: 'staff', source: 'import' },
      { happened_on: '2026-10-02', points: '2/3', max_points: 1, percent: 66.66, passed: false },
    ]);
  });

  test('the same file twice changes nothing, in any spelling', async () => {
    const c = await imported('avery,sales,Q3FY27,2026-10-01T10:00:00Z,8,10\navery,sales,Q3FY27,2026-10-02,9,10\n');
    await c.run('import results r.csv');
    expect(c.err).toBe('0 results imported (2 there already)\n');
    c.file('again.csv', 'points;max_points;finished_at;edition;assessment;member\n16/2;10.0;2026-10-01T12:00:00+02:00;Q3FY27;sales;avery\n');
    await c.run('import results again.csv');
    expect(c.err).toBe('0 results imported (1 there already)\n');
  });

  test('other points at the same instant is a bad row, in the records or in the file', async () => {
    const c = await imported('avery,sales,Q3FY27,2026-10-01T10:00:00Z,8,10\n');
    const { fact } = (await c.facts('avery')).at(-1)!;
    c.file('r.csv', `${HEAD}avery,sales,Q3FY27,2026-10-01T10:00:00Z,9,10\n`);
    expect(await c.run('import results r.csv')).toBe(65);
    expect(c.err).toBe(`r.csv:2:5: points: at this instant there is a result of 8 of 10 points already (void fact ${fact} first if it is wrong)
certify: nothing was imported: 1 bad row
  mend the rows, or add --skip-bad-rows to import the others
`);
    c.file('r.csv', `${HEAD}avery,sales,Q3FY27,2026-10-02T10:00:00Z,8,10\navery,sales,Q3FY27,2026-10-02T10:00:00Z,9,10\n`);
    expect(await c.run('import results r.csv')).toBe(65);
    expect(c.err).toMatch(/^r\.csv:3:5: points: at this instant there is a result of 8 of 10 points already/);
  });

  test('on a day equal rows are the same result, other points another', async () => {
    const c = await imported('avery,sales,Q3FY27,2026-10-01,8,10\navery,sales,Q3FY27,2026-10-01,8,10\navery,sales,Q3FY27,2026-10-01,7,10\n');
    expect(c.err).toBe('2 results imported (1 there already)\n');
    expect(await results(c)).toHaveLength(2);
  });

  test('what was voided is told and not imported again without --again', async () => {
    const c = await imported('avery,sales,Q3FY27,2026-10-01T10:00:00Z,8,10\n');
    const { fact } = (await c.facts('avery')).at(-1)!;
    await c.run(`void ${fact.slice(0, 8)} --reason "wrong person"`);
    expect(await c.run('import results r.csv')).toBe(0);
    expect(c.err).toBe(`r.csv:2: fact ${fact} was voided; --again imports it anew\n0 results imported (1 voided before)\n`);
    await c.run('import results r.csv --again');
    expect(c.err).toBe('1 result imported\n');
    await c.run('import results r.csv --again');
    expect(c.err).toBe('0 results imported (1 there already)\n');
    // A corrected score may take the place of a voided one.
    c.file('r.csv', `${HEAD}avery,sales,Q3FY27,2026-10-01T10:00:00Z,9,10\n`);
    expect(await c.run('import results r.csv')).toBe(65);
    for (const attempt of await results(c)) if (!attempt.voided_by) await c.run(`void ${attempt.fact} --reason "wrong score"`);
    expect(await c.run('import results r.csv')).toBe(0);
  });

  test('the pass mark is that of the edition; of an unknown one the program\'s, with a warning', async () => {
    const c = await avery({ at: '2026-11-02T18:00Z' });
    c.changeContent({ 'assessments/sales-q3fy27.yaml': SALES_ASSESSMENT.replace('questions:', 'pass_mark: 90\nquestions:') });
    c.file('r.csv', `${HEAD}avery,sales,Q3FY27,2026-10-01,85,100\navery,sales,Q9FY20,2026-10-02,85,100\navery,sales,Q9FY20,2026-10-03,85,100\n`);
    expect(await c.run('import results r.csv')).toBe(0);
    expect(c.err).toBe(`edition Q9FY20 of sales is not in the content: the program's pass mark of 80 % is taken (2 rows)
3 results imported
`);
    expect((await results(c)).map(({ passed, pass_mark }) => [passed, pass_mark])).toEqual([[false, 90], [true, 80], [true, 80]]);
  });

  test('an assessment file with faults stops it: the pass mark could not be told', async () => {
    const c = await avery({ at: '2026-11-02T18:00Z' });
    c.changeContent({ 'assessments/sales-q3fy27.yaml': 'assessment: sales\n' });
    c.file('r.csv', `${HEAD}avery,sales,Q3FY27,2026-10-01,85,100\n`);
    expect(await c.run('import results r.csv')).toBe(65);
    expect(c.err).toMatch(/certify: the content has faults: /);
    // Another track's results go on.
    c.file('r.csv', `${HEAD}avery,cs,Q3FY27,2026-10-01,85,100\n`);
    expect(await c.run('import results r.csv')).toBe(0);
  });

  test('bad rows are named with line and column, and nothing is imported', async () => {
    const c = await imported(
      'avery,sales,Q3FY27,2026-10-01,9,10\nzoe,sales,Q3FY27,2026-10-01,9,10\navery,marketing,Q3FY27,2026-10-01,9,10\navery,sales,,2026-10-01,9,10\navery,sales,Q3FY27,yesterday,9,10\navery,sales,Q3FY27,2026-10-01,11,10\navery,sales,Q3FY27,2026-10-01,9,0\navery,sales,Q3FY27,2026-10-01,many,-1\n',
    );
    expect(c.err).toBe(`r.csv:3:1: member: no member zoe on the roster (see \`certify members list\`)
r.csv:4:2: assessment: no assessment marketing (there are: sales, cs)
r.csv:5:3: edition: this cell must not be empty
r.csv:6:4: finished_at: yesterday is not a day or a time (write a day as 2020-10-13, or a time as 2020-10-13T16:41:07Z)
r.csv:7:5: points: 11 is more than the 10 points to be had
r.csv:8:6: max_points: the most points to be had are above 0
r.csv:9:5: points: many is not a number of points (write a decimal such as 19.2 or a fraction such as 58/3)
r.csv:9:6: max_points: the most points to be had are above 0
certify: nothing was imported: 7 bad rows
  mend the rows, or add --skip-bad-rows to import the others
`);
    expect(await results(c)).toEqual([]);
  });

  test('--skip-bad-rows, --unmatched, --dry-run and --json', async () => {
    const c = await imported('avery,sales,Q3FY27,2026-10-01,9,10\nzoe,sales,Q3FY27,2026-10-01,9,10\n', '--skip-bad-rows --unmatched u.csv --dry-run --json');
    expect(c.json).toMatchObject({ imported: 1, unchanged: 0, voided: 0, bad_rows: [{ line: 3, column: 1 }], rows: 2, dry_run: true });
    expect(c.read('u.csv')).toBe('member,assessment,edition,finished_at,points,max_points\r\nzoe,sales,Q3FY27,2026-10-01,9,10\r\n');
    expect(await results(c)).toEqual([]);
  });

  test('a date in the future is told: mostly a slip of the year', async () => {
    const c = await imported('avery,sales,Q3FY27,2027-10-01,9,10\n');
    expect(c.err).toBe('a date is still to come: it counts from then on\n1 result imported\n');
    await c.run('status --json');
    expect(c.json.status).toBe('ready');
  });

  test('a thousand rows that are alike come out as they should', async () => {
    const rows = Array.from({ length: 1200 }, (_, place) => `avery,sales,Q3FY27,2026-10-01T10:00:${String(place % 60).padStart(2, '0')}Z,8,10\n`);
    const c = await imported(rows.join(''));
    expect(c.err).toBe('60 results imported (1140 there already)\n');
  });

  test('where names begin like formulas, what an export guarded comes back as it was', async () => {
    const c = await imported("avery,sales,'=Q3,2026-10-01,9,10\n");
    expect(await results(c)).toMatchObject([{ edition: '=Q3' }]);
  });
});
