// Markdown for the pages that are made by scripts.
import { markdownText } from '../src/output/markdown.js';

/** The cells are markdown already; `plain` and `code` make it of a text. */
export function markdownTable(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  return [line(titles), line(titles.map(() => '---')), ...rows.map(line)].join('');
}

export function plain(text: string): string {
  return markdownText(text);
}

/** A text without back-ticks, as code; empty for none. */
export function code(text: string): string {
  return text === '' ? '' : `\`${text.replaceAll('|', '\\|')}\``;
}
