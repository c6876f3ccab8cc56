/** Everything `certify check` says: the errors, and what is doubtful about the editions in force on a day. */
import type { Day } from '../domain/day.js';
import type { LoadedContent, Problem } from './content.js';
import { type WarningRule, editionsInForce } from './in-force.js';
import { inOrder } from './load.js';
import { unevenAnswers } from './warnings/balance.js';
import { catchAllOptions } from './warnings/catch-alls.js';
import { objectivesLeftOut } from './warnings/coverage.js';
import { sameEffectiveDay } from './warnings/effective-days.js';
import { staleEditions } from './warnings/freshness.js';
import { markBetweenPoints } from './warnings/pass-mark.js';
import { sameTwice, weightsShortOfOne } from './warnings/repeats.js';

const WARNING_RULES: readonly WarningRule[] = [
  markBetweenPoints,
  sameTwice,
  weightsShortOfOne,
  catchAllOptions,
  objectivesLeftOut,
  staleEditions,
  unevenAnswers,
];

/** Errors and warnings by file and line. `content` comes fresh from `loadContent`: warnings need the places of things. */
export function checkContent(content: LoadedContent, today: Day): Problem[] {
  const inForce = editionsInForce(content, today);
  return inOrder([...content.problems, ...sameEffectiveDay(content), ...WARNING_RULES.flatMap((rule) => rule(inForce))]);
}
