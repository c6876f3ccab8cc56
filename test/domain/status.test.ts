/** The status on a day: rule book, section 6. */
import { describe, expect, test } from 'vitest';
import { type Happening, type Row, type Setting, TRAINED, history, rawStatus, statusOf } from './history.js';

const PASS: Happening = { attempt: '2020-10-13', score: '20/25' };
const CERTIFIED: Happening[] = [TRAINED, PASS];
const FAIL: Happening = { attempt: '2021-02-10', score: '10/25' };

type Expected = [day: string, row: Partial<Row>];

function holds(cases: Record<string, { facts: Happening[]; setting?: Setting; rows: Expected[] }>): void {
  const table = Object.entries(cases).flatMap(([name, { facts, setting, rows }]) =>
    rows.map(([day, row]) => ({ name, facts, setting, day, row })),
  );
  test.each(table)('$name, on $day', ({ facts, setting, day, row }) => {
    expect(statusOf(history(...facts), day, setting)).toMatchObject(row);
  });
}

describe('each line of the table', () => {
  holds({
    'not certified, path not complete': {
      facts: [],
      rows: [['2020-09-01', { status: 'in-training', valid: false, certified_on: '', valid_through: '', window: '' }]],
    },
    'not certified, path complete': {
      facts: [TRAINED],
      rows: [
        ['2020-08-31', { status: 'in-training' }],
        ['2020-09-01', { status: 'ready', valid: false, modules_done: ['value'] }],
      ],
    },
    'certified until N opens, due through its closing day, lapsed after it': {
      facts: CERTIFIED,
      rows: [
        ['2020-10-13', { status: 'certified', valid: true, certified_on: '2020-10-13', valid_through: '2021-03-17' }],
        ['2021-01-31', { status: 'certified', valid: true, window: '', due_by: '', next_window: 'Q1FY22' }],
        ['2021-02-01', { status: 'recert-due', valid: true, window: 'Q1FY22', due_by: '2021-03-17' }],
        ['2021-03-17', { status: 'recert-due', valid: true, window: 'Q1FY22', due_by: '2021-03-17' }],
        ['2021-03-18', { status: 'lapsed', valid: false, window: 'Q1FY22', due_by: '2021-03-17', valid_through: '2021-03-17' }],
      ],
    },
    'unresolved fail, path not complete again; then complete again': {
      facts: [...CERTIFIED, FAIL, { completion: '2021-02-20' }],
      rows: [
        ['2021-02-10', { status: 'must-retrain', valid: false, window: 'Q1FY22', due_by: '2021-03-17', modules_done: [] }],
        ['2021-02-20', { status: 'retake-ready', valid: false, window: 'Q1FY22', due_by: '2021-03-17', modules_done: ['value'] }],
        ['2021-05-01', { status: 'retake-ready', valid: false, valid_through: '2021-03-17' }],
      ],
    },
    'the certification itself stays in the row while a fail is unresolved': {
      facts: [...CERTIFIED, FAIL],
      rows: [['2021-02-10', { certified_on: '2020-10-13', valid_through: '2021-03-17' }]],
    },
    'certified for ever where there is no window': {
      facts: CERTIFIED,
      setting: { recertification: { quarters: [] } },
      rows: [['2199-12-31', { status: 'certified', valid: true, valid_through: '', window: '', next_window: '' }]],
    },
    'and after the last window set by hand': {
      facts: [...CERTIFIED, { attempt: '2021-02-10', score: '20/25' }],
      setting: { recertification: { quarters: [], windows: [{ window: 'Q1FY22', opens: '2021-02-01', closes: '2021-03-17' }] } },
      rows: [
        ['2021-02-09', { status: 'recert-due', next_window: 'Q1FY22' }],
        ['2021-02-10', { status: 'certified', valid: true, valid_through: '', next_window: '' }],
      ],
    },
  });
});

