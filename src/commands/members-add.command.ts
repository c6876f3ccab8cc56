/** `certify members add`: put somebody on the roster. */
import type { RosterRow } from '../domain/fact.js';
import { Failure } from '../errors.js';
import { memberIdFault } from '../formats/member-names.js';
import { type Context, type Options, dayOption, required } from './context.js';
import { memberOptions, refuseEndBeforeStart } from './member-options.js';
import { applyChanges, rowInForce } from './roster-changes.js';

export async function run(context: Context, [id = '']: string[], options: Options): Promise<number> {
  const fault = memberIdFault(id);
  if (fault) throw new Failure('usage', `${fault}: ${id}`, 'such as avery or avery.field');
  const { book, today } = await context.program();
  const on = dayOption(options, 'on') ?? today;
  // Somebody whose roster facts were all taken back may be added anew; what they have completed is still theirs.
  if (rowInForce(book, (await (await context.store()).member(id))?.facts ?? [], on)) {
    throw new Failure('usage', `${id} is on the roster already`, `change it with \`certify members change ${id}\``);
  }
  required(options, 'name');
  required(options, 'role');
  const row: RosterRow = { name: '', email: '', role: '', team: '', manager: '', member_kind: 'employee', ...memberOptions(options) };
  refuseEndBeforeStart(row);
  await applyChanges(
    { ...context, options: { ...options, yes: true } },
    [{ member: id, kind: 'joiner', before: undefined, after: row }],
    { on, unchanged: 0, source: 'terminal' },
  );
  return 0;
}
