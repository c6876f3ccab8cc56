/** Points as JSON: a number where a decimal can say it exactly, else the fraction as text. Nothing is rounded. */
import { type Points, cut, formatPoints, parsePoints, compare } from '../domain/points.js';

const DIGITS = 6;

export function jsonPoints(value: Points): number | string {
  const decimal = cut(value, DIGITS);
  const back = parsePoints(decimal);
  return back && compare(back, value) === 0 ? Number(decimal) : formatPoints(value);
}
