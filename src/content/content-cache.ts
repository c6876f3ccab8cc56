/**
 * Content read once and kept as JSON: parsing YAML takes longer than all the rest of most commands. Beside what was read lie
 * the bytes it was read from. They are compared with the files whenever it is asked for, which is cheaper than a hash of them
 * and cannot be mistaken: what is kept may be useless, but never out of date.
 */
import { readFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Assessment } from '../domain/assessment.js';
import { clockChanges } from '../domain/clock.js';
import { Failure } from '../errors.js';
import type { CachedContent, Content } from './content.js';
import { type FileBytes, decoded, readContentBytes } from './content-files.js';

export interface Cache {
  /** Where to keep it; made if it is not there. */
  folder: string;
  /** Of the program and of whatever else may read the same files differently. */
  version: string;
}

const MOST_KEPT = 8;

/** As `loadContent`, without the places of things. A cache that cannot be read or written is done without. */
export async function cachedContent(folder: string, cache: Cache): Promise<CachedContent> {
  const files = readContentBytes(folder);
  const file = join(cache.folder, `content-${shortHash(`${cache.version} ${folder}`)}.json`);
  const madeOf = headOf(folder, files, cache.version);
  const kept = readKept(file, madeOf, files);
  if (kept) return kept;
  const { contentOf } = await import('./load.js');
  const { loaded: _, ...read } = contentOf(folder, files.map(decoded));
  const content = { ...read, clock: read.policy && clockChanges(read.policy.time_zone) };
  await keep(file, [madeOf, ...linesOf(content)], files, cache.folder);
  return content;
}

/** What the files were, but for their bytes. */
function headOf(folder: string, files: readonly FileBytes[], version: string): string {
  return JSON.stringify([version, folder, files.map(({ file, kind, bytes, fault }) => [file, kind, bytes.length, fault ?? null])]);
}

/**
 * A line for everything but the questions, then one for each assessment's questions, which most commands do not look at, and
 * no command at more than one.
 */
function linesOf({ assessments, ...rest }: Content): string[] {
  const heads = assessments.map(({ questions: _, ...head }) => head);
  return [JSON.stringify({ ...rest, assessments: heads }), ...assessments.map(({ questions }) => JSON.stringify(questions))];
}

/** Undefined if nothing is kept, or something that other files were read for. */
function readKept(file: string, madeOf: string, files: readonly FileBytes[]): CachedContent | undefined {
  try {
    const kept = readFileSync(file);
    let from = kept.length;
    for (const { bytes } of [...files].reverse()) {
      from -= bytes.length;
      if (from < 0 || !bytes.equals(kept.subarray(from, from + bytes.length))) return undefined;
    }
    const lines = linesIn(kept.subarray(0, from));
    if (lines[0]?.toString() !== madeOf) return undefined;
    const content = JSON.parse(lines[1]!.toString()) as CachedContent;
    content.assessments.forEach((assessment, at) => readWhenAsked(assessment, lines[at + 2]!, file));
    return content;
  } catch {
    return undefined;
  }
}

function linesIn(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let from = 0, end = bytes.indexOf('\n'); end !== -1; from = end + 1, end = bytes.indexOf('\n', from)) {
    lines.push(bytes.subarray(from, end));
  }
  return lines;
}

/** Gives the assessment its questions when somebody looks at them. */
function readWhenAsked(assessment: Assessment, line: Buffer, file: string): void {
  let questions: Assessment['questions'] | undefined;
  const get = () => (questions ??= parsed(line, file));
  Object.defineProperty(assessment, 'questions', { get, enumerable: true, configurable: true });
}

function parsed(line: Buffer, file: string): Assessment['questions'] {
  try {
    return JSON.parse(line.toString()) as Assessment['questions'];
  } catch (cause) {
    throw new Failure('io', `the cache is damaged: ${file}`, 'delete it; it is made anew', [], { cause });
  }
}

/** Written beside and renamed, for two commands may do this at once. */
async function keep(file: string, lines: readonly string[], files: readonly FileBytes[], folder: string): Promise<void> {
  const beside = `${file}.${process.pid}.part`;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const kept = Buffer.concat([Buffer.from(`${lines.join('\n')}\n`), ...files.map(({ bytes }) => bytes)]);
    await writeFile(beside, kept, { mode: 0o600 });
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
