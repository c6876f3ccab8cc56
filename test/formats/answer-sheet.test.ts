import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/domain/answer.js';
import type { Question } from '../../src/domain/assessment.js';
import { answerFromSheet, readAnswerSheet } from '../../src/formats/answer-sheet.js';
import { bytesOf, faultLine } from './csv-files.js';

const BASE = { question: 'q', objective: 'o', prompt: '?', points: '1', shuffle: true, use: 'exam' as const, sources: [] };
const optionsOf = (...texts: string[]) => texts.map((text) => ({ text, correct: true }));
const PAIRS = [
  { left: 'Free', right: '$0' },
  { left: 'Premium', right: '$29' },
];
const QUESTIONS: { [T in Question['type']]: Extract<Question, { type: T }> } = {
  single: { ...BASE, type: 'single', options: optionsOf('Ultimate', 'Premium (Silver)', 'true', '7.10') },
  multiple: { ...BASE, type: 'multiple', scoring: 'partial', options: optionsOf('DAST', 'SAST', 'Secret detection') },
  'true-false': { ...BASE, type: 'true-false', answer: true },
  short: { ...BASE, type: 'short', answers: [{ text: 'value' }], case_sensitive: false },
  numeric: { ...BASE, type: 'numeric', key: { kind: 'exact', answer: '7' } },
  order: { ...BASE, type: 'order', scoring: 'partial', items: ['plan', 'create', 'verify'] },
  match: { ...BASE, type: 'match', scoring: 'partial', pairs: PAIRS, decoys: ['$99'] },
};

/** The answer that the sheet's `q` gives, or its fault with the hint behind it. */
function answer(type: Question['type'], yaml: string): Answer | string {
  const { entries, faults } = readAnswerSheet(bytesOf(`q: ${yaml}\n`));
  if (faults.length > 0) return faults.map(faultLine).join('; ');
  const read = answerFromSheet(QUESTIONS[type], entries.get('q')!.value);
  return 'answer' in read ? read.answer : [read.fault, read.hint].join(' – ');
}

describe('answers', () => {
  test.each<[Question['type'], string, Omit<Answer, 'type'>]>([
    ['single', 'Ultimate', { option: 'Ultimate' }],
    ['single', '"premium  (SILVER)"', { option: 'Premium (Silver)' }],
    ['single', 'true', { option: 'true' }],
    ['single', '7.10', { option: '7.10' }],
    ['multiple', '[SAST, DAST]', { options: ['DAST', 'SAST'] }],
    ['multiple', '\n  - secret detection\n  - Secret detection', { options: ['Secret detection'] }],
    ['multiple', 'SAST', { options: ['SAST'] }],
    ['true-false', 'true', { value: true }],
    ['true-false', 'False', { value: false }],
    ['true-false', '"true"', { value: true }],
    ['short', 'the value', { text: 'the value' }],
    ['short', 'no', { text: 'no' }],
    ['short', '0x1F', { text: '0x1F' }],
    ['short', '2020-10-13', { text: '2020-10-13' }],
    ['short', '|\n  two\n  lines', { text: 'two lines' }],
    ['numeric', '7', { number: '7' }],
    ['numeric', '-1234.50', { number: '-1234.5' }],
    ['numeric', '7,5', { number: '7.5' }],
    ['numeric', '"1 234.5"', { number: '1234.5' }],
    ['numeric', '12345678901234.5', { number: '12345678901234.5' }],
    ['order', '[create, Plan, verify]', { items: ['create', 'plan', 'verify'] }],
    ['match', '{ Premium: $99, free: $0 }', { pairs: [{ left: 'Free', right: '$0' }, { left: 'Premium', right: '$99' }] }],
    ['match', '\n  Premium: $29\n  Free:', { pairs: [{ left: 'Premium', right: '$29' }] }],
  ])('%s: %s', (type, yaml, rest) => {
    expect(answer(type, yaml)).toEqual({ type, ...rest });
  });

  test.each<[Question['type'], string, string]>([
    ['single', 'Ultimat', '"Ultimat" is not one of the options – did you mean "Ultimate"?'],
    ['single', 'premium silver', '"premium silver" is not one of the options – did you mean "Premium (Silver)"?'],
    ['single', 'Gold', '"Gold" is not one of the options – there are "Ultimate", "Premium (Silver)", "true", "7.10"'],
    ['single', '7.1', '"7.1" is not one of the options – did you mean "7.10"?'],
    ['single', '[Ultimate]', 'one option is asked for – write its text'],
    ['multiple', '[]', 'the list is empty – leave the question out to leave it open'],
    ['multiple', '[DAST, IAST]', '"IAST" is not one of the options – there are "DAST", "SAST", "Secret detection"'],
    ['multiple', '{ DAST: true }', 'a list of options is asked for – write their texts as a list'],
    ['true-false', 'yes', 'true or false is asked for – write true or false'],
    ['true-false', '1', 'true or false is asked for – write true or false'],
    ['short', '[a]', 'a text is asked for – leave the question out to leave it open'],
    ['short', '"  "', 'a text is asked for – leave the question out to leave it open'],
    ['numeric', '1,234', '"1,234" is not a number that can be graded – 1,234 could be 1234 or 1.234: type 1234, or 1.2340'],
    ['numeric', '[7]', 'a number is asked for – write it alone, such as 12 or 2.5'],
    ['order', '[plan, create]', 'not all items are there: "verify" – write every item once'],
    ['order', '[plan, create, plan]', '"plan" stands there twice – write every item once'],
    ['order', 'plan', 'a list in order is asked for – write all 3 texts as a list'],
    ['match', '{ Gold: $0 }', '"Gold" is not one of the left sides – there are "Free", "Premium"'],
    ['match', '{ Free: nothing }', '"nothing" is not one of the right sides – there are "$0", "$29", "$99"'],
    ['match', '{ Free: $0, free: $29 }', '"Free" stands there twice – write every left side once'],
    ['match', '[Free, $0]', 'pairs are asked for – write them as "left: right"'],
  ])('%s: %s is refused', (type, yaml, fault) => {
    expect(answer(type, yaml)).toBe(fault);
  });
});

