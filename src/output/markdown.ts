/** Tables as GitHub Flavored Markdown (https://github.github.com/gfm/#tables-extension-), every text shown as it is. */
import { visible } from '../domain/visible-text.js';
import { type Table, textOf } from './table.js';

export function markdownTable({ columns, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  return [
    line(columns.map(({ title }) => markdownText(title))),
    line(columns.map(({ align }) => (align === 'right' ? '---:' : '---'))),
    ...rows.map((row) => line(columns.map((_, place) => markdownText(textOf(row[place]))))),
  ].join('');
}

/** One line in which nothing is markup: no emphasis, link, code, HTML or further cell. */
export function markdownText(text: string): string {
  return visible(text.replace(/\s+/g, ' ').trim())
    .replace(/[\\`*_{}[\]<>|~$]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/^(#{1,6}|[-+])(?= )/, '\\$1')
    .replace(/\b(https?|ftp):\/\//gi, '$1&#58;//')
    .replace(/@/g, '&#64;')
    .replace(/\bwww\./gi, 'www&#46;');
}
