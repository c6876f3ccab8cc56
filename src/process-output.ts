/**
 * Standard output or standard error as an output: errors of a full disk are noticed, a closed pipe is a quiet success.
 *
 * A file or a pipe is written to by its descriptor, for Node's streams take 4 ms to load; a terminal gets its stream, which
 * knows its size and waits where it is slow.
 */
import { fstatSync, statSync, writeSync } from 'node:fs';
import type { Output } from './deps.js';
import { visible, visibleBesideStyle } from './domain/visible-text.js';
import { EXIT_CODES } from './errors.js';
import type { Style } from './terminal/style.js';

type Descriptor = 1 | 2;

export interface ProcessOutput extends Output {
  /** The exit code at the end: `code`, unless the stream could not take what was written. */
  end(code: number): number;
}

/** A line that is drawn over the one before: a progress bar. */
function isDrawnOver(text: string): boolean {
  return /^\r[^\u0000-\u001f\u007f-\u009f]*\u001b\[K$/.test(text);
}

export function makeOutput(descriptor: Descriptor, isTerminal: boolean, style: Style): ProcessOutput {
  const allVisible = (text: string) => (style.colour ? visibleBesideStyle(text) : visible(text, { lines: true }));
  let failed: NodeJS.ErrnoException | undefined;
  let stream: NodeJS.WriteStream | undefined;

  function fail(error: NodeJS.ErrnoException): void {
    failed ??= error;
  }

  function streamOf(): NodeJS.WriteStream {
    if (!stream) {
      stream = descriptor === 1 ? process.stdout : process.stderr;
      stream.on('error', fail);
    }
    return stream;
  }

  function writeToStream(rest: string | Uint8Array): Promise<void> {
    return new Promise((resolve) => {
      streamOf().write(rest, (error) => {
        if (error) fail(error);
        resolve();
      });
    });
  }

  /** What could not be written, because whoever reads is slow and the pipe does not wait for it. */
  function writeToDescriptor(text: string): Uint8Array | undefined {
    let rest: Uint8Array = Buffer.from(text);
    try {
      while (rest.length > 0) rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return rest;
      fail(error as NodeJS.ErrnoException);
    }
    return undefined;
  }

  return {
    style,
    isTerminal,
    columns: () => (isTerminal && streamOf().columns) || 80,
    async write(text) {
      // After an error nothing more is tried: whoever reads has gone, or the disk is full.
      if (failed) return;
      // Outside texts are made visible where they are put in. Were one forgotten, it would still not reach a terminal.
      const shown = isTerminal && !isDrawnOver(text) ? allVisible(text.replaceAll('\r\n', '\n')) : text;
      // Once the stream has something to write, all must go that way, or it would come out of order.
      const rest = isTerminal || stream ? shown : writeToDescriptor(shown);
      if (rest !== undefined) await writeToStream(rest);
    },
    end(code) {
      if (!failed || failed.code === 'EPIPE') return code;
      process.stderr.write(`certify: the output could not be written (${failed.code})\n  make room, or write to another place\n`);
      return EXIT_CODES.io;
    },
  };
}

let nullDevice: number | undefined;

/** Whether a descriptor is a terminal. What is certainly none is told first: asking costs 2 ms. */
export function isTerminal(descriptor: 0 | Descriptor): boolean {
  try {
    const file = fstatSync(descriptor);
    if (process.platform !== 'win32' && (!file.isCharacterDevice() || file.rdev === (nullDevice ??= statSync('/dev/null').rdev))) return false;
  } catch {
    return false;
  }
  return process.getBuiltinModule('node:tty').isatty(descriptor);
}
