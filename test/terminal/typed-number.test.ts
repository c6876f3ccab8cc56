import { describe, expect, test } from 'vitest';
import { readNumber } from '../../src/domain/typed-number.js';

describe('a number with one reading', () => {
  test.each([
    ['80', '80'],
    ['-7', '-7'],
    ['+7', '7'],
    ['−7', '-7'],
    ['007', '7'],
    ['0', '0'],
    ['-0', '0'],
    ['2.5', '2.5'],
    ['2,5', '2.5'],
    ['2.50', '2.5'],
    [',5', '0.5'],
    ['5.', '5'],
    ['1234,5', '1234.5'],
    ['1,234.5', '1234.5'],
    ['1.234,5', '1234.5'],
    ['1 234,5', '1234.5'],
    ['1\u00a0234,5', '1234.5'],
    ['1\u202f234.5', '1234.5'],
    ["1'234.5", '1234.5'],
    ['1’234’567', '1234567'],
    ['1.234.567', '1234567'],
    ['1,234,567', '1234567'],
    ['12,34,567', '1234567'],
    // Nobody separates thousands after more than three digits, or after a nought.
    ['1234.567', '1234.567'],
    ['0,125', '0.125'],
    ['1.2340', '1.234'],
    ['８０', '80'],
  ])('%s is %s', (typed, number) => {
    expect(readNumber(typed)).toEqual({ kind: 'number', number });
  });
});

describe('asked again', () => {
  test.each([
    ['1,234', '1,234 could be 1234 or 1.234: type 1234, or 1.2340'],
    ['1.234', '1.234 could be 1234 or 1.234: type 1234, or 1.2340'],
    ['-12,345', '-12,345 could be -12345 or -12.345: type -12345, or -12.3450'],
    ['80%', 'type the number alone, without the percent sign'],
    ['80 percent', 'type the number alone, without the percent sign'],
    ['$19', 'type the number alone, without the currency sign'],
    ['19 €', 'type the number alone, without the currency sign'],
    ['19 USD', 'type the number alone, without the currency sign'],
    ['seven', 'type a number alone, in digits, such as 12 or 2.5'],
    ['45 days', 'type a number alone, in digits, such as 12 or 2.5'],
    ['1/2', 'type a number alone, in digits, such as 12 or 2.5'],
    ['10²', 'type a number alone, in digits, such as 12 or 2.5'],
    ['1e3', 'type a number alone, in digits, such as 12 or 2.5'],
    ['.', 'type a number alone, in digits, such as 12 or 2.5'],
    ['1,23,4', '1,23,4 cannot be read as a number: type digits with at most a decimal point, such as 1234.5'],
    ['12 34', '12 34 cannot be read as a number: type digits with at most a decimal point, such as 1234.5'],
    ['1234567890123456', 'the number is too long: type at most 15 digits'],
  ])('%s', (typed, message) => {
    expect(readNumber(typed)).toEqual({ kind: 'problem', message });
  });

  test('what is suggested for the two readings has one reading each', () => {
    expect(readNumber('1234')).toEqual({ kind: 'number', number: '1234' });
    expect(readNumber('1.2340')).toEqual({ kind: 'number', number: '1.234' });
  });
});
