/**
 * Drawing: which questions of a bank are asked, in which order, with which choices where. A pure function of the seed, the
 * snapshot of the content, and the questions seen before.
 */
import type { Shown } from './answer.js';
import { type Assessment, type DrawRow, type Question, fits, isExam } from './assessment.js';
import { type Chance, chanceOf } from './chance.js';
import { unreachable } from './fact.js';
import type { Objective, Priority } from './learning-path.js';

/** An assessment with the objectives that its questions name: everything that drawing, grading and reviewing need. */
export interface Paper {
  assessment: Assessment;
  objectives: Objective[];
}

/** All that drawing looks at of a question before it lays it out. */
export type Outline = Pick<Question, 'question' | 'objective' | 'use'>;

/** A paper to draw from, of which a question need not be read before it is drawn: of hundreds a few dozen are. */
export interface Bank<O extends Outline> {
  assessment: Omit<Assessment, 'questions'>;
  objectives: readonly Objective[];
  /** In the order of the file. */
  outlines: readonly O[];
  /** The whole question of one of the outlines. */
  readonly read: (outline: O) => Question;
}

export function bankOf({ assessment, objectives }: Paper): Bank<Question> {
  return { assessment, objectives, outlines: assessment.questions, read: (question) => question };
}

/** A question that is drawn, and how it is laid out. */
export interface Drawn {
  shown: Shown;
  question: Question;
}

/** The blueprint cannot be filled from the bank. `certify check` finds this before anybody sits down. */
export class CannotDraw extends Error {
  override readonly name = 'CannotDraw';
}

/**
 * Draws by the blueprint: unseen questions first, then those least recently seen; all exam questions without a blueprint.
 * `seenBefore` lists question ids, least recently seen first. The questions come along whole. Throws `CannotDraw`.
 */
export function draw<O extends Outline>(
  { assessment, objectives, outlines, read }: Bank<O>,
  seed: string,
  seenBefore: readonly string[],
): Drawn[] {
  const chance = chanceOf(seed);
  const exam = outlines.filter(isExam);
  const rows = assessment.draw;
  const drawn = rows ? fill(rows, byPreference(exam, seenBefore, chance), priorities(objectives)) : exam;
  return chance.shuffled(drawn).map((outline) => {
    const question = read(outline);
    return { shown: layOut(question, chance), question };
  });
}

function priorities(objectives: readonly Objective[]): ReadonlyMap<string, Priority> {
  return new Map(objectives.map(({ objective, priority }) => [objective, priority]));
}

/** Unseen questions in random order, then the seen ones, least recently seen first. */
function byPreference<O extends Outline>(questions: readonly O[], seenBefore: readonly string[], chance: Chance): O[] {
  const shuffled = chance.shuffled(questions);
  if (seenBefore.length === 0) return shuffled;
  const lastSeen = new Map(seenBefore.map((id, place) => [id, place]));
  const order = (question: O) => lastSeen.get(question.question) ?? -1;
  return shuffled.sort((a, b) => order(a) - order(b));
}

/** A place in the draw: a row of the blueprint, for one of its questions; some places want a priority. */
interface Slot {
  row: DrawRow;
  priority: Priority | undefined;
}

/**
 * Fills the rows with the most preferred questions. Rows may overlap, so a question that is taken for one row may have to
 * make way to another: questions are added one by one, most preferred first, and those that are in move over where that
 * makes room (augmenting paths; the sets that fit form a transversal matroid, so taking the best first is the best choice).
 */
function fill<O extends Outline>(rows: readonly DrawRow[], questions: readonly O[], priorityOf: ReadonlyMap<string, Priority>): O[] {
  const slots: Slot[] = rows.flatMap((row) =>
    Array.from({ length: row.count }, (_, place) => ({ row, priority: place === 0 ? row.priority : undefined })),
  );
  const holders: (O | undefined)[] = slots.map(() => undefined);

  function suits(question: O, slot: Slot): boolean {
    const rightPriority = slot.priority === undefined || priorityOf.get(question.objective) === slot.priority;
    return rightPriority && slot.row.objectives.some((pattern) => fits(pattern, question.objective));
  }

  // Worked out once for each objective: a bank has hundreds of questions on a few dozen of them.
  const suitable = new Map<string, number[]>();
  function slotsFor(question: O): number[] {
    let places = suitable.get(question.objective);
    if (!places) {
      places = [];
      for (let at = 0; at < slots.length; at++) if (suits(question, slots[at]!)) places.push(at);
      suitable.set(question.objective, places);
    }
    return places;
  }

  /** In which round a slot was tried last. */
  const triedIn = slots.map(() => -1);
  function place(question: O, round: number): boolean {
    const places = slotsFor(question);
    // By number: `for … of` makes an object a step until V8 has optimized this, and these are thousands of steps.
    for (let step = 0; step < places.length; step++) {
      const at = places[step]!;
      if (triedIn[at] === round) continue;
      triedIn[at] = round;
      const holder = holders[at];
      if (holder === undefined || place(holder, round)) {
        holders[at] = question;
        return true;
      }
    }
    return false;
  }

  let filled = 0;
  for (let round = 0; round < questions.length && filled < slots.length; round++) {
    if (place(questions[round]!, round)) filled++;
  }
  const empty = holders.indexOf(undefined);
  if (empty >= 0) throw new CannotDraw(`the blueprint row for ${slots[empty]!.row.objectives.join(', ')} cannot be filled`);
  return holders as O[];
}

/** A question as it is laid out for one person. */
export function layOut(question: Question, chance: Chance): Shown {
  const inOrder = (texts: string[]) => (question.shuffle ? chance.shuffled(texts) : texts);
  const id = question.question;
  switch (question.type) {
    case 'single':
    case 'multiple':
      return { question: id, choices: inOrder(question.options.map((option) => option.text)) };
    case 'true-false':
      return { question: id, choices: ['True', 'False'] };
    case 'short':
    case 'numeric':
      return { question: id, choices: [] };
    case 'order':
      return { question: id, choices: disordered(question.items, chance) };
    case 'match': {
      // Equal right texts are one choice.
      const rights = [...new Set([...question.pairs.map((pair) => pair.right), ...question.decoys])];
      return { question: id, choices: inOrder(rights), lefts: question.pairs.map((pair) => pair.left) };
    }
    default:
      return unreachable(question);
  }
}

/** Shuffled whatever the question says, and never in the right order: that would be the answer. */
function disordered(items: readonly string[], chance: Chance): string[] {
  if (items.length < 2) return [...items];
  for (;;) {
    const shuffled = chance.shuffled(items);
    if (shuffled.some((item, place) => item !== items[place])) return shuffled;
  }
}
