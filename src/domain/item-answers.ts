/** Attempts and answers as far as the analysis of questions looks at them: neither who answered, nor what somebody typed. */
import type { Points } from './points.js';

/** What was sat, which many attempts share. */
export interface SatPaper {
  edition: string;
  /** Hash of the assessment as it was. */
  content: string | undefined;
  passed: boolean;
}

/** What was answered and earned. Many attempts share one, as the same object. */
export interface ItemAnswer {
  question: string;
  points: Points;
  max_points: Points;
  /** The options chosen; `something` where the answer is of another kind. */
  given: readonly string[] | 'something' | 'nothing';
}

export interface ItemAttempt {
  /** Tells one member from the others, and no more. */
  member: number;
  sat: SatPaper;
  answers: readonly ItemAnswer[];
}
