/** Editions that take effect on the same day: only one of them is ever in force. */
import type { LoadedContent, Problem } from '../content.js';
import { type LoadedFile, editionOf, idOf, problemAt } from '../loaded.js';
import { child, textOf } from '../node.js';
import { say } from '../wording.js';

/** Two editions of one path or assessment that take effect on the same day: neither is the latest. */
export function sameEffectiveDay({ loaded: { paths, assessments } }: LoadedContent): Problem[] {
  return [...sameDayAmong(paths, 'path'), ...sameDayAmong(assessments, 'assessment')];
}

function sameDayAmong(files: readonly LoadedFile[], what: string): Problem[] {
  const first = new Map<string, LoadedFile>();
  return files.flatMap((file) => {
    const [id, edition, day] = [idOf(file), editionOf(file), textOf(file.node, 'effective')];
    if (id === undefined || edition === undefined || day === undefined) return [];
    const earlier = first.get(`${id} ${day}`);
    if (!earlier) first.set(`${id} ${day}`, file);
    // The same edition twice is told by its name.
    if (!earlier || editionOf(earlier) === edition) return [];
    return [problemAt(file, child(file.node, 'effective')!, say.sameEffective(what, id, day, earlier.file), 'warning')];
  });
}
