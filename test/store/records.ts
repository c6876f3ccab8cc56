/** Real records in a folder of their own, with a bit of everything in them, and ways to do them harm. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { paperText } from '../../src/content/snapshots.js';
import type { Answer } from '../../src/domain/answer.js';
import type { Assessment, Question } from '../../src/domain/assessment.js';
import { type Day, type Instant, parseDay, parseInstant } from '../../src/domain/day.js';
import { type Paper, bankOf, draw } from '../../src/domain/drawing.js';
import { grade, maxPoints } from '../../src/domain/grading.js';
import { points, sum } from '../../src/domain/points.js';
import { contentHash } from '../../src/store/content-hash.js';
import { derivedFactId } from '../../src/store/fact-id.js';
import { openStore } from '../../src/store/open-store.js';
import type { AttemptQuestion, NewEntry, NewFact, Store } from '../../src/store/store.js';
import { importedCompletionId } from '../../src/commands/imported-ids.js';

export const PROGRAM_ROOT = resolve(import.meta.dirname, '../..');

export function freshFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'certify-store-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function openAt(file: string, program = 'field'): Store {
  return openStore(file, program, PROGRAM_ROOT);
}

export function at(text: string): Instant {
  return parseInstant(text)!;
}

export function on(text: string): Day {
  return parseDay(text)!;
}

let made = 0;
/** Another id each time. */
export function anyId(): string {
  return derivedFactId(['test', String(made++)]);
}

export const RULES = '{"policy":{"program":"field","tracks":[]},"paths":[]}';

export function entry(facts: NewFact[], when = '2026-11-02T10:00:00Z', more: Partial<NewEntry> = {}): NewEntry {
  return { recorded_at: at(when), recorded_by: 'staff (Sam Staff)', source: 'terminal', clock_is_set: false, rules: RULES, facts, ...more };
}

export function rosterFact(member: string, name: string, { email = '', manager = '' } = {}): NewFact {
  return {
    kind: 'roster',
    fact: anyId(),
    member,
    happened: { on: on('2026-10-01') },
    assurance: 'staff',
    row: { name, email, manager, role: 'Account Executive', team: 'East', member_kind: 'employee', start_day: on('2026-10-01') },
  };
}

export function grantFact(member: string, reason: string): NewFact {
  return { kind: 'grant', fact: anyId(), member, happened: { at: at('2026-11-02T10:00:00Z') }, assurance: 'staff', track: 'sales', reason };
}

export function completionFact(member: string, module: string): NewFact {
  return { kind: 'completion', fact: anyId(), member, happened: { at: at('2026-11-01T10:00:00Z') }, assurance: 'self', module };
}

export function importedCompletion(member: string, module: string, day = '2026-10-20'): NewFact {
  const happened = { on: on(day) };
  return { kind: 'completion', fact: importedCompletionId('field', { member, module, happened }), member, happened, assurance: 'staff', module };
}

const QUESTIONS: Question[] = [
  {
    question: 'tier',
    objective: 'TIR-1',
    type: 'single',
    prompt: 'Which tier?',
    points: '1',
    shuffle: true,
    use: 'exam',
    sources: [],
    options: [{ text: 'Ultimate', correct: true }, { text: 'Premium', correct: false }, { text: 'Free', correct: false }],
  },
  {
    question: 'why',
    objective: 'TIR-1',
    type: 'short',
    prompt: 'Why?',
    points: '2',
    shuffle: true,
    use: 'exam',
    sources: [],
    case_sensitive: false,
    answers: [{ text: '*value*' }],
  },
];
const ASSESSMENT: Assessment = { assessment: 'sales', title: 'Sales', edition: 'Q3FY27', effective: '2026-08-01', questions: QUESTIONS };
export const PAPER: Paper = { assessment: ASSESSMENT, objectives: [] };
export const PAPER_TEXT = paperText(PAPER);

/** What somebody answers to the two questions. */
export const ANSWERS: Record<string, Answer> = {
  tier: { type: 'single', option: 'Ultimate' },
  why: { type: 'short', text: 'because of the value to Avery Field' },
};

/** An attempt as it is recorded when a sitting is finished; its snapshot must have been kept. */
export function attemptFact(member: string, answers: Record<string, Answer> = ANSWERS): { attempt: NewFact; questions: AttemptQuestion[] } {
  const questions = draw(bankOf(PAPER), '7', []).map(({ shown, question }): AttemptQuestion => {
    const answer = answers[shown.question];
    return { ...shown, answer, flagged: false, points: grade(question, answer), max_points: maxPoints(question) };
  });
  const attempt: NewFact = {
    kind: 'attempt',
    fact: anyId(),
    member,
    happened: { at: at('2026-11-02T09:00:00Z') },
    assurance: 'self',
    assessment: 'sales',
    edition: 'Q3FY27',
    content: contentHash(PAPER_TEXT),
    points: sum(questions.map((question) => question.points)),
    max_points: sum(questions.map((question) => question.max_points)),
    pass_mark: points(80),
    pass_mark_of: 'program',
    started_at: at('2026-11-02T08:30:00Z'),
    taken: { seed: '7', with: 'prompts', seen_before: [] },
  };
  return { attempt, questions };
}

/** Two members, decisions, an import and an attempt: seven entries. */
export async function someRecords(file: string): Promise<void> {
  const store = openAt(file);
  await store.record(entry([rosterFact('avery', 'Avery Field', { email: 'avery@field.example', manager: 'Morgan Lead' })], '2026-10-01T08:00:00Z'));
  await store.record(entry([rosterFact('robin', 'Robin Reyes', { email: 'robin@field.example', manager: 'Avery Field' })], '2026-10-02T08:00:00Z'));
  const imported = ['value', 'tiers', 'personas'].flatMap((module) => ['avery', 'robin'].map((member) => importedCompletion(member, module)));
  await store.record(entry(imported, '2026-10-21T08:00:00Z', { source: 'import' }));
  await store.keepSnapshot(PAPER_TEXT);
  const { attempt, questions } = attemptFact('avery');
  await store.recordWithQuestions(entry([attempt], '2026-11-02T09:00:00Z', { recorded_by: 'avery (Avery Field)' }), new Map([[attempt.fact, questions]]));
  await store.record(entry([grantFact('robin', 'passed on paper')], '2026-11-02T10:00:00Z'));
  await store.record(entry([{ ...grantFact('avery', ''), kind: 'waiver', window: 'Q1FY28', reason: 'Avery is away' } as NewFact], '2026-11-03T10:00:00Z'));
  await store.record(entry([completionFact('robin', 'value')], '2026-11-04T10:00:00Z', { recorded_by: 'robin' }));
  await store.close();
}

/** Changes the file with another program, past the guards that stand in it. */
export function tamper(file: string, ...statements: string[]): void {
  const db = new Database(file);
  try {
    db.pragma('foreign_keys = OFF');
    db.pragma('ignore_check_constraints = ON');
    const triggers = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all() as { name: string; sql: string }[];
    for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
    for (const statement of statements) {
      if (db.prepare(statement).run().changes === 0) throw new Error(`nothing was changed by ${statement}`);
    }
    for (const { sql } of triggers) db.exec(sql);
  } finally {
    db.close();
  }
}

/** With SQLite and nothing of ours in between. */
export function query<T>(file: string, sql: string): T[] {
  const db = new Database(file, { readonly: true });
  try {
    return db.prepare(sql).all() as T[];
  } finally {
    db.close();
  }
}
