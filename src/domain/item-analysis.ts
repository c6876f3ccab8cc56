/**
 * Item analysis: how each question of a bank has done, by classical test theory. Answers are added one attempt after the other
 * and only sums are kept, so that memory does not grow with the attempts.
 *
 * Every attempt draws questions of its own. A question is therefore compared with the rest of its own attempt, as a share of the
 * points that rest had to give, and the whole with the spread within attempts. Points are exact; statistics are floats.
 *
 * Crocker & Algina, Introduction to Classical and Modern Test Theory (1986), chapter 14, for facility and the corrected
 * item–total correlation; Moodle computes the same as facility index and discrimination index:
 * https://docs.moodle.org/dev/Quiz_statistics_calculations
 */
import { type Question, isExam } from './assessment.js';
import type { ItemAnswer, ItemAttempt } from './item-answers.js';
import { type Flag, flagsOf, worstFirst } from './item-flags.js';
import { codePointOrder } from './order.js';
import type { Points } from './points.js';
import { type Spread, emptySpread, spreadOf } from './score-spread.js';

/** How often an option was chosen, and by whom. */
export interface OptionUse {
  option: string;
  correct: boolean;
  chosen: number;
  /** The scores of those who chose it, and of those who did not, on the rest of their attempts. */
  choosers: Scores;
  others: Scores;
}

/** Shares of points, from 0 to 1. */
export interface Scores {
  count: number;
  mean: number | undefined;
  variance: number | undefined;
}

export interface Item {
  question: Question;
  /** How many members were asked it. */
  asked: number;
  /** How often somebody was asked it again, which is not counted below. */
  asked_again: number;
  left_open: number;
  /** By what was earned: all points, some, or none for an answer that was given. */
  right: number;
  partly: number;
  wrong: number;
  /** The mean share of its points; the name in older books is difficulty, though more is easier. */
  facility: number | undefined;
  /** The correlation of its share with that of the rest of the attempt; undefined where one of them is always the same. */
  discrimination: number | undefined;
  /** Of `single`, `multiple` and `true-false`, in the order of the question. */
  options: OptionUse[];
}

export interface FlaggedItem extends Item {
  /** Worst first. */
  flags: Flag[];
}

export interface ItemAnalysis extends Spread {
  attempts: number;
  members: number;
  passed: number;
  /** Of which editions the attempts were, by code point. */
  editions: { edition: string; attempts: number }[];
  /** Every exam question of the bank, worst first. */
  items: FlaggedItem[];
}

export interface ItemAnalyser {
  /** A member's attempts one after the other, in the order in which they happened. */
  add(attempt: ItemAttempt): void;
  result(): ItemAnalysis;
}

/** The sums of one answer to one question. All who gave it earned the same, so that nothing else need be summed up. */
interface Cell {
  answer: ItemAnswer;
  points: number;
  max: number;
  share: number;
  /** Undefined where the question does not stand in the bank as it did in the attempt. */
  tally: Tally | undefined;
  times: number;
  /** Rest scores: how many, their sum, and the sum of their squares. */
  rests: number;
  sum: number;
  squares: number;
}

interface Tally {
  question: Question;
  again: number;
  lastMember: number | undefined;
  cells: Cell[];
}

/**
 * `isAsNow` tells whether a question stood in the content of that hash as it stands in the bank: an answer to another wording is an
 * answer to another question. It is asked once for each answer that differs.
 */
