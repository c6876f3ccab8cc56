/**
 * Content as text to keep and to hash: canonical JSON (keys by code point, no white space, nothing undefined), so that the
 * same content is the same text whatever order its files had.
 */
import type { Assessment, Question } from '../domain/assessment.js';
import type { Paper } from '../domain/drawing.js';
import type { LearningPath, Objective } from '../domain/learning-path.js';
import type { Policy } from '../domain/policy.js';
import { Failure } from '../errors.js';
import type { Content } from './content.js';
import { objectivesFor } from './objectives.js';

export interface Rules {
  policy: Policy;
  paths: LearningPath[];
}

/** The policy and all paths. The policy must be there: `blockingProblems` is asked first. */
export function rulesText({ policy, paths }: Pick<Content, 'policy' | 'paths'>): string {
  if (!policy) throw new Error('a policy with errors has no snapshot');
  return canonicalJson({ policy, paths: sortedBy(paths, (path) => `${path.path} ${path.effective} ${path.edition}`) });
}

/** Throws a `data` failure if the text is not such a snapshot. */
export function parseRules(text: string): Rules {
  const value = parsed(text) as Partial<Rules>;
  if (!isGroup(value.policy) || !Array.isArray(value.policy.tracks) || !areGroups(value.paths))
    throw notASnapshot('the policy and paths');
  return value as Rules;
}

/** The assessment with the objectives that its questions name, of those it may ask (`objectivesFor`). */
export function paperOf(content: Pick<Content, 'policy' | 'paths'>, assessment: Assessment): Paper {
  const asked = new Set(assessment.questions.map((question) => question.objective));
  const objectives = objectivesFor(assessment, content).filter(({ objective }) => asked.has(objective));
  return { assessment, objectives: sortedBy(objectives, ({ objective }) => objective) };
}

export function paperText({ assessment, objectives }: Paper): string {
  return canonicalJson({ assessment, objectives: sortedBy<Objective>(objectives, ({ objective }) => objective) });
}

/**
 * What somebody is asked and how it is graded: questions with the same text are one question, whatever is told about it afterwards,
 * whichever objective it stands for and, where choices are shuffled, in whichever order the file has them.
 */
export function askedText(question: Question): string {
  const told = { question: undefined, objective: undefined, explanation: undefined, sources: undefined, use: undefined };
  if (question.type !== 'single' && question.type !== 'multiple') return canonicalJson({ ...question, ...told });
  const options = question.options.map(({ feedback: _, ...option }) => option);
  return canonicalJson({ ...question, ...told, options: question.shuffle ? sortedBy(options, ({ text }) => text) : options });
}

/** Throws a `data` failure if the text is not such a snapshot. */
export function parsePaper(text: string): Paper {
  const value = parsed(text) as Partial<Paper>;
  if (!isGroup(value.assessment) || !areGroups(value.assessment.questions) || !areGroups(value.objectives)) {
    throw notASnapshot('an assessment');
  }
  return value as Paper;
}

/** The same value is the same text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    isGroup(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}

function sortedBy<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...items].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function areGroups(value: unknown): boolean {
  return Array.isArray(value) && value.every(isGroup);
}

function parsed(text: string): object {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw notASnapshot('content');
  }
  if (!isGroup(value)) throw notASnapshot('content');
  return value;
}

function notASnapshot(what: string): Failure {
  return new Failure('data', `the snapshot of ${what} is damaged`, 'see `certify verify`');
}
