/** A moment in one spelling, for ids that are worked out from what a fact says. */
import type { Happened } from '../domain/fact.js';

export function momentText(happened: Happened): string {
  return 'at' in happened ? `at ${happened.at}` : `on ${happened.on}`;
}
