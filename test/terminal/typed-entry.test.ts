import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer, Shown } from '../../src/domain/answer.js';
import type { Question } from '../../src/domain/assessment.js';
import { describeAnswer, readEntry } from '../../src/domain/typed-entry.js';
import { match, multiple, numeric, order, short, single, stages, tiers, trueFalse } from './questions.js';

function read({ question, shown }: { question: Question; shown: Shown }, typed: string) {
  const entry = readEntry(question, shown, typed);
  return entry.kind === 'answer' ? entry.answer : entry.kind === 'problem' ? entry.message : entry.kind;
}

describe('the signs, typed alone', () => {
  for (const laid of [tiers, stages, trueFalse, short, numeric, order, match]) {
    test.each([
      ['<', 'back'],
      ['>', 'on'],
      ['!', 'flag'],
      ['?', 'help'],
      ['  ? ', 'help'],
    ])(`${laid.question.type}: %s`, (typed, kind) => {
      expect(read(laid, typed)).toBe(kind);
    });
  }

  test.each([
    ['\\?', '?'],
    ['\\<', '<'],
    ['\\\\<', '\\<'],
    ['? not alone', '? not alone'],
    ['<<', '<<'],
    // Not before a sign, the backslash belongs to the answer.
    ['\\d+', '\\d+'],
    ['\\', '\\'],
    // Names that every object in JavaScript has.
    ['constructor', 'constructor'],
  ])('in a short answer %s is the answer %s', (typed, text) => {
    expect(read(short, typed)).toEqual({ type: 'short', text });
  });

  test('a backslash makes anything an answer elsewhere', () => {
    expect(read(tiers, '\\b')).toEqual({ type: 'single', option: 'Premium' });
    expect(read(tiers, '\\?')).toBe('type one letter from a to c, or a number from 1 to 3');
  });
});

describe('nothing typed is never an answer', () => {
  test.each([
    [tiers, 'type one letter from a to c, or a number from 1 to 3'],
    [stages, 'type the letters of all that apply, such as ac or 1,3'],
    [trueFalse, 'type t for true or f for false'],
    [short, 'type the answer in a few words'],
    [numeric, 'type a number, such as 12 or 2.5'],
    [order, 'type all 3 letters in the right order, such as cba'],
    [match, 'type a number and a letter for each pair, such as 1b 2a'],
  ] as const)('%#: %s', (laid, message) => {
    expect(read(laid, '')).toBe(message);
    expect(read(laid, ' \t')).toBe(message);
    expect(read(laid, '\u200e')).toBe(message);
  });
});

describe('one of several', () => {
  test.each([
    ['b', 'Premium'],
    ['B', 'Premium'],
    ['b)', 'Premium'],
    ['(b)', 'Premium'],
    ['2', 'Premium'],
    ['2.', 'Premium'],
    ['premium', 'Premium'],
  ])('%s is %s', (typed, option) => {
    expect(read(tiers, typed)).toEqual({ type: 'single', option });
  });

  test.each([
    ['d', 'there is no d: the letters go from a to c'],
    ['4', 'there is no 4: the numbers go from 1 to 3'],
    ['0', 'there is no 0: the numbers go from 1 to 3'],
    ['ab', 'type one letter from a to c, or a number from 1 to 3'],
    ['prem', 'type one letter from a to c, or a number from 1 to 3'],
  ])('%s is asked again', (typed, message) => {
    expect(read(tiers, typed)).toBe(message);
  });

  test('choices that are numbers: a number that could mean two of them is asked again', () => {
    const numbers = single(['3', '1', '2', '45']);
    expect(read(numbers, '2')).toBe('2 could be the number or the text of c: type the letter, b or c');
    expect(read(numbers, 'b')).toEqual({ type: 'single', option: '1' });
    expect(read(numbers, '4')).toEqual({ type: 'single', option: '45' });
    expect(read(numbers, '45')).toEqual({ type: 'single', option: '45' });
    // The third choice says 2, the first says 3; where place and text agree there is nothing to ask.
    expect(read(single(['1', '2']), '2')).toEqual({ type: 'single', option: '2' });
  });

  test('choices that are letters: a letter that could mean two of them is asked again', () => {
    const letters = single(['C', 'A', 'B']);
    expect(read(letters, 'a')).toBe('a could be the letter or the text of 2: type the number, 1 or 2');
    expect(read(letters, '1')).toEqual({ type: 'single', option: 'C' });
  });
});

describe('all that apply', () => {
  test.each([
    ['a', ['Plan']],
    ['a c', ['Plan', 'Wiki']],
    ['ac', ['Plan', 'Wiki']],
    ['CA', ['Plan', 'Wiki']],
    ['1,3', ['Plan', 'Wiki']],
    ['13', ['Plan', 'Wiki']],
    ['a) c)', ['Plan', 'Wiki']],
    ['a; 3', ['Plan', 'Wiki']],
    ['aab', ['Plan', 'Verify']],
  ])('%s, in the order in which they are shown', (typed, options) => {
    expect(read(stages, typed)).toEqual({ type: 'multiple', options });
  });

  test.each([
    ['ax', 'there is no x: the letters go from a to d'],
    ['1,5', 'there is no 5: the numbers go from 1 to 4'],
    [',', 'type the letters of all that apply, such as ac or 1,3'],
    ['a-c', 'type the letters of all that apply, such as ac or 1,3'],
  ])('%s is asked again', (typed, message) => {
    expect(read(stages, typed)).toBe(message);
  });

  test('with ten choices or more 12 is twelve, and digits want a separator', () => {
    const many = multiple(Array.from({ length: 12 }, (_, place) => `Choice ${place + 1}`));
    expect(read(many, '12')).toEqual({ type: 'multiple', options: ['Choice 12'] });
    expect(read(many, '1 2')).toEqual({ type: 'multiple', options: ['Choice 1', 'Choice 2'] });
    expect(read(many, '13')).toBe('there is no 13: the numbers go from 1 to 12');
    expect(read(many, 'al')).toEqual({ type: 'multiple', options: ['Choice 1', 'Choice 12'] });
  });
});

