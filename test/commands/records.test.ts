/** The records' file as the commands see it: where it is, whose it is, and what is wrong with it. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { type Certify, certify } from './harness.js';
import { avery } from './people.js';
import { PROGRAM } from './small-program.js';

const ADD = 'members add avery --name Avery --role "Account Executive"';

describe('where the records are', () => {
  test('--db, CERTIFY_DB, the folder of the platform', async () => {
    const c = certify();
    const held = async (options: string) => {
      await c.run(`members list --json ${options}`);
      return c.json.map(({ member }: { member: string }) => member);
    };
    await c.run('members add home --name Home --role "Account Executive"');
    c.env['CERTIFY_DB'] = 'by-setting.db';
    await c.run('members add setting --name Setting --role "Account Executive"');
    await c.run('members add option --name Option --role "Account Executive" --db records/by-option.db');
    expect(await held('')).toEqual(['setting']);
    expect(await held('--db records/by-option.db')).toEqual(['option']);
    delete c.env['CERTIFY_DB'];
    expect(await held('')).toEqual(['home']);
  });

  test('they are readable by their owner only', async () => {
    const c = certify();
    await c.run(`${ADD} --db records.db`);
    expect(statSync(join(c.folder, 'records.db')).mode & 0o777).toBe(0o600);
  });
});

describe('other programs in the same file', () => {
  async function shared(): Promise<Certify> {
    const c = certify();
    await c.run(ADD);
    c.changeContent({ 'curricula/program.yaml': PROGRAM.replace('program: field', 'program: partners') });
    return c;
  }

  test('are said on stderr and not seen', async () => {
    const c = await shared();
    expect(await c.run('members list --json')).toBe(0);
    expect(c.json).toEqual([]);
    expect(c.err).toBe('the records also hold other programs: field\n');
    expect(await c.run('status avery')).toBe(66);
    await c.run('report --format csv');
    expect(c.out.split('\r\n')).toHaveLength(2);
  });

  test('a member of the same name is somebody else there', async () => {
    const c = await shared();
    const { fact } = (await c.facts('avery'))[0]!;
    await c.run('members add avery --name "Another Avery" --role "Customer Success Manager"');
    await c.run('members list --json');
    expect(c.json).toMatchObject([{ name: 'Another Avery' }]);
    expect(await c.run(`void ${fact} --reason x`)).toBe(66);
    c.changeContent({ 'curricula/program.yaml': PROGRAM });
    await c.run('members list --json');
    expect(c.json).toMatchObject([{ name: 'Avery' }]);
    expect(c.err).toBe('the records also hold other programs: partners\n');
  });
});

describe('a clock that is set', () => {
  test('is said on stderr, and what is recorded is marked', async () => {
    const c = certify({ at: '2027-02-10T18:00Z' });
    c.deps = { clockIsSet: true };
    await c.run(ADD);
    expect(c.err).toMatch(/^the clock is set by CERTIFY_NOW: 2027-02-10T18:00:00\.000Z; what is recorded is marked\n/);
    await c.run('report');
    expect(c.err).toMatch(/^the clock is set by CERTIFY_NOW: /);
    expect(c.err.match(/CERTIFY_NOW/g)).toHaveLength(1);
    const db = new Database(join(c.folder, 'data', 'records.db'), { readonly: true });
    expect(db.prepare('SELECT clock_is_set FROM entry').pluck().all()).toEqual([1]);
    db.close();
  });
});

describe('a file that is not right', () => {
  test.each<[what: string, bytes: string | Buffer, said: RegExp]>([
    ['something else', 'a text of mine, long enough to be looked at '.repeat(4), /^certify: not a file of certify's records: /],
    ['the file of another program', Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(200)]), /^certify: not a file of certify's records: /],
  ])('%s is refused and not touched', async (_what, bytes, said) => {
    const c = certify();
    c.file('mine.db', bytes);
    const before = c.read('mine.db');
    expect(await c.run('status --db mine.db')).toBe(65);
    expect(c.err).toMatch(said);
    expect(c.err).toMatch(/\n  name another file with --db; this one was not touched\n$/);
    expect(c.read('mine.db')).toBe(before);
  });

  test('a folder in its place, and a place where nothing can be made', async () => {
    const c = certify();
    expect(await c.run('status --db curricula')).toBe(2);
    expect(c.err).toMatch(/^certify: not a file: /);
    c.file('taken', '');
    expect(await c.run('status --db taken/records.db')).toBe(73);
    expect(c.err).toMatch(/^certify: the records cannot be opened or created: .*\n  check that the folder exists and can be written\n$/);
  });

  test('damage in it is told as damage', async () => {
    const c = await avery();
    const file = join('data', 'records.db');
    const bytes = Buffer.from(c.read(file), 'latin1');
    c.file(file, Buffer.concat([Buffer.from('SQLite format 3\0'), bytes.subarray(16, 100), Buffer.alloc(5000, 7)]));
    expect(await c.run('status')).toBe(65);
    expect(c.err).toMatch(/^certify: /);
  });
});
