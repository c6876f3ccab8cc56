/** What a torture run has done, in numbers: shown as it goes, and gathered in a file where one is named. */
import { appendFileSync } from 'node:fs';

export function figures(what: string, numbers: Record<string, number>): void {
  const text = `${what}: ${Object.entries(numbers).map(([name, number]) => `${name} ${number}`).join(', ')}`;
  process.stdout.write(`${text}\n`);
  const file = process.env['TORTURE_FIGURES'];
  if (file) appendFileSync(file, `${text}\n`);
}

/** A seeded generator of numbers from 0 to 1 (mulberry32), so that a run can be repeated. */
export function chanceFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const SEED = Number(process.env['TORTURE_SEED'] ?? 20_261_122);
