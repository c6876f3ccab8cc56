/** Above and below a question: how far one is, what to press, and help. */
import type { Question } from '../domain/assessment.js';
import type { Instant } from '../domain/day.js';
import { unreachable } from '../domain/fact.js';
import { visible } from '../domain/visible-text.js';
import { paragraph, widthOf } from './layout.js';
import type { QuestionView } from './prompter.js';
import type { Style } from './style.js';
import { timeLeft, urgency } from './time-left.js';

/** `Question 7 of 25 (flagged), 6 answered, 1 flagged, 31 min left`. */
export function progressLines(view: QuestionView, now: Instant, width: number, style: Style): string[] {
  const { number, of, answered, flagged, ends_at } = view.progress;
  const parts = [`Question ${number} of ${of}${view.flagged ? ' (flagged)' : ''}`, `${answered} answered`];
  if (flagged > 0) parts.push(`${flagged} flagged`);
  if (ends_at === undefined) return paragraph(parts.join(', '), width, '', style.bold);
  const left = ends_at - now;
  const paint = { calm: style.bold, soon: style.warn, now: style.bad }[urgency(left)];
  const lines = paragraph([...parts, timeLeft(left)].join(', '), width);
  // The time stands at the end of the last line, and is coloured there alone.
  const last = lines.pop()!;
  const at = last.length - timeLeft(left).length;
  const rest = at > 0 ? style.bold(last.slice(0, at)) : '';
  return [...lines.map(style.bold), at >= 0 ? rest + paint(last.slice(at)) : paint(last)];
}

const LONGEST_BAR = 40;

/** `[######--------]`, a sign a question where there is room. */
export function bar(answered: number, of: number, width: number): string {
  const length = Math.min(of, LONGEST_BAR, width - 2);
  const filled = of === 0 ? 0 : Math.floor((Math.min(answered, of) * length) / of);
  return `[${'#'.repeat(filled)}${'-'.repeat(length - filled)}]`;
}

const SIGNS = '< back  > on  ! flag  ? help';

/** What to press, in few words: on one line where there is room. */
export function keyLines(question: Question, width: number, style: Style): string[] {
  const line = `${keysToAnswer(question)}   ${SIGNS}`;
  if (widthOf(line) <= width) return [style.dim(line)];
  return [...paragraph(keysToAnswer(question), width, '', style.dim), ...paragraph(SIGNS, width, '', style.dim)];
}

function keysToAnswer(question: Question): string {
  switch (question.type) {
    case 'single':
      return 'Letter or number and Enter, or arrows';
    case 'multiple':
      return 'Letters and Enter, or arrows and Space';
    case 'true-false':
      return 't or f and Enter, or arrows';
    case 'order':
      return 'Letters in order and Enter, or arrows and Space';
    case 'match':
      return 'Pairs such as 1b and Enter, or arrows and Space';
    case 'short':
    case 'numeric':
      return 'Answer and Enter';
    default:
      return unreachable(question);
  }
}

const HELP: readonly [string, string][] = [
  ['<', 'goes back a question'],
  ['>', 'goes on without an answer, or keeps the one given'],
  ['!', 'flags the question for the last look, or takes the flag off'],
  ['\\', 'in front of one of these makes it an answer: \\?'],
];

/** The whole help, as it is shown after `?`. `byKeys` where arrow keys work. */
export function helpLines(question: Question, howTo: string, byKeys: boolean, width: number): string[] {
  const answering = [`To answer, ${howTo}, and press Enter.`];
  if (byKeys && question.type !== 'short' && question.type !== 'numeric') answering.push(arrowHelp(question));
  return [
    ...paragraph(answering.join(' '), width),
    ...HELP.flatMap(([sign, text]) => paragraph(text, width, `${sign}  `)),
    ...paragraph('leaves; what is recorded so far stays', width, 'Ctrl-C  '),
  ];
}

function arrowHelp(question: Question): string {
  switch (question.type) {
    case 'multiple':
      return 'Or move > with the arrow keys, mark lines with Space, and press Enter.';
    case 'order':
      return 'Or move > with the arrow keys, press Space on the lines in the right order, and then Enter.';
    case 'match':
      return 'Or move > with the arrow keys, press Space until the right letter stands there, and then Enter.';
    default:
      return 'Or move > with the arrow keys and press Enter.';
  }
}

/** The answer given before, and how to keep it. */
export function givenLine(described: string): string {
  return `Your answer: ${described} (Enter keeps it)`;
}

export function noticeLines(notice: string | undefined, width: number, style: Style): string[] {
  if (notice === undefined) return [];
  return [...notice.split('\n').flatMap((line) => paragraph(visible(line), width, '', style.dim)), ''];
}
