/** Rows of a table as values: each row is read whole, and is either a value or its faults. */
import { type RowPlace, type TableRow, type TableSpec, type Table, readTable } from './csv-reading.js';
import type { ByteSource } from './csv-text.js';
import type { DateNote } from './dates.js';
import type { Fault } from './fault.js';

export type ImportedRow<T> =
  | (RowPlace & { kind: 'row'; value: T; notes: readonly DateNote[] })
  | (RowPlace & { kind: 'bad-row'; faults: Fault[] })
  /** The file cannot be read any further: nothing of it should be imported. */
  | { kind: 'broken-off'; fault: Fault };

export interface Import<T, C extends string = string> {
  /** The header as it is written: with the values of a row, what `--unmatched` writes out. */
  header: string[];
  warnings: string[];
  /** List by list, a list a piece of the file. */
  rows: AsyncIterable<readonly ImportedRow<T>[]>;
  /** For faults that only the records or the content can tell, such as an unknown member. */
  faultAt(row: RowPlace, name: C, message: string, hint?: string): Fault;
}

export type ImportReading<T, C extends string = string> = { import: Import<T, C> } | { faults: Fault[] };

/** The row at hand. Faults and notes are gathered; the value made of a row with faults is thrown away. */
export interface Cells<C extends string> {
  /** The line on which the row begins. */
  line(): number;
  has(name: C): boolean;
  /** Trimmed; empty where the cell or its column is missing. Control characters and immense texts are faults. */
  text(name: C): string;
  fault(name: C, message: string, hint?: string): void;
  hasFaults(): boolean;
  note(note: DateNote): void;
}

const LONGEST_TEXT = 1000;
/** Most cells are told to be in order by this alone. */
const PLAIN = /^[ -~]*$/;
/**
 * Control characters, line and paragraph ends, the marks that turn the direction of the text around them, tags, annotations
 * and halves of characters. Marks without width that spreadsheets leave behind may pass: they are shown as what they are.
 */
const NOT_PRINTABLE =
  /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\u{e0000}-\u{e007f}\p{Surrogate}]/u;

/** `read` makes a value of a row; it is called once a row, in order, and keeps no hold of the cells. */
export async function readRows<T, C extends string>(
  source: ByteSource,
  spec: TableSpec<C>,
  read: (cells: Cells<C>) => T,
): Promise<ImportReading<T, C>> {
  const reading = await readTable(source, spec);
  if ('faults' in reading) return reading;
  const { table } = reading;
  return { import: { header: table.header, warnings: table.warnings, rows: valuesOf(table, read), faultAt: table.faultAt } };
}

async function* valuesOf<T, C extends string>(table: Table<C>, read: (cells: Cells<C>) => T): AsyncGenerator<ImportedRow<T>[]> {
  const valueOf = valueReader(table, read);
  for await (const rows of table.rows) yield rows.map((row) => (row.kind === 'row' ? valueOf(row) : row));
}

type GoodRow<C extends string> = Extract<TableRow<C>, { kind: 'row' }>;
const NONE: readonly never[] = [];

/** One set of functions for all rows: made anew for each, they would be half of what reading a row costs. */
function valueReader<T, C extends string>(table: Table<C>, read: (cells: Cells<C>) => T): (row: GoodRow<C>) => ImportedRow<T> {
  let row!: GoodRow<C>;
  let faults: Fault[] | undefined;
  let notes: DateNote[] | undefined;
  function fault(name: C, message: string, hint?: string): void {
    (faults ??= []).push(table.faultAt(row, name, message, hint));
  }
  function text(name: C): string {
    const trimmed = row.cells[name]?.trim() ?? '';
    if (!PLAIN.test(trimmed) && NOT_PRINTABLE.test(trimmed)) {
      fault(name, 'there is a line break or another control character in this cell', 'type the text anew');
    }
    if (trimmed.length > LONGEST_TEXT) {
      fault(name, `this text has more than ${LONGEST_TEXT} characters`, 'look for a missing quote or delimiter');
    }
    return trimmed;
  }
  const cells: Cells<C> = {
    line: () => row.line,
    has: table.has,
    text,
    fault,
    hasFaults: () => faults !== undefined,
    note: (note) => void (notes ??= []).push(note),
  };
  return (next) => {
    [row, faults, notes] = [next, undefined, undefined];
    const value = read(cells);
    const { line, values } = next;
    return faults ? { kind: 'bad-row', line, values, faults } : { kind: 'row', line, values, value, notes: notes ?? NONE };
  };
}
