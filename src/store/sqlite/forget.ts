/**
 * Forgetting a person: names, addresses, typed texts and reasons are erased, the facts and the hashes that cover the erased
 * texts stay. What is gone cannot be worked out from its hash, for the salt goes with it.
 */
import type { Erasable, NewEntry } from '../store.js';
import type { Erasure, Ledger } from './ledger.js';
import type { Database } from './open-database.js';

/** The facts that have a reason, by the tables they are in. */
const REASONED = ['staff_certification', 'staff_window', 'leave', 'void', 'erasure'] as const;
const OWN_REASONS = `seq IN (${REASONED.map((table) => `SELECT seq FROM ${table} WHERE member = @member`).join(' UNION ALL ')})`;
const OWN_PERSONS = 'seq IN (SELECT seq FROM roster WHERE member = @member)';
/** What somebody typed in words of their own; other answers are texts of the assessment, or numbers. */
const OWN_TYPED = `attempt IN (SELECT seq FROM attempt WHERE member = @member) AND answer IS NOT NULL AND json_extract(answer, '$.type') = 'short'`;

export interface Names {
  /** Whether a text is, or holds, a name or an address of the person. */
  in(text: string): boolean;
}

/** The names and addresses that a member (by key) has ever had. */
export function namesOfMember(db: Database, member: number): Names {
  const rows = db.prepare(`SELECT name, email FROM person WHERE ${OWN_PERSONS}`).all({ member }) as { name: string; email: string }[];
  const texts = [...new Set(rows.flatMap(({ name, email }) => [folded(name), folded(email)]))].filter((text) => text !== '');
  return { in: (text) => texts.some((name) => holds(folded(text), name)) };
}

function folded(text: string): string {
  return text.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase();
}

