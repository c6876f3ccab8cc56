/** The shape of the house: which way arrows go, where each library lives, and what files may be called. */
import { readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join, normalize, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { DECLARATIONS } from '../src/commands/declarations.js';

/** The version of the program stands there. */
const MANIFEST = '../package.json';
const SRC = resolve(import.meta.dirname, '../src');

interface Import {
  /** Relative to src, such as `output/table.ts`. */
  from: string;
  to: string;
  /** Of types alone, so that nothing is left of it in the program. */
  isOfTypes: boolean;
}

const FILES = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts'))
  .sort();
const IMPORTS = FILES.flatMap(importsOf);

function importsOf(file: string): Import[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  const found = [...text.matchAll(/^(?:import|export)\s+(type\s)?([^;'"]*?\bfrom\s+)?'([^']+)'|import\('([^']+)'\)/gm)];
  return found.map(([, typeOnly, names = '', to, late]) => ({
    from: file,
    to: place(file, (to ?? late)!),
    isOfTypes: typeOnly !== undefined || /^\{\s*(type \w+(?: as \w+)?,?\s*)+\}/.test(names),
  }));
}

/** `../domain/day.js` in `output/table.ts` is `domain/day.ts`; a library stays as it is. */
function place(file: string, to: string): string {
  if (!to.startsWith('.')) return to;
  return normalize(join(dirname(file), to)).replaceAll('\\', '/').replace(/\.js$/, '.ts');
}

/** `output/table.ts` lives in `output`; `run.ts` in the porch, above all folders. */
function folderOf(file: string): string {
  if (file === MANIFEST) return 'porch';
  return file.includes('/') ? file.slice(0, file.indexOf('/')) : 'porch';
}

const isOurs = (to: string) => to.endsWith('.ts') || to.startsWith('..');
const told = ({ from, to }: Import) => `${from} → ${to}`;

describe('arrows go one way', () => {
  /** Besides itself, what a folder may look at. `errors.ts` and `deps.ts` stand in the porch. */
  const MAY_LOOK_AT: Record<string, readonly string[]> = {
    domain: [],
    content: ['domain'],
    store: ['domain'],
    formats: ['domain'],
    output: ['domain'],
    terminal: ['domain'],
    commands: ['domain', 'content', 'store', 'formats', 'output', 'terminal'],
    porch: ['domain', 'store', 'terminal', 'commands'],
  };
  /** Types that siblings share: what is written to a terminal has a style, what is imported is what the store takes. */
  const SHARED_TYPES: Record<string, string> = { output: 'terminal/style.ts', formats: 'store/store.ts' };

  test('every folder has its place in the table', () => {
    expect([...new Set(FILES.map(folderOf))].sort()).toEqual(Object.keys(MAY_LOOK_AT).sort());
  });

  test('no import goes up or to a sibling', () => {
    const wrong = IMPORTS.filter(({ from, to, isOfTypes }) => {
      const [here, there] = [folderOf(from), folderOf(to)];
      if (!isOurs(to) || here === there || here === 'porch') return false;
      if (there === 'porch') return !(to === 'errors.ts' && here !== 'domain') && !(to === 'deps.ts' && here === 'commands') && to !== MANIFEST;
      return !MAY_LOOK_AT[here]!.includes(there) && !(isOfTypes && SHARED_TYPES[here] === to);
    });
    expect(wrong.map(told)).toEqual([]);
  });

  test('the porch does not look into content, formats or output', () => {
    const mayLookAt = ['porch', ...MAY_LOOK_AT['porch']!];
    const wrong = IMPORTS.filter(({ from, to }) => folderOf(from) === 'porch' && isOurs(to) && !mayLookAt.includes(folderOf(to)));
    expect(wrong.map(told)).toEqual([]);
  });

  test('nobody but the store knows what stands behind it', () => {
    const wrong = IMPORTS.filter(({ from, to }) => to.startsWith('store/sqlite/') && folderOf(from) !== 'store');
    expect(wrong.map(told)).toEqual([]);
    const sql = FILES.filter((file) => folderOf(file) !== 'store' && /\b(SELECT .* FROM|INSERT INTO|UPDATE \w+ SET)\b/.test(readFileSync(join(SRC, file), 'utf8')));
    expect(sql).toEqual([]);
  });

  test('the domain is pure: nothing of Node, no clock, no chance, no output', () => {
    const domain = FILES.filter((file) => folderOf(file) === 'domain');
    expect(IMPORTS.filter(({ from, to }) => folderOf(from) === 'domain' && to.startsWith('node:')).map(told)).toEqual([]);
    const impure = domain.filter((file) =>
      /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bprocess\.(?!versions)|\bconsole\.|\bperformance\./.test(code(file)),
    );
    expect(impure).toEqual([]);
  });

  test('the clock and the environment are read in the porch alone', () => {
    const reads = FILES.filter((file) => folderOf(file) !== 'porch').filter((file) =>
      /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bprocess\.env\b|\bprocess\.exit/.test(code(file)),
    );
    // The prompter asks its terminal, by TERM, what it can do.
    expect(reads).toEqual(['terminal/make-prompter.ts']);
  });
});

describe('every library has one home', () => {
  const HOMES: Record<string, readonly string[]> = {
    '@date-fns/tz': ['domain'],
    '@date-fns/utc': ['domain'],
    '@inquirer/core': ['terminal'],
    'better-sqlite3': ['store'],
    chalk: ['terminal'],
    commander: ['porch'],
    'csv-parse': ['formats'],
    'date-fns': ['domain'],
    'env-paths': ['porch'],
    // Siblings do not look at each other: lists that are printed and prompts that are drawn each break their lines.
    'fast-string-width': ['output', 'terminal'],
    'fast-wrap-ansi': ['output', 'terminal'],
    'ical-generator': ['output'],
    inquirer: ['terminal'],
    valibot: ['content'],
    // Content is ours and answer sheets are other people's: each reads YAML with rules of its own.
    yaml: ['content', 'formats'],
  };
  const libraryOf = (to: string) => to.split('/').slice(0, to.startsWith('@') ? 2 : 1).join('/');
  const libraries = IMPORTS.filter(({ to }) => !isOurs(to) && !to.startsWith('node:') && to !== MANIFEST);

  test('and is loaded from nowhere else', () => {
    const wrong = libraries.filter(({ from, to }) => !HOMES[libraryOf(to)]?.includes(folderOf(from)));
    expect(wrong.map(told)).toEqual([]);
  });

  test('what is installed is used, and what is used is installed', () => {
    const used = [...new Set(libraries.map(({ to }) => libraryOf(to)))].sort();
    expect(used).toEqual(Object.keys(manifest.dependencies).sort());
    expect(Object.keys(HOMES).sort()).toEqual(used);
  });

  test('date-fns comes function by function', () => {
    expect(libraries.filter(({ to }) => ['date-fns', '@date-fns/tz', '@date-fns/utc'].includes(to)).map(told)).toEqual([]);
  });
});

describe('files', () => {
  test('have no default exports, and none only passes others on', () => {
    expect(FILES.filter((file) => /^export default\b/m.test(code(file)))).toEqual([]);
    expect(FILES.filter((file) => basename(file) === 'index.ts' || /^export \* from/m.test(code(file)))).toEqual([]);
  });

  test('are called by the words of the trade', () => {
    expect(FILES.filter((file) => /util|helper|manager|service|common|misc/i.test(file))).toEqual([]);
  });

  test('say first what they are', () => {
    expect(FILES.filter((file) => !readFileSync(join(SRC, file), 'utf8').startsWith('/**'))).toEqual([]);
  });

  test('every command has its file, and every such file its command', () => {
    const declared = DECLARATIONS.map(({ usage }) => `commands/${usage.replace(/ [[<].*/, '').replace(' ', '-')}.command.ts`);
    expect(FILES.filter((file) => file.endsWith('.command.ts'))).toEqual(declared.sort());
  });
});

/** A file without its comments. */
function code(file: string): string {
  return readFileSync(join(SRC, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}
