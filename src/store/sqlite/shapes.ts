/** Shapes: what many facts or answers share, as JSON under a key, so that an index holds the key alone. */
import { remembered } from '../../domain/remembered.js';
import { DamagedIndex } from './cells.js';
import type { Database } from './open-database.js';
import { statement } from './statements.js';

export type ShapeTable = 'fact_shape' | 'item_shape';

/** Shapes are few; should they be many after all, they are looked up. */
const SHAPES_AT_HAND = 20_000;

/** Keys of shapes. One that is not there yet is made; or, where nothing may be written, its key is 0, which no shape has. */
export function shapeKeys(db: Database, table: ShapeTable, missing: 'made' | 'zero'): (shape: string) => number {
  const select = statement(db, `SELECT key FROM ${table} WHERE shape = ?`).pluck();
  const insert = statement(db, `INSERT INTO ${table} (shape) VALUES (?)`);
  return remembered(SHAPES_AT_HAND, (shape) => {
    return (select.get(shape) as number | undefined) ?? (missing === 'made' ? Number(insert.run(shape).lastInsertRowid) : 0);
  });
}

/** Shapes by their keys, each read once, so that the same key gives the same object. Throws a `DamagedIndex` for a key without one. */
export function shapesByKey<S>(db: Database, table: ShapeTable, read: (shape: string) => S): (key: number) => S {
  const known: S[] = [];
  const select = statement(db, `SELECT shape FROM ${table} WHERE key = ?`).pluck();
  function found(key: number): S {
    try {
      return read(select.get(key) as string);
    } catch (error) {
      throw new DamagedIndex(`no shape ${key} in ${table}`, { cause: error });
    }
  }
  return (key) => (known[key] ??= found(key));
}
