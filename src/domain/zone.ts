/** The program's time zone: which day an instant belongs to, and which instant a local time is. */
import { type ClockChange, aheadBy, aheadOnPlatform, byTheDay } from './clock.js';
import { type Day, type Instant, utcDay, utcMidnight } from './day.js';

export interface Zone {
  readonly name: string;
  /** The civil day of an instant in this zone. */
  dayOf(instant: Instant): Day;
  /** What the clock shows then, as milliseconds after midnight. */
  msOfDay(instant: Instant): number;
  /** The first instant of a day: not always midnight, some zones change their clocks there. */
  startOf(day: Day): Instant;
  /** The instants that a local time may be: none in the hour a clock skips, two in the hour it repeats. */
  instantsOf(day: Day, msOfDay: number): Instant[];
}

/**
 * `changes` are those of `clockChanges`, where somebody has kept them; otherwise the platform is asked.
 * Throws a RangeError if the platform does not know the zone's name.
 */
export function makeZone(name: string, changes?: readonly ClockChange[]): Zone {
  const aheadAt = byTheDay(changes ? aheadBy(changes) : aheadOnPlatform(name));
  const starts = new Map<Day, Instant>();

  function instantsOf(day: Day, msOfDay: number): Instant[] {
    const local = utcMidnight(day) + msOfDay;
    // Offsets lie within a day of UTC, so the two around the local time are the only candidates.
    const offsets = new Set([aheadAt(local - 86_400_000), aheadAt(local + 86_400_000)]);
    return [...offsets]
      .map((offset) => (local - offset) as Instant)
      .filter((instant) => instant + aheadAt(instant) === local)
      .sort((a, b) => a - b);
  }

  function startOf(day: Day): Instant {
    let start = starts.get(day);
    if (start === undefined) {
      start = instantsOf(day, 0)[0] ?? firstInstantAfterGap(day);
      starts.set(day, start);
    }
    return start;
  }

  /** Midnight does not exist on this day: the clock jumps over it, and the day starts when it lands. */
  function firstInstantAfterGap(day: Day): Instant {
    const midnight = utcMidnight(day);
    const before = aheadAt(midnight - 86_400_000);
    return (midnight - before) as Instant;
  }

  const dayOf = (instant: Instant) => utcDay((instant + aheadAt(instant)) as Instant);

  const msOfDay = (instant: Instant) => instant + aheadAt(instant) - utcMidnight(dayOf(instant));

  return { name, dayOf, msOfDay, startOf, instantsOf };
}
