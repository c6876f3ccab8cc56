/** The members in the order of a report, read off the report index, a thousand at a time: no statement stays open in between. */
import type { Day } from '../../domain/day.js';
import type { Fact, MemberId, RosterRow } from '../../domain/fact.js';
import { type WalkedFact, inOrder, inWalkingOrder } from '../../domain/walking-order.js';
import type { RosterSpell } from '../../domain/roster.js';
import { dated, seenOn } from '../../domain/seen.js';
import { historyOf } from '../../domain/status.js';
import type { OrderQuestion, PlacedMember } from '../store.js';
import type { Database } from './open-database.js';
import { type PackedAttempt, readShape, unpacked } from './packed-facts.js';
import { factsIn, factsOfMember } from './reading.js';
import { OTHERS } from './report-index.js';
import { shapesByKey } from './shapes.js';
import { statement } from './statements.js';

const MEMBERS_AT_ONCE = 100;

/** A row: fourteen columns by place, since naming them for each of a million rows doubles the time, as taking it apart does. */
type Row = [
  member: MemberId,
  name: string,
  email: string,
  role: string,
  team: string,
  manager: string,
  kind: RosterRow['member_kind'],
  startDay: Day | null,
  endDay: Day | null,
  seq: number,
  key: number,
  packed: string,
  rosters: number,
  others: number,
];
const [MEMBER, NAME, EMAIL, ROLE, TEAM, MANAGER, KIND, START_DAY, END_DAY, SEQ, KEY, PACKED, ROSTERS, OTHER_TABLES] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13] as const;

function selection(where: string): string {
  return `SELECT o.member_id, o.name, o.email, o.role, o.team, o.manager, o.kind, o.start_day, o.end_day, o.seq, o.member,
      f.packed, f.rosters, f.others
    FROM roster_order o JOIN member_facts f ON f.member = o.member
    WHERE o.program = @program AND ${where} ORDER BY o.team, o.name, o.member_id, o.seq LIMIT ${MEMBERS_AT_ONCE}`;
}

const OF_ALL = selection('(o.team, o.name, o.member_id, o.seq) > (@team, @name, @member, @seq)');
const OF_TEAM = selection('o.team = @team AND (o.name, o.member_id, o.seq) > (@name, @member, @seq)');

export function* placedMembers(db: Database, program: number, question: OrderQuestion): Generator<PlacedMember[]> {
  const select = statement(db, question.team === undefined ? OF_ALL : OF_TEAM).raw();
  const last = lastSeq(db, question.through);
  const touched = touchedAfter(db, question.through);
  const read = memberReader(db, question, last);
  // Before the first place there is: no text is less than the empty one, and no number than -1.
  let after = { program, team: question.team ?? '', name: '', member: '', seq: -1 };
  // One look at the file for a list and whatever is looked up for it.
  const look = db.transaction(() => {
    const [rows, isTouched] = [select.all(after) as Row[], touched()];
    return { rows, members: rows.flatMap((row) => (row[SEQ] <= last ? [read(row, isTouched(row[KEY]))] : [])) };
  });
  for (;;) {
    const { rows, members } = look();
    yield members;
    const end = rows.at(-1);
    if (!end || rows.length < MEMBERS_AT_ONCE) return;
    after = { program, team: end[TEAM], name: end[NAME], member: end[MEMBER], seq: end[SEQ] };
  }
}

function lastSeq(db: Database, through: number): number {
  return (db.prepare('SELECT first_seq + facts - 1 FROM entry WHERE entry = ?').pluck().get(through) as number | undefined) ?? 0;
}

function memberReader(db: Database, { day, zone }: OrderQuestion, last: number): (row: Row, isTouched: boolean) => PlacedMember {
  const shapeOf = shapesByKey(db, 'fact_shape', readShape);
  const question = { dayOf: zone.dayOf, until: day };

  function whole(member: MemberId, seq: number, key: number): PlacedMember {
    return { member, seq, facts: factsOfMember(db, key).filter((fact) => fact.seq <= last) };
  }

  return (row, isTouched) => {
    const member = row[MEMBER];
    const seq = row[SEQ];
    const key = row[KEY];
    const rosters = row[ROSTERS];
    const others = row[OTHER_TABLES];
    if (others & OTHERS.void || isTouched) return whole(member, seq, key);
    const walk = inWalkingOrder(unpacked(row[PACKED], shapeOf, question));
    if (hasDoubtfulOrder(walk)) return whole(member, seq, key);
    if (rosters === 1 && others === 0) return { member, seq, history: { spells: [spellOf(row)], walk, waivers: [], extensions: [], leaves: [] } };
    const rare = historyOf(seenOn(dated(rareFacts(db, key, rosters, others), zone), day));
    const spells = rosters === 1 ? [spellOf(row)] : rare.spells;
    return { member, seq, history: { ...rare, spells, walk: rare.walk.length === 0 ? walk : inWalkingOrder([...walk, ...rare.walk]) } };
  };
}

/** The only roster fact holds from the start day, or from the beginning. */
function spellOf(row: Row): RosterSpell {
  const start_day = row[START_DAY] ?? undefined;
  return {
    from: start_day ?? (-Infinity as Day),
    row: {
      name: row[NAME],
      email: row[EMAIL],
      role: row[ROLE],
      team: row[TEAM],
      manager: row[MANAGER],
      member_kind: row[KIND],
      start_day,
      end_day: row[END_DAY] ?? undefined,
    },
    seq: row[SEQ],
  };
}

/** Facts of the kinds that the index does not hold; and all roster facts of somebody who has several. */
function rareFacts(db: Database, member: number, rosters: number, others: number): Fact[] {
  const tables = (['staff_certification', 'staff_window', 'leave'] as const).filter((table) => others & OTHERS[table]);
  return [...tables, ...(rosters > 1 ? (['roster'] as const) : [])].flatMap((table) => factsIn(db, table, member));
}

/** Two different attempts at one assessment and one moment: their ids decide which comes first, and those are not in the index. */
function hasDoubtfulOrder(walk: readonly WalkedFact[]): boolean {
  for (let place = 1; place < walk.length; place++) {
    const one = walk[place - 1]!;
    const other = walk[place]!;
    if (one.day !== other.day || one.kind !== 'attempt' || other.kind !== 'attempt') continue;
    if ((one as PackedAttempt).shape !== (other as PackedAttempt).shape && inOrder(one, other) === 0) return true;
  }
  return false;
}

/**
 * Tells of whom something was recorded after an entry, as of the moment it is asked. That another process has written at all
 * is told cheaply: https://sqlite.org/pragma.html#pragma_data_version
 */
function touchedAfter(db: Database, entry: number): () => (member: number) => boolean {
  const tables = ['completion', 'attempt', 'staff_certification', 'staff_window', 'leave', 'roster', 'void'] as const;
  const touched = new Set<number>();
  let version: unknown;
  return () => {
    const present = db.pragma('data_version', { simple: true });
    if (present !== version) {
      const first = db.prepare('SELECT min(first_seq) FROM entry WHERE entry > ?').pluck().get(entry) as number | null;
      for (const table of first === null ? [] : tables) {
        // Not DISTINCT, for which SQLite would go through all that there are by member.
        const added = db.prepare(`SELECT member FROM ${table} WHERE seq >= ?`).pluck().all(first) as number[];
        for (const member of added) touched.add(member);
      }
      version = present;
    }
    return (member) => touched.has(member);
  };
}
