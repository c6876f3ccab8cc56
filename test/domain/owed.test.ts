/** Which attempts are owed, which count, and what they change: rule book, section 5. */
import { describe, expect, test } from 'vitest';
import type { Assurance } from '../../src/domain/policy.js';
import { type Happening, type Setting, TRAINED, fatesOf, history, rawStatus, statusOf } from './history.js';

const pass = (on: string): Happening => ({ attempt: on, score: '20/25' });
const fail = (on: string): Happening => ({ attempt: on, score: '19/25' });
const done = (on: string, module = 'value'): Happening => ({ completion: on, module });

const CERTIFIED: Happening[] = [TRAINED, pass('2020-10-13')];
const FAILED: Happening[] = [...CERTIFIED, fail('2021-02-10')];
const LAST_DAY = '2030-01-01';

interface Case {
  facts: Happening[];
  /** What became of the attempts among the facts, in their order. */
  fates: string[];
  setting?: Setting;
  on?: string;
  status?: string;
}

function holds(cases: Record<string, Case>): void {
  test.each(Object.entries(cases))('%s', (_, { facts, fates, setting, on = LAST_DAY, status }) => {
    expect(fatesOf(history(...facts), on, setting)).toEqual(fates);
    if (status) expect(statusOf(history(...facts), on, setting).status).toBe(status);
  });
}

describe('(a) nobody certified, no unresolved fail, and the path is complete', () => {
  holds({
    'the first attempt after the path': { facts: CERTIFIED, fates: ['passed for Q3FY21'] },
    'an attempt before the path is complete': { facts: [pass('2020-08-31'), TRAINED], fates: ['path not complete'] },
    'the one before it does not count, the one after it does': {
      facts: [pass('2020-08-31'), TRAINED, pass('2020-09-02')],
      fates: ['path not complete', 'passed for Q3FY21'],
    },
    'with only some of the required modules': {
      facts: [done('2020-09-01', 'a'), pass('2020-09-02'), done('2020-09-03', 'b'), pass('2020-09-04')],
      setting: { path: [{ effective: '2020-01-01', required: ['a', 'b'], optional: ['c'] }] },
      fates: ['path not complete', 'passed for Q3FY21'],
    },
    'modules that are not asked for do not help': {
      facts: [done('2020-09-01', 'c'), done('2020-09-01', 'elsewhere'), pass('2020-09-02')],
      setting: { path: [{ effective: '2020-01-01', required: ['a'], optional: ['c'] }] },
      fates: ['path not complete'],
    },
    'a path that asks for nothing is complete': {
      facts: [pass('2020-09-02')],
      setting: { path: [{ effective: '2020-01-01', required: [] }] },
      fates: ['passed for Q3FY21'],
    },
    'on the last day of a cycle, for that cycle': {
      facts: [TRAINED, pass('2021-01-31')],
      fates: ['passed for Q3FY21'],
      on: '2021-02-01',
      status: 'recert-due',
    },
    'before the first window': {
      facts: CERTIFIED,
      setting: { recertification: { quarters: [], windows: [{ window: 'Q1FY22', opens: '2021-02-01', closes: '2021-03-17' }] } },
      fates: ['passed'],
    },
  });
});

