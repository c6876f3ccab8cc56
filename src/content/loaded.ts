/** Content files as far as they could be read, with the place of everything: what the rules look at. */
import type { Assessment, DrawRow, Question } from '../domain/assessment.js';
import type { LearningPath } from '../domain/learning-path.js';
import type { Policy } from '../domain/policy.js';
import type { FileKind, Problem } from './content.js';
import type { PlaceAt } from './lines.js';
import { type Node, child, textOf } from './node.js';
import { isId } from './schema-parts.js';
import type { Words } from './wording.js';

export interface LoadedFile {
  file: string;
  kind: FileKind;
  text: string;
  /** Undefined where the file could not be read as YAML at all. */
  node: Node | undefined;
  placeAt: PlaceAt;
  /** What is wrong with the file by itself. */
  problems: Problem[];
}

/** A value whose shape is right, and where it stands; its file may be at fault elsewhere. */
export interface Placed<T> {
  value: T;
  node: Node;
}

export interface ProgramFile extends LoadedFile {
  kind: 'program';
  /** Undefined if its shape is wrong anywhere. */
  policy: Policy | undefined;
  /** The parts that make the windows, undefined if the shape of one of them is wrong. */
  calendar: Pick<Policy, 'fiscal_year' | 'recertification'> | undefined;
}

export interface PathFile extends LoadedFile {
  kind: 'path';
  path: LearningPath | undefined;
}

export interface AssessmentFile extends LoadedFile {
  kind: 'assessment';
  assessment: Assessment | undefined;
  questions: Placed<Question>[];
  draw: Placed<DrawRow>[];
}

export interface Loaded {
  /** None, one, or the faulty case of two. */
  programs: ProgramFile[];
  paths: PathFile[];
  assessments: AssessmentFile[];
}

/** A rule over all files: some faults. */
export type Rule = (loaded: Loaded) => Problem[];

export function allFiles(loaded: Loaded): LoadedFile[] {
  return [...loaded.programs, ...loaded.paths, ...loaded.assessments];
}

/** A problem at an offset or a node of a file. */
export function problemAt(
  file: Pick<LoadedFile, 'file' | 'placeAt'>,
  at: number | Node,
  words: Words,
  severity: Problem['severity'] = 'error',
): Problem {
  return {
    file: file.file,
    ...file.placeAt(typeof at === 'number' ? at : at.at),
    severity,
    message: words.message,
    hint: words.hint,
  };
}

/** The path or assessment a file says it is an edition of; undefined if that is not an id. */
export function idOf(file: LoadedFile): string | undefined {
  const id = textOf(file.node, file.kind === 'assessment' ? 'assessment' : 'path') ?? idInText(file);
  return id !== undefined && isId(id) ? id : undefined;
}

/** From the line of the key, where the file is no YAML. */
function idInText({ kind, text, node }: LoadedFile): string | undefined {
  const line = kind === 'assessment' ? /^assessment:[ \t]+["']?([\w.-]+)/m : /^path:[ \t]+["']?([\w.-]+)/m;
  return node?.kind === 'group' ? undefined : line.exec(text)?.[1];
}

export function editionOf(file: LoadedFile): string | undefined {
  return textOf(file.node, 'edition');
}

export interface TrackOutline {
  track: string | undefined;
  path: string | undefined;
  assessment: string | undefined;
  node: Node;
}

/** The tracks, whatever else is wrong with the program. */
export function trackOutlines(loaded: Loaded): TrackOutline[] {
  return loaded.programs.flatMap(({ node }) => {
    const tracks = child(node, 'tracks');
    return (tracks?.kind === 'list' ? tracks.items : []).map((item) => ({
      track: textOf(item, 'track'),
      path: textOf(item, 'path'),
      assessment: textOf(item, 'assessment'),
      node: item,
    }));
  });
}