describe('the file', () => {
  test('questions keep their place, and what is left empty is left open', () => {
    const { entries, faults } = readAnswerSheet(bytesOf('# mine\nq1: Ultimate\nq2:\nq3: ~\n"q 4": [a]\n7: x\n'));
    expect(faults).toEqual([]);
    expect([...entries].map(([id, { line, column }]) => [id, line, column])).toEqual([['q1', 2, 5], ['q 4', 5, 8], ['7', 6, 4]]);
  });

  test.each(['', '# nothing\n', '---\n', '{}\n', '\ufeff'])('an empty sheet is a sheet: %j', (text) => {
    expect(readAnswerSheet(bytesOf(text))).toEqual({ entries: new Map(), faults: [] });
  });

  test.each([
    ['a list', '- a\n', ['1:1: an answer sheet is made of lines such as "question-id: answer"']],
    ['a question twice', 'q: a\nr: b\nq: c\n', ['3:1: map keys must be unique']],
    ['an alias', 'q: &a x\nr: *a\n', ['2:4: aliases are not understood in an answer sheet: write the answer out']],
    ['an alias in a list', 'q: [&a x, *a]\n', ['1:4: every entry of the list must be a text']],
    ['a list in a list', 'q: [[a]]\n', ['1:4: every entry of the list must be a text']],
    ['a list as an id', '? [a]\n: b\n', ['1:3: a question id must stand here']],
    ['nothing in a list', 'q: [a, ]\nr: [~]\n', ['2:4: every entry of the list must be a text']],
  ])('%s', (_, text, faults) => {
    expect(readAnswerSheet(bytesOf(text)).faults.map(faultLine)).toEqual(faults);
  });

  test.each([
    ['a bracket that does not close', 'q: [a\nr: b\n'],
    ['a tag of one’s own', 'q: !mine x\n'],
    ['two documents', 'q: a\n---\nq: b\n'],
  ])('%s is a fault', (_, text) => {
    expect(readAnswerSheet(bytesOf(text)).faults.length).toBeGreaterThan(0);
  });

  test('a line that asks for YAML 1.1 does not turn no into false', () => {
    const { entries } = readAnswerSheet(bytesOf('%YAML 1.1\n---\nq: no\n'));
    expect(entries.get('q')?.value).toEqual({ kind: 'text', text: 'no' });
  });

  test('keys of the language itself are keys like any other', () => {
    expect([...readAnswerSheet(bytesOf('__proto__: x\nconstructor: y\n')).entries.keys()]).toEqual(['__proto__', 'constructor']);
  });

  test('every fault is told, and the good entries are there', () => {
    const { entries, faults } = readAnswerSheet(bytesOf('a: [[x]]\nb: fine\nc: [{}]\n'));
    expect(faults.map(faultLine)).toEqual([1, 3].map((line) => `${line}:4: every entry of the list must be a text`));
    expect([...entries.keys()]).toEqual(['b']);
  });

  test('bytes that are no text, files beyond measure and brackets without end', () => {
    const faultOf = (bytes: Uint8Array) => readAnswerSheet(bytes).faults.map(faultLine);
    expect(faultOf(Buffer.from('q: zo\xeb', 'latin1'))).toEqual(['1:1: the answer sheet is not UTF-8 text']);
    expect(faultOf(bytesOf(`q: ${'x'.repeat(256 * 1024)}`))).toEqual(['1:1: the file is larger than any answer sheet']);
    expect(faultOf(bytesOf(`q: ${'['.repeat(100_000)}`)).length).toBeGreaterThan(0);
  });

  test('an error does not repeat control characters of the file', () => {
    const { faults } = readAnswerSheet(bytesOf('q: "\\\u001b[2J"\n'));
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.map(faultLine).join()).not.toMatch(/[\u0000-\u001f]/);
  });
});
