/** Whether the index that reports read says what the records say: part of `certify verify`, and what `certify doctor` looks at. */
import type { Database } from './open-database.js';
import { COUNTS, PLACES, packedMembers, shapeKeys } from './report-index.js';

/** Whether the index holds everything that the ledger does. */
export function isIndexed(db: Database): boolean {
  return db.prepare('SELECT through = (SELECT coalesce(max(entry), 0) FROM entry) FROM report_index').pluck().get() === 1;
}

const PLACE_COLUMNS = 'program, team, name, member_id, seq, member, email, role, manager, kind, start_day, end_day';
const NOTHING = 'rosters = 0 AND others = 0';

/** The members of whom one side says something that the other does not. */
function differing(kept: string, due: string): string {
  return `SELECT member FROM (${kept} EXCEPT ${due}) UNION SELECT member FROM (${due} EXCEPT ${kept})`;
}

/** Keys of the members of whom the index says something else than the records do. One that is behind is not asked, and says nothing. */
export function misreadMembers(db: Database): Set<number> {
  if (!isIndexed(db)) return new Set();
  const members = (sql: string) => db.prepare(sql).pluck().all() as number[];
  const misread = new Set([
    ...members(differing(`SELECT ${PLACE_COLUMNS} FROM roster_order`, `SELECT ${PLACE_COLUMNS} FROM (${PLACES})`)),
    ...members(differing(`SELECT member, rosters, others FROM member_facts WHERE NOT (${NOTHING})`, `SELECT * FROM (${COUNTS}) WHERE NOT (${NOTHING})`)),
  ]);
  const keptOf = db.prepare('SELECT packed FROM member_facts WHERE member = ?').pluck();
  let withFacts = 0;
  // A shape that is not there is not made: no fact of the index is of the shape 0.
  for (const [member, pieces] of packedMembers(db, shapeKeys(db, () => 0))) {
    withFacts++;
    if (keptOf.get(member) !== pieces) misread.add(member);
  }
  const keptWithFacts = db.prepare("SELECT count(*) FROM member_facts WHERE packed <> ''").pluck().get() as number;
  if (keptWithFacts > withFacts) {
    const without = members("SELECT member FROM member_facts f WHERE packed <> '' AND NOT EXISTS (SELECT 1 FROM completion WHERE member = f.member) AND NOT EXISTS (SELECT 1 FROM attempt WHERE member = f.member)");
    for (const member of without) misread.add(member);
  }
  return misread;
}
