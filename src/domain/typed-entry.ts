/**
 * What somebody types at a question: an answer, or one of the signs for going about the quiz (contract, "The quiz"). Pure,
 * so that the prompt on a terminal, plain lines and the tests' fake all read alike.
 */
import type { Answer, Shown } from './answer.js';
import type { Question } from './assessment.js';
import { bare, letterOf, lettersOf, placeOf, tokensOf } from './choice-letters.js';
import { unreachable } from './fact.js';
import { howToAnswer, orderExample } from './how-to-answer.js';
import { readNumber } from './typed-number.js';
import { visible } from './visible-text.js';

export type Entry =
  | { kind: 'answer'; answer: Answer }
  | { kind: 'back' }
  | { kind: 'on' }
  | { kind: 'flag' }
  | { kind: 'help' }
  /** Lower case, without a full stop: what to type instead. */
  | { kind: 'problem'; message: string };

const SIGNS: ReadonlyMap<string, Entry> = new Map([
  ['<', { kind: 'back' }],
  ['>', { kind: 'on' }],
  ['!', { kind: 'flag' }],
  ['?', { kind: 'help' }],
]);

/** Longer than any answer that somebody types, shorter than a document that somebody pastes. */
const MOST_CHARACTERS = 500;

export function readEntry(question: Question, shown: Shown, typed: string): Entry {
  const text = cleanTyped(typed).trim();
  if (text === '') return problem(howToAnswer(question, shown));
  const sign = SIGNS.get(text);
  if (sign) return sign;
  return readAnswer(question, shown, unescaped(question, text));
}

/**
 * A leading `\` makes a sign an answer. In a short answer it is taken away only where it stands before a sign: an answer may
 * well begin with one, such as `\d+`.
 */
function unescaped(question: Question, text: string): string {
  if (question.type === 'short') return /^\\+[<>!?]$/.test(text) ? text.slice(1) : text;
  return text.startsWith('\\') ? text.slice(1).trim() : text;
}

/** One line of text: line ends and tabs are blanks; controls and marks that turn the direction of writing are left out. */
export function cleanTyped(text: string): string {
  return text
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' ')
    .replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '');
}

function readAnswer(question: Question, shown: Shown, text: string): Entry {
  switch (question.type) {
    case 'single':
      return readSingle(question, shown, text);
    case 'multiple':
      return readMultiple(question, shown, text);
    case 'true-false':
      return readTrueFalse(question, shown, text);
    case 'short':
      if (text.length > MOST_CHARACTERS) return problem(`that is too long: type at most ${MOST_CHARACTERS} characters`);
      return { kind: 'answer', answer: { type: 'short', text } };
    case 'numeric': {
      const read = readNumber(text);
      return read.kind === 'number' ? { kind: 'answer', answer: { type: 'numeric', number: read.number } } : read;
    }
    case 'order':
      return readOrder(question, shown, text);
    case 'match':
      return readMatch(question, shown, text);
    default:
      return unreachable(question);
  }
}

function readSingle(question: Question, shown: Shown, text: string): Entry {
  const place = placeOf(text, shown.choices.length);
  const twofold = meansTwoThings(shown, bare(text));
  if (twofold) return twofold;
  // Somebody who types the option itself means that option.
  const option = place === undefined ? shown.choices.find((choice) => sameText(choice, text)) : shown.choices[place];
  if (option === undefined) return noSuchChoice(question, shown, text);
  return { kind: 'answer', answer: { type: 'single', option } };
}

function readMultiple(question: Question, shown: Shown, text: string): Entry {
  const read = readPlaces(question, shown, text);
  if (read.kind === 'problem') return read;
  const options = shown.choices.filter((_, place) => read.places.includes(place));
  return { kind: 'answer', answer: { type: 'multiple', options } };
}

const TRUE = new Set(['t', 'true', '1', 'a']);
const FALSE = new Set(['f', 'false', '2', 'b']);

function readTrueFalse(question: Question, shown: Shown, text: string): Entry {
  const word = bare(text).toLowerCase();
  if (!TRUE.has(word) && !FALSE.has(word)) return problem(howToAnswer(question, shown));
  return { kind: 'answer', answer: { type: 'true-false', value: TRUE.has(word) } };
}

function readOrder(question: Question, shown: Shown, text: string): Entry {
  const read = readPlaces(question, shown, text);
  if (read.kind === 'problem') return read;
  const twice = read.places.find((place, index) => read.places.indexOf(place) !== index);
  if (twice !== undefined) {
    return problem(`${letterOf(twice)} stands twice: type every letter once, such as ${orderExample(shown)}`);
  }
  const missing = shown.choices.map((_, place) => place).filter((place) => !read.places.includes(place));
  if (missing.length > 0) return problem(`not there yet: ${listed(missing)}; type all ${shown.choices.length} in order`);
  return { kind: 'answer', answer: { type: 'order', items: read.places.map((place) => shown.choices[place]!) } };
}

type Places = { kind: 'places'; places: number[] } | { kind: 'problem'; message: string };