describe('the path is complete from the first moment at which the edition then in force is covered', () => {
  const growing = [
    { effective: '2020-01-01', required: ['a'] },
    { effective: '2020-10-01', required: ['a', 'b'] },
  ];
  const shrinking = [
    { effective: '2020-01-01', required: ['a', 'b'] },
    { effective: '2020-10-01', required: ['a'] },
    { effective: '2020-10-15', required: ['a', 'b'] },
  ];
  holds({
    'once complete it stays so when a later edition asks for more': {
      facts: [done('2020-09-01', 'a'), pass('2020-10-05')],
      setting: { path: growing },
      fates: ['passed for Q3FY21'],
    },
    'completed only after the change it takes the whole of the later edition': {
      facts: [done('2020-10-01', 'a'), pass('2020-10-05'), done('2020-10-06', 'b'), pass('2020-10-07')],
      setting: { path: growing },
      fates: ['path not complete', 'passed for Q3FY21'],
    },
    'modules completed before their edition count': {
      facts: [done('2020-08-01', 'b'), done('2020-10-02', 'a'), pass('2020-10-05')],
      setting: { path: growing },
      fates: ['passed for Q3FY21'],
    },
    'the start of a day on which an edition takes effect is such a moment': {
      facts: [done('2020-09-01', 'a'), pass('2020-09-30'), pass('2020-10-01T00:00Z')],
      setting: { path: shrinking },
      fates: ['path not complete', 'passed for Q3FY21'],
    },
    'even if nothing happens on it, and the next edition asks for more again': {
      facts: [done('2020-09-01', 'a'), pass('2020-11-01')],
      setting: { path: shrinking },
      fates: ['passed for Q3FY21'],
    },
    'the first edition holds from the beginning': {
      facts: [done('2019-01-01', 'a'), pass('2019-02-02')],
      setting: { path: growing },
      fates: ['passed for Q1FY20'],
    },
  });

  test('a path that asks for nothing is complete from the beginning, and complete again at once', () => {
    const setting: Setting = {
      path: [
        { effective: '2020-01-01', required: [] },
        { effective: '2020-10-01', required: ['a'] },
      ],
    };
    expect(statusOf([], '2020-09-30', setting).status).toBe('ready');
    expect(statusOf([], '2020-10-01', setting).status).toBe('ready');
    const facts = history(fail('2020-09-01'), pass('2020-10-02'));
    expect(statusOf(facts, '2020-09-01', setting).status).toBe('retake-ready');
    expect(fatesOf(facts, LAST_DAY, setting)).toEqual(['failed', 'passed for Q3FY21']);
  });

  test('the order of the files makes no difference', () => {
    const [early, late] = [history(done('2020-09-01', 'a')), history(done('2020-10-05', 'a'))];
    for (const path of [growing, [...growing].reverse()]) {
      expect(statusOf(early, '2020-10-05', { path }).status).toBe('ready');
      expect(statusOf(late, '2020-10-05', { path }).status).toBe('in-training');
    }
  });

  test('the status says so on the day itself, without any fact of it', () => {
    const facts = history(done('2020-09-01', 'a'));
    expect(statusOf(facts, '2020-09-30', { path: shrinking }).status).toBe('in-training');
    expect(statusOf(facts, '2020-10-01', { path: shrinking }).status).toBe('ready');
    expect(statusOf(facts, '2020-10-20', { path: shrinking }).status).toBe('ready');
  });

  test('the start of the day is midnight in the program’s time zone', () => {
    const facts = history(done('2020-09-01', 'a'), pass('2020-10-01T06:59Z'), pass('2020-10-01T07:00Z'));
    expect(fatesOf(facts, LAST_DAY, { path: shrinking, time_zone: 'America/Los_Angeles' })).toEqual([
      'path not complete',
      'passed for Q3FY21',
    ]);
  });
});

