/** Files that commands write: whole or not at all, and never over the records or over what is being read. */
import { lstatSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Certify, certify } from './harness.js';

async function withAvery(): Promise<Certify> {
  const c = certify();
  await c.run('members add avery --name "Avery Field" --role "Account Executive"');
  return c;
}

describe('the records are not overwritten', () => {
  const commands = ['submit --member avery --output', 'report --format csv --output', 'report --format json --output', 'calendar --format csv --output', 'import completions c.csv --unmatched'];

  test.each(commands)('%s', async (command) => {
    const c = await withAvery();
    c.file('c.csv', 'member,module,completed_at\r\nzoe,value,2026-10-05\r\n');
    symlinkSync(join('data', 'records.db'), join(c.folder, 'link'));
    for (const file of ['data/records.db', 'link']) {
      expect(await c.run(`${command} ${file}`)).toBe(2);
      expect(c.err).toMatch(/certify: this file is a database, as the records are: .*records\.db\n {2}name another file; this one was not touched\n$/);
    }
    expect(await c.facts('avery')).toHaveLength(1);
  });

  test('nor does anything come to lie where SQLite looks for parts of them', async () => {
    const c = await withAvery();
    expect(await c.run('submit --member avery --output data/records.db-journal')).toBe(2);
    expect(c.err).toMatch(/SQLite would take this file for a part of .*records\.db: .*records\.db-journal\n/);
    expect(await c.run('backup data/records.db-wal')).toBe(2);
    expect(await c.run('backup copy.db-journal')).toBe(0);
  });

  test('nor is the file that is imported, by what is left of it', async () => {
    const c = await withAvery();
    const text = 'member,module,completed_at\r\nzoe,value,2026-10-05\r\navery,value,2026-10-05\r\n';
    c.file('c.csv', text);
    for (const kind of ['completions', 'results', 'members']) {
      expect(await c.run(`import ${kind} c.csv --unmatched ./c.csv`)).toBe(2);
      expect(c.err).toBe('certify: --unmatched names the file that is imported: ./c.csv\n  name another file for the rows of unknown members\n');
    }
    expect(c.read('c.csv')).toBe(text);
  });
});

test('a link goes on naming the file that is written', async () => {
  const c = await withAvery();
  c.file('real.csv', 'before');
  symlinkSync('real.csv', join(c.folder, 'link.csv'));
  expect(await c.run('report --output link.csv')).toBe(0);
  expect(lstatSync(join(c.folder, 'link.csv')).isSymbolicLink()).toBe(true);
  expect(c.read('real.csv')).toMatch(/^member,name,/);
});
