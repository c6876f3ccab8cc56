/**
 * A question as one person was shown it, and an answer to it. Answers speak in texts of the question, not in letters or
 * places on the screen, so that a stored answer stays readable and can be graded against the snapshot of the question.
 */
export type Answer =
  | { type: 'single'; option: string }
  | { type: 'multiple'; options: string[] }
  | { type: 'true-false'; value: boolean }
  | { type: 'short'; text: string }
  /** A decimal with a point and nothing else: `-1234.5`. */
  | { type: 'numeric'; number: string }
  | { type: 'order'; items: string[] }
  /** Left text to right text; a left side that is missing was left open. */
  | { type: 'match'; pairs: { left: string; right: string }[] };

/**
 * What was laid out for the person: the choices in the order in which they stood. `choices` are option texts, items to be
 * ordered, or right-hand texts; `lefts` only for match.
 */
export interface Shown {
  question: string;
  choices: string[];
  lefts?: string[] | undefined;
}
