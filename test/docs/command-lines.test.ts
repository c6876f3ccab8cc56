/** Every command line that a page shows is one that the program understands. */
import { describe, expect, test } from 'vitest';
import { DECLARATIONS } from '../../src/commands/declarations.js';
import { commandLines, faultOf } from './command-lines.js';
import { PAGES, codeBlocks, codeSpans, page } from './pages.js';

describe('command lines in the pages', () => {
  test.each(PAGES)('%s', (path) => {
    const text = page(path);
    const lines = [...codeBlocks(text, 'sh'), ...codeSpans(text)].flatMap(commandLines);
    expect(lines.flatMap((line) => (faultOf(line) ? [`${line}: ${faultOf(line)}`] : []))).toEqual([]);
  });

  test('the README shows the two commands to begin with', () => {
    const [first, second] = codeBlocks(page('README.md'), 'sh');
    expect(first).toBe('npm ci && npx certify quiz sales\n');
    expect(second).toBe('npm ci && npm test\n');
  });

  test('the README shows what members, staff and content owners need', () => {
    const shown = commandLines(codeSpans(page('README.md')).join('\n')).map((line) => line.split(' ').slice(1, 3).join(' '));
    for (const task of ['why', 'path done', 'quiz', 'practice', 'submit', 'report', 'members add', 'import members', 'check']) {
      expect(shown.some((line) => line.startsWith(task)), task).toBe(true);
    }
  });

  test('the help shows examples that the program understands', () => {
    const lines = DECLARATIONS.flatMap(({ examples }) => examples.flatMap(([line]) => commandLines(line)));
    expect(lines.length).toBeGreaterThanOrEqual(DECLARATIONS.length);
    expect(lines.flatMap((line) => (faultOf(line) ? [`${line}: ${faultOf(line)}`] : []))).toEqual([]);
  });

  test.each([
    ['certify nonsense', 'no command nonsense'],
    ['certify quiz sales --answer x', 'quiz [assessment] has no option --answer'],
    ['certify import nothing file.csv', 'no command import nothing file.csv'],
    ['certify path done tiers --all', undefined],
    ['certify --version', undefined],
  ])('%s: %s', (line, fault) => expect(faultOf(line)).toBe(fault));
});
