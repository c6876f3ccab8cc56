/** What holds of every history, whatever is in it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeCalendar, windowFaults } from '../../src/domain/calendar.js';
import { type Day, addDays, formatDay } from '../../src/domain/day.js';
import { dayOfFact } from '../../src/domain/fact.js';
import { QUARTERS } from '../../src/domain/policy.js';
import { makeZone } from '../../src/domain/zone.js';
import { stories } from './any-history.js';
import { type Row, day, history, policyWith, statusOf } from './history.js';

/** The same histories on every run and every machine. */
const RUNS = { numRuns: 200, seed: 20210801 };

describe('a status is a pure function', () => {
  test('the order in which facts were imported makes no difference', () => {
    const shuffled = stories().chain((story) =>
      fc.record({ story: fc.constant(story), order: fc.shuffledSubarray(story.facts, { minLength: story.facts.length }) }),
    );
    fc.assert(
      fc.property(shuffled, ({ story: { facts, setting, on }, order }) => {
        expect(statusOf(order, on, setting)).toEqual(statusOf(facts, on, setting));
      }),
      RUNS,
    );
  });

  test('the same inputs give the same row, and are not touched', () => {
    fc.assert(
      fc.property(stories(), ({ facts, setting, on }) => {
        const before = structuredClone(facts);
        expect(statusOf(facts, on, setting)).toEqual(statusOf(facts, on, setting));
        expect(facts).toEqual(before);
      }),
      RUNS,
    );
  });

  test('nothing that happens after the day is seen, but the roster’s first fact and a leave begun by then', () => {
    fc.assert(
      fc.property(stories(), ({ facts, setting, on }) => {
        const zone = makeZone(setting.time_zone ?? 'UTC');
        const known = facts.filter((fact) => {
          const begun = fact.kind === 'leave' && fact.from <= day(on);
          return begun || fact.kind === 'roster' || dayOfFact(fact, zone) <= day(on);
        });
        expect(statusOf(known, on, setting)).toEqual(statusOf(facts, on, setting));
      }),
      RUNS,
    );
  });

  test('later roster facts are not seen either, once there is a first one', () => {
    const later = history({ roster: '2023-01-01', role: 'Chef', start: '2023-01-01', as: 'later' });
    fc.assert(
      fc.property(stories(), ({ facts, setting, on }) => {
        const some = [...facts, ...history({ roster: '2019-01-01', as: 'first' })];
        expect(statusOf([...some, ...later], on, setting)).toEqual(statusOf(some, on, setting));
      }),
      RUNS,
    );
  });
});

describe('voiding', () => {
  test('a fact restores what was before it', () => {
    const withTarget = stories().filter(({ facts }) => facts.some((fact) => fact.kind !== 'void'));
    fc.assert(
      fc.property(withTarget, fc.nat(), ({ facts, setting, on }, place) => {
        const targets = facts.filter((fact) => fact.kind !== 'void');
        const target = targets[place % targets.length]!;
        const without = facts.filter((fact) => fact !== target);
        const correction = history({ void: target.fact, on: '2020-01-01', as: 'correction' });
        expect(statusOf([...facts, ...correction], on, setting)).toEqual(statusOf(without, on, setting));
      }),
      RUNS,
    );
  });

  test('a fact and recording it again is as if nothing had been corrected', () => {
    fc.assert(
      fc.property(stories(), ({ facts, setting, on }) => {
        // Ids that no other fact bears and no void of the history names.
        const again = history({ grant: '2020-12-31', as: 'zz-again' });
        const slip = history({ grant: '2020-12-31', as: 'zz-first' }, { void: 'zz-first', on: '2020-01-01', as: 'v' });
        expect(statusOf([...facts, ...slip, ...again], on, setting)).toEqual(statusOf([...facts, ...again], on, setting));
      }),
      RUNS,
    );
  });
});

