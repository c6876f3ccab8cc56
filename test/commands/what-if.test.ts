/** What a policy means before anybody is told: `report --policy`, `calendar` and `forecast`. */
import { describe, expect, test } from 'vitest';
import { certify } from './harness.js';
import { avery, team } from './people.js';
import { PROGRAM } from './small-program.js';
import { EVERYTHING, takes } from './taking.js';

describe('certify report --policy', () => {
  test('a new pass mark is applied to attempts whose edition sets none of its own', async () => {
    const c = await team();
    c.file('proposed.yaml', PROGRAM.replace('pass_mark: 80', 'pass_mark: 85'));
    const before = c.read('data/records.db');
    expect(await c.run('report --policy proposed.yaml --format table')).toBe(0);
    expect(c.out).toBe(`Name       Track  Now           Then          Due by now  Due by then
---------  -----  ------------  ------------  ----------  -----------
Cy         sales  must-retrain  must-retrain  2027-03-17  2026-11-01
Field, Bo  sales  recert-due    must-retrain  2027-03-17  2026-11-01

recert-due → must-retrain: 1
2 of 6 certifications would change. Nothing was recorded.
`);
    expect(c.read('data/records.db')).toBe(before);
  });

  test('an edition with a pass mark of its own keeps it', async () => {
    const c = await avery();
    c.changeContent({ 'assessments/sales-q3fy27.yaml': c.read('assessments/sales-q3fy27.yaml').replace('questions:', 'pass_mark: 80\nquestions:') });
    await c.run('quiz', ...takes({ ...EVERYTHING, tier: 'Free' }));
    c.file('proposed.yaml', PROGRAM.replace('pass_mark: 80', 'pass_mark: 95'));
    await c.run('report --policy proposed.yaml --format table');
    expect(c.out).toBe('0 of 1 certification would change. Nothing was recorded.\n');
  });

  test('roles that get a track, and roles that lose theirs', async () => {
    const c = await team();
    c.file('proposed.yaml', PROGRAM.replace('roles: [Account Executive, Strategic Account Leader]', 'roles: [Account Executive, Engineer]'));
    await c.run('report --policy proposed.yaml --json');
    expect(c.json).toMatchObject({
      as_of: '2027-02-10',
      compared: 7,
      changed: 2,
      moves: [
        { from: 'must-retrain', to: 'none', members: 1 },
        { from: 'none', to: 'in-training', members: 1 },
      ],
      changes: [
        { member: 'cy', track: 'sales', before: { status: 'must-retrain' }, after: { status: null } },
        { member: 'gus', track: 'sales', before: { status: null }, after: { status: 'in-training' } },
      ],
    });
  });

  test('with filters, into a file, and the same policy changes nothing', async () => {
    const c = await team();
    c.file('proposed.yaml', PROGRAM.replace('window_days: 45', 'window_days: 20'));
    await c.run('report --policy proposed.yaml --status recert-due --output changes.json');
    expect(c.out).toBe('');
    const { changes } = JSON.parse(c.read('changes.json'));
    expect(changes).toMatchObject([{ member: 'bo', columns: ['due_by', 'days_left', 'valid_through', 'next_action'], after: { due_by: '2027-02-20' } }]);
    await c.run('report --policy curricula/program.yaml --format table');
    expect(c.out).toBe('0 of 6 certifications would change. Nothing was recorded.\n');
  });

  test.each([
    ['report --policy nowhere.yaml', 66],
    ['report --policy faulty.yaml', 65],
    ['report --policy same.yaml --format html', 2],
    ['report --policy same.yaml --summary team', 2],
    ['report --policy same.yaml --everyone', 2],
  ])('%s exits with %i', async (line, code) => {
    const c = certify();
    c.file('same.yaml', PROGRAM);
    c.file('faulty.yaml', PROGRAM.replace('window_days: 45', 'window_days: many'));
    expect(await c.run(line)).toBe(code);
    expect(c.err).toMatch(/\n  [a-z].*\n$/);
  });
});

