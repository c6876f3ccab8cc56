/** Content read once and kept as JSON: parsing YAML takes longer than all the rest of most commands. */
import { createHash } from 'node:crypto';
import type { Assessment } from '../domain/assessment.js';
import { clockChanges } from '../domain/clock.js';
import type { Paper } from '../domain/drawing.js';
import { Failure } from '../errors.js';
import type { CachedContent } from './content.js';
import { findContentFiles, readFound } from './content-files.js';
import { type Cache, type Keeping, keep, readKept } from './kept-files.js';
import { paperOf, paperText, parsePaper } from './snapshots.js';

/** As `loadContent`, without the places of things. A cache that cannot be read or written is done without. */
export async function cachedContent(folder: string, cache: Cache): Promise<CachedContent> {
  const found = findContentFiles(folder);
  const keeping: Keeping = { cache, what: 'content', folder, found };
  const kept = readKept(keeping, (part) => contentOfParts(part, cache.folder));
  if (kept) return kept;
  const { contentOf } = await import('./load.js');
  const files = found.map(readFound);
  const { loaded: _, ...read } = contentOf(folder, files);
  const content = { ...read, clock: read.policy && clockChanges(read.policy.time_zone) };
  await keep(keeping, partsOf(content), files);
  return content;
}

/**
 * Everything but the questions; then each assessment's paper with its questions, which most commands do not look at, and no
 * command at more than one.
 */
function partsOf(content: CachedContent): Buffer[] {
  const papers = content.assessments.map((assessment) => Buffer.from(paperText(paperOf(content, assessment))));
  const heads = content.assessments.map(({ questions: _, ...head }) => head);
  const hashes = papers.map((paper) => createHash('sha256').update(paper).digest('hex'));
  return [Buffer.from(JSON.stringify({ content: { ...content, assessments: heads }, hashes })), ...papers];
}

function contentOfParts(part: (place: number) => string, cacheFolder: string): CachedContent {
  const { content, hashes } = JSON.parse(part(0)) as { content: CachedContent; hashes: string[] };
  const paperOfAssessment = (assessment: Assessment) => {
    const place = content.assessments.indexOf(assessment);
    return place < 0 ? undefined : { text: part(place + 1), hash: hashes[place]! };
  };
  for (const assessment of content.assessments) readWhenAsked(assessment, () => parsePaper(paperOfAssessment(assessment)!.text), cacheFolder);
  return Object.defineProperty(content, 'paperOf', { value: paperOfAssessment });
}

/** Gives the assessment its questions when somebody looks at them. */
function readWhenAsked(assessment: Assessment, read: () => Paper, cacheFolder: string): void {
  let questions: Assessment['questions'] | undefined;
  function get(): Assessment['questions'] {
    try {
      return (questions ??= read().assessment.questions);
    } catch (cause) {
      throw new Failure('io', `the cache is damaged: ${cacheFolder}`, 'delete it; it is made anew', [], { cause });
    }
  }
  Object.defineProperty(assessment, 'questions', { get, enumerable: true, configurable: true });
}
