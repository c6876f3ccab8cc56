/** Facts and when they are seen: rule book, section 4. */
import { describe, expect, test } from 'vitest';
import { formatDay } from '../../src/domain/day.js';
import { dated, seenOn, voidsOf } from '../../src/domain/seen.js';
import { makeZone } from '../../src/domain/zone.js';
import { type Happening, TRAINED, day, fatesOf, history, instantIn, rawStatus, statusOf } from './history.js';

const PASS = { attempt: '2020-10-13', score: '20/25' } as const;

const status = (facts: Happening[], on: string) => statusOf(history(...facts), on).status;

describe('a fact is seen on day D if it happened on or before D', () => {
  test('a pass shows on its own day and not on the day before', () => {
    expect(status([TRAINED, PASS], '2020-10-12')).toBe('ready');
    expect(status([TRAINED, PASS], '2020-10-13')).toBe('certified');
  });

  test('on day D means at the end of D, in the program’s time zone', () => {
    const late = history(TRAINED, { attempt: '2020-10-14T06:59:59Z', score: '20/25' });
    expect(statusOf(late, '2020-10-13').status).toBe('ready');
    expect(statusOf(late, '2020-10-13', { time_zone: 'America/Los_Angeles' }).status).toBe('certified');
  });

  test('an attempt belongs to the day on which it was finished; when it was started plays no part', () => {
    const facts = history(TRAINED, { attempt: '2020-10-13T00:10Z', score: '20/25' }).map((fact) =>
      fact.kind === 'attempt' ? { ...fact, started_at: instantIn('2020-10-12T23:40Z') } : fact,
    );
    expect(statusOf(facts, '2020-10-12').status).toBe('ready');
    expect(statusOf(facts, '2020-10-13').certified_on).toBe('2020-10-13');
  });

  test('what was recorded later is known of the day on which it happened', () => {
    const facts = history(TRAINED, { ...PASS, recorded: '2021-01-05' });
    expect(statusOf(facts, '2020-10-13').status).toBe('certified');
  });
});

describe('a void', () => {
  const slip: Happening[] = [TRAINED, { ...PASS, as: 'slip' }, { void: 'slip', on: '2020-12-01', as: 'v' }];

  test('hides its fact from its own day on, and not before', () => {
    expect(status(slip, '2020-11-30')).toBe('certified');
    expect(status(slip, '2020-12-01')).toBe('ready');
    expect(statusOf(history(...slip), '2020-12-01').attempts).toBe(0);
  });

  test('hides it for days long past, too, once it is seen: the attempt after the slip was owed', () => {
    const facts = history(...slip, { attempt: '2020-10-20', score: '20/25', as: 'real' });
    expect(fatesOf(facts, '2020-11-30')).toEqual(['passed for Q3FY21', 'already certified for Q3FY21']);
    expect(fatesOf(facts, '2020-12-01')).toEqual(['not seen', 'passed for Q3FY21']);
  });

  test('cannot be voided: the fact is recorded again', () => {
    const facts: Happening[] = [...slip, { void: 'v', on: '2020-12-02' }];
    expect(status(facts, '2020-12-05')).toBe('ready');
    expect(status([...facts, PASS], '2020-12-05')).toBe('certified');
  });

  test('is itself seen from its day on, voided or not', () => {
    const facts = dated(history(...slip, { void: 'v', on: '2020-12-05', as: 'w' }), makeZone('UTC'));
    const voids = (on: string) => voidsOf(seenOn(facts, day(on))).map(({ fact }) => fact);
    expect([voids('2020-11-30'), voids('2020-12-01'), voids('2020-12-05')]).toEqual([[], ['v'], ['v', 'w']]);
  });

  test('of a fact that is not there changes nothing', () => {
    expect(status([TRAINED, PASS, { void: 'nobody', on: '2020-10-13' }], '2020-10-13')).toBe('certified');
  });

  test.each<[string, Happening, string, string]>([
    ['a completion', { ...TRAINED, as: 'x' }, 'certified', 'in-training'],
    ['a revocation', { revocation: '2020-11-01', as: 'x' }, 'must-retrain', 'certified'],
    ['a waiver', { waive: 'Q1FY22', on: '2020-11-01', as: 'x' }, 'certified', 'certified'],
    ['a leave', { leave: '2020-11-01', as: 'x' }, 'on-leave', 'certified'],
  ])('of %s', (_, fact, before, after) => {
    const facts: Happening[] = [...('completion' in fact ? [] : [TRAINED]), fact, PASS, { void: 'x', on: '2020-12-01' }];
    expect([status(facts, '2020-11-30'), status(facts, '2020-12-01')]).toEqual([before, after]);
  });

  test('of a waiver brings the window back', () => {
    const facts = history(TRAINED, PASS, { waive: 'Q1FY22', on: '2020-11-01', as: 'w' }, { void: 'w', on: '2021-02-10' });
    expect(statusOf(facts, '2021-02-09')).toMatchObject({ status: 'certified', next_window: 'Q3FY22' });
    expect(statusOf(facts, '2021-02-10')).toMatchObject({ status: 'recert-due', next_window: 'Q1FY22' });
  });
});

