/** A sitting: an attempt that is not finished yet, with the questions as they were laid out and the answers so far. */
import type { Answer, Shown } from './answer.js';
import type { Question } from './assessment.js';
import type { Day, Instant } from './day.js';
import type { Paper } from './drawing.js';
import type { FactId, MemberId } from './fact.js';
import { grade, maxPoints } from './grading.js';
import type { Points } from './points.js';
import type { Zone } from './zone.js';

export interface SittingQuestion {
  shown: Shown;
  answer: Answer | undefined;
  flagged: boolean;
}

export interface Sitting {
  /** Becomes the id of the attempt. */
  fact: FactId;
  member: MemberId;
  assessment: string;
  edition: string;
  /** Hash of the assessment's snapshot. */
  content: string;
  seed: string;
  with: 'prompts' | 'plain' | 'answers';
  /** Ids of the questions seen before, least recently seen first: what the draw was made from, besides the seed. */
  seen_before: string[];
  pass_mark: string;
  pass_mark_of: 'edition' | 'program';
  started_at: Instant;
  /** Minutes; undefined without a limit. */
  time_limit: number | undefined;
  questions: SittingQuestion[];
}

const DAYS_TO_RESUME = 14;
const MS_PER_MINUTE = 60_000;

/**
 * When a sitting ends by itself: at start + limit; without a limit when a later edition takes effect or 14 days have
 * passed, whichever comes first. `later` are the effective days of the other editions of its assessment.
 */
export function endOf(sitting: Pick<Sitting, 'started_at' | 'time_limit'>, later: readonly Day[], zone: Zone): Instant {
  if (sitting.time_limit !== undefined) return (sitting.started_at + sitting.time_limit * MS_PER_MINUTE) as Instant;
  const ends = later.map((day) => zone.startOf(day)).filter((start) => start > sitting.started_at);
  return Math.min(...ends, sitting.started_at + DAYS_TO_RESUME * 24 * 60 * MS_PER_MINUTE) as Instant;
}

/** A question of a paper as it was answered, with its points. */
export interface GradedQuestion {
  question: Question;
  shown: Shown;
  answer: Answer | undefined;
  flagged: boolean;
  points: Points;
  max_points: Points;
}

/** Grades a sitting against the paper it was drawn from. Throws a RangeError if a question is not in the paper. */
export function gradeSitting(sitting: Pick<Sitting, 'questions'>, paper: Paper): GradedQuestion[] {
  const bank = new Map(paper.assessment.questions.map((question) => [question.question, question]));
  return sitting.questions.map(({ shown, answer, flagged }) => {
    const question = bank.get(shown.question);
    if (!question) throw new RangeError(`question ${shown.question} is not in its paper`);
    return { question, shown, answer, flagged, points: grade(question, answer), max_points: maxPoints(question) };
  });
}
