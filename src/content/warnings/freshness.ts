/** Editions that were not refreshed for the window that is open, or about to open. */
import { makeCalendar } from '../../domain/calendar.js';
import { type Day, addDays, formatDay } from '../../domain/day.js';
import { effectiveDay } from '../../domain/learning-path.js';
import { type InForce, editionsInForce } from '../in-force.js';
import type { Problem } from '../content.js';
import { type LoadedFile, problemAt } from '../loaded.js';
import { child } from '../node.js';
import { say } from '../wording.js';

/** How long before a window opens its editions should be there (contract, section 3). */
const DAYS_AHEAD = 30;

export function staleEditions({ content, today }: InForce): Problem[] {
  const { policy } = content;
  if (!policy) return [];
  const window = makeCalendar(policy).windows.find(
    ({ opens, closes }) => addDays(opens, -DAYS_AHEAD) <= today && today <= closes,
  );
  if (!window) return [];
  // An edition that lies ready for the opening day is in time, and early attempts belong to the window too.
  const then = editionsInForce(content, Math.max(today, window.opens) as Day);
  const begins = addDays(window.opens, -policy.recertification.early_days);
  const warn = (file: LoadedFile, edition: { edition: string; effective: string }) =>
    effectiveDay(edition) >= begins
      ? []
      : [
          problemAt(
            file,
            child(file.node, 'effective')!,
            say.stale(edition.edition, edition.effective, window.label, formatDay(window.opens)),
            'warning',
          ),
        ];
  return [
    ...then.paths
      .filter(({ path }) => policy.tracks.some((track) => track.path === path.path))
      .flatMap(({ file, path }) => warn(file, path)),
    ...then.assessments
      .filter(({ assessment }) => policy.tracks.some((track) => track.assessment === assessment.assessment))
      .flatMap(({ file, assessment }) => warn(file, assessment)),
  ];
}
