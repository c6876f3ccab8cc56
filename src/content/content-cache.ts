/**
 * Content read once and kept as JSON: parsing YAML takes longer than all the rest of most commands. Beside what was read lie
 * the bytes it was read from. They are compared with the files whenever it is asked for, which is cheaper than a hash of them
 * and cannot be mistaken: what is kept may be useless, but never out of date.
 */
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Assessment } from '../domain/assessment.js';
import { clockChanges } from '../domain/clock.js';
import type { Paper } from '../domain/drawing.js';
import { Failure } from '../errors.js';
import type { CachedContent } from './content.js';
import { type FoundFile, type ReadFile, findContentFiles, readFound } from './content-files.js';
import { paperOf, paperText, parsePaper } from './snapshots.js';

export interface Cache {
  /** Where to keep it; made if it is not there. */
  folder: string;
  /** Of the program and of whatever else may read the same files differently. */
  version: string;
}

const MOST_KEPT = 8;

/** As `loadContent`, without the places of things. A cache that cannot be read or written is done without. */
export async function cachedContent(folder: string, cache: Cache): Promise<CachedContent> {
  const found = findContentFiles(folder);
  const file = join(cache.folder, `content-${shortHash(`${cache.version} ${folder}`)}.json`);
  const madeOf = JSON.stringify([cache.version, folder, found.map((each) => [each.file, each.kind, each.fault ?? null])]);
  const kept = readKept(file, madeOf, found);
  if (kept) return kept;
  const { contentOf } = await import('./load.js');
  const files = found.map(readFound);
  const { loaded: _, ...read } = contentOf(folder, files);
  const content = { ...read, clock: read.policy && clockChanges(read.policy.time_zone) };
  await keep(file, bytesOf(content, madeOf, files), cache.folder);
  return content;
}

/**
 * What is kept: a line that says of what it was made and how long the parts are; everything but the questions; each
 * assessment's paper with its questions, which most commands do not look at, and no command at more than one; the files.
 */
interface Head {
  made_of: string;
  content: number;
  papers: { length: number; hash: string }[];
  files: number[];
}

function bytesOf(content: CachedContent, madeOf: string, files: readonly ReadFile[]): Buffer {
  const heads = content.assessments.map(({ questions: _, ...head }) => head);
  const rest = Buffer.from(JSON.stringify({ ...content, assessments: heads }));
  const papers = content.assessments.map((assessment) => Buffer.from(paperText(paperOf(content, assessment))));
  const bytes = files.map((file) => file.bytes);
  const head: Head = {
    made_of: madeOf,
    content: rest.length,
    papers: papers.map((paper) => ({ length: paper.length, hash: createHash('sha256').update(paper).digest('hex') })),
    files: bytes.map(({ length }) => length),
  };
  return Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), rest, ...papers, ...bytes]);
}

/** Longer than any head: it names files, and there are as many as people can look after. */
const LONGEST_HEAD = 64 * 1024;

/** Undefined if nothing is kept, or something that other files were read for. */
function readKept(file: string, madeOf: string, found: readonly FoundFile[]): CachedContent | undefined {
  try {
    // Stays open, so that the questions are there when they are asked for, whoever replaces the file meanwhile.
    const kept = openSync(file, 'r');
    const start = Buffer.allocUnsafe(LONGEST_HEAD);
    const end = start.subarray(0, readSync(kept, start, 0, LONGEST_HEAD, 0)).indexOf('\n');
    const head = JSON.parse(start.toString('utf8', 0, end)) as Head;
    const papersAt = end + 1 + head.content;
    const lengths = head.papers.map(({ length }) => length);
    let at = papersAt + sum(lengths);
    if (head.made_of !== madeOf || !found.every(({ size }, place) => size === head.files[place])) return undefined;
    const isSame = comparer(kept);
    for (const { path, size } of found) {
      if (size > 0 && !isSame(path, at, size)) return undefined;
      at += size;
    }
    const content = JSON.parse(textAt(kept, end + 1, head.content)) as CachedContent;
    const keptPaper = (assessment: Assessment) => {
      const place = content.assessments.indexOf(assessment);
      if (place < 0) return undefined;
      return { text: textAt(kept, papersAt + sum(lengths.slice(0, place)), lengths[place]!), hash: head.papers[place]!.hash };
    };
    for (const assessment of content.assessments) readWhenAsked(assessment, () => parsePaper(keptPaper(assessment)!.text), file);
    return Object.defineProperty(content, 'paperOf', { value: keptPaper });
  } catch {
    return undefined;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function textAt(descriptor: number, at: number, length: number): string {
  const bytes = Buffer.allocUnsafe(length);
  return bytes.toString('utf8', 0, readSync(descriptor, bytes, 0, length, at));
}

const PIECE = 128 * 1024;

/** Tells whether a file has the bytes that are kept at a place, piece by piece: fresh memory costs more than the comparing. */
function comparer(kept: number): (path: string, at: number, size: number) => boolean {
  const [one, other] = [Buffer.allocUnsafeSlow(PIECE), Buffer.allocUnsafeSlow(PIECE)];
  return (path, at, size) => {
    const file = openSync(path, 'r');
    try {
      for (let done = 0; done < size; ) {
        const length = readSync(file, one, 0, Math.min(PIECE, size - done), done);
        if (length === 0 || readSync(kept, other, 0, length, at + done) !== length) return false;
        if (one.compare(other, 0, length, 0, length) !== 0) return false;
        done += length;
      }
      return true;
    } finally {
      closeSync(file);
    }
  };
}

/** Gives the assessment its questions when somebody looks at them. */
function readWhenAsked(assessment: Assessment, read: () => Paper, file: string): void {
  let questions: Assessment['questions'] | undefined;
  function get(): Assessment['questions'] {
    try {
      return (questions ??= read().assessment.questions);
    } catch (cause) {
      throw new Failure('io', `the cache is damaged: ${file}`, 'delete it; it is made anew', [], { cause });
    }
  }
  Object.defineProperty(assessment, 'questions', { get, enumerable: true, configurable: true });
}

/** Written beside and renamed, for two commands may do this at once. */
async function keep(file: string, bytes: Buffer, folder: string): Promise<void> {
  const beside = `${file}.${process.pid}.part`;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(beside, bytes, { mode: 0o600 });
    await rename(beside, file);
    await forgetOldest(folder);
  } catch {
    await rm(beside, { force: true }).catch(() => undefined);
  }
}

async function forgetOldest(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.startsWith('content-'));
  if (names.length <= MOST_KEPT) return;
  const dated = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })));
  for (const { name } of dated.sort((a, b) => b.at - a.at).slice(MOST_KEPT)) await rm(join(folder, name), { force: true });
}

/** FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/): good for a file's name, where two that collide only take turns. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
