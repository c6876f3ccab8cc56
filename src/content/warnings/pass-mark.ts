/** Pass marks that no result hits exactly, so that passing takes more than the mark says. */
import { type Assessment, type Question, fits, isExam } from '../../domain/assessment.js';
import { ONE, type Points, ZERO, compare, multiply, parsePoints, points, showPoints, sum } from '../../domain/points.js';
import type { InForce } from '../in-force.js';
import type { Problem } from '../content.js';
import { problemAt } from '../loaded.js';
import { child } from '../node.js';
import { say } from '../wording.js';

export function markBetweenPoints({ content, assessments }: InForce): Problem[] {
  return assessments.flatMap(({ file, assessment }) => {
    const mark = assessment.pass_mark ?? content.policy?.certification.pass_mark;
    const drawn = pointsDrawn(assessment);
    if (mark === undefined || !drawn) return [];
    const total = sum(drawn.each);
    const needed = multiply(multiply(total, parsePoints(String(mark)) ?? ZERO), points(1, 100));
    const reached = leastResult(needed, drawn);
    if (reached !== undefined && compare(reached, needed) === 0) return [];
    const place = ['pass_mark', 'draw', 'questions'].map((key) => child(file.node, key)).find((node) => node)!;
    const words = say.passMarkBetween(String(mark), showPoints(total), showPoints(needed, 4), reached && showPoints(reached, 4));
    return [problemAt(file, place, words, 'warning')];
  });
}

interface Drawn {
  /** The points of every question drawn. */
  each: Points[];
  /** The questions that may be among them. */
  from: Question[];
}

/** Undefined where one draw may be worth more points than another: there is no total to take a share of then. */
function pointsDrawn({ draw, questions }: Assessment): Drawn | undefined {
  const exam = questions.filter(isExam);
  if (!draw) return { each: exam.map(pointsOf), from: exam };
  const rows = draw.map((row) => ({
    row,
    from: exam.filter(({ objective }) => row.objectives.some((pattern) => fits(pattern, objective))),
  }));
  const even = rows.every(({ from }) => from.every((question) => compare(pointsOf(question), pointsOf(from[0]!)) === 0));
  if (!even) return undefined;
  return {
    each: rows.flatMap(({ row, from }) => Array.from({ length: row.count }, () => pointsOf(from[0]!))),
    from: [...new Set(rows.flatMap(({ from }) => from))],
  };
}

function pointsOf(question: Question): Points {
  return parsePoints(question.points) ?? ONE;
}

/** Sums of points are searched up to this many steps; no bank worth reading has more. */
const MOST_STEPS = 100_000;

/**
 * The least result that is not below `needed`, in steps of the smallest share any question may earn. Where every question
 * is right or wrong as a whole, exactly; where parts may be earned, the next step, which some answers may well not reach.
 * Undefined where `needed` lies between two steps that are too many to search.
 */
function leastResult(needed: Points, { each, from }: Drawn): Points | undefined {
  const step = from.map(stepOf).reduce(commonStep, ZERO);
  const inSteps = (value: Points) => multiply(value, points(step.d, step.n));
  const exact = inSteps(needed);
  const least = (exact.n + exact.d - 1n) / exact.d;
  const total = Number(inSteps(sum(each)).n);
  if (total > MOST_STEPS) return exact.d === 1n ? needed : undefined;
  if (!from.every((question) => compare(stepOf(question), pointsOf(question)) === 0)) return multiply(points(least), step);
  const reachable = sumsOf(
    each.map((value) => Number(inSteps(value).n)),
    total,
  );
  const first = reachable.indexOf(1, Number(least));
  return multiply(points(first), step);
}

/** Which totals some of the amounts make up. */
function sumsOf(amounts: readonly number[], total: number): Uint8Array {
  const reachable = new Uint8Array(total + 1);
  reachable[0] = 1;
  for (const amount of amounts) {
    for (let at = total; at >= amount; at--) if (reachable[at - amount]) reachable[at] = 1;
  }
  return reachable;
}

/** Every result of the question is a multiple of this. */
function stepOf(question: Question): Points {
  return multiply(shareStep(question), pointsOf(question));
}

function shareStep(question: Question): Points {
  switch (question.type) {
    case 'multiple': {
      const weights = question.options.flatMap(({ weight }) => (weight === undefined ? [] : [parsePoints(weight) ?? ONE]));
      if (weights.length > 0) return weights.reduce(commonStep, ONE);
      return question.scoring === 'partial' ? points(1, question.options.filter(({ correct }) => correct).length) : ONE;
    }
    case 'short':
      return question.answers.map(({ weight }) => parsePoints(weight ?? '1') ?? ONE).reduce(commonStep, ONE);
    case 'order':
      return question.scoring === 'partial' ? points(1, question.items.length - 1) : ONE;
    case 'match':
      return question.scoring === 'partial' ? points(1, question.pairs.length) : ONE;
    default:
      return ONE;
  }
}

/** The greatest fraction that both are multiples of. */
function commonStep(a: Points, b: Points): Points {
  let [x, y] = [abs(a.n * b.d), abs(b.n * a.d)];
  while (y !== 0n) [x, y] = [y, x % y];
  return points(x, a.d * b.d);
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}
