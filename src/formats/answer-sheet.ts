/**
 * The YAML answer sheet of `certify quiz --answers FILE`: question id → option text, list, true or false, text, number, order
 * or mapping. An entry becomes an answer if its texts are those of the question.
 */
import { TextDecoder } from 'node:util';
import type { Answer } from '../domain/answer.js';
import type { MatchQuestion, OrderQuestion, Question } from '../domain/assessment.js';
import { unreachable } from '../domain/fact.js';
import { cleanTyped } from '../domain/typed-entry.js';
import { readNumber } from '../domain/typed-number.js';
import { faultOfFile } from './fault.js';
import { type AnswerSheet, type SheetValue, readSheetText } from './sheet-values.js';

/** Thousands of answers; a guard against files that are something else. */
export const LARGEST_SHEET = 256 * 1024;

export function readAnswerSheet(bytes: Uint8Array): AnswerSheet {
  if (bytes.length > LARGEST_SHEET) return refused('the file is larger than any answer sheet');
  const text = decodeUtf8(bytes);
  return text === undefined ? refused('the answer sheet is not UTF-8 text', 'save it as UTF-8') : readSheetText(text);
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function refused(message: string, hint?: string): AnswerSheet {
  return { entries: new Map(), faults: [faultOfFile(message, hint)] };
}

export type SheetAnswer = { answer: Answer } | { fault: string; hint?: string | undefined };

export function answerFromSheet(question: Question, value: SheetValue): SheetAnswer {
  switch (question.type) {
    case 'single':
      return readSingle(textsOf(question.options), value);
    case 'multiple':
      return readMultiple(textsOf(question.options), value);
    case 'true-false':
      return readTrueFalse(value);
    case 'short':
      return readShort(value);
    case 'numeric':
      return readNumeric(value);
    case 'order':
      return readOrder(question, value);
    case 'match':
      return readMatch(question, value);
    default:
      return unreachable(question);
  }
}

function readSingle(options: readonly string[], value: SheetValue): SheetAnswer {
  if (value.kind !== 'text') return { fault: 'one option is asked for', hint: 'write its text' };
  const found = findText(options, value.text, 'option');
  return 'text' in found ? { answer: { type: 'single', option: found.text } } : found;
}

/** In the order of the question, whatever order the sheet has. One option may stand there without a list. */
function readMultiple(options: readonly string[], value: SheetValue): SheetAnswer {
  if (value.kind === 'mapping') return { fault: 'a list of options is asked for', hint: 'write their texts as a list' };
  const written = value.kind === 'text' ? [value.text] : value.items;
  if (written.length === 0) return { fault: 'the list is empty', hint: 'leave the question out to leave it open' };
  const chosen = new Set<string>();
  for (const text of written) {
    const found = findText(options, text, 'option');
    if (!('text' in found)) return found;
    chosen.add(found.text);
  }
  return { answer: { type: 'multiple', options: options.filter((option) => chosen.has(option)) } };
}

function readTrueFalse(value: SheetValue): SheetAnswer {
  const word = value.kind === 'text' ? value.text.trim().toLowerCase() : '';
  if (word === 'true' || word === 'false') return { answer: { type: 'true-false', value: word === 'true' } };
  return { fault: 'true or false is asked for', hint: 'write true or false' };
}

function readShort(value: SheetValue): SheetAnswer {
  const text = value.kind === 'text' ? cleanTyped(value.text).trim() : '';
  if (text === '') return { fault: 'a text is asked for', hint: 'leave the question out to leave it open' };
  return { answer: { type: 'short', text } };
}

function readNumeric(value: SheetValue): SheetAnswer {
  if (value.kind !== 'text') return { fault: 'a number is asked for', hint: 'write it alone, such as 12 or 2.5' };
  const read = readNumber(value.text);
  if (read.kind === 'number') return { answer: { type: 'numeric', number: read.number } };
  return { fault: `${quoted(value.text)} is not a number that can be graded`, hint: read.message };
}

function readOrder(question: OrderQuestion, value: SheetValue): SheetAnswer {
  if (value.kind !== 'list') {
    return { fault: 'a list in order is asked for', hint: `write all ${question.items.length} texts as a list` };
  }
  const left = [...question.items];
  const items: string[] = [];
  for (const text of value.items) {
    const found = findText(question.items, text, 'item');
    if (!('text' in found)) return found;
    const place = left.indexOf(found.text);
    if (place < 0) return { fault: `${quoted(text)} stands there twice`, hint: 'write every item once' };
    left.splice(place, 1);
    items.push(found.text);
  }
  if (left.length > 0) return { fault: `not all items are there: ${left.map(quoted).join(', ')}`, hint: 'write every item once' };
  return { answer: { type: 'order', items } };
}

function readMatch(question: MatchQuestion, value: SheetValue): SheetAnswer {
  if (value.kind !== 'mapping') return { fault: 'pairs are asked for', hint: 'write them as "left: right"' };
  const lefts = question.pairs.map((pair) => pair.left);
  const rights = [...question.pairs.map((pair) => pair.right), ...question.decoys];
  const pairs = new Map<string, string>();
  for (const written of value.pairs) {
    const left = findText(lefts, written.left, 'left side');
    if (!('text' in left)) return left;
    const right = findText(rights, written.right, 'right side');
    if (!('text' in right)) return right;
    if (pairs.has(left.text)) return { fault: `${quoted(left.text)} stands there twice`, hint: 'write every left side once' };
    pairs.set(left.text, right.text);
  }
  const inOrder = lefts.filter((left) => pairs.has(left)).map((left) => ({ left, right: pairs.get(left)! }));
  return { answer: { type: 'match', pairs: inOrder } };
}

type Found = { text: string } | { fault: string; hint: string };

/** The text itself, or the only one that differs in nothing but case and white space. */
function findText(texts: readonly string[], written: string, what: string): Found {
  if (texts.includes(written)) return { text: written };
  const distinct = [...new Set(texts)];
  const same = distinct.filter((text) => folded(text) === folded(written));
  if (same.length === 1) return { text: same[0]! };
  const near = distinct.filter((text) => bare(text) === bare(written) || folded(text).startsWith(folded(written)));
  const hint = near.length === 1 ? `did you mean ${quoted(near[0]!)}?` : `there are ${distinct.map(quoted).join(', ')}`;
  return { fault: `${quoted(written)} is not one of the ${what}s`, hint };
}

function folded(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/gu, ' ').toLowerCase();
}

/** Letters and digits alone. */
function bare(text: string): string {
  return folded(text).replace(/[^\p{L}\p{N}]+/gu, '');
}

function quoted(text: string): string {
  return `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;
}

function textsOf(options: readonly { text: string }[]): string[] {
  return options.map((option) => option.text);
}
