/** The index that reports read (migration 002). */
import type { AddedFact, IndexWriter } from './indexes.js';
import type { Database } from './open-database.js';
import { type Shaping, packed, shapeText } from './packed-facts.js';
import { tableOf } from './fact-rows.js';
import { factsBetween } from './reading.js';
import { shapeKeys } from './shapes.js';
import { statement } from './statements.js';

/** Which tables hold what a report cannot read off the index: a bit each. Facts that are voided show there, too. */
export const OTHERS = { staff_certification: 1, staff_window: 2, leave: 4, void: 8 } as const;

const ADD = `INSERT INTO member_facts (member, packed, rosters, others) VALUES (?, ?, ?, ?)
  ON CONFLICT (member) DO UPDATE SET packed = packed || excluded.packed, rosters = rosters + excluded.rosters, others = others | excluded.others`;
const PLACE = `INSERT INTO roster_order (program, team, name, member_id, seq, member, email, role, manager, kind, start_day, end_day)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** Facts that wait to be added, so that many of one member are added at once, and the members in order. */
const MOST_WAITING = 20_000;

export function openReportIndex(db: Database, program: number): IndexWriter {
  const addRow = statement(db, ADD);
  const shapeKey = shapeKeys(db, 'fact_shape', 'made');
  /** Of what many facts say alike, the shape is found once. */
  const shapes = new WeakMap<Shaping, number>();
  const waiting = new Map<number, string>();
  let facts = 0;

  function shapeOf(says: Shaping): number {
    let shape = shapes.get(says);
    if (shape === undefined) shapes.set(says, (shape = shapeKey(shapeText(says))));
    return shape;
  }

  function flush(): void {
    // In the order of their keys, for then neighbours are changed one after the other.
    for (const member of [...waiting.keys()].sort((a, b) => a - b)) addRow.run(member, waiting.get(member)!, 0, 0);
    waiting.clear();
    facts = 0;
  }

  function add({ says, happened, memberId, seq, member }: AddedFact): void {
    if (says.kind === 'completion' || says.kind === 'attempt') {
      const piece = packed(happened, shapeOf(says));
      const before = waiting.get(member);
      waiting.set(member, before === undefined ? piece : before + piece);
      if (++facts >= MOST_WAITING) flush();
    } else if (says.kind === 'roster') {
      const { team, name, email, role, manager, member_kind, start_day, end_day } = says.row;
      const days = [start_day ?? null, end_day ?? null];
      statement(db, PLACE).run(program, team, name, memberId, seq, member, email, role, manager, member_kind, ...days);
      addRow.run(member, '', 1, 0);
    } else {
      addRow.run(member, '', 0, OTHERS[tableOf(says.kind) as keyof typeof OTHERS]);
    }
  }

  return { add, end: flush };
}

/** What `roster_order` and the counts of `member_facts` hold, worked out from the records. */
export const PLACES = `SELECT m.program, f.team, coalesce(x.name, '') AS name, m.member AS member_id, f.seq, f.member, coalesce(x.email, '') AS email,
    f.role, coalesce(x.manager, '') AS manager, f.kind, f.start_day, f.end_day
  FROM roster f JOIN member m ON m.key = f.member LEFT JOIN person x USING (seq)`;
const OTHERS_OF_MEMBER = Object.entries(OTHERS).map(([table, bit]) => `(EXISTS (SELECT 1 FROM ${table} WHERE member = m.key)) * ${bit}`);
export const COUNTS = `SELECT m.key AS member, (SELECT count(*) FROM roster WHERE member = m.key) AS rosters, ${OTHERS_OF_MEMBER.join(' | ')} AS others
  FROM member m`;

export function rebuildReportIndex(db: Database): void {
  db.exec(`
    DELETE FROM roster_order;
    INSERT INTO roster_order (program, team, name, member_id, seq, member, email, role, manager, kind, start_day, end_day) ${PLACES};
    DELETE FROM member_facts;
    INSERT INTO member_facts (member, packed, rosters, others) SELECT member, '', rosters, others FROM (${COUNTS});
  `);
  const addRow = statement(db, ADD);
  for (const [member, pieces] of packedMembers(db, shapeKeys(db, 'fact_shape', 'made'))) addRow.run(member, pieces, 0, 0);
  // Whoever has nothing at all is not there either when facts are added one by one.
  db.exec("DELETE FROM member_facts WHERE packed = '' AND rosters = 0 AND others = 0");
}

const MEMBERS_AT_ONCE = 1000;
const PACKED_TABLES = ['completion', 'attempt'] as const;

/** The packed facts of every member who has some, worked out from the records. */
export function* packedMembers(db: Database, shapeKey: (shape: string) => number): Generator<[member: number, pieces: string]> {
  const selectKeys = db.prepare(`SELECT key FROM member WHERE key > ? ORDER BY key LIMIT ${MEMBERS_AT_ONCE}`).pluck();
  for (let keys = selectKeys.all(0) as number[]; keys.length > 0; keys = selectKeys.all(keys.at(-1)) as number[]) {
    const facts = PACKED_TABLES.flatMap((table) => factsBetween(db, table, keys[0]!, keys.at(-1)!));
    const pieces = new Map<number, string>();
    for (const { key, fact } of facts.sort((a, b) => a.fact.seq - b.fact.seq)) {
      pieces.set(key, (pieces.get(key) ?? '') + packed(fact.happened, shapeKey(shapeText(fact as typeof fact & Shaping))));
    }
    yield* pieces;
  }
}
