/**
 * What somebody is doing with a question before it is answered: typing, moving a highlight, ticking. Pure; the terminal
 * and plain lines both go through `entered`, so both follow the same rules.
 */
import type { Answer, Shown } from '../domain/answer.js';
import type { Question } from '../domain/assessment.js';
import { unreachable } from '../domain/fact.js';
import { howToAnswer } from '../domain/how-to-answer.js';
import { readEntry } from '../domain/typed-entry.js';
import type { QuestionEntry, QuestionView } from './prompter.js';

/** The part of a view that answers depend on. */
export type Asked = Pick<QuestionView, 'question' | 'shown' | 'answer'>;

/** Choices by their places: ticked, put in order, or matched (by the place of the left side). */
export interface Marks {
  chosen: readonly number[];
  matched: readonly (number | undefined)[];
}

/** What the program says below the question. Messages are in lower case and without a full stop. */
export type Said =
  | { kind: 'nothing' }
  | { kind: 'help' }
  | { kind: 'problem'; message: string }
  /** Enough for an answer, with something left open: the next Enter takes it. */
  | { kind: 'open'; message: string }
  | { kind: 'pasted' };

export interface Draft {
  /** What is typed goes before what is marked. */
  typed: string;
  /** The row that the arrow keys stand on; none until one is pressed. */
  highlight: number | undefined;
  marks: Marks;
  /** Whether the marks are other than those of the answer given before. */
  changed: boolean;
  say: Said;
  /** Where a question is too long for the screen: the lines scrolled off the top, or wherever the highlight is. */
  scroll: number | 'to the highlight';
}

const SILENT = { kind: 'nothing' } as const;
const MARK_FIRST = 'press Space to mark the line with >, then Enter';

export function newDraft(asked: Asked): Draft {
  return { typed: '', highlight: undefined, marks: marksOf(asked.shown, asked.answer), changed: false, say: SILENT, scroll: 0 };
}

/** The places of an answer's texts. Of two choices with the same text the first that is free. */
export function marksOf(shown: Shown, answer: Answer | undefined): Marks {
  const chosen: number[] = [];
  const choose = (text: string) => {
    const place = shown.choices.findIndex((choice, at) => choice === text && !chosen.includes(at));
    if (place >= 0) chosen.push(place);
  };
  if (answer?.type === 'single') choose(answer.option);
  if (answer?.type === 'multiple') answer.options.forEach(choose);
  if (answer?.type === 'order') answer.items.forEach(choose);
  if (answer?.type === 'true-false') chosen.push(answer.value ? 0 : 1);
  const pairs = answer?.type === 'match' ? answer.pairs : [];
  const matched = (shown.lefts ?? []).map((left) => {
    const pair = pairs.find((given) => given.left === left);
    const right = pair ? shown.choices.indexOf(pair.right) : -1;
    return right < 0 ? undefined : right;
  });
  return { chosen, matched };
}

/** How many rows the highlight can stand on. */
function rowsOf(question: Question, shown: Shown): number {
  if (question.type === 'match') return shown.lefts?.length ?? 0;
  return question.type === 'true-false' ? 2 : shown.choices.length;
}

/** An arrow key. What was typed gives way to the highlight, as the highlight does to typing. */
export function moved(asked: Asked, draft: Draft, step: 1 | -1): Draft {
  const rows = rowsOf(asked.question, asked.shown);
  if (rows === 0) return draft;
  const from = draft.highlight ?? (step === 1 ? -1 : rows);
  return { ...draft, typed: '', highlight: (from + step + rows) % rows, say: SILENT, scroll: 'to the highlight' };
}

export function typedInto(draft: Draft, typed: string): Draft {
  return { ...draft, typed, highlight: typed.trim() === '' ? draft.highlight : undefined, say: SILENT };
}

/** Whether Space marks something now, rather than being typed. */
export function takesSpace(asked: Asked, draft: Draft): boolean {
  return draft.highlight !== undefined && draft.typed === '' && rowsOf(asked.question, asked.shown) > 0;
}

/** Space on the highlight: ticks, puts next in order, or goes through the right-hand sides. */
export function pressedSpace(asked: Asked, draft: Draft): Draft {
  const at = draft.highlight;
  if (at === undefined) return draft;
  const { chosen, matched } = draft.marks;
  switch (asked.question.type) {
    case 'multiple':
    case 'order': {
      const without = chosen.filter((place) => place !== at);
      const next = without.length < chosen.length ? without : [...chosen, at];
      return { ...draft, marks: { chosen: next, matched }, changed: true, say: SILENT };
    }
    case 'match': {
      const next = (matched[at] ?? -1) + 1;
      const right = next < asked.shown.choices.length ? next : undefined;
      return { ...draft, marks: { chosen, matched: matched.with(at, right) }, changed: true, say: SILENT };
    }
    default:
      return draft;
  }
}

