import { describe, expect, test } from 'vitest';
import type { RosterRow } from '../../src/domain/fact.js';
import { csvLine } from '../../src/formats/csv-writing.js';
import { REPORT_COLUMNS, type ReportRow, compareRows, reportCells, reportJson, reportRow } from '../../src/output/report-row.js';
import { type Happening, type Setting, TRAINED, day, history, rawStatus } from '../domain/history.js';

const ROSTER: RosterRow = {
  name: 'Mia Ng',
  email: 'mia@example.com',
  role: 'Account Executive',
  team: 'EMEA',
  manager: 'robin',
  member_kind: 'employee',
};
const PASSED: Happening[] = [TRAINED, { attempt: '2020-10-13', score: '20/25', edition: 'Q3FY21', assurance: 'self' }];
const FAILED: Happening[] = [...PASSED, { attempt: '2021-02-10', score: '15.99/20' }, { attempt: '2021-02-12', score: '20/20' }];

function rowOf(facts: Happening[], on: string, setting?: Setting, options?: { all: boolean }): ReportRow {
  return reportRow('m1', ROSTER, rawStatus(history(...facts), on, setting), day(on), options);
}

test('the columns are those of the contract, in its order', () => {
  expect(REPORT_COLUMNS.join(',')).toBe(
    'member,name,email,kind,role,team,manager,track,status,valid,window,due_by,days_left,certified_on,valid_through,' +
      'edition,score,last_attempt_on,attempts,modules_done,modules_total,assurance,next_action,as_of',
  );
});

describe('a row of the CSV', () => {
  const start = 'm1,Mia Ng,mia@example.com,employee,Account Executive,EMEA,robin,';
  test.each<[string, Happening[], string, string]>([
    [
      'certified',
      PASSED,
      '2021-01-31',
      'sales,certified,yes,,,,2020-10-13,2021-03-17,Q3FY21,' +
        '80.00,2020-10-13,1,1,1,self,Nothing to do until the Q1FY22 window opens on 1 Feb 2021.,2021-01-31',
    ],
    [
      'due',
      PASSED,
      '2021-02-01',
      'sales,recert-due,yes,Q1FY22,2021-03-17,44,2020-10-13,2021-03-17,Q3FY21,' +
        '80.00,2020-10-13,1,1,1,self,Take the assessment by 17 Mar 2021.,2021-02-01',
    ],
    [
      'lapsed: the days left are negative and no formula',
      PASSED,
      '2021-03-20',
      'sales,lapsed,no,Q1FY22,2021-03-17,-3,2020-10-13,2021-03-17,Q3FY21,' +
        '80.00,2020-10-13,1,1,1,self,Take the assessment.,2021-03-20',
    ],
    [
      'failed: the score is that of the last counted attempt and cut, the last attempt is the last of all',
      FAILED,
      '2021-02-12',
      'sales,must-retrain,no,Q1FY22,2021-03-17,33,2020-10-13,2021-03-17,Q3FY21,' +
        '79.95,2021-02-12,3,0,1,self,Complete again: value.,2021-02-12',
    ],
    [
      'granted: no edition and no score',
      [{ grant: '2020-10-13' }],
      '2021-01-31',
      'sales,certified,yes,,,,2020-10-13,2021-03-17,' +
        ',,,0,0,1,staff,Nothing to do until the Q1FY22 window opens on 1 Feb 2021.,2021-01-31',
    ],
    ['new', [], '2021-01-31', 'sales,in-training,no,,,,,,,,,0,0,1,,Complete: value.,2021-01-31'],
  ])('%s', (_, facts, on, rest) => {
    expect(csvLine(reportCells(rowOf(facts, on)))).toBe(`${start}${rest}\r\n`);
  });

  test('a member whose role has no track has a row without a status', () => {
    const row = reportRow('m1', ROSTER, undefined, day('2021-01-31'));
    expect(csvLine(reportCells(row))).toBe(`${start},,,,,,,,,,,,,,,,2021-01-31\r\n`);
  });

  test('every row has as many cells as there are columns', () => {
    expect(reportCells(reportRow('m1', undefined, undefined, day('2021-01-31'))).length).toBe(REPORT_COLUMNS.length);
  });
});

describe('the same row as JSON', () => {
  test('has numbers as numbers, yes and no as true and false, and null for what is not known', () => {
    expect(reportJson(rowOf(PASSED, '2021-01-31'))).toEqual({
      member: 'm1',
      name: 'Mia Ng',
      email: 'mia@example.com',
      kind: 'employee',
      role: 'Account Executive',
      team: 'EMEA',
      manager: 'robin',
      track: 'sales',
      status: 'certified',
      valid: true,
      window: null,
      due_by: null,
      days_left: null,
      certified_on: '2020-10-13',
      valid_through: '2021-03-17',
      edition: 'Q3FY21',
      score: 80,
      last_attempt_on: '2020-10-13',
      attempts: 1,
      modules_done: 1,
      modules_total: 1,
      assurance: 'self',
      next_action: 'Nothing to do until the Q1FY22 window opens on 1 Feb 2021.',
      as_of: '2021-01-31',
    });
  });

  test('has its keys in the order of the columns', () => {
    expect(Object.keys(reportJson(rowOf(FAILED, '2021-02-12')))).toEqual([...REPORT_COLUMNS]);
  });

  test('names every module', () => {
    const nine: Setting = { path: [{ effective: '2020-01-01', required: [...'abcdefghi'] }] };
    expect(rowOf([], '2021-01-31', nine).next_action).toBe('Complete: a, b, c and 6 more.');
    expect(rowOf([], '2021-01-31', nine, { all: true }).next_action).toBe('Complete: a, b, c, d, e, f, g, h, i.');
  });
});

test('rows are in the order of team, name, member and track, by code point', () => {
  const base = rowOf([], '2021-01-31');
  const rows = [
    { ...base, team: 'b', name: 'A', member: '1' },
    { ...base, team: 'a', name: 'Z', member: '1' },
    { ...base, team: 'a', name: 'a', member: '1' },
    { ...base, team: 'a', name: '\u{1f600}', member: '1' },
    { ...base, team: 'a', name: '\uff21', member: '1' },
    { ...base, team: 'a', name: 'Z', member: '10', track: 'cs' },
    { ...base, team: 'a', name: 'Z', member: '10', track: 'sales' },
    { ...base, team: 'B', name: 'Z', member: '1' },
  ];
  const order = (sorted: ReportRow[]) => sorted.map(({ team, name, member, track }) => [team, name, member, track].join(' '));
  expect(order([...rows].sort(compareRows))).toEqual([
    'B Z 1 sales',
    'a Z 1 sales',
    'a Z 10 cs',
    'a Z 10 sales',
    'a a 1 sales',
    'a \uff21 1 sales',
    'a \u{1f600} 1 sales',
    'b A 1 sales',
  ]);
});
