/** Ids of facts: 130 bits as 26 characters of Crockford's base 32 (https://www.crockford.com/base32.html), lower case. */
import { hash } from 'node:crypto';
import type { FactId } from '../domain/fact.js';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** How many random bytes an id wants. */
export const FACT_ID_BYTES = 17;

/** The id of random bytes, for what happens in this program. */
export function factIdOf(bytes: Uint8Array): FactId {
  return base32(Buffer.from(bytes).toString('hex'));
}

/**
 * The id of an imported fact, worked out from what it says: the same row is the same fact, whichever file it came in, on
 * whichever machine and in whichever order. `again` tells a row apart that is imported anew after it was voided.
 */
export function derivedFactId(parts: readonly string[], again = 0): FactId {
  const text = [...parts, ...(again > 0 ? [`again ${again}`] : [])].map((part) => `${part.length}:${part}`).join('');
  return base32(hash('sha256', text, 'hex'));
}

/** The first 130 bits, five at a time: four letters of five hex digits, as fast as an import of a million rows wants it. */
function base32(hex: string): string {
  let id = '';
  for (let at = 0; id.length < 26; at += 5) {
    const bits = parseInt(hex.slice(at, at + 5), 16);
    id += ALPHABET[bits >> 15]! + ALPHABET[(bits >> 10) & 31]! + ALPHABET[(bits >> 5) & 31]! + ALPHABET[bits & 31]!;
  }
  return id.slice(0, 26);
}

/** Whether a text could be an id or the beginning of one. */
export function looksLikeFactId(text: string): boolean {
  return /^[0-9a-hjkmnp-tv-z]{4,26}$/.test(text);
}
