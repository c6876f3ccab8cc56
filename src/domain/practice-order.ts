/** The order of practice: weakest objectives first, then those never asked by priority, each objective in turn. */
import type { Question } from './assessment.js';
import type { Chance } from './chance.js';
import type { Objective } from './learning-path.js';
import { type Points, ZERO, add, compare, points } from './points.js';

export interface ObjectiveRecord {
  objective: string;
  points: Points;
  max_points: Points;
}

/** Takes one question of each objective in turn, so that ten questions do not all ask the same. */
export function practiceOrder(
  questions: readonly Question[],
  objectives: readonly Objective[],
  record: readonly ObjectiveRecord[],
  chance: Chance,
): Question[] {
  const shares = sharesOf(record);
  const rank = new Map(objectives.map(({ objective }, place) => [objective, place]));
  const waiting = new Map<string, Question[]>();
  for (const question of chance.shuffled(questions)) {
    waiting.set(question.objective, [...(waiting.get(question.objective) ?? []), question]);
  }
  const order = [...waiting.keys()].sort(
    (a, b) => compare(shares.get(a) ?? NEVER_ASKED, shares.get(b) ?? NEVER_ASKED) || (rank.get(a) ?? rank.size) - (rank.get(b) ?? rank.size),
  );
  const result: Question[] = [];
  while (result.length < questions.length) {
    for (const objective of order) result.push(...(waiting.get(objective)?.splice(0, 1) ?? []));
  }
  return result;
}

/** Between a weak objective and a sure one. */
const NEVER_ASKED = points(1, 2);

function sharesOf(record: readonly ObjectiveRecord[]): Map<string, Points> {
  const sums = new Map<string, { got: Points; max: Points }>();
  for (const { objective, points: got, max_points } of record) {
    const before = sums.get(objective) ?? { got: ZERO, max: ZERO };
    sums.set(objective, { got: add(before.got, got), max: add(before.max, max_points) });
  }
  return new Map([...sums].map(([objective, { got, max }]) => [objective, points(got.n * max.d, got.d * max.n)]));
}
