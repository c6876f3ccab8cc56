/**
 * Days and instants. A day is a civil date in the program's time zone; an instant is a point in time.
 *
 * Inside the program a day is a whole number, the days since 1970-01-01, so that days are compared with `<`, counted with
 * `-`, and a million members cost no date objects. People, files and tables see `YYYY-MM-DD`. Nothing here knows a clock.
 */
import { addMonths as addMonthsToDate } from 'date-fns/addMonths';
import { UTCDateMini } from '@date-fns/utc/date/mini';

declare const dayBrand: unique symbol;
declare const instantBrand: unique symbol;

/** Whole days since 1970-01-01. `Infinity` stands for "without end" where a type says `Day` and a comment says so. */
export type Day = number & { readonly [dayBrand]: true };

/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number & { readonly [instantBrand]: true };

const MS_PER_DAY = 86_400_000;
const DAY_SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The days the program understands. Outside them a date is a slip of the pen, and window labels would repeat. */
export const FIRST_DAY = dayOf(1970, 1, 1);
export const LAST_DAY = dayOf(2199, 12, 31);

/** A day that never comes: the end of an open leave. */
export const NEVER = Infinity as Day;

/** The day of a calendar date that is known to exist. `month` counts from 1; months beyond 12 run on into later years. */
export function dayOf(year: number, month: number, dayOfMonth: number): Day {
  return (Date.UTC(year, month - 1, dayOfMonth) / MS_PER_DAY) as Day;
}

/** Reads `YYYY-MM-DD`; undefined if it is not written so, does not exist, or lies outside 1970 to 2199. */
export function parseDay(text: string): Day | undefined {
  const match = DAY_SHAPE.exec(text);
  if (!match) return undefined;
  const [year, month] = [Number(match[1]), Number(match[2])];
  const date = new Date(Date.UTC(year, month - 1, Number(match[3])));
  // 31 June runs on into July, and the year 50 is taken for 1950.
  if (date.getUTCMonth() !== month - 1 || date.getUTCFullYear() !== year) return undefined;
  const day = (date.getTime() / MS_PER_DAY) as Day;
  return day >= FIRST_DAY && day <= LAST_DAY ? day : undefined;
}

/** `YYYY-MM-DD`. */
export function formatDay(day: Day): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

export function addDays(day: Day, days: number): Day {
  return (day + days) as Day;
}

/** The same date `months` later, or the last day of that month if it has no such date. Computed from the anchor, never chained. */
export function addMonths(day: Day, months: number): Day {
  return (addMonthsToDate(new UTCDateMini(day * MS_PER_DAY), months).getTime() / MS_PER_DAY) as Day;
}

/** Year, month (from 1) and day of month. */
export function partsOf(day: Day): { year: number; month: number; dayOfMonth: number } {
  const date = new Date(day * MS_PER_DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, dayOfMonth: date.getUTCDate() };
}

/** Midnight UTC of the day, as milliseconds: the bridge to code that works out a zone's offsets. */
export function utcMidnight(day: Day): Instant {
  return (day * MS_PER_DAY) as Instant;
}

/** The day that an instant has in UTC. */
export function utcDay(instant: Instant): Day {
  return Math.floor(instant / MS_PER_DAY) as Day;
}

/** RFC 3339 in UTC, with milliseconds only where there are any: `2020-10-13T16:41:07Z`. */
export function formatInstant(instant: Instant): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}

const INSTANT_SHAPE = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d{2}:?\d{2})$/i;

/** Reads an RFC 3339 instant (seconds may be left out, digits beyond the millisecond are cut); undefined otherwise. */
export function parseInstant(text: string): Instant | undefined {
  const match = INSTANT_SHAPE.exec(text.trim());
  if (!match) return undefined;
  const [, date = '', hour = '', minute = '', second = '0', fraction = '', zone = 'Z'] = match;
  const day = parseDay(date);
  if (day === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const local =
    day * MS_PER_DAY +
    Number(hour) * 3_600_000 +
    Number(minute) * 60_000 +
    Number(second) * 1000 +
    Number(fraction.padEnd(3, '0').slice(0, 3));
  const offset = offsetMinutes(zone);
  return offset === undefined ? undefined : ((local - offset * 60_000) as Instant);
}

function offsetMinutes(zone: string): number | undefined {
  if (zone.toUpperCase() === 'Z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(-2));
  if (hours > 14 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
