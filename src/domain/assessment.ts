/** Assessments: one edition of one question bank, as its file says it. Keys are spelled as in the file. */
import type { Priority } from './learning-path.js';

export type Use = 'exam' | 'practice' | 'both';
export type Scoring = 'all-or-nothing' | 'partial';

interface QuestionBase {
  question: string;
  objective: string;
  prompt: string;
  /** The day or version that the question holds for, shown with it. */
  holds_for?: string | undefined;
  explanation?: string | undefined;
  /** Whole or exact: `1`, `"1/2"`. Default 1. */
  points: string;
  shuffle: boolean;
  use: Use;
  sources: string[];
}

export interface Option {
  text: string;
  correct: boolean;
  /** A fraction such as `1/3` or `-1/2`. */
  weight?: string | undefined;
  feedback?: string | undefined;
}

export interface SingleQuestion extends QuestionBase {
  type: 'single';
  options: Option[];
}

export interface MultipleQuestion extends QuestionBase {
  type: 'multiple';
  options: Option[];
  scoring: Scoring;
}

export interface TrueFalseQuestion extends QuestionBase {
  type: 'true-false';
  answer: boolean;
}

export interface ShortQuestion extends QuestionBase {
  type: 'short';
  answers: { text: string; weight?: string | undefined }[];
  case_sensitive: boolean;
}

/** The key of a numeric question; numbers are decimals as text, so that nothing is lost on the way. */
export type NumericKey =
  | { kind: 'exact'; answer: string; tolerance?: string | undefined }
  | { kind: 'range'; low: string; high: string };

export interface NumericQuestion extends QuestionBase {
  type: 'numeric';
  key: NumericKey;
}

export interface OrderQuestion extends QuestionBase {
  type: 'order';
  /** In the right order. */
  items: string[];
  scoring: Scoring;
}

export interface MatchQuestion extends QuestionBase {
  type: 'match';
  pairs: { left: string; right: string }[];
  decoys: string[];
  scoring: Scoring;
}

export type Question =
  | SingleQuestion
  | MultipleQuestion
  | TrueFalseQuestion
  | ShortQuestion
  | NumericQuestion
  | OrderQuestion
  | MatchQuestion;

/** One row of the blueprint: how many questions on these objectives; at least one of `priority` where that is given. */
export interface DrawRow {
  /** Objective ids; `*` at the end stands for any rest. */
  objectives: string[];
  count: number;
  priority?: Priority | undefined;
}

export interface Assessment {
  assessment: string;
  title: string;
  edition: string;
  /** ISO day. */
  effective: string;
  /** Percent; the program's where it is left out. */
  pass_mark?: number | undefined;
  /** Minutes; no limit where it is left out. */
  time_limit?: number | undefined;
  /** The blueprint; every exam question is asked where it is left out. */
  draw?: DrawRow[] | undefined;
  questions: Question[];
}

export function isExam(question: Pick<Question, 'use'>): boolean {
  return question.use !== 'practice';
}

export function isPractice(question: Pick<Question, 'use'>): boolean {
  return question.use !== 'exam';
}

/** Whether an objective id fits a row's pattern. */
export function fits(pattern: string, objective: string): boolean {
  return pattern.endsWith('*') ? objective.startsWith(pattern.slice(0, -1)) : pattern === objective;
}
