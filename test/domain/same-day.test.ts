/** Facts of one day and of one instant: rule book, section 2. */
import { describe, expect, test } from 'vitest';
import { type Happening, type Setting, TRAINED, fatesOf, history, rawStatus, statusOf } from './history.js';

const DAY = '2021-02-10';
const CERTIFIED: Happening[] = [TRAINED, { attempt: '2020-10-13', score: '20/25' }];
const RETRAINING: Happening[] = [...CERTIFIED, { attempt: '2021-02-02', score: '10/25' }];
const TWO_MODULES: Setting = { path: [{ effective: '2020-01-01', required: ['a', 'b'] }] };

interface Case {
  /** What came before the day. */
  before?: Happening[];
  facts: Happening[];
  /** Of the day's attempts, in the order of `facts`. */
  fates: string[];
  status: string;
  setting?: Setting;
}

function holds(cases: Record<string, Case>): void {
  test.each(Object.entries(cases))('%s', (_, { before = [], facts, fates, status, setting }) => {
    const all = history(...before, ...facts);
    expect(fatesOf(all, DAY, setting).slice(before.filter((fact) => 'attempt' in fact).length)).toEqual(fates);
    expect(statusOf(all, DAY, setting).status).toBe(status);
    // The order in which they were typed in makes no difference; ids stay with their facts.
    expect(statusOf([...all].reverse(), DAY, setting).status).toBe(status);
  });
}

const pass = (at = DAY): Happening => ({ attempt: at, score: '20/25' });
const fail = (at = DAY): Happening => ({ attempt: at, score: '19/25' });
const done = (at = DAY, module = 'value'): Happening => ({ completion: at, module });

describe('completions known only by their day', () => {
  holds({
    'come before an attempt of that day if it would otherwise not be owed': {
      facts: [pass(), done()],
      fates: ['passed for Q1FY22'],
      status: 'certified',
    },
    'at whatever hour that attempt was': {
      facts: [pass(`${DAY}T00:00Z`), done()],
      fates: ['passed for Q1FY22'],
      status: 'certified',
    },
    'and are used up by it: its fail asks for the path again': {
      facts: [fail(), done()],
      fates: ['failed'],
      status: 'must-retrain',
    },
    'come after it otherwise: the fail of the day has been made up for': {
      before: CERTIFIED,
      facts: [fail(), done()],
      fates: ['failed'],
      status: 'retake-ready',
    },
    'come after it, and before the next one of that day, which needs them': {
      before: CERTIFIED,
      facts: [fail(), done(), pass()],
      fates: ['failed', 'passed for Q1FY22'],
      status: 'certified',
    },
    'never both for one attempt: used before the first they are not there for the second': {
      before: RETRAINING,
      facts: [fail(), done(), pass()],
      fates: ['failed', 'path not complete again'],
      status: 'must-retrain',
    },
    'count together': {
      facts: [done(DAY, 'a'), done(DAY, 'b'), pass()],
      fates: ['passed for Q1FY22'],
      status: 'certified',
      setting: TWO_MODULES,
    },
    'together with what was completed before': {
      before: [done('2021-02-09', 'a')],
      facts: [done(DAY, 'b'), pass()],
      fates: ['passed for Q1FY22'],
      status: 'certified',
      setting: TWO_MODULES,
    },
    'and with what has an instant, if it came before the attempt': {
      facts: [done(`${DAY}T08:00Z`, 'a'), done(DAY, 'b'), pass(`${DAY}T09:00Z`)],
      fates: ['passed for Q1FY22'],
      status: 'certified',
      setting: TWO_MODULES,
    },
    'wait where they are not enough for an attempt, and are there for the next': {
      facts: [done(`${DAY}T10:00Z`, 'a'), done(DAY, 'b'), pass(`${DAY}T09:00Z`), pass(`${DAY}T11:00Z`)],
      fates: ['path not complete', 'passed for Q1FY22'],
      status: 'certified',
      setting: TWO_MODULES,
    },
    'wait until after a revocation that no attempt of theirs came before': {
      before: CERTIFIED,
      facts: [{ revocation: `${DAY}T09:00Z` }, done(), pass(`${DAY}T10:00Z`)],
      fates: ['passed for Q1FY22'],
      status: 'certified',
    },
    'are not used up by an attempt that they would not help': {
      before: CERTIFIED,
      facts: [{ grant: `${DAY}T07:00Z` }, pass(`${DAY}T08:00Z`), { revocation: `${DAY}T09:00Z` }, done(), pass(`${DAY}T10:00Z`)],
      fates: ['already certified for Q1FY22', 'passed for Q1FY22'],
      status: 'certified',
    },
    'nor by one at another track’s assessment': {
      facts: [
        { attempt: `${DAY}T08:00Z`, score: '25/25', assessment: 'cs' },
        { revocation: `${DAY}T09:00Z` },
        done(),
        pass(`${DAY}T10:00Z`),
      ],
      fates: ['other-track', 'passed for Q1FY22'],
      status: 'certified',
    },
    'are used up by one that they make owed, though its assurance is too low to count': {
      facts: [
        { attempt: `${DAY}T08:00Z`, score: '25/25', assurance: 'self' },
        { revocation: `${DAY}T09:00Z` },
        done(),
        pass(`${DAY}T10:00Z`),
      ],
      setting: { certification: { min_assurance: 'staff' } },
      fates: ['assurance too low', 'path not complete again'],
      status: 'must-retrain',
    },
    'of the next day are too late': {
      facts: [pass(), done('2021-02-11')],
      fates: ['path not complete'],
      status: 'in-training',
    },
    'without an attempt simply count': {
      facts: [done()],
      fates: [],
      status: 'ready',
    },
  });
});

