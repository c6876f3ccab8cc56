/** The attempts at an assessment for the analysis of its questions, read off the item index, list by list. */
import type { ItemAttempt } from '../../domain/item-answers.js';
import { DamagedRow } from './cells.js';
import { isIndexed } from './indexes.js';
import { itemRows } from './item-index.js';
import type { Database } from './open-database.js';
import { readItemShape, unpackedItems } from './packed-items.js';
import { shapesByKey } from './shapes.js';
import { statement } from './statements.js';

const ATTEMPTS_AT_ONCE = 5000;

/** By place, since naming columns for each of a hundred thousand rows takes as long as reading them. */
type Row = [member: number, happened: number, attempt: number, packed: string];

/** Every attempt that was not voided, a member's together, in the order in which they happened. */
export function* itemAttempts(db: Database, program: number, assessment: string): Generator<ItemAttempt[]> {
  const voided = voidedAttempts(db, program, assessment);
  const kept = isIndexed(db, 'item_index');
  const { lists, shapeOf } = kept ? fromIndex(db, program, assessment) : fromRecords(db, program, assessment);
  for (const rows of lists) {
    yield rows.filter(([, , attempt]) => !voided.has(attempt)).map(([member, , , packed]) => unpackedItems(member, packed, shapeOf));
  }
}

function voidedAttempts(db: Database, program: number, assessment: string): ReadonlySet<number> {
  const select = statement(
    db,
    `SELECT a.seq FROM void v JOIN attempt a ON a.fact = v.target AND a.member = v.member JOIN member m ON m.key = v.member
     WHERE m.program = ? AND a.assessment = ?`,
  ).pluck();
  return new Set(select.all(program, assessment) as number[]);
}

function fromIndex(db: Database, program: number, assessment: string) {
  return { lists: indexed(db, program, assessment), shapeOf: shapesByKey(db, 'item_shape', readItemShape) };
}

/** No statement stays open from one list to the next. */
function* indexed(db: Database, program: number, assessment: string): Generator<Row[]> {
  const select = statement(
    db,
    `SELECT member, happened, attempt, packed FROM attempt_items
     WHERE program = ? AND assessment = ? AND (member, happened, attempt) > (?, ?, ?)
     ORDER BY member, happened, attempt LIMIT ${ATTEMPTS_AT_ONCE}`,
  ).raw();
  for (let after: [number, number, number] = [0, 0, 0]; ; ) {
    const rows = select.all(program, assessment, ...after) as Row[];
    yield rows;
    const end = rows.at(-1);
    if (!end || rows.length < ATTEMPTS_AT_ONCE) return;
    after = [end[0], end[1], end[2]];
  }
}

/** What does not make a shape was not written by this program. Throws a `DamagedRow`. */
function readRecorded(shape: string): ReturnType<typeof readItemShape> {
  try {
    return readItemShape(shape);
  } catch (cause) {
    throw new DamagedRow('an attempt or an answer holds what cannot be read', { cause });
  }
}

/** The same for an index that is behind, as it is of older records until something is recorded: slower, and with shapes in memory. */
function fromRecords(db: Database, program: number, assessment: string) {
  const keys = new Map<string, number>();
  const shapes: ReturnType<typeof readItemShape>[] = [];
  function shapeKey(shape: string): number {
    let key = keys.get(shape);
    if (key === undefined) {
      key = shapes.push(readRecorded(shape)) - 1;
      keys.set(shape, key);
    }
    return key;
  }
  const rows: Row[] = [];
  for (const row of itemRows(db, shapeKey)) {
    if (row.program === program && row.assessment === assessment) rows.push([row.member, row.happened, row.attempt, row.packed]);
  }
  rows.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
  return { lists: [rows], shapeOf: (key: number) => shapes[key]! };
}