describe('true or false', () => {
  test.each(['t', 'T', 'true', 'TRUE', '1', 'a', 't)'])('%s is true', (typed) => {
    expect(read(trueFalse, typed)).toEqual({ type: 'true-false', value: true });
  });
  test.each(['f', 'false', '2', 'b'])('%s is false', (typed) => {
    expect(read(trueFalse, typed)).toEqual({ type: 'true-false', value: false });
  });
  test.each(['c', '3', 'tf', 'constructor'])('%s is asked again', (typed) => {
    expect(read(trueFalse, typed)).toBe('type t for true or f for false');
  });
});

describe('in order', () => {
  test.each(['2 3 1', '231', 'bca', 'b c a', 'B, C, A', 'b) c) a)'])('%s', (typed) => {
    expect(read(order, typed)).toEqual({ type: 'order', items: ['Plan', 'Create', 'Verify'] });
  });
  test.each([
    ['bc', 'not there yet: a; type all 3 in order'],
    ['bcb', 'b stands twice: type every letter once, such as cba'],
    ['bcd', 'there is no d: the letters go from a to c'],
  ])('%s is asked again', (typed, message) => {
    expect(read(order, typed)).toBe(message);
  });
});

describe('pairs', () => {
  const all = [
    { left: 'Plan', right: 'Epics' },
    { left: 'Verify', right: 'Pipelines' },
    { left: 'Secure', right: 'SAST' },
  ];
  test.each([
    '1c 2d 3a', '1c2d3a', '3a, 1c; 2d', '1-c 2-d 3-a', '1=c 2 = d 3:a', '1 c 2 d 3 a', '1) c 2) d 3) a', '1C 2D 3A', '1c 2d 3a;',
    // As many letters as there are lefts go in their order.
    'cda', 'c d a',
  ])('%s', (typed) => {
    expect(read(match, typed)).toEqual({ type: 'match', pairs: all });
  });

  test('some of them, and one right-hand side for two', () => {
    expect(read(match, '2d')).toEqual({ type: 'match', pairs: [{ left: 'Verify', right: 'Pipelines' }] });
    expect(read(match, '1a 3a')).toEqual({
      type: 'match',
      pairs: [
        { left: 'Plan', right: 'SAST' },
        { left: 'Secure', right: 'SAST' },
      ],
    });
  });

  test.each([
    ['4a', 'there is no 4 on the left: the numbers go from 1 to 3'],
    ['1e', 'there is no e on the right: the letters go from a to d'],
    ['1a 1b', '1 stands twice: type it with one letter'],
    ['1', 'type a number and a letter for each pair, such as 1b 2a'],
    ['cd', 'type a number and a letter for each pair, such as 1b 2a'],
    ['1ab', 'type a number and a letter for each pair, such as 1b 2a'],
  ])('%s is asked again', (typed, message) => {
    expect(read(match, typed)).toBe(message);
  });
});

describe('text and numbers', () => {
  test('text is trimmed and on one line, and carries no controls', () => {
    expect(read(short, '  Merge  trains ')).toEqual({ type: 'short', text: 'Merge  trains' });
    expect(read(short, 'a\tb\r\nc\u001b[31m\u202e')).toEqual({ type: 'short', text: 'a b c[31m' });
    expect(read(short, 'x'.repeat(501))).toBe('that is too long: type at most 500 characters');
  });

  test('a number is kept as a plain decimal', () => {
    expect(read(numeric, '1 234,50')).toEqual({ type: 'numeric', number: '1234.5' });
    expect(read(numeric, '80%')).toBe('type the number alone, without the percent sign');
  });
});

test('whatever is typed, it is read, and what is read is an answer to the question', () => {
  const all = [tiers, stages, trueFalse, short, numeric, order, match];
  const typed = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'abc123.,;-= \\<>!?tf') }));
  fc.assert(
    fc.property(fc.constantFrom<{ question: Question; shown: Shown }>(...all), typed, ({ question, shown }, text) => {
      const entry = readEntry(question, shown, text);
      if (entry.kind === 'problem') expect(entry.message).toMatch(/\S/);
      if (entry.kind !== 'answer') return;
      expect(text.trim()).not.toBe('');
      expect(entry.answer.type).toBe(question.type);
      expect(describeAnswer(question, shown, entry.answer)).toMatch(/\S/);
    }),
    { numRuns: 500 },
  );
});

test.each<[{ question: Question; shown: Shown }, Answer, string]>([
  [tiers, { type: 'single', option: 'Premium' }, 'b) Premium'],
  [stages, { type: 'multiple', options: ['Plan', 'Wiki'] }, 'a) Plan; c) Wiki'],
  [trueFalse, { type: 'true-false', value: false }, 'False'],
  [short, { type: 'short', text: 'Verify\u202e' }, 'Verify\\u{202e}'],
  [numeric, { type: 'numeric', number: '80' }, '80'],
  [order, { type: 'order', items: ['Plan', 'Create', 'Verify'] }, 'b) Plan; c) Create; a) Verify'],
  [match, { type: 'match', pairs: [{ left: 'Verify', right: 'SAST' }] }, 'Plan: left open; Verify: a) SAST; Secure: left open'],
  // The content has changed since.
  [tiers, { type: 'single', option: 'Starter\n(old)' }, 'Starter (old)'],
])('an answer in words: %#', ({ question, shown }, answer, words) => {
  expect(describeAnswer(question, shown, answer)).toBe(words);
});