describe('(b) an unresolved fail, and since it the path is complete again or a retake permit was given', () => {
  const twoModules: Setting = { path: [{ effective: '2020-01-01', required: ['a', 'b'] }] };
  const bothDone: Happening[] = [done('2020-09-01', 'a'), done('2020-09-01', 'b')];
  holds({
    'a retake at once does not count, whatever its score': {
      facts: [...FAILED, pass('2021-02-11')],
      fates: ['passed for Q3FY21', 'failed', 'path not complete again'],
      status: 'must-retrain',
    },
    'after the path was completed again': {
      facts: [...FAILED, done('2021-02-11'), pass('2021-02-12')],
      fates: ['passed for Q3FY21', 'failed', 'passed for Q1FY22'],
    },
    'every module of it, each completed after the fail': {
      facts: [
        ...bothDone,
        fail('2020-10-01'),
        done('2020-10-02', 'a'),
        pass('2020-10-03'),
        done('2020-10-04', 'b'),
        pass('2020-10-05'),
      ],
      setting: twoModules,
      fates: ['failed', 'path not complete again', 'passed for Q3FY21'],
    },
    'completions between two fails are used up by the second': {
      facts: [TRAINED, fail('2020-10-01'), done('2020-10-02'), fail('2020-10-03'), pass('2020-10-04')],
      fates: ['failed', 'failed', 'path not complete again'],
    },
    'an attempt that did not count uses nothing up': {
      facts: [
        ...bothDone,
        fail('2020-10-01'),
        done('2020-10-02', 'a'),
        fail('2020-10-03'),
        done('2020-10-04', 'b'),
        pass('2020-10-05'),
      ],
      setting: twoModules,
      fates: ['failed', 'path not complete again', 'passed for Q3FY21'],
    },
    'as often as it takes': {
      facts: [TRAINED, fail('2020-10-01'), done('2020-10-02'), fail('2020-10-03'), done('2020-10-04'), pass('2020-10-05')],
      fates: ['failed', 'failed', 'passed for Q3FY21'],
    },
    'the edition then in force is what must be covered': {
      facts: [
        done('2020-09-01', 'a'),
        fail('2020-09-20'),
        done('2020-10-02', 'a'),
        pass('2020-10-03'),
        done('2020-10-04', 'b'),
        pass('2020-10-05'),
      ],
      setting: {
        path: [
          { effective: '2020-01-01', required: ['a'] },
          { effective: '2020-10-01', required: ['a', 'b'] },
        ],
      },
      fates: ['failed', 'path not complete again', 'passed for Q3FY21'],
    },
    'complete again under one edition it stays so under the next': {
      facts: [done('2020-09-01', 'a'), fail('2020-09-20'), done('2020-09-21', 'a'), pass('2020-10-03')],
      setting: {
        path: [
          { effective: '2020-01-01', required: ['a'] },
          { effective: '2020-10-01', required: ['a', 'b'] },
        ],
      },
      fates: ['failed', 'passed for Q3FY21'],
    },
    'an edition that asks for less makes it complete again at the start of its day': {
      facts: [...bothDone, fail('2020-09-20'), done('2020-09-21', 'a'), pass('2020-09-30'), pass('2020-10-01T00:00Z')],
      setting: {
        path: [
          { effective: '2020-01-01', required: ['a', 'b'] },
          { effective: '2020-10-01', required: ['a'] },
        ],
      },
      fates: ['failed', 'path not complete again', 'passed for Q3FY21'],
    },
    'a retake is owed even in the window that one is certified for': {
      facts: [...CERTIFIED, { revocation: '2020-10-20' }, done('2020-10-21'), pass('2020-10-22')],
      fates: ['passed for Q3FY21', 'passed for Q3FY21'],
    },
    'a later window alone does not let one sit again': {
      facts: [...FAILED, pass('2021-08-05')],
      fates: ['passed for Q3FY21', 'failed', 'path not complete again'],
    },
    'nor does a waiver of the window it was failed in': {
      facts: [...FAILED, { waive: 'Q1FY22', on: '2021-02-11' }, pass('2021-02-12')],
      fates: ['passed for Q3FY21', 'failed', 'path not complete again'],
      status: 'must-retrain',
    },
  });
});