describe('the first line that applies', () => {
  const away: Happening = { leave: '2021-02-01', to: '2021-04-30' };
  holds({
    'leave before must-retrain, the fail still unresolved': {
      facts: [...CERTIFIED, FAIL, away],
      rows: [
        ['2021-02-10', { status: 'on-leave', valid: false, certified_on: '2020-10-13', window: 'Q1FY22', due_by: '2021-05-30' }],
        ['2021-05-01', { status: 'must-retrain', valid: false }],
      ],
    },
    'leave before in-training and ready': {
      facts: [away],
      rows: [['2021-02-10', { status: 'on-leave', valid: false }]],
    },
    'leave before recert-due and certified, and it takes nothing away': {
      facts: [...CERTIFIED, away],
      rows: [
        ['2021-02-10', { status: 'on-leave', valid: true, valid_through: '2021-05-30', window: 'Q1FY22', due_by: '2021-05-30' }],
        ['2021-05-01', { status: 'recert-due', valid: true, due_by: '2021-05-30' }],
        ['2021-05-31', { status: 'lapsed', valid: false }],
      ],
    },
    'leave before lapsed, and nothing is given back': {
      facts: [...CERTIFIED, { leave: '2021-04-01', to: '2021-04-30' }],
      rows: [['2021-04-10', { status: 'on-leave', valid: false, valid_through: '2021-03-17' }]],
    },
    'an unresolved fail before in-training: who failed has a path to do again': {
      facts: [TRAINED, { attempt: '2020-10-13', score: '10/25' }],
      rows: [['2020-10-13', { status: 'must-retrain', certified_on: '', window: '', valid_through: '' }]],
    },
    'an unresolved fail before lapsed': {
      facts: [...CERTIFIED, FAIL],
      rows: [['2021-06-01', { status: 'must-retrain', window: 'Q1FY22', due_by: '2021-03-17' }]],
    },
  });
});

describe('N is the first window after the cycle of the last counted pass or grant that is not waived', () => {
  holds({
    'and stays N until a pass counts, even when later windows have opened': {
      facts: [...CERTIFIED, { attempt: '2022-06-01', score: '20/25' }],
      rows: [
        ['2021-08-15', { status: 'lapsed', window: 'Q1FY22', due_by: '2021-03-17' }],
        ['2022-05-31', { status: 'lapsed', window: 'Q1FY22', valid_through: '2021-03-17' }],
        ['2022-06-01', { status: 'certified', next_window: 'Q3FY23', valid_through: '2022-09-14' }],
      ],
    },
    'a counted fail does not move it': {
      facts: [...CERTIFIED, { attempt: '2021-08-10', score: '10/25' }],
      rows: [['2021-08-10', { status: 'must-retrain', window: 'Q1FY22', due_by: '2021-03-17' }]],
    },
    'a waiver seen on the day takes the window out': {
      facts: [...CERTIFIED, { waive: 'Q1FY22', on: '2021-02-20' }],
      rows: [
        ['2021-02-19', { status: 'recert-due', next_window: 'Q1FY22' }],
        ['2021-02-20', { status: 'certified', next_window: 'Q3FY22', valid_through: '2021-09-14', window: '', due_by: '' }],
      ],
    },
    'even after it has closed: the lapse is lifted': {
      facts: [...CERTIFIED, { waive: 'Q1FY22', on: '2021-06-01' }],
      rows: [
        ['2021-05-31', { status: 'lapsed', valid: false }],
        ['2021-06-01', { status: 'certified', valid: true }],
      ],
    },
    'two in a row': {
      facts: [...CERTIFIED, { waive: 'Q1FY22', on: '2021-01-01' }, { waive: 'Q3FY22', on: '2021-01-01' }],
      rows: [['2021-08-15', { status: 'certified', next_window: 'Q1FY23', valid_through: '2022-03-17' }]],
    },
    'a waiver of a later window leaves the first': {
      facts: [...CERTIFIED, { waive: 'Q3FY22', on: '2021-01-01' }],
      rows: [['2021-02-01', { status: 'recert-due', window: 'Q1FY22' }]],
    },
    'a waiver of another track does nothing': {
      facts: [...CERTIFIED, { waive: 'Q1FY22', on: '2021-01-01', track: 'cs' }],
      rows: [['2021-02-01', { status: 'recert-due', window: 'Q1FY22' }]],
    },
    'a waiver without a certification does nothing': {
      facts: [TRAINED, { waive: 'Q1FY22', on: '2021-01-01' }],
      rows: [['2021-02-01', { status: 'ready', next_window: '' }]],
    },
    'all that there are may be waived': {
      facts: [...CERTIFIED, { waive: 'Q1FY22', on: '2021-01-01' }],
      setting: { recertification: { quarters: [], windows: [{ window: 'Q1FY22', opens: '2021-02-01', closes: '2021-03-17' }] } },
      rows: [['2021-02-01', { status: 'certified', valid: true, next_window: '', valid_through: '' }]],
    },
    'who passed before the first window is certified for none': {
      facts: CERTIFIED,
      setting: { recertification: { quarters: [], windows: [{ window: 'Q1FY22', opens: '2021-02-01', closes: '2021-03-17' }] } },
      rows: [
        ['2020-12-31', { status: 'certified', next_window: 'Q1FY22', valid_through: '2021-03-17' }],
        ['2021-02-01', { status: 'recert-due' }],
      ],
    },
    'a pass in a waived window is not owed, and N is the one after': {
      facts: [...CERTIFIED, { waive: 'Q1FY22', on: '2021-01-15' }, { attempt: '2021-02-10', score: '20/25' }],
      rows: [['2021-02-10', { certified_on: '2020-10-13', next_window: 'Q3FY22' }]],
    },
  });
});

