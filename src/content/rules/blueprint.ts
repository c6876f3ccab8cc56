/** Blueprints that cannot be filled: whether all rows together find enough questions, none of them drawn twice. */
import { type DrawRow, fits } from '../../domain/assessment.js';
import type { Problem } from '../content.js';
import { type AssessmentFile, type Loaded, problemAt } from '../loaded.js';
import { child, itemsOf, textOf } from '../node.js';
import { pathFilesFor } from '../path-files.js';
import { say } from '../wording.js';
import { knownObjectives } from './references.js';

export function rowsThatCannotBeFilled(loaded: Loaded): Problem[] {
  return loaded.assessments.flatMap((file) => {
    if (!file.node) return [];
    const shelves = shelvesOf(file, loaded);
    const total = shelves.reduce((sum, shelf) => sum + shelf.size, 0);
    if (total === 0)
      return itemsOf(file.node, 'questions').length > 0
        ? [problemAt(file, child(file.node, 'questions')!, say.noExamQuestion)]
        : [];
    const known = knownObjectives(file, loaded);
    return [...(known ? patternsThatFitNothing(file, [...known]) : []), ...faultyRows(file, shelves, known !== undefined)];
  });
}

function patternsThatFitNothing(file: AssessmentFile, known: readonly string[]): Problem[] {
  return file.draw.flatMap(({ value, node }) =>
    value.objectives.flatMap((pattern, at) =>
      known.some((objective) => fits(pattern, objective))
        ? []
        : [problemAt(file, child(child(node, 'objectives'), at)!, say.patternFitsNothing(pattern))],
    ),
  );
}

/** The exam questions on one objective: all the same to a blueprint. */
interface Shelf {
  objective: string;
  priority: string | undefined;
  size: number;
}

/** Questions count even where something else is wrong with them, so that no fault is reported that mending another one mends. */
function shelvesOf(file: AssessmentFile, loaded: Loaded): Shelf[] {
  const priorities = prioritiesOf(file, loaded);
  const shelves = new Map<string, Shelf>();
  for (const question of itemsOf(file.node, 'questions')) {
    const objective = textOf(question, 'objective') ?? '';
    if (textOf(question, 'use') === 'practice') continue;
    const shelf = shelves.get(objective) ?? { objective, priority: priorities.get(objective), size: 0 };
    shelf.size++;
    shelves.set(objective, shelf);
  }
  return [...shelves.values()];
}

function prioritiesOf(file: AssessmentFile, loaded: Loaded): ReadonlyMap<string, string> {
  const priorities = new Map<string, string>();
  for (const path of pathFilesFor(file, loaded)) {
    for (const objective of itemsOf(path.node, 'objectives')) {
      const id = textOf(objective, 'objective');
      if (id !== undefined && !priorities.has(id)) priorities.set(id, textOf(objective, 'priority') ?? 'P3');
    }
  }
  return priorities;
}

/**
 * Rows are added one by one: the first that finds too little beside those above it is the one to look at. Priorities only
 * count where the path that gives them could be read.
 */
function faultyRows(file: AssessmentFile, shelves: readonly Shelf[], withPriorities: boolean): Problem[] {
  const problems: Problem[] = [];
  const held: Demand[] = [];
  for (const row of file.draw) {
    const fault = faultOfRow(row.value, withPriorities ? row.value.priority : undefined, shelves, held);
    if (fault) problems.push(problemAt(file, child(row.node, fault.key)!, fault.words));
  }
  return problems;
}

function faultOfRow({ objectives, count }: DrawRow, priority: DrawRow['priority'], shelves: readonly Shelf[], held: Demand[]) {
  const fitting = shelves.filter((shelf) => objectives.some((pattern) => fits(pattern, shelf.objective)));
  const found = fitting.reduce((sum, shelf) => sum + shelf.size, 0);
  if (found < count) return { key: 'count', words: say.rowTooLarge(count, found) };
  const first = priority === undefined ? [] : fitting.filter((shelf) => shelf.priority === priority);
  if (priority !== undefined && first.length === 0) return { key: 'priority', words: say.rowWithoutPriority(priority) };
  const demands = priority === undefined ? [demand(fitting, count)] : [demand(first, 1), demand(fitting, count - 1)];
  const got = demands.reduce((sum, each) => sum + serve(each, held), 0);
  return got < count ? { key: 'count', words: say.rowsCompete(count, got) } : undefined;
}

/** Questions wanted from some shelves, and how many each gives at the moment. */
interface Demand {
  wanted: number;
  from: ReadonlyMap<Shelf, number>;
  taken: Map<Shelf, number>;
}

function demand(shelves: readonly Shelf[], wanted: number): Demand {
  return { wanted, from: new Map(shelves.map((shelf) => [shelf, shelf.size])), taken: new Map() };
}

/**
 * Takes as many as it can, up to what is wanted, and returns the number. Where a shelf is empty, another demand may move
 * over to a shelf that is not: augmenting paths of a maximum flow, as in Ford and Fulkerson, by breadth first.
 */
function serve(next: Demand, held: Demand[]): number {
  held.push(next);
  let got = 0;
  while (got < next.wanted && augment(next, held)) got++;
  return got;
}

function augment(next: Demand, held: readonly Demand[]): boolean {
  const used = new Map<Shelf, number>();
  for (const each of held) for (const [shelf, count] of each.taken) used.set(shelf, (used.get(shelf) ?? 0) + count);
  const reachedBy = new Map<Shelf, Demand>();
  const gaveUp = new Map<Demand, Shelf>();
  const queue: Demand[] = [next];
  for (const asking of queue) {
    for (const [shelf, size] of asking.from) {
      if (reachedBy.has(shelf)) continue;
      reachedBy.set(shelf, asking);
      if ((used.get(shelf) ?? 0) < size) {
        moveOver(shelf, next, reachedBy, gaveUp);
        return true;
      }
      for (const holder of held) {
        if (holder === next || gaveUp.has(holder) || !holder.taken.get(shelf)) continue;
        gaveUp.set(holder, shelf);
        queue.push(holder);
      }
    }
  }
  return false;
}

/** Back along the way: each demand takes one from the shelf it reached, and gives up one from the shelf it was asked for. */
function moveOver(free: Shelf, next: Demand, reachedBy: ReadonlyMap<Shelf, Demand>, gaveUp: ReadonlyMap<Demand, Shelf>): void {
  for (let shelf = free; ;) {
    const taker = reachedBy.get(shelf)!;
    taker.taken.set(shelf, (taker.taken.get(shelf) ?? 0) + 1);
    if (taker === next) return;
    const left = gaveUp.get(taker)!;
    taker.taken.set(left, taker.taken.get(left)! - 1);
    shelf = left;
  }
}