/** As the whole text, or as words of it in a row: "Avery Field" also in "Field, Avery". A name of one word only as the whole: "Max" is a word of too much else. */
function holds(text: string, name: string): boolean {
  if (text === name) return true;
  if (!/[ @]/.test(name)) return false;
  const words = wordsOf(name);
  const spellings = [words, [...words.slice(-1), ...words.slice(0, -1)]].map((each) => ` ${each.join(' ')} `);
  const whole = ` ${wordsOf(text).join(' ')} `;
  return spellings.some((spelling) => whole.includes(spelling));
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

export function erasableOf(db: Database, member: number): Erasable {
  const count = (sql: string) => db.prepare(sql).pluck().get({ member }) as number;
  return {
    persons: count(`SELECT count(*) FROM person WHERE ${OWN_PERSONS}`),
    managers: managersNaming(db, member).reduce((sum, { rows }) => sum + rows, 0),
    reasons: count(`SELECT count(*) FROM reason WHERE ${OWN_REASONS}`) + reasonsNaming(db, member).length,
    answers: count(`SELECT count(*) FROM attempt_question WHERE ${OWN_TYPED}`),
    recorders: recordersNaming(db, member).length,
  };
}

/** Erases, and records that it was done, in the caller's transaction. */
export function forgetMember(
  db: Database,
  ledger: Ledger,
  member: number,
  entry: Omit<NewEntry, 'facts'>,
  erasure: Erasure,
): Erasable {
  const managers = managersNaming(db, member);
  const run = (sql: string) => db.prepare(sql).run({ member }).changes;
  const ofOthers = reasonsNaming(db, member);
  for (const seq of ofOthers) db.prepare('DELETE FROM reason WHERE seq = ?').run(seq);
  const [reasons, answers] = [
    run(`DELETE FROM reason WHERE ${OWN_REASONS}`) + ofOthers.length,
    run(`UPDATE attempt_question SET answer = NULL, salt = NULL, erased = 1 WHERE ${OWN_TYPED}`),
  ];
  ledger.appendErasure(entry, erasure);
  // After the entry, which may have been recorded by the person, and before the names are gone.
  const recorders = recordersNaming(db, member);
  for (const key of recorders) db.prepare('UPDATE recorder SET name = NULL, salt = NULL WHERE key = ?').run(key);
  const eraseManager = db.prepare(
    `UPDATE person SET manager = NULL, manager_salt = NULL WHERE manager = ? AND seq IN (SELECT f.seq FROM roster f
     JOIN member m ON m.key = f.member WHERE m.program = (SELECT program FROM member WHERE key = ?))`,
  );
  for (const { manager } of managers) eraseManager.run(manager, member);
  const persons = run(`DELETE FROM person WHERE ${OWN_PERSONS}`);
  return { persons, managers: managers.reduce((sum, { rows }) => sum + rows, 0), reasons, answers, recorders: recorders.length };
}

/** The spellings under which rows of other members of the program name this one as manager, and how many rows each has. */
function managersNaming(db: Database, member: number): { manager: string; rows: number }[] {
  const names = namesOfMember(db, member);
  const rows = db
    .prepare(
      `SELECT x.manager, count(*) AS rows FROM person x JOIN roster f USING (seq) JOIN member m ON m.key = f.member
       WHERE f.member <> @member AND x.manager <> '' AND m.program = (SELECT program FROM member WHERE key = @member) GROUP BY x.manager`,
    )
    .all({ member }) as { manager: string; rows: number }[];
  return rows.filter(({ manager }) => names.in(manager));
}

/** The facts about others of the program whose reason names this member, by `seq`. */
function reasonsNaming(db: Database, member: number): number[] {
  const names = namesOfMember(db, member);
  const tables = REASONED.map((table) => `SELECT seq, member FROM ${table}`).join(' UNION ALL ');
  const rows = db
    .prepare(
      `SELECT x.seq, x.text FROM reason x JOIN (${tables}) f USING (seq) JOIN member m ON m.key = f.member
       WHERE f.member <> @member AND m.program = (SELECT program FROM member WHERE key = @member)`,
    )
    .all({ member }) as { seq: number; text: string }[];
  return rows.filter(({ text }) => names.in(text)).map(({ seq }) => seq);
}

/** Teams whose name holds that of the member: a fact says them, so they stay. */
export function teamsNaming(db: Database, member: number): string[] {
  const names = namesOfMember(db, member);
  const teams = db
    .prepare(
      `SELECT DISTINCT f.team FROM roster f JOIN member m ON m.key = f.member
       WHERE m.program = (SELECT program FROM member WHERE key = ?) ORDER BY f.team`,
    )
    .pluck()
    .all(member) as string[];
  return teams.filter((team) => names.in(team));
}

/** Who recorded under the person's name, or recorded nothing but what this member did on a machine of their own. */
function recordersNaming(db: Database, member: number): number[] {
  const names = namesOfMember(db, member);
  const all = db.prepare('SELECT key, name FROM recorder WHERE name IS NOT NULL').all() as { key: number; name: string }[];
  const tables = ['completion', 'attempt', 'roster'] as const;
  const entries = tables.map((table) => `SELECT entry FROM ${table} WHERE member = @member AND assurance = 'self'`).join(' UNION ');
  const own = db
    .prepare(`SELECT DISTINCT recorder FROM entry WHERE source = 'terminal' AND entry IN (${entries})`)
    .pluck()
    .all({ member }) as number[];
  return all
    .filter(({ key, name }) => [name, ...bracketed(name)].some((text) => names.in(text)) || (own.includes(key) && recordedOnlyOwn(db, key, member)))
    .map(({ key }) => key);
}

/** `avery (Avery Field)` is the system's user with the name that git knows. */
function bracketed(name: string): string[] {
  const match = /^(.*) \((.*)\)$/.exec(name);
  return match ? [match[2]!] : [];
}

function recordedOnlyOwn(db: Database, recorder: number, member: number): boolean {
  const tables = ['completion', 'attempt', 'roster', 'staff_certification', 'staff_window', 'leave', 'void'] as const;
  const others = tables.map(
    (table) => `EXISTS (SELECT 1 FROM ${table} f JOIN entry e USING (entry)
      WHERE e.recorder = @recorder AND (f.member <> @member OR f.assurance <> 'self' OR e.source <> 'terminal'))`,
  );
  return db.prepare(`SELECT ${others.join(' OR ')}`).pluck().get({ recorder, member }) === 0;
}

/**
 * Erased rows are overwritten at once (`secure_delete`), but not the copies that stayed behind when rows moved from page to
 * page. With the whole file written anew none is left. https://sqlite.org/pragma.html#pragma_secure_delete
 */
export function writeAnew(db: Database): void {
  db.exec('VACUUM');
}
