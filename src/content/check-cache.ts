/**
 * What `certify check` says, kept until a file or the day is another: the places of all faults want everything parsed anew,
 * and editors and hooks check again and again what has not changed.
 */
import type { Instant } from '../domain/day.js';
import type { Problem } from './content.js';
import { findContentFiles, readFound } from './content-files.js';
import { type Cache, type Keeping, keep, readKept } from './kept-files.js';

export interface Checked {
  problems: Problem[];
  /** How many files there are that could be read. */
  files: number;
}

/** Warnings go by the day, so they hold from its first instant until the next day's. */
interface KeptCheck extends Checked {
  from: Instant;
  until: Instant;
}

/** Without a cache everything is checked anew. */
export async function checkedContent(folder: string, now: Instant, cache: Cache | undefined): Promise<Checked> {
  const found = findContentFiles(folder);
  const keeping: Keeping | undefined = cache && { cache, what: 'check', folder, found };
  const kept = keeping && readKept(keeping, (part) => JSON.parse(part(0).toString('utf8')) as KeptCheck);
  if (kept && kept.from <= now && now < kept.until) return kept;
  const { checkFiles } = await import('./check.js');
  const files = found.map(readFound);
  const checked = checkFiles(folder, files, now);
  if (keeping) await keep(keeping, [Buffer.from(JSON.stringify(checked satisfies KeptCheck))], files);
  return checked;
}
