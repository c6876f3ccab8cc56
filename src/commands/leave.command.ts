/** `certify leave`: record that somebody is away. */
import { NEVER } from '../domain/day.js';
import { Failure } from '../errors.js';
import { type Context, type Options, dayOption, required } from './context.js';
import { recordStaffFact } from './staff-facts.js';
import { memberNamed } from './who.js';

export async function run(context: Context, [id = '']: string[], options: Options): Promise<number> {
  required(options, 'from');
  const from = dayOption(options, 'from')!;
  const to = dayOption(options, 'to') ?? NEVER;
  if (to < from) throw new Failure('usage', 'the last day away is before the first', 'look at --from and --to');
  const member = await memberNamed(context, id);
  return recordStaffFact(context, member, (base) => ({ ...base, kind: 'leave', from, to }));
}
