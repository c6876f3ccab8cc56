/** The exit codes that scripts rely on, each with one thing that brings it about. */
import { describe, expect, test } from 'vitest';
import { EXIT_CODES } from '../../src/errors.js';
import { asFailure } from '../../src/store/sqlite/sqlite-failure.js';
import { confirms, stops } from '../fake-prompter.js';
import { after, certify } from './harness.js';
import { avery } from './people.js';
import { EVERYTHING, TOO_LITTLE, answersTo, takes } from './taking.js';

const starts = confirms('Start now?', true);

async function takenOver(): Promise<number> {
  const c = await avery();
  const other = certify({ beside: c });
  other.env = c.env;
  const takesOver = () => other.run('quiz', stops('question', ''));
  return c.run('quiz', starts, after(takesOver, answersTo(EVERYTHING, 1)[0]!));
}

const CASES: [code: number, what: string, how: () => Promise<number>][] = [
  [0, 'done', async () => (await avery()).run('status')],
  [0, 'an assessment that was passed', async () => (await avery()).run('quiz', ...takes(EVERYTHING))],
  [1, 'a bug in the program', () => failing(new TypeError('cannot read properties of undefined'))],
  [2, 'wrong usage', async () => certify().run('report --format xlsx')],
  [3, 'an assessment that was not passed', async () => (await avery()).run('quiz', ...takes(TOO_LITTLE))],
  [3, 'a check that says no', async () => (await avery()).run('status --check')],
  [65, 'bad content', () => withFile('curricula/program.yaml', 'program: field\n', 'status')],
  [65, 'a bad import', () => withFile('r.csv', 'member,module,completed_at\nzoe,value,2026-10-01\n', 'import completions r.csv')],
  [65, 'a foreign database', () => withFile('mine.db', 'a text of mine, and no records at all '.repeat(4), 'status --db mine.db')],
  [66, 'no such member', async () => certify().run('status zoe')],
  [66, 'no such assessment', async () => certify().run('quiz marketing')],
  [66, 'no such file', async () => certify().run('import results nowhere.csv')],
  [73, 'cannot create', async () => certify().run('report --output nowhere/status.csv')],
  [74, 'a disk that is full', () => failing(asFailure('records.db', Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })))],
  [75, 'records that somebody else holds', () => failing(asFailure('records.db', Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' })))],
  [75, 'an assessment that was taken over', takenOver],
  [77, 'an assessment that is not owed', async () => (await avery({ path: 'to do' })).run('quiz')],
  [130, 'cancelled', async () => (await avery()).run('quiz', starts, stops('question', ''))],
];

async function withFile(name: string, text: string, line: string): Promise<number> {
  const c = certify();
  c.file(name, text);
  return c.run(line);
}

async function failing(error: unknown): Promise<number> {
  const c = certify();
  c.deps = { openStore: () => Promise.reject(error) };
  return c.run('members list');
}

describe('exit codes', () => {
  test.each(CASES)('%i: %s', async (code, _what, how) => {
    expect(await how()).toBe(code);
  });

  test('every code of the program is among them', () => {
    expect(new Set(CASES.map(([code]) => code))).toEqual(new Set([0, 1, ...Object.values(EXIT_CODES)]));
  });

  test('a bug says what to do, and with CERTIFY_DEBUG where it is', async () => {
    const c = certify();
    c.deps = { openStore: () => Promise.reject(new TypeError('a slip')) };
    await c.run('members list');
    expect(c.err).toBe(`certify: a bug in the program: a slip
  nothing half-done was kept; run it again with CERTIFY_DEBUG=1 and pass on what it prints
`);
    c.env['CERTIFY_DEBUG'] = '1';
    await c.run('members list');
    expect(c.err).toContain('TypeError: a slip\n    at ');
  });
});
