/** Fiscal calendar and windows: rule book, section 3. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fiscalYearStart,
  makeCalendar,
  parseWindowLabel,
  quarterOf,
  quarterStart,
  windowFaults,
  windowLabel,
} from '../../src/domain/calendar.js';
import { FIRST_DAY, LAST_DAY, addDays, formatDay } from '../../src/domain/day.js';
import { QUARTERS } from '../../src/domain/policy.js';
import { type Setting, day, policyWith } from './history.js';

const calendar = (recertification: Setting['recertification'] = {}, fiscal_year: Setting['fiscal_year'] = {}) =>
  makeCalendar(policyWith({ recertification, fiscal_year }));

function spanOf(label: string, ...setting: Parameters<typeof calendar>): string {
  const window = calendar(...setting).byLabel(label);
  return window ? `${formatDay(window.opens)}..${formatDay(window.closes)}` : 'none';
}

describe('fiscal years may start in any month', () => {
  test.each([
    [2, 'end', 2021, '2020-02-01'],
    [2, 'start', 2021, '2021-02-01'],
    [1, 'end', 2021, '2021-01-01'],
    [1, 'start', 2021, '2021-01-01'],
    [7, 'end', 2021, '2020-07-01'],
    [7, 'start', 2021, '2021-07-01'],
    [12, 'end', 2021, '2020-12-01'],
    [12, 'start', 2021, '2021-12-01'],
  ] as const)('first month %i, named after its %s: FY%i starts on %s', (first_month, named_after, year, start) => {
    expect(formatDay(fiscalYearStart({ first_month, named_after }, year))).toBe(start);
  });

  test('FY21 runs 2020-02-01 to 2021-01-31', () => {
    const years = { first_month: 2, named_after: 'end' } as const;
    expect(quarterOf(years, day('2020-01-31'))).toEqual({ quarter: 'Q4', year: 2020 });
    expect(quarterOf(years, day('2020-02-01'))).toEqual({ quarter: 'Q1', year: 2021 });
    expect(quarterOf(years, day('2021-01-31'))).toEqual({ quarter: 'Q4', year: 2021 });
    expect(quarterOf(years, day('2021-02-01'))).toEqual({ quarter: 'Q1', year: 2022 });
  });

  test.each([
    [2, 'end', 'Q2', '2020-05-01'],
    [2, 'end', 'Q3', '2020-08-01'],
    [2, 'end', 'Q4', '2020-11-01'],
    [7, 'end', 'Q3', '2021-01-01'],
    [12, 'start', 'Q2', '2022-03-01'],
    [11, 'end', 'Q4', '2021-08-01'],
  ] as const)('first month %i, named after its %s: %s of FY21 starts on %s', (first_month, named_after, quarter, start) => {
    expect(formatDay(quarterStart({ first_month, named_after }, 2021, quarter))).toBe(start);
  });

  test('every day lies in the quarter that starts on or before it, and in no other', () => {
    const anyYear = fc.record({
      first_month: fc.integer({ min: 1, max: 12 }),
      named_after: fc.constantFrom('end' as const, 'start' as const),
    });
    fc.assert(
      fc.property(anyYear, fc.integer({ min: FIRST_DAY, max: LAST_DAY }), (years, number) => {
        const on = addDays(FIRST_DAY, number - FIRST_DAY);
        const { quarter, year } = quarterOf(years, on);
        const place = QUARTERS.indexOf(quarter);
        const next = place === 3 ? quarterStart(years, year + 1, 'Q1') : quarterStart(years, year, QUARTERS[place + 1]!);
        expect(quarterStart(years, year, quarter)).toBeLessThanOrEqual(on);
        expect(next).toBeGreaterThan(on);
      }),
      { seed: 1 },
    );
  });
});

describe('labels', () => {
  test.each([
    ['Q3', 2021, 'Q3FY21'],
    ['Q1', 2000, 'Q1FY00'],
    ['Q4', 2099, 'Q4FY99'],
    ['Q1', 1999, 'Q1FY1999'],
    ['Q1', 2100, 'Q1FY2100'],
  ] as const)('%s of fiscal year %i is %s, and is read back', (quarter, year, label) => {
    expect(windowLabel(quarter, year)).toBe(label);
    expect(parseWindowLabel(label)).toEqual({ quarter, year });
  });

  test.each(['Q5FY21', 'q3FY21', 'Q3 FY21', 'FY21', 'Q3FY2021', 'Q3FY1', 'Q3FY021', ''])('%j is none', (label) => {
    expect(parseWindowLabel(label)).toBeUndefined();
  });
});

describe('computed windows', () => {
  test.each([
    ['Q1FY28', {}, {}, '2027-02-01..2027-03-17'],
    ['Q3FY28', {}, {}, '2027-08-01..2027-09-14'],
    // In a leap year February has a day more, so that the window closes a day earlier.
    ['Q1FY25', {}, {}, '2024-02-01..2024-03-16'],
    ['Q2FY28', {}, {}, 'none'],
    ['Q2FY28', { quarters: ['Q2'] }, {}, '2027-05-01..2027-06-14'],
    ['Q1FY28', { window_days: 1 }, {}, '2027-02-01..2027-02-01'],
    ['Q1FY28', {}, { first_month: 1 }, '2028-01-01..2028-02-14'],
    ['Q3FY28', {}, { first_month: 10, named_after: 'start' }, '2029-04-01..2029-05-15'],
    ['Q1FY28', { early_days: 30 }, {}, '2027-02-01..2027-03-17'],
  ] as [string, Setting['recertification'], Setting['fiscal_year'], string][])('%s of %j, %j: %s', (label, rules, year, span) => {
    expect(spanOf(label, rules, year)).toBe(span);
  });
});

describe('windows set by hand', () => {
  const windows = [{ window: 'Q3FY21', opens: '2020-08-03', closes: '2020-10-16' }];

  test('replace the computed one of the same label', () => {
    expect(spanOf('Q3FY21', { windows })).toBe('2020-08-03..2020-10-16');
    expect(calendar({ windows }).windows.filter(({ label }) => label === 'Q3FY21')).toHaveLength(1);
    expect(spanOf('Q3FY22', { windows })).toBe('2021-08-01..2021-09-14');
  });

  test('or add one for a quarter that is not named', () => {
    const withQ2 = calendar({ windows: [{ window: 'Q2FY21', opens: '2020-05-01', closes: '2020-05-31' }] });
    const near = withQ2.windows.filter(({ opens }) => opens >= day('2020-02-01') && opens < day('2021-02-01'));
    expect(near.map(({ label }) => label)).toEqual(['Q1FY21', 'Q2FY21', 'Q3FY21']);
  });

  test('are ordered by the day they open, not by their label', () => {
    const moved = calendar({ windows: [{ window: 'Q4FY21', opens: '2020-06-01', closes: '2020-06-30' }] });
    const near = moved.windows.filter(({ opens }) => opens >= day('2020-02-01') && opens < day('2021-02-01'));
    expect(near.map(({ label }) => label)).toEqual(['Q1FY21', 'Q4FY21', 'Q3FY21']);
    expect(moved.cycle(day('2020-07-01'))?.label).toBe('Q4FY21');
  });

  test('alone make a calendar of a few windows; without any there is none', () => {
    expect(calendar({ quarters: [], windows }).windows.map(({ label }) => label)).toEqual(['Q3FY21']);
    expect(calendar({ quarters: [] }).windows).toEqual([]);
    expect(calendar({ quarters: [] }).cycle(day('2020-08-03'))).toBeUndefined();
    expect(calendar({ quarters: [] }).firstAfter(undefined, new Set())).toBeUndefined();
  });
});

describe('the cycle of a day is the last window that has opened, early days included', () => {
  test.each([
    [{}, '2020-07-31', 'Q1FY21'],
    [{}, '2020-08-01', 'Q3FY21'],
    [{}, '2020-09-15', 'Q3FY21'],
    [{}, '2021-01-31', 'Q3FY21'],
    [{}, '2021-02-01', 'Q1FY22'],
    [{ early_days: 30 }, '2027-01-01', 'Q3FY27'],
    [{ early_days: 30 }, '2027-01-02', 'Q1FY28'],
    [{ quarters: [], windows: [{ window: 'Q3FY21', opens: '2020-08-01', closes: '2020-10-16' }] }, '2020-07-31', 'none'],
    [{ quarters: [], windows: [{ window: 'Q3FY21', opens: '2020-08-01', closes: '2020-10-16' }] }, '2030-01-01', 'Q3FY21'],
  ] as [Setting['recertification'], string, string][])('%j on %s: %s', (rules, on, label) => {
    expect(calendar(rules).cycle(day(on))?.label ?? 'none').toBe(label);
  });

  test('a window that opens after the last day of the program is never next', () => {
    const { windows, cycle, firstAfter } = calendar({}, { first_month: 10, named_after: 'start' });
    expect(windows.at(-1)!.opens).toBeGreaterThan(LAST_DAY);
    expect(firstAfter(cycle(LAST_DAY), new Set())).toBeUndefined();
  });
});

describe('faults', () => {
  const messages = (recertification: Setting['recertification']) =>
    windowFaults(policyWith({ recertification })).map(({ window, message }) => [window, message]);

  test('there are none in the defaults, nor where a window closes the day before the next one opens', () => {
    expect(messages({})).toEqual([]);
    expect(messages({ windows: [{ window: 'Q3FY21', opens: '2020-08-01', closes: '2021-01-31' }] })).toEqual([]);
    expect(messages({ windows: [{ window: 'Q3FY21', opens: '2020-08-01', closes: '2020-08-01' }] })).toEqual([]);
  });

  test('a window that closes before it opens', () => {
    expect(messages({ windows: [{ window: 'Q3FY21', opens: '2020-08-02', closes: '2020-08-01' }] })).toEqual([
      ['Q3FY21', 'window Q3FY21 closes before it opens'],
    ]);
  });

  test('two windows that share a day; the one set by hand is named', () => {
    expect(messages({ windows: [{ window: 'Q3FY21', opens: '2020-08-01', closes: '2021-02-01' }] })).toEqual([
      ['Q3FY21', 'window Q1FY22 starts on 2021-02-01, before window Q3FY21 has closed on 2021-02-01'],
    ]);
    expect(messages({ windows: [{ window: 'Q3FY21', opens: '2020-03-16', closes: '2020-10-16' }] })).toEqual([
      ['Q3FY21', 'window Q3FY21 starts on 2020-03-16, before window Q1FY21 has closed on 2020-03-16'],
    ]);
  });

  test('early days count: opens − early_days is later than the previous window’s closes', () => {
    const windows = [{ window: 'Q3FY21', opens: '2020-08-01', closes: '2021-01-22' }];
    expect(messages({ early_days: 9, windows })).toEqual([]);
    expect(messages({ early_days: 10, windows })).toEqual([
      ['Q3FY21', 'window Q1FY22 starts on 2021-01-22 (10 early days included), before window Q3FY21 has closed on 2021-01-22'],
    ]);
  });

  test('windows longer than the time between them overlap every time', () => {
    expect(messages({ window_days: 181 })).toEqual([]);
    expect(messages({ window_days: 182 }).length).toBeGreaterThan(100);
  });
});
