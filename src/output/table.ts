/**
 * A table, whatever it becomes: text for a terminal (here), Markdown or HTML. On a terminal columns are dropped, the least
 * important first, until the rest fits; where not even the important ones fit, every row is shown as a block of lines.
 */
import { visible } from '../domain/visible-text.js';
import type { Style } from '../terminal/style.js';
import { pad, widthOf, wrap } from './wrap.js';

export type Tone = 'good' | 'warn' | 'bad' | 'dim';

/** A text, or one with a tone. The tone only underlines what the text says already. */
export type TableCell = string | { text: string; tone: Tone | undefined };

export interface TableColumn {
  title: string;
  align?: 'left' | 'right';
  /** 0 stays whatever happens; of the others the greatest number is dropped first. */
  rank?: number;
  /** Whether its texts may run over several lines, and how narrow they may get. */
  wraps?: boolean;
  least?: number;
}

export interface Table {
  columns: readonly TableColumn[];
  rows: readonly (readonly TableCell[])[];
}

const GAP = 2;
/** Narrower than this, wrapped texts are hardly more than a word a line. */
const NARROWEST_WRAPPED = 14;

export interface TableText {
  lines: string[];
  /** Titles of the columns for which there was no room. */
  dropped: string[];
}

/** `width` is that of the terminal. Texts are made safe to print here. */
export function tableText(table: Table, width: number, style: Style): TableText {
  const rows = table.rows.map((row) => row.map((cell) => visible(textOf(cell))));
  const natural = table.columns.map(({ title }, place) =>
    rows.reduce((widest, row) => Math.max(widest, widthOf(row[place] ?? '')), widthOf(title)),
  );
  const kept = columnsThatFit(table.columns, natural, width);
  if (!kept) return { lines: blocks(table, rows, width, style), dropped: [] };

  const widths = shareOut(kept, table.columns, natural, width);
  const lineOf = (texts: readonly string[], paint: (text: string, place: number) => string) =>
    rowLines(kept, widths, table.columns, texts, paint);
  const titles = table.columns.map(({ title }) => title);
  return {
    lines: [
      ...lineOf(titles, (text) => style.bold(text)),
      kept.map((place) => '-'.repeat(widths.get(place)!)).join(' '.repeat(GAP)),
      ...rows.flatMap((row, at) => lineOf(row, (text, place) => paintCell(table.rows[at]![place], text, style))),
    ],
    dropped: table.columns.filter((_, place) => !kept.includes(place)).map(({ title }) => title),
  };
}

export function textOf(cell: TableCell | undefined): string {
  return typeof cell === 'object' ? cell.text : (cell ?? '');
}

function paintCell(cell: TableCell | undefined, text: string, style: Style): string {
  const tone = typeof cell === 'object' ? cell.tone : undefined;
  return tone ? style[tone](text) : text;
}

function least(column: TableColumn, natural: number): number {
  return column.wraps ? Math.min(natural, Math.max(column.least ?? NARROWEST_WRAPPED, widthOf(column.title))) : natural;
}

/** The places of the columns to show; undefined if even those that must stay do not fit. */
function columnsThatFit(columns: readonly TableColumn[], natural: readonly number[], width: number): number[] | undefined {
  const kept = columns.map((_, place) => place);
  const needed = () => kept.reduce((sum, place) => sum + least(columns[place]!, natural[place]!) + GAP, -GAP);
  const rankOf = (place: number) => columns[place]!.rank ?? 0;
  while (needed() > width) {
    const next = kept.reduce((worst, place) => (rankOf(place) >= rankOf(worst) ? place : worst), kept[0]!);
    if (rankOf(next) === 0) return undefined;
    kept.splice(kept.indexOf(next), 1);
  }
  return kept;
}

/** Every column gets what it needs; what is left goes to the wrapped ones, first come, first served. */
function shareOut(
  kept: readonly number[],
  columns: readonly TableColumn[],
  natural: readonly number[],
  width: number,
): Map<number, number> {
  const widths = new Map(kept.map((place) => [place, least(columns[place]!, natural[place]!)]));
  let spare = width - [...widths.values()].reduce((sum, each) => sum + each + GAP, -GAP);
  for (const place of kept) {
    const more = Math.min(spare, natural[place]! - widths.get(place)!);
    widths.set(place, widths.get(place)! + more);
    spare -= more;
  }
  return widths;
}

/** One row in as many lines as its longest text needs. */
function rowLines(
  kept: readonly number[],
  widths: ReadonlyMap<number, number>,
  columns: readonly TableColumn[],
  texts: readonly string[],
  paint: (text: string, place: number) => string,
): string[] {
  const wrapped = kept.map((place) => wrap(texts[place] ?? '', widths.get(place)!));
  const height = Math.max(...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    kept
      .map((place, at) => {
        const text = wrapped[at]![line] ?? '';
        // Painted after padding was measured, so that colour codes take no room.
        const padded = pad(text, widths.get(place)!, columns[place]!.align);
        return text === '' ? padded : padded.replace(text, () => paint(text, place));
      })
      .join(' '.repeat(GAP))
      .trimEnd(),
  );
}

/** A row as a block: its first text as a heading, then a line or more for each other one that says something. */
function blocks({ columns, rows: cells }: Table, rows: readonly (readonly string[])[], width: number, style: Style): string[] {
  const titles = Math.max(...columns.slice(1).map(({ title }) => widthOf(title)));
  const room = Math.max(NARROWEST_WRAPPED, width - titles - 2 * GAP);
  return rows.flatMap((row, at) => [
    ...(at > 0 ? [''] : []),
    ...wrap(row[0] ?? '', width).map((line) => style.bold(line)),
    ...columns.slice(1).flatMap(({ title }, before) => {
      const place = before + 1;
      const text = row[place] ?? '';
      if (text === '') return [];
      return wrap(text, room).map((line, number) => {
        const label = pad(number === 0 ? title : '', titles + GAP);
        return `${' '.repeat(GAP)}${label}${paintCell(cells[at]![place], line, style)}`;
      });
    }),
  ]);
}
