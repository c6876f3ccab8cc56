/** The status of everybody: for spreadsheets, programs and people. */
import { describe, expect, test } from 'vitest';
import { type Certify, certify } from './harness.js';
import { team } from './people.js';

const HEAD =
  'member,name,email,kind,role,team,manager,track,status,valid,window,due_by,days_left,certified_on,valid_through,edition,score,last_attempt_on,attempts,modules_done,modules_total,assurance,next_action,as_of';

/** The members of the report, in order. */
async function members(c: Certify, options: string): Promise<string[]> {
  expect(await c.run(`report --format csv ${options}`)).toBe(0);
  return c.out.split('\r\n').slice(1, -1).map((line) => line.split(',')[0]!);
}

describe('certify report', () => {
  test('is CSV in a pipe, byte for byte', async () => {
    const c = await team();
    expect(await c.run('report')).toBe(0);
    expect(c.out).toBe(
      [
        HEAD,
        "eli,'=Eli,,employee,Customer Success Manager,Care,Kim,cs,ready,no,,2027-04-11,60,,,,,,0,2,2,,Take the assessment by 11 Apr 2027.,2027-02-10",
        'dee,Dee,,employee,Customer Success Manager,Care,Kim,cs,in-training,no,,2027-04-11,60,,,,,,0,1,2,,Complete: Adoption.,2027-02-10',
        'avery,Avery Field,avery@example.com,employee,Account Executive,East,Jordan,sales,certified,yes,,,,2027-02-03,2027-09-14,Q1FY28,100.00,2027-02-03,2,2,2,staff,Nothing to do until the Q3FY28 window opens on 1 Aug 2027.,2027-02-10',
        'cy,Cy,cy@example.com,partner,Strategic Account Leader,East,Kim,sales,must-retrain,no,Q1FY28,2027-03-17,35,2026-08-20,2027-03-17,Q3FY27,66.66,2027-02-04,2,0,2,staff,"Complete again: Value drivers, Product tiers.",2027-02-10',
        'fay,Fay,,employee,Account Executive,East,Jordan,sales,on-leave,yes,Q1FY28,2027-04-30,79,2026-08-20,2027-04-30,Q3FY27,90.00,2026-08-20,1,2,2,staff,Nothing to do while on leave.,2027-02-10',
        'bo,"Field, Bo",bo@example.com,employee,Account Executive,East,Jordan,sales,recert-due,yes,Q1FY28,2027-03-17,35,2026-08-20,2027-03-17,Q3FY27,80.00,2026-08-20,1,2,2,staff,Take the assessment by 17 Mar 2027.,2027-02-10',
        '',
      ].join('\r\n'),
    );
  });

  test('who is left out and why is told beside it', async () => {
    const c = await team();
    await c.run('report');
    expect(c.err).toMatch(/^left out: 1 role without a track, 1 left, 1 not started \(--everyone shows them\)\n/);
    expect(await members(c, '--everyone')).toEqual(['eli', 'dee', 'avery', 'cy', 'fay', 'bo', 'gus', 'hal', 'ida']);
    expect(c.err).not.toContain('left out');
    // With filters: those that would be there with --everyone.
    await c.run('report --role Engineer');
    expect(c.err).toMatch(/^left out: 1 role without a track \(/);
    await c.run('report --team Care');
    expect(c.err).not.toContain('left out');
  });

  test.each<[options: string, kept: string[]]>([
    ['--track cs', ['eli', 'dee']],
    ['--role "Strategic Account Leader"', ['cy']],
    ['--team Care', ['eli', 'dee']],
    ['--manager Jordan', ['avery', 'fay', 'bo']],
    ['--kind partner', ['cy']],
    ['--status recert-due', ['bo']],
    ['--status recert-due must-retrain', ['cy', 'bo']],
    ['--status recert-due,ready', ['eli', 'bo']],
    ['--team East --manager Kim', ['cy']],
    ['--team Nowhere', []],
    ['--due-within 35d', ['cy', 'bo']],
    ['--due-within 34', []],
    ['--due-within 9w', ['eli', 'dee', 'cy', 'bo']],
    ['--due-within 30d --as-of 2027-01-10', ['avery', 'bo', 'cy', 'fay']],
    ['--due-within 21d --as-of 2027-01-10', []],
  ])('%s', async (options, kept) => {
    const c = await team();
    expect((await members(c, options)).sort()).toEqual([...kept].sort());
  });

  test('somebody is due within a time by the day that the next window opens, before it has', async () => {
    const c = await team();
    expect(await members(c, '--due-within 171d --team East')).toEqual(['cy', 'fay', 'bo']);
    expect(await members(c, '--due-within 172d --team East')).toEqual(['avery', 'cy', 'fay', 'bo']);
  });

  test('--as-of is another day\'s status from what is known now', async () => {
    const c = await team();
    await c.run('report --as-of 2026-12-31 --json');
    expect(c.json).toMatchObject({ program: 'field', as_of: '2026-12-31' });
    expect(c.json.rows.map(({ member, status }: any) => [member, status])).toEqual([
      ['avery', 'certified'], ['cy', 'certified'], ['fay', 'certified'], ['bo', 'certified'], ['hal', 'certified'],
    ]);
    await c.run('report --as-of 2027-03-18 --json');
    expect(c.json.rows.map(({ member, status }: any) => [member, status])).toEqual([
      ['eli', 'ready'], ['dee', 'in-training'], ['avery', 'certified'], ['cy', 'must-retrain'], ['fay', 'on-leave'], ['bo', 'lapsed'], ['ida', 'in-training'],
    ]);
  });

  test('JSON has the same keys, with true and false, numbers and null', async () => {
    const c = await team();
    for (const option of ['--json', '--format json']) {
      await c.run(`report ${option} --status recert-due`);
      expect(c.json.rows).toEqual([
        {
          member: 'bo', name: 'Field, Bo', email: 'bo@example.com', kind: 'employee', role: 'Account Executive', team: 'East', manager: 'Jordan', track: 'sales',
          status: 'recert-due', valid: true, window: 'Q1FY28', due_by: '2027-03-17', days_left: 35, certified_on: '2026-08-20', valid_through: '2027-03-17',
          edition: 'Q3FY27', score: 80, last_attempt_on: '2026-08-20', attempts: 1, modules_done: 2, modules_total: 2, assurance: 'staff',
          next_action: 'Take the assessment by 17 Mar 2027.', as_of: '2027-02-10',
        },
      ]);
      expect(Object.keys(c.json.rows[0])).toEqual(HEAD.split(','));
    }
  });

  test('a table on a terminal, as wide as it is', async () => {
    const c = await team();
    c.terminal = { out: true, err: true, columns: 80 };
    await c.run('report --team East');
    expect(c.out).toBe(`Name         Team  Track  Status        Window  Due by      Days left
-----------  ----  -----  ------------  ------  ----------  ---------
Avery Field  East  sales  certified
Cy           East  sales  must-retrain  Q1FY28  2027-03-17         35
Fay          East  sales  on-leave      Q1FY28  2027-04-30         79
Field, Bo    East  sales  recert-due    Q1FY28  2027-03-17         35
`);
    expect(c.err).toMatch(/^no room here for: Valid through, Score, Path, Next action; --format csv has\neverything\n/);
    c.terminal.columns = 40;
    await c.run('report --team East');
    expect(Math.max(...c.out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(40);
  });

  test('Markdown and HTML', async () => {
    const c = await team();
    await c.run('report --format md --status recert-due');
    expect(c.out).toBe(`| Name | Team | Track | Status | Window | Due by | Days left | Valid through | Score | Path | Next action |
| --- | --- | --- | --- | --- | --- | ---: | --- | ---: | ---: | --- |
| Field, Bo | East | sales | recert-due | Q1FY28 | 2027-03-17 | 35 | 2027-03-17 | 80.00 | 2/2 | Take the assessment by 17 Mar 2027. |
`);
    await c.run('report --format html');
    expect(c.out).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(c.out).toContain('Status at the end of 2027-02-10.');
    expect(c.out).toContain('=Eli');
  });

  test('--summary counts by a column', async () => {
    const c = await team();
    await c.run('report --summary team');
    expect(c.out).toBe(
      [
        'team,members,valid,on-leave,must-retrain,retake-ready,in-training,ready,certified,recert-due,lapsed',
        'Care,2,0,0,0,0,1,1,0,0,0',
        'East,4,3,1,1,0,0,0,1,1,0',
        '(all),6,3,1,1,0,1,1,1,1,0',
        '',
      ].join('\r\n'),
    );
    await c.run('report --summary status --json');
    expect(c.json.summary).toContainEqual({ status: 'recert-due', members: 1 });
    expect(await c.run('report --summary shoe')).toBe(2);
    expect(c.err).toBe('certify: no summary by shoe\n  there are: track, role, team, manager, kind, status\n');
  });

  test.each(['status.csv', 'status.json', 'status.html', 'status.htm', 'status.md', 'status.txt', 'status'])('--output %s is written in the form of its ending', async (file) => {
    const c = await team();
    expect(await c.run(`report --output ${file}`)).toBe(0);
    expect(c.out).toBe('');
    const begins = { csv: 'member,', json: '{\n', html: '<!doctype html>', htm: '<!doctype html>', md: '| Name', txt: 'Name  ', status: 'member,' }[file.split('.').at(-1)!]!;
    expect(c.read(file).startsWith(begins)).toBe(true);
    const again = c.read(file);
    await c.run(`report --output ${file}`);
    expect(c.read(file)).toBe(again);
  });

  test('in a file a table has room for everything; an ending that nobody knows is refused', async () => {
    const c = await team();
    await c.run('report --output status.txt');
    expect(c.read('status.txt').split('\n')[0]).toMatch(/Valid through {2,}Score {2,}Path {2,}Next action$/);
    expect(await c.run('report --output status.xlsx')).toBe(2);
    expect(c.err).toBe('certify: no format xlsx\n  there are: csv, json, table, html, md\n');
  });

  test('--format goes before the ending; --excel adds a byte-order mark', async () => {
    const c = await team();
    await c.run('report --output status.txt --format csv --excel');
    expect(c.read('status.txt').startsWith(`\ufeff${HEAD}\r\n`)).toBe(true);
  });

  test('a file that cannot be written leaves the former one', async () => {
    const c = await team();
    expect(await c.run('report --output nowhere/status.csv')).toBe(73);
    expect(c.err).toMatch(/certify: cannot write .*nowhere\/status\.csv \(ENOENT\)\n  name a file in a folder that you can write\n/);
  });

  test('an empty roster is a header and nothing more', async () => {
    const c = certify();
    await c.run('report');
    expect(c.out).toBe(`${HEAD}\r\n`);
  });

  test.each([
    ['--format xlsx', 'no format xlsx\n  there are: csv, json, table, html, md\n'],
    ['--kind guest', 'no kind guest\n  employee or partner\n'],
    ['--status late', 'no status late\n  there are: on-leave, must-retrain, retake-ready, in-training, ready, certified, recert-due, lapsed\n'],
    ['--due-within soon', 'not a number of days: soon\n  write --due-within 30d or 4w\n'],
    ['--as-of soon', 'not a day: soon\n  write it like 2027-02-01\n'],
  ])('%s is wrong usage', async (options, said) => {
    const c = certify();
    expect(await c.run(`report ${options}`)).toBe(2);
    expect(c.err).toBe(`certify: ${said}`);
  });

  test('a track that there is not', async () => {
    const c = certify();
    expect(await c.run('report --track marketing')).toBe(66);
  });
});
