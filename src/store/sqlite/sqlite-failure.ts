/** SQLite's error codes in our words. https://sqlite.org/rescode.html */
import { Failure } from '../../errors.js';
import { DamagedIndex, DamagedRow } from './cells.js';

/** Another process is rolling back or in the middle of a commit; it is over in a moment. https://sqlite.org/rescode.html */
const WHILE_OTHERS_WRITE: ReadonlySet<string> = new Set(['SQLITE_READONLY_ROLLBACK', 'SQLITE_READONLY_RECOVERY', 'SQLITE_READONLY_CANTLOCK']);

/** Runs `work` and turns what SQLite throws into a `Failure`; anything else passes through. */
export function guarded<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asFailure(file, error);
  }
}

export function asFailure(file: string, error: unknown): unknown {
  if (error instanceof DamagedIndex) {
    return new Failure('data', `an index of the facts is damaged: ${file}`, '`certify doctor --rebuild-index` makes it anew from the facts', [], { cause: error });
  }
  if (error instanceof DamagedRow) return damaged(file, error.message, { cause: error });
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!code.startsWith('SQLITE_')) return error;
  const cause = { cause: error };
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED') || WHILE_OTHERS_WRITE.has(code)) {
    return new Failure('locked', `the records are in use by another program: ${file}`, 'wait a moment and try again', [], cause);
  }
  // Our statements are fixed texts that are tested, so where SQLite cannot make sense of one the schema in the file is another.
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB' || code === 'SQLITE_ERROR') {
    return damaged(file, (error as Error).message, cause);
  }
  if (/^SQLITE_CONSTRAINT_(?:TRIGGER|UNIQUE|PRIMARYKEY)$/.test(code)) {
    const hint = 'nothing was written; look again and try again';
    return new Failure('locked', `the same was recorded from elsewhere at this moment (${(error as Error).message})`, hint, [], cause);
  }
  if (code.startsWith('SQLITE_FULL')) {
    return new Failure('io', `the disk is full, nothing was written to ${file}`, 'make room there and where temporary files go, and try again', [], cause);
  }
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_PERM')) {
    const moved = code === 'SQLITE_READONLY_DBMOVED';
    return moved
      ? new Failure('io', `the records were moved or deleted while they were in use: ${file}`, 'put the file back and try again', [], cause)
      : new Failure('not-permitted', `the records cannot be written: ${file}`, 'check the permissions of the file and its folder', [], cause);
  }
  if (code.startsWith('SQLITE_CANTOPEN')) {
    return new Failure('cannot-create', `the records cannot be opened or created: ${file}`, 'check that the folder exists and can be written', [], cause);
  }
  if (code.startsWith('SQLITE_IOERR')) {
    return new Failure('io', `the disk could not be read or written: ${file} (${code})`, 'check the disk, then try again', [], cause);
  }
  return error;
}

export function damaged(file: string, what: string, options?: { cause?: unknown }): Failure {
  return new Failure('data', `the records are damaged: ${file} (${what})`, 'restore a copy made with `certify backup`', [], options);
}