describe('certify calendar', () => {
  test('this fiscal year and the next two, as a table', async () => {
    const c = certify({ at: '2026-11-02T18:00Z' });
    c.terminal.out = true;
    expect(await c.run('calendar')).toBe(0);
    expect(c.out).toBe(`Window  Opens       Closes       Days  Note
------  ----------  -----------  ----  ----
Q1FY27  1 Feb 2026  17 Mar 2026    45
Q3FY27  1 Aug 2026  14 Sep 2026    45
Q1FY28  1 Feb 2027  17 Mar 2027    45
Q3FY28  1 Aug 2027  14 Sep 2027    45
Q1FY29  1 Feb 2028  16 Mar 2028    45
Q3FY29  1 Aug 2028  14 Sep 2028    45
`);
  });

  test('CSV in a pipe, JSON, and any span of years', async () => {
    const c = certify();
    c.changeContent({
      'curricula/program.yaml': PROGRAM.replace('early_days: 0 }', 'early_days: 7, windows: [{ window: Q3FY21, opens: 2020-08-01, closes: 2020-10-16 }] }'),
    });
    await c.run('calendar --from 2021 --to FY21');
    expect(c.out).toBe('window,opens,closes,days,set_by_hand\r\nQ1FY21,2020-02-01,2020-03-16,45,no\r\nQ3FY21,2020-08-01,2020-10-16,77,yes\r\n');
    await c.run('calendar --from 21 --to 21 --json');
    expect(c.json).toEqual([
      { window: 'Q1FY21', opens: '2020-02-01', closes: '2020-03-16', days: 45, set_by_hand: false, counts_from: '2020-01-25' },
      { window: 'Q3FY21', opens: '2020-08-01', closes: '2020-10-16', days: 77, set_by_hand: true, counts_from: '2020-07-25' },
    ]);
  });

  test('a file for a calendar program', async () => {
    const c = certify();
    await c.run('calendar --from 2028 --to 2028 --output windows.ics');
    const text = c.read('windows.ics');
    expect(text).toContain('DTSTART;VALUE=DATE:20270201\r\n');
    // The end of a whole day in a calendar is the day after.
    expect(text).toContain('DTEND;VALUE=DATE:20270318\r\n');
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(2);
    await c.run('calendar --from 2028 --to 2028 --format ics --output -');
    expect(c.out).toBe(text);
  });

  test('under another policy', async () => {
    const c = certify();
    c.file('proposed.yaml', PROGRAM.replace('first_month: 2', 'first_month: 1').replace('[Q1, Q3]', '[Q2]'));
    await c.run('calendar --policy proposed.yaml --from 2027 --to 2027 --format csv');
    expect(c.out).toBe('window,opens,closes,days,set_by_hand\r\nQ2FY27,2027-04-01,2027-05-15,45,no\r\n');
  });

  test('a program without windows says so', async () => {
    const c = certify();
    c.file('proposed.yaml', PROGRAM.replace('[Q1, Q3]', '[]'));
    expect(await c.run('calendar --policy proposed.yaml')).toBe(0);
    expect(c.err).toBe('the program has no windows in these years: nobody has to recertify\n');
  });

  test.each([
    ['calendar --from soon', 'not a fiscal year: soon\n  write it like 2027 or FY27\n'],
    ['calendar --from 2028 --to 2027', 'the span ends before it begins: 2028 to 2027\n  look at --from and --to\n'],
    ['calendar --format pdf', 'no format pdf\n  there are: table, json, csv, ics\n'],
    ['calendar --output windows.pdf', 'no format pdf\n  there are: table, json, csv, ics\n'],
  ])('%s is wrong usage', async (line, said) => {
    const c = certify();
    expect(await c.run(line)).toBe(2);
    expect(c.err).toBe(`certify: ${said}`);
  });
});

describe('certify forecast', () => {
  test('how many are due, by window and by week', async () => {
    const c = await team();
    expect(await c.run('forecast')).toBe(0);
    expect(c.out).toMatch(/^From 10 Feb 2027: 6 /);
    expect(c.out).toContain(`Due by window
  Q1FY28   1 Feb 2027           3  █████████████████████████████  (3 open, 0 lapsed)
  Q3FY28   1 Aug 2027           4  ██████████████████████████████████████
  Q1FY29   1 Feb 2028           4  ██████████████████████████████████████

By week
  17 Mar 2027 closes            2  ███████████████████
  7 Apr 2027 closes             2  ███████████████████
  28 Apr 2027 closes            1  ██████████
  28 Jul 2027 opens             4  ██████████████████████████████████████
  8 Sep 2027 closes             4  ██████████████████████████████████████
  26 Jan 2028 opens             4  ██████████████████████████████████████
`);
  });

  test('one team, a few weeks, one track, as data', async () => {
    const c = await team();
    await c.run('forecast --team Care --weeks 13 --json');
    expect(c.json).toMatchObject({ from: '2027-02-10', certifications: 2, not_certified: 2 });
    expect(c.json.weeks).toHaveLength(13);
    await c.run('forecast --track sales --json');
    expect(c.json).toMatchObject({ certifications: 4, windows: [{ window: 'Q1FY28', due: 3, open: 3 }, { window: 'Q3FY28', due: 4 }, { window: 'Q1FY29', due: 4 }] });
    expect(await c.run('forecast --track marketing')).toBe(66);
    expect(await c.run('forecast --weeks 0')).toBe(2);
    expect(c.err).toBe('certify: not a number from 1 to 520: 0\n  look at --weeks\n');
  });

  test('of an empty roster', async () => {
    const c = certify();
    expect(await c.run('forecast')).toBe(0);
    expect(c.out).toContain('Due by window\n  none\n');
  });
});
