/** Ids that appear twice where they must tell things apart. */
import type { Problem } from '../content.js';
import { type Loaded, type LoadedFile, editionOf, idOf, problemAt } from '../loaded.js';
import { type Node, child, itemsOf, textOf } from '../node.js';
import { say } from '../wording.js';

export function oneProgram({ programs }: Loaded): Problem[] {
  if (programs.length === 0) {
    return [{ file: 'curricula/program.yaml', line: 1, column: 1, severity: 'error', ...say.noProgram }];
  }
  return programs.slice(1).map((file) => problemAt(file, 0, say.twoPrograms));
}

/** Two files that are the same edition of the same path or assessment. */
export function repeatedEditions({ paths, assessments }: Loaded): Problem[] {
  return [...repeatedAmong(paths, 'path'), ...repeatedAmong(assessments, 'assessment')];
}

function repeatedAmong(files: readonly LoadedFile[], what: string): Problem[] {
  const first = new Map<string, LoadedFile>();
  return files.flatMap((file) => {
    const [id, edition] = [idOf(file), editionOf(file)];
    if (id === undefined || edition === undefined) return [];
    const earlier = first.get(`${id} ${edition}`);
    if (!earlier) {
      first.set(`${id} ${edition}`, file);
      return [];
    }
    return [problemAt(file, child(file.node, 'edition')!, say.repeatedEdition(what, id, edition, earlier.file))];
  });
}

/** Module ids may come back in other paths and editions, where they mean the same module; within one edition they may not. */
export function repeatedIds({ programs, paths, assessments }: Loaded): Problem[] {
  return [
    ...programs.flatMap((file) => [
      ...repeated(file, itemsOf(file.node, 'tracks'), 'track'),
      ...repeated(file, itemsOf(child(file.node, 'recertification'), 'windows'), 'window'),
      ...repeated(file, itemsOf(child(file.node, 'recertification'), 'quarters'), 'quarter', null),
      ...itemsOf(file.node, 'tracks').flatMap((track) => repeated(file, itemsOf(track, 'roles'), 'role', null)),
    ]),
    ...paths.flatMap((file) => [
      ...repeated(file, itemsOf(file.node, 'objectives'), 'objective'),
      ...repeated(file, itemsOf(file.node, 'stages'), 'stage'),
      ...repeated(
        file,
        itemsOf(file.node, 'stages').flatMap((stage) => itemsOf(stage, 'modules')),
        'module',
      ),
    ]),
    ...assessments.flatMap((file) => repeated(file, itemsOf(file.node, 'questions'), 'question')),
  ];
}

/** Of groups by the text under a key, by default the one that is called like them; `null` for texts themselves. */
function repeated(file: LoadedFile, nodes: readonly Node[], what: string, key: string | null = what): Problem[] {
  const first = new Map<string, Node>();
  return nodes.flatMap((node) => {
    const place = key === null ? node : child(node, key);
    const id = textOf(place);
    if (id === undefined || place === undefined) return [];
    const earlier = first.get(id);
    if (!earlier) {
      first.set(id, place);
      return [];
    }
    return [problemAt(file, place, say.repeatedId(what, id, file.placeAt(earlier.at).line))];
  });
}
