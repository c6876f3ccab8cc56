/** Writes a file whole or not at all: beside it, synced, then renamed over it. */
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join, basename } from 'node:path';
import { Failure } from '../errors.js';

/** `pieces` are written as they come. A failure leaves the former file, if any, as it was. Throws `cannot-create` or `io`. */
export async function replaceFile(file: string, pieces: string | AsyncIterable<string> | Iterable<string>): Promise<void> {
  const beside = join(dirname(file), `.${basename(file)}.${process.pid}.part`);
  let handle;
  try {
    handle = await open(beside, 'wx', 0o600);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Failure('cannot-create', `cannot write ${file} (${code})`, 'name a file in a folder that you can write', [], { cause: error });
  }
  try {
    for await (const piece of typeof pieces === 'string' ? [pieces] : pieces) await handle.write(piece);
    await handle.sync();
    await handle.close();
    await rename(beside, file);
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(beside, { force: true });
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new Failure('io', `cannot write ${file} (${code})`, 'make room or check the disk; the former file is untouched', [], { cause: error });
  }
}
