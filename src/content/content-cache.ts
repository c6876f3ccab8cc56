/**
 * Content read once and kept as JSON: parsing YAML takes longer than all the rest of most commands. The name of what is kept
 * is a hash of everything it was made from, so it cannot be out of date, only useless.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Content } from './content.js';
import { type TextFile, readContentFiles } from './content-files.js';

export interface Cache {
  /** Where to keep it; made if it is not there. */
  folder: string;
  /** Of the program: another version may read the same files differently. */
  version: string;
}

const MOST_KEPT = 8;

/** As `loadContent`, without the places of things. A cache that cannot be read or written is done without. */
export async function cachedContent(folder: string, cache: Cache): Promise<Content> {
  const files = await readContentFiles(folder);
  const file = join(cache.folder, `content-${hashOf(folder, files, cache.version)}.json`);
  const kept = await readKept(file);
  if (kept) return kept;
  const { contentOf } = await import('./load.js');
  const { loaded: _, ...content } = contentOf(folder, files);
  await keep(file, content, cache.folder);
  return content;
}

function hashOf(folder: string, files: readonly TextFile[], version: string): string {
  const hash = createHash('sha256');
  for (const part of [
    version,
    folder,
    ...files.flatMap(({ file, text, fault }) => [file, text, JSON.stringify(fault ?? null)]),
  ]) {
    // The length first: without it, moving a letter from one text to the next would not show.
    hash.update(`${part.length}:`).update(part);
  }
  return hash.digest('hex');
}

async function readKept(file: string): Promise<Content | undefined> {
  try {
    const kept = JSON.parse(await readFile(file, 'utf8')) as Content;
    return { ...kept, policy: kept.policy };
  } catch {
    return undefined;
  }
}

/** Written beside and renamed, for two commands may do this at once. */
async function keep(file: string, content: Content, folder: string): Promise<void> {
  const beside = `${file}.${randomUUID()}`;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(beside, JSON.stringify(content), { mode: 0o600 });
    await rename(beside, file);
    await forgetOldest(folder);
  } catch {
    await rm(beside, { force: true }).catch(() => undefined);
  }
}

async function forgetOldest(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.startsWith('content-'));
  if (names.length <= MOST_KEPT) return;
  const dated = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })));
  for (const { name } of dated.sort((a, b) => b.at - a.at).slice(MOST_KEPT)) await rm(join(folder, name), { force: true });
}
