/** The rules over all files. Each is a small function: what was loaded → problems. */
import type { Rule } from '../loaded.js';
import { rowsThatCannotBeFilled } from './blueprint.js';
import { oneProgram, repeatedEditions, repeatedIds } from './ids.js';
import { faultyKeys, faultyOptions } from './questions.js';
import { unknownObjectives, unknownPathsAndAssessments, unknownStages } from './references.js';
import { stagesInCircles } from './stages.js';
import { overlappingWindows } from './windows.js';

/** What can be said of a program file by itself. */
export const PROGRAM_RULES: readonly Rule[] = [repeatedIds, overlappingWindows];

export const ERROR_RULES: readonly Rule[] = [
  ...PROGRAM_RULES,
  oneProgram,
  repeatedEditions,
  unknownPathsAndAssessments,
  unknownStages,
  unknownObjectives,
  stagesInCircles,
  faultyOptions,
  faultyKeys,
  rowsThatCannotBeFilled,
];
