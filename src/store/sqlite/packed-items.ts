/**
 * An attempt and its answers as far as the analysis of questions looks at them, packed into one text: a key for the attempt's
 * shape, then one for each answer's, in the order of the questions. A shape holds the options that were chosen and what was
 * earned; of what somebody typed it holds that it was there, so that nothing has to be erased here.
 */
import type { Answer } from '../../domain/answer.js';
import type { ItemAnswer, ItemAttempt, SatPaper } from '../../domain/item-answers.js';
import { codePointOrder } from '../../domain/order.js';
import { type Points, exactPoints, passes } from '../../domain/points.js';
import { DamagedIndex, isTexts } from './cells.js';
import { KEY_LENGTH, number24, text24 } from './packed-keys.js';

/** Points are texts here, as they are stored. */
export interface AttemptText {
  edition: string;
  content: string | null;
  points: string;
  max_points: string;
  pass_mark: string;
}

export interface AnswerText {
  question: string;
  points: string;
  max_points: string;
  answer: Answer | 'erased' | undefined;
}

export function packedItems(attempt: AttemptText, answers: readonly AnswerText[], shapeKey: (shape: string) => number): string {
  let packed = text24(shapeKey(attemptShape(attempt)));
  for (const answer of answers) packed += text24(shapeKey(answerShape(answer)));
  return packed;
}

function attemptShape({ edition, content, points, max_points, pass_mark }: AttemptText): string {
  return JSON.stringify(['attempt', edition, content, points, max_points, pass_mark]);
}

function answerShape({ question, points, max_points, answer }: AnswerText): string {
  return JSON.stringify(['answer', question, points, max_points, chosenIn(answer)]);
}

/** The options that were chosen, by code point; true where the answer is of another kind; null where there is none. */
function chosenIn(answer: AnswerText['answer']): readonly string[] | true | null {
  if (answer === undefined) return null;
  // Only what was typed can be erased.
  if (answer === 'erased') return true;
  switch (answer.type) {
    case 'single':
      return [answer.option];
    case 'multiple':
      return [...answer.options].sort(codePointOrder);
    case 'true-false':
      return [answer.value ? 'True' : 'False'];
    default:
      return true;
  }
}

export type ItemShape = { kind: 'attempt'; sat: SatPaper } | { kind: 'answer'; answer: ItemAnswer };

/** Throws some error if it is none. */
export function readItemShape(text: string): ItemShape {
  const [kind, ...rest] = JSON.parse(text) as unknown[];
  const exact = (value: unknown): Points => exactPoints(String(value));
  if (kind === 'attempt') {
    const [edition, content, points, max, mark] = rest;
    const [score, most] = [exact(points), exact(max)];
    const sat = { edition: String(edition), content: content === null ? undefined : String(content), passed: passes(score, most, exact(mark)) };
    return { kind, sat };
  }
  const [question, points, max, chosen] = rest;
  if (chosen !== null && chosen !== true && !isTexts(chosen)) throw new RangeError('not a list of options');
  const given = chosen === null ? 'nothing' : chosen === true ? 'something' : chosen;
  return { kind: 'answer', answer: { question: String(question), points: exact(points), max_points: exact(max), given } };
}

export function unpackedItems(member: number, packed: string, shapeOf: (key: number) => ItemShape): ItemAttempt {
  const answers: ItemAnswer[] = [];
  for (let place = KEY_LENGTH; place < packed.length; place += KEY_LENGTH) {
    const shape = shapeOf(number24(packed, place));
    if (shape.kind === 'answer') answers.push(shape.answer);
  }
  const head = shapeOf(number24(packed, 0));
  if (head.kind !== 'attempt') throw new DamagedIndex('an attempt begins with its own shape');
  return { member, sat: head.sat, answers };
}
