/** The library that stands between a program and its files, compiled for this run. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Preload {
  file: string;
  remove(): void;
}

/** Undefined, with a word about it, where there is no C compiler or no LD_PRELOAD. */
export function compilePreload(): Preload | undefined {
  if (process.platform !== 'linux') return skip('LD_PRELOAD is known on Linux only');
  const folder = mkdtempSync(join(tmpdir(), 'certify-preload-'));
  const file = join(folder, 'file-operations.so');
  const source = join(import.meta.dirname, 'file-operations.c');
  const { status, stderr } = spawnSync('cc', ['-shared', '-fPIC', '-O2', '-o', file, source, '-ldl', '-lpthread'], { encoding: 'utf8' });
  if (status !== 0) return skip(`it does not compile: ${stderr ?? 'there is no cc'}`);
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function skip(why: string): undefined {
  process.stdout.write(`skipped, no library between the program and its files: ${why}\n`);
  return undefined;
}

/** How many operations a run has counted; undefined if it was killed before it could say so. */
export function countIn(file: string): number | undefined {
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) : undefined;
}
