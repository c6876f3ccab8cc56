/** Rule book, section 8: the defaults, UTC, first_month 2, one required module, completed on 2020-09-01 unless said. */
import { describe, expect, test } from 'vitest';
import { formatDay } from '../../src/domain/day.js';
import { dayOfFact } from '../../src/domain/fact.js';
import { makeZone } from '../../src/domain/zone.js';
import { type Happening, type Row, type Setting, TRAINED, fatesOf, history, statusOf } from './history.js';

interface Example {
  facts: Happening[];
  day: string;
  setting?: Setting;
  row: Partial<Row>;
}

const march: Happening[] = [{ completion: '2020-11-20' }, { attempt: '2021-03-02', score: '20/25' }];
const october: Happening[] = [TRAINED, { attempt: '2020-10-13', score: '20/25' }];
const failed: Happening[] = [...october, { attempt: '2021-02-10', score: '79/100' }];
const tooEarly: Happening[] = [...failed, { attempt: '2021-02-12', score: '88/100' }];
const retaken: Happening[] = [...tooEarly, { completion: '2021-02-15' }, { attempt: '2021-02-16', score: '88/100' }];

const EXAMPLES: Record<string, Example> = {
  'completion 2020-11-20; attempt 2021-03-02, 20/25': {
    facts: march,
    day: '2021-07-31',
    row: { status: 'certified', valid: true, valid_through: '2021-09-14', window: '', due_by: '' },
  },
  'the day after, the window has opened': {
    facts: march,
    day: '2021-08-01',
    row: { status: 'recert-due', valid: true, window: 'Q3FY22', due_by: '2021-09-14' },
  },
  'on the closing day one is still in time': {
    facts: march,
    day: '2021-09-14',
    row: { status: 'recert-due', valid: true, window: 'Q3FY22', due_by: '2021-09-14' },
  },
  'the day after the closing day': {
    facts: march,
    day: '2021-09-15',
    row: { status: 'lapsed', valid: false, window: 'Q3FY22', valid_through: '2021-09-14' },
  },
  'attempt 2020-10-13, pass': {
    facts: october,
    day: '2021-05-01',
    row: { status: 'lapsed', valid: false, window: 'Q1FY22', certified_on: '2020-10-13' },
  },
  'then attempt 2021-02-10, 79/100': {
    facts: failed,
    day: '2021-02-10',
    row: { status: 'must-retrain', valid: false, window: 'Q1FY22', valid_through: '2021-03-17', due_by: '2021-03-17' },
  },
  'then attempt 2021-02-12, 88/100, before the path was done again': {
    facts: tooEarly,
    day: '2021-02-12',
    row: { status: 'must-retrain', valid: false, attempts: 3 },
  },
  'then completion 2021-02-15, attempt 2021-02-16, 88/100': {
    facts: retaken,
    day: '2021-02-16',
    row: { status: 'certified', valid: true, certified_on: '2021-02-16', valid_through: '2021-09-14' },
  },
  'attempt 2025-08-13, pass; Q1FY27 waived on 2026-01-01': {
    facts: [TRAINED, { attempt: '2025-08-13', score: '20/25' }, { waive: 'Q1FY27', on: '2026-01-01' }],
    day: '2026-04-01',
    row: { status: 'certified', valid: true, valid_through: '2026-09-14' },
  },
  'early_days: 30; first pass 2027-01-10': {
    facts: [TRAINED, { attempt: '2027-01-10', score: '20/25' }],
    day: '2027-02-05',
    setting: { recertification: { early_days: 30 } },
    row: { status: 'certified', valid: true, valid_through: '2027-09-14', verdicts: { f002: 'passed for Q1FY28' } },
  },
};

describe('worked examples', () => {
  test.each(Object.entries(EXAMPLES))('%s', (_, { facts, day, setting, row }) => {
    expect(statusOf(history(...facts), day, setting)).toMatchObject(row);
  });

  test('the attempt before the path was done again does not count, and it says why', () => {
    expect(fatesOf(history(...retaken), '2021-02-16')).toEqual([
      'passed for Q3FY21',
      'failed',
      'path not complete again',
      'passed for Q1FY22',
    ]);
  });

  test('an attempt finished 2020-10-16T23:58-07:00, time zone UTC, belongs to 2020-10-17', () => {
    const [attempt] = history({ attempt: '2020-10-16T23:58-07:00', score: '20/25' });
    expect(formatDay(dayOfFact(attempt!, makeZone('UTC')))).toBe('2020-10-17');
    expect(formatDay(dayOfFact(attempt!, makeZone('America/Los_Angeles')))).toBe('2020-10-16');
  });
});
