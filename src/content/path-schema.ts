/** The keys of a learning path. */
import * as v from 'valibot';
import { type LearningPath, PRIORITIES } from '../domain/learning-path.js';
import { day, described, group, id, line, text, webAddress, wholeNumber } from './schema-parts.js';

const objective = group({
  objective: described(id, 'The id of the objective.'),
  statement: described(text, 'What somebody can do who has reached it.'),
  // An objective that nobody has ranked claims no place in a blueprint.
  priority: described(v.optional(v.picklist(PRIORITIES), 'P3'), 'P1 is the most important.'),
  use_case: v.optional(line),
  requirement: v.optional(line),
  tier: v.optional(line),
});

const learningModule = group({
  module: described(id, 'The id of the module. The same id in another path or edition is the same module.'),
  title: described(line, 'Its name, as people see it.'),
  minutes: described(v.optional(wholeNumber(1, 10_000)), 'About how long it takes.'),
  url: described(v.optional(webAddress), 'Where it is.'),
  objectives: described(v.optional(v.array(id), []), 'The objectives it teaches.'),
  required: described(v.optional(v.boolean(), true), 'Whether the path is complete only with it.'),
});

const stage = group({
  stage: described(id, 'The id of the stage.'),
  title: described(line, 'Its name, as people see it.'),
  after: described(v.optional(v.array(id), []), 'The stages that come first.'),
  modules: described(v.array(learningModule), 'What there is to do.'),
});

export const pathSchema = v.pipe(
  group({
    path: described(id, 'The id of the learning path.'),
    title: described(line, 'Its name, as people see it.'),
    edition: described(id, 'The name of this edition, such as Q3FY27.'),
    effective: described(day, 'The day from which this edition holds.'),
    owners: described(v.optional(v.array(line), []), 'Who answers for it.'),
    objectives: described(v.optional(v.array(objective), []), 'What it teaches.'),
    stages: described(v.array(stage), 'What there is to do, stage by stage.'),
  }),
  v.title('Learning path'),
);

export function pathOf(checked: v.InferOutput<typeof pathSchema>): LearningPath {
  return checked;
}
