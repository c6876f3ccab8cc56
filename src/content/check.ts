/** Everything `certify check` says: the errors, and what is doubtful about the editions in force on a day. */
import { type Day, type Instant, addDays } from '../domain/day.js';
import { makeZone } from '../domain/zone.js';
import type { LoadedContent, Problem } from './content.js';
import type { ReadFile } from './content-files.js';
import { type WarningRule, editionsInForce } from './in-force.js';
import { contentOf, inOrder } from './load.js';
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

/** Everything said of these files at an instant, and from when until when it holds. */
export function checkFiles(folder: string, read: readonly ReadFile[], now: Instant): { problems: Problem[]; files: number; from: Instant; until: Instant } {
  const content = contentOf(folder, read);
  const zone = makeZone(content.policy?.time_zone ?? 'UTC');
  const today = zone.dayOf(now);
  return {
    problems: checkContent(content, today),
    files: new Set(Object.values(content.files)).size + (content.policy ? 1 : 0),
    from: zone.startOf(today),
    until: zone.startOf(addDays(today, 1)),
  };
}

/** Errors and warnings by file and line. `content` comes fresh from `loadContent`: warnings need the places of things. */
export function checkContent(content: LoadedContent, today: Day): Problem[] {
  const inForce = editionsInForce(content, today);
  return inOrder([...content.problems, ...sameEffectiveDay(content), ...WARNING_RULES.flatMap((rule) => rule(inForce))]);
}
