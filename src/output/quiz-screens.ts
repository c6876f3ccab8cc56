/** What a person reads before, between and after the questions of a quiz, as lines. */
import type { Day, Instant } from '../domain/day.js';
import type { Paper } from '../domain/drawing.js';
import type { Attempt } from '../domain/fact.js';
import type { NotCounted, Verdict } from '../domain/fold.js';
import type { Module } from '../domain/learning-path.js';
import { type Points, compare, multiply, parsePoints, percent, points, showPoints, sum } from '../domain/points.js';
import type { Policy } from '../domain/policy.js';
import type { RuleBook } from '../domain/rule-book.js';
import type { Sitting } from '../domain/sitting.js';
import { type MemberHistory, type Status, type TrackRules, statusOn } from '../domain/status.js';
import { visible } from '../domain/visible-text.js';
import type { Zone } from '../domain/zone.js';
import { maxPoints } from '../domain/grading.js';
import type { Style } from '../terminal/style.js';
import { asSentence, nextActionSentence, notCountedWords, plural, showDay, showInstant, statusSentence } from './words.js';
import { wrap } from './wrap.js';

/** Before the first question: what it is, how long, what it takes, and what happens below the mark. */
export function openingLines(sitting: Sitting, paper: Paper, policy: Policy): string[] {
  const bank = new Map(paper.assessment.questions.map((question) => [question.question, question]));
  const max = sum(sitting.questions.map(({ shown }) => maxPoints(bank.get(shown.question)!)));
  return [
    '',
    visible(paper.assessment.title),
    `  Edition ${sitting.edition}. ${plural(sitting.questions.length, 'question')}, in random order.`,
    `  To pass: ${sitting.pass_mark} %, which is ${showPoints(neededPoints(max, sitting.pass_mark))} of ${showPoints(max)} points.`,
    sitting.time_limit === undefined
      ? '  No time limit. You may stop at any time and go on within 14 days.'
      : `  Time limit: ${plural(sitting.time_limit, 'minute')}. It runs on while the program is closed.`,
    `  Below ${sitting.pass_mark} %: complete the learning path again; then retake until you pass.`,
    '  Every answer is saved at once.',
    `  ${policy.title} keeps the result.`,
    '',
  ].map((line) => visible(line));
}

/** The points that it takes: a fraction of the maximum, shown whole where the mark falls between. */
function neededPoints(max: Points, passMark: string): Points {
  return multiply(max, multiply(parsePoints(passMark)!, points(1, 100)));
}

export function resumeLines(sitting: Sitting, end: Instant, now: Instant, zone: Zone): string[] {
  const answered = sitting.questions.filter(({ answer }) => answer !== undefined).length;
  const begun = showDay(zone.dayOf(sitting.started_at));
  // Never more than the limit, whatever has been done to the clock.
  const left = Math.min(Math.max(0, Math.ceil((end - now) / 60_000)), sitting.time_limit ?? Infinity);
  return [
    '',
    `You began this assessment on ${begun}; ${answered} of ${plural(sitting.questions.length, 'question')} answered.`,
    sitting.time_limit === undefined ? `  It can be resumed until ${showInstant(end, zone)}.` : `  Time left: ${plural(left, 'minute')}.`,
    '',
  ];
}

/** Somebody comes back too late. */
export function endedLine(sitting: Sitting, end: Instant, zone: Zone): string {
  const why = sitting.time_limit === undefined ? 'it could not be resumed any longer' : 'the time was up';
  return `Your assessment ended as it stood on ${showInstant(end, zone)}: ${why}.`;
}

/** Why no attempt is owed, and when the next one is. */
export function notOwedLines(reason: NotCounted, rules: TrackRules, history: MemberHistory, day: Day): string[] {
  const status = statusOn(rules, history, day);
  switch (reason.why) {
    case 'path not complete':
    case 'path not complete again':
      return [`No assessment yet: ${notCountedWords(reason)}.`, nextActionSentence(status)];
    case 'already certified':
    case 'window waived':
      return [`No assessment is due: ${notCountedWords(reason)}.`, nextActionSentence(status)];
    case 'assurance too low':
      return [
        `An assessment on this machine would not count: the program asks for ${rules.min_assurance} assurance.`,
        'Ask enablement staff how to take it.',
      ];
  }
}

export interface LastLookRow {
  number: number;
  prompt: string;
  answer: string | undefined;
  flagged: boolean;
}

