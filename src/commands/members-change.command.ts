/** `certify members change`: change somebody on the roster, from a day on. */
import { changeOf } from '../domain/roster-change.js';
import { formatDay } from '../domain/day.js';
import { visible } from '../domain/visible-text.js';
import { Failure } from '../errors.js';
import { type Context, type Options, dayOption } from './context.js';
import { memberOptions, refuseEndBeforeStart } from './member-options.js';
import { applyChanges, laterRow, rowInForce } from './roster-changes.js';
import { memberNamed } from './who.js';

export async function run(context: Context, [id = '']: string[], options: Options): Promise<number> {
  const member = await memberNamed(context, id);
  const { book, today } = await context.program();
  const given = memberOptions(options);
  const on = dayOption(options, 'on') ?? today;
  const facts = (await (await context.store()).member(member))?.facts ?? [];
  const before = rowInForce(book, facts, on);
  if (!before) throw new Failure('not-found', `${member} is not on the roster`, `add them with \`certify members add ${member}\``);
  if (Object.keys(given).length === 0) throw new Failure('usage', 'nothing to change', 'name what changes, such as --role or --end');
  const after = { ...before, ...given };
  refuseEndBeforeStart(after);
  const change = changeOf(member, before, after);
  const later = laterRow(book, facts, on);
  if (change && later) {
    await context.say(visible(`only until ${formatDay(later.from)}: what was recorded for that day still holds from then on (${later.row.role}, ${later.row.team || 'no team'})`));
  }
  await applyChanges({ ...context, options: { ...options, yes: true } }, change ? [change] : [], { on, unchanged: change ? 0 : 1, source: 'terminal' });
  return 0;
}
