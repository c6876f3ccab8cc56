/** The options that describe a member, as a part of a roster row. */
import type { Day } from '../domain/day.js';
import type { RosterRow } from '../domain/fact.js';
import { Failure } from '../errors.js';
import { emailFault } from '../formats/member-names.js';
import { type Options, dayOption, optional } from './context.js';
import { lineOption } from './line-option.js';

/** Only what was given; `--end none` clears the last day. */
export function memberOptions(options: Options): Partial<RosterRow> {
  const changes: Partial<RosterRow> = {};
  const texts = { name: 'name', email: 'email', role: 'role', team: 'team', manager: 'manager' } as const;
  for (const [option, key] of Object.entries(texts) as [keyof typeof texts, (typeof texts)[keyof typeof texts]][]) {
    const text = lineOption(options, option);
    if (text !== undefined) changes[key] = text;
  }
  refuseEmpty(changes, ['name', 'role']);
  const fault = changes.email ? emailFault(changes.email) : undefined;
  if (fault) throw new Failure('usage', `${fault}: ${changes.email}`, 'look at --email');
  const kind = optional(options, 'kind');
  if (kind !== undefined) {
    if (kind !== 'employee' && kind !== 'partner') throw new Failure('usage', `not a kind: ${kind}`, 'employee or partner');
    changes.member_kind = kind;
  }
  const start = dayOption(options, 'start');
  if (start !== undefined) changes.start_day = start;
  if (options['end'] !== undefined) changes.end_day = optional(options, 'end') === 'none' ? undefined : dayOption(options, 'end');
  return changes;
}

function refuseEmpty(changes: Partial<RosterRow>, keys: readonly ('name' | 'role')[]): void {
  for (const key of keys) if (changes[key] === '') throw new Failure('usage', `--${key} is empty`, 'leave it out to change nothing');
}

/** A last day before the first one is a slip. */
export function refuseEndBeforeStart(row: { start_day?: Day | undefined; end_day?: Day | undefined }): void {
  if (row.start_day !== undefined && row.end_day !== undefined && row.end_day < row.start_day) {
    throw new Failure('usage', 'the last day is before the first day', 'look at --start and --end');
  }
}
