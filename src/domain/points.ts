/** Points as exact fractions. Three answers worth a third each make one whole point; a float would not. */

declare const pointsBrand: unique symbol;
export interface Points {
  readonly n: bigint;
  /** Positive, and without a common divisor with `n`. */
  readonly d: bigint;
  readonly [pointsBrand]?: true;
}

export const ZERO: Points = { n: 0n, d: 1n };
export const ONE: Points = { n: 1n, d: 1n };

/** Throws a RangeError if `d` is zero. */
export function points(n: bigint | number, d: bigint | number = 1n): Points {
  let top = BigInt(n);
  let bottom = BigInt(d);
  if (bottom === 1n) return { n: top, d: bottom };
  if (bottom === 0n) throw new RangeError('a fraction needs a denominator other than zero');
  if (bottom < 0n) [top, bottom] = [-top, -bottom];
  const divisor = gcd(top < 0n ? -top : top, bottom);
  return { n: top / divisor, d: bottom / divisor };
}

function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) {
    const rest = a % b;
    a = b;
    b = rest;
  }
  return a === 0n ? 1n : a;
}

const WHOLE = /^\d{1,15}$/;
const DECIMAL = /^([+-]?)(\d{1,15})(?:\.(\d{1,15}))?$/;
const FRACTION = /^([+-]?\d{1,15})\s*\/\s*(\d{1,15})$/;

/** Reads `20`, `19.2`, `-0.5` or `1/3`; undefined if it is none of them. */
export function parsePoints(text: string): Points | undefined {
  if (WHOLE.test(text)) return { n: BigInt(text), d: 1n };
  const trimmed = text.trim();
  const decimal = DECIMAL.exec(trimmed);
  if (decimal) {
    const [, sign = '', whole = '0', rest = ''] = decimal;
    return points(BigInt(`${sign === '-' ? '-' : ''}${whole}${rest}`), 10n ** BigInt(rest.length));
  }
  const fraction = FRACTION.exec(trimmed);
  if (fraction && BigInt(fraction[2]!) !== 0n) return points(BigInt(fraction[1]!), BigInt(fraction[2]!));
  return undefined;
}

/** `20`, or `96/5` where it is not whole: the shape that is stored and that `parsePoints` reads back. */
export function formatPoints(value: Points): string {
  return value.d === 1n ? String(value.n) : `${value.n}/${value.d}`;
}

/** Reads what `formatPoints` wrote, however many digits a sum of odd fractions has. Throws a RangeError for anything else. */
export function exactPoints(text: string): Points {
  const match = /^(-?\d+)(?:\/(\d+))?$/.exec(text);
  if (!match) throw new RangeError(`not points: ${text}`);
  return points(BigInt(match[1]!), BigInt(match[2] ?? 1));
}

/** For people: `20`, `19.2`, and with at most `digits` places where the fraction never ends; cut, never rounded up. */
export function showPoints(value: Points, digits = 2): string {
  const text = cut(value, digits);
  return text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text;
}

export function add(a: Points, b: Points): Points {
  return points(a.n * b.d + b.n * a.d, a.d * b.d);
}

export function multiply(a: Points, b: Points): Points {
  return points(a.n * b.n, a.d * b.d);
}

/** Negative if a < b, zero if equal, positive if a > b. */
export function compare(a: Points, b: Points): number {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function clamp(value: Points, low: Points, high: Points): Points {
  return compare(value, low) < 0 ? low : compare(value, high) > 0 ? high : value;
}

export function sum(values: Iterable<Points>): Points {
  let total = ZERO;
  for (const value of values) total = add(total, value);
  return total;
}

/** `points × 100 ≥ pass mark × max points`, exactly. The pass mark is a percentage. */
export function passes(score: Points, max: Points, passMark: Points): boolean {
  return score.n * 100n * max.d * passMark.d >= passMark.n * max.n * score.d;
}

/** The percentage with `digits` places, cut: 15.99 of 20 is `79.95`, never `80`. `max` is above zero. */
export function percent(score: Points, max: Points, digits = 2): string {
  return cut({ n: score.n * max.d * 100n, d: score.d * max.n }, digits);
}

/** A decimal with exactly `digits` places, cut towards zero. The fraction need not be in lowest terms; `d` is above zero. */
export function cut({ n, d }: Pick<Points, 'n' | 'd'>, digits: number): string {
  const negative = n < 0n;
  const scaled = ((negative ? -n : n) * 10n ** BigInt(digits)) / d;
  const text = String(scaled).padStart(digits + 1, '0');
  const sign = negative && scaled !== 0n ? '-' : '';
  if (digits === 0) return sign + text;
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
