/** `certify status`: where a member stands, until when, what to do next, and progress on the path. */
import { EXIT_CODES, Failure } from '../errors.js';
import { reportJson, reportRow } from '../output/report-row.js';
import { statusLines } from '../output/status-screen.js';
import { type Context, type Options, printJson } from './context.js';
import { oneOrList, seenMember } from './seen-member.js';

export async function run(context: Context, [id]: string[], options: Options): Promise<number> {
  const { member, view, seen: all, tracks } = await seenMember(context, id);
  if (!all.row) {
    throw view.known_at === undefined
      ? new Failure('not-found', `${member} is not on the roster`, `add them with \`certify members add ${member}\``)
      : new Failure('not-found', `${member} was not on the roster`, 'leave out --known-at, or name a later instant');
  }
  const seen = { ...all, statuses: all.statuses.filter((status) => tracks.includes(status.track)) };

  if (options['json'] === true) {
    await printJson(context, oneOrList(seen.statuses.map((status) => reportJson(reportRow(member, seen.row, status, view.day, { all: true })))));
  } else {
    const { out } = context.deps;
    const sitting = (await (await context.store()).sittings(member))[0];
    await out.write(`${statusLines(seen, view.book, { width: out.columns(), style: out.style, day: view.day, sitting }).join('\n')}\n`);
  }
  const valid = seen.statuses.length > 0 && seen.statuses.every((status) => status.valid);
  return options['check'] === true && !valid ? EXIT_CODES.no : 0;
}
