/** Reads facts: of one member, of all members in chunks, or one by its id. */
import { Failure } from '../../errors.js';
import type { Instant } from '../../domain/day.js';
import type { Fact, FactId } from '../../domain/fact.js';
import type { AlreadyRecorded, LedgerHead, Member, Moments } from '../store.js';
import { COMMON, OWN_COLUMNS, type Row, TABLES, type Table, readFact, readHappened } from './fact-rows.js';
import type { Database } from './open-database.js';
import { statement } from './statements.js';

const MEMBERS_AT_ONCE = 500;

/** What stands beside the facts of each table and can be erased. */
const ERASABLE: Partial<Record<Table, { columns: string; join: string }>> = {
  roster: { columns: ', x.name, x.email, x.manager', join: 'LEFT JOIN person x USING (seq)' },
};
const REASONED: readonly Table[] = ['staff_certification', 'staff_window', 'leave', 'void'];

function selection(table: Table): string {
  const own = OWN_COLUMNS[table].filter((column) => !column.endsWith('_hash')).map((column) => `f.${column}`);
  const common = COMMON.filter((column) => column !== 'entry' && column !== 'member').map((column) => `f.${column}`);
  const erasable = REASONED.includes(table)
    ? { columns: ', x.text AS reason', join: 'LEFT JOIN reason x USING (seq)' }
    : (ERASABLE[table] ?? { columns: '', join: '' });
  return `SELECT ${[...common, ...own].join(', ')}, f.member AS member_key, m.member AS member_id,
      e.recorded_at, e.source, r.name AS recorded_by${erasable.columns}
    FROM ${table} f JOIN entry e USING (entry) JOIN member m ON m.key = f.member JOIN recorder r ON r.key = e.recorder
    ${erasable.join}`;
}

function rows(db: Database, table: Table, where: string, ...values: unknown[]): Row[] {
  return statement(db, `${selection(table)} WHERE ${where}`).all(...values) as Row[];
}

/** The facts of one member in one table. */
export function factsIn(db: Database, table: Table, memberKey: number): Fact[] {
  return rows(db, table, 'f.member = ?', memberKey).map((row) => readFact(table, row));
}

/** The facts of the members from one key to another in one table, each with the key of its member. */
export function factsBetween(db: Database, table: Table, first: number, last: number): { key: number; fact: Fact }[] {
  const found = rows(db, table, 'f.member BETWEEN ? AND ?', first, last);
  return found.map((row) => ({ key: row['member_key'] as number, fact: readFact(table, row) }));
}

/** Which tables hold facts of a member: to look there takes less than to prepare the statements that read them. */
const HOLDING = TABLES.map((table) => `SELECT '${table}' WHERE EXISTS (SELECT 1 FROM ${table} WHERE member = @member)`).join(' UNION ALL ');

/** The facts of one member, in the order of recording. */
export function factsOfMember(db: Database, memberKey: number): Fact[] {
  const holding = statement(db, HOLDING).pluck().all({ member: memberKey }) as Table[];
  return holding.flatMap((table) => factsIn(db, table, memberKey)).sort((a, b) => a.seq - b.seq);
}

/** Every member of a program with all facts, by key, a chunk of members at a time: no iterator stays open in between. */
export function* allMembers(db: Database, program: number): Generator<Member> {
  const chunk = db.prepare('SELECT key, member FROM member WHERE program = ? AND key > ? ORDER BY key LIMIT ?');
  const statements = TABLES.map((table) => ({
    table,
    statement: db.prepare(`${selection(table)} WHERE m.program = ? AND f.member BETWEEN ? AND ?`),
  }));
  let last = 0;
  for (;;) {
    const members = chunk.all(program, last, MEMBERS_AT_ONCE) as { key: number; member: string }[];
    if (members.length === 0) return;
    const [first, end] = [members[0]!.key, members.at(-1)!.key];
    const facts = new Map<number, Fact[]>(members.map(({ key }) => [key, []]));
    for (const { table, statement } of statements) {
      for (const row of statement.all(program, first, end) as Row[]) {
        facts.get(row['member_key'] as number)?.push(readFact(table, row));
      }
    }
    for (const { key, member } of members) {
      yield { member, facts: facts.get(key)!.sort((a, b) => a.seq - b.seq) };
    }
    last = end;
  }
}

/** The fact with this id, or a unique beginning of one. Throws a `usage` failure if it is the beginning of several. */
export function factById(db: Database, program: number, beginning: FactId): Fact | undefined {
  const found = TABLES.flatMap((table) =>
    rows(db, table, 'm.program = ? AND f.fact >= ? AND f.fact < ? LIMIT 2', program, beginning, `${beginning}~`).map((row) =>
      readFact(table, row),
    ),
  );
  if (found.length > 1) {
    const ids = found.map((fact) => fact.fact).sort();
    throw new Failure('usage', `several facts begin with ${beginning}`, `write more of the id: ${ids.slice(0, 3).join(', ')} …`);
  }
  return found[0];
}

const VOIDED = 'EXISTS (SELECT 1 FROM void v WHERE v.member = f.member AND v.target = f.fact) AS voided';
/** The index of each table by member says when, so that no other rows are read. */
const AT_MOMENTS = `f.member IN (SELECT value FROM json_each(?))
  AND (f.happened_at BETWEEN ? AND ? OR f.happened_at IS NULL AND f.happened_on BETWEEN ? AND ?)`;
const IN_SHORT = {
  completion: `SELECT f.member, f.fact, f.module AS thing, f.happened_at, f.happened_on, '' AS edition, '' AS points, '' AS max_points, ${VOIDED}
    FROM completion f WHERE ${AT_MOMENTS}`,
  attempt: `SELECT f.member, f.fact, f.assessment AS thing, f.happened_at, f.happened_on, f.edition, f.points, f.max_points, ${VOIDED}
    FROM attempt f WHERE ${AT_MOMENTS}`,
};
const NEVER = [null, null] as const;

/** A list for each of the members, in one question: most of what one takes by itself is the asking. */
export function recordedOf(
  db: Database,
  kind: 'completion' | 'attempt',
  memberKeys: readonly number[],
  { at, on }: Moments,
): AlreadyRecorded[][] {
  const lists = new Map<number, AlreadyRecorded[]>(memberKeys.map((key) => [key, []]));
  for (const row of statement(db, IN_SHORT[kind]).all(JSON.stringify(memberKeys), ...(at ?? NEVER), ...(on ?? NEVER)) as Row[]) {
    lists.get(row['member'] as number)!.push({
      fact: row['fact'] as FactId,
      thing: row['thing'] as string,
      happened: readHappened(row),
      edition: row['edition'] as string,
      points: row['points'] as string,
      max_points: row['max_points'] as string,
      voided: row['voided'] === 1,
    });
  }
  return memberKeys.map((key) => lists.get(key)!);
}

/** The last entry of a program, or the last of those that were recorded by an instant. */
export function ledgerHead(db: Database, program: number, knownAt?: Instant): LedgerHead | undefined {
  const row = db
    .prepare('SELECT entry, hash FROM entry WHERE program = ? AND recorded_at <= ? ORDER BY entry DESC LIMIT 1')
    .get(program, knownAt ?? Number.MAX_SAFE_INTEGER) as { entry: number; hash: Buffer } | undefined;
  return row && { entry: row.entry, hash: row.hash.toString('hex') };
}