describe('facts with an instant go in their order', () => {
  holds({
    'a completion a minute too late': {
      facts: [pass(`${DAY}T09:00Z`), done(`${DAY}T09:01Z`)],
      fates: ['path not complete'],
      status: 'ready',
    },
    'a completion a minute before': {
      facts: [pass(`${DAY}T09:01Z`), done(`${DAY}T09:00Z`)],
      fates: ['passed for Q1FY22'],
      status: 'certified',
    },
    'whatever offset they were written with': {
      facts: [pass(`${DAY}T09:00Z`), done(`${DAY}T13:59+05:00`)],
      fates: ['passed for Q1FY22'],
      status: 'certified',
    },
    'the first of two attempts is judged first, even with more points': {
      before: CERTIFIED,
      facts: [pass(`${DAY}T09:00Z`), fail(`${DAY}T10:00Z`)],
      fates: ['passed for Q1FY22', 'already certified for Q1FY22'],
      status: 'certified',
    },
  });
});

describe('then attempts known only by their day, fewest points first', () => {
  holds({
    'the fail comes before the pass, which then does not count': {
      before: CERTIFIED,
      facts: [pass(), fail()],
      fates: ['path not complete again', 'failed'],
      status: 'must-retrain',
    },
    'points are compared as numbers': {
      before: CERTIFIED,
      facts: [
        { attempt: DAY, score: '100/100' },
        { attempt: DAY, score: '9/100' },
      ],
      fates: ['path not complete again', 'failed'],
      status: 'must-retrain',
    },
    'after those with an instant, however late that was': {
      before: CERTIFIED,
      facts: [fail(), pass(`${DAY}T23:59Z`)],
      fates: ['already certified for Q1FY22', 'passed for Q1FY22'],
      status: 'certified',
    },
    'with equal points by fact id': {
      before: CERTIFIED,
      facts: [
        { attempt: DAY, score: '20/25', as: 'z' },
        { attempt: DAY, score: '20/100', as: 'a' },
      ],
      fates: ['path not complete again', 'failed'],
      status: 'must-retrain',
    },
  });
});

