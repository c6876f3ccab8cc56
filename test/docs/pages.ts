/** The pages of the documentation, taken apart: tables, code, links. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** By path in the project: `README.md`, `docs/rules.md`. */
export function page(path: string): string {
  return readFileSync(`${ROOT}${path}`, 'utf8');
}

export function exists(path: string): boolean {
  return existsSync(`${ROOT}${path}`);
}

export const PAGES: readonly string[] = [
  'README.md',
  'CHANGELOG.md',
  ...readdirSync(`${ROOT}docs`)
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

export interface PageTable {
  titles: string[];
  /** Cells as they are written, trimmed. */
  rows: string[][];
}

export function tablesOf(markdown: string): PageTable[] {
  const blocks = markdown.match(/(?:^\|.*\|\n)+/gm) ?? [];
  return blocks.map((block) => {
    const [titles, , ...rows] = block.trimEnd().split('\n').map(cellsOf);
    return { titles: titles!, rows };
  });
}

function cellsOf(line: string): string[] {
  return line
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());
}

/** The only table whose first columns are called so. */
export function tableOf(markdown: string, ...titles: string[]): PageTable {
  const found = tablesOf(markdown).filter((table) => titles.every((title, place) => table.titles[place] === title));
  if (found.length !== 1) throw new Error(`${found.length} tables begin with the columns ${titles.join(', ')}`);
  return found[0]!;
}

/** The part of a page under a heading, up to the next one of the same or a higher level. */
export function section(markdown: string, heading: string): string {
  const level = /^#+/.exec(heading)![0].length;
  const from = `\n${markdown}`.indexOf(`\n${heading}\n`);
  if (from < 0) throw new Error(`there is no heading "${heading}"`);
  const rest = markdown.slice(from + heading.length);
  const end = rest.search(new RegExp(`\\n#{1,${level}} `));
  return end < 0 ? rest : rest.slice(0, end);
}

/** The texts between fences of a language, in order. */
export function codeBlocks(markdown: string, language: string): string[] {
  return [...markdown.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].filter(([, name]) => name === language).map(([, , text]) => text!);
}

/** What stands between back-ticks on one line, outside fences. */
export function codeSpans(markdown: string): string[] {
  const outside = markdown.replace(/^```[\s\S]*?^```$/gm, '');
  return [...outside.matchAll(/`([^`\n]+)`/g)].map(([, text]) => text!);
}

/** Every word in code: `team`, and also `due_by` of `due_by, days_left`. */
export function wordsInCode(markdown: string): Set<string> {
  return new Set(codeSpans(markdown).flatMap((span) => span.split(/[^A-Za-z0-9_.-]+/)));
}
