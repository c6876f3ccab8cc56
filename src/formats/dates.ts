/**
 * Days and instants as other people's files write them. What can be read in two ways is refused with both readings, unless
 * somebody says the order; a time without a zone is taken in the program's and that is noted.
 */
import { type Day, type Instant, FIRST_DAY, LAST_DAY, dayOf, formatDay, parseDay, parseInstant } from '../domain/day.js';
import type { Happened } from '../domain/fact.js';
import type { Zone } from '../domain/zone.js';

/** Which comes first in `03/04/2021`: the month or the day. */
export type DateOrder = 'mdy' | 'dmy';

export type DateNote =
  /** The time had no zone and was taken in the program's. */
  | 'zone-assumed'
  /** The clock was set back over that time, so it was there twice; the first one was taken. */
  | 'first-of-two';

export interface DateFault {
  fault: string;
  hint?: string | undefined;
}

export type HappenedReading = { happened: Happened; notes: readonly DateNote[] } | DateFault;
export type DayReading = { day: Day } | DateFault;

const YEAR_FIRST = /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})$/;
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/;
const DATE_AND_TIME = /^(\S+?)(?:T|,?\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?:\s?([ap])\.?\s?m\.?)?$/i;
const SPREADSHEET_NUMBER = /^\d{5}(?:[.,]\d+)?$/;
const WRITE_DAY = 'write a day as 2020-10-13';
const WRITE_EITHER = 'write a day as 2020-10-13, or a time as 2020-10-13T16:41:07Z';

/** A day: `2020-10-13`, `2020/10/13`, or `13/10/2020` where only one reading is possible or the order is known. */
export function readDay(text: string, order?: DateOrder): DayReading {
  const trimmed = text.trim();
  const exact = parseDay(trimmed);
  if (exact !== undefined) return { day: exact };
  const yearFirst = YEAR_FIRST.exec(trimmed);
  if (yearFirst) {
    return chooseDay(trimmed, [reading(Number(yearFirst[1]), Number(yearFirst[3]), Number(yearFirst[4]))]);
  }
  const yearLast = YEAR_LAST.exec(trimmed);
  if (yearLast) {
    const [first, second, year] = [Number(yearLast[1]), Number(yearLast[3]), Number(yearLast[4])];
    const monthFirst = reading(year, first, second);
    const dayFirst = reading(year, second, first);
    return chooseDay(trimmed, order === 'mdy' ? [monthFirst] : order === 'dmy' ? [dayFirst] : [monthFirst, dayFirst]);
  }
  if (SPREADSHEET_NUMBER.test(trimmed)) {
    const hint = 'give the column the format YYYY-MM-DD and save it again';
    return { fault: `${trimmed} looks like a spreadsheet's number for a day`, hint };
  }
  return { fault: `${shown(trimmed)} is not a day`, hint: WRITE_DAY };
}

/** An instant, or a day where there is no time: RFC 3339, or a day as `readDay` takes it with a time after it. */
export function readHappened(text: string, zone: Zone, order?: DateOrder): HappenedReading {
  const trimmed = text.replace(/\s+/g, ' ').trim();
  const instant = parseInstant(trimmed);
  if (instant !== undefined) return withinRange(trimmed, instant, zone);
  const parts = DATE_AND_TIME.exec(trimmed);
  if (!parts) {
    const read = readDay(trimmed, order);
    if ('day' in read) return { happened: { on: read.day }, notes: [] };
    return read.hint === WRITE_DAY ? { fault: `${shown(trimmed)} is not a day or a time`, hint: WRITE_EITHER } : read;
  }
  const read = readDay(parts[1]!, order);
  if (!('day' in read)) return read;
  const msOfDay = timeOfDay(parts);
  if (msOfDay === undefined) return { fault: `there is no such time as in ${shown(trimmed)}`, hint: WRITE_EITHER };
  return inZone(trimmed, read.day, msOfDay, zone);
}

function inZone(text: string, day: Day, msOfDay: number, zone: Zone): HappenedReading {
  const [first, second] = zone.instantsOf(day, msOfDay);
  if (first === undefined) {
    return {
      fault: `there is no ${text} in ${zone.name}: the clock was set forward over it`,
      hint: 'write the time with its zone, as in 2020-10-13T16:41:07Z',
    };
  }
  return { happened: { at: first }, notes: second === undefined ? ['zone-assumed'] : ['zone-assumed', 'first-of-two'] };
}

/** Year, month and day of month where there is such a date; any year, so that the range can be complained about by itself. */
function reading(year: number, month: number, dayOfMonth: number): Day | undefined {
  const day = dayOf(year, month, dayOfMonth);
  const iso = [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(dayOfMonth).padStart(2, '0')].join('-');
  return formatDay(day) === iso ? day : undefined;
}

function chooseDay(text: string, readings: readonly (Day | undefined)[]): DayReading {
  const days = [...new Set(readings.filter((day) => day !== undefined))];
  const [day, other] = days;
  if (day === undefined) return { fault: `there is no such day as ${text}`, hint: WRITE_DAY };
  if (other !== undefined) {
    return {
      fault: `${text} may be ${formatDay(day)} or ${formatDay(other)}`,
      hint: `${WRITE_DAY}, or say with --date-order what comes first`,
    };
  }
  return day >= FIRST_DAY && day <= LAST_DAY ? { day } : outOfRange(text);
}

function withinRange(text: string, instant: Instant, zone: Zone): HappenedReading {
  const day = zone.dayOf(instant);
  return day >= FIRST_DAY && day <= LAST_DAY ? { happened: { at: instant }, notes: [] } : outOfRange(text);
}

function outOfRange(text: string): DateFault {
  return { fault: `${text} lies outside the years 1970 to 2199`, hint: 'look at the year' };
}

/** Milliseconds after midnight by the clock; undefined where no clock shows it. */
function timeOfDay(parts: RegExpExecArray): number | undefined {
  const [, , hour = '', minute = '', second = '0', fraction = '', half] = parts;
  const hours = half ? hourOfHalf(Number(hour), half.toLowerCase()) : Number(hour);
  if (hours === undefined || hours > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const ms = Number(fraction.padEnd(3, '0').slice(0, 3));
  return ((hours * 60 + Number(minute)) * 60 + Number(second)) * 1000 + ms;
}

/** The hour of a twelve-hour clock: 12 am is midnight, 12 pm is noon. */
function hourOfHalf(hour: number, half: string): number | undefined {
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (half === 'p' ? 12 : 0);
}

/** As much of a cell as a message has room for. */
export function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text === '' ? 'an empty cell' : text;
}
