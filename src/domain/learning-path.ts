/** Learning paths: what a curriculum file says, and which edition is in force when. Keys are spelled as in the file. */
import { type Day, parseDay } from './day.js';

export const PRIORITIES = ['P1', 'P2', 'P3'] as const;
export type Priority = (typeof PRIORITIES)[number];

export interface Objective {
  objective: string;
  statement: string;
  priority: Priority;
  use_case?: string | undefined;
  requirement?: string | undefined;
  tier?: string | undefined;
}

export interface Module {
  module: string;
  title: string;
  minutes?: number | undefined;
  url?: string | undefined;
  objectives: string[];
  required: boolean;
}

export interface Stage {
  stage: string;
  title: string;
  /** The stages that come first. */
  after: string[];
  modules: Module[];
}

export interface LearningPath {
  path: string;
  title: string;
  edition: string;
  /** ISO day. */
  effective: string;
  owners: string[];
  objectives: Objective[];
  stages: Stage[];
}

export function modulesOf(path: LearningPath): Module[] {
  return path.stages.flatMap((stage) => stage.modules);
}

export function requiredModules(path: LearningPath): Module[] {
  return modulesOf(path).filter((module) => module.required);
}

/** Editions by the day they take effect, earliest first; equal days by edition name, so that the order never wavers. */
export function byEffectiveDay<E extends { effective: string; edition: string }>(editions: readonly E[]): E[] {
  const key = (edition: E) => `${edition.effective} ${edition.edition}`;
  return [...editions].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

/** The edition in force: the latest one effective on or before the day, before the first one the first; none of none. */
export function editionInForce<E extends { effective: string; edition: string }>(editions: readonly E[], day: Day): E | undefined {
  const sorted = byEffectiveDay(editions);
  return sorted.findLast((edition) => effectiveDay(edition) <= day) ?? sorted[0];
}

export function effectiveDay(edition: { effective: string }): Day {
  const day = parseDay(edition.effective);
  if (day === undefined) throw new RangeError(`not a day: ${edition.effective}`);
  return day;
}