describe('a leave', () => {
  const through = (facts: Happening[], on: string) => statusOf(history(TRAINED, PASS, ...facts), on).valid_through;

  test('recorded ahead is seen from the day it was recorded: the closing day moves, the status not yet', () => {
    const facts: Happening[] = [{ leave: '2021-03-01', to: '2021-04-30', on: '2021-02-05' }];
    expect(through(facts, '2021-02-04')).toBe('2021-03-17');
    expect(through(facts, '2021-02-05')).toBe('2021-05-30');
    expect(status([TRAINED, PASS, ...facts], '2021-02-28')).toBe('recert-due');
    expect(status([TRAINED, PASS, ...facts], '2021-03-01')).toBe('on-leave');
  });

  test('recorded late is seen from its first day', () => {
    const facts: Happening[] = [{ leave: '2021-03-01', to: '2021-04-30', on: '2021-06-01' }];
    expect(through(facts, '2021-02-28')).toBe('2021-03-17');
    expect(through(facts, '2021-03-01')).toBe('2021-05-30');
    expect(status([TRAINED, PASS, ...facts], '2021-04-30')).toBe('on-leave');
    expect(status([TRAINED, PASS, ...facts], '2021-05-01')).toBe('recert-due');
  });

  test('both its days are within it', () => {
    const facts: Happening[] = [TRAINED, PASS, { leave: '2020-11-10', to: '2020-11-12' }];
    const days = ['2020-11-09', '2020-11-10', '2020-11-12', '2020-11-13'];
    expect(days.map((on) => status(facts, on))).toEqual(['certified', 'on-leave', 'on-leave', 'certified']);
  });

  test('without a last day has no end', () => {
    expect(status([TRAINED, PASS, { leave: '2020-11-10' }], '2199-12-31')).toBe('on-leave');
  });

  describe('a later one with the same first day replaces its last day', () => {
    const open = { leave: '2020-11-10', on: '2020-11-01' } as const;
    const back = { leave: '2020-11-10', to: '2021-01-15', on: '2021-01-10' } as const;

    test('a return ends an open leave', () => {
      const facts: Happening[] = [TRAINED, PASS, open, back];
      expect(status(facts, '2021-01-15')).toBe('on-leave');
      expect(status(facts, '2021-01-16')).toBe('certified');
    });

    test('shorter or longer, and in whatever order they were typed in', () => {
      const longer = { leave: '2020-11-10', to: '2021-01-20', on: '2021-01-12' } as const;
      expect(status([TRAINED, PASS, longer, back, open], '2021-01-20')).toBe('on-leave');
      expect(status([TRAINED, PASS, { ...longer, on: '2021-01-05' }, back, open], '2021-01-16')).toBe('certified');
    });

    test('one with another first day stands beside it', () => {
      const long: Happening = { leave: '2020-11-10', to: '2020-11-20' };
      const short: Happening = { leave: '2020-11-11', to: '2020-11-12' };
      expect(status([TRAINED, PASS, long, short], '2020-11-20')).toBe('on-leave');
    });

    test('when the later one is voided, the earlier one holds again', () => {
      const facts: Happening[] = [TRAINED, PASS, open, { ...back, as: 'back' }, { void: 'back', on: '2021-02-01' }];
      expect(status(facts, '2021-01-20')).toBe('certified');
      expect(status(facts, '2021-02-01')).toBe('on-leave');
    });
  });
});

test('what moved a closing day is told in the order of the days, however it was imported', () => {
  const facts = history(
    TRAINED,
    PASS,
    { extend: 'Q1FY22', until: '2021-04-20', on: '2021-03-05' },
    { extend: 'Q1FY22', until: '2021-04-01', on: '2021-03-01' },
  );
  for (const order of [facts, [...facts].reverse()]) {
    const moved = rawStatus(order, '2021-03-10').next!.moved_by;
    expect(moved.map((fact) => formatDay(fact.day))).toEqual(['2021-03-01', '2021-03-05']);
  }
});
