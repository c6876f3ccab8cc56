/** The editions in force on a day, with the places of everything in them. */
import type { Assessment } from '../domain/assessment.js';
import type { Day } from '../domain/day.js';
import { type LearningPath, editionInForce } from '../domain/learning-path.js';
import type { LoadedContent, Problem } from './content.js';
import type { AssessmentFile, PathFile } from './loaded.js';

/** Of those without an error. */
export interface InForce {
  content: LoadedContent;
  today: Day;
  paths: { file: PathFile; path: LearningPath }[];
  assessments: { file: AssessmentFile; assessment: Assessment }[];
}

/** A rule for the editions in force: some warnings. */
export type WarningRule = (inForce: InForce) => Problem[];

export function editionsInForce(content: LoadedContent, today: Day): InForce {
  const pathsNow = inForceOfEach(content.paths, (path) => path.path, today);
  const assessmentsNow = inForceOfEach(content.assessments, (assessment) => assessment.assessment, today);
  return {
    content,
    today,
    paths: content.loaded.paths.flatMap((file) => (file.path && pathsNow.has(file.path) ? [{ file, path: file.path }] : [])),
    assessments: content.loaded.assessments.flatMap((file) =>
      file.assessment && assessmentsNow.has(file.assessment) ? [{ file, assessment: file.assessment }] : [],
    ),
  };
}

function inForceOfEach<E extends { effective: string; edition: string }>(
  editions: readonly E[],
  idOf: (edition: E) => string,
  today: Day,
) {
  const ids = new Set(editions.map(idOf));
  return new Set(
    [...ids].map((id) =>
      editionInForce(
        editions.filter((edition) => idOf(edition) === id),
        today,
      ),
    ),
  );
}
