/** Writes the ledger: entries of facts, chained by hash. Callers hold a transaction. */
import { randomBytes } from 'node:crypto';
import type { Instant } from '../../domain/day.js';
import type { FactId, MemberId } from '../../domain/fact.js';
import { formatPoints } from '../../domain/points.js';
import type { AlikeFact, AttemptQuestion, NewEntry, NewEntryAsRead, NewFact, Saying } from '../store.js';
import { contentHash } from '../content-hash.js';
import { happenedValues } from './fact-rows.js';
import { type Words, insertRow, insertion, wordsOf } from './fact-words.js';
import { SALT_BYTES, canonicalFact, canonicalRow, chain, questionsHash, saltedHash } from './hashes.js';
import { openIndexes } from './indexes.js';
import { MANY, type ManyRows, openManyRows } from './many-rows.js';
import type { MemberKeys } from './member-keys.js';
import type { Database } from './open-database.js';
import { statement } from './statements.js';

export interface Ledger {
  /** Writes nothing if the entry has no facts. Returns how many it had. */
  append(entry: Omit<NewEntry, 'facts'>, facts: Iterable<NewFact>, questions?: ReadonlyMap<string, AttemptQuestion[]>): number;
  /** The same for facts that come list by list. */
  appendAsRead(entry: NewEntryAsRead): Promise<number>;
  /** Records that a member was forgotten, in an entry of its own. */
  appendErasure(entry: Omit<NewEntry, 'facts'>, erasure: Erasure): void;
  /** A text, or its UTF-8. `known` is the hash of it, where it has been worked out already. */
  keepSnapshot(text: string | Uint8Array, known?: string): string;
}

export interface Erasure {
  fact: FactId;
  member: MemberId;
  at: Instant;
  reason: string;
}

const INSERT_PERSON = insertion('person', ['seq', 'name', 'email', 'salt', 'manager', 'manager_salt']);
const INSERT_REASON = insertion('reason', ['seq', 'text', 'salt']);
const INSERT_QUESTION = insertion('attempt_question', [
  'attempt',
  'position',
  'question',
  'shown',
  'answer',
  'erased',
  'flagged',
  'points',
  'max_points',
  'salt',
  'answer_hash',
]);
const INSERT_ENTRY = insertion('entry', [
  'entry',
  'program',
  'recorded_at',
  'recorder',
  'source',
  'clock_is_set',
  'rules',
  'first_seq',
  'facts',
  'hash',
]);

/** What can be erased of a fact: the salted hashes that stand in the fact for it, and its own row, which comes after the fact's. */
interface Apart {
  hash: Uint8Array | null;
  managerHash: Uint8Array | null;
  write(): void;
}

const NOTHING_APART: Apart = { hash: null, managerHash: null, write: () => {} };

