/** The nearest of the words that would have been right. */

/** The candidate that is at most a few slips of the pen away (fewer for short words), in any case; undefined if none is. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let fewest = word.length <= 2 ? 1 : word.length <= 4 ? 2 : word.length <= 8 ? 3 : 4;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= fewest) continue;
    const count = slips(word.toLowerCase(), candidate.toLowerCase(), fewest);
    if (count < fewest) [best, fewest] = [candidate, count];
  }
  return best;
}

/** Letters put in, left out, changed or swapped with a neighbour (optimal string alignment); `limit` when it is that or more. */
function slips(a: string, b: string, limit: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + (same ? 0 : 1));
      if (a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) cost = Math.min(cost, beforeLast[column - 2]! + 1);
      current.push(cost);
    }
    if (Math.min(...current) >= limit) return limit;
    [beforeLast, last] = [last, current];
  }
  return last[b.length]!;
}