/** One line a question: number, flag, prompt and answer, cut to the width. */
export function lastLookLines(rows: readonly LastLookRow[], width: number, style: Style): string[] {
  const open = rows.filter(({ answer }) => answer === undefined).length;
  const flagged = rows.filter((row) => row.flagged).length;
  const digits = String(rows.length).length;
  const head = ['', style.bold('A last look'), ''];
  const lines = rows.flatMap(({ number, prompt, answer, flagged: isFlagged }) => {
    const mark = answer === undefined ? 'open' : isFlagged ? 'flag' : '';
    const start = `${String(number).padStart(digits)} ${isFlagged ? '!' : ' '} `;
    const room = Math.max(20, width - start.length);
    const first = `${start}${cutTo(oneLine(prompt), room)}`;
    const second = `${' '.repeat(start.length)}${cutTo(answer === undefined ? '(no answer)' : `→ ${oneLine(answer)}`, room)}`;
    return [first, mark === 'open' ? style.warn(second) : style.dim(second)];
  });
  const foot = [
    '',
    open === 0 ? 'Every question is answered.' : `${plural(open, 'question')} without an answer: ${open === 1 ? 'it scores' : 'they score'} 0.`,
    ...(flagged > 0 ? [`${plural(flagged, 'question')} flagged (!).`] : []),
  ];
  return [...head, ...lines, ...foot];
}

/** Code stays on its own screen; a line of it would only be noise. */
function oneLine(text: string): string {
  return visible(text.replace(/```[\s\S]*?```/g, ' ').replace(/\s+/g, ' ').trim());
}

function cutTo(text: string, room: number): string {
  return text.length <= room ? text : `${text.slice(0, room - 1)}…`;
}

export interface ObjectiveLine {
  objective: string;
  statement: string;
  points: Points;
  max_points: Points;
  /** The modules that teach it. */
  study: Module[];
}

interface OutcomeView {
  attempt: Attempt;
  passed: boolean;
  verdict: Verdict;
  status: Status;
  objectives: readonly ObjectiveLine[];
  lost: readonly ObjectiveLine[];
  book: RuleBook;
}

/** The score, pass or not, score by objective, what to study, and what happens next and when. */
export function outcomeLines(view: OutcomeView, width: number, style: Style): string[] {
  const { attempt, passed, verdict, status, objectives, lost } = view;
  const score = `${percent(attempt.points, attempt.max_points)} % (${showPoints(attempt.points)} of ${showPoints(attempt.max_points)} points)`;
  const mark = showPoints(attempt.pass_mark);
  const verdictLine = passed ? style.good(`✓ Passed: ${score}`) : style.bad(`✗ Not passed: ${score}`);
  const counts =
    verdict.kind === 'not-counted' ? [style.warn(`This attempt does not count: ${notCountedWords(verdict.reason)}.`)] : [];
  return [
    '',
    style.bold(verdictLine),
    `  The pass mark is ${mark} %.`,
    ...counts,
    '',
    style.bold('By objective'),
    ...objectives.flatMap((line) => objectiveLines(line, width)),
    ...studyLines(lost, width, style),
    '',
    style.bold('What happens next'),
    ...wrap(`${asSentence(statusSentence(status))} ${nextActionSentence(status)}`, width - 2).map((line) => `  ${line}`),
    ...wrap(`\`certify review ${attempt.fact.slice(0, 8)}\` shows ${passed ? 'every question with the right answers' : 'the points by objective'}.`, width - 2).map((line) => `  ${style.dim(line)}`),
  ];
}

function objectiveLines({ statement, objective, points: got, max_points }: ObjectiveLine, width: number): string[] {
  const score = `${showPoints(got)}/${showPoints(max_points)}`;
  const text = wrap(visible(statement || objective), Math.max(20, width - 10));
  return text.map((line, at) => `  ${at === 0 ? score.padEnd(6) : ' '.repeat(6)}${line}`);
}

/** The modules that teach what was missed, each once, with its address. */
function studyLines(lost: readonly ObjectiveLine[], width: number, style: Style): string[] {
  const modules = new Map<string, { module: Module; missed: Points }>();
  for (const line of lost) {
    for (const module of line.study) {
      const before = modules.get(module.module)?.missed ?? points(0);
      modules.set(module.module, { module, missed: sum([before, points(1)]) });
    }
  }
  if (modules.size === 0) return [];
  const sorted = [...modules.values()].sort((a, b) => compare(b.missed, a.missed));
  return [
    '',
    style.bold('What to study'),
    ...sorted.slice(0, 8).flatMap(({ module }) => [
      ...wrap(visible(module.title), width - 4).map((line, at) => `  ${at === 0 ? '- ' : '  '}${line}`),
      ...(module.url ? [`    ${visible(module.url)}`] : []),
    ]),
  ];
}
