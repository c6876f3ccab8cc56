/** Tables read by the names in their header: which columns are there, and every row with its cells by name. */
import { type Csv, type CsvRecord, openCsv } from './csv-records.js';
import { type ByteSource, countLineEnds } from './csv-text.js';
import type { Fault } from './fault.js';
import { unguardFormula } from './formula-guard.js';

export interface TableSpec<C extends string> {
  /** Every column that is understood. */
  columns: readonly C[];
  /** Columns that must be there; of a list, at least one. */
  needed: readonly (C | readonly C[])[];
}

/** Where a row stands, and all its cells as they are to be written out again. */
export interface RowPlace {
  line: number;
  values: readonly string[];
}

export type TableRow<C extends string> =
  | (RowPlace & { kind: 'row'; cells: Partial<Record<C, string>> })
  | (RowPlace & { kind: 'bad-row'; faults: Fault[] })
  /** The file cannot be read any further: nothing of it should be imported. */
  | { kind: 'broken-off'; fault: Fault };

export interface Table<C extends string> {
  /** The header as it is written, for writing rows out again. */
  header: string[];
  has(name: C): boolean;
  /** What was left out, as sentences. */
  warnings: string[];
  /** List by list, a list a piece of the file: a million rows are not waited for one by one. */
  rows: AsyncIterable<readonly TableRow<C>[]>;
  /** A fault of one cell, or of the whole row where the column is not there. */
  faultAt(row: RowPlace, name: C, message: string, hint?: string): Fault;
}

export type TableReading<C extends string> = { table: Table<C> } | { faults: Fault[] };

/** Reads the header at once and the rows as they are asked for. */
export async function readTable<C extends string>(source: ByteSource, spec: TableSpec<C>): Promise<TableReading<C>> {
  const opened = await openCsv(source);
  if ('fault' in opened) return { faults: [opened.fault] };
  const { header } = opened.csv;
  const places = placesOf(header.values);
  const faults = [...duplicates(header, places), ...missing(header, places, spec)];
  if (faults.length > 0) return { faults };

  const known = spec.columns.filter((name) => places.has(name)).map((name) => [name, places.get(name)!] as const);
  const unknown = header.values.filter((name) => name.trim() !== '' && !spec.columns.includes(keyOf(name) as C));
  return {
    table: {
      header: header.values,
      has: (name) => places.has(name),
      warnings: unknown.length > 0 ? [unknownColumns(unknown)] : [],
      rows: rowsOf(opened.csv, known),
      faultAt: columnFaults(header.values),
    },
  };
}

/** Faults of cells by the names of their columns, for a table with this header. */
export function columnFaults(header: readonly string[]): (row: RowPlace, name: string, message: string, hint?: string) => Fault {
  const places = placesOf(header);
  return (row, name, message, hint) => faultAt(row, name, places.get(name), message, hint);
}

/** Of names that are there twice, the first place. */
function placesOf(header: readonly string[]): Map<string, number> {
  const places = new Map<string, number>();
  header.forEach((name, place) => {
    if (!places.has(keyOf(name))) places.set(keyOf(name), place);
  });
  return places;
}

function keyOf(name: string): string {
  return name.trim().toLowerCase();
}

function duplicates(header: CsvRecord, places: ReadonlyMap<string, number>): Fault[] {
  return header.values.flatMap((name, place) => {
    const first = places.get(keyOf(name))!;
    if (first === place || keyOf(name) === '') return [];
    const message = `the column ${name.trim()} is there twice, as column ${first + 1} and as column ${place + 1}`;
    return [{ line: header.line, column: place + 1, name: keyOf(name), message, hint: 'remove or rename one of them' }];
  });
}

function missing<C extends string>(header: CsvRecord, places: ReadonlyMap<string, number>, spec: TableSpec<C>): Fault[] {
  return spec.needed.flatMap((needed) => {
    const names: readonly C[] = typeof needed === 'string' ? [needed] : needed;
    if (names.some((name) => places.has(name))) return [];
    const message = names.length === 1 ? `there is no column ${names[0]}` : `there is no column ${names.join(' or ')}`;
    const hint = `the first line must name the columns; understood are ${spec.columns.join(', ')}`;
    return [{ line: header.line, column: 1, name: names[0]!, message, hint }];
  });
}

function unknownColumns(names: readonly string[]): string {
  const list = names.map((name) => name.trim()).join(', ');
  return names.length === 1 ? `column ${list} is not known and was left out` : `columns ${list} are not known and were left out`;
}

async function* rowsOf<C extends string>(csv: Csv, known: readonly (readonly [C, number])[]): AsyncGenerator<TableRow<C>[]> {
  const width = csv.header.values.length;

  function rowOf({ line, values: written }: CsvRecord): TableRow<C> {
    const values = written.map(unguardFormula);
    if (values.length !== width) return { kind: 'bad-row', line, values, faults: [wrongLength(line, values.length, width)] };
    const cells: Partial<Record<C, string>> = {};
    for (const [name, place] of known) cells[name] = values[place]!;
    return { kind: 'row', line, values, cells };
  }

  for await (const records of csv.records) {
    if (!Array.isArray(records)) return yield [{ kind: 'broken-off', fault: records }];
    yield records.map(rowOf);
  }
}

/** A row that has more or fewer cells than the header. */
export function wrongLength(line: number, length: number, width: number): Fault {
  const message = `this row has ${length === 1 ? '1 cell' : `${length} cells`}, the header has ${width}`;
  const hint = length > width ? 'a cell that holds a delimiter must stand in quotes' : 'every row needs all its delimiters';
  return { line, column: Math.min(length, width) + (length > width ? 1 : 0), name: '', message, hint };
}

/** A fault of the cell at a place of the row, or of the whole row where there is none. */
export function faultAt(row: RowPlace, name: string, place: number | undefined, message: string, hint: string | undefined): Fault {
  if (place === undefined) return { line: row.line, column: 1, name, message, hint };
  const above = row.values.slice(0, place).reduce((lines, value) => lines + countLineEnds(value), 0);
  return { line: row.line + above, column: place + 1, name, message, hint };
}
