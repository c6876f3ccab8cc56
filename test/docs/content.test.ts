/** The examples of docs/content.md are content: free of faults, with every type of question, answered by the sheet it shows. */
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { contentKeysPage } from '../../scripts/content-keys-page.js';
import { certify } from '../commands/harness.js';
import { codeBlocks, codeSpans, page, tableOf, tablesOf } from './pages.js';

const text = page('docs/content.md');
const [program, path, assessment, sheet] = codeBlocks(text, 'yaml') as [string, string, string, string];
const EXAMPLE = { 'curricula/program.yaml': program, 'curricula/sales-q3fy27.yaml': path, 'assessments/sales-q3fy27.yaml': assessment };

describe('the examples', () => {
  test('have no error and no warning', async () => {
    const c = certify({ content: EXAMPLE, at: '2026-09-01T12:00Z' });
    expect(await c.run('check')).toBe(0);
    expect(c.err + c.out).toContain('0 errors, 0 warnings');
  });

  test('have a question of every type that the page explains', () => {
    const types = (parse(assessment) as { questions: { type: string }[] }).questions.map(({ type }) => type);
    const explained = tableOf(text, 'type', 'the key').rows.flatMap(([type]) => codeSpans(type!));
    expect(explained).toEqual(['single', 'multiple', 'true-false', 'short', 'numeric', 'order', 'match']);
    expect(new Set(types)).toEqual(new Set(explained));
  });

  test('are passed with the answer sheet of the page', async () => {
    // Without a blueprint every question is asked.
    const everything = assessment.replace(/draw:\n(?: {2}- .*\n)+/, '');
    const c = certify({ content: { ...EXAMPLE, 'assessments/sales-q3fy27.yaml': everything }, at: '2026-09-01T12:00Z' });
    await c.run('members add avery --name "Avery Field" --role "Account Executive"');
    await c.run('path done --all --member avery');
    c.file('answers.yaml', sheet);
    expect(await c.run('quiz sales --member avery --answers answers.yaml --json'), c.err).toBe(0);
    expect(c.json).toMatchObject({ points: 7, max_points: 7, passed: true });
    expect(c.err).toBe('');
  });

  test('begin with the line that tells editors their schema', () => {
    for (const file of Object.values(EXAMPLE)) expect(file).toMatch(/^# yaml-language-server: \$schema=\.\.\/schemas\/[a-z-]+\.schema\.json\n/);
  });
});

describe('the page of the keys', () => {
  const keys = tablesOf(contentKeysPage()).flatMap(({ rows }) => rows.map(([key, , , meaning]) => [codeSpans(key!)[0]!, meaning!]));

  test('says what each key means', () => {
    expect(keys.filter(([, meaning]) => meaning === '')).toEqual([]);
  });

  test('names every key of the examples', () => {
    const known = new Set(keys.map(([key]) => key!.split(/\.|\[\]/).at(-1)));
    const used = new Set(Object.values(EXAMPLE).flatMap((file) => keysOf(parse(file))));
    expect(used.size).toBeGreaterThan(40);
    expect([...used].filter((key) => !known.has(key))).toEqual([]);
  });
});

function keysOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(keysOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)]);
}