function readPlaces(question: Question, shown: Shown, text: string): Places {
  const places: number[] = [];
  for (const token of tokensOf(text, shown.choices.length)) {
    const place = placeOf(token, shown.choices.length);
    if (place === undefined) return noSuchChoice(question, shown, token);
    const twofold = meansTwoThings(shown, token);
    if (twofold) return twofold;
    places.push(place);
  }
  return places.length > 0 ? { kind: 'places', places } : problem(howToAnswer(question, shown));
}

const PAIR = /[\s,;]*(\d{1,3})[).]?\s*(?:->|[-=:→])?\s*\(?([a-z])[).]?(?=$|[\s,;\d])/iy;

/** `1b 2a`: numbers stand on the left, letters on the right. As many letters as there are lefts go in their order. */
function readMatch(question: Question, shown: Shown, text: string): Entry {
  const lefts = shown.lefts ?? [];
  const count = shown.choices.length;
  const letters = tokensOf(text, count);
  const inOrder = letters.length === lefts.length && letters.every((letter) => /^[a-z]$/i.test(letter));
  const numbered = inOrder ? letters.map((letter, index) => `${index + 1}${letter}`).join(' ') : text.replace(/[\s,;]+$/, '');
  const rights = new Map<number, number>();
  PAIR.lastIndex = 0;
  while (PAIR.lastIndex < numbered.length) {
    const pair = PAIR.exec(numbered);
    if (!pair) return problem(howToAnswer(question, shown));
    const [left, right] = [Number(pair[1]) - 1, placeOf(pair[2]!, count)];
    if (lefts[left] === undefined) return problem(`there is no ${pair[1]} on the left: the numbers go from 1 to ${lefts.length}`);
    if (right === undefined) return problem(`there is no ${pair[2]} on the right: the letters go from ${lettersOf(count)}`);
    if (rights.has(left) && rights.get(left) !== right) return problem(`${pair[1]} stands twice: type it with one letter`);
    rights.set(left, right);
  }
  const pairs = lefts.flatMap((left, place) => {
    const right = rights.get(place);
    return right === undefined ? [] : [{ left, right: shown.choices[right]! }];
  });
  return { kind: 'answer', answer: { type: 'match', pairs } };
}

/** Where the choices are numbers or letters themselves, `2` may be the second one or the one that says 2. */
function meansTwoThings(shown: Shown, token: string): { kind: 'problem'; message: string } | undefined {
  const place = placeOf(token, shown.choices.length);
  const named = shown.choices.findIndex((choice) => sameText(choice, token));
  if (place === undefined || named < 0 || shown.choices[named] === shown.choices[place]) return undefined;
  const [here, there] = [letterOf(place), letterOf(named)];
  return /^\d+$/.test(token)
    ? problem(`${token} could be the number or the text of ${there}: type the letter, ${here} or ${there}`)
    : problem(`${token} could be the letter or the text of ${named + 1}: type the number, ${place + 1} or ${named + 1}`);
}

function sameText(choice: string, typed: string): boolean {
  const folded = (text: string) => text.normalize('NFC').trim().replace(/\s+/gu, ' ').toLowerCase();
  return folded(choice) === folded(typed);
}

function noSuchChoice(question: Question, shown: Shown, token: string): { kind: 'problem'; message: string } {
  if (!/^(?:[a-z]|\d+)$/i.test(bare(token))) return problem(howToAnswer(question, shown));
  const count = shown.choices.length;
  return /^\d/.test(bare(token))
    ? problem(`there is no ${bare(token)}: the numbers go from 1 to ${count}`)
    : problem(`there is no ${bare(token)}: the letters go from ${lettersOf(count)}`);
}

/** What was answered, in letters and texts, on one line and safe to print: `b) Premium`. */
export function describeAnswer(question: Question, shown: Shown, answer: Answer): string {
  const named = (text: string) => {
    const place = shown.choices.indexOf(text);
    return place < 0 ? onOneLine(text) : `${letterOf(place)}) ${onOneLine(text)}`;
  };
  switch (answer.type) {
    case 'single':
      return named(answer.option);
    case 'multiple':
      return answer.options.map(named).join('; ');
    case 'true-false':
      return answer.value ? 'True' : 'False';
    case 'short':
      return onOneLine(answer.text);
    case 'numeric':
      return onOneLine(answer.number);
    case 'order':
      return answer.items.map(named).join('; ');
    case 'match': {
      const lefts = question.type === 'match' ? (shown.lefts ?? []) : answer.pairs.map((pair) => pair.left);
      const described = lefts.map((left) => {
        const pair = answer.pairs.find((given) => given.left === left);
        return `${onOneLine(left)}: ${pair ? named(pair.right) : 'left open'}`;
      });
      return described.join('; ');
    }
    default:
      return unreachable(answer);
  }
}

function onOneLine(text: string): string {
  return visible(text.trim().replace(/\s+/g, ' '));
}

function listed(places: readonly number[]): string {
  return places.map(letterOf).join(', ');
}

function problem(message: string): { kind: 'problem'; message: string } {
  return { kind: 'problem', message };
}