describe('a retake permit', () => {
  const permit = (on: string): Happening => ({ permit: on });
  holds({
    'lifts the duty to complete the path again': {
      facts: [...FAILED, permit('2021-02-11'), pass('2021-02-12')],
      fates: ['passed for Q3FY21', 'failed', 'passed for Q1FY22'],
    },
    'after the fail that is unresolved at that moment, and after no other': {
      facts: [...FAILED, permit('2021-02-11'), fail('2021-02-12'), pass('2021-02-13')],
      fates: ['passed for Q3FY21', 'failed', 'failed', 'path not complete again'],
    },
    'given before the fail it lifts nothing': {
      facts: [...CERTIFIED, permit('2021-02-09'), fail('2021-02-10'), pass('2021-02-11')],
      fates: ['passed for Q3FY21', 'failed', 'path not complete again'],
    },
    'lifts the duty after a revocation, too': {
      facts: [...CERTIFIED, { revocation: '2020-10-20' }, permit('2020-10-21'), pass('2020-10-22')],
      fates: ['passed for Q3FY21', 'passed for Q3FY21'],
    },
    'of before a revocation does not outlive it': {
      facts: [...FAILED, permit('2021-02-11'), { revocation: '2021-02-12' }, pass('2021-02-13')],
      fates: ['passed for Q3FY21', 'failed', 'path not complete again'],
    },
    'does not stand in for the path itself': {
      facts: [permit('2020-09-01'), pass('2020-09-02')],
      fates: ['path not complete'],
    },
    'of another track is none': {
      facts: [...FAILED, { permit: '2021-02-11', track: 'cs' }, pass('2021-02-12')],
      fates: ['passed for Q3FY21', 'failed', 'path not complete again'],
    },
  });

  test('the status says retake-ready on its day', () => {
    const facts = history(...FAILED, permit('2021-02-11'));
    expect(statusOf(facts, '2021-02-10').status).toBe('must-retrain');
    expect(statusOf(facts, '2021-02-11').status).toBe('retake-ready');
  });
});

describe('(c) certified, no unresolved fail, and a later window has opened that is not waived', () => {
  holds({
    'once in a window': {
      facts: [...CERTIFIED, pass('2021-02-01'), pass('2021-02-02'), fail('2021-03-17')],
      fates: ['passed for Q3FY21', 'passed for Q1FY22', 'already certified for Q1FY22', 'already certified for Q1FY22'],
      on: '2021-07-31',
      status: 'certified',
    },
    'not before it opens': {
      facts: [...CERTIFIED, pass('2021-01-31')],
      fates: ['passed for Q3FY21', 'already certified for Q3FY21'],
    },
    'late, after it has closed, all the same': {
      facts: [...CERTIFIED, pass('2021-06-30')],
      fates: ['passed for Q3FY21', 'passed for Q1FY22'],
      on: '2021-07-31',
      status: 'certified',
    },
    'early, where early days allow it, and then not again in the window itself': {
      facts: [...CERTIFIED, pass('2021-01-01'), pass('2021-01-02'), pass('2021-02-15')],
      setting: { recertification: { early_days: 30 } },
      fates: ['passed for Q3FY21', 'already certified for Q3FY21', 'passed for Q1FY22', 'already certified for Q1FY22'],
    },
    'one pass makes up for all the windows that were missed': {
      facts: [...CERTIFIED, pass('2022-09-01'), pass('2022-09-02')],
      fates: ['passed for Q3FY21', 'passed for Q3FY23', 'already certified for Q3FY23'],
    },
    'before the first window one is already certified, for none': {
      facts: [...CERTIFIED, pass('2020-10-14'), pass('2021-02-01')],
      setting: { recertification: { quarters: [], windows: [{ window: 'Q1FY22', opens: '2021-02-01', closes: '2021-03-17' }] } },
      fates: ['passed', 'already certified', 'passed for Q1FY22'],
    },
    'after a grant as after a pass': {
      facts: [TRAINED, { grant: '2020-10-13' }, pass('2020-10-14'), pass('2021-02-01')],
      fates: ['already certified for Q3FY21', 'passed for Q1FY22'],
    },
    'a waived window asks for nothing': {
      facts: [...CERTIFIED, { waive: 'Q1FY22', on: '2021-01-15' }, pass('2021-02-10'), pass('2021-07-31'), pass('2021-08-01')],
      fates: ['passed for Q3FY21', 'window waived', 'window waived', 'passed for Q3FY22'],
    },
    'by waivers that happened on or before the attempt’s day': {
      facts: [...CERTIFIED, pass('2021-02-10'), { waive: 'Q1FY22', on: '2021-02-11' }],
      fates: ['passed for Q3FY21', 'passed for Q1FY22'],
    },
    'on the very day counts as by then, at whatever hour': {
      facts: [...CERTIFIED, pass('2021-02-10T08:00Z'), { waive: 'Q1FY22', on: '2021-02-10T17:00Z' }],
      fates: ['passed for Q3FY21', 'window waived'],
    },
    'nothing is owed where every window to come is waived': {
      facts: [...CERTIFIED, { waive: 'Q1FY22', on: '2021-01-15' }, pass('2021-02-10')],
      setting: { recertification: { quarters: [], windows: [{ window: 'Q1FY22', opens: '2021-02-01', closes: '2021-03-17' }] } },
      fates: ['passed', 'window waived'],
    },
    'a window that was missed stays owed when a later one is waived': {
      facts: [...CERTIFIED, { waive: 'Q3FY22', on: '2021-07-01' }, pass('2021-08-05')],
      fates: ['passed for Q3FY21', 'passed for Q3FY22'],
    },
    'a waiver of another track is none': {
      facts: [...CERTIFIED, { waive: 'Q1FY22', on: '2021-01-15', track: 'cs' }, pass('2021-02-10')],
      fates: ['passed for Q3FY21', 'passed for Q1FY22'],
    },
    'the path has not to be done again to recertify': {
      facts: [...CERTIFIED, pass('2021-02-10')],
      setting: {
        path: [
          { effective: '2020-01-01', required: ['value'] },
          { effective: '2021-02-01', required: ['value', 'new'] },
        ],
      },
      fates: ['passed for Q3FY21', 'passed for Q1FY22'],
    },
    'a program without windows certifies for ever': {
      facts: [...CERTIFIED, pass('2025-01-01')],
      setting: { recertification: { quarters: [] } },
      fates: ['passed', 'already certified'],
      status: 'certified',
    },
  });
});

