/** The questions of a recorded attempt, as rows and as values. */
import type { Answer } from '../../domain/answer.js';
import { exactPoints } from '../../domain/points.js';
import type { AttemptQuestion } from '../store.js';
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

export function readQuestion(row: QuestionRow): AttemptQuestion {
  const shown = JSON.parse(row.shown) as { choices: string[]; lefts?: string[] };
  return {
    question: row.question,
    choices: shown.choices,
    lefts: shown.lefts,
    answer: row.erased ? 'erased' : row.answer === null ? undefined : (JSON.parse(row.answer) as Answer),
    flagged: row.flagged === 1,
    points: exactPoints(row.points),
    max_points: exactPoints(row.max_points),
  };
}
