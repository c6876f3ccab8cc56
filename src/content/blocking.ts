/** Which faults stand in the way of a command (contract, section 3): those of the program and of the files it needs. */
import type { Content, FaultyFile, Problem } from './content.js';
import { mayBelongTo } from './ownership.js';

/**
 * The errors in program.yaml and, with a track, in the files of its path and its assessment, in every edition. A file whose
 * id cannot be read counts by its name, and against every track if its name says nothing either.
 */
export function blockingProblems(content: Content, track?: string): Problem[] {
  const named = content.policy?.tracks.find((each) => each.track === track);
  const blocks = (file: FaultyFile) =>
    file.kind === 'program' || (named !== undefined && belongsTo(file, named[file.kind], idsOf(content, file.kind)));
  const files = new Set(content.faulty.filter(blocks).map((file) => file.file));
  return content.problems.filter((problem) => problem.severity === 'error' && files.has(problem.file));
}

function belongsTo(file: FaultyFile, id: string, ids: readonly string[]): boolean {
  return file.id === undefined ? mayBelongTo(file, id, ids) : file.id === id;
}

function idsOf(content: Content, kind: 'path' | 'assessment'): string[] {
  return (content.policy?.tracks ?? []).map((track) => track[kind]);
}