export function itemAnalyser(bank: readonly Question[], isAsNow: (content: string | undefined, question: string) => boolean): ItemAnalyser {
  const tallies = new Map(bank.filter(isExam).map((question): [string, Tally] => [question.question, { question, again: 0, lastMember: undefined, cells: [] }]));
  const contents = new Map<string | undefined, Map<ItemAnswer, Cell>>();
  const editions = new Map<string, number>();
  const spread = emptySpread();
  let [attempts, members, passed, lastMember] = [0, 0, 0, Number.NaN];

  function cellOf(cells: Map<ItemAnswer, Cell>, content: string | undefined, answer: ItemAnswer): Cell {
    let cell = cells.get(answer);
    if (!cell) {
      const tally = isAsNow(content, answer.question) ? tallies.get(answer.question) : undefined;
      const [points, max] = [asNumber(answer.points), asNumber(answer.max_points)];
      cell = { answer, points, max, share: max > 0 ? points / max : 0, tally, times: 0, rests: 0, sum: 0, squares: 0 };
      cells.set(answer, cell);
      tally?.cells.push(cell);
    }
    return cell;
  }

  function add({ member, sat, answers }: ItemAttempt): void {
    let cells = contents.get(sat.content);
    if (!cells) contents.set(sat.content, (cells = new Map()));
    attempts++;
    if (sat.passed) passed++;
    if (member !== lastMember) members++;
    lastMember = member;
    editions.set(sat.edition, (editions.get(sat.edition) ?? 0) + 1);

    const own: Cell[] = [];
    let [points, max] = [0, 0];
    for (const answer of answers) {
      const cell = cellOf(cells, sat.content, answer);
      own.push(cell);
      points += cell.points;
      max += cell.max;
    }
    spread.add(max > 0 ? points / max : 0, own);
    for (const cell of own) if (cell.tally) count(cell, cell.tally, member, points, max);
  }

  /** Only the first time that a member meets a question tells of the question; later it also tells what stayed in mind. */
  function count(cell: Cell, tally: Tally, member: number, points: number, max: number): void {
    if (tally.lastMember === member) {
      tally.again++;
      return;
    }
    tally.lastMember = member;
    cell.times++;
    const left = max - cell.max;
    if (left < LEAST_REST) return;
    const rest = (points - cell.points) / left;
    cell.rests++;
    cell.sum += rest;
    cell.squares += rest * rest;
  }

  function result(): ItemAnalysis {
    const items = [...tallies.values()].map(itemOf).map((item) => ({ ...item, flags: flagsOf(item) }));
    const byEdition = [...editions].sort(([a], [b]) => codePointOrder(a, b)).map(([edition, count]) => ({ edition, attempts: count }));
    return { attempts, members, passed, ...spreadOf(spread), editions: byEdition, items: items.sort(worstFirst) };
  }

  return { add, result };
}

/** In points. Less than any question is worth: what is left of a sum of floats when all of it is taken away. */
const LEAST_REST = 1e-9;

function asNumber({ n, d }: Points): number {
  return Number(n) / Number(d);
}

function itemOf({ question, again, cells }: Tally): Item {
  const times = (is: (cell: Cell) => boolean) => cells.reduce((total, cell) => total + (is(cell) ? cell.times : 0), 0);
  const asked = times(() => true);
  const isOpen = ({ answer }: Cell) => answer.given === 'nothing';
  return {
    question,
    asked,
    asked_again: again,
    left_open: times(isOpen),
    right: times(({ share }) => share >= 1),
    partly: times(({ share }) => share > 0 && share < 1),
    wrong: times((cell) => cell.share <= 0 && !isOpen(cell)),
    facility: asked > 0 ? cells.reduce((total, { share, times: each }) => total + share * each, 0) / asked : undefined,
    discrimination: discriminationOf(cells),
    options: optionsOf(question).map(({ option, correct }) => {
      const [chose, did_not] = [cells.filter((cell) => isChosen(cell, option)), cells.filter((cell) => !isChosen(cell, option))];
      return { option, correct, chosen: times((cell) => isChosen(cell, option)), choosers: scoresOf(chose), others: scoresOf(did_not) };
    }),
  };
}

function isChosen({ answer: { given } }: Cell, option: string): boolean {
  return typeof given === 'object' && given.includes(option);
}

function optionsOf(question: Question): { option: string; correct: boolean }[] {
  switch (question.type) {
    case 'single':
    case 'multiple':
      return question.options.map(({ text, correct }) => ({ option: text, correct }));
    case 'true-false':
      return [true, false].map((value) => ({ option: value ? 'True' : 'False', correct: question.answer === value }));
    default:
      return [];
  }
}

function scoresOf(cells: readonly Cell[]): Scores {
  let [count, sum, squares] = [0, 0, 0];
  for (const cell of cells) [count, sum, squares] = [count + cell.rests, sum + cell.sum, squares + cell.squares];
  return {
    count,
    mean: count > 0 ? sum / count : undefined,
    variance: count > 1 ? Math.max(0, squares - (sum * sum) / count) / (count - 1) : undefined,
  };
}

/** Below this a sum of squares is what rounding leaves of one that is zero. */
const NO_VARIANCE = 1e-12;

/** Pearson's correlation, of the share of the question and that of the rest. The sums of squares are those about the means. */
function discriminationOf(cells: readonly Cell[]): number | undefined {
  let [count, x, xx, y, yy, xy] = [0, 0, 0, 0, 0, 0];
  for (const { share, rests, sum, squares } of cells) {
    count += rests;
    x += share * rests;
    xx += share * share * rests;
    y += sum;
    yy += squares;
    xy += share * sum;
  }
  if (count < 2) return undefined;
  const [sxx, syy, sxy] = [xx - (x * x) / count, yy - (y * y) / count, xy - (x * y) / count];
  if (sxx < NO_VARIANCE * count || syy < NO_VARIANCE * count) return undefined;
  return Math.max(-1, Math.min(1, sxy / Math.sqrt(sxx * syy)));
}
