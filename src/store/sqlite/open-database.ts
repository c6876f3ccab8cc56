/** Opens the records' file: looks at it first, so that a foreign, newer or damaged file is refused without touching it. */
import { closeSync, existsSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { Failure } from '../../errors.js';
import { type Migration, applyMigration } from './schema.js';
import { damaged, guarded } from './sqlite-failure.js';
import { syncFolder } from './sync-folder.js';

export type { Database, Statement } from 'better-sqlite3';

/** Marks the file as ours: "crtf". https://sqlite.org/pragma.html#pragma_application_id */
const APPLICATION_ID = 0x63727466;
const LOCK_TIMEOUT_MS = 5000;

export interface OpenOptions {
  file: string;
  migrations: readonly Migration[];
  /** Called before an existing file is migrated, with its present version. */
  beforeMigration?: (db: Database.Database, version: number) => void;
}

export function openDatabase({ file, migrations, beforeMigration }: OpenOptions): Database.Database {
  const latest = migrations.at(-1)!.version;
  inspect(file, latest);
  createPrivately(file);
  return guarded(file, () => {
    const db = connect(file);
    try {
      if (inspectOpened(db, file, latest) < latest && !db.readonly) migrate(db, file, migrations, beforeMigration);
    } catch (error) {
      db.close();
      throw error;
    }
    return db;
  });
}

/** Reads the first 100 bytes: https://sqlite.org/fileformat.html#the_database_header */
function inspect(file: string, latest: number): void {
  if (!existsSync(file)) return;
  // Before it is opened: a pipe with a name would wait for somebody to write to it.
  const found = statSync(file);
  if (!found.isFile()) throw new Failure('usage', `not a file: ${file}`, 'name a file for the records with --db');
  if (found.size === 0) return;
  const header = Buffer.alloc(100);
  const descriptor = openToRead(file);
  try {
    const length = readSync(descriptor, header, 0, 100, 0);
    // A journal that was left behind must be rolled back by SQLite before the header means anything; while the records are
    // created there may be no header yet.
    if (hasJournal(file)) return;
    if (length < 100 || header.toString('latin1', 0, 16) !== 'SQLite format 3\0') throw foreign(file);
  } finally {
    closeSync(descriptor);
  }
  judge(file, header.readUInt32BE(68), header.readUInt32BE(60), latest);
}

/** https://sqlite.org/fileformat.html#the_rollback_journal */
const JOURNAL_MAGIC = 'd9d505f920a163d7';

function hasJournal(file: string): boolean {
  const journal = `${file}-journal`;
  if (!existsSync(journal)) return false;
  let descriptor: number;
  try {
    descriptor = openToRead(journal);
  } catch (error) {
    // Another process has ended its transaction in this moment: the header read before may be from the middle of it.
    if (!existsSync(journal)) return true;
    throw error;
  }
  try {
    const magic = Buffer.alloc(8);
    readSync(descriptor, magic, 0, 8, 0);
    return magic.toString('hex') === JOURNAL_MAGIC;
  } finally {
    closeSync(descriptor);
  }
}

function openToRead(file: string): number {
  try {
    return openSync(file, 'r');
  } catch (error) {
    throw new Failure('not-permitted', `the records cannot be read: ${file}`, 'check the permissions of the file', [], { cause: error });
  }
}

function judge(file: string, applicationId: number, version: number, latest: number): void {
  if (applicationId !== APPLICATION_ID) throw foreign(file);
  if (version > latest) {
    throw new Failure(
      'data',
      `the records were written by a newer version of certify: ${file} (version ${version}, this program knows ${latest})`,
      'install the newer version; nothing was changed',
    );
  }
}

function foreign(file: string): Failure {
  return new Failure('data', `not a file of certify's records: ${file}`, 'name another file with --db; this one was not touched');
}

/** Creates the file readable by its owner only, before SQLite would create it readable by all. */
function createPrivately(file: string): void {
  if (existsSync(file)) return;
  try {
    const made = mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    // SQLite sees to the name of the file, not to those of the folders above it: a power cut would take all of it away.
    if (made !== undefined) for (let above = dirname(file); above.length >= dirname(made).length; above = dirname(above)) syncFolder(above);
    closeSync(openSync(file, 'ax', 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return;
    throw new Failure(
      'cannot-create',
      `the records cannot be created: ${file} (${(error as NodeJS.ErrnoException).code})`,
      'name a file in a folder that you can write with --db or CERTIFY_DB',
      [],
      { cause: error },
    );
  }
}

/**
 * DELETE and not WAL: one file, readable from a read-only place, and no silent `synchronous = NORMAL`. EXTRA and not FULL: it
 * also syncs the folder after the journal is unlinked, without which a power cut may bring the journal back and undo a commit
 * that was acknowledged (https://sqlite.org/pragma.html#pragma_synchronous). `recursive_triggers` lets the append-only
 * triggers see the removals that INSERT OR REPLACE makes.
 */
const PRAGMAS = `
  PRAGMA journal_mode = DELETE;
  PRAGMA synchronous = EXTRA;
  PRAGMA foreign_keys = ON;
  PRAGMA recursive_triggers = ON;
  PRAGMA secure_delete = ON;
`;
const WHEN_READING = `
  PRAGMA trusted_schema = OFF;
  PRAGMA cell_size_check = ON;
`;

function connect(file: string): Database.Database {
  const options = { timeout: LOCK_TIMEOUT_MS, nativeBinding: nativeBinding() };
  const db = new Database(file, options);
  // All at once: each `pragma()` is a statement of its own, prepared and thrown away.
  db.exec(PRAGMAS + WHEN_READING);
  return db;
}

/** In memory and empty. */
export function emptyDatabase(): Database.Database {
  return new Database(':memory:', { nativeBinding: nativeBinding() });
}

/** To look at and nothing else: a finished copy, or records that this process has opened before. */
export function openReadOnly(file: string): Database.Database {
  const db = new Database(file, { readonly: true, fileMustExist: true, timeout: LOCK_TIMEOUT_MS, nativeBinding: nativeBinding() });
  db.exec(WHEN_READING);
  return db;
}

/**
 * The native part, loaded by the name of its file: looking for it costs more than loading it, and so does `require`. It is
 * where a plain `npm install` puts it, or where better-sqlite3 is; undefined lets better-sqlite3 look for itself.
 */
function nativeBinding(): string | undefined {
  const within = (library: string) => join(library, 'build', 'Release', 'better_sqlite3.node');
  const beside = within(join(__dirname, '..', 'node_modules', 'better-sqlite3'));
  if (existsSync(beside)) return loaded(beside);
  const found = within(dirname(createRequire(__filename).resolve('better-sqlite3/package.json')));
  return existsSync(found) ? loaded(found) : undefined;
}

const native: { exports: object } = { exports: {} };
let isLoaded = false;

/** The types know of names alone: https://github.com/WiseLibs/better-sqlite3/issues/972 */
function loaded(file: string): string {
  if (!isLoaded) process.dlopen(native, file);
  isLoaded = true;
  return native.exports as unknown as string;
}

/** The version of the opened file, 0 for a new one; a file of another program, or of a newer version of this one, is refused. */
function inspectOpened(db: Database.Database, file: string, latest: number): number {
  const version = Number(db.pragma('user_version', { simple: true }));
  const isEmpty = version === 0 && db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0;
  // Whose it is is asked last: another process may create the records in between, and what is there then is theirs and ours.
  if (!isEmpty) judge(file, Number(db.pragma('application_id', { simple: true })), version, latest);
  return version;
}

/** Each migration is one transaction together with its number; two programs at once take turns. */
function migrate(
  db: Database.Database,
  file: string,
  known: readonly Migration[],
  beforeMigration: OpenOptions['beforeMigration'],
): void {
  const before = Number(db.pragma('user_version', { simple: true }));
  // Another process may have done it all by now.
  if (before > 0 && before < known.at(-1)!.version) beforeMigration?.(db, before);
  for (const migration of known) {
    const { version } = migration;
    db.transaction(() => {
      const present = Number(db.pragma('user_version', { simple: true }));
      if (present >= version) return;
      if (present !== version - 1) throw damaged(file, `version ${present}`);
      applyMigration(db, migration);
      db.pragma(`application_id = ${APPLICATION_ID}`);
      db.pragma(`user_version = ${version}`);
    }).immediate();
  }
}
