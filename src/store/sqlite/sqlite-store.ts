/** The records in a local SQLite file, behind the interface that commands know. */
import type { FactId, MemberId } from '../../domain/fact.js';
import { Failure } from '../../errors.js';
import { looksLikeFactId } from '../fact-id.js';
import type { AttemptQuestion, NewEntry, NewEntryAsRead, Store } from '../store.js';
import { questionsOfAttempt, readQuestion } from './attempt-questions.js';
import { backUp } from './backup.js';
import { erasableOf, forgetMember, namesOfMember, teamsNaming, writeAnew } from './forget.js';
import { healthOf } from './health.js';
import { makeLedger } from './ledger.js';
import { memberKeys } from './member-keys.js';
import { type Database, emptyDatabase } from './open-database.js';
import { allMembers, factById, factsOfMember, ledgerHead, recordedOf } from './reading.js';
import { changeOwner, hasSitting, insertSitting, removeSitting, sittingByFact, sittingsOf, writeAnswer } from './sittings.js';
import { isIndexed, rebuildIndexes } from './indexes.js';
import { itemAttempts } from './item-attempts.js';
import { membersInOrder } from './report-order.js';
import { type Migration, schemaFaults } from './schema.js';
import { asFailure, guarded } from './sqlite-failure.js';
import { verifyLedger } from './verify.js';

interface Setting {
  file: string;
  program: string;
  /** That the file is made of. */
  migrations: readonly Migration[];
}

