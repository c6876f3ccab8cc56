/**
 * The index that reports read (migration 002): kept up to date with every entry, in the entry's transaction, and made anew
 * from the records when it has fallen behind, as it has when records of an older version are migrated.
 */
import type { NewFact } from '../store.js';
import type { Database } from './open-database.js';
import { type Packable, packed, shapeText } from './packed-facts.js';
import { tableOf } from './fact-rows.js';
import { factsBetween } from './reading.js';
import { statement } from './statements.js';

/** Which tables hold what a report cannot read off the index: a bit each. Facts that are voided show there, too. */
export const OTHERS = { staff_certification: 1, staff_window: 2, leave: 4, void: 8 } as const;

const ADD = `INSERT INTO member_facts (member, packed, rosters, others) VALUES (?, ?, ?, ?)
  ON CONFLICT (member) DO UPDATE SET packed = packed || excluded.packed, rosters = rosters + excluded.rosters, others = others | excluded.others`;
const PLACE = `INSERT INTO roster_order (program, team, name, member_id, seq, member, email, role, manager, kind, start_day, end_day)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const THROUGH = 'SELECT through FROM report_index';

/** Facts that wait to be added, so that many of one member are added at once, and the members in order. */
const MOST_WAITING = 200_000;
/** Shapes are few; should they be many after all, they are looked up. */
const SHAPES_AT_HAND = 20_000;

export interface ReportIndex {
  add(fact: NewFact, seq: number, member: number): void;
  /** When all facts of the entry have been added. */
  end(entry: number): void;
}

/** For adding the facts of one entry of a program (by key), which follows the entry `last`. */
export function openReportIndex(db: Database, program: number, last: number): ReportIndex {
  const isBehind = statement(db, THROUGH).pluck().get() !== last;
  const addRow = statement(db, ADD);
  const shapeKey = shapeKeys(db, newShape(db));
  const waiting = new Map<number, string>();
  let facts = 0;

  function flush(): void {
    // In the order of their keys, for then neighbours are changed one after the other.
    for (const member of [...waiting.keys()].sort((a, b) => a - b)) addRow.run(member, waiting.get(member)!, 0, 0);
    waiting.clear();
    facts = 0;
  }

  function add(fact: NewFact, seq: number, member: number): void {
    if (isBehind) return;
    if (fact.kind === 'completion' || fact.kind === 'attempt') {
      const piece = packed(fact.happened, shapeKey(fact));
      const before = waiting.get(member);
      waiting.set(member, before === undefined ? piece : before + piece);
      if (++facts >= MOST_WAITING) flush();
    } else if (fact.kind === 'roster') {
      const { team, name, email, role, manager, member_kind, start_day, end_day } = fact.row;
      const days = [start_day ?? null, end_day ?? null];
      statement(db, PLACE).run(program, team, name, fact.member, seq, member, email, role, manager, member_kind, ...days);
      addRow.run(member, '', 1, 0);
    } else {
      addRow.run(member, '', 0, OTHERS[tableOf(fact.kind) as keyof typeof OTHERS]);
    }
  }

  function end(entry: number): void {
    flush();
    if (isBehind) rebuildReportIndex(db);
    statement(db, 'UPDATE report_index SET through = ?').run(entry);
  }

  return { add, end };
}

/** Keys of shapes; where there is none yet, `make` gives one. */
export function shapeKeys(db: Database, make: (shape: string) => number): (fact: Packable) => number {
  const atHand = new Map<string, number>();
  return (fact) => {
    const shape = shapeText(fact);
    let key = atHand.get(shape);
    if (key === undefined) {
      key = (statement(db, 'SELECT key FROM fact_shape WHERE shape = ?').pluck().get(shape) as number | undefined) ?? make(shape);
      if (atHand.size >= SHAPES_AT_HAND) atHand.clear();
      atHand.set(shape, key);
    }
    return key;
  };
}

function newShape(db: Database): (shape: string) => number {
  return (shape) => Number(statement(db, 'INSERT INTO fact_shape (shape) VALUES (?)').run(shape).lastInsertRowid);
}

/** What `roster_order` and the counts of `member_facts` hold, worked out from the records. */
export const PLACES = `SELECT m.program, f.team, coalesce(x.name, '') AS name, m.member AS member_id, f.seq, f.member, coalesce(x.email, '') AS email,
    f.role, coalesce(x.manager, '') AS manager, f.kind, f.start_day, f.end_day
  FROM roster f JOIN member m ON m.key = f.member LEFT JOIN person x USING (seq)`;
const OTHERS_OF_MEMBER = Object.entries(OTHERS).map(([table, bit]) => `(EXISTS (SELECT 1 FROM ${table} WHERE member = m.key)) * ${bit}`);
export const COUNTS = `SELECT m.key AS member, (SELECT count(*) FROM roster WHERE member = m.key) AS rosters, ${OTHERS_OF_MEMBER.join(' | ')} AS others
  FROM member m`;

/** Everything anew from the records, in the caller's transaction. */
export function rebuildReportIndex(db: Database): void {
  db.exec(`
    DELETE FROM roster_order;
    INSERT INTO roster_order (program, team, name, member_id, seq, member, email, role, manager, kind, start_day, end_day) ${PLACES};
    DELETE FROM member_facts;
    INSERT INTO member_facts (member, packed, rosters, others) SELECT member, '', rosters, others FROM (${COUNTS});
  `);
  const addRow = statement(db, ADD);
  for (const [member, pieces] of packedMembers(db, shapeKeys(db, newShape(db)))) addRow.run(member, pieces, 0, 0);
  // Whoever has nothing at all is not there either when facts are added one by one.
  db.exec("DELETE FROM member_facts WHERE packed = '' AND rosters = 0 AND others = 0");
  db.exec('UPDATE report_index SET through = (SELECT coalesce(max(entry), 0) FROM entry)');
}

const MEMBERS_AT_ONCE = 1000;
const PACKED_TABLES = ['completion', 'attempt'] as const;

export function* packedMembers(db: Database, shapeKey: (fact: Packable) => number): Generator<[member: number, pieces: string]> {
  const last = (db.prepare('SELECT max(key) FROM member').pluck().get() as number | null) ?? 0;
  for (let first = 1; first <= last; first += MEMBERS_AT_ONCE) {
    const facts = PACKED_TABLES.flatMap((table) => factsBetween(db, table, first, first + MEMBERS_AT_ONCE - 1));
    const pieces = new Map<number, string>();
    for (const { key, fact } of facts.sort((a, b) => a.fact.seq - b.fact.seq)) {
      pieces.set(key, (pieces.get(key) ?? '') + packed(fact.happened, shapeKey(fact as typeof fact & Packable)));
    }
    yield* pieces;
  }
}
