/** Sittings: attempts that are not finished yet. Every write is one transaction that checks who owns the sitting. */
import type { Answer, Shown } from '../../domain/answer.js';
import type { Instant } from '../../domain/day.js';
import type { FactId, MemberId } from '../../domain/fact.js';
import type { Sitting } from '../../domain/sitting.js';
import type { SavedAnswer } from '../store.js';
import type { Database } from './open-database.js';

interface SittingRow {
  fact: string;
  member_id: string;
  owner: string;
  assessment: string;
  edition: string;
  content: string;
  seed: string;
  taken_with: Sitting['with'];
  seen_before: string;
  pass_mark: string;
  pass_mark_of: Sitting['pass_mark_of'];
  started_at: number;
  time_limit: number | null;
}

const SELECT = 'SELECT s.*, m.member AS member_id FROM sitting s JOIN member m ON m.key = s.member JOIN program p ON p.key = m.program';

export function sittingsOf(db: Database, program: string, member?: MemberId): Sitting[] {
  const rows =
    member === undefined
      ? db.prepare(`${SELECT} WHERE p.program = ? ORDER BY s.started_at, s.fact`).all(program)
      : db.prepare(`${SELECT} WHERE p.program = ? AND m.member = ? ORDER BY s.started_at, s.fact`).all(program, member);
  return (rows as SittingRow[]).map((row) => readSitting(db, row));
}

export function sittingByFact(db: Database, fact: FactId): { sitting: Sitting; owner: string } | undefined {
  const row = db.prepare(`${SELECT} WHERE s.fact = ?`).get(fact) as SittingRow | undefined;
  return row && { sitting: readSitting(db, row), owner: row.owner };
}

function readSitting(db: Database, row: SittingRow): Sitting {
  const questions = db
    .prepare('SELECT shown, answer, flagged FROM sitting_question WHERE fact = ? ORDER BY position')
    .all(row.fact) as { shown: string; answer: string | null; flagged: number }[];
  return {
    fact: row.fact,
    member: row.member_id,
    assessment: row.assessment,
    edition: row.edition,
    content: row.content,
    seed: row.seed,
    with: row.taken_with,
    seen_before: JSON.parse(row.seen_before) as string[],
    pass_mark: row.pass_mark,
    pass_mark_of: row.pass_mark_of,
    started_at: row.started_at as Instant,
    time_limit: row.time_limit ?? undefined,
    questions: questions.map((question) => ({
      shown: JSON.parse(question.shown) as Shown,
      answer: question.answer === null ? undefined : (JSON.parse(question.answer) as Answer),
      flagged: question.flagged === 1,
    })),
  };
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
