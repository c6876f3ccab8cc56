/** docs/records.md names every table, view and column, and its queries run on the records as the program makes them. */
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Certify, certify } from '../commands/harness.js';
import { EVERYTHING, takes } from '../commands/taking.js';
import { codeBlocks, page, section, tableOf, wordsInCode } from './pages.js';

const records = page('docs/records.md');

/** Records with something of every kind in them. */
async function fullRecords(): Promise<Database.Database> {
  const c: Certify = certify({ at: '2026-09-10T12:00Z' });
  const lines = [
    'members add avery --name "Avery Field" --email avery@example.com --role "Account Executive" --team East',
    'path done --all --member avery',
  ];
  for (const line of lines) expect(await c.run(line), c.err).toBe(0);
  c.at('2026-09-11T12:00Z');
  expect(await c.run('quiz --member avery', ...takes(EVERYTHING))).toBe(0);
  c.at('2026-11-22T12:00Z');
  c.file('results.csv', 'member,assessment,edition,finished_at,points,max_points\navery,sales,Q3FY27,2026-09-12,58/3,25\n');
  const later = [
    'import results results.csv',
    'revoke avery --reason "by mistake" --yes',
    'waive avery --window Q1FY28 --reason sabbatical --yes',
    'extend avery --window Q3FY28 --until 2027-10-31 --reason launch --yes',
    'leave avery --from 2027-01-01 --reason away --yes',
  ];
  for (const line of later) expect(await c.run(line), c.err).toBe(0);
  await c.run('history avery --json');
  const revocation = c.json.find((fact: { kind: string }) => fact.kind === 'revocation');
  expect(await c.run(`void ${revocation.fact} --reason "wrong person" --yes`), c.err).toBe(0);
  const db = new Database(join(c.folder, 'data', 'records.db'), { readonly: true });
  onTestFinished(() => void db.close());
  return db;
}

describe('the queries', () => {
  const queries = codeBlocks(records, 'sql');

  test('are some', () => expect(queries.length).toBeGreaterThanOrEqual(6));

  test.each(queries.map((query) => [query.split('\n')[0]!, query]))('%s', async (_, query) => {
    const db = await fullRecords();
    expect(db.prepare(query).all().length).toBeGreaterThan(0);
  });

  test('the percentages of the page are right, also of fractions', async () => {
    const db = await fullRecords();
    const query = queries.find((each) => each.includes('AS percent'))!;
    expect(db.prepare(query).all()).toMatchObject([{ percent: 100 }, { percent: 77.33 }]);
  });
});

describe('names', () => {
  const words = wordsInCode(records);

  test('every table', async () => {
    const db = await fullRecords();
    const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").pluck().all() as string[];
    const named = wordsInCode(section(records, '## Tables'));
    expect(tables.filter((name) => !named.has(name))).toEqual([]);
  });

  test('every view with its own columns', async () => {
    const db = await fullRecords();
    const views = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'view'").pluck().all() as string[];
    const rows = tableOf(records, 'view').rows;
    expect(rows.map(([name]) => name!.replaceAll('`', '')).sort()).toEqual(views.sort());
    const shared = wordsInCode(tableOf(records, 'column', 'holds').rows.map(([column]) => column).join(' '));
    for (const [name, , own] of rows) {
      const columns = db.prepare(`SELECT name FROM pragma_table_info(${name!.replaceAll('`', "'")})`).pluck().all() as string[];
      const named = wordsInCode(own!);
      expect(columns.filter((column) => !shared.has(column) && !named.has(column)), name).toEqual([]);
    }
  });

  test('no view that is not there', async () => {
    const db = await fullRecords();
    const all = new Set(db.prepare('SELECT name FROM sqlite_schema').pluck().all() as string[]);
    expect(['completions', 'attempts', 'entry'].every((name) => words.has(name) && all.has(name))).toBe(true);
  });
});
