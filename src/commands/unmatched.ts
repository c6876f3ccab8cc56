/** `--unmatched FILE`: rows of unknown members, written out to be corrected and imported again. */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { csvLine } from '../formats/csv-writing.js';
import { Failure } from '../errors.js';
import { plural } from '../output/words.js';
import { type Context, optional } from './context.js';
import { replaceFile } from './write-output.js';

export interface UnmatchedRows {
  add(header: readonly string[], values: readonly string[]): void;
  /** Writes the file if it is asked for and there is anything to write. */
  write(context: Context): Promise<void>;
}

/** What is left of a file must not take its place. Throws `usage`. */
export function refuseUnmatchedOntoInput({ deps: { cwd }, options }: Context, files: readonly string[]): void {
  const file = optional(options, 'unmatched');
  if (file === undefined) return;
  const own = fileAt(resolve(cwd, file));
  if (own !== undefined && files.some((each) => fileAt(resolve(cwd, each)) === own)) {
    throw new Failure('usage', `--unmatched names the file that is imported: ${file}`, 'name another file for the rows of unknown members');
  }
}

/** Which file it is, by whatever name; undefined if there is none. */
function fileAt(path: string): string | undefined {
  try {
    const found = statSync(path);
    return found.isFile() ? `${found.dev} ${found.ino}` : undefined;
  } catch {
    return undefined;
  }
}

/** The rows of several files become one table: columns of the same name are one, whatever their place. */
export function gatherUnmatched(): UnmatchedRows {
  const columns = new Map<string, string>();
  const rows: Map<string, string>[] = [];
  const keyOf = (name: string) => name.trim().toLowerCase();

  return {
    add(header, values) {
      for (const name of header) if (!columns.has(keyOf(name))) columns.set(keyOf(name), name);
      rows.push(new Map(header.map((name, at) => [keyOf(name), values[at] ?? ''])));
    },
    async write(context) {
      const file = optional(context.options, 'unmatched');
      if (file === undefined || rows.length === 0) return;
      const keys = [...columns.keys()];
      const table = [[...columns.values()], ...rows.map((row) => keys.map((key) => row.get(key) ?? ''))];
      await replaceFile(resolve(context.deps.cwd, file), table.map((cells) => csvLine(cells)).join(''));
      await context.say(`${plural(rows.length, 'row')} of unknown members written to ${file}`);
    },
  };
}
