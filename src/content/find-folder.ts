/** Which folder the content comes from. */
import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Failure } from '../errors.js';

interface Search {
  /** `--content`. */
  option: string | undefined;
  env: Readonly<Record<string, string | undefined>>;
  cwd: string;
  /** The folder of the content shipped with the program. */
  shipped: string;
}

/**
 * `--content`, else CERTIFY_CONTENT, else the nearest folder at or above the current one that holds content, else what
 * ships. Throws a `not-found` failure if the folder that was named holds none.
 */
export function findContentFolder({ option, env, cwd, shipped }: Search): string {
  if (option !== undefined) return named(resolve(cwd, option), '--content');
  if (env.CERTIFY_CONTENT) return named(resolve(cwd, env.CERTIFY_CONTENT), 'CERTIFY_CONTENT');
  return nearestAbove(resolve(cwd)) ?? shipped;
}

function named(folder: string, by: string): string {
  if (holdsContent(folder)) return folder;
  const missing = ['curricula', 'assessments'].filter((name) => !isFolder(join(folder, name)));
  throw new Failure(
    'not-found',
    isFolder(folder)
      ? `${folder} does not hold ${missing.map((name) => `${name}/`).join(' and ')}`
      : `there is no folder ${folder}`,
    `${by} names a folder with curricula/ and assessments/ in it`,
  );
}

function nearestAbove(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (holdsContent(at)) return at;
    if (dirname(at) === at) return undefined;
  }
}

function holdsContent(folder: string): boolean {
  return isFolder(join(folder, 'curricula')) && isFolder(join(folder, 'assessments'));
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
