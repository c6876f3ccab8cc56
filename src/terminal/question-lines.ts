/** A question as lines: its text and its choices with letters. Shared by the prompt, plain lines and the review of an attempt. */
import type { Shown } from '../domain/answer.js';
import type { Question } from '../domain/assessment.js';
import { letterOf } from '../domain/choice-letters.js';
import { unreachable } from '../domain/fact.js';
import { visible } from '../domain/visible-text.js';
import { block, paragraph } from './layout.js';
import { type Asked, type Draft, marksOf } from './question-draft.js';
import type { Style } from './style.js';

/** What is marked in front of the choices. */
export type Marked = Pick<Draft, 'highlight' | 'marks'>;

/** The question with the answer given marked by `*`, `[x]`, its place or its letter. `width` in columns. */
export function questionLines(asked: Asked, width: number, style: Style): string[] {
  const marked: Marked = { highlight: undefined, marks: marksOf(asked.shown, asked.answer) };
  const rows = choiceRows(asked, marked, width, style).flat();
  return [...textLines(asked.question, width, style), ...(rows.length > 0 ? ['', ...rows] : [])];
}

/** The prompt, and what it holds for. */
export function textLines(question: Question, width: number, style: Style): string[] {
  const lines = block(question.prompt, width);
  if (question.holds_for === undefined) return lines;
  return [...lines, ...paragraph(`(holds for ${visible(question.holds_for)})`, width, '', style.dim)];
}

/**
 * One list of lines a row: first the rows that can be highlighted, then, for a match, an empty line and the right-hand
 * sides. The highlight is a `>` in front, so that it can be told without colour.
 */
export function choiceRows({ question, shown }: Asked, { highlight, marks }: Marked, width: number, style: Style): string[][] {
  const { chosen, matched } = marks;
  const row = (place: number, mark: string, name: string, text: string) => {
    const isHere = place === highlight;
    return paragraph(flowing(text), width, `${isHere ? '>' : ' '}${mark} ${name} `, isHere ? style.bold : undefined);
  };
  const lettered = (place: number) => `${letterOf(place)})`;
  const isChosen = (place: number) => chosen.includes(place);
  switch (question.type) {
    case 'single':
      return shown.choices.map((text, place) => row(place, isChosen(place) ? '*' : ' ', lettered(place), text));
    case 'multiple':
      return shown.choices.map((text, place) => row(place, isChosen(place) ? ' [x]' : ' [ ]', lettered(place), text));
    case 'true-false':
      return [row(0, isChosen(0) ? '*' : ' ', 't)', 'True'), row(1, isChosen(1) ? '*' : ' ', 'f)', 'False')];
    case 'order':
      return shown.choices.map((text, place) => row(place, ` [${numberIn(chosen, place)}]`, lettered(place), text));
    case 'match': {
      const lefts = (shown.lefts ?? []).map((text, place) => row(place, ` [${letterIn(matched, place)}]`, `${place + 1}.`, text));
      const rights = shown.choices.map((text, place) => paragraph(flowing(text), width, `      ${lettered(place)} `));
      return [...lefts, [''], ...rights];
    }
    case 'short':
    case 'numeric':
      return [];
    default:
      return unreachable(question);
  }
}

/** The choices as lines without marks: a match has its left-hand sides numbered, everything else a letter. */
export function plainChoices(question: Question, shown: Shown, width: number): string[] {
  if (question.type === 'true-false') return ['t) True', 'f) False'];
  const lettered = shown.choices.flatMap((text, place) => paragraph(flowing(text), width, `${letterOf(place)}) `));
  if (question.type !== 'match') return lettered;
  return [...(shown.lefts ?? []).flatMap((text, place) => paragraph(flowing(text), width, `${place + 1}. `)), '', ...lettered];
}

function numberIn(chosen: readonly number[], place: number): string {
  const at = chosen.indexOf(place);
  return at < 0 ? ' ' : String(at + 1);
}

function letterIn(matched: readonly (number | undefined)[], left: number): string {
  const right = matched[left];
  return right === undefined ? ' ' : letterOf(right);
}

/** A choice is one paragraph, however its file broke it into lines. */
function flowing(text: string): string {
  return visible(text.trim().replace(/\s+/g, ' '));
}
