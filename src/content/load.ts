/** A content folder → everything in it that can be used, and every error in it. */
import * as v from 'valibot';
import { assessmentSchema } from './assessment-schema.js';
import type { Content, FaultyFile, LoadedContent, Problem } from './content.js';
import { type TextFile, readContentFiles } from './content-files.js';
import { placesIn } from './lines.js';
import {
  type AssessmentFile,
  type Loaded,
  type LoadedFile,
  type PathFile,
  type ProgramFile,
  allFiles,
  idOf,
  problemAt,
} from './loaded.js';
import { child, entryOf, itemsOf } from './node.js';
import { pathOf, pathSchema } from './path-schema.js';
import { policyOf, programSchema } from './program-schema.js';
import { ERROR_RULES } from './rules/error-rules.js';
import { EXACT_KEYS } from './schema-parts.js';
import { type Shape, checkShape } from './shape.js';
import { assessmentOf, questionOf } from './to-domain.js';
import { say } from './wording.js';
import { readYaml } from './yaml-tree.js';

/** Never throws on what the folder holds: a folder or file that cannot be read is a problem too. */
export async function loadContent(folder: string): Promise<LoadedContent> {
  return contentOf(folder, await readContentFiles(folder));
}

export function contentOf(folder: string, files: readonly TextFile[]): LoadedContent {
  const loaded = loadFiles(files);
  const problems = inOrder([
    ...allFiles(loaded).flatMap((file) => file.problems),
    ...ERROR_RULES.flatMap((rule) => rule(loaded)),
  ]);
  return { folder, loaded, problems, ...usable(loaded, problems) };
}

/** The files by what they are, each as far as it can be read. */
function loadFiles(files: readonly TextFile[]): Loaded {
  const read = files.map((file) => ({ source: file, file: readOne(file) }));
  const ofKind = (kind: TextFile['kind']) => read.filter(({ source }) => source.kind === kind).map(({ file }) => file);
  return {
    programs: ofKind('program').map(programFile),
    paths: ofKind('path').map(pathFile),
    assessments: ofKind('assessment').map(assessmentFile),
  };
}

function readOne({ file, kind, text, fault }: TextFile): LoadedFile {
  const placeAt = placesIn(text);
  if (fault) {
    const { words, line, column } = fault;
    return { file, kind, text, node: undefined, placeAt, problems: [{ file, line, column, severity: 'error', ...words }] };
  }
  const { node, faults, broken } = readYaml(text, placeAt, EXACT_KEYS);
  const problems = faults.map(({ at, words }) => problemAt({ file, placeAt }, at, words));
  // Half a tree would make other files point at things that are only out of sight.
  return { file, kind, text, node: broken ? undefined : node, placeAt, problems };
}

/** The shape of a file's tree, undefined where there is none to look at. Adds what it finds to the file's problems. */
function shapeOf<S extends v.GenericSchema>(file: LoadedFile, schema: S): Shape<v.InferOutput<S>> | undefined {
  if (!file.node) return undefined;
  const misplaced = misplacement(file);
  if (misplaced) {
    file.problems.push(misplaced);
    return undefined;
  }
  const shape = checkShape(schema, file.node);
  // What YAML has found fault with (an alias, say) has no value, and would be called empty on top of it.
  const known = new Set(file.problems.map(placeKey));
  file.problems.push(
    ...shape.faults.map(({ at, words }) => problemAt(file, at, words)).filter((fault) => !known.has(placeKey(fault))),
  );
  return shape;
}

function placeKey({ line, column }: Problem): string {
  return `${line}:${column}`;
}

/** An assessment among the curricula would be told of a dozen wrong keys, where one sentence does. */
function misplacement(file: LoadedFile): Problem | undefined {
  const has = (key: string) => entryOf(file.node, key) !== undefined;
  if (file.kind === 'path' && has('assessment') && !has('path')) {
    return problemAt(file, 0, say.wrongFolder('an assessment', 'assessments/'));
  }
  if (file.kind === 'assessment' && has('path') && !has('assessment')) {
    return problemAt(file, 0, say.wrongFolder('a learning path', 'curricula/'));
  }
  return undefined;
}

function programFile(file: LoadedFile): ProgramFile {
  const shape = shapeOf(file, programSchema);
  const windows = shape && shape.sound(child(file.node, 'fiscal_year')) && shape.sound(child(file.node, 'recertification'));
  return {
    ...file,
    kind: 'program',
    policy: shape && file.problems.length === 0 ? policyOf(shape.output) : undefined,
    calendar: windows && file.node?.kind === 'group' ? shape.output : undefined,
  };
}

function pathFile(file: LoadedFile): PathFile {
  const shape = shapeOf(file, pathSchema);
  return { ...file, kind: 'path', path: shape && file.problems.length === 0 ? pathOf(shape.output) : undefined };
}

function assessmentFile(file: LoadedFile): AssessmentFile {
  const shape = shapeOf(file, assessmentSchema);
  const output = file.node?.kind === 'group' ? shape?.output : undefined;
  const placed = <T>(key: string, values: T[] | undefined) =>
    itemsOf(file.node, key).flatMap((node, at) => (shape?.sound(node) && values ? [{ node, value: values[at]! }] : []));
  return {
    ...file,
    kind: 'assessment',
    assessment: shape && file.problems.length === 0 ? assessmentOf(shape.output) : undefined,
    questions: placed('questions', output?.questions).map(({ node, value }) => ({ node, value: questionOf(value) })),
    draw: placed('draw', output?.draw),
  };
}

/** What is left when files with an error are taken away. */
function usable(loaded: Loaded, problems: readonly Problem[]): Omit<Content, 'folder' | 'problems'> {
  const wrong = new Set(problems.map((problem) => problem.file));
  const sound = <F extends LoadedFile>(files: readonly F[]) => files.filter((file) => !wrong.has(file.file));
  const paths = sound(loaded.paths).flatMap(({ path, file }) => (path ? [{ path, file }] : []));
  const assessments = sound(loaded.assessments).flatMap(({ assessment, file }) => (assessment ? [{ assessment, file }] : []));
  return {
    policy: loaded.programs.length === 1 ? sound(loaded.programs)[0]?.policy : undefined,
    paths: paths.map(({ path }) => path),
    assessments: assessments.map(({ assessment }) => assessment),
    files: Object.fromEntries([
      ...paths.map(({ path, file }) => [`path ${path.path} ${path.edition}`, file]),
      ...assessments.map(({ assessment, file }) => [`assessment ${assessment.assessment} ${assessment.edition}`, file]),
    ]),
    faulty: [...wrong].map((name): FaultyFile => {
      const file = allFiles(loaded).find((each) => each.file === name);
      // The one fault in a file that is not there: there is no program.yaml.
      return { file: name, kind: file?.kind ?? 'program', id: file && file.kind !== 'program' ? idOf(file) : undefined };
    }),
  };
}

/** By file, line and column; what is said twice is said once. */
export function inOrder(problems: readonly Problem[]): Problem[] {
  const bytes = (problem: Problem) => Buffer.from(problem.file);
  const sorted = [...problems].sort(
    (a, b) => (a.file === b.file ? 0 : Buffer.compare(bytes(a), bytes(b))) || a.line - b.line || a.column - b.column,
  );
  const said = new Set<string>();
  return sorted.filter(({ file, line, column, message }) => {
    const key = JSON.stringify([file, line, column, message]);
    return said.has(key) ? false : said.add(key);
  });
}
