/** Sitting: one question after another, each answer on disk before the next appears, a last look at the end. */
import { describeAnswer } from '../domain/typed-entry.js';
import type { Question } from '../domain/assessment.js';
import type { Instant } from '../domain/day.js';
import type { Paper } from '../domain/drawing.js';
import type { Sitting, SittingQuestion } from '../domain/sitting.js';
import { Failure, isFailure } from '../errors.js';
import { lastLookLines } from '../output/quiz-screens.js';
import type { Prompter, QuestionEntry } from '../terminal/prompter.js';
import type { Context } from './context.js';
import { endOfSitting, finish, finishingMoment } from './sittings.js';

/** Until the attempt is recorded. Throws `locked` when another terminal takes over, `cancelled` when the person stops. */
export async function sit(context: Context, prompter: Prompter, sitting: Sitting, paper: Paper, owner: string): Promise<void> {
  const end = await endOfSitting(context, sitting);
  const desk = makeDesk(context, sitting, paper, owner, end);
  try {
    let place: number | 'hand in' | Over = desk.firstOpen();
    while (typeof place === 'number') {
      place = place < sitting.questions.length ? await desk.ask(prompter, place) : await desk.lastLook(prompter);
    }
    if (place === 'time is up') await context.say('The time is up. The assessment ends with the answers that it holds.');
    if (place === 'handed in elsewhere') await context.say('This assessment was handed in elsewhere, with the answers that it held.');
    const now = context.deps.now();
    const at = await finishingMoment(context, sitting.member, end, now);
    if ((await finish(context, sitting, { owner, at, recorded_at: now })) === 'taken-over') throw takenOver();
  } catch (error) {
    if (isFailure(error) && error.kind === 'cancelled') {
      throw new Failure('cancelled', 'Stopped. Your answers are saved.', `\`certify quiz\` goes on where you stopped${untilWhen(sitting)}`);
    }
    throw error;
  }
}

/** Why there are no more questions, though nobody handed in here. */
type Over = 'time is up' | 'handed in elsewhere';

function untilWhen(sitting: Sitting): string {
  return sitting.time_limit === undefined ? '' : '; the time runs on meanwhile';
}

function takenOver(): Failure {
  return new Failure('locked', 'this assessment was taken over in another terminal', 'go on there; nothing was written from here');
}

/** The open questions with their answers, and the ways to move among them. Places count from 0. */
function makeDesk(context: Context, sitting: Sitting, paper: Paper, owner: string, end: Instant) {
  const bank = new Map(paper.assessment.questions.map((question) => [question.question, question]));
  const questions: SittingQuestion[] = sitting.questions;
  let notice: string | undefined;

  function questionAt(place: number): Question {
    return bank.get(questions[place]!.shown.question)!;
  }

  function firstOpen(): number {
    const open = questions.findIndex(({ answer }) => answer === undefined);
    return open >= 0 ? open : questions.length;
  }

  /** On disk when it resolves; the change is taken back in memory if the disk did not take it. */
  async function save(place: number, change: Partial<SittingQuestion>): Promise<'saved' | Over> {
    if (context.deps.now() >= end) return 'time is up';
    const next = { ...questions[place]!, ...change };
    const store = await context.store();
    const saved = await store.saveAnswer({ fact: sitting.fact, owner, position: place, answer: next.answer, flagged: next.flagged });
    if (saved === 'taken-over') throw takenOver();
    if (saved === 'finished') return context.deps.now() >= end ? 'time is up' : 'handed in elsewhere';
    questions[place] = next;
    return 'saved';
  }

  async function ask(prompter: Prompter, place: number): Promise<number | Over> {
    const { shown, answer, flagged } = questions[place]!;
    const entry = await prompter.question({
      question: questionAt(place),
      shown,
      answer,
      flagged,
      progress: {
        number: place + 1,
        of: questions.length,
        answered: questions.filter((each) => each.answer !== undefined).length,
        flagged: questions.filter((each) => each.flagged).length,
        // Never more than the limit is shown, whatever has been done to the clock.
        ends_at: sitting.time_limit === undefined ? undefined : (Math.min(end, context.deps.now() + sitting.time_limit * 60_000) as Instant),
      },
      notice,
    });
    notice = undefined;
    return afterwards(place, entry);
  }

  async function afterwards(place: number, entry: QuestionEntry): Promise<number | Over> {
    switch (entry.kind) {
      case 'answer': {
        const saved = await save(place, { answer: entry.answer });
        return saved === 'saved' ? place + 1 : saved;
      }
      case 'on':
        return place + 1;
      case 'back':
        if (place === 0) notice = 'This is the first question.';
        return Math.max(0, place - 1);
      case 'flag': {
        const flagged = !questions[place]!.flagged;
        notice = flagged ? 'Flagged: the last look shows it.' : 'No longer flagged.';
        const saved = await save(place, { flagged });
        return saved === 'saved' ? place : saved;
      }
      case 'time-up':
        return 'time is up';
    }
  }

  async function lastLook(prompter: Prompter): Promise<number | 'hand in' | 'time is up'> {
    const rows = questions.map(({ shown, answer, flagged }, place) => ({
      number: place + 1,
      prompt: questionAt(place).prompt,
      answer: answer && describeAnswer(questionAt(place), shown, answer),
      flagged,
    }));
    for (const line of lastLookLines(rows, context.deps.err.columns(), context.deps.err.style)) await context.say(line);
    const typed = await prompter.ask({
      message: 'Type a question\'s number to change it, or "hand in"',
      problem: (text) => (readLastLook(text, questions.length) === undefined ? `a number from 1 to ${questions.length}, or hand in` : undefined),
    });
    if (context.deps.now() >= end) return 'time is up';
    return readLastLook(typed, questions.length)!;
  }

  return { firstOpen, ask, lastLook };
}

function readLastLook(text: string, count: number): number | 'hand in' | undefined {
  const typed = text.trim().toLowerCase().replace(/^["']|["']$/g, '');
  if (typed === 'hand in' || typed === 'handin' || typed === 'hand-in') return 'hand in';
  const number = /^\d{1,4}$/.test(typed) ? Number(typed) : 0;
  return number >= 1 && number <= count ? number - 1 : undefined;
}
