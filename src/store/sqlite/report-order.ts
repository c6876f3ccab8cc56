/** The members in the order of a report, read off the report index list by list: no statement stays open in between. */
import type { Day } from '../../domain/day.js';
import type { Fact, MemberId } from '../../domain/fact.js';
import { type WalkedFact, inOrder, inWalkingOrder } from '../../domain/walking-order.js';
import type { RosterSpell } from '../../domain/roster.js';
import { dated, seenOn } from '../../domain/seen.js';
import { historyOf } from '../../domain/status.js';
import type { OrderQuestion, PlacedMember } from '../store.js';
import type { Database } from './open-database.js';
import { EMAIL, END_DAY, KEY, KIND, MANAGER, MEMBER, NAME, OTHER_TABLES, PACKED, ROLE, ROSTERS, type Row, SEQ, START_DAY, TEAM, type Whose, entryHash, firstPlace, hasMoreRows, placeOf, rowsAfter } from './order-rows.js';
import { type PackedAttempt, readShape, unpacked } from './packed-facts.js';
import { factsIn, factsOfMember } from './reading.js';
import { OTHERS } from './report-index.js';
import { startRowsThread } from './rows-thread.js';
import { shapesByKey } from './shapes.js';

const ROWS_AT_ONCE = 100;
/** For more a thread is worth it, which takes as long to start as some thousand rows take to read. */
const MANY_ROWS = 5000;

/** In kibibytes. */
const PAGES_FOR_FEW = 200;

export function membersInOrder(db: Database, program: number, question: OrderQuestion): { lists: Generator<PlacedMember[]>; areMany: boolean } {
  const whose = { program, team: question.team };
  const areMany = hasMoreRows(db, whose, MANY_ROWS);
  // The facts of few lie far apart, each page is read once, and to touch new memory for it takes longer than to read it.
  if (!areMany) db.pragma(`cache_size = ${-PAGES_FOR_FEW}`);
  return { lists: placedMembers(db, whose, question, areMany ? startRowsThread : () => undefined), areMany };
}

export function* placedMembers(db: Database, whose: Whose, question: OrderQuestion, startThread: typeof startRowsThread): Generator<PlacedMember[]> {
  const membersOf = memberReader(db, question);
  const lookUp = db.transaction(membersOf);
  let place = firstPlace(whose);
  // One look at the file for a list and whatever is looked up for it.
  const look = db.transaction(() => {
    const rows = rowsAfter(db, whose, place, ROWS_AT_ONCE);
    return { rows, members: membersOf(rows) };
  });
  const { through } = question;
  const thread = startThread({ file: db.name, whose, through, count: ROWS_AT_ONCE }, entryHash(db, through));
  try {
    for (let isAhead = false; ; ) {
      if (!isAhead && thread?.isReady()) {
        isAhead = true;
        for (const rows of thread.rowsAfter(place)) {
          yield lookUp(rows);
          place = placeOf(rows.at(-1)!);
        }
      }
      const { rows, members } = look();
      yield members;
      if (rows.length < ROWS_AT_ONCE) return;
      place = placeOf(rows.at(-1)!);
    }
  } finally {
    thread?.end();
  }
}

function lastSeq(db: Database, through: number): number {
  return (db.prepare('SELECT first_seq + facts - 1 FROM entry WHERE entry = ?').pluck().get(through) as number | undefined) ?? 0;
}

/** Rows may have been read some time ago, for what was recorded since, and of whom, is asked now. */
function memberReader(db: Database, { day, zone, through }: OrderQuestion): (rows: readonly Row[]) => PlacedMember[] {
  const last = lastSeq(db, through);
  const touched = touchedAfter(db, through);
  const shapeOf = shapesByKey(db, 'fact_shape', readShape);
  const question = { dayOf: zone.dayOf, until: day };

  function whole(member: MemberId, seq: number, key: number): PlacedMember {
    return { member, seq, facts: factsOfMember(db, key).filter((fact) => fact.seq <= last) };
  }

  function memberAt(row: Row, isTouched: boolean): PlacedMember {
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
  }

  return (rows) => {
    const isTouched = touched();
    return rows.flatMap((row) => (row[SEQ] <= last ? [memberAt(row, isTouched(row[KEY]))] : []));
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
