/** Days and instants: rule book, section 2. */
import { describe, expect, test } from 'vitest';
import {
  type Instant,
  NEVER,
  addDays,
  addMonths,
  formatDay,
  formatInstant,
  parseDay,
  parseInstant,
  partsOf,
  utcDay,
} from '../../src/domain/day.js';
import { day } from './history.js';

describe('a day', () => {
  test.each(['1970-01-01', '2020-02-29', '2024-02-29', '2100-02-28', '2199-12-31'])('%s is read and written back', (text) => {
    expect(formatDay(parseDay(text)!)).toBe(text);
  });

  test.each([
    ['2021-02-29', 'no leap year'],
    ['2100-02-29', 'no leap year, though divisible by four'],
    ['2021-13-01', 'no such month'],
    ['2021-00-10', 'no such month'],
    ['2021-04-31', 'no such day'],
    ['2021-04-00', 'no such day'],
    ['21-04-03', 'two digits'],
    ['2021-4-3', 'one digit'],
    ['2021-04-03T00:00Z', 'an instant'],
    [' 2021-04-03', 'white space'],
    ['1969-12-31', 'before the days of the program'],
    ['2200-01-01', 'after them'],
    ['', 'nothing'],
  ])('%s is refused: %s', (text) => {
    expect(parseDay(text)).toBeUndefined();
  });

  test('days are compared and counted as numbers', () => {
    expect(day('2020-03-01') - day('2020-02-28')).toBe(2);
    expect(day('2021-03-01') - day('2021-02-28')).toBe(1);
    expect(day('2199-12-31') < NEVER).toBe(true);
    expect(formatDay(addDays(day('2020-12-31'), 1))).toBe('2021-01-01');
    expect(formatDay(addDays(day('2021-03-01'), -1))).toBe('2021-02-28');
    expect(partsOf(day('2020-02-29'))).toEqual({ year: 2020, month: 2, dayOfMonth: 29 });
  });
});

describe('offsets in months are computed from the anchor', () => {
  test.each([
    ['2020-08-31', 6, '2021-02-28'],
    ['2023-08-31', 6, '2024-02-29'],
    ['2020-08-31', 12, '2021-08-31'],
    ['2020-02-29', 12, '2021-02-28'],
    ['2020-02-29', 48, '2024-02-29'],
    ['2021-03-31', -1, '2021-02-28'],
    ['2020-12-15', 1, '2021-01-15'],
  ])('%s and %i months is %s', (from, months, to) => {
    expect(formatDay(addMonths(day(from), months))).toBe(to);
  });

  test('chained, 31 August would end on the 28th for ever', () => {
    const chained = addMonths(addMonths(day('2020-08-31'), 6), 6);
    expect(formatDay(chained)).toBe('2021-08-28');
    expect(formatDay(addMonths(day('2020-08-31'), 12))).toBe('2021-08-31');
  });
});

describe('an instant', () => {
  test.each([
    ['2020-10-13T16:41:07Z', '2020-10-13T16:41:07Z'],
    ['2020-10-16T23:58-07:00', '2020-10-17T06:58:00Z'],
    ['2020-10-13 16:41:07+05:30', '2020-10-13T11:11:07Z'],
    ['2020-10-13T16:41:07.25Z', '2020-10-13T16:41:07.250Z'],
    ['2020-10-13T16:41:07.1239999Z', '2020-10-13T16:41:07.123Z'],
    ['2020-10-13t16:41z', '2020-10-13T16:41:00Z'],
    ['2020-10-13T00:30+1400', '2020-10-12T10:30:00Z'],
  ])('%s is %s', (text, written) => {
    expect(formatInstant(parseInstant(text)!)).toBe(written);
  });

  test.each([
    ['2020-10-13', 'a day'],
    ['2020-10-13T16:41', 'no zone'],
    ['2020-10-13T24:00Z', 'no such hour'],
    ['2020-10-13T16:60Z', 'no such minute'],
    ['2021-02-29T10:00Z', 'no such day'],
    ['2020-10-13T10:00+15:00', 'no such zone'],
  ])('%s is refused: %s', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  test('before 1970 the day is rounded down, not towards zero', () => {
    expect(utcDay(-1 as Instant)).toBe(-1);
  });
});
