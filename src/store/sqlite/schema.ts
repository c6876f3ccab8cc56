/** The schema of the records: made by numbered migrations, and compared with what they make. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

export interface Migration {
  version: number;
  /** Read only when it is applied, which most runs do not. */
  file: string;
}

/** The files `001-….sql` and so on of a folder, in order. */
export function findMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{3}-.*\.sql$/.test(name))
    .sort()
    .map((name) => ({ version: Number(name.slice(0, 3)), file: join(folder, name) }));
}

/** In the caller's transaction. Migrations may change the text of a table, which SQLite does not let anybody else do. */
export function applyMigration(db: Database.Database, { file }: Migration): void {
  db.unsafeMode(true).exec(readFileSync(file, 'utf8'));
  db.unsafeMode(false);
}

type Description = { type: string; name: string; sql: string };

/** https://sqlite.org/schematab.html. What SQLite makes by itself has no text. */
function described(db: Database.Database): Map<string, Description> {
  const rows = db.prepare("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'").all() as Description[];
  return new Map(rows.map((row) => [`${row.type} ${row.name}`, row]));
}

/**
 * What stands in the file beside what the migrations make, or is not there: a trigger that somebody has put in may change what
 * is recorded and keep what is forgotten, and without the guards facts can be changed.
 */
export function schemaFaults(db: Database.Database, migrations: readonly Migration[], newDatabase: () => Database.Database): string[] {
  const version = Number(db.pragma('user_version', { simple: true }));
  const model = newDatabase();
  try {
    for (const migration of migrations) if (migration.version <= version) applyMigration(model, migration);
    const [due, found] = [described(model), described(db)];
    return [
      ...[...due.keys()].filter((name) => !found.has(name)).map((name) => `the schema: ${name} is missing`),
      ...[...found.keys()].filter((name) => !due.has(name)).map((name) => `the schema: ${name} is not one of certify's`),
      ...[...due].filter(([name, { sql }]) => found.has(name) && found.get(name)!.sql !== sql).map(([name]) => `the schema: ${name} was changed`),
    ];
  } finally {
    model.close();
  }
}
