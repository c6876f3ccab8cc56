/** The files of a content folder: which ones count, and their text. Links that leave the folder are not followed. */
import { type Dirent, readFileSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { codePointOrder } from '../domain/order.js';
import type { FileKind } from './content.js';
import { say } from './file-wording.js';
import type { Words } from './wording.js';

export interface TextFile {
  /** Relative to the content folder, with `/` on every platform. */
  file: string;
  kind: FileKind;
  /** What could be read; with a fault only good for a guess at whose file it is. */
  text: string;
  fault?: { words: Words; line: number; column: number } | undefined;
}

const YAML_NAME = /\.ya?ml$/i;
const PROGRAM = /^curricula\/program\.ya?ml$/i;
const MOST_MEBIBYTES = 2;
const MOST_BYTES = MOST_MEBIBYTES * 1024 * 1024;

/** A file that counts, not read yet. */
export interface FoundFile extends Pick<TextFile, 'file' | 'kind' | 'fault'> {
  /** Where it is; empty where there is nothing to read. */
  path: string;
  size: number;
}

/** All YAML files under curricula/ and assessments/, in the order of their names by code point. Never throws. */
export async function readContentFiles(folder: string): Promise<TextFile[]> {
  return findContentFiles(folder).map(readFound);
}

/** The same unread. A dozen small files are found in half the time where none is waited for. */
export function findContentFiles(folder: string): FoundFile[] {
  const files: FoundFile[] = [];
  let root: string;
  try {
    root = realpathSync.native(folder);
  } catch (error) {
    return [unreadable('curricula', say.cannotRead(reasonOf(error)))];
  }
  for (const name of ['curricula', 'assessments']) walk(root, name, new Set(), files);
  return files.sort((a, b) => codePointOrder(a.file, b.file));
}

/** A file with its text, and the bytes that the text is of. */
export interface ReadFile extends TextFile {
  bytes: Buffer;
}

/** Never throws. */
export function readFound({ path, size: _, ...found }: FoundFile): ReadFile {
  if (found.fault) return { ...found, text: '', bytes: Buffer.alloc(0) };
  try {
    const bytes = readFileSync(path);
    return { ...found, ...textOfBytes(bytes), bytes };
  } catch (error) {
    return readFound(unreadable(found.file, say.cannotRead(reasonOf(error))));
  }
}

function kindOf(file: string): FileKind {
  if (PROGRAM.test(file)) return 'program';
  return file.startsWith('assessments') ? 'assessment' : 'path';
}

function unreadable(file: string, words: Words): FoundFile {
  return { file, kind: kindOf(file), path: '', size: 0, fault: { words, line: 1, column: 1 } };
}

/**
 * `above` holds the real folders on the way here: a link to one of them would lead in circles. `known` is the real path of what is
 * no link.
 */
function walk(root: string, file: string, above: ReadonlySet<string>, files: FoundFile[], known?: string): void {
  try {
    const real = known ?? realpathSync.native(join(root, file));
    const counts = YAML_NAME.test(file);
    if (!real.startsWith(root.endsWith(sep) ? root : root + sep)) {
      files.push(unreadable(file, say.leavesFolder));
      return;
    }
    const found = statSync(real);
    if (found.isDirectory()) {
      if (above.has(real)) return;
      const entries = readdirSync(real, { withFileTypes: true });
      const here = new Set([...above, real]);
      for (const entry of entries.filter(mayCount)) {
        walk(root, `${file}/${entry.name}`, here, files, entry.isSymbolicLink() ? undefined : join(real, entry.name));
      }
    } else if (counts) {
      files.push(found.isFile() ? sized(file, real, found.size) : unreadable(file, say.notAFile));
    }
  } catch (error) {
    files.push(unreadable(file, say.cannotRead(reasonOf(error))));
  }
}

/** Names that start with a dot belong to editors and systems. A link may be anything, so it is looked at in any case. */
function mayCount(entry: Dirent): boolean {
  return !entry.name.startsWith('.') && (entry.isDirectory() || entry.isSymbolicLink() || YAML_NAME.test(entry.name));
}

/** One file as one of the given kind, whatever its name and wherever it lies. Never throws. */
export async function readTextFile(path: string, name: string, kind: FileKind): Promise<TextFile> {
  try {
    const found = statSync(path);
    return { ...readFound(found.isFile() ? sized(name, path, found.size) : unreadable(name, say.notAFile)), kind };
  } catch (error) {
    return { ...readFound(unreadable(name, say.cannotRead(reasonOf(error)))), kind };
  }
}

/** The size is asked for before reading: the file may be larger than memory. */
function sized(file: string, path: string, size: number): FoundFile {
  return size > MOST_BYTES ? unreadable(file, say.tooLarge(MOST_MEBIBYTES)) : { file, kind: kindOf(file), path, size };
}

/** Decodes UTF-8; a byte order mark is taken off. */
export function textOfBytes(bytes: Buffer): Pick<TextFile, 'text' | 'fault'> {
  if (bytes.length > MOST_BYTES) return { text: '', fault: { words: say.tooLarge(MOST_MEBIBYTES), line: 1, column: 1 } };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { text: bytes.toString('utf8'), fault: notUtf8(bytes) };
  }
}

/** The first line whose bytes do not decode, and the column in it. No byte of a longer character equals a line feed. */
function notUtf8(bytes: Buffer): NonNullable<TextFile['fault']> {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return { words: say.utf16, line: 1, column: 1 };
  }
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let line = 1;
  for (let start = 0; start <= bytes.length; line++) {
    const end = bytes.indexOf(0x0a, start);
    const part = bytes.subarray(start, end < 0 ? bytes.length : end);
    try {
      strict.decode(part);
    } catch {
      return { words: say.notUtf8, line, column: part.toString('utf8').indexOf('\ufffd') + 1 };
    }
    if (end < 0) break;
    start = end + 1;
  }
  return { words: say.notUtf8, line: 1, column: 1 };
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'it does not exist',
  ENOTDIR: 'it does not exist',
  ELOOP: 'its links lead in circles',
};

function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  return (code && REASONS[code]) ?? code ?? 'unknown reason';
}
