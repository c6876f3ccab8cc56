/** `certify review`: one attempt question by question; right answers only after a pass. */
import { formatInstant } from '../domain/day.js';
import type { Question } from '../domain/assessment.js';
import { Failure } from '../errors.js';
import { jsonPoints } from '../output/json-points.js';
import { rightAnswerWords } from '../output/right-answer.js';
import { reviewLines } from '../output/review-screen.js';
import { type Context, type Options, printJson } from './context.js';
import { outcomeOf } from './outcome.js';
import { storedPaper } from './papers.js';

function rightAnswerOf(question: Question | undefined): string | null {
  return question ? rightAnswerWords(question) : null;
}

export async function run(context: Context, [id = '']: string[], options: Options): Promise<number> {
  const store = await context.store();
  const found = await store.findFact(id);
  if (found?.kind !== 'attempt') throw new Failure('not-found', `no attempt ${id}`, 'ids are in `certify history`');
  const outcome = await outcomeOf(context, found.member, found.fact);
  const questions = await store.attemptQuestions(found.fact);
  const paper = found.content === undefined ? undefined : await storedPaper(context, found.content);
  const shown = outcome.passed && paper ? { questions, paper } : undefined;
  if (options['json'] === true) {
    const bank = new Map(shown?.paper.assessment.questions.map((question) => [question.question, question]));
    await printJson(context, {
      ...outcome.json,
      finished_at: 'at' in found.happened ? formatInstant(found.happened.at) : null,
      ...(shown
        ? {
            questions: shown.questions.map(({ question, choices, lefts, answer, points, max_points }) => ({
              question,
              prompt: bank.get(question)?.prompt ?? null,
              choices,
              ...(lefts ? { lefts } : {}),
              answer: answer ?? null,
              points: jsonPoints(points),
              max_points: jsonPoints(max_points),
              right_answer: rightAnswerOf(bank.get(question)),
              explanation: bank.get(question)?.explanation ?? null,
            })),
          }
        : {}),
    });
    return 0;
  }
  const { out } = context.deps;
  await out.write(`${reviewLines(outcome, shown, outcome.program.book.zone, out.columns(), out.style).join('\n')}\n`);
  return 0;
}
