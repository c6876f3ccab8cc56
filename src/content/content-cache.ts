/** Content read once and kept as JSON: parsing YAML takes longer than all the rest of most commands. */
import type { Assessment } from '../domain/assessment.js';
import { clockChanges } from '../domain/clock.js';
import { Failure } from '../errors.js';
import type { CachedContent } from './content.js';
import { findContentFiles, readFound } from './content-files.js';
import { type Cache, type Keeping, keep, readKept } from './kept-files.js';
import { type KeptPaper, keptPaper, partsOfPaper } from './kept-paper.js';
import { paperOf, parsePaper } from './snapshots.js';

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
 * Everything but the questions; then each assessment's paper with its questions, in two parts. Most commands do not look at them,
 * and no command at more than one.
 */
function partsOf(content: CachedContent): Buffer[] {
  const heads = content.assessments.map(({ questions: _, ...head }) => head);
  const papers = content.assessments.map((assessment) => partsOfPaper(paperOf(content, assessment)));
  return [Buffer.from(JSON.stringify({ ...content, assessments: heads })), ...papers.flatMap(({ index, text }) => [index, text])];
}

function contentOfParts(part: (place: number) => Buffer, cacheFolder: string): CachedContent {
  const content = JSON.parse(part(0).toString('utf8')) as CachedContent;
  const { assessments } = content;

  function whole<T>(read: () => T): T {
    try {
      return read();
    } catch (cause) {
      throw new Failure('io', `the cache is damaged: ${cacheFolder}`, 'delete it; it is made anew', [], { cause });
    }
  }

  const [indexAt, textAt] = [(place: number) => 1 + 2 * place, (place: number) => 2 + 2 * place];
  for (const [place, assessment] of assessments.entries()) {
    readWhenAsked(assessment, () => whole(() => parsePaper(part(textAt(place)).toString('utf8')).assessment.questions));
  }
  function paperOfAssessment(assessment: Assessment): KeptPaper | undefined {
    const place = assessments.indexOf(assessment);
    if (place < 0) return undefined;
    const [index, text] = whole(() => [part(indexAt(place)), part(textAt(place))] as const);
    return keptPaper(index, text, whole);
  }
  return Object.defineProperty(content, 'paperOf', { value: paperOfAssessment });
}

/** Gives the assessment its questions when somebody looks at them. */
function readWhenAsked(assessment: Assessment, read: () => Assessment['questions']): void {
  let questions: Assessment['questions'] | undefined;
  Object.defineProperty(assessment, 'questions', { get: () => (questions ??= read()), enumerable: true, configurable: true });
}
