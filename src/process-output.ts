/** A stream of the process as an output: errors of a full disk are noticed, a closed pipe is a quiet success. */
import type { WriteStream } from 'node:tty';
import type { Output } from './deps.js';
import { EXIT_CODES } from './errors.js';
import { makeStyle } from './terminal/style.js';

export interface ProcessOutput extends Output {
  /** The exit code at the end: `code`, unless the stream could not take what was written. */
  end(code: number): number;
}

export function makeOutput(stream: WriteStream, colour: boolean): ProcessOutput {
  let failed: NodeJS.ErrnoException | undefined;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    failed ??= error;
  });

  return {
    style: makeStyle(colour),
    isTerminal: stream.isTTY === true,
    columns: () => stream.columns || 80,
    write(text) {
      // After an error nothing more is tried: whoever reads has gone, or the disk is full.
      if (failed) return Promise.resolve();
      return new Promise((resolve) => {
        stream.write(text, (error) => {
          if (error) failed ??= error as NodeJS.ErrnoException;
          resolve();
        });
      });
    },
    end(code) {
      if (!failed || failed.code === 'EPIPE') return code;
      process.stderr.write(`certify: the output could not be written (${failed.code})\n  make room, or write to another place\n`);
      return EXIT_CODES.io;
    },
  };
}
