/** Item analysis on a terminal: the bank as a table, worst question first, and one question in full. */
import type { Assessment } from '../domain/assessment.js';
import type { FlaggedItem, ItemAnalysis } from '../domain/item-analysis.js';
import { FLAGS, type Flag } from '../domain/item-flags.js';
import { visible } from '../domain/visible-text.js';
import type { Style } from '../terminal/style.js';
import { coefficientWords, flagName, flagReason, flagRemedy, shareWords } from './item-words.js';
import { rightAnswerWords } from './right-answer.js';
import { type Table, tableText } from './table.js';
import { asSentence, listWords, plural } from './words.js';
import { wrap } from './wrap.js';

export function analysisHead(assessment: Assessment, analysis: ItemAnalysis, width: number, style: Style): string[] {
  const { attempts, members, passed, mean, reliability, standard_error, editions, items } = analysis;
  const never = items.filter(({ asked }) => asked === 0).length;
  const of = listWords(editions.map((each) => `${each.attempts} at ${each.edition}`));
  const relied =
    reliability === undefined
      ? 'Too few attempts, or too much alike, for a reliability.'
      : `Reliability ${coefficientWords(reliability)}; a score is uncertain by ${shareWords(standard_error, 1)} of the points either way.`;
  return [
    ...wrap(visible(`${assessment.title}, edition ${assessment.edition}`), width).map((line) => style.bold(line)),
    ...wrap(visible(`${plural(attempts, 'attempt')} by ${plural(members, 'member')} (${of}): mean ${shareWords(mean, 1)}, ${passed} passed (${shareWords(passed / attempts, 1)}).`), width),
    ...wrap(relied, width),
    ...(never > 0 ? wrap(`Never asked in the present wording, and left out below: ${never} of ${plural(items.length, 'question')}.`, width) : []),
    '',
  ];
}

/** Of the questions that somebody was asked. */
export function itemTable(items: readonly FlaggedItem[]): Table {
  return {
    columns: [
      // An id that is cut cannot be copied.
      { title: 'Question' },
      { title: 'Objective', rank: 4 },
      { title: 'Type', rank: 5 },
      { title: 'Asked', align: 'right', rank: 2 },
      { title: 'Left open', align: 'right', rank: 6 },
      { title: 'Facility', align: 'right' },
      { title: 'Discrimination', align: 'right', rank: 1 },
      { title: 'Flags', wraps: true },
    ],
    rows: items.filter(({ asked }) => asked > 0).map(({ question, asked, left_open, facility, discrimination, flags }) => [
      question.question,
      question.objective,
      question.type,
      String(asked),
      String(left_open),
      shareWords(facility),
      coefficientWords(discrimination),
      { text: namesOf(flags).join(', '), tone: flags.some(isUrgent) ? 'bad' : flags.every(({ flag }) => flag === 'too-few-answers') ? 'dim' : 'warn' },
    ]),
  };
}

function namesOf(flags: readonly Flag[]): string[] {
  return [...new Set(flags.map(({ flag }) => flagName(flag)))];
}

/** Somebody may have been failed by a key that is wrong. */
function isUrgent({ flag }: Flag): boolean {
  return flag === 'preferred-distractor' || flag === 'avoided-key' || flag === 'negative-discrimination';
}

/** What the flags of a table ask for, each once, and where to read on. */
export function flagLines({ assessment }: Assessment, items: readonly FlaggedItem[], width: number, style: Style): string[] {
  const found = FLAGS.filter((flag) => items.some(({ flags }) => flags.some((each) => each.flag === flag)));
  const remedies = new Map(found.map((flag) => [flagName(flag), flagRemedy(flag)]));
  const more = `\`certify items ${assessment} --question ID\` shows one question in full, with the reasons.`;
  return ['', ...[...remedies].flatMap(([name, remedy]) => indented(`${name}: ${remedy}`, width)), ...wrap(more, width).map((line) => style.dim(line))];
}

/** Lines after the first stand back a little. */
function indented(text: string, width: number): string[] {
  return wrap(text, width - 2).map((line, at) => (at === 0 ? line : `  ${line}`));
}

/** One question with its options, who chose them, and what is the matter. */
export function itemLines(item: FlaggedItem, width: number, style: Style): string[] {
  const { question, asked, asked_again, left_open, right, partly, wrong, facility, discrimination, options, flags } = item;
  const counts = [`${right} right`, ...(partly > 0 ? [`${partly} partly`] : []), `${wrong} wrong`, `${left_open} left open`].join(', ');
  const again = asked_again > 0 ? ` Asked again ${plural(asked_again, 'time')}, which is not counted.` : '';
  return [
    ...wrap(visible(`${question.question} (${question.objective}, ${question.type})`), width).map((line) => style.bold(line)),
    ...wrap(visible(question.prompt, { lines: true }), width),
    '',
    ...wrap(`Asked of ${plural(asked, 'member')}: ${counts}.${again}`, width),
    ...wrap(`Facility ${shareWords(facility)}, discrimination ${coefficientWords(discrimination)}.`, width),
    '',
    ...(options.length > 0 ? optionLines(item, width, style) : wrap(visible(`Right: ${rightAnswerWords(question)}`, { lines: true }), width)),
    ...(flags.length > 0 ? [''] : []),
    ...flags.flatMap((flag, at) => [
      ...wrap(visible(`${flagName(flag.flag)}: ${flagReason(flag, item)}.`), width).map((line) => (isUrgent(flag) ? style.bad : style.warn)(line)),
      // Once for several options of which the same is said.
      ...(flags[at + 1] && flagName(flags[at + 1]!.flag) === flagName(flag.flag) ? [] : wrap(`→ ${flagRemedy(flag.flag)}`, width - 2).map((line) => `  ${line}`)),
    ]),
    ...(flags.length === 0 ? ['', asSentence('nothing is the matter with it')] : []),
  ];
}

function optionLines({ options, asked }: FlaggedItem, width: number, style: Style): string[] {
  const rows = options.map(({ option, correct, chosen, choosers }) => [
    option,
    correct ? 'right' : '',
    String(chosen),
    asked > 0 ? shareWords(chosen / asked) : '–',
    shareWords(choosers.mean),
  ]);
  const right = { align: 'right' } as const;
  const columns = [{ title: 'Option', wraps: true }, { title: 'Key' }, { title: 'Chosen', ...right }, { title: 'Share', ...right, rank: 1 }, { title: 'On the rest', ...right }];
  return [
    ...tableText({ columns, rows }, width, style).lines,
    '',
    ...wrap('“On the rest” is the mean score of those who chose it on the rest of their attempts.', width).map((line) => style.dim(line)),
  ];
}