/** What the typed text would do to the marks, so that it can be seen before Enter. */
export function preview(asked: Asked, draft: Draft): Pick<Draft, 'highlight' | 'marks'> {
  const { question, shown } = asked;
  if (draft.typed.trim() === '') return draft;
  // While the last pair of a match is being typed, the pairs before it stand already.
  for (let text = draft.typed; text !== ''; text = question.type === 'match' ? text.replace(/\s*\S+\s*$/, '') : '') {
    const entry = readEntry(question, shown, text);
    if (entry.kind !== 'answer') continue;
    const marks = marksOf(shown, entry.answer);
    if (question.type === 'match') return { highlight: undefined, marks: merged(draft.marks, marks) };
    if (question.type === 'single' || question.type === 'true-false') return { highlight: marks.chosen[0], marks: draft.marks };
    return { highlight: undefined, marks };
  }
  return { highlight: undefined, marks: draft.marks };
}

function merged(before: Marks, typed: Marks): Marks {
  return { chosen: [], matched: typed.matched.map((right, left) => right ?? before.matched[left]) };
}

const WORDS: readonly Question['type'][] = ['short', 'numeric'];

export type Entered = { kind: 'leave'; entry: QuestionEntry } | { kind: 'stay'; draft: Draft };

/** Enter. A bare one takes the highlight or the marks, or keeps the answer given before; without any of these it asks. */
export function entered(asked: Asked, draft: Draft): Entered {
  if (draft.typed.trim() === '') return enteredNothing(asked, draft);
  const entry = readEntry(asked.question, asked.shown, draft.typed);
  switch (entry.kind) {
    case 'help':
      return stay({ ...draft, typed: '', say: { kind: 'help' } });
    case 'problem':
      // A line of words is mended; letters are typed anew, or the next one would be added to what was refused.
      return stay({ ...draft, typed: WORDS.includes(asked.question.type) ? draft.typed : '', say: entry });
    case 'answer': {
      if (entry.answer.type !== 'match') return { kind: 'leave', entry };
      const marks = merged(draft.marks, marksOf(asked.shown, entry.answer));
      return takeMarks(asked, { ...draft, typed: '', marks, changed: true, say: SILENT });
    }
    case 'back':
    case 'on':
    case 'flag':
      return { kind: 'leave', entry };
    default:
      return unreachable(entry);
  }
}

function enteredNothing(asked: Asked, draft: Draft): Entered {
  const { question, shown, answer } = asked;
  if (draft.highlight !== undefined) {
    const option = shown.choices[draft.highlight];
    if (question.type === 'single' && option !== undefined) return leaveWith({ type: 'single', option });
    if (question.type === 'true-false') return leaveWith({ type: 'true-false', value: draft.highlight === 0 });
  }
  if (draft.changed) return takeMarks(asked, draft);
  if (answer) return { kind: 'leave', entry: { kind: 'on' } };
  const message = draft.highlight === undefined ? howToAnswer(question, shown) : MARK_FIRST;
  return stay({ ...draft, typed: '', say: { kind: 'problem', message } });
}

/** The marks as an answer, if there is enough of it. */
function takeMarks(asked: Asked, draft: Draft): Entered {
  const { question, shown } = asked;
  const { chosen, matched } = draft.marks;
  const text = (place: number) => shown.choices[place]!;
  const problem = (message: string) => stay({ ...draft, say: { kind: 'problem', message } });
  switch (question.type) {
    case 'multiple':
      if (chosen.length === 0) return problem(`nothing is marked: ${MARK_FIRST}`);
      return leaveWith({ type: 'multiple', options: [...chosen].sort((a, b) => a - b).map(text) });
    case 'order': {
      const missing = shown.choices.length - chosen.length;
      if (missing > 0) return problem(`${missing} still to place: press Space on each in the right order, then Enter`);
      return leaveWith({ type: 'order', items: chosen.map(text) });
    }
    case 'match': {
      const open = matched.flatMap((right, left) => (right === undefined ? [left + 1] : []));
      if (open.length === matched.length) return problem(howToAnswer(question, shown));
      // Open pairs earn nothing, so leaving them open takes a second Enter.
      if (open.length > 0 && draft.say.kind !== 'open') {
        const message = `still open: ${open.join(', ')}; type more pairs, or press Enter to leave them open`;
        return stay({ ...draft, say: { kind: 'open', message } });
      }
      const pairs = (shown.lefts ?? []).map((left, at) => ({ left, right: matched[at] }));
      const filled = pairs.flatMap(({ left, right }) => (right === undefined ? [] : [{ left, right: text(right) }]));
      return leaveWith({ type: 'match', pairs: filled });
    }
    default:
      return problem(howToAnswer(question, shown));
  }
}

function leaveWith(answer: Answer): Entered {
  return { kind: 'leave', entry: { kind: 'answer', answer } };
}

function stay(draft: Draft): Entered {
  return { kind: 'stay', draft };
}
