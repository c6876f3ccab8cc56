/** References to things that do not exist. */
import type { Problem } from '../content.js';
import { nearest } from '../../domain/did-you-mean.js';
import { type AssessmentFile, type Loaded, type LoadedFile, type PathFile, idOf, problemAt, trackOutlines } from '../loaded.js';
import { type Node, child, itemsOf, textOf } from '../node.js';
import { pathFilesFor } from '../path-files.js';
import { mayBelongTo } from '../ownership.js';
import { say } from '../wording.js';

/** The paths and assessments that tracks name. A file whose id cannot be read may be the one that is missed. */
export function unknownPathsAndAssessments(loaded: Loaded): Problem[] {
  const program = loaded.programs[0];
  if (!program) return [];
  const tracks = trackOutlines(loaded);
  return (['path', 'assessment'] as const).flatMap((what) => {
    const files: readonly LoadedFile[] = what === 'path' ? loaded.paths : loaded.assessments;
    const known = new Set(files.map(idOf).filter((id) => id !== undefined));
    const named = tracks.flatMap((track) => track[what] ?? []);
    return tracks.flatMap((track) => {
      const id = track[what];
      if (id === undefined || known.has(id)) return [];
      const hidden = files.some((file) => idOf(file) === undefined && mayBelongTo(file, id, named));
      const folder = what === 'path' ? 'curricula' : 'assessments';
      const words = say.unknownReference(what, id, nearest(id, known), `no file under ${folder}/ says "${what}: ${id}"`);
      return hidden ? [] : [problemAt(program, child(track.node, what)!, words)];
    });
  });
}

/** Stages that come first, in the same edition. */
export function unknownStages({ paths }: Loaded): Problem[] {
  return paths.flatMap((file) => {
    const stages = itemsOf(file.node, 'stages');
    return unknown(
      file,
      stages.flatMap((stage) => itemsOf(stage, 'after')),
      'stage',
      idsOf(stages, 'stage'),
    );
  });
}

/** Objectives of modules, in the same edition, and of questions. */
export function unknownObjectives(loaded: Loaded): Problem[] {
  return [
    ...loaded.paths.flatMap((file) => {
      const modules = itemsOf(file.node, 'stages').flatMap((stage) => itemsOf(stage, 'modules'));
      return unknown(
        file,
        modules.flatMap((module) => itemsOf(module, 'objectives')),
        'objective',
        objectivesIn(file),
      );
    }),
    ...loaded.assessments.flatMap((file) => {
      const known = knownObjectives(file, loaded);
      const asked = itemsOf(file.node, 'questions').flatMap((question) => child(question, 'objective') ?? []);
      return known ? unknown(file, asked, 'objective', known) : [];
    }),
  ];
}

/** The objectives that an assessment may ask; undefined if a file that could hold them cannot be read. */
export function knownObjectives(file: AssessmentFile, loaded: Loaded): Set<string> | undefined {
  const paths = pathFilesFor(file, loaded);
  if (
    paths.length === 0 ||
    loaded.paths.some((path) => path.node === undefined && (idOf(path) === undefined || paths.includes(path)))
  ) {
    return undefined;
  }
  return new Set(paths.flatMap((path) => [...objectivesIn(path)]));
}

function objectivesIn(file: PathFile): Set<string> {
  return idsOf(itemsOf(file.node, 'objectives'), 'objective');
}

function idsOf(nodes: readonly Node[], key: string): Set<string> {
  return new Set(nodes.flatMap((node) => textOf(node, key) ?? []));
}

function unknown(file: LoadedFile, references: readonly Node[], what: string, known: ReadonlySet<string>): Problem[] {
  return references.flatMap((node) => {
    const id = textOf(node);
    return id === undefined || known.has(id) ? [] : [problemAt(file, node, say.unknownReference(what, id, nearest(id, known)))];
  });
}