describe('an attempt that is owed counts if its assurance is at least min_assurance', () => {
  const sat = (assurance: Assurance): Happening[] => [TRAINED, { attempt: '2020-10-13', score: '20/25', assurance }];
  const least = (min_assurance: Assurance): Setting => ({ certification: { min_assurance } });
  holds({
    'self is enough by default': { facts: sat('self'), fates: ['passed for Q3FY21'] },
    'self < staff': { facts: sat('self'), setting: least('staff'), fates: ['assurance too low'], status: 'ready' },
    'staff = staff': { facts: sat('staff'), setting: least('staff'), fates: ['passed for Q3FY21'] },
    'server > staff': { facts: sat('server'), setting: least('staff'), fates: ['passed for Q3FY21'] },
    'staff < server': { facts: sat('staff'), setting: least('server'), fates: ['assurance too low'] },
    'server = server': { facts: sat('server'), setting: least('server'), fates: ['passed for Q3FY21'] },
    'a fail that does not count leaves nothing to resolve': {
      facts: [TRAINED, { attempt: '2020-10-13', score: '0/25', assurance: 'self' }, pass('2020-10-14')],
      setting: least('staff'),
      fates: ['assurance too low', 'passed for Q3FY21'],
    },
    'what is not owed says that first': {
      facts: [{ attempt: '2020-10-13', score: '20/25', assurance: 'self' }],
      setting: least('staff'),
      fates: ['path not complete'],
    },
    'completions and grants count at any assurance': {
      facts: [{ completion: '2020-09-01', assurance: 'self' }, { attempt: '2020-10-13', score: '20/25', assurance: 'server' }],
      setting: least('server'),
      fates: ['passed for Q3FY21'],
    },
  });

  test('a grant always counts', () => {
    const facts = history({ grant: '2020-10-13', assurance: 'self' });
    expect(statusOf(facts, '2020-10-13', least('server')).status).toBe('certified');
  });
});

