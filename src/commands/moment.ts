/** Moments: when something happens now, and how a moment is spelled. */
import type { Instant } from '../domain/day.js';
import type { Fact, Happened } from '../domain/fact.js';

/** One spelling, for ids that are worked out from what a fact says. */
export function momentText(happened: Happened): string {
  return 'at' in happened ? `at ${happened.at}` : `on ${happened.on}`;
}

/** A step back of the clock that is smaller than this is one of the clock, not of whoever set it. */
const SMALLEST_SET_BACK = 10 * 60_000;

/**
 * The instant at which something happens now to a member: `now`, but after what was recorded of the member before. Clocks are
 * put right by some milliseconds, and a clock that CERTIFY_NOW sets starts anew with every run; what somebody does second
 * must not come to stand first.
 */
export function momentAfter(facts: readonly Fact[], now: Instant): Instant {
  const before = facts.flatMap(({ happened, source }) => (source === 'terminal' && 'at' in happened ? [happened.at] : []));
  const last = Math.max(...before.filter((at) => at - now < SMALLEST_SET_BACK), -Infinity);
  return Math.max(now, last + 1) as Instant;
}
