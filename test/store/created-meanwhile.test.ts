/** Records that another process creates in the moment in which they are opened: theirs is ours. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, expect, test } from 'vitest';
import { freshFolder, openAt } from './records.js';

const { pragma } = Database.prototype;
afterEach(() => {
  Database.prototype.pragma = pragma;
});

test.each([1, 2])('after %i of the marks of the file have been read', async (reads) => {
  const folder = freshFolder();
  const file = join(folder, 'records.db');
  let count = 0;
  Database.prototype.pragma = function (this: Database.Database, ...given: Parameters<typeof pragma>) {
    const found: unknown = pragma.apply(this, given);
    if (++count === reads) void openAt(file).close();
    return found;
  };
  await openAt(file).close();
  expect(count).toBeGreaterThan(reads);
  // No copy either, as it is made before a migration: there was nothing to migrate any more.
  expect(readdirSync(folder)).toEqual(['records.db']);
});