describe('early days', () => {
  const setting: Setting = { recertification: { early_days: 30 } };
  holds({
    'a window opens on its plain opening day: an early attempt is owed while the status still says certified': {
      facts: CERTIFIED,
      setting,
      rows: [
        ['2021-01-02', { status: 'certified', window: '', due_by: '' }],
        ['2021-01-31', { status: 'certified', window: '', due_by: '' }],
        ['2021-02-01', { status: 'recert-due', window: 'Q1FY22', due_by: '2021-03-17' }],
      ],
    },
    'an early pass certifies for the window to come': {
      facts: [...CERTIFIED, { attempt: '2021-01-02', score: '20/25' }],
      setting,
      rows: [['2021-02-05', { status: 'certified', next_window: 'Q3FY22', valid_through: '2021-09-14' }]],
    },
    'a day before that it is too early': {
      facts: [...CERTIFIED, { attempt: '2021-01-01', score: '20/25' }],
      setting,
      rows: [['2021-02-05', { status: 'recert-due', certified_on: '2020-10-13' }]],
    },
    'an early fail is unresolved before the window opens': {
      facts: [...CERTIFIED, { attempt: '2021-01-05', score: '10/25' }],
      setting,
      rows: [['2021-01-05', { status: 'must-retrain', window: '', due_by: '', valid_through: '2021-03-17' }]],
    },
  });
});

