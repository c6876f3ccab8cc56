/**
 * The hashes that chain the ledger, all SHA-256. Texts that can be erased enter through a salted hash of their own, so that
 * erasing them leaves the chain whole and says nothing about them.
 */
import { createHash } from 'node:crypto';
import type { Value } from './fact-rows.js';

export const SALT_BYTES = 16;

/** The hash that stands in a fact for texts that can be erased. */
export function saltedHash(salt: Uint8Array, texts: readonly (string | null)[]): Uint8Array {
  return createHash('sha256').update(salt).update(JSON.stringify(texts)).digest();
}

/** A row in one spelling: JSON of its values, bytes as hex. Whole numbers only, so there is one way to write each. */
export function canonicalRow(name: string, values: readonly Value[]): string {
  return `[${canonicalValues([name, ...values])}]`;
}

/** Some of the values of a row, as they stand in it. */
export function canonicalValues(values: readonly Value[]): string {
  return JSON.stringify(values.map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value))).slice(1, -1);
}

/** `canonicalRow` of `first` and what comes after: `rest` is by `canonicalValues`, and the same for very many facts. */
export function canonicalFact(first: readonly (string | number | null)[], rest: string): string {
  return `${JSON.stringify(first).slice(0, -1)},${rest}]`;
}

export function sameBytes(a: unknown, b: unknown): boolean {
  return a instanceof Uint8Array && b instanceof Uint8Array && Buffer.compare(a, b) === 0;
}

/** The hash that stands in an attempt for its questions: over their rows, a line each. */
export function questionsHash(lines: readonly string[]): Uint8Array {
  return createHash('sha256').update(lines.join('\n')).digest();
}

/** Hashes an entry: the previous hash, the entry's own row, then each fact's row, a line each. */
export function chain(previous: Uint8Array): { add(line: string): void; end(): Uint8Array } {
  const hash = createHash('sha256').update(previous);
  // Lines are gathered, since a call for each of a million lines costs more than hashing them.
  let waiting: string[] = [];
  function flush(): void {
    if (waiting.length > 0) hash.update(`${waiting.join('\n')}\n`);
    waiting = [];
  }
  return {
    add(line) {
      if (waiting.push(line) >= 500) flush();
    },
    end() {
      flush();
      return hash.digest();
    },
  };
}
