/**
 * What was worked out of content files, kept on disk beside the bytes it was worked out of. They are compared with the files
 * whenever it is asked for, which is cheaper than a hash of them and cannot be mistaken: what is kept may be useless, but never
 * out of date. What was worked out lies there twice, for a disk may damage one of the two. It may be deleted at any time.
 */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FoundFile, ReadFile } from './content-files.js';

export interface Cache {
  /** Where to keep it; made if it is not there. */
  folder: string;
  /** Of the program and of whatever else may read the same files differently. */
  version: string;
}

/** What is worked out of which files: a folder's content, or what `check` says of it. */
export interface Keeping {
  cache: Cache;
  what: string;
  folder: string;
  found: readonly FoundFile[];
}

/** The first line of what is kept; after it the parts, the parts once more, then the files. */
interface Head {
  made_of: string;
  parts: number[];
  files: number[];
}

/** For each kind of thing. */
const MOST_KEPT = 8;
/** Longer than any head: it names files, and there are as many as people can look after. */
const LONGEST_HEAD = 64 * 1024;
const USUAL_HEAD = LONGEST_HEAD / 16;

function fileOf({ cache, what, folder }: Keeping): string {
  return join(cache.folder, `${what}-${shortHash(`${cache.version} ${folder}`)}.json`);
}

function madeOf({ cache, folder, found }: Keeping): string {
  return JSON.stringify([cache.version, folder, found.map((each) => [each.file, each.kind, each.fault ?? null])]);
}

/** What `read` makes of the parts, by place. Undefined if nothing is kept, if it is damaged, or if other files were read for it. */
export function readKept<T>(keeping: Keeping, read: (part: (place: number) => Buffer) => T): T | undefined {
  let kept: number | undefined;
  try {
    // Not waited for, should it be a pipe. Stays open, so that the parts are there when they are asked for, whoever replaces the
    // file meanwhile.
    const opened = (kept = openSync(fileOf(keeping), constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)));
    if (!fstatSync(opened).isFile()) throw new Error('not a file');
    const { head, end } = headOf(opened);
    const { found } = keeping;
    if (head.made_of !== madeOf(keeping) || !found.every(({ size }, place) => size === head.files[place])) throw new Error('of other files');
    const all = sum(head.parts);
    let at = end + 1 + 2 * all;
    const isSame = comparer(opened);
    for (const { path, size } of found) {
      if (size > 0 && !isSame(path, at, size)) throw new Error('of other files');
      at += size;
    }
    return read((place) => {
      const [from, length] = [end + 1 + sum(head.parts.slice(0, place)), head.parts[place]!];
      const part = bytesAt(opened, from, length);
      if (!hasBytes(opened, from + all, part)) throw new Error('damaged');
      return part;
    });
  } catch {
    if (kept !== undefined) closeSync(kept);
    return undefined;
  }
}

/** Written beside and renamed, for two commands may do this at once. A cache that cannot be written is done without. */
export async function keep(keeping: Keeping, parts: readonly Buffer[], files: readonly ReadFile[]): Promise<void> {
  const file = fileOf(keeping);
  const beside = `${file}.${process.pid}.part`;
  const bytes = files.map((each) => each.bytes);
  const lengths = (of: readonly Buffer[]) => of.map(({ length }) => length);
  const head: Head = { made_of: madeOf(keeping), parts: lengths(parts), files: lengths(bytes) };
  try {
    await mkdir(keeping.cache.folder, { recursive: true, mode: 0o700 });
    await writeFile(beside, Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), ...parts, ...parts, ...bytes]), { mode: 0o600 });
    await rename(beside, file);
    await forgetOldest(keeping);
  } catch {
    await rm(beside, { force: true }).catch(() => undefined);
  }
}

async function forgetOldest({ cache: { folder }, what }: Keeping): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.startsWith(`${what}-`));
  if (names.length <= MOST_KEPT) return;
  const dated = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })));
  for (const { name } of dated.sort((a, b) => b.at - a.at).slice(MOST_KEPT)) await rm(join(folder, name), { force: true });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function headOf(descriptor: number): { head: Head; end: number } {
  // Most heads are short.
  for (let length = USUAL_HEAD; length <= LONGEST_HEAD; length *= 16) {
    const start = bytesAt(descriptor, 0, length);
    const end = start.indexOf('\n');
    if (end >= 0) return { head: JSON.parse(start.toString('utf8', 0, end)) as Head, end };
  }
  throw new Error('not one of ours');
}

function bytesAt(descriptor: number, at: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  return bytes.subarray(0, readSync(descriptor, bytes, 0, length, at));
}

/** Files are compared piece by piece, always in the same memory: fresh memory costs more than the comparing. */
const PIECE = 32 * 1024;

/** Whether a file has these bytes at a place. */
function hasBytes(descriptor: number, at: number, bytes: Buffer): boolean {
  const piece = Buffer.allocUnsafeSlow(PIECE);
  for (let done = 0; done < bytes.length; ) {
    const length = readSync(descriptor, piece, 0, Math.min(PIECE, bytes.length - done), at + done);
    if (length === 0 || piece.compare(bytes, done, done + length, 0, length) !== 0) return false;
    done += length;
  }
  return true;
}

/** Tells whether a file has the bytes that are kept at a place. */
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

/** FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/): good for a file's name, where two that collide only take turns. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
