/** Ids of facts: both ways of spelling bytes give the same letters. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FACT_ID_BYTES, derivedFactId, factIdOf, looksLikeFactId } from '../../src/store/fact-id.js';

test.each<[string, Uint8Array]>([
  ['0'.repeat(26), new Uint8Array(FACT_ID_BYTES)],
  ['z'.repeat(26), new Uint8Array(FACT_ID_BYTES).fill(255)],
  // 00000 00100 00110 00001 10000, and at the end 00001.
  ['0461g000000000000000000001', Uint8Array.from([0x01, 0x0c, 0x18, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x40])],
])('%s', (id, bytes) => {
  expect(factIdOf(bytes)).toBe(id);
});

test('of what a row says and of the hash of it are the same', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (parts) => {
      const spelled = parts.map((part) => `${part.length}:${part}`).join('');
      const id = derivedFactId(parts);
      expect(id).toBe(factIdOf(createHash('sha256').update(spelled).digest()));
      expect(looksLikeFactId(id)).toBe(true);
    }),
  );
});