describe('the closing day of a window is moved', () => {
  const extend = (until: string, on = '2021-02-01'): Happening => ({ extend: 'Q1FY22', until, on });
  const through = (...facts: Happening[]): Expected[1] => statusOf(history(...CERTIFIED, ...facts), '2021-03-01');

  test.each<[string, Happening[], string]>([
    ['by nothing', [], '2021-03-17'],
    ['by an extension of it', [extend('2021-04-01')], '2021-04-01'],
    ['by the furthest of several', [extend('2021-04-01'), extend('2021-04-20'), extend('2021-03-20')], '2021-04-20'],
    ['never to an earlier day', [extend('2021-03-01')], '2021-03-17'],
    ['not by an extension of another window', [{ extend: 'Q3FY22', until: '2021-10-01', on: '2021-02-01' }], '2021-03-17'],
    ['nor of another track', [{ extend: 'Q1FY22', until: '2021-10-01', on: '2021-02-01', track: 'cs' }], '2021-03-17'],
    ['nor by one that is not seen yet', [extend('2021-04-01', '2021-03-02')], '2021-03-17'],
    ['by a leave within it: to its last day and 30 more', [{ leave: '2021-02-10', to: '2021-02-20' }], '2021-03-22'],
    ['not to an earlier day', [{ leave: '2021-02-01', to: '2021-02-10' }], '2021-03-17'],
    ['by a leave that shares its last day', [{ leave: '2021-03-17', to: '2021-05-31', on: '2021-02-01' }], '2021-06-30'],
    ['not by one that ends the day before it opens', [{ leave: '2020-12-01', to: '2021-01-31' }], '2021-03-17'],
    ['nor by one from the day after it closes', [{ leave: '2021-03-18', to: '2021-05-31', on: '2021-02-01' }], '2021-03-17'],
    [
      'extended first: then the leave shares a day with it',
      [extend('2021-04-01'), { leave: '2021-03-18', to: '2021-05-31', on: '2021-02-01' }],
      '2021-06-30',
    ],
    [
      'from leave to leave: each shares a day with the window as moved so far',
      [
        { leave: '2021-03-10', to: '2021-03-31', on: '2021-02-01' },
        { leave: '2021-04-30', to: '2021-05-31', on: '2021-02-01' },
        { leave: '2021-06-30', to: '2021-07-01', on: '2021-02-01' },
      ],
      '2021-07-31',
    ],
    [
      'in the order of their first days, whichever was recorded first',
      [
        { leave: '2021-04-30', to: '2021-05-31', on: '2021-02-01' },
        { leave: '2021-03-10', to: '2021-03-31', on: '2021-02-20' },
      ],
      '2021-06-30',
    ],
    [
      'not over a day between them',
      [
        { leave: '2021-03-10', to: '2021-03-31', on: '2021-02-01' },
        { leave: '2021-05-01', to: '2021-05-31', on: '2021-02-01' },
      ],
      '2021-04-30',
    ],
    ['by an open leave without end', [{ leave: '2021-03-10', on: '2021-02-01' }], ''],
  ])('%s', (_, facts, validThrough) => {
    expect(through(...facts)).toMatchObject({ valid_through: validThrough, due_by: validThrough, window: 'Q1FY22', valid: true });
  });

  test('return_days is a setting', () => {
    const facts = history(...CERTIFIED, { leave: '2021-02-10', to: '2021-03-10' });
    expect(statusOf(facts, '2021-03-11', { leave: { return_days: 10 } }).valid_through).toBe('2021-03-20');
    expect(statusOf(facts, '2021-03-11', { leave: { return_days: 0 } }).valid_through).toBe('2021-03-17');
  });

  test('one shared day is enough: its first as well as its last', () => {
    const until = (to: string) => history(...CERTIFIED, { leave: '2020-12-01', to });
    expect(statusOf(until('2021-01-31'), '2021-03-01', { leave: { return_days: 60 } }).valid_through).toBe('2021-03-17');
    expect(statusOf(until('2021-02-01'), '2021-03-01', { leave: { return_days: 60 } }).valid_through).toBe('2021-04-02');
  });

  test('opens is the plain opening day here, without early days', () => {
    const facts = history(...CERTIFIED, { leave: '2021-01-10', to: '2021-01-31' });
    const setting: Setting = { recertification: { early_days: 30, window_days: 10 } };
    expect(statusOf(facts, '2021-02-20', setting).valid_through).toBe('2021-02-10');
  });

  test('under an open leave nothing ends; on return it does', () => {
    const open: Happening[] = [...CERTIFIED, { leave: '2021-03-01' }];
    expect(statusOf(history(...open), '2022-01-01')).toMatchObject({
      status: 'on-leave',
      valid: true,
      window: 'Q1FY22',
      due_by: '',
      valid_through: '',
    });
    const back = history(...open, { leave: '2021-03-01', to: '2022-01-09', on: '2022-01-10' });
    expect(statusOf(back, '2022-01-10')).toMatchObject({ status: 'recert-due', valid: true, due_by: '2022-02-08' });
    expect(statusOf(back, '2022-02-09')).toMatchObject({ status: 'lapsed', valid: false });
  });

  test('an extension is seen from the day it was given, and lifts a lapse', () => {
    const facts = history(...CERTIFIED, extend('2021-04-30', '2021-04-01'));
    expect(statusOf(facts, '2021-03-31')).toMatchObject({ status: 'lapsed', valid: false });
    expect(statusOf(facts, '2021-04-01')).toMatchObject({ status: 'recert-due', valid: true, due_by: '2021-04-30' });
  });

  test('an extension may reach into the next window; N stays N', () => {
    const facts = history(...CERTIFIED, extend('2021-08-31'));
    expect(statusOf(facts, '2021-08-15')).toMatchObject({ status: 'recert-due', window: 'Q1FY22', due_by: '2021-08-31' });
  });
});

