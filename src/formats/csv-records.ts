/**
 * CSV text as records with their lines: the one file that knows csv-parse. Records come in lists, a list a piece of text,
 * so that a million rows neither fill the memory nor wait for one another.
 */
import { finished } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { type ByteSource, countLineEnds, csvText } from './csv-text.js';
import { type Fault, faultOfFile } from './fault.js';

export interface CsvRecord {
  /** The line on which the record begins. */
  line: number;
  values: string[];
}

export interface Csv {
  header: CsvRecord;
  /** The records after the header; a fault is the last thing that comes. Rows of empty cells are left out. */
  records: AsyncIterable<CsvRecord[] | Fault>;
}

const DELIMITERS = [',', ';', '\t'] as const;
/** Longer than any honest row, and the end of the search for the other quote of a quoted cell. */
const LONGEST_RECORD = 1024 * 1024;

/** Reads up to the header; the fault says why there is none. */
export async function openCsv(source: ByteSource): Promise<{ csv: Csv } | { fault: Fault }> {
  const texts = csvText(source);
  const start = await firstLine(texts);
  if (typeof start !== 'string') return { fault: start };
  if (start.trim() === '') return { fault: faultOfFile('the file is empty', 'its first line names the columns') };

  const lists = recordsOf(withStart(start, texts), delimiterOf(start));
  for (;;) {
    const list = await lists.next();
    if (list.done) return { fault: faultOfFile('the file is empty', 'its first line names the columns') };
    if (!Array.isArray(list.value)) return { fault: list.value };
    const [header, ...rest] = list.value;
    if (header) return { csv: { header, records: withStart(rest, lists) } };
  }
}

/** Text up to the end of the first line that is not blank, at least. */
async function firstLine(texts: AsyncGenerator<string | Fault>): Promise<string | Fault> {
  let start = '';
  let [begins, looked] = [-1, 0];
  while (start.length < LONGEST_RECORD) {
    if (begins < 0) begins = start.search(/\S/);
    // Only what is new is looked at: a line without an end may come in very many pieces.
    if (begins >= 0 && start.indexOf('\n', Math.max(begins, looked)) >= 0) return start;
    looked = start.length;
    const next = await texts.next();
    if (next.done) return start;
    if (typeof next.value !== 'string') return next.value;
    start += next.value;
  }
  return faultOfFile('the first line is longer than any header', 'look at whether this is a CSV file');
}

async function* withStart<T>(start: T, rest: AsyncGenerator<T | Fault>): AsyncGenerator<T | Fault> {
  yield start;
  yield* rest;
}

/** The delimiter that cuts the header into the most cells. */
function delimiterOf(start: string): string {
  const unquoted = start.trimStart().replace(/"(?:[^"]|"")*"/g, '');
  const header = /^.*/.exec(unquoted)![0];
  const cells = (delimiter: string) => header.split(delimiter).length;
  return DELIMITERS.reduce((best, delimiter) => (cells(delimiter) > cells(best) ? delimiter : best));
}

async function* recordsOf(texts: AsyncIterable<string | Fault>, delimiter: string): AsyncGenerator<CsvRecord[] | Fault> {
  let made: CsvRecord[] = [];
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n'],
    // Rows of another length are the business of whoever knows the columns.
    relax_column_count: true,
    max_record_size: LONGEST_RECORD,
  });
  // As they come: asking the stream for each takes longer than parsing it.
  parser.on('data', place);
  let failed: unknown;
  parser.on('error', (error: Error) => (failed = error));

  // csv-parse counts a CRLF inside quotes as two lines, so the lines are counted here, from the cells.
  let line = 1;
  function place(values: string[]): void {
    if (values.some((value) => value.trim() !== '')) made.push({ line, values });
    line++;
    for (const value of values) if (value.includes('\n')) line += countLineEnds(value);
  }

  for await (const text of texts) {
    if (typeof text !== 'string') return yield text;
    // The parser works while it is written to.
    parser.write(text);
    if (made.length > 0) yield made;
    made = [];
    if (parser.errored) break;
  }
  try {
    if (!parser.errored) parser.end();
    await finished(parser);
  } catch (error) {
    failed = error;
  }
  if (made.length > 0) yield made;
  if (failed !== undefined) yield faultOfQuotes(failed, line);
}

function faultOfQuotes(error: unknown, line: number): Fault {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'CSV_QUOTE_NOT_CLOSED':
    case 'CSV_MAX_RECORD_SIZE':
      return faultOfFile('a quoted cell of this row has no closing quote', 'look for a single " and write it as ""', line);
    case 'CSV_INVALID_CLOSING_QUOTE':
    case 'INVALID_OPENING_QUOTE':
      return faultOfFile('there is a quote in the middle of a cell of this row', 'quote the whole cell and write " as ""', line);
    default:
      throw error;
  }
}
