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
  const blocks = ({ file, kind, id }: FaultyFile) => {
    if (kind === 'program') return true;
    const ids = (content.policy?.tracks ?? []).map((track) => track[kind]);
    return (
      kinds.includes(kind) &&
      named.some((track) => (id === undefined ? mayBelongTo({ file }, track[kind], ids) : id === track[kind]))
    );
  };
  const files = new Set(content.faulty.filter(blocks).map((file) => file.file));
  return content.problems.filter((problem) => problem.severity === 'error' && files.has(problem.file));
}