/** A store of one program's records. It closes the database. */
export function makeSqliteStore(db: Database, { file, program, migrations }: Setting): Store {
  const members = memberKeys(db, program);
  const ledger = makeLedger(db, program, members);

  /** Reads, with SQLite's errors in our words. */
  async function read<T>(work: () => T): Promise<T> {
    return guarded(file, work);
  }

  /** One transaction that takes the write lock at once: a deferred one fails under contention in spite of the time-out. */
  async function write<T>(work: () => T): Promise<T> {
    return guarded(file, () => {
      try {
        return db.transaction(work).immediate();
      } catch (error) {
        members.forget();
        throw error;
      }
    });
  }

  /** One transaction around work that waits for a file. Nobody else uses this connection meanwhile. */
  async function writeAsRead<T>(work: () => Promise<T>): Promise<T> {
    guarded(file, () => db.exec('BEGIN IMMEDIATE'));
    try {
      const result = await work();
      guarded(file, () => db.exec('COMMIT'));
      return result;
    } catch (error) {
      members.forget();
      if (db.inTransaction) db.exec('ROLLBACK');
      throw asFailure(file, error);
    }
  }

  /** Lists one by one, with SQLite's errors in our words. */
  async function* lists<T>(source: Iterator<T>): AsyncGenerator<T> {
    for (let next = guarded(file, () => source.next()); !next.done; next = guarded(file, () => source.next())) yield next.value;
  }

  const schema = () => schemaFaults(db, migrations, emptyDatabase);

  function programKey(): number {
    return (db.prepare('SELECT key FROM program WHERE program = ?').pluck().get(program) as number | undefined) ?? 0;
  }

  function programKeyForWriting(): number {
    db.prepare('INSERT OR IGNORE INTO program (program) VALUES (?)').run(program);
    return programKey();
  }

  function questionsOf(attempt: FactId): AttemptQuestion[] {
    const seq = db.prepare('SELECT seq FROM attempt WHERE fact = ?').pluck().get(attempt) as number | undefined;
    return seq === undefined ? [] : questionsOfAttempt(db, seq).map(readQuestion);
  }

  return {
    file,
    close: () => read(() => void db.close()),
    otherPrograms: () =>
      read(() => db.prepare('SELECT program FROM program WHERE program <> ? ORDER BY program').pluck().all(program) as string[]),

    memberIds: () =>
      read(() => db.prepare('SELECT member FROM member WHERE program = ? ORDER BY member').pluck().all(programKey()) as MemberId[]),
    member: (id) =>
      read(() => {
        const key = members.find(id);
        return key === undefined ? undefined : { member: id, facts: factsOfMember(db, key) };
      }),
    membersInOrder: (question) =>
      read(() => {
        if (!isIndexed(db, 'report_index')) return undefined;
        const found = membersInOrder(db, programKey(), question);
        return { ...found, lists: lists(found.lists) };
      }),
    async *members() {
      try {
        yield* allMembers(db, programKey());
      } catch (error) {
        throw asFailure(file, error);
      }
    },
    membersByEmail: (email) =>
      read(() => {
        const holders = db
          .prepare(
            `SELECT DISTINCT m.key, m.member FROM person x JOIN roster f USING (seq) JOIN member m ON m.key = f.member
             WHERE m.program = ? AND lower(x.email) = lower(?) ORDER BY m.member`,
          )
          .all(programKey(), email) as { key: number; member: string }[];
        const latest = db
          .prepare('SELECT x.email FROM roster f JOIN person x USING (seq) WHERE f.member = ? ORDER BY f.seq DESC LIMIT 1')
          .pluck();
        return holders
          .filter(({ key }) => (latest.get(key) as string | undefined)?.toLowerCase() === email.toLowerCase())
          .map(({ member }) => member);
      }),
    findFact: (beginning) =>
      read(() => (looksLikeFactId(beginning) ? factById(db, programKey(), beginning) : undefined)),
    hasMember: (id) => read(() => members.find(id) !== undefined),
    haveMembers: (ids) => read(() => ids.map((id) => members.find(id) !== undefined)),
    recordedOf: (kind, ids, moments) => read(() => recordedOf(db, kind, ids.map((id) => members.find(id) ?? 0), moments)),
    hasStaffRoster: () =>
      read(
        () =>
          db
            .prepare(
              `SELECT EXISTS (SELECT 1 FROM roster f JOIN member m ON m.key = f.member WHERE m.program = ? AND f.assurance <> 'self')`,
            )
            .pluck()
            .get(programKey()) === 1,
      ),

    record: (entry) => (isAsRead(entry) ? writeAsRead(() => ledger.appendAsRead(entry)) : write(() => ledger.append(entry, entry.facts))),
    recordWithQuestions: ({ facts, ...entry }, questions) => write(() => ledger.append(entry, facts, questions)),

    keepSnapshot: (text) => write(() => ledger.keepSnapshot(text)),
    snapshot: (hash) =>
      read(() => db.prepare('SELECT text FROM snapshot WHERE hash = ?').pluck().get(hash) as string | undefined),
    rulesKnownAt: (instant) =>
      read(
        () =>
          db
            .prepare(
              `SELECT s.text FROM entry e JOIN snapshot s ON s.hash = e.rules WHERE e.program = ? AND e.recorded_at <= ?
               ORDER BY e.recorded_at DESC, e.entry DESC LIMIT 1`,
            )
            .pluck()
            .get(programKey(), instant) as string | undefined,
      ),

    sittings: (member) => read(() => sittingsOf(db, program, member)),
    startSitting: (sitting, owner, paper) =>
      write(() => {
        const key = members.find(sitting.member);
        if (key === undefined) throw new Error(`no member ${sitting.member}`);
        if (hasSitting(db, key, sitting.assessment)) return 'begun-elsewhere';
        if (paper !== undefined) ledger.keepSnapshot(paper, sitting.content);
        insertSitting(db, sitting, key, owner);
        return 'started';
      }),
    takeOver: (fact, owner) =>
      write(() => (changeOwner(db, fact, owner) ? sittingByFact(db, fact)?.sitting : undefined)),
    saveAnswer: (answer) => write(() => writeAnswer(db, answer)),
    finishSitting: (fact, owner, entry, finish) =>
      write(() => {
        const found = sittingByFact(db, fact);
        if (!found) return 'finished';
        if (owner !== undefined && found.owner !== owner) return 'taken-over';
        const { attempt, questions } = finish(found.sitting);
        ledger.append(entry, [attempt], new Map([[attempt.fact, questions]]));
        removeSitting(db, fact);
        return 'recorded';
      }),
    attemptQuestions: (attempt) => read(() => questionsOf(attempt)),
    async *itemAttempts(assessment) {
      yield* lists(itemAttempts(db, await read(programKey), assessment));
    },
    questionsSeen: (member, assessment) =>
      read(() => {
        const key = members.find(member);
        if (key === undefined) return [];
        return db
          .prepare(
            `SELECT q.question FROM attempt a JOIN attempt_question q ON q.attempt = a.seq
             WHERE a.member = ? AND a.assessment = ? GROUP BY q.question
             ORDER BY max(coalesce(a.happened_at, a.happened_on * 86400000)), max(a.seq), q.question`,
          )
          .pluck()
          .all(key, assessment) as string[];
      }),

    ledgerHead: (knownAt) => read(() => ledgerHead(db, programKey(), knownAt)),
    // One transaction, so that what others record meanwhile does not look like a gap.
    verify: (judge, witness) => read(() => db.transaction(() => verifyLedger(db, judge, schema(), witness))()),
    health: () => read(() => healthOf(db, schema())),
    rebuildIndex: () => write(() => rebuildIndexes(db)),
    backup: (copy, options) => read(() => backUp(db, file, copy, options)),
    teamsNaming: (member) => read(() => teamsNaming(db, members.find(member) ?? 0)),
    erasable: (member) => read(() => erasableOf(db, members.find(member) ?? 0)),
    namesMember: (member, text) => read(() => namesOfMember(db, members.find(member) ?? 0).in(text)),
    async forget(entry, erasure) {
      const faults = await read(schema);
      if (faults.length > 0) throw new Failure('data', 'nobody was forgotten: what is erased might be kept elsewhere in the file', 'see `certify verify`', faults);
      const erased = await write(() => forgetMember(db, ledger, members.find(erasure.member) ?? 0, entry, erasure));
      try {
        writeAnew(db);
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        throw new Failure('io', `forgotten, but the file could not be written anew, and old copies may be left in it: ${why}`, 'make room, then forget once more', [], { cause: error });
      }
      return erased;
    },

    setting: (name) =>
      read(
        () =>
          db.prepare('SELECT value FROM setting WHERE program = ? AND name = ?').pluck().get(programKey(), name) as string | undefined,
      ),
    changeSetting: (name, value) =>
      write(() => {
        db.prepare('INSERT INTO setting (program, name, value) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value').run(
          programKeyForWriting(),
          name,
          value,
        );
      }),
  };
}

function isAsRead(entry: NewEntry | NewEntryAsRead): entry is NewEntryAsRead {
  return Symbol.asyncIterator in entry.facts;
}
