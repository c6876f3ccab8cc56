/** Writes a file whole or not at all: beside it, synced, then renamed over it. */
import { type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, basename } from 'node:path';
import { Failure } from '../errors.js';

type Pieces = string | AsyncIterable<string> | Iterable<string>;

/**
 * `pieces` are written as they come. A failure leaves the former file, if any, as it was; a link goes on naming the file it
 * names. Throws `usage` where that is a database, such as the records, and `cannot-create` or `io`.
 */
export async function replaceFile(named: string, pieces: Pieces): Promise<void> {
  if (await isDevice(named)) return writeThrough(named, pieces);
  const file = await realpath(named).catch(() => named);
  await refuseDatabase(file);
  const beside = join(dirname(file), `.${basename(file).slice(0, 100)}.${process.pid}.part`);
  const handle = await opened(file, beside, 'wx');
  try {
    await writeAll(handle, pieces);
    await handle.sync();
    await handle.close();
    await rename(beside, file);
    await syncName(file);
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(beside, { force: true }).catch(() => undefined);
    throw asWriteFailure(file, error, 'make room or check the disk; the former file is untouched');
  }
}

/** A slip of the pen must not cost anybody their records. https://sqlite.org/fileformat.html#magic_header_string */
async function refuseDatabase(file: string): Promise<void> {
  if (await isDatabase(file)) {
    throw new Failure('usage', `this file is a database, as the records are: ${file}`, 'name another file; this one was not touched');
  }
  const besides = /^(.+)-(?:journal|wal|shm)$/.exec(file)?.[1];
  if (besides !== undefined && (await isDatabase(besides))) {
    throw new Failure('usage', `SQLite would take this file for a part of ${besides}: ${file}`, 'name another file');
  }
}

const MAGIC = 'SQLite format 3';

async function isDatabase(file: string): Promise<boolean> {
  const former = await open(file, 'r').catch(() => undefined);
  if (!former) return false;
  try {
    const { buffer, bytesRead } = await former.read(Buffer.alloc(MAGIC.length), 0, MAGIC.length, 0);
    return buffer.toString('latin1', 0, bytesRead) === MAGIC;
  } catch {
    // A folder; whoever writes says so.
    return false;
  } finally {
    await former.close();
  }
}

/** `/dev/stdout` or a pipe with a name: written to, and not replaced by a file. */
async function isDevice(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => undefined);
  return found !== undefined && !found.isFile() && !found.isDirectory();
}

async function writeThrough(file: string, pieces: Pieces): Promise<void> {
  const handle = await opened(file, file, 'w');
  try {
    await writeAll(handle, pieces);
  } catch (error) {
    throw asWriteFailure(file, error, 'write to another place');
  } finally {
    await handle.close();
  }
}

async function opened(file: string, path: string, flags: 'w' | 'wx'): Promise<FileHandle> {
  try {
    return await open(path, flags, 0o600);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Failure('cannot-create', `cannot write ${file} (${code})`, 'name a file in a folder that you can write', [], { cause: error });
  }
}

/** `writeFile` and not `write`: on a disk that is nearly full `write` takes a part, and says so only in what it returns. */
async function writeAll(handle: FileHandle, pieces: Pieces): Promise<void> {
  for await (const piece of typeof pieces === 'string' ? [pieces] : pieces) await handle.writeFile(piece);
}

/** So that a power cut does not bring the former file back. Not every system lets a folder be synced. */
async function syncName(file: string): Promise<void> {
  const folder = await open(dirname(file), 'r').catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}

function asWriteFailure(file: string, error: unknown, hint: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  return code === undefined ? error : new Failure('io', `cannot write ${file} (${code})`, hint, [], { cause: error });
}
