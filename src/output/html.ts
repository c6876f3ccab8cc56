/** A table as a page of its own: nothing is loaded from elsewhere, light and dark, on screen and on paper. */
import { visible } from '../domain/visible-text.js';
import { type Table, type TableCell, textOf } from './table.js';

export interface Page {
  title: string;
  /** Paragraphs above the table. */
  intro: readonly string[];
  caption: string;
  table: Table;
}

/** The page in pieces, so that a large one need not be held as a whole. */
export function* htmlPage({ title, intro, caption, table }: Page): Generator<string> {
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${intro.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join('\n')}
<div class="scroll" role="region" aria-label="${escapeHtml(caption)}" tabindex="0">
<table>
<caption>${escapeHtml(caption)}</caption>
<thead>
<tr>${table.columns.map(({ title: name, align }) => `<th scope="col"${classOf(align)}>${escapeHtml(name)}</th>`).join('')}</tr>
</thead>
<tbody>
`;
  for (const row of table.rows) yield htmlRow(table, row);
  yield `</tbody>
</table>
</div>
</main>
</body>
</html>
`;
}

/** The first cell names the row, for those who have it read to them. */
function htmlRow({ columns }: Table, row: readonly TableCell[]): string {
  const cells = columns.map(({ align }, place) => {
    const cell = row[place];
    const classes = classOf(align, typeof cell === 'object' ? cell.tone : undefined);
    const text = escapeHtml(textOf(cell));
    return place === 0 ? `<th scope="row"${classes}>${text}</th>` : `<td${classes}>${text}</td>`;
  });
  return `<tr>${cells.join('')}</tr>\n`;
}

function classOf(...names: (string | undefined)[]): string {
  const classes = names.filter((name) => name !== undefined && name !== 'left');
  return classes.length > 0 ? ` class="${classes.join(' ')}"` : '';
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Safe in text and in quoted attributes. */
export function escapeHtml(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => ESCAPES[character]!);
}

/** Contrast of every pair of colours is at least 4.5 : 1 (WCAG 2.2, success criterion 1.4.3). */
const STYLE = `
:root {
  color-scheme: light dark;
  --ink: #1c1c1c; --paper: #ffffff; --line: #8a8a8a; --head: #efefef;
  --good: #14632e; --warn: #7a4a00; --bad: #a3161b; --dim: #595959;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e8e8e8; --paper: #161616; --line: #7d7d7d; --head: #2a2a2a;
    --good: #7fd99a; --warn: #f0b860; --bad: #ff9a96; --dim: #b0b0b0;
  }
}
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { padding: 1rem 1.5rem; }
h1 { font-size: 1.5rem; line-height: 1.2; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: 0.9rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; padding: 0.5rem 0; color: var(--dim); }
th, td { border: 1px solid var(--line); padding: 0.3rem 0.6rem; text-align: left; vertical-align: top; }
thead th { background: var(--head); }
tbody th { font-weight: 600; }
th.right, td.right { text-align: right; }
.good { color: var(--good); }
.warn { color: var(--warn); }
.bad { color: var(--bad); font-weight: 600; }
.dim { color: var(--dim); }
@media print {
  :root {
    color-scheme: light;
    --ink: #000000; --paper: #ffffff; --head: #ffffff;
    --good: #000000; --warn: #000000; --bad: #000000; --dim: #000000;
  }
  main { padding: 0; }
  .scroll { overflow: visible; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  table { font-size: 8pt; }
}
`;
