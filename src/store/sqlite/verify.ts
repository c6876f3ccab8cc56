/**
 * Recomputes the ledger: every hash from what the rows hold, entry by entry, and whether everything has its place in it. The
 * counterpart of `ledger.ts`.
 */
import { contentHash } from '../content-hash.js';
import type { LedgerCheck, RecordedFact } from '../store.js';
import { type QuestionRow, questionsOfAttempt, readQuestion } from './attempt-questions.js';
import { type ErasableCheck, checkAnswers, checkErasable, checkRecorders, readErasures } from './erasures.js';
import { readFact } from './fact-rows.js';
import { canonicalRow, chain, questionsHash, sameBytes } from './hashes.js';
import { integrityFaults } from './health.js';
import { type EntryRow, type LedgerRow, entriesOf, entryLine, factLine, ledgerRowReader, ledgerRows } from './ledger-rows.js';
import type { Database } from './open-database.js';
import { indexFaults } from './index-check.js';

/** Facts in memory at once: an import may be one entry of a million. */
const FACTS_AT_ONCE = 5000;

/** Callers hold a transaction. `judge` and `witness` as in `Store.verify`; `schema` is what is wrong with that. */
export function verifyLedger(db: Database, judge: (recorded: RecordedFact) => string[], schema: readonly string[], witness?: string): LedgerCheck {
  const check: LedgerCheck = { entries: 0, facts: 0, attempts: 0, snapshots: 0, erased: 0, head: undefined, faults: [] };
  const fault = (what: string, entry?: number, fact?: string) => void check.faults.push({ entry, fact, what });
  const readRows = ledgerRowReader(db);
  const selectSnapshot = db.prepare('SELECT text FROM snapshot WHERE hash = ?').pluck();
  const snapshot = (hash: string) => selectSnapshot.get(hash) as string | undefined;

  for (const what of [...schema, ...integrityFaults(db)]) fault(what);
  checkSnapshots(db, check, fault);
  const erasures = readErasures(db);
  note(checkRecorders(db, erasures));

  const rows = ledgerRows(db);
  const { greatest } = rows;
  let previous: Uint8Array = new Uint8Array(32);
  let [number, seq] = [0, 1];
  let isWitnessed = false;
  for (const entry of entriesOf(db)) {
    if (entry.entry !== number + 1) fault(`entries are missing before it: the last one was ${number}`, entry.entry);
    if (entry.first_seq !== seq) fault(`its facts begin at ${entry.first_seq}, those before it end at ${seq - 1}`, entry.entry);
    checkEntry(entry);
    [number, seq] = [entry.entry, entry.first_seq + entry.facts];
    check.entries++;
    if (!(entry.hash instanceof Uint8Array)) {
      fault('it has no hash', entry.entry);
      continue;
    }
    previous = entry.hash;
    check.head = { entry: number, hash: Buffer.from(entry.hash).toString('hex') };
    isWitnessed ||= witness !== undefined && check.head.hash.startsWith(witness);
  }
  if (witness !== undefined && !isWitnessed) fault(`no entry has the hash ${witness}: these are not the records that it was noted from`);
  const strays = rows.count - check.facts;
  if (strays !== 0) fault(`facts that belong to no entry: ${strays}`);
  // What is made of damaged facts shows nothing.
  if (check.faults.length === 0) for (const what of indexFaults(db)) fault(what);
  return check;

  function note({ gone, faults }: ErasableCheck, entry?: number, fact?: string): void {
    check.erased += gone;
    for (const what of faults) fault(what, entry, fact);
  }

  function checkEntry(entry: EntryRow): void {
    const before = check.faults.length;
    if (entry.program === null) fault('it belongs to no program', entry.entry);
    if (snapshot(entry.rules) === undefined) fault('the policy and paths of then are missing', entry.entry);
    const hash = chain(previous);
    hash.add(entryLine(entry));
    const only = checkFacts(entry, (found) => hash.add(factLine(found)));
    if (sameBytes(hash.end(), entry.hash)) return;
    const named = check.faults.slice(before).some(({ fact }) => fact !== undefined);
    if (only !== undefined) fault('it was changed after it was recorded, or its entry was', entry.entry, only);
    else fault(`it or some of its ${entry.facts} facts were changed${named ? ', see those named above' : ''}`, entry.entry);
  }

  /** Gives the fact's id if the entry has only one. */
  function checkFacts(entry: EntryRow, each: (found: LedgerRow) => void): string | undefined {
    const end = Math.min(entry.first_seq + entry.facts, greatest + 2);
    let expected = entry.first_seq;
    let only: string | undefined;
    const missing = (next: number) => next > expected && fault(`facts are missing: numbers ${expected} to ${next - 1}`, entry.entry);
    for (let first = entry.first_seq; first < end; first += FACTS_AT_ONCE) {
      for (const found of readRows(first, Math.min(first + FACTS_AT_ONCE, end) - 1)) {
        missing(found.row['seq'] as number);
        expected = (found.row['seq'] as number) + 1;
        check.facts++;
        each(found);
        checkFact(entry, found);
        only = entry.facts === 1 ? String(found.row['fact']) : undefined;
      }
    }
    missing(end);
    return only;
  }

  function checkFact(entry: EntryRow, found: LedgerRow): void {
    const { table, row } = found;
    const fact = String(row['fact']);
    if (row['entry'] !== entry.entry) fault(`it names entry ${row['entry']} as its own`, entry.entry, fact);
    if (row['program'] !== entry.program) fault('its member belongs to another program', entry.entry, fact);
    note(checkErasable(found, erasures), entry.entry, fact);
    if (table === 'erasure') return;
    const questions = table === 'attempt' ? questionsOfAttempt(db, row['seq'] as number) : [];
    if (table === 'attempt') {
      check.attempts++;
      if (!fitsQuestions(row['questions_hash'], questions)) fault('its questions were changed', entry.entry, fact);
      note(checkAnswers(row, questions, entry.source, erasures), entry.entry, fact);
    }
    for (const what of judged(entry, found, questions)) fault(what, entry.entry, fact);
  }

  function judged({ program, recorded_at, recorded_by, source }: EntryRow, { table, row }: LedgerRow, questions: QuestionRow[]): string[] {
    if (table === 'erasure') return [];
    try {
      const fact = readFact(table, { ...row, recorded_at, recorded_by, source });
      const read = () => (fact.kind === 'attempt' && fact.content !== undefined ? snapshot(fact.content) : undefined);
      return judge({ program: program ?? '', fact, questions: questions.map(readQuestion), snapshot: read });
    } catch (error) {
      // Texts that were damaged do not parse.
      return [`it cannot be read: ${error instanceof Error ? error.message : String(error)}`];
    }
  }
}

function fitsQuestions(hash: unknown, rows: readonly QuestionRow[]): boolean {
  if (hash === null) return rows.length === 0;
  const lines = rows.map(({ position, question, shown, flagged, points, max_points, answer_hash }) =>
    canonicalRow('attempt_question', [position, question, shown, flagged, points, max_points, answer_hash]),
  );
  return sameBytes(questionsHash(lines), hash);
}

function checkSnapshots(db: Database, check: LedgerCheck, fault: (what: string) => void): void {
  const select = db.prepare('SELECT text FROM snapshot WHERE hash = ?').pluck();
  for (const hash of db.prepare('SELECT hash FROM snapshot ORDER BY hash').pluck().all() as string[]) {
    check.snapshots++;
    if (contentHash(select.get(hash) as string) !== hash) fault(`the snapshot ${hash.slice(0, 12)} is not the text that its hash is of`);
  }
}
