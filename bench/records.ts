/** Records to measure with, made by the program itself: the imports are measured while they are made. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeContent } from './content.js';
import { type Run, run } from './measure.js';
import { type Files, writePeople } from './people.js';

/** Always the program that is built, and never through npx, which takes longer than most commands. */
export const CERTIFY = [process.execPath, join(import.meta.dirname, '..', 'bin', 'certify.js')] as const;

export interface Records {
  people: number;
  file: string;
  files: Files;
  env: Record<string, string>;
  imports: Record<keyof Files, Run>;
}

/** With `only`, the other files are made and not imported. */
export function makeRecords(folder: string, people: number, only: readonly (keyof Files)[] = ['members', 'completions', 'results']): Records {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeContent(folder, 40);
  const files = writePeople(folder, people);
  const file = join(folder, 'records.db');
  const env = environmentIn(folder, file);
  const imports: Partial<Record<keyof Files, Run>> = {};
  for (const kind of only) {
    const yes = kind === 'members' ? ['--yes'] : [];
    imports[kind] = run({ command: [...CERTIFY, 'import', kind, files[kind], ...yes], env });
  }
  return { people, file, files, env, imports: imports as Record<keyof Files, Run> };
}

/** A machine of its own: nothing of the person who measures is read or written. */
export function environmentIn(folder: string, file: string, content = folder): Record<string, string> {
  return {
    HOME: folder,
    XDG_CACHE_HOME: join(folder, 'cache'),
    XDG_DATA_HOME: join(folder, 'data'),
    CERTIFY_CONTENT: content,
    CERTIFY_DB: file,
    TZ: 'UTC',
  };
}
