/** Objectives of the path in force that no module teaches, or no exam question asks. */
import { isExam } from '../../domain/assessment.js';
import { modulesOf } from '../../domain/learning-path.js';
import type { InForce } from '../in-force.js';
import type { Problem } from '../content.js';
import { problemAt } from '../loaded.js';
import { itemsOf } from '../node.js';
import { say } from '../wording.js';

export function objectivesLeftOut({ content, paths, assessments }: InForce): Problem[] {
  return paths.flatMap(({ file, path }) => {
    const taught = new Set(modulesOf(path).flatMap((module) => module.objectives));
    const users = (content.policy?.tracks ?? []).filter((track) => track.path === path.path).map((track) => track.assessment);
    // Only once every assessment that could ask has been read.
    const askers = assessments.filter(({ assessment }) => users.includes(assessment.assessment));
    const allRead = askers.length > 0 && askers.length === new Set(users).size;
    const asked = new Set(
      askers.flatMap(({ assessment }) => assessment.questions.filter(isExam).map((question) => question.objective)),
    );
    return itemsOf(file.node, 'objectives').flatMap((node, at) => {
      const id = path.objectives[at]!.objective;
      return [
        ...(taught.has(id) ? [] : [problemAt(file, node, say.notTaught(id), 'warning')]),
        ...(!allRead || asked.has(id)
          ? []
          : [problemAt(file, node, say.notAsked(id, [...new Set(users)].join('", "')), 'warning')]),
      ];
    });
  });
}