export function makeLedger(db: Database, programName: string, members: MemberKeys): Ledger {
  function programKey(): number {
    db.prepare('INSERT OR IGNORE INTO program (program) VALUES (?)').run(programName);
    return db.prepare('SELECT key FROM program WHERE program = ?').pluck().get(programName) as number;
  }

  function recorderOf(name: string): { key: number; hash: Uint8Array } {
    const select = db.prepare('SELECT key, hash FROM recorder WHERE name = ?');
    const salt = randomBytes(SALT_BYTES);
    if (!select.get(name)) db.prepare('INSERT INTO recorder (name, salt, hash) VALUES (?, ?, ?)').run(name, salt, saltedHash(salt, [name]));
    return select.get(name) as { key: number; hash: Uint8Array };
  }

  function keepSnapshot(text: string | Uint8Array, known?: string): string {
    const hash = known ?? contentHash(text);
    db.prepare('INSERT OR IGNORE INTO snapshot (hash, text) VALUES (?, CAST(? AS TEXT))').run(hash, text);
    return hash;
  }

  function keptApart(fact: NewFact, seq: number): Apart {
    if (fact.kind === 'completion' || fact.kind === 'attempt') return NOTHING_APART;
    if (fact.kind !== 'roster') return { ...keptReason(seq, fact.reason), managerHash: null };
    const salts = randomBytes(2 * SALT_BYTES);
    const [salt, managerSalt] = [salts.subarray(0, SALT_BYTES), salts.subarray(SALT_BYTES)];
    const { name, email, manager } = fact.row;
    return {
      hash: saltedHash(salt, [name, email]),
      managerHash: saltedHash(managerSalt, [manager]),
      write: () => void statement(db, INSERT_PERSON).run(seq, name, email, salt, manager, managerSalt),
    };
  }

  function keptReason(seq: number, text: string): { hash: Uint8Array; write: () => void } {
    const salt = randomBytes(SALT_BYTES);
    return { hash: saltedHash(salt, [text]), write: () => void statement(db, INSERT_REASON).run(seq, text, salt) };
  }

  function questionRow(seq: number, question: AttemptQuestion, position: number): { line: string; write: () => void } {
    const salt = randomBytes(SALT_BYTES);
    const answer = question.answer === undefined || question.answer === 'erased' ? null : JSON.stringify(question.answer);
    const answerHash = saltedHash(salt, [answer]);
    const shown = JSON.stringify({ choices: question.choices, lefts: question.lefts });
    const fixed = [
      question.question,
      shown,
      question.flagged ? 1 : 0,
      formatPoints(question.points),
      formatPoints(question.max_points),
    ] as const;
    const [id, , flagged, points, max] = fixed;
    const erased = question.answer === 'erased' ? 1 : 0;
    return {
      line: canonicalRow('attempt_question', [position, ...fixed, answerHash]),
      write: () =>
        void statement(db, INSERT_QUESTION).run(
          ...[seq, position, id, shown, answer, erased, flagged, points, max, erased ? null : salt, answerHash],
        ),
    };
  }

  /** An entry being written: its facts one by one, then its own row, whose hash covers them. */
  function begin(entry: Omit<NewEntry, 'facts'>) {
    const program = programKey();
    const head = db.prepare('SELECT entry, first_seq, facts, hash FROM entry ORDER BY entry DESC LIMIT 1').get() as
      | { entry: number; first_seq: number; facts: number; hash: Uint8Array }
      | undefined;
    const number = (head?.entry ?? 0) + 1;
    const indexes = openIndexes(db, program, head?.entry ?? 0);
    const first = head ? head.first_seq + head.facts : 1;
    const rules = keepSnapshot(entry.rules);
    const recorder = recorderOf(entry.recorded_by);
    const clock = entry.clock_is_set ? 1 : 0;
    const hash = chain(head?.hash ?? new Uint8Array(32));
    hash.add(canonicalRow('entry', [number, programName, entry.recorded_at, recorder.hash, entry.source, clock, rules, first]));
    let seq = first;

    function add(fact: NewFact, questions: readonly AttemptQuestion[] | undefined): void {
      const paper = questions?.map((question, position) => questionRow(seq, question, position));
      const apart = keptApart(fact, seq);
      const words = wordsOf(db, fact, paper ? questionsHash(paper.map(({ line }) => line)) : apart.hash, apart.managerHash);
      write(fact, fact, words, questions, insertRow);
      apart.write();
      for (const row of paper ?? []) row.write();
      seq++;
    }

    const alike = new WeakMap<Saying, Words>();
    let insertAlike = insertRow;
    function addAlike(fact: AlikeFact): void {
      let words = alike.get(fact.says);
      if (!words) alike.set(fact.says, (words = wordsOf(db, fact.says, null, null)));
      write(fact, fact.says, words, undefined, insertAlike);
      seq++;
    }

    function write(
      { fact, member: memberId, happened }: Pick<NewFact, 'fact' | 'member' | 'happened'>,
      says: NewFact | Saying,
      words: Words,
      questions: readonly AttemptQuestion[] | undefined,
      insert: typeof insertRow,
    ): void {
      const [at, on] = happenedValues(happened);
      const member = members.make(program, memberId);
      insert(words, [seq, fact, number, member, at, on]);
      indexes.add({ says, happened, memberId, seq, member, questions });
      hash.add(canonicalFact([words.table, seq, fact, memberId, at, on], words.text));
    }

    let many: ManyRows | undefined;
    /** A list of facts has been added, and another may come, of about so many facts in all. */
    function endList(expected: number): void {
      if (!many && seq - first > MANY) {
        many = openManyRows(db, expected);
        insertAlike = many.add;
      }
      many?.flush();
    }

    /** That a member was forgotten. */
    function addErasure({ fact, member, at, reason }: Erasure): void {
      const [key, apart] = [members.make(program, member), keptReason(seq, reason)];
      db.prepare('INSERT INTO erasure (seq, fact, entry, member, happened_at, reason_hash) VALUES (?, ?, ?, ?, ?, ?)').run(
        seq,
        fact,
        number,
        key,
        at,
        apart.hash,
      );
      apart.write();
      hash.add(canonicalRow('erasure', [seq, fact, member, at, apart.hash]));
      seq++;
    }

    function end(): number {
      many?.end();
      statement(db, INSERT_ENTRY).run(
        ...[number, program, entry.recorded_at, recorder.key, entry.source, clock, rules, first, seq - first, hash.end()],
      );
      indexes.end(number);
      return seq - first;
    }

    return { add, addAlike, addErasure, endList, end };
  }

  function append(entry: Omit<NewEntry, 'facts'>, facts: Iterable<NewFact>, questions?: ReadonlyMap<string, AttemptQuestion[]>): number {
    let writing: ReturnType<typeof begin> | undefined;
    for (const fact of facts) (writing ??= begin(entry)).add(fact, questions?.get(fact.fact));
    return writing?.end() ?? 0;
  }

  async function appendAsRead({ facts: lists, expected = 0, ...entry }: NewEntryAsRead): Promise<number> {
    let writing: ReturnType<typeof begin> | undefined;
    for await (const facts of lists) {
      for (const fact of facts) {
        writing ??= begin(entry);
        if ('says' in fact) writing.addAlike(fact);
        else writing.add(fact, undefined);
      }
      // Whoever plans the next list looks at what is recorded.
      writing?.endList(expected);
    }
    return writing?.end() ?? 0;
  }

  function appendErasure(entry: Omit<NewEntry, 'facts'>, erasure: Erasure): void {
    const writing = begin(entry);
    writing.addErasure(erasure);
    writing.end();
  }

  return { append, appendAsRead, appendErasure, keepSnapshot };
}
