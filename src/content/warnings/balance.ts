/**
 * Right answers that give themselves away across a bank: somebody who knows nothing, but always takes the longest option, or
 * the first, should not do better than by chance.
 */
import type { Question } from '../../domain/assessment.js';
import type { InForce } from '../in-force.js';
import type { Problem } from '../content.js';
import { problemAt } from '../loaded.js';
import { child } from '../node.js';
import { type Words, say } from '../wording.js';

/**
 * A bank is called uneven when both hold. Luck alone would do it in fewer than one of a thousand banks: with about eight
 * questions asked of each bank, fewer than one check in a hundred then warns without reason. And guessing gains at least
 * 15 points in a hundred over chance: large banks show small leanings that help nobody.
 */
const BY_LUCK = 0.001;
const LEAST_GAIN = 0.15;

export function unevenAnswers({ assessments }: InForce): Problem[] {
  return assessments.flatMap(({ file, assessment }) =>
    unevenIn(assessment.questions).map((words) => problemAt(file, child(file.node, 'questions')!, words, 'warning')),
  );
}

/** What a guesser could go by in these questions. */
function unevenIn(questions: readonly Question[]): Words[] {
  const singles = questions.flatMap((question) =>
    question.type === 'single'
      ? [{ lengths: lengthsOf(question.options), right: question.options.findIndex(({ correct }) => correct) }]
      : [],
  );
  const multiples = questions.flatMap((question) => {
    if (question.type !== 'multiple' || question.options.some(({ weight }) => weight !== undefined)) return [];
    const right = question.options.map(({ correct }) => correct);
    const some = right.includes(true) && right.includes(false);
    return some ? [{ lengths: lengthsOf(question.options), right }] : [];
  });
  const statements = questions.flatMap((question) => (question.type === 'true-false' ? [question.answer] : []));
  const places = Math.max(0, ...singles.map(({ lengths }) => lengths.length));
  return [
    ...leaning(
      singles.map(({ lengths, right }) => guessAt(lengths, right, extreme(lengths, Math.max))),
      say.longestIsRight,
    ),
    ...leaning(
      singles.map(({ lengths, right }) => guessAt(lengths, right, extreme(lengths, Math.min))),
      say.shortestIsRight,
    ),
    ...Array.from({ length: places }, (_, place) =>
      leaning(
        singles.map(({ lengths, right }) => guessAt(lengths, right, place < lengths.length ? place : undefined)),
        (right, of, byChance) => say.placeIsRight(place + 1, right, of, byChance),
      ),
    ).flat(),
    ...leaning(
      multiples.map(({ lengths, right }) => guessOfSome(right, longest(lengths, right.filter(Boolean).length))),
      say.longestAreRight,
    ),
    ...leaning(
      multiples.map(({ right }) => guessOfSome(right, right.map((_, at) => at < right.filter(Boolean).length))),
      say.firstAreRight,
    ),
    ...[true, false].flatMap((answer) =>
      leaning(
        statements.map((statement) => ({ hit: statement === answer, chance: 1 / 2 })),
        (right, of) => say.lopsided(answer, right, of),
      ),
    ),
  ];
}

/** One guess: whether it hits, and how probable that is for somebody who picks any option. */
interface Guess {
  hit: boolean;
  chance: number;
}

/** No guess where the clue says nothing. */
function guessAt(lengths: readonly number[], right: number, clue: number | undefined): Guess {
  return clue === undefined ? { hit: false, chance: 0 } : { hit: clue === right, chance: 1 / lengths.length };
}

/** The only option of the greatest (or least) length; undefined where several share it. */
function extreme(lengths: readonly number[], pick: (...lengths: number[]) => number): number | undefined {
  const length = pick(...lengths);
  const first = lengths.indexOf(length);
  return lengths.indexOf(length, first + 1) < 0 ? first : undefined;
}

function lengthsOf(options: readonly { text: string }[]): number[] {
  return options.map(({ text }) => [...text].length);
}

/** Of a question with several right options: whether the clue marks just these, and how probable that is by chance. */
function guessOfSome(right: readonly boolean[], clue: readonly boolean[] | undefined): Guess {
  if (!clue) return { hit: false, chance: 0 };
  return { hit: clue.every((marked, at) => marked === right[at]), chance: 1 / choose(right.length, right.filter(Boolean).length) };
}

/** The `count` longest options; undefined where their shortest is as long as another. */
function longest(lengths: readonly number[], count: number): boolean[] | undefined {
  const least = [...lengths].sort((a, b) => b - a)[count - 1]!;
  const marked = lengths.map((length) => length >= least);
  return marked.filter(Boolean).length === count ? marked : undefined;
}

/** How many ways there are to pick `count` of `of`. */
function choose(of: number, count: number): number {
  let ways = 1;
  for (let at = 1; at <= count; at++) ways = (ways * (of - count + at)) / at;
  return ways;
}

function leaning(guesses: readonly Guess[], words: (right: number, of: number, byChance: number) => Words): Words[] {
  const hits = guesses.filter((guess) => guess.hit).length;
  const expected = guesses.reduce((sum, guess) => sum + guess.chance, 0);
  const gain = (hits - expected) / guesses.length;
  return gain >= LEAST_GAIN && chanceOfAtLeast(hits, guesses) < BY_LUCK
    ? [words(hits, guesses.length, Math.round(expected))]
    : [];
}

/** The probability of that many hits or more, exactly: guesses differ in their chance (Poisson's binomial distribution). */
export function chanceOfAtLeast(hits: number, guesses: readonly { chance: number }[]): number {
  let exactly = [1];
  for (const { chance } of guesses) {
    const next = [...exactly.map((probability) => probability * (1 - chance)), 0];
    exactly.forEach((probability, count) => (next[count + 1]! += probability * chance));
    exactly = next;
  }
  return exactly.slice(hits).reduce((sum, probability) => sum + probability, 0);
}
