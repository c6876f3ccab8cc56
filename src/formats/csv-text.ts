/**
 * Bytes that should be CSV, as text: UTF-8, or UTF-16 where a byte-order mark says so. What is not text, or text of another
 * kind under a `.csv` name, is refused with the reason.
 */
import { TextDecoder } from 'node:util';
import { type Fault, faultOfFile } from './fault.js';

export type ByteSource = Uint8Array | AsyncIterable<Uint8Array>;

const PIECE = 64 * 1024;
const SAVE_AS_CSV = 'save it as "CSV UTF-8" and import that file';

/** First bytes of files that people rename to `.csv`. */
const NOT_TEXT = [
  { starts: [0x50, 0x4b, 0x03, 0x04], what: 'this is an Excel workbook (XLSX) or a ZIP archive, not a CSV file' },
  { starts: [0xd0, 0xcf, 0x11, 0xe0], what: 'this is an old Excel workbook (XLS), not a CSV file' },
  { starts: [0x25, 0x50, 0x44, 0x46], what: 'this is a PDF, not a CSV file' },
] as const;

/** Pieces of text in order, without a byte-order mark. A fault is the last thing that comes. */
export async function* csvText(source: ByteSource): AsyncGenerator<string | Fault> {
  let decoder: TextDecoder | undefined;
  let line = 1;
  let seen = false;
  for await (const bytes of withFullStart(source)) {
    if (!decoder) {
      const other = NOT_TEXT.find(({ starts }) => starts.every((byte, place) => bytes[place] === byte));
      if (other) return yield faultOfFile(other.what, SAVE_AS_CSV);
      decoder = new TextDecoder(encodingOf(bytes), { fatal: true });
    }
    const text = decode(decoder, bytes);
    if (text === undefined) return yield notDecoded(decoder, bytes, line);
    if (!seen && text.trimStart().startsWith('<')) {
      const hint = 'download the file itself, not the page that shows it';
      return yield faultOfFile('this is a web page or XML, not a CSV file', hint);
    }
    seen ||= text.trim() !== '';
    if (text.includes('\0')) {
      const hint = `the file is not text, or it is UTF-16 without a byte-order mark: ${SAVE_AS_CSV}`;
      const before = countLineEnds(text.slice(0, text.indexOf('\0')));
      return yield faultOfFile('there is a NUL character in the file', hint, line + before);
    }
    yield text;
    line += countLineEnds(text);
  }
  if (decoder && decode(decoder) === undefined) yield faultOfFile('the last character of the file is cut off', SAVE_AS_CSV, line);
}

/** The source in pieces of moderate size, the first of which is long enough to tell what it is. */
async function* withFullStart(source: ByteSource): AsyncGenerator<Uint8Array> {
  if (source instanceof Uint8Array) {
    for (let from = 0; from < source.length; from += PIECE) yield source.subarray(from, from + PIECE);
    return;
  }
  let start: Uint8Array | undefined = new Uint8Array(0);
  for await (const bytes of source) {
    if (!start) yield bytes;
    else if (start.length + bytes.length < 4) start = Buffer.concat([start, bytes]);
    else {
      yield start.length === 0 ? bytes : Buffer.concat([start, bytes]);
      start = undefined;
    }
  }
  if (start && start.length > 0) yield start;
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

/** Undefined where the bytes are no text in this encoding. Without bytes: the end, where nothing may be left over. */
function decode(decoder: TextDecoder, bytes?: Uint8Array): string | undefined {
  try {
    return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
  } catch {
    return undefined;
  }
}

/** Finds the line by decoding once more with replacement characters; the decoder itself does not say where it failed. */
function notDecoded(decoder: TextDecoder, bytes: Uint8Array, firstLine: number): Fault {
  const name = decoder.encoding.toUpperCase();
  const lenient = new TextDecoder(decoder.encoding).decode(bytes);
  // A character cut in two at the start of the piece shows as a replacement too, on the same line or the one before.
  const at = lenient.indexOf('\ufffd');
  const line = firstLine + countLineEnds(lenient.slice(0, Math.max(at, 0)));
  return faultOfFile(`the file is not ${name} text`, SAVE_AS_CSV, line);
}

export function countLineEnds(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
