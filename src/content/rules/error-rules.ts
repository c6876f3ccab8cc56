/** The rules over all files. Each is a small function: what was loaded → problems. */
import type { Rule } from '../loaded.js';
import { rowsThatCannotBeFilled } from './blueprint.js';
import { oneProgram, repeatedEditions, repeatedIds } from './ids.js';
import { faultyKeys, faultyOptions } from './questions.js';
import { unknownObjectives, unknownPathsAndAssessments, unknownStages } from './references.js';
import { stagesInCircles } from './stages.js';
import { overlappingWindows } from './windows.js';

export const ERROR_RULES: readonly Rule[] = [
  oneProgram,
  repeatedEditions,
  repeatedIds,
  unknownPathsAndAssessments,
  unknownStages,
  unknownObjectives,
  stagesInCircles,
  overlappingWindows,
  faultyOptions,
  faultyKeys,
  rowsThatCannotBeFilled,
];
