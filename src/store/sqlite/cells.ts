/**
 * Values of a row, read with suspicion: the file may have been damaged or changed by another program, and a value that no
 * rule expects would show as a bug of the program far from here.
 */
import { type Day, FIRST_DAY, type Instant, LAST_DAY, utcMidnight } from '../../domain/day.js';
import { type Points, exactPoints, parsePoints } from '../../domain/points.js';
import type { Row } from './fact-rows.js';

/** A row holds what no version of this program writes. Becomes a `data` failure in `sqlite-failure.ts`. */
export class DamagedRow extends Error {
  override readonly name = 'DamagedRow';
}

/** The index that reports read holds what cannot be; it is made of the facts, which may be sound. */
export class DamagedIndex extends Error {
  override readonly name = 'DamagedIndex';
}

export function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw damage(row, column);
  return value;
}

export function textOr<T>(row: Row, column: string, missing: T): string | T {
  return row[column] === null || row[column] === undefined ? missing : text(row, column);
}

export function oneOf<const T extends string>(row: Row, column: string, known: readonly T[]): T {
  const value = known.find((each) => each === row[column]);
  if (value === undefined) throw damage(row, column);
  return value;
}

const FIRST_INSTANT = utcMidnight(FIRST_DAY);
const LAST_INSTANT = utcMidnight((LAST_DAY + 2) as Day);

export function instant(row: Row, column: string): Instant {
  return whole(row, column, FIRST_INSTANT, LAST_INSTANT) as Instant;
}

export function instantOr<T>(row: Row, column: string, missing: T): Instant | T {
  return row[column] === null ? missing : instant(row, column);
}

export function day(row: Row, column: string): Day {
  return whole(row, column, FIRST_DAY, LAST_DAY) as Day;
}

export function dayOr<T>(row: Row, column: string, missing: T): Day | T {
  return row[column] === null ? missing : day(row, column);
}

export function points(row: Row, column: string): Points {
  const value = text(row, column);
  return tried(row, column, () => exactPoints(value));
}

/** A number as it was written: `82.5`. */
export function number(row: Row, column: string): string {
  const value = text(row, column);
  if (!parsePoints(value)) throw damage(row, column);
  return value;
}

export function json<T>(row: Row, column: string, is: (value: unknown) => value is T): T {
  const value = tried(row, column, () => JSON.parse(text(row, column)) as unknown);
  if (!is(value)) throw damage(row, column);
  return value;
}

export function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function whole(row: Row, column: string, least: number, most: number): number {
  const value = row[column];
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < least || value > most) throw damage(row, column);
  return value;
}

function tried<T>(row: Row, column: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) throw damage(row, column);
    throw error;
  }
}

function damage(row: Row, column: string): DamagedRow {
  const whose = row['fact'] === undefined ? '' : ` of fact ${row['fact']}`;
  return new DamagedRow(`${column}${whose} holds what cannot be read`);
}
