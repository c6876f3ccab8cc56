/** `--date-order`: whether the month or the day comes first in dates that could be read either way. */
import { Failure } from '../errors.js';
import type { DateOrder } from '../formats/dates.js';
import { type Options, optional } from './context.js';

export function dateOrder(options: Options): DateOrder | undefined {
  const order = optional(options, 'dateOrder');
  if (order === undefined || order === 'mdy' || order === 'dmy') return order;
  throw new Failure('usage', `not an order of dates: ${order}`, '--date-order is mdy (10/05/2026 is the 5th of October) or dmy');
}
