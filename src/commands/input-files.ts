/** Files that a command reads: as they come, or whole up to a size. `-` is standard input. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Failure, isFailure } from '../errors.js';
import type { Context } from './context.js';

/** Little enough for what is made of a piece to be gone before the next. */
const PIECE = 16 * 1024;

/** The file is opened when it is read and not before: a stream that nobody reads fails where nobody listens. */
export async function* sourceOf({ deps }: Context, file: string, bytes = PIECE): AsyncGenerator<Uint8Array> {
  if (file === '-') yield* deps.input();
  else yield* createReadStream(resolve(deps.cwd, file), { highWaterMark: bytes }) as AsyncIterable<Uint8Array>;
}

/** Bytes of a file, undefined for standard input. Throws `not-found`. */
export async function sizeOf(context: Context, file: string): Promise<number | undefined> {
  if (file === '-') return undefined;
  try {
    const found = await stat(resolve(context.deps.cwd, file));
    if (found.isDirectory()) throw new Failure('usage', `a folder, not a file: ${file}`, 'name the file in it');
    return found.size;
  } catch (error) {
    if (isFailure(error)) throw error;
    throw new Failure('not-found', `the file cannot be read: ${file} (${(error as NodeJS.ErrnoException).code})`, 'check the name', [], {
      cause: error,
    });
  }
}

/** The whole file, or one byte more than `most` of it: a pipe or a device may have no end. Throws `not-found`. */
export async function wholeFile(context: Context, file: string, most: number): Promise<Uint8Array> {
  await sizeOf(context, file);
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const piece of sourceOf(context, file)) {
      pieces.push(piece);
      length += piece.length;
      if (length > most) break;
    }
  } catch (error) {
    throw new Failure('not-found', `the file cannot be read: ${file} (${(error as NodeJS.ErrnoException).code})`, 'check its permissions', [], {
      cause: error,
    });
  }
  return Buffer.concat(pieces).subarray(0, most + 1);
}
