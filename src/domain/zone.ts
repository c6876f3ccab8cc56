/** The program's time zone: which day an instant belongs to, and which instant a local time is. */
import { tzOffset } from '@date-fns/tz/tzOffset';
import { type Day, type Instant, addDays, utcDay, utcMidnight } from './day.js';

export interface Zone {
  readonly name: string;
  /** The civil day of an instant in this zone. */
  dayOf(instant: Instant): Day;
  /** The first instant of a day: not always midnight, some zones change their clocks there. */
  startOf(day: Day): Instant;
  /** The instants that a local time may be: none in the hour a clock skips, two in the hour it repeats. */
  instantsOf(day: Day, msOfDay: number): Instant[];
}

/** Throws a RangeError if the platform does not know the zone's name. */
export function makeZone(name: string): Zone {
  if (Number.isNaN(tzOffset(name, new Date(0)))) throw new RangeError(`unknown time zone ${name}`);
  const starts = new Map<Day, Instant>();
  /** Days with two midnights: the clock is set back across one of them, so that some of the day before comes after it. */
  const startedTwice = new Set<Day>();

  function offsetAt(instant: number): number {
    return tzOffset(name, new Date(instant)) * 60_000;
  }

  function instantsOf(day: Day, msOfDay: number): Instant[] {
    const local = utcMidnight(day) + msOfDay;
    // Offsets lie within a day of UTC, so the two around the local time are the only candidates.
    const offsets = new Set([offsetAt(local - 86_400_000), offsetAt(local + 86_400_000)]);
    return [...offsets]
      .map((offset) => (local - offset) as Instant)
      .filter((instant) => instant + offsetAt(instant) === local)
      .sort((a, b) => a - b);
  }

  function startOf(day: Day): Instant {
    let start = starts.get(day);
    if (start === undefined) {
      const midnights = instantsOf(day, 0);
      start = midnights[0] ?? firstInstantAfterGap(day);
      starts.set(day, start);
      if (midnights.length > 1) startedTwice.add(day);
    }
    return start;
  }

  /** Midnight does not exist on this day: the clock jumps over it, and the day starts when it lands. */
  function firstInstantAfterGap(day: Day): Instant {
    const midnight = utcMidnight(day);
    const before = offsetAt(midnight - 86_400_000);
    return (midnight - before) as Instant;
  }

  function dayOf(instant: Instant): Day {
    const guess = utcDay(instant);
    const next = addDays(guess, 1);
    const day = instant >= startOf(next) ? next : instant >= startOf(guess) ? guess : addDays(guess, -1);
    return startedTwice.has(day) ? utcDay((instant + offsetAt(instant)) as Instant) : day;
  }

  return { name, dayOf, startOf, instantsOf };
}
