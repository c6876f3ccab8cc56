/** Windows by their labels. */
import { type Window, parseWindowLabel } from '../domain/calendar.js';
import type { RuleBook } from '../domain/rule-book.js';
import { Failure } from '../errors.js';

/** Throws `usage` if it is no label, `not-found` if the program has no such window. */
export function windowNamed({ calendar, policy }: RuleBook, label: string): Window {
  const window = calendar.byLabel(label);
  if (window) return window;
  if (!parseWindowLabel(label)) throw new Failure('usage', `not a window: ${label}`, 'write it like Q1FY28');
  const quarters = policy.recertification.quarters.join(' and ') || 'none';
  throw new Failure('not-found', `the program has no window ${label}`, `its windows are in ${quarters}; see \`certify calendar\``);
}
