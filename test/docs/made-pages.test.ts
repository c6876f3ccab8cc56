/** The pages that are made from the program are what the program makes now. */
import { describe, expect, test } from 'vitest';
import { madePages } from '../../scripts/make-docs.js';
import { DECLARATIONS } from '../../src/commands/declarations.js';
import { codeSpans, page } from './pages.js';

describe('pages made from the program', () => {
  test.each([...madePages().keys()])('docs/%s is up to date (npx tsx scripts/make-docs.ts)', (name) => {
    expect(page(`docs/${name}`)).toBe(madePages().get(name));
  });

  test('the page of the commands names every option of every command', () => {
    const spans = new Set(codeSpans(page('docs/commands.md')));
    const flags = DECLARATIONS.flatMap(({ options }) => options.map(([flag]) => flag));
    expect(flags.length).toBeGreaterThan(50);
    expect(flags.filter((flag) => !spans.has(flag))).toEqual([]);
  });
});
