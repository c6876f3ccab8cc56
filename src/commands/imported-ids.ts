/** The ids of imported facts, worked out from what they say: used when they are imported, and again when they are verified. */
import type { Attempt, Completion, FactId } from '../domain/fact.js';
import { formatPoints } from '../domain/points.js';
import { derivedFactId } from '../store/fact-id.js';
import { momentText } from './moment.js';

export function importedCompletionId(
  program: string,
  { member, module, happened }: Pick<Completion, 'member' | 'module' | 'happened'>,
  again = 0,
): FactId {
  return derivedFactId([program, 'completion', member, module, momentText(happened)], again);
}

export function importedResultId(
  program: string,
  { member, happened }: Pick<Attempt, 'member' | 'happened'>,
  { assessment, edition, points, max_points }: Pick<Attempt, 'assessment' | 'edition' | 'points' | 'max_points'>,
  again = 0,
): FactId {
  const score = [formatPoints(points), formatPoints(max_points)];
  return derivedFactId([program, 'attempt', member, assessment, edition, momentText(happened), ...score], again);
}
