/** The folders use each other as docs/how-it-works.md says: arrows go one way, and libraries have a home. */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { describe, expect, test } from 'vitest';
import { ROOT } from './pages.js';

interface Import {
  file: string;
  /** A file under src/, or the name of a library. */
  from: string;
  /** Erased by the compiler. */
  isType: boolean;
}

const FILES = readdirSync(`${ROOT}src`, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.replaceAll('\\', '/'));

const IMPORTS: readonly Import[] = FILES.flatMap((file) =>
  [...readFileSync(`${ROOT}src/${file}`, 'utf8').matchAll(/^(?:import|export) (type )?(?:[^'";]*? from )?'([^']+)';|\bimport\('([^']+)'\)/gms)].map(
    ([, isType, still, late]) => ({ file, from: target(file, still ?? late!), isType: isType !== undefined }),
  ),
);

function target(file: string, from: string): string {
  return from.startsWith('.') ? join(dirname(file), from).replace(/\.js$/, '.ts') : from.split('/').slice(0, from.startsWith('@') ? 2 : 1).join('/');
}

/** `domain` of `domain/day.ts`; a file at the top is a place of its own. */
function placeOf(path: string): string {
  return path.includes('/') && !path.startsWith('@') && !path.startsWith('..') ? path.split('/')[0]! : path;
}

const FOLDERS = ['content', 'store', 'formats', 'output', 'terminal'] as const;

test('there are imports to look at', () => {
  expect(IMPORTS.length).toBeGreaterThan(300);
});

describe('arrows go one way', () => {
  test('the domain uses nothing of the others', () => {
    const used = IMPORTS.filter(({ file }) => placeOf(file) === 'domain').map(({ from }) => from);
    expect(used.filter((from) => !from.startsWith('domain/') && !['date-fns', '@date-fns/utc', '@date-fns/tz'].includes(from))).toEqual([]);
  });

  test.each(FOLDERS)('%s uses the domain, and none of its neighbours', (folder) => {
    const strange = IMPORTS.filter(({ file, from, isType }) => {
      if (placeOf(file) !== folder || !from.endsWith('.ts')) return false;
      const to = placeOf(from);
      // What every folder may say: how it fails. And the shapes of what commands hand over: a style, a fact to be recorded.
      const isShape = isType && (from === 'terminal/style.ts' || from === 'store/store.ts');
      return to !== folder && to !== 'domain' && to !== 'errors.ts' && !isShape;
    });
    expect(strange).toEqual([]);
  });

  test('only the start of the program knows the commands', () => {
    const users = IMPORTS.filter(({ file, from }) => placeOf(from) === 'commands' && placeOf(file) !== 'commands');
    expect(users.filter(({ file }) => !['run.ts', 'command-tree.ts'].includes(file))).toEqual([]);
  });
});

describe('libraries have a home', () => {
  /** Where a library is at home. */
  const HOMES: Record<string, readonly string[]> = {
    valibot: ['content'],
    yaml: ['content', 'formats'],
    'better-sqlite3': ['store'],
    'csv-parse': ['formats'],
    inquirer: ['terminal'],
    '@inquirer/core': ['terminal'],
    chalk: ['terminal'],
    'ical-generator': ['output'],
    'fast-string-width': ['terminal', 'output'],
    'fast-wrap-ansi': ['terminal', 'output'],
    'date-fns': ['domain'],
    '@date-fns/utc': ['domain'],
    '@date-fns/tz': ['domain'],
    commander: ['run.ts', 'command-tree.ts'],
    'env-paths': ['main.ts'],
  };
  const libraries = IMPORTS.filter(({ from }) => !from.endsWith('.ts') && !from.startsWith('node:') && !from.startsWith('..'));

  test('no library is used away from home', () => {
    expect(libraries.filter(({ file, from }) => !HOMES[from]?.includes(placeOf(file)))).toEqual([]);
  });

  test('no home stands empty', () => {
    const used = new Set(libraries.map(({ from }) => from));
    expect(Object.keys(HOMES).filter((library) => !used.has(library))).toEqual([]);
  });
});
