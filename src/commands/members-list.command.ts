/** `certify members list`: the roster of a day. */
import { formatDay } from '../domain/day.js';
import { presenceOn } from '../domain/roster.js';
import { tracksOfRole } from '../domain/policy.js';
import { codePointOrder } from '../domain/order.js';
import { tableText } from '../output/table.js';
import { type Context, type Options, dayOption, printJson } from './context.js';
import { rowInForce, rowJson } from './roster-changes.js';

/** Where there is no room, those furthest right are left out first; who it is stays. */
const COLUMNS = ['member', 'name', 'role', 'team', 'manager', 'kind', 'start', 'end'].map((title, rank) => ({
  title,
  wraps: true,
  rank: rank < 2 ? 0 : rank,
}));

export async function run(context: Context, _args: string[], options: Options): Promise<number> {
  const { book, policy, today } = await context.program();
  const day = dayOption(options, 'asOf') ?? today;
  const rows = [];
  for await (const { member, facts } of (await context.store()).members()) {
    const row = rowInForce(book, facts, day);
    if (row) rows.push({ member, row, presence: presenceOn(row, day), tracks: tracksOfRole(policy, row.role).map(({ track }) => track) });
  }
  rows.sort((a, b) => codePointOrder(a.row.team, b.row.team) || codePointOrder(a.row.name, b.row.name) || codePointOrder(a.member, b.member));
  if (options['json'] === true) {
    await printJson(context, rows.map(({ member, row, presence, tracks }) => ({ member, ...rowJson(row), presence, tracks })));
    return 0;
  }
  const { out } = context.deps;
  const cells = rows.map(({ member, row }) => [
    member,
    row.name,
    row.role,
    row.team,
    row.manager,
    row.member_kind,
    row.start_day === undefined ? '' : formatDay(row.start_day),
    row.end_day === undefined ? '' : formatDay(row.end_day),
  ]);
  if (rows.length === 0) await context.say('the roster is empty; fill it with `certify members add` or `certify import members`');
  else {
    const { lines, dropped } = tableText({ columns: COLUMNS, rows: cells }, out.columns(), out.style);
    if (dropped.length > 0) await context.say(`no room here for: ${dropped.join(', ')}; --json has everything`);
    await out.write(lines.map((line) => `${line}\n`).join(''));
  }
  return 0;
}
