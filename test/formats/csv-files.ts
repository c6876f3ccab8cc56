/** Small CSV files for tests, and what is read from them. */
import { type TableRow, type TableSpec, readTable } from '../../src/formats/csv-reading.js';
import type { ByteSource } from '../../src/formats/csv-text.js';
import type { Fault } from '../../src/formats/fault.js';
import type { ImportReading, ImportedRow } from '../../src/formats/import-rows.js';

export function bytesOf(text: string): Uint8Array {
  return Buffer.from(text, 'utf8');
}

/** The bytes in pieces of `size`, as a stream hands them over. */
export async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

export interface WholeTable {
  header: string[];
  warnings: string[];
  rows: TableRow<string>[];
}

/** A table read to its end, or the faults of its header. */
export async function readWhole(source: ByteSource, spec: TableSpec<string>): Promise<WholeTable | { faults: Fault[] }> {
  const reading = await readTable(source, spec);
  if ('faults' in reading) return reading;
  const { header, warnings, rows } = reading.table;
  return { header, warnings, rows: (await collect(rows)).flat() };
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

export interface WholeImport<T> {
  rows: ImportedRow<T>[];
  /** Those of the good rows. */
  values: T[];
  /** Everything that was wrong, as `line:column: message`. */
  faults: string[];
}

export async function importWhole<T>(reading: Promise<ImportReading<T, never>>): Promise<WholeImport<T>> {
  const read = await reading;
  if ('faults' in read) return { values: [], faults: read.faults.map(faultLine), rows: [] };
  const rows = (await collect(read.import.rows)).flat();
  return {
    values: rows.flatMap((row) => (row.kind === 'row' ? [row.value] : [])),
    faults: rows.flatMap(faultsOfRow).map(faultLine),
    rows,
  };
}

export function faultsOfRow(row: TableRow<string> | ImportedRow<unknown>): Fault[] {
  if (row.kind === 'bad-row') return row.faults;
  return row.kind === 'broken-off' ? [row.fault] : [];
}

export function faultLine({ line, column, message }: Fault): string {
  return `${line}:${column}: ${message}`;
}
