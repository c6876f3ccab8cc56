/** Whether the indexes say what the records say: part of `certify verify`. One that is behind is not asked, and says nothing. */
import { isIndexed } from './indexes.js';
import { itemRows } from './item-index.js';
import type { Database } from './open-database.js';
import { COUNTS, PLACES, packedMembers } from './report-index.js';
import { shapeKeys } from './shapes.js';

const REMEDY = '`certify doctor --rebuild-index` makes it anew';

/** What is wrong with them, as clauses. */
export function indexFaults(db: Database): string[] {
  const [members, attempts] = [misreadMembers(db).size, misreadAttempts(db)];
  return [
    ...(members > 0 ? [`the index that reports read says something else than the facts of members: ${members}; ${REMEDY}`] : []),
    ...(attempts > 0 ? [`the index that \`certify items\` reads says something else than the answers of attempts: ${attempts}; ${REMEDY}`] : []),
  ];
}

const PLACE_COLUMNS = 'program, team, name, member_id, seq, member, email, role, manager, kind, start_day, end_day';
const NOTHING = 'rosters = 0 AND others = 0';

/** The members of whom one side says something that the other does not. */
function differing(kept: string, due: string): string {
  return `SELECT member FROM (${kept} EXCEPT ${due}) UNION SELECT member FROM (${due} EXCEPT ${kept})`;
}

/** Keys of the members of whom the index says something else than the records do. */
function misreadMembers(db: Database): Set<number> {
  if (!isIndexed(db, 'report_index')) return new Set();
  const members = (sql: string) => db.prepare(sql).pluck().all() as number[];
  const misread = new Set([
    ...members(differing(`SELECT ${PLACE_COLUMNS} FROM roster_order`, `SELECT ${PLACE_COLUMNS} FROM (${PLACES})`)),
    ...members(differing(`SELECT member, rosters, others FROM member_facts WHERE NOT (${NOTHING})`, `SELECT * FROM (${COUNTS}) WHERE NOT (${NOTHING})`)),
  ]);
  const keptOf = db.prepare('SELECT packed FROM member_facts WHERE member = ?').pluck();
  let withFacts = 0;
  for (const [member, pieces] of packedMembers(db, shapeKeys(db, 'fact_shape', 'zero'))) {
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

/** How many attempts the index has otherwise than the records, does not have, or has too many. */
function misreadAttempts(db: Database): number {
  if (!isIndexed(db, 'item_index')) return 0;
  const keptOf = db
    .prepare('SELECT packed FROM attempt_items WHERE program = @program AND assessment = @assessment AND member = @member AND happened = @happened AND attempt = @attempt')
    .pluck();
  let [misread, found] = [0, 0];
  for (const { packed, ...place } of itemRows(db, shapeKeys(db, 'item_shape', 'zero'))) {
    const kept = keptOf.get(place);
    if (kept !== undefined) found++;
    if (kept !== packed) misread++;
  }
  return misread + (db.prepare('SELECT count(*) FROM attempt_items').pluck().get() as number) - found;
}
