/** Opens the local records as a store. Loaded only by runs that need records. */
import { join } from 'node:path';
import { backUpBeforeMigration } from './sqlite/backup.js';
import { makeSqliteStore } from './sqlite/sqlite-store.js';
import { openDatabase } from './sqlite/open-database.js';
import { findMigrations } from './sqlite/schema.js';
import { guarded } from './sqlite/sqlite-failure.js';
import type { Store } from './store.js';

/** `root` is the folder of the program, where the migrations lie. Throws a `Failure`. */
export function openStore(file: string, program: string, root: string): Store {
  const migrations = findMigrations(join(root, 'src', 'store', 'migrations'));
  const db = openDatabase({
    file,
    migrations,
    beforeMigration: (before, version) => backUpBeforeMigration(before, file, version),
  });
  return guarded(file, () => makeSqliteStore(db, { file, program, migrations }));
}
