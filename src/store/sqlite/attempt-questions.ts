/** The questions of a recorded attempt, as rows and as values. */
import type { Answer } from '../../domain/answer.js';
import type { AttemptQuestion } from '../store.js';
import { isTexts, json, points, text } from './cells.js';
import type { Row } from './fact-rows.js';
import type { Database } from './open-database.js';

export interface QuestionRow {
  position: number;
  question: string;
  shown: string;
  answer: string | null;
  erased: number;
  flagged: number;
  points: string;
  max_points: string;
  salt: Uint8Array | null;
  answer_hash: Uint8Array;
}

export function questionsOfAttempt(db: Database, seq: number): QuestionRow[] {
  return db.prepare('SELECT * FROM attempt_question WHERE attempt = ? ORDER BY position').all(seq) as QuestionRow[];
}

/** Throws a `DamagedRow`. */
export function readQuestion(question: QuestionRow): AttemptQuestion {
  const row: Row = { ...question };
  const { choices, lefts } = json(row, 'shown', isShown);
  return {
    question: text(row, 'question'),
    choices,
    lefts,
    answer: row['erased'] === 1 ? 'erased' : row['answer'] === null ? undefined : json(row, 'answer', isAnswer),
    flagged: row['flagged'] === 1,
    points: points(row, 'points'),
    max_points: points(row, 'max_points'),
  };
}

export function isShown(value: unknown): value is { choices: string[]; lefts?: string[] } {
  const shown = value as { choices?: unknown; lefts?: unknown } | null;
  return isTexts(shown?.choices) && (shown.lefts === undefined || isTexts(shown.lefts));
}

/** By its type: grading gives 0 to what does not fit, and showing does not fall over it. */
export function isAnswer(value: unknown): value is Answer {
  const answer = value as Record<string, unknown> | null;
  switch (answer?.['type']) {
    case 'single':
      return typeof answer['option'] === 'string';
    case 'multiple':
      return isTexts(answer['options']);
    case 'true-false':
      return typeof answer['value'] === 'boolean';
    case 'short':
      return typeof answer['text'] === 'string';
    case 'numeric':
      return typeof answer['number'] === 'string';
    case 'order':
      return isTexts(answer['items']);
    case 'match':
      return Array.isArray(answer['pairs']) && answer['pairs'].every(isPair);
    default:
      return false;
  }
}

function isPair(value: unknown): boolean {
  const pair = value as { left?: unknown; right?: unknown } | null;
  return typeof pair?.left === 'string' && typeof pair.right === 'string';
}
