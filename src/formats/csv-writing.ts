/** CSV as RFC 4180 has it: CRLF, UTF-8, quotes where needed, texts guarded against being taken for formulas. */
import { remembered } from '../domain/remembered.js';
import { guardFormula } from './formula-guard.js';

/** Text is guarded; numbers are written as they are, so that `-3` stays a number. Undefined is an empty cell. */
export type CsvCell = string | number | undefined;

const BYTE_ORDER_MARK = '\ufeff';
const NEEDS_QUOTES = /[",\r\n]/;
/** Writing piece by piece costs a fifth of writing row by row. */
const PIECE = 32 * 1024;

/** One row with its line end. */
export function csvLine(cells: readonly CsvCell[]): string {
  const texts = cells.map((cell) => (typeof cell === 'string' ? guardFormula(cell) : cell));
  const line = texts.join(',');
  // Most rows have nothing to quote, which one look at all of it tells.
  return `${plainLine(cells.length).test(line) ? line : texts.map(quoted).join(',')}\r\n`;
}

/** A line of so many cells of which none needs quotes. */
const plainLine = remembered(100, (cells: number) => new RegExp(`^(?:[^",\\r\\n]*,){${cells - 1}}[^",\\r\\n]*$`));

function quoted(cell: CsvCell): CsvCell {
  return typeof cell === 'string' && NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** A whole table in pieces worth a write each. `excel` puts a byte-order mark first: Excel takes UTF-8 for Latin without it. */
export async function* csvPieces(
  header: readonly string[],
  rows: Iterable<readonly CsvCell[]> | AsyncIterable<readonly CsvCell[]>,
  options: { excel?: boolean } = {},
): AsyncGenerator<string> {
  let piece = (options.excel ? BYTE_ORDER_MARK : '') + csvLine(header);
  for await (const row of rows) {
    piece += csvLine(row);
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

/** The same of rows that come list by list, each made into cells here: a million rows are not waited for one by one. */
export async function* csvOfLists<R>(
  header: readonly string[],
  lists: AsyncIterable<readonly R[]>,
  cellsOf: (row: R) => readonly CsvCell[],
  options: { excel?: boolean } = {},
): AsyncGenerator<string> {
  let piece = (options.excel ? BYTE_ORDER_MARK : '') + csvLine(header);
  for await (const list of lists) {
    for (const row of list) {
      piece += csvLine(cellsOf(row));
      if (piece.length < PIECE) continue;
      yield piece;
      piece = '';
    }
  }
  if (piece !== '') yield piece;
}
