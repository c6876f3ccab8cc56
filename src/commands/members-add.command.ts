/** `certify members add`: put somebody on the roster. */
import type { RosterRow } from '../domain/fact.js';
import { Failure } from '../errors.js';
import { memberIdFault } from '../formats/member-names.js';
import { type Context, type Options, dayOption, required } from './context.js';
import { memberOptions, refuseEndBeforeStart } from './member-options.js';
import { applyChanges } from './roster-changes.js';

export async function run(context: Context, [id = '']: string[], options: Options): Promise<number> {
  const fault = memberIdFault(id);
  if (fault) throw new Failure('usage', `${fault}: ${id}`, 'such as avery or avery.field');
  if (await (await context.store()).hasMember(id)) {
    throw new Failure('usage', `${id} is on the roster already`, `change it with \`certify members change ${id}\``);
  }
  required(options, 'name');
  required(options, 'role');
  const row: RosterRow = { name: '', email: '', role: '', team: '', manager: '', member_kind: 'employee', ...memberOptions(options) };
  refuseEndBeforeStart(row);
  const { today } = await context.program();
  await applyChanges(
    { ...context, options: { ...options, yes: true } },
    [{ member: id, kind: 'joiner', before: undefined, after: row }],
    { on: dayOption(options, 'on') ?? today, unchanged: 0, source: 'terminal' },
  );
  return 0;
}
