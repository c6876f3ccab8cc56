/** The commands that look after the records: what they say, and their exit codes. */
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { type Certify, certify } from '../commands/harness.js';
import { EVERYTHING, takes } from '../commands/taking.js';
import { confirms } from '../fake-prompter.js';
import { tamper } from './records.js';

const ADD = 'members add avery --name "Avery Field" --email avery@field.example --role "Account Executive" --manager "Morgan Lead"';

async function withAvery(): Promise<Certify> {
  const c = certify();
  expect(await c.run(ADD)).toBe(0);
  expect(await c.run('members add robin --name "Robin Reyes" --role "Account Executive" --manager "Avery Field"')).toBe(0);
  expect(await c.run('grant avery --reason "passed on paper"')).toBe(0);
  return c;
}

const recordsOf = (c: Certify) => join(c.folder, 'data', 'records.db');

describe('verify', () => {
  test('says what it looked at', async () => {
    const c = await withAvery();
    expect(await c.run('verify')).toBe(0);
    expect(c.out).toMatch(/records\.db: 3 entries, 3 facts, 0 attempts graded anew, 1 snapshot\nledger head: entry 3, [0-9a-f]{64}\nNothing was changed after it was recorded\.\n$/);
  });

  test('names what was changed, exit 65', async () => {
    const c = await withAvery();
    tamper(recordsOf(c), "UPDATE reason SET text = 'passed twice'");
    expect(await c.run('verify')).toBe(65);
    expect(c.out).toMatch(/^entry 3, fact [0-9a-z]{26}: its reason was changed\n/);
    expect(await c.run('verify --json')).toBe(65);
    expect(c.json).toMatchObject({ ok: false, entries: 3, facts: 3, faults: [{ entry: 3, fact: expect.any(String), what: 'its reason was changed' }] });
  });

  test('grades every attempt anew, those that were taken in a terminal', async () => {
    const c = await withAvery();
    await c.run('path done --all --member robin');
    expect(await c.run('quiz sales --member robin', ...takes(EVERYTHING))).toBe(0);
    expect(await c.run('verify --json')).toBe(0);
    expect(c.json).toMatchObject({ ok: true, attempts: 1, faults: [] });
  });

  test('a report names the head, and verify finds it again', async () => {
    const c = await withAvery();
    c.at('2026-11-03T10:00:00Z');
    expect(await c.run('report --format json')).toBe(0);
    const head = c.json.ledger_head as string;
    expect(head).toMatch(/^[0-9a-f]{64}$/);
    expect(c.err).toContain(`ledger head: entry 3, ${head}`);
    c.at('2026-11-04T10:00:00Z');
    await c.run('grant robin --reason "passed on paper too"');
    expect(await c.run('report --format json')).toBe(0);
    expect(c.json.ledger_head).not.toBe(head);
    expect(await c.run('report --format json --known-at 2026-11-03T10:00:00Z')).toBe(0);
    expect(c.json.ledger_head).toBe(head);
    expect(await c.run(`verify --head ${head}`)).toBe(0);
    expect(c.out).toContain(`the head ${head} is in the ledger`);
    expect(await c.run(`verify --head ${head.replace(/^./, (digit) => (digit === '0' ? '1' : '0'))}`)).toBe(65);
  });

  test('every format of a report names it on stderr', async () => {
    const c = await withAvery();
    for (const options of ['--format csv', '--format html', '--format md', '--format table', '--summary role', '--format json --summary role']) {
      expect(await c.run(`report ${options}`)).toBe(0);
      expect(c.err).toMatch(/ledger head: entry 3, [0-9a-f]{64}/);
    }
    expect(c.json.ledger_head).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each([
    ['verify --head nonsense', 2, 'not the head of a ledger'],
    ['verify --head 123', 2, 'not the head of a ledger'],
  ])('%s', async (line, code, message) => {
    const c = await withAvery();
    expect(await c.run(line)).toBe(code);
    expect(c.err).toContain(message);
  });

  test('works whatever is wrong with the content', async () => {
    const c = await withAvery();
    c.file('curricula/program.yaml', 'program: [');
    expect(await c.run('verify')).toBe(0);
    expect(await c.run('backup copy.db')).toBe(0);
  });
});

test.each(['verify', 'backup copy.db'])('%s where there are no records yet: exit 66, and none are made', async (line) => {
  const c = certify();
  expect(await c.run(line)).toBe(66);
  expect(c.err).toContain('there are no records yet');
  expect(existsSync(recordsOf(c))).toBe(false);
});

describe('backup', () => {
  test('a copy to restore from', async () => {
    const c = await withAvery();
    expect(await c.run('backup copy.db')).toBe(0);
    expect(c.err).toContain('copy.db: ');
    expect(await c.run('status avery --json --db copy.db')).toBe(0);
    expect(statSync(join(c.folder, 'copy.db')).mode & 0o777).toBe(0o600);
  });

  test('takes nothing\'s place unasked', async () => {
    const c = await withAvery();
    c.file('copy.db', 'mine');
    expect(await c.run('backup copy.db')).toBe(73);
    expect(c.read('copy.db')).toBe('mine');
    expect(await c.run('backup copy.db --overwrite')).toBe(0);
    expect(c.read('copy.db')).not.toBe('mine');
    expect(await c.run('backup data/records.db --overwrite')).toBe(2);
  });
});

describe('forget', () => {
  const FORGET = ['forget', 'avery', '--reason', 'asked for it'];

  test('shows what goes, asks, and erases', async () => {
    const c = await withAvery();
    expect(await c.run(FORGET, confirms('It cannot be taken back', true))).toBe(0);
    expect(c.err).toContain('name and e-mail address, recorded 1 time');
    expect(c.err).toContain('the name as manager, in 1 row of other members');
    expect(c.err).toContain('1 reason of decisions of staff');
    expect(c.err).toMatch(/forgotten, and recorded as [0-9a-z]{26}/);
    expect(readFileSync(recordsOf(c)).includes('Avery Field')).toBe(false);
    expect(await c.run('verify')).toBe(0);
  });

  test('the report keeps the row, without the name', async () => {
    const c = await withAvery();
    await c.run('report --format json');
    const before = c.json.rows;
    await c.run(FORGET);
    await c.run('report --format json');
    const erased = { name: null, email: null, manager: null };
    expect(c.json.rows.find((row: { member: string }) => row.member === 'avery')).toEqual({ ...before.find((row: { member: string }) => row.member === 'avery'), ...erased });
    await c.run('history avery');
    expect(c.out).toContain('certified by staff for sales');
    expect(c.out).not.toContain('passed on paper');
    expect(await c.run('status avery@field.example')).toBe(66);
  });

  test('a dry run and a no erase nothing', async () => {
    const c = await withAvery();
    expect(await c.run([...FORGET, '--dry-run'])).toBe(0);
    expect(c.err).toContain('nothing was erased (--dry-run)');
    expect(await c.run(FORGET, confirms('It cannot be taken back', false))).toBe(0);
    expect(c.err).toContain('nothing was erased');
    expect(readFileSync(recordsOf(c)).includes('Avery Field')).toBe(true);
  });

  test('as data', async () => {
    const c = await withAvery();
    expect(await c.run([...FORGET, '--json', '--yes'])).toBe(0);
    expect(c.json).toEqual({ member: 'avery', forgotten: true, fact: expect.any(String), dry_run: false, erased: { persons: 1, managers: 1, reasons: 1, answers: 0, recorders: 0 } });
  });

  test('typed answers go, their points stay', async () => {
    const c = await withAvery();
    await c.run('path done --all --member robin');
    await c.run('quiz sales --member robin', ...takes(EVERYTHING));
    await c.run('history robin --json');
    const attempt = c.json.find((fact: { kind: string }) => fact.kind === 'attempt').fact as string;
    await c.run(`review ${attempt} --json`);
    const before = c.json;
    expect(JSON.stringify(before)).toContain('"Verify"');
    expect(await c.run('forget robin --reason "asked for it"')).toBe(0);
    expect(c.err).toContain('1 typed answer');
    await c.run(`review ${attempt} --json`);
    expect(c.json.points).toBe(before.points);
    expect(c.json.questions.find((each: { question: string }) => each.question === 'stage').answer).toBe('erased');
    expect(await c.run(`review ${attempt}`)).toBe(0);
    expect(await c.run('verify')).toBe(0);
  });

  test.each([
    [['forget', 'avery'], 2, '--reason is missing'],
    [['forget', 'avery', '--reason', 'Avery Field wrote to us'], 2, 'the reason holds the name or the address that is to be erased'],
    [['forget', 'avery', '--reason', 'mail of AVERY@field.example'], 2, 'the reason holds the name or the address that is to be erased'],
    [['forget', 'nobody', '--reason', 'x'], 66, 'no member nobody'],
  ])('%j', async (line, code, message) => {
    const c = await withAvery();
    expect(await c.run(line)).toBe(code);
    expect(c.err).toContain(message);
    expect(readFileSync(recordsOf(c)).includes('Avery Field')).toBe(true);
  });

  test('not in the middle of an assessment', async () => {
    const c = await withAvery();
    await c.run('path done --all --member robin');
    expect(await c.run('quiz sales --member robin', confirms('Start now?', true), { kind: 'question', part: '', act: () => Promise.reject(Object.assign(new Error('stopped'), { name: 'Failure', kind: 'cancelled' })) } as never)).toBe(130);
    expect(await c.run('forget robin --reason "asked for it"')).toBe(2);
    expect(c.err).toContain('certify quiz --hand-in --member robin');
    await c.run('quiz --hand-in --member robin');
    expect(await c.run('forget robin --reason "asked for it"')).toBe(0);
  });

  test('names the copies that this program has made', async () => {
    const c = await withAvery();
    writeFileSync(`${recordsOf(c)}.version-1`, 'an old copy');
    await c.run(FORGET);
    expect(c.err).toContain(`this copy still holds what was erased: ${recordsOf(c)}.version-1`);
  });
});

describe('doctor', () => {
  /** The findings that are not fine, as `state about`. */
  async function findings(c: Certify): Promise<{ code: number; worth: string[]; remedies: (string | null)[] }> {
    const code = await c.run('doctor --json');
    const worth = c.json.findings.filter(({ state }: { state: string }) => state !== 'fine');
    return { code, worth: worth.map(({ state, about }: { state: string; about: string }) => `${state} ${about}`), remedies: worth.map(({ remedy }: { remedy: string | null }) => remedy) };
  }

  test('all is well', async () => {
    const c = await withAvery();
    expect(await findings(c)).toEqual({ code: 0, worth: [], remedies: [] });
    expect(await c.run('doctor')).toBe(0);
    expect(c.out).toContain('✓ permissions: only you can read and write the records\n');
    expect(c.out).toMatch(/✓ database: SQLite 3\.\d+\.\d+, better-sqlite3 \d+/);
  });

  test('no records yet is worth a note, and none are made', async () => {
    const c = certify();
    expect(await findings(c)).toMatchObject({ code: 0, worth: ['note records'] });
    expect(existsSync(recordsOf(c))).toBe(false);
  });

  const ills: [what: string, (c: Certify) => void, worth: string[]][] = [
    ['others may read it', (c) => chmodSync(recordsOf(c), 0o644), ['wrong permissions']],
    ['others may replace it', (c) => chmodSync(join(c.folder, 'data'), 0o777), ['wrong permissions']],
    ['a reference to nothing', (c) => tamper(recordsOf(c), 'DELETE FROM recorder'), Array.from({ length: 3 }, () => 'wrong integrity')],
    ['a clock that is behind', (c) => c.at('2026-10-01T10:00:00Z'), ['wrong clock']],
    ['a fault in the content', (c) => void c.file('assessments/sales-q3fy27.yaml', 'assessment: ['), ['wrong content']],
    ['no program', (c) => void c.file('curricula/program.yaml', 'program: ['), ['wrong content']],
    ['another program\'s file', (c) => writeFileSync(recordsOf(c), 'x'.repeat(200)), ['wrong records']],
    ['a newer version', (c) => tamperVersion(recordsOf(c)), ['wrong records']],
    ['a journal left behind', (c) => writeFileSync(`${recordsOf(c)}-journal`, 'x'.repeat(600)), ['note journal']],
  ];
  test.each(ills)('%s', async (_what, make, worth) => {
    const c = await withAvery();
    make(c);
    const found = await findings(c);
    expect(found.worth).toEqual(worth);
    expect(found.code).toBe(worth.some((each) => each.startsWith('wrong')) ? 65 : 0);
    for (const remedy of found.remedies) expect(remedy).toMatch(/\S/);
  });

  test('records that went away and left their journal', async () => {
    const c = certify();
    c.file('data/records.db-journal', 'x'.repeat(600));
    expect(await findings(c)).toMatchObject({ code: 65, worth: ['note records', 'wrong journal'] });
  });
});

function tamperVersion(file: string): void {
  const db = new Database(file);
  db.pragma('user_version = 99');
  db.close();
}
