/** Content folders on disk, for what only a disk can show. */
import { mkdtempSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { HEAD, PATH, PROGRAM, QUESTIONS } from './small-content.js';

export const RIGHT: Readonly<Record<string, string>> = {
  'curricula/program.yaml': PROGRAM,
  'curricula/p.yaml': PATH,
  'assessments/a.yaml': HEAD + QUESTIONS,
};

/** A folder that is deleted when the test is over. */
export function emptyFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'certify-content-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function folderWith(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = emptyFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}