describe('a counted attempt is a pass if points × 100 ≥ pass mark × max points', () => {
  const scored = (score: string, pass_mark = '80'): Happening[] => [TRAINED, { attempt: '2020-10-13', score, pass_mark }];
  holds({
    '16/20': { facts: scored('16/20'), fates: ['passed for Q3FY21'] },
    '19.2/24': { facts: scored('19.2/24'), fates: ['passed for Q3FY21'] },
    '15.99/20': { facts: scored('15.99/20'), fates: ['failed'], status: 'must-retrain' },
    'with the pass mark stored with the attempt': { facts: scored('18/20', '90.5'), fates: ['failed'] },
    'whatever the program’s is now': {
      facts: scored('16/20', '80'),
      setting: { certification: { pass_mark: 90 } },
      fates: ['passed for Q3FY21'],
    },
  });
});

describe('what does not count changes nothing', () => {
  test('but it is kept and shown', () => {
    const facts = history(...CERTIFIED, fail('2020-10-20'));
    const { standing, status } = rawStatus(facts, '2020-10-20');
    expect(status).toBe('certified');
    expect(standing.attempts).toBe(2);
    expect(standing.last_attempt?.fact).toBe('f003');
    expect(standing.last_counted?.fact).toBe('f002');
  });

  test('an attempt at another track’s assessment never counts for this track', () => {
    const facts = history(TRAINED, { attempt: '2020-10-13', score: '25/25', assessment: 'cs' });
    expect(statusOf(facts, '2020-10-13')).toMatchObject({ status: 'ready', attempts: 0, verdicts: { f002: 'other-track' } });
  });
});

describe('a grant', () => {
  test('certifies by hand without path or score', () => {
    expect(statusOf(history({ grant: '2020-10-13' }), '2020-10-13')).toMatchObject({
      status: 'certified',
      certified_on: '2020-10-13',
      valid_through: '2021-03-17',
    });
  });
  test('resolves a fail', () => {
    expect(statusOf(history(...FAILED, { grant: '2021-02-11' }), '2021-02-11')).toMatchObject({
      status: 'certified',
      certified_on: '2021-02-11',
      valid_through: '2021-09-14',
    });
  });
  test('of another track does not', () => {
    expect(statusOf(history(...FAILED, { grant: '2021-02-11', track: 'cs' }), '2021-02-11').status).toBe('must-retrain');
  });
});

describe('a revocation', () => {
  const revoked: Happening[] = [...CERTIFIED, { revocation: '2020-11-02' }];

  test('takes the certification away: earlier passes no longer count, and there is an unresolved fail', () => {
    expect(statusOf(history(...revoked), '2020-11-02')).toMatchObject({
      status: 'must-retrain',
      valid: false,
      certified_on: '',
      valid_through: '',
      window: '',
      next_window: '',
    });
  });
  test('takes a grant away, too', () => {
    expect(statusOf(history({ grant: '2020-10-13' }, { revocation: '2020-11-02' }), '2020-11-02').certified_on).toBe('');
  });
  test('asks for the path again', () => {
    expect(statusOf(history(...revoked, done('2020-11-03')), '2020-11-03').status).toBe('retake-ready');
    expect(statusOf(history(done('2020-11-01'), ...revoked), '2020-11-03').status).toBe('must-retrain');
  });
  test('of somebody who never passed is an unresolved fail all the same', () => {
    expect(statusOf(history(TRAINED, { revocation: '2020-11-02' }), '2020-11-02').status).toBe('must-retrain');
  });
  test('of another track takes nothing away', () => {
    expect(statusOf(history(...CERTIFIED, { revocation: '2020-11-02', track: 'cs' }), '2020-11-02').status).toBe('certified');
  });
  test('is over with the next counted pass, which certifies for the cycle of its own day', () => {
    const facts = history(...revoked, done('2020-11-03'), pass('2021-02-20'));
    expect(statusOf(facts, '2021-02-20')).toMatchObject({ status: 'certified', valid_through: '2021-09-14' });
  });
});