describe('facts of another track', () => {
  test('change nothing but the list of attempts', () => {
    const others = history(
      { attempt: '2020-08-14', score: '20/20', assessment: 'cs', as: 'x1' },
      { attempt: '2021-02-20', score: '0/20', assessment: 'cs', as: 'x2' },
      { grant: '2020-09-01', track: 'cs', as: 'x3' },
      { revocation: '2021-02-01', track: 'cs', as: 'x4' },
      { permit: '2021-02-02', track: 'cs', as: 'x5' },
      { waive: 'Q1FY22', on: '2020-08-01', track: 'cs', as: 'x6' },
      { extend: 'Q1FY22', until: '2021-12-31', on: '2020-08-01', track: 'cs', as: 'x7' },
    );
    const withoutOthers = (row: Row): Row => {
      const { x1, x2, ...verdicts } = row.verdicts;
      return { ...row, verdicts };
    };
    fc.assert(
      fc.property(stories(), ({ facts, setting, on }) => {
        expect(withoutOthers(statusOf([...facts, ...others], on, setting))).toEqual(statusOf(facts, on, setting));
      }),
      RUNS,
    );
  });
});

describe('a row does not contradict itself', () => {
  test('whatever the history', () => {
    fc.assert(
      fc.property(stories(), ({ facts, setting, on }) => {
        const row = statusOf(facts, on, setting);
        const certified = row.certified_on !== '';
        expect(row.certified_on <= on).toBe(true);
        if (row.valid) expect(certified && (row.valid_through === '' || on <= row.valid_through)).toBe(true);
        if (row.window) expect(row.window).toBe(row.next_window);
        if (!certified) expect([row.valid, row.valid_through, row.window, row.next_window]).toEqual([false, '', '', '']);
        if (certified && row.due_by) expect(row.due_by).toBe(row.valid_through);
        if (row.status === 'certified') expect([row.valid, row.window, row.due_by]).toEqual([true, '', '']);
        if (row.status === 'recert-due') expect(row.valid && row.window !== '').toBe(true);
        if (row.status === 'lapsed') expect(!row.valid && row.valid_through !== '' && on > row.valid_through).toBe(true);
        if (['must-retrain', 'retake-ready', 'in-training', 'ready'].includes(row.status)) expect(row.valid).toBe(false);
      }),
      RUNS,
    );
  });
});

describe('windows tile time', () => {
  const policies = fc
    .record({
      fiscal_year: fc.record({
        first_month: fc.integer({ min: 1, max: 12 }),
        named_after: fc.constantFrom('end' as const, 'start' as const),
      }),
      recertification: fc.record({
        quarters: fc.subarray([...QUARTERS]),
        window_days: fc.integer({ min: 1, max: 80 }),
        early_days: fc.integer({ min: 0, max: 10 }),
        windows: fc.subarray([
          { window: 'Q2FY21', opens: '2020-05-03', closes: '2020-05-03' },
          { window: 'Q3FY21', opens: '2020-08-01', closes: '2020-10-16' },
        ]),
      }),
    })
    .map(policyWith)
    .filter((policy) => windowFaults(policy).length === 0);

  test('they are in order and do not overlap, and labels do not repeat', () => {
    fc.assert(
      fc.property(policies, (policy) => {
        const { windows } = makeCalendar(policy);
        windows.forEach((window, place) => {
          const before = windows[place - 1];
          if (window.index !== place || window.closes < window.opens || (before && before.closes >= window.opens)) {
            expect.fail(`${before?.label} and ${window.label} are out of order`);
          }
        });
        expect(new Set(windows.map(({ label }) => label)).size).toBe(windows.length);
      }),
      { ...RUNS, numRuns: 50 },
    );
  });

  test('every day has exactly one cycle, which begins where the last one ends', () => {
    fc.assert(
      fc.property(policies, fc.integer({ min: day('2019-01-01'), max: day('2023-12-31') }), (policy, number) => {
        const on = number as Day;
        const { cycle, windows } = makeCalendar(policy);
        const begun = windows.filter(({ opens }) => addDays(opens, -policy.recertification.early_days) <= on);
        expect(cycle(on)).toBe(begun.at(-1));
        const next = windows[begun.length];
        if (next) {
          const first = addDays(next.opens, -policy.recertification.early_days);
          expect(cycle(first)?.label).toBe(next.label);
          expect(cycle(addDays(first, -1))?.label, formatDay(first)).toBe(begun.at(-1)?.label);
        }
      }),
      RUNS,
    );
  });
});
