/** Sittings: attempts that are not finished yet. Every write is one transaction that checks who owns the sitting. */
import type { Shown } from '../../domain/answer.js';
import type { FactId, MemberId } from '../../domain/fact.js';
import type { Sitting } from '../../domain/sitting.js';
import type { SavedAnswer } from '../store.js';
import { isAnswer, isShown } from './attempt-questions.js';
import { instant, json, number, oneOf, text } from './cells.js';
import { type Row, readTaken } from './fact-rows.js';
import type { Database } from './open-database.js';

const SELECT = 'SELECT s.*, m.member AS member_id FROM sitting s JOIN member m ON m.key = s.member JOIN program p ON p.key = m.program';

export function sittingsOf(db: Database, program: string, member?: MemberId): Sitting[] {
  const rows =
    member === undefined
      ? db.prepare(`${SELECT} WHERE p.program = ? ORDER BY s.started_at, s.fact`).all(program)
      : db.prepare(`${SELECT} WHERE p.program = ? AND m.member = ? ORDER BY s.started_at, s.fact`).all(program, member);
  return (rows as Row[]).map((row) => readSitting(db, row));
}

export function sittingByFact(db: Database, fact: FactId): { sitting: Sitting; owner: string } | undefined {
  const row = db.prepare(`${SELECT} WHERE s.fact = ?`).get(fact) as Row | undefined;
  return row && { sitting: readSitting(db, row), owner: text(row, 'owner') };
}

function readSitting(db: Database, row: Row): Sitting {
  const questions = db
    .prepare('SELECT fact, shown, answer, flagged FROM sitting_question WHERE fact = ? ORDER BY position')
    .all(text(row, 'fact')) as Row[];
  return {
    fact: text(row, 'fact'),
    member: text(row, 'member_id'),
    assessment: text(row, 'assessment'),
    edition: text(row, 'edition'),
    content: text(row, 'content'),
    ...readTaken(row),
    pass_mark: number(row, 'pass_mark'),
    pass_mark_of: oneOf(row, 'pass_mark_of', ['edition', 'program']),
    started_at: instant(row, 'started_at'),
    time_limit: (row['time_limit'] as number | null) ?? undefined,
    questions: questions.map((question) => ({
      shown: json(question, 'shown', isLaidOut),
      answer: question['answer'] === null ? undefined : json(question, 'answer', isAnswer),
      flagged: question['flagged'] === 1,
    })),
  };
}

function isLaidOut(value: unknown): value is Shown {
  return isShown(value) && typeof (value as Partial<Shown>).question === 'string';
}

export function hasSitting(db: Database, memberKey: number, assessment: string): boolean {
  return db.prepare('SELECT 1 FROM sitting WHERE member = ? AND assessment = ?').get(memberKey, assessment) !== undefined;
}

export function insertSitting(db: Database, sitting: Sitting, memberKey: number, owner: string): void {
  db.prepare(
    `INSERT INTO sitting (fact, member, owner, assessment, edition, content, seed, taken_with, seen_before, pass_mark, pass_mark_of, started_at, time_limit)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    sitting.fact,
    memberKey,
    owner,
    sitting.assessment,
    sitting.edition,
    sitting.content,
    sitting.seed,
    sitting.with,
    JSON.stringify(sitting.seen_before),
    sitting.pass_mark,
    sitting.pass_mark_of,
    sitting.started_at,
    sitting.time_limit ?? null,
  );
  const insert = db.prepare('INSERT INTO sitting_question (fact, position, shown, answer, flagged) VALUES (?, ?, ?, ?, ?)');
  for (const [position, { shown, answer, flagged }] of sitting.questions.entries()) {
    insert.run(sitting.fact, position, JSON.stringify(shown), answer === undefined ? null : JSON.stringify(answer), flagged ? 1 : 0);
  }
}

export function changeOwner(db: Database, fact: FactId, owner: string): boolean {
  return db.prepare('UPDATE sitting SET owner = ? WHERE fact = ?').run(owner, fact).changes === 1;
}

/** Keyed on (sitting, question): writing the same answer twice after a doubtful commit changes nothing. */
export function writeAnswer(db: Database, { fact, owner, position, answer, flagged }: SavedAnswer): 'saved' | 'taken-over' | 'finished' {
  const present = db.prepare('SELECT owner FROM sitting WHERE fact = ?').pluck().get(fact) as string | undefined;
  if (present === undefined) return 'finished';
  if (present !== owner) return 'taken-over';
  db.prepare('UPDATE sitting_question SET answer = ?, flagged = ? WHERE fact = ? AND position = ?').run(
    answer === undefined ? null : JSON.stringify(answer),
    flagged ? 1 : 0,
    fact,
    position,
  );
  return 'saved';
}

export function removeSitting(db: Database, fact: FactId): void {
  db.prepare('DELETE FROM sitting_question WHERE fact = ?').run(fact);
  db.prepare('DELETE FROM sitting WHERE fact = ?').run(fact);
}
