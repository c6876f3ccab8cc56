/**
 * Reproducible chance: the same seed gives the same numbers on every machine and in every version, since a stored draw must
 * come out again years later. Generator: sfc32 of PractRand (Chris Doty-Humphrey, http://pracrand.sourceforge.net/); the seed
 * enters through FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/). Fair, not secret: a seed is no password.
 */
export interface Chance {
  /** A whole number from 0 to `below` − 1, each as likely as the others. `below` is from 1 to 2³². */
  next(below: number): number;
  /** A copy in random order (Fisher and Yates). */
  shuffled<T>(items: readonly T[]): T[];
}

export function chanceOf(seed: string): Chance {
  const bytes = new TextEncoder().encode(seed);
  let [a, b, c, counter] = [fnv1a(bytes, 0x811c9dc5), fnv1a(bytes, 0x9e3779b9), fnv1a(bytes, 0x243f6a88), 1];

  function bits(): number {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }
  // The first numbers still show the seed.
  for (let round = 0; round < 16; round++) bits();

  function next(below: number): number {
    // Numbers beyond the largest multiple of `below` are thrown away: they would favour the small ones.
    const limit = 2 ** 32 - (2 ** 32 % below);
    let value = bits();
    while (value >= limit) value = bits();
    return value % below;
  }

  function shuffled<T>(items: readonly T[]): T[] {
    const result = [...items];
    for (let last = result.length - 1; last > 0; last--) {
      const pick = next(last + 1);
      // Not by a pair: V8 goes through an iterator for it until it has optimized this, three objects for each item.
      const item = result[last]!;
      result[last] = result[pick]!;
      result[pick] = item;
    }
    return result;
  }

  return { next, shuffled };
}

function fnv1a(bytes: Uint8Array, basis: number): number {
  let hash = basis;
  for (let at = 0; at < bytes.length; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
  return hash | 0;
}
