/**
 * What may be gone from the records and what may not: names, reasons and typed answers that are kept must fit their salted
 * hashes, and those that are gone must have gone when somebody was forgotten.
 */
import type { Source } from '../../domain/fact.js';
import type { QuestionRow } from './attempt-questions.js';
import type { Row } from './fact-rows.js';
import { saltedHash, sameBytes } from './hashes.js';
import type { LedgerRow } from './ledger-rows.js';
import type { Database } from './open-database.js';

export interface Erasures {
  /** Whether this member (by key) was forgotten after this fact. */
  after(member: number, seq: number): boolean;
  /** Whether anybody was forgotten after this fact. */
  anyAfter(seq: number): boolean;
}

/** `gone` counts texts that were erased. */
export interface ErasableCheck {
  gone: number;
  faults: string[];
}

export function readErasures(db: Database): Erasures {
  const rows = db.prepare('SELECT member, max(seq) AS seq FROM erasure GROUP BY member').all() as { member: number; seq: number }[];
  const last = new Map(rows.map(({ member, seq }) => [member, seq]));
  const newest = rows.reduce((greatest, { seq }) => Math.max(greatest, seq), 0);
  return { after: (member, seq) => (last.get(member) ?? 0) > seq, anyAfter: (seq) => newest > seq };
}

export function checkErasable({ table, row }: LedgerRow, erasures: Erasures): ErasableCheck {
  const isForgotten = erasures.after(row['member'] as number, row['seq'] as number);
  const isAnybodyForgotten = erasures.anyAfter(row['seq'] as number);
  if (table === 'roster') {
    const person = checkText(row, 'salt', ['name', 'email'], 'person_hash', isForgotten, 'its name or address');
    const manager = checkText(row, 'manager_salt', ['manager'], 'manager_hash', isAnybodyForgotten, 'its manager');
    return { gone: person.gone + manager.gone, faults: [...person.faults, ...manager.faults] };
  }
  if (row['reason_hash'] === undefined) return { gone: 0, faults: [] };
  // It may have named somebody else who was forgotten.
  return checkText(row, 'salt', ['reason'], 'reason_hash', isAnybodyForgotten, 'its reason');
}

function checkText(row: Row, salt: string, texts: string[], hash: string, mayBeGone: boolean, what: string): ErasableCheck {
  const values = texts.map((column) => row[column] as string | null);
  if (row[salt] instanceof Uint8Array) {
    const fits = sameBytes(saltedHash(row[salt], values), row[hash]);
    return { gone: 0, faults: fits ? [] : [`${what} was changed`] };
  }
  const isClean = values.every((value) => value === null);
  return { gone: 1, faults: mayBeGone && isClean ? [] : [`${what} is gone, and no forgetting says so`] };
}

/** The answers of an attempt. A submission may bring some that were erased where it was written. */
export function checkAnswers(attempt: Row, rows: readonly QuestionRow[], source: Source, erasures: Erasures): ErasableCheck {
  const mayBeGone = source === 'submission' || erasures.after(attempt['member'] as number, attempt['seq'] as number);
  const faults: string[] = [];
  for (const { position, answer, erased, salt, answer_hash } of rows) {
    if (!erased && !(salt && sameBytes(saltedHash(salt, [answer]), answer_hash))) {
      faults.push(`the answer to its question ${position + 1} was changed`);
    }
    if (erased && !(mayBeGone && answer === null)) {
      faults.push(`the answer to its question ${position + 1} is gone, and no forgetting says so`);
    }
  }
  return { gone: rows.filter(({ erased }) => erased).length, faults };
}

/** The names of those who recorded. */
export function checkRecorders(db: Database, erasures: Erasures): ErasableCheck {
  const rows = db.prepare('SELECT key, name, salt, hash FROM recorder ORDER BY key').all() as Row[];
  const checks = rows.map((row) => checkText(row, 'salt', ['name'], 'hash', erasures.anyAfter(0), `the name of recorder ${row['key']}`));
  return { gone: checks.reduce((sum, { gone }) => sum + gone, 0), faults: checks.flatMap(({ faults }) => faults) };
}
