/** Which faults stand in the way of a command (contract, section 3): those of the program and of the files it needs. */
import type { Content, FaultyFile, Problem } from './content.js';
import { mayBelongTo } from './ownership.js';

/**
 * The errors in program.yaml and in the files of the tracks' paths and assessments, in every edition. A file whose id cannot
 * be read counts by its name, and against every track if its name says nothing either. `kinds` are those that are needed:
 * to say where somebody stands takes the path, not the questions.
 */
export function blockingProblems(
  content: Content,
  tracks: readonly string[] = [],
  kinds: readonly ('path' | 'assessment')[] = ['path', 'assessment'],
): Problem[] {
  const named = (content.policy?.tracks ?? []).filter((each) => tracks.includes(each.track));
  const blocks = (file: FaultyFile) =>
    file.kind === 'program' ||
    (kinds.includes(file.kind) && named.some((track) => belongsTo(file, track[file.kind as 'path'], idsOf(content, file.kind as 'path'))));
  const files = new Set(content.faulty.filter(blocks).map((file) => file.file));
  return content.problems.filter((problem) => problem.severity === 'error' && files.has(problem.file));
}

function belongsTo(file: FaultyFile, id: string, ids: readonly string[]): boolean {
  return file.id === undefined ? mayBelongTo(file, id, ids) : file.id === id;
}

function idsOf(content: Content, kind: 'path' | 'assessment'): string[] {
  return (content.policy?.tracks ?? []).map((track) => track[kind]);
}
