/** The whole screen of a question, and what is left out of it where it is too long for the terminal. */
import type { Instant } from '../domain/day.js';
import { howToAnswer } from '../domain/how-to-answer.js';
import { describeAnswer } from '../domain/typed-entry.js';
import { paragraph, textWidth } from './layout.js';
import type { QuestionView } from './prompter.js';
import { type Draft, preview } from './question-draft.js';
import { bar, givenLine, helpLines, keyLines, noticeLines, progressLines } from './question-head.js';
import { choiceRows, textLines } from './question-lines.js';
import type { Style } from './style.js';

export interface Frame {
  columns: number;
  /** Infinity where it is not known. */
  rows: number;
  now: Instant;
  style: Style;
}

/** Everything above the line that is typed into. Never more lines than fit: what scrolls off could not be drawn over. */
export function questionScreen(view: QuestionView, draft: Draft, frame: Frame): string[] {
  const { head, body, foot, from, height } = fit(view, draft, frame);
  return [...head, ...windowOn(body.lines, from, height, frame.style), ...foot].slice(0, Math.max(1, frame.rows - 1));
}

/** The draft after Page Down (1) or Page Up (-1). */
export function scrolled(view: QuestionView, draft: Draft, frame: Frame, step: 1 | -1): Draft {
  const { body, from, height } = fit(view, draft, frame);
  const last = Math.max(0, body.lines.length - height);
  return { ...draft, scroll: Math.max(0, Math.min(last, from + step * Math.max(1, height - 1))) };
}

interface Fit {
  head: string[];
  body: Body;
  foot: string[];
  /** The lines of the body that are shown. */
  from: number;
  height: number;
}

/** Everything where there is room; else the bar goes, then the keys, then notice and empty lines; then a part is shown. */
function fit(view: QuestionView, draft: Draft, frame: Frame): Fit {
  const room = frame.rows - 1;
  const body = bodyLines(view, draft, frame);
  const lines = body.lines.length;
  const surroundings = surroundingsOf(view, draft, frame);
  for (const { head, foot } of surroundings) {
    if (head.length + lines + foot.length <= room) return { head, body, foot, from: 0, height: lines };
  }
  const { head, foot } = surroundings.at(-1)!;
  // Two lines say how much is above and below.
  const height = Math.max(1, room - head.length - foot.length - 2);
  const end = body.focus?.[1] ?? 0;
  const wanted = draft.scroll === 'to the highlight' ? Math.max(0, end - height) : draft.scroll;
  return { head, body, foot, from: Math.max(0, Math.min(wanted, lines - height)), height };
}

/** What may stand above and below a question, from most to least. */
function surroundingsOf(view: QuestionView, draft: Draft, { columns, now, style }: Frame): { head: string[]; foot: string[] }[] {
  const width = textWidth(columns);
  const { answered, of } = view.progress;
  const notice = noticeLines(view.notice, width, style);
  const progress = progressLines(view, now, width, style);
  const said = saidLines(view, draft, width, style);
  const keys = draft.say.kind === 'help' ? [] : keyLines(view.question, width, style);
  return [
    { head: ['', ...notice, ...progress, style.dim(bar(answered, of, width)), ''], foot: ['', ...said, ...keys] },
    { head: [...notice, ...progress, ''], foot: ['', ...said, ...keys] },
    { head: [...notice, ...progress, ''], foot: ['', ...said] },
    { head: progress, foot: said },
  ];
}

interface Body {
  lines: string[];
  /** The lines of the highlighted row, from and up to. */
  focus: [number, number] | undefined;
}

function bodyLines(view: QuestionView, draft: Draft, { columns, style }: Frame): Body {
  const width = textWidth(columns);
  const marked = preview(view, draft);
  const rows = choiceRows(view, marked, width, style);
  const lines = textLines(view.question, width, style);
  if (rows.length === 0) return { lines, focus: undefined };
  lines.push('');
  let focus: Body['focus'];
  for (const [place, row] of rows.entries()) {
    if (place === marked.highlight) focus = [lines.length, lines.length + row.length];
    lines.push(...row);
  }
  return { lines, focus };
}

function saidLines(view: QuestionView, draft: Draft, width: number, style: Style): string[] {
  switch (draft.say.kind) {
    case 'help':
      return helpLines(view.question, howToAnswer(view.question, view.shown), true, width);
    case 'problem':
      return paragraph(sentence(draft.say.message), width, '', style.bad);
    case 'open':
      return paragraph(sentence(draft.say.message), width, '', style.warn);
    case 'pasted':
      return paragraph('What was pasted stands on one line now; Enter takes it.', width, '', style.warn);
    case 'nothing':
      if (view.answer === undefined || draft.changed || draft.typed !== '' || draft.highlight !== undefined) return [];
      return paragraph(givenLine(describeAnswer(view.question, view.shown, view.answer)), width, '', style.accent);
  }
}

/** Messages are kept in lower case, as errors are; on a line of their own they start like a sentence. */
export function sentence(message: string): string {
  return message.charAt(0).toUpperCase() + message.slice(1);
}

/** `height` lines, and a word about the others. */
function windowOn(lines: readonly string[], from: number, height: number, style: Style): string[] {
  const below = lines.length - from - height;
  if (from === 0 && below <= 0) return [...lines];
  return [
    style.dim(from > 0 ? `(${from} more above: Page Up)` : ''),
    ...lines.slice(from, from + height),
    style.dim(below > 0 ? `(${below} more below: Page Down)` : ''),
  ];
}
