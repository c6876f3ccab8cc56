/** Grading: what an answer is worth, exactly (contract of the content files, section 3). */
import type { Answer } from './answer.js';
import type { MatchQuestion, MultipleQuestion, NumericKey, OrderQuestion, Question, ShortQuestion } from './assessment.js';
import { unreachable } from './fact.js';
import { ONE, type Points, ZERO, add, clamp, compare, multiply, parsePoints, points, sum } from './points.js';

/** The points an answer earns: 0 for none, for a wrong one, and for one of another type. */
export function grade(question: Question, answer: Answer | undefined): Points {
  return multiply(share(question, answer), maxPoints(question));
}

export function maxPoints(question: Question): Points {
  return exact(question.points);
}

/** The share of the points, from 0 to 1. */
function share(question: Question, answer: Answer | undefined): Points {
  if (answer === undefined || answer.type !== question.type) return ZERO;
  switch (question.type) {
    case 'single':
      return whole(question.options.some((option) => option.correct && option.text === (answer as Of<'single'>).option));
    case 'multiple':
      return shareOfMultiple(question, (answer as Of<'multiple'>).options);
    case 'true-false':
      return whole((answer as Of<'true-false'>).value === question.answer);
    case 'short':
      return shareOfShort(question, (answer as Of<'short'>).text);
    case 'numeric':
      return whole(fitsKey(question.key, (answer as Of<'numeric'>).number));
    case 'order':
      return shareOfOrder(question, (answer as Of<'order'>).items);
    case 'match':
      return shareOfMatch(question, (answer as Of<'match'>).pairs);
    default:
      return unreachable(question);
  }
}

type Of<T extends Answer['type']> = Extract<Answer, { type: T }>;

function whole(right: boolean): Points {
  return right ? ONE : ZERO;
}

function shareOfMultiple(question: MultipleQuestion, chosen: readonly string[]): Points {
  const isChosen = (text: string) => chosen.includes(text);
  if (question.options.some((option) => option.weight !== undefined)) {
    const weights = question.options.filter((option) => isChosen(option.text)).map((option) => exact(option.weight ?? '0'));
    return clamp(sum(weights), ZERO, ONE);
  }
  const right = question.options.filter((option) => option.correct);
  const rightChosen = right.filter((option) => isChosen(option.text)).length;
  const wrongChosen = question.options.filter((option) => !option.correct && isChosen(option.text)).length;
  if (question.scoring === 'partial') return points(Math.max(0, rightChosen - wrongChosen), right.length);
  return whole(rightChosen === right.length && wrongChosen === 0);
}

function shareOfShort(question: ShortQuestion, text: string): Points {
  const typed = folded(text, question.case_sensitive);
  const match = question.answers.find((answer) => matches(folded(answer.text, question.case_sensitive), typed));
  return match ? exact(match.weight ?? '1') : ZERO;
}

/** Trimmed, white space folded, Unicode NFC; lower case unless case matters. */
function folded(text: string, caseSensitive: boolean): string {
  const plain = text.normalize('NFC').trim().replace(/\s+/gu, ' ');
  return caseSensitive ? plain : plain.toLowerCase().normalize('NFC');
}

/**
 * Whether `text` fits `pattern`, in which `*` stands for any run of characters and `\*` for a star. Remembers only the last
 * star, so it takes at most the product of the two lengths, whatever the pattern.
 */
export function matches(pattern: string, text: string): boolean {
  const parts = tokens(pattern);
  let [part, at] = [0, 0];
  let [starPart, starAt] = [-1, 0];
  while (at < text.length) {
    if (part < parts.length && parts[part] === ANY) {
      [starPart, starAt] = [part, at];
      part++;
    } else if (part < parts.length && parts[part] === text[at]) {
      part++;
      at++;
    } else if (starPart >= 0) {
      part = starPart + 1;
      at = ++starAt;
    } else {
      return false;
    }
  }
  while (parts[part] === ANY) part++;
  return part === parts.length;
}

const ANY = Symbol('any run of characters');

function tokens(pattern: string): (string | typeof ANY)[] {
  const result: (string | typeof ANY)[] = [];
  for (let at = 0; at < pattern.length; at++) {
    if (pattern[at] === '\\' && pattern[at + 1] === '*') result.push(pattern[++at]!);
    else result.push(pattern[at] === '*' ? ANY : pattern[at]!);
  }
  return result;
}

/** Both ends included. A tolerance in percent is one of the answer. */
function fitsKey(key: NumericKey, typed: string): boolean {
  const number = parsePoints(typed);
  if (!number) return false;
  const [low, high] = key.kind === 'range' ? [exact(key.low), exact(key.high)] : around(key);
  return compare(number, low) >= 0 && compare(number, high) <= 0;
}

function around(key: Extract<NumericKey, { kind: 'exact' }>): [Points, Points] {
  const answer = exact(key.answer);
  const tolerance = key.tolerance ?? '0';
  const percent = /^(.*)%$/.exec(tolerance.trim());
  let slack = percent ? multiply(multiply(answer, exact(percent[1]!)), points(1, 100)) : exact(tolerance);
  if (compare(slack, ZERO) < 0) slack = multiply(slack, points(-1));
  return [add(answer, multiply(slack, points(-1))), add(answer, slack)];
}

/** Partial: the share of the key's neighbouring pairs that stand in the right relative order. */
function shareOfOrder(question: OrderQuestion, items: readonly string[]): Points {
  const key = question.items;
  if (items.length !== key.length) return ZERO;
  if (key.every((item, place) => items[place] === item)) return ONE;
  if (question.scoring !== 'partial' || key.length < 2) return ZERO;
  const inOrder = key.slice(1).filter((item, place) => {
    const [before, after] = [items.indexOf(key[place]!), items.indexOf(item)];
    return before >= 0 && after >= 0 && before < after;
  });
  return points(inOrder.length, key.length - 1);
}

function shareOfMatch(question: MatchQuestion, pairs: readonly { left: string; right: string }[]): Points {
  const right = question.pairs.filter((pair) => pairs.some((given) => given.left === pair.left && given.right === pair.right));
  if (question.scoring === 'partial') return points(right.length, question.pairs.length);
  return whole(right.length === question.pairs.length);
}

/** Content has been checked, so a number that cannot be read is a bug. */
function exact(text: string): Points {
  const value = parsePoints(text);
  if (!value) throw new RangeError(`not a number: ${text}`);
  return value;
}
