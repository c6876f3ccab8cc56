/** Links lead somewhere; the changelog and the decisions have their form. */
import { describe, expect, test } from 'vitest';
import { dirname, join } from 'node:path/posix';
import { parseDay } from '../../src/domain/day.js';
import { PAGES, exists, page } from './pages.js';
import { version } from '../../package.json';

/** The anchor that renderers make of a heading. */
function anchorOf(heading: string): string {
  return heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').trim().replace(/\s/g, '-');
}

function anchors(path: string): Set<string> {
  return new Set([...page(path).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading!)));
}

describe('links inside the project', () => {
  test.each(PAGES)('%s', (path) => {
    const targets = [...page(path).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!).filter((target) => !/^https?:/.test(target));
    const broken = targets.filter((target) => {
      const [file, anchor] = target.split('#');
      const to = file ? join(dirname(path), file) : path;
      return !exists(to) || (anchor !== undefined && !anchors(to).has(anchor));
    });
    expect(broken).toEqual([]);
  });

  test('the README leads to every page', () => {
    const readme = page('README.md');
    expect(PAGES.filter((path) => path !== 'README.md' && !readme.includes(`(${path})`))).toEqual([]);
  });
});

describe('the changelog', () => {
  const headings = [...page('CHANGELOG.md').matchAll(/^## (.+)$/gm)].map(([, heading]) => heading!);

  test('begins with what is not released, and has this version', () => {
    expect(headings[0]).toBe('[Unreleased]');
    expect(headings.some((heading) => heading.startsWith(`[${version}] - `))).toBe(true);
  });

  test('dates every release', () => {
    for (const heading of headings.slice(1)) expect(parseDay(/^\[\d+\.\d+\.\d+\] - (\S+)$/.exec(heading)?.[1] ?? ''), heading).toBeDefined();
  });

  test('groups changes by the words of the form', () => {
    const groups = [...page('CHANGELOG.md').matchAll(/^### (.+)$/gm)].map(([, group]) => group!);
    expect(groups.filter((group) => !['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security'].includes(group))).toEqual([]);
  });
});

test('every decision is one dated paragraph', () => {
  const [, ...decisions] = page('docs/decisions.md').split(/^## /m);
  expect(decisions.length).toBeGreaterThan(30);
  for (const decision of decisions) {
    const [title, ...paragraphs] = decision.trim().split('\n\n').flatMap((part, place) => (place === 0 ? part.split('\n') : [part]));
    expect(paragraphs.filter((text) => text.trim() !== ''), title).toHaveLength(1);
    expect(parseDay(paragraphs.join('').trim().slice(0, 10)), title).toBeDefined();
  }
});