describe('due_by of a member not certified is a target', () => {
  const start: Happening = { roster: '2020-07-20', start: '2020-08-03' };
  holds({
    '90 days after the start day': {
      facts: [start],
      rows: [['2020-09-01', { status: 'in-training', due_by: '2020-11-01', window: '' }]],
    },
    'after the start day of the roster as it is, for who left and came back': {
      facts: [start, { roster: '2021-01-20', start: '2021-02-01' }],
      rows: [
        ['2021-01-19', { due_by: '2020-11-01' }],
        ['2021-01-20', { due_by: '2021-05-02' }],
      ],
    },
    'whatever the path': {
      facts: [start, TRAINED],
      rows: [['2020-12-01', { status: 'ready', due_by: '2020-11-01', window: '' }]],
    },
    'after a fail, too': {
      facts: [start, TRAINED, { attempt: '2020-10-13', score: '10/25' }],
      rows: [['2020-10-13', { status: 'must-retrain', due_by: '2020-11-01', window: '' }]],
    },
    'after the first day in a role of the track, if that is later': {
      facts: [
        { roster: '2020-01-06', role: 'Customer Success Manager', start: '2020-01-06' },
        { roster: '2020-10-01', role: 'Account Executive', start: '2020-01-06' },
      ],
      rows: [['2020-10-05', { due_by: '2020-12-30' }]],
    },
    'after a revocation, if that is later': {
      facts: [start, ...CERTIFIED, { revocation: '2020-11-02' }],
      rows: [['2020-11-02', { status: 'must-retrain', due_by: '2021-01-31', window: '', valid_through: '' }]],
    },
    'after the last of several revocations': {
      facts: [start, { revocation: '2020-11-02' }, { revocation: '2020-12-02' }],
      rows: [['2020-12-02', { due_by: '2021-03-02' }]],
    },
    'empty where none of them is known': {
      facts: [{ roster: '2020-07-20' }],
      rows: [['2020-09-01', { status: 'in-training', due_by: '' }]],
    },
    'by a setting': {
      facts: [start],
      setting: { certification: { first_due_days: 30 } },
      rows: [['2020-09-01', { due_by: '2020-09-02' }]],
    },
    'gone once certified': {
      facts: [start, ...CERTIFIED],
      rows: [['2020-10-13', { due_by: '' }]],
    },
  });
});

describe('changing roles changes which track is reported, not the facts', () => {
  const facts = history(
    { roster: '2020-01-06', role: 'Account Executive', start: '2020-01-06' },
    { roster: '2020-11-02', role: 'Customer Success Manager', start: '2020-01-06' },
    ...CERTIFIED,
  );
  const cs: Setting = { track: 'cs', path: [{ effective: '2020-01-01', required: ['value', 'adoption'] }] };

  test('the new track has its own path and assessment, and shared modules already completed count', () => {
    expect(statusOf(facts, '2020-11-02', cs)).toMatchObject({
      status: 'in-training',
      modules_done: ['value'],
      certified_on: '',
      attempts: 0,
      due_by: '2021-01-31',
    });
  });

  test('the old certification stays in the history', () => {
    expect(statusOf(facts, '2020-11-02')).toMatchObject({ status: 'certified', certified_on: '2020-10-13' });
  });

  test('who comes back finds it again: facts of earlier spells on the same track count', () => {
    const back = [...facts, ...history({ roster: '2020-12-01', role: 'Account Executive', as: 'back' })];
    expect(statusOf(back, '2021-02-01')).toMatchObject({ status: 'recert-due', window: 'Q1FY22' });
  });
});

describe('the modules of the next action', () => {
  const path = [
    { effective: '2020-01-01', required: ['a', 'b'], optional: ['c'] },
    { effective: '2021-02-01', required: ['a', 'd'] },
  ];
  const trained: Happening[] = [
    { completion: '2020-09-01', module: 'a' },
    { completion: '2020-09-01', module: 'b' },
    { completion: '2020-09-01', module: 'c' },
  ];
  const failed: Happening[] = [...trained, { attempt: '2020-10-13', score: '10/25' }];

  function modules(facts: Happening[], on: string): { done: string[]; missing: string[] } {
    const { done, missing } = rawStatus(history(...facts), on, { path }).modules;
    return { done: done.map(({ module }) => module), missing: missing.map(({ module }) => module) };
  }

  test('required ones of the edition in force, ever completed', () => {
    expect(modules(trained.slice(0, 1), '2020-09-01')).toEqual({ done: ['a'], missing: ['b'] });
    expect(modules(trained, '2020-09-01')).toEqual({ done: ['a', 'b'], missing: [] });
    expect(modules(trained, '2021-02-01')).toEqual({ done: ['a'], missing: ['d'] });
  });

  test('while retraining those completed again', () => {
    expect(modules(failed, '2020-10-13')).toEqual({ done: [], missing: ['a', 'b'] });
    const begun: Happening[] = [...failed, { completion: '2020-10-14', module: 'b' }];
    expect(modules(begun, '2020-10-14')).toEqual({ done: ['b'], missing: ['a'] });
    expect(modules(failed, '2021-02-01')).toEqual({ done: [], missing: ['a', 'd'] });
  });
});
