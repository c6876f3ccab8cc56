/** Points are exact fractions, and a pass is decided exactly (rule book, section 5). */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ONE,
  ZERO,
  add,
  clamp,
  compare,
  cut,
  formatPoints,
  multiply,
  parsePoints,
  passes,
  percent,
  points,
  showPoints,
  sum,
} from '../../src/domain/points.js';

const of = (text: string) => parsePoints(text)!;

describe('a pass at the mark', () => {
  test.each([
    ['16', '20', '80', true],
    ['19.2', '24', '80', true],
    ['15.99', '20', '80', false],
    ['15.999999999', '20', '80', false],
    ['79', '100', '80', false],
    ['20', '25', '80', true],
    ['0', '20', '80', false],
    ['0', '20', '0', true],
    ['20', '20', '100', true],
    ['2/3', '1', '66.6', true],
    ['2/3', '1', '66.7', false],
    // In floats 0.1 + 0.2 and 1.1 × 3 would go astray.
    ['3.3', '3.3', '100', true],
  ])('%s of %s at %s: %s', (score, max, mark, passed) => {
    expect(passes(of(score), of(max), of(mark))).toBe(passed);
  });

  test('three answers worth a third each make one whole point', () => {
    const thirds = sum([of('1/3'), of('1/3'), of('1/3')]);
    expect(thirds).toEqual(ONE);
    expect(passes(thirds, ONE, points(100))).toBe(true);
  });
});

describe('percentages are cut, never rounded up', () => {
  test.each([
    ['15.99', '20', '79.95'],
    ['15.9999', '20', '79.99'],
    ['2', '3', '66.66'],
    ['16', '20', '80.00'],
    ['0', '7', '0.00'],
    ['1', '3000', '0.03'],
  ])('%s of %s is %s', (score, max, text) => {
    expect(percent(of(score), of(max))).toBe(text);
  });

  test('without places', () => {
    expect(percent(of('15.99'), of('20'), 0)).toBe('79');
    expect(cut(of('-1/3'), 2)).toBe('-0.33');
    expect(cut(of('-1/300'), 1)).toBe('0.0');
  });
});

describe('reading and writing', () => {
  test.each([
    ['20', '20', '20'],
    ['19.2', '96/5', '19.2'],
    ['1/3', '1/3', '0.33'],
    ['2/4', '1/2', '0.5'],
    ['-0.5', '-1/2', '-0.5'],
    ['+3', '3', '3'],
    [' 7 / 2 ', '7/2', '3.5'],
    ['100', '100', '100'],
    ['0.10', '1/10', '0.1'],
  ])('%s is stored as %s and shown as %s', (text, stored, shown) => {
    expect(formatPoints(of(text))).toBe(stored);
    expect(showPoints(of(text))).toBe(shown);
    expect(of(formatPoints(of(text)))).toEqual(of(text));
  });

  test.each(['', 'ten', '1/0', '1.', '.5', '1e3', '1,5', '1/2/3', '0x10', 'NaN'])('%j is refused', (text) => {
    expect(parsePoints(text)).toBeUndefined();
  });

  test('a denominator of zero is a mistake of the program', () => {
    expect(() => points(1, 0)).toThrow(RangeError);
    expect(points(3, -6)).toEqual(points(-1, 2));
  });
});

describe('arithmetic', () => {
  const fraction = fc.tuple(fc.integer({ min: -999, max: 999 }), fc.integer({ min: 1, max: 99 })).map(([n, d]) => points(n, d));

  test('adds and multiplies as fractions do', () => {
    expect(add(of('1/3'), of('1/6'))).toEqual(of('1/2'));
    expect(multiply(of('2/3'), of('3/4'))).toEqual(of('1/2'));
    expect(sum([])).toEqual(ZERO);
    expect(clamp(of('-1/3'), ZERO, ONE)).toEqual(ZERO);
    expect(clamp(of('4/3'), ZERO, ONE)).toEqual(ONE);
    expect(clamp(of('1/3'), ZERO, ONE)).toEqual(of('1/3'));
  });

  test('orders as numbers do', () => {
    fc.assert(
      fc.property(fraction, fraction, (a, b) => {
        const [left, right] = [Number(a.n * b.d), Number(b.n * a.d)];
        expect(Math.sign(compare(a, b))).toBe(Math.sign(left - right));
        expect(compare(add(a, b), a)).toBe(compare(b, ZERO));
      }),
      { seed: 1 },
    );
  });
});