describe('then the rest: completion, revocation, retake permit, grant', () => {
  holds({
    'a revocation known by its day comes after the attempts of that day': {
      before: CERTIFIED,
      facts: [{ revocation: DAY }, pass()],
      fates: ['passed for Q1FY22'],
      status: 'must-retrain',
    },
    'and after the completions of that day': {
      before: CERTIFIED,
      facts: [{ revocation: DAY }, done()],
      fates: [],
      status: 'must-retrain',
    },
    'a permit comes after the attempts: that of the day is not lifted into counting': {
      before: RETRAINING,
      facts: [{ permit: DAY }, pass()],
      fates: ['path not complete again'],
      status: 'retake-ready',
    },
    'a permit comes after the revocation, and lifts it': {
      before: CERTIFIED,
      facts: [{ permit: DAY }, { revocation: DAY }],
      fates: [],
      status: 'retake-ready',
    },
    'a grant comes last': {
      before: CERTIFIED,
      facts: [{ grant: DAY }, { revocation: DAY }, fail()],
      fates: ['failed'],
      status: 'certified',
    },
    'a fact with an instant comes before all of them': {
      before: CERTIFIED,
      facts: [{ grant: DAY }, { revocation: `${DAY}T23:59Z` }],
      fates: [],
      status: 'certified',
    },
    'a day-only grant comes before a later day’s revocation': {
      before: [{ grant: '2021-02-09' }],
      facts: [{ revocation: DAY }],
      fates: [],
      status: 'must-retrain',
    },
  });
});

describe('ties at one instant: completion, attempt, revocation, retake permit, grant; then by fact id', () => {
  const AT = `${DAY}T12:00Z`;
  holds({
    'a completion comes before the attempt': { facts: [pass(AT), done(AT)], fates: ['passed for Q1FY22'], status: 'certified' },
    'and is therefore not later than its fail': {
      before: CERTIFIED,
      facts: [fail(AT), done(AT)],
      fates: ['failed'],
      status: 'must-retrain',
    },
    'an attempt comes before the revocation': {
      before: CERTIFIED,
      facts: [{ revocation: AT }, pass(AT)],
      fates: ['passed for Q1FY22'],
      status: 'must-retrain',
    },
    'a revocation comes before the permit': {
      before: CERTIFIED,
      facts: [{ permit: AT }, { revocation: AT }],
      fates: [],
      status: 'retake-ready',
    },
    'an attempt comes before the permit': {
      before: RETRAINING,
      facts: [{ permit: AT }, pass(AT)],
      fates: ['path not complete again'],
      status: 'retake-ready',
    },
    'a permit comes before the grant, and a grant last': {
      before: CERTIFIED,
      facts: [{ grant: AT }, { permit: AT }, { revocation: AT }, fail(AT)],
      fates: ['failed'],
      status: 'certified',
    },
    'two attempts by fact id, not by points': {
      before: CERTIFIED,
      facts: [
        { attempt: AT, score: '10/25', as: 'b' },
        { attempt: AT, score: '20/25', as: 'a' },
      ],
      fates: ['already certified for Q1FY22', 'passed for Q1FY22'],
      status: 'certified',
    },
  });
});

describe('the story is told in the order of the walk', () => {
  function told(...happenings: Happening[]): string[] {
    const story: string[] = [];
    rawStatus(history(...happenings), DAY, {}, (fact, verdict) => story.push(`${fact.fact} ${verdict.kind}`));
    return story;
  }

  test('at one instant', () => {
    const AT = `${DAY}T12:00Z`;
    const all: Happening[] = [{ grant: AT }, { permit: AT }, { revocation: AT }, fail(AT), done(AT)];
    expect(told(...all)).toEqual(['f005 completed', 'f004 failed', 'f003 revoked', 'f002 permitted', 'f001 granted']);
  });

  test('through a day: instants, attempts of the day, the rest', () => {
    const staff: Happening[] = [{ grant: DAY }, { permit: DAY }, { revocation: DAY }];
    expect(told(...staff, fail(), pass(), done(DAY, 'x'), done(`${DAY}T12:00Z`))).toEqual([
      'f007 completed',
      'f004 failed',
      'f005 not-counted',
      'f006 completed',
      'f003 revoked',
      'f002 permitted',
      'f001 granted',
    ]);
  });

  test('completions of the day are told where they counted', () => {
    expect(told(...CERTIFIED, pass(`${DAY}T12:00Z`), done()).slice(2)).toEqual(['f003 passed', 'f004 completed']);
    expect(told(...RETRAINING, pass(`${DAY}T12:00Z`), done()).slice(3)).toEqual(['f005 completed', 'f004 passed']);
  });

  test('a permit without a fail to lift says so', () => {
    expect(told(...CERTIFIED, { permit: DAY }).at(-1)).toBe('f003 permit-without-fail');
    expect(told(...RETRAINING, { permit: DAY }).at(-1)).toBe('f004 permitted');
  });
});
