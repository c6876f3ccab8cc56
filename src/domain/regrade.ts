/** Grading an attempt anew: whether its questions are those that its seed draws, and its points those that its answers earn. */
import type { Answer, Shown } from './answer.js';
import type { Question } from './assessment.js';
import { CannotDraw, type Paper, bankOf, draw } from './drawing.js';
import { type Attempt, unreachable } from './fact.js';
import { grade, maxPoints } from './grading.js';
import { type Points, ZERO, compare, sum } from './points.js';
import { passMarkPoints } from './status.js';

export interface AnsweredQuestion {
  question: string;
  choices: string[];
  lefts?: string[] | undefined;
  /** `erased` where a typed text has been forgotten. */
  answer: Answer | 'erased' | undefined;
  points: Points;
  max_points: Points;
}

type Graded = Pick<Attempt, 'assessment' | 'edition' | 'points' | 'max_points' | 'pass_mark' | 'pass_mark_of' | 'taken'>;

/**
 * What does not come out again, as a clause about the attempt; undefined if everything does. An answer that was erased
 * cannot be graded: its points are taken `as recorded`, or as nothing where the records are somebody else's.
 */
export function regradingFault(
  attempt: Graded,
  questions: readonly AnsweredQuestion[],
  paper: Paper,
  erased: 'as recorded' | 'as nothing',
): string | undefined {
  const { assessment } = paper;
  if (assessment.assessment !== attempt.assessment || assessment.edition !== attempt.edition) {
    return 'it names another assessment than its questions';
  }
  if (!attempt.taken || !isDrawn(paper, attempt.taken, questions)) return 'its questions are not those that its seed draws';
  const bank = new Map(assessment.questions.map((question) => [question.question, question]));
  for (const [place, answered] of questions.entries()) {
    const fault = faultOfQuestion(bank.get(answered.question)!, answered, erased);
    if (fault !== undefined) return `${fault} (question ${place + 1}, ${answered.question})`;
  }
  const isSum = (whole: Points, parts: Points[]) => compare(whole, sum(parts)) === 0;
  const follows =
    isSum(attempt.points, questions.map(({ points }) => points)) && isSum(attempt.max_points, questions.map(({ max_points }) => max_points));
  if (!follows) return 'its score is not the sum of its points';
  const own = assessment.pass_mark;
  if ((attempt.pass_mark_of === 'edition') !== (own !== undefined)) return 'its pass mark does not come from where it says';
  if (own !== undefined && compare(passMarkPoints(own), attempt.pass_mark) !== 0) return 'its pass mark is not that of its edition';
  return undefined;
}

function isDrawn(paper: Paper, { seed, seen_before }: NonNullable<Attempt['taken']>, questions: readonly AnsweredQuestion[]): boolean {
  let drawn: Shown[];
  try {
    drawn = draw(bankOf(paper), seed, seen_before).map(({ shown }) => shown);
  } catch (error) {
    if (error instanceof CannotDraw) return false;
    throw error;
  }
  const text = (laidOut: readonly Shown[]) => JSON.stringify(laidOut.map(({ question, choices, lefts }) => [question, choices, lefts]));
  return text(drawn) === text(questions);
}

function faultOfQuestion(question: Question, answered: AnsweredQuestion, erased: 'as recorded' | 'as nothing'): string | undefined {
  const { answer, points, max_points } = answered;
  if (compare(max_points, maxPoints(question)) !== 0) return 'its most points are not those of the question';
  if (answer === 'erased' && erased === 'as recorded') {
    const isPossible = compare(points, ZERO) >= 0 && compare(points, max_points) <= 0;
    return isPossible ? undefined : 'its points are more than there are';
  }
  const given = answer === 'erased' ? undefined : answer;
  if (given && !couldBeGiven(given, answered)) return 'its answer is none that could be given';
  return compare(grade(question, given), points) === 0 ? undefined : 'its points are not those that its answer earns';
}

/** Whether the answer is made of what was shown. A pair of one left side with every right side would match them all. */
function couldBeGiven(answer: Answer, { choices, lefts = [] }: Pick<AnsweredQuestion, 'choices' | 'lefts'>): boolean {
  const areDistinct = (texts: string[]) => new Set(texts).size === texts.length;
  switch (answer.type) {
    case 'single':
      return choices.includes(answer.option);
    case 'multiple':
      return answer.options.every((option) => choices.includes(option)) && areDistinct(answer.options);
    case 'order':
      return answer.items.length === choices.length && areDistinct(answer.items) && answer.items.every((item) => choices.includes(item));
    case 'match':
      return (
        answer.pairs.every(({ left, right }) => lefts.includes(left) && choices.includes(right)) &&
        areDistinct(answer.pairs.map(({ left }) => left))
      );
    case 'true-false':
    case 'short':
    case 'numeric':
      return true;
    default:
      return unreachable(answer);
  }
}
