/** The clocks of a time zone: how far ahead of UTC they are, and when they are changed. */
import { tzOffset } from '@date-fns/tz/tzOffset';
import { FIRST_DAY, type Instant, LAST_DAY, addDays, utcDay, utcMidnight } from './day.js';

/** How far ahead of UTC, in milliseconds, at an instant. */
export type AheadAt = (instant: number) => number;

/** From an instant on the zone is so many milliseconds ahead of UTC. The first of a list stands for everything before it too. */
export type ClockChange = readonly [from: number, ahead: number];

const MS_PER_DAY = 86_400_000;

/** Throws a RangeError if the platform does not know the zone's name. An offset such as `+02:00` is no name. */
export function aheadOnPlatform(name: string): AheadAt {
  if (!/^[A-Za-z]/.test(name)) throw new RangeError(`not the name of a time zone: ${name}`);
  const ahead = (instant: number) => tzOffset(name, new Date(instant)) * 60_000;
  if (Number.isNaN(ahead(0))) throw new RangeError(`unknown time zone ${name}`);
  return ahead;
}

/** By a list that `clockChanges` has made. */
export function aheadBy(changes: readonly ClockChange[]): AheadAt {
  return (instant) => {
    // Binary search for the last change by then.
    let low = 1;
    let high = changes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (changes[middle]![0] <= instant) low = middle + 1;
      else high = middle;
    }
    return changes[low - 1]![1];
  };
}

const CHANGES_ON_THAT_DAY = Infinity;

/** The same, asked twice for each day instead of once for each of a million instants. */
export function byTheDay(aheadAt: AheadAt): AheadAt {
  const days = new Map<number, number>();
  return (instant) => {
    const day = utcDay(instant as Instant);
    let ahead = days.get(day);
    if (ahead === undefined) {
      ahead = aheadAt(day * MS_PER_DAY);
      if (aheadAt((day + 1) * MS_PER_DAY - 1) !== ahead) ahead = CHANGES_ON_THAT_DAY;
      days.set(day, ahead);
    }
    return ahead === CHANGES_ON_THAT_DAY ? aheadAt(instant) : ahead;
  };
}

/** A clock that is changed stays so for longer than this in every zone (Gaza and Hebron come nearest, in the Ramadan of 2011). */
const LOOK_EVERY = 8 * MS_PER_DAY;

/**
 * All changes of a zone's clocks in the range of days that the program knows. For keeping: it asks the platform ten thousand
 * times. Throws a RangeError if the platform does not know the zone's name.
 */
export function clockChanges(name: string): ClockChange[] {
  const aheadAt = aheadOnPlatform(name);
  const [first, end] = [utcMidnight(FIRST_DAY), utcMidnight(addDays(LAST_DAY, 2))];
  const changes: ClockChange[] = [[first, aheadAt(first)]];
  for (let at: number = first; at < end; ) {
    const next = Math.min(end, at + LOOK_EVERY);
    const ahead = aheadAt(at);
    if (aheadAt(next) === ahead) at = next;
    else {
      at = firstChange(aheadAt, at, next);
      changes.push([at, aheadAt(at)]);
    }
  }
  return changes;
}

/** The first instant after `before` and up to `after` at which the clock is another; there is one. */
function firstChange(aheadAt: AheadAt, before: number, after: number): number {
  const ahead = aheadAt(before);
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (aheadAt(middle) === ahead) before = middle;
    else after = middle;
  }
  return after;
}
