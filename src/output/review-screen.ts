/** One attempt, question by question after a pass, and by objective only after a fail. */
import type { Answer, Shown } from '../domain/answer.js';
import type { Question } from '../domain/assessment.js';
import type { Paper } from '../domain/drawing.js';
import type { Attempt } from '../domain/fact.js';
import type { Verdict } from '../domain/fold.js';
import { type Points, ZERO, compare, percent, showPoints } from '../domain/points.js';
import { visible } from '../domain/visible-text.js';
import type { Zone } from '../domain/zone.js';
import type { Style } from '../terminal/style.js';
import { answerWords } from './answer-words.js';
import { verdictWords } from './fact-words.js';
import type { ObjectiveLine } from './quiz-screens.js';
import { rightAnswerWords } from './right-answer.js';
import { showDay, showInstant } from './words.js';
import { wrap } from './wrap.js';

interface ReviewView {
  attempt: Attempt;
  passed: boolean;
  verdict: Verdict;
  objectives: readonly ObjectiveLine[];
}

interface ReviewQuestion {
  question: string;
  answer: Answer | 'erased' | undefined;
  points: Points;
  max_points: Points;
}

/** `shown` is undefined where single questions are not to be shown: after a fail, and for imported results. */
export function reviewLines(
  { attempt, passed, verdict, objectives }: ReviewView,
  shown: { questions: readonly ReviewQuestion[]; paper: Paper } | undefined,
  zone: Zone,
  width: number,
  style: Style,
): string[] {
  const when = 'at' in attempt.happened ? showInstant(attempt.happened.at, zone) : showDay(attempt.happened.on);
  const score = `${percent(attempt.points, attempt.max_points)} % (${showPoints(attempt.points)} of ${showPoints(attempt.max_points)} points)`;
  return [
    style.bold(visible(`${attempt.assessment}, edition ${attempt.edition}`)),
    `${when}: ${score}, pass mark ${showPoints(attempt.pass_mark)} %`,
    (passed ? style.good : style.bad)(verdictWords(verdict)),
    ...(objectives.length > 0 ? ['', style.bold('By objective')] : []),
    ...objectives.flatMap((line) => objectiveLines(line, width)),
    ...(shown ? questionBlocks(shown, width, style) : closedLines(passed, objectives.length > 0, width)),
  ];
}

function objectiveLines({ statement, objective, points, max_points }: ObjectiveLine, width: number): string[] {
  const score = `${showPoints(points)}/${showPoints(max_points)}`.padEnd(6);
  return wrap(visible(statement || objective), Math.max(20, width - 10)).map((line, at) => `  ${at === 0 ? score : ' '.repeat(6)}${line}`);
}

function closedLines(passed: boolean, hasQuestions: boolean, width: number): string[] {
  if (passed || !hasQuestions) return ['', ...wrap('This result was imported: its questions are not in the records.', width)];
  return ['', ...wrap('Single questions and right answers are shown after a pass, so that the questions stay fresh for a retake.', width)];
}

function questionBlocks({ questions, paper }: { questions: readonly ReviewQuestion[]; paper: Paper }, width: number, style: Style): string[] {
  const bank = new Map(paper.assessment.questions.map((question) => [question.question, question]));
  return questions.flatMap((asked, at) => {
    const question = bank.get(asked.question);
    return question ? questionBlock(at + 1, question, asked, width, style) : [];
  });
}

export function questionBlock(number: number, question: Question, asked: ReviewQuestion, width: number, style: Style): string[] {
  const full = compare(asked.points, asked.max_points) === 0;
  const none = compare(asked.points, ZERO) === 0;
  const mark = full ? style.good('✓') : none ? style.bad('✗') : style.warn('~');
  const given = asked.answer === undefined ? '(no answer)' : asked.answer === 'erased' ? '(erased)' : answerWords(asked.answer);
  const row = (label: string, text: string) =>
    wrap(visible(text, { lines: true }), width - 10).map((line, at) => `  ${at === 0 ? label.padEnd(8) : ' '.repeat(8)}${line}`);
  const feedback = question.type === 'single' ? question.options.find(({ text }) => text === given)?.feedback : undefined;
  return [
    '',
    ...wrap(`${number}. ${visible(question.prompt, { lines: true })}`, width - 2).map((line, at) => (at === 0 ? `${mark} ${line}` : `  ${line}`)),
    ...row('answer', given),
    ...(full ? [] : row('right', rightAnswerWords(question))),
    ...row('points', `${showPoints(asked.points)} of ${showPoints(asked.max_points)}`),
    ...(!full && feedback ? row('', feedback) : []),
    ...(question.explanation ? row('because', question.explanation) : []),
  ];
}

/** A question with its choices and its right answer, for reading. */
export function studyLines(number: number, question: Question, shown: Shown, width: number): string[] {
  const row = (label: string, text: string) =>
    wrap(visible(text, { lines: true }), width - 10).map((line, at) => `  ${at === 0 ? label.padEnd(8) : ' '.repeat(8)}${line}`);
  return [
    '',
    ...wrap(`${number}. ${visible(question.prompt, { lines: true })}`, width - 2),
    ...(shown.lefts ?? []).flatMap((left) => row('', `? ${left}`)),
    ...shown.choices.flatMap((choice) => row('', `- ${choice}`)),
    ...row('right', rightAnswerWords(question)),
    ...(question.explanation ? row('because', question.explanation) : []),
  ];
}
