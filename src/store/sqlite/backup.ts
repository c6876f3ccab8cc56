/** Copies of the records: written beside their place, checked, and put there only then. */
import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Failure, isFailure } from '../../errors.js';
import { integrityFaults } from './health.js';
import { type Database, openReadOnly } from './open-database.js';
import { syncFolder } from './sync-folder.js';

/** Throws `usage` if the place is taken and may not be overwritten, `cannot-create`, `io`, or `data` if the copy is not sound. */
export function backUp(db: Database, file: string, copy: string, { overwrite }: { overwrite: boolean }): void {
  refuse(file, copy, overwrite);
  const beside = join(dirname(copy), `.${basename(copy)}.${process.pid}.part`);
  try {
    // Made first, for SQLite would make it readable by all.
    closeSync(openSync(beside, 'wx', 0o600));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Failure('cannot-create', `the backup cannot be written: ${copy} (${code})`, 'name a file in a folder that you can write', [], { cause: error });
  }
  try {
    writeCopy(db, beside);
    if (overwrite) renameSync(beside, copy);
    else putInFreePlace(beside, copy);
    syncFolder(dirname(copy));
  } catch (error) {
    throw asBackupFailure(error, copy);
  } finally {
    clearAway(beside);
    clearAway(`${beside}-journal`);
  }
}

/** On a disk that refuses this too, there is something worse to tell. */
function clearAway(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Named after what it is, it can be removed by hand.
  }
}

/** A link never replaces anything, not even a file that came there meanwhile. Some file systems, as on memory sticks, have none. */
function putInFreePlace(beside: string, copy: string): void {
  try {
    linkSync(beside, copy);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST' || existsSync(copy)) throw error;
    renameSync(beside, copy);
  }
}

function refuse(file: string, copy: string, overwrite: boolean): void {
  if (['-journal', '-wal', '-shm'].some((ending) => copy === `${file}${ending}`)) {
    throw new Failure('usage', `SQLite would take this file for a part of the records: ${copy}`, 'name another file for the backup');
  }
  if (!existsSync(copy)) return;
  const [there, own] = [statSync(copy), statSync(file)];
  if (there.dev === own.dev && there.ino === own.ino) {
    throw new Failure('usage', `these are the records themselves: ${copy}`, 'name another file for the backup');
  }
  if (!there.isFile()) throw new Failure('usage', `not a file: ${copy}`, 'name a file for the backup');
  if (!overwrite) throw new Failure('cannot-create', `there is a file already: ${copy}`, 'name another one, or add --overwrite');
}

/** One moment of the records, whatever others write meanwhile, compacted and free of what was deleted. */
function writeCopy(db: Database, copy: string): void {
  db.prepare('VACUUM INTO ?').run(copy);
  const descriptor = openSync(copy, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  const written = openReadOnly(copy);
  try {
    const faults = integrityFaults(written);
    const head = (of: Database) => of.prepare('SELECT max(entry) FROM entry').pluck().get() as number | null;
    if ((head(written) ?? 0) > (head(db) ?? 0)) faults.push('it holds other entries');
    if (faults.length > 0) throw new Failure('data', 'the copy is not sound, it was thrown away', 'see `certify doctor`', faults);
  } finally {
    written.close();
  }
}

function asBackupFailure(error: unknown, copy: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EEXIST') return new Failure('cannot-create', `there is a file already: ${copy}`, 'name another one, or add --overwrite');
  if (code === 'SQLITE_FULL') return new Failure('io', `the disk is full, the backup cannot be written: ${copy}`, 'make room, or name a file elsewhere', [], { cause: error });
  if (code?.startsWith('E')) return new Failure('io', `the backup cannot be written: ${copy} (${code})`, 'make room or check the disk', [], { cause: error });
  return error;
}

/** Keeps the records as they are before a migration: `records.db.version-1`, or `records.db.version-1.2` if that is taken. */
export function backUpBeforeMigration(db: Database, file: string, version: number): void {
  let copy = '';
  for (let tries = 1; copy === ''; tries++) {
    const place = freePlace(file, version);
    try {
      backUp(db, file, place, { overwrite: false });
      copy = place;
    } catch (error) {
      // Another program does the same at the same moment: it was faster, or has taken its own copy away again since.
      if (existsSync(place)) copy = place;
      else if (tries === MOST_TRIES || !isFailure(error) || error.kind !== 'cannot-create') throw error;
    }
  }
  try {
    if (versionOf(copy) !== version) rmSync(copy, { force: true });
  } catch (error) {
    // Or looked at it first, and has taken it away.
    if (existsSync(copy)) throw error;
  }
}

const MOST_TRIES = 10;

function freePlace(file: string, version: number): string {
  let place = `${file}.version-${version}`;
  for (let number = 2; existsSync(place); number++) place = `${file}.version-${version}.${number}`;
  return place;
}

/** Of a copy: the other program may have migrated the records before they were copied. */
function versionOf(copy: string): number {
  const written = openReadOnly(copy);
  try {
    return Number(written.pragma('user_version', { simple: true }));
  } finally {
    written.close();
  }
}
