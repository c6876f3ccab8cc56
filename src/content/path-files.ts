/** The files of the paths whose objectives an assessment may ask, as far as they can be read. */
import { type AssessmentFile, type Loaded, type PathFile, editionOf, idOf, trackOutlines } from './loaded.js';
import { pathsFor } from './objectives.js';

export function pathFilesFor(file: AssessmentFile, loaded: Loaded): PathFile[] {
  const editions = loaded.paths.map((path) => ({ file: path, id: idOf(path), edition: editionOf(path) }));
  return pathsFor({ id: idOf(file), edition: editionOf(file) }, trackOutlines(loaded), editions).map((path) => path.file);
}
