/** Ids of facts: 130 bits as 26 characters of Crockford's base 32 (https://www.crockford.com/base32.html), lower case. */
import { hash } from 'node:crypto';
import type { FactId } from '../domain/fact.js';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** How many random bytes an id wants. */
export const FACT_ID_BYTES = 17;

/** The id of bytes, of which it takes the first 130 bits: random ones for what happens in this program. */
export function factIdOf(bytes: Uint8Array): FactId {
  let id = '';
  for (let bit = 0; bit < 130; bit += 5) {
    const two = (bytes[bit >> 3]! << 8) | bytes[(bit >> 3) + 1]!;
    id += ALPHABET[(two >> (11 - (bit & 7))) & 31]!;
  }
  return id;
}

/**
 * The id of an imported fact, worked out from what it says: the same row is the same fact, whichever file it came in, on
 * whichever machine and in whichever order. `again` tells a row apart that is imported anew after it was voided.
 */
export function derivedFactId(parts: readonly string[], again = 0): FactId {
  let text = '';
  for (const part of parts) text += `${part.length}:${part}`;
  if (again > 0) text += `${`again ${again}`.length}:again ${again}`;
  return base32(hash('sha256', text, 'binary'));
}

let pairs: readonly string[] | undefined;

/** Ten bits as two letters: a thousand texts that are made where thousands of ids are. */
function pairsOfLetters(): readonly string[] {
  return (pairs ??= Array.from({ length: 1024 }, (_, bits) => `${ALPHABET[bits >> 5]}${ALPHABET[bits & 31]}`));
}

/** As `factIdOf`, of bytes as Latin-1, five bytes as eight letters at a time: as fast as an import of a million rows wants it. */
function base32(bytes: string): string {
  const letters = pairsOfLetters();
  let id = '';
  for (let at = 0; at < 15; at += 5) {
    const [a, b, c] = [bytes.charCodeAt(at), bytes.charCodeAt(at + 1), bytes.charCodeAt(at + 2)];
    const [d, e] = [bytes.charCodeAt(at + 3), bytes.charCodeAt(at + 4)];
    id += letters[(a << 2) | (b >> 6)]! + letters[((b & 63) << 4) | (c >> 4)]! + letters[((c & 15) << 6) | (d >> 2)]! + letters[((d & 3) << 8) | e]!;
  }
  return id + letters[(bytes.charCodeAt(15) << 2) | (bytes.charCodeAt(16) >> 6)]!;
}

/** Whether a text could be an id or the beginning of one. */
export function looksLikeFactId(text: string): boolean {
  return /^[0-9a-hjkmnp-tv-z]{4,26}$/.test(text);
}
