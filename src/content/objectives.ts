/**
 * Which objectives an assessment may ask: those of the path of the track that uses it, in the edition of the same name, else
 * in any edition. Several tracks may share an assessment; a question is right if one of their paths knows its objective. An
 * assessment that no track uses may ask what any path knows.
 */
import { byEffectiveDay } from '../domain/learning-path.js';
import type { LearningPath, Objective } from '../domain/learning-path.js';

interface Edition {
  id: string | undefined;
  edition: string | undefined;
}

/** The editions of paths to look at, in the order in which their word counts. `tracks` names who uses what. */
export function pathsFor<P extends Edition>(
  assessment: Edition,
  tracks: readonly { path: string | undefined; assessment: string | undefined }[],
  paths: readonly P[],
): P[] {
  const users = tracks.filter((track) => track.assessment !== undefined && track.assessment === assessment.id);
  if (users.length === 0) return [...paths];
  const found = users.flatMap((track) => {
    const editions = paths.filter((path) => path.id === track.path);
    const same = editions.filter((path) => path.edition === assessment.edition);
    return same.length > 0 ? same : editions;
  });
  return [...new Set(found)];
}

interface Usable {
  policy?: { tracks: readonly { path: string; assessment: string }[] } | undefined;
  paths: readonly LearningPath[];
}

/** The objectives an assessment may ask, each once; where editions differ, the latest one's. */
export function objectivesFor(assessment: { assessment: string; edition: string }, { policy, paths }: Usable): Objective[] {
  const latestFirst = byEffectiveDay(paths).reverse();
  const editions = latestFirst.map((path) => ({ path, id: path.path, edition: path.edition }));
  const found = new Map<string, Objective>();
  for (const { path } of pathsFor({ id: assessment.assessment, edition: assessment.edition }, policy?.tracks ?? [], editions)) {
    for (const objective of path.objectives) if (!found.has(objective.objective)) found.set(objective.objective, objective);
  }
  return [...found.values()];
}
