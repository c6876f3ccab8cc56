/** What a content folder holds, read and checked. */
import type { Assessment } from '../domain/assessment.js';
import type { ClockChange } from '../domain/clock.js';
import type { LearningPath } from '../domain/learning-path.js';
import type { Policy } from '../domain/policy.js';
import type { KeptPaper } from './kept-paper.js';
import type { Loaded } from './loaded.js';

/** A fault in content, with its place. Lines and columns count from 1. `file` is relative to the content folder. */
export interface Problem {
  file: string;
  line: number;
  column: number;
  severity: 'error' | 'warning';
  message: string;
  hint?: string | undefined;
}

export type FileKind = 'program' | 'path' | 'assessment';

/** A file with an error, and the path or assessment it belongs to as far as that could be read. */
export interface FaultyFile {
  file: string;
  kind: FileKind;
  id?: string | undefined;
}

/**
 * A content folder as far as it can be used: faulty files are left out of `paths` and `assessments`, and every error is in
 * `problems` (warnings depend on the day: `checkContent`). `policy` is undefined if program.yaml has an error. Plain data,
 * so that it can be kept as JSON.
 */
export interface Content {
  folder: string;
  policy: Policy | undefined;
  /** Every edition of every path, and of every assessment, that is free of errors. */
  paths: LearningPath[];
  assessments: Assessment[];
  problems: Problem[];
  /** Which file (relative to the folder) an edition of a path or assessment came from: key `path sales Q3FY27`. */
  files: Record<string, string>;
  faulty: FaultyFile[];
}

/** Content with what else is worth keeping, where it comes from the cache. */
export interface CachedContent extends Content {
  /** The changes of the clocks in the program's zone. */
  clock?: ClockChange[] | undefined;
  /** An assessment's paper as it is kept. */
  paperOf?: (assessment: Assessment) => KeptPaper | undefined;
}

/** Content fresh from its files, with the places of everything: what checking needs and other commands do not. */
export interface LoadedContent extends Content {
  loaded: Loaded;
}
