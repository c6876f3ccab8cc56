import { describe, expect, test } from 'vitest';
import { reportRow } from '../../src/output/report-row.js';
import { reportTable } from '../../src/output/report-table.js';
import { type Table, tableText } from '../../src/output/table.js';
import { widthOf, wrap } from '../../src/output/wrap.js';
import { makePaint } from '../../src/terminal/paint.js';
import { PLAIN } from '../../src/terminal/style.js';
import { TRAINED, day, history, rawStatus } from '../domain/history.js';

const COLOUR = makePaint();

const PEOPLE: Table = {
  columns: [
    { title: 'Name', wraps: true },
    { title: 'Days', align: 'right' },
    { title: 'Team', rank: 2 },
    { title: 'Next action', rank: 1, wraps: true },
  ],
  rows: [
    ['Avery Field', '12', 'East', { text: 'Take the assessment by 17 Mar 2027.', tone: 'warn' }],
    ['田中', '-3', 'West', { text: 'Complete again: tiers.', tone: 'bad' }],
  ],
};

const text = (lines: string[]) => `\n${lines.join('\n')}`;

describe('on a terminal', () => {
  test('as wide as it needs to be', () => {
    expect(text(tableText(PEOPLE, 80, PLAIN).lines)).toBe(`
Name         Days  Team  Next action
-----------  ----  ----  -----------------------------------
Avery Field    12  East  Take the assessment by 17 Mar 2027.
田中           -3  West  Complete again: tiers.`);
  });

  test('long texts run over several lines', () => {
    expect(text(tableText(PEOPLE, 46, PLAIN).lines)).toBe(`
Name         Days  Team  Next action
-----------  ----  ----  ---------------------
Avery Field    12  East  Take the assessment
                         by 17 Mar 2027.
田中           -3  West  Complete again:
                         tiers.`);
  });

  test('the least important column is dropped first, and named', () => {
    const { lines, dropped } = tableText(PEOPLE, 36, PLAIN);
    expect(text(lines)).toBe(`
Name         Days  Next action
-----------  ----  -----------------
Avery Field    12  Take the
                   assessment by 17
                   Mar 2027.
田中           -3  Complete again:
                   tiers.`);
    expect(dropped).toEqual(['Team']);
  });

  test('where not even the important columns fit, every row is a block', () => {
    const narrow: Table = { ...PEOPLE, columns: PEOPLE.columns.map((column) => ({ ...column, rank: 0 })) };
    const { lines, dropped } = tableText(narrow, 32, PLAIN);
    expect(text(lines)).toBe(`
Avery Field
  Days         12
  Team         East
  Next action  Take the
               assessment by 17
               Mar 2027.

田中
  Days         -3
  Team         West
  Next action  Complete again:
               tiers.`);
    expect(dropped).toEqual([]);
  });

  test.each([20, 30, 40, 60, 80, 120])('no line is wider than a terminal of %i columns', (width) => {
    for (const line of tableText(PEOPLE, width, PLAIN).lines) expect(widthOf(line)).toBeLessThanOrEqual(width);
  });

  test('colour changes nothing but colour', () => {
    const coloured = tableText(PEOPLE, 46, COLOUR).lines.join('\n');
    expect(coloured).toContain('\u001b[33mTake the assessment\u001b[39m');
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(tableText(PEOPLE, 46, PLAIN).lines.join('\n'));
  });

  test('texts from outside cannot move the cursor or break the row', () => {
    const table: Table = { columns: [{ title: 'Name' }], rows: [['a\u001b[2Jb\nc']] };
    expect(tableText(table, 80, PLAIN).lines.at(-1)).toBe('a\\u{1b}[2Jb\\nc');
  });

  test('a text with a dollar sign stays what it is', () => {
    const table: Table = { columns: [{ title: 'Name' }], rows: [[{ text: "$& $1 $'", tone: 'good' }]] };
    expect(tableText(table, 80, PLAIN).lines.at(-1)).toBe("$& $1 $'");
  });

  test('a table without rows is its title line', () => {
    expect(tableText({ columns: PEOPLE.columns, rows: [] }, 80, PLAIN).lines).toEqual([
      'Name  Days  Team  Next action',
      '----  ----  ----  -----------',
    ]);
  });
});

describe('the report', () => {
  const roster = { name: 'Mia Ng', email: '', role: 'AE', team: 'EMEA', manager: '', member_kind: 'employee' } as const;
  const status = rawStatus(history(TRAINED, { attempt: '2020-10-13', score: '20/25' }), '2021-02-01');
  const report = reportTable([reportRow('m1', roster, status, day('2021-02-01'))]);

  test('shows at 80 columns who is due and when', () => {
    const { lines, dropped } = tableText(report, 80, PLAIN);
    expect(text(lines)).toBe(`
Name    Team  Track  Status      Window  Due by      Days left  Valid through
------  ----  -----  ----------  ------  ----------  ---------  -------------
Mia Ng  EMEA  sales  recert-due  Q1FY22  2021-03-17         44  2021-03-17`);
    expect(dropped).toEqual(['Score', 'Path', 'Next action']);
  });

  test('still does at 40', () => {
    expect(text(tableText(report, 40, PLAIN).lines)).toBe(`
Name    Track  Status      Due by
------  -----  ----------  ----------
Mia Ng  sales  recert-due  2021-03-17`);
  });
});

describe('wrapping', () => {
  test.each([
    ['short', 10, ['short']],
    ['', 10, ['']],
    ['one two three', 7, ['one two', 'three']],
    ['unbreakable', 4, ['unbr', 'eaka', 'ble']],
    ['東京東京', 4, ['東京', '東京']],
    ['x', 0, ['x']],
  ])('%j in %i columns', (written, width, lines) => {
    expect(wrap(written, width)).toEqual(lines);
  });
});
