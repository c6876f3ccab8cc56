/** Where the product of a command goes: standard output, or with `--output` a file that is written whole or not at all. */
import { resolve } from 'node:path';
import { PLAIN, type Style } from '../terminal/style.js';
import { type Context, optional } from './context.js';
import { replaceFile } from './write-output.js';

export interface Destination {
  style: Style;
  columns: number;
  write(pieces: string | Iterable<string> | AsyncIterable<string>): Promise<void>;
}

/** Wider than any table: in a file nothing is left out for want of room. */
const WIDE = 10_000;

/** A file has no colours, whatever the terminal has. */
export function destinationOf({ deps: { out, cwd }, options }: Context): Destination {
  const file = optional(options, 'output');
  if (file !== undefined && file !== '-') {
    return { style: PLAIN, columns: WIDE, write: (pieces) => replaceFile(resolve(cwd, file), pieces) };
  }
  return {
    style: out.style,
    columns: out.columns(),
    async write(pieces) {
      for await (const piece of typeof pieces === 'string' ? [pieces] : pieces) await out.write(piece);
    },
  };
}
