/** `certify status`: where a member stands, until when, what to do next, and progress on the path. */
import { EXIT_CODES, Failure } from '../errors.js';
import { viewMember } from '../domain/rule-book.js';
import { reportJson, reportRow } from '../output/report-row.js';
import { statusLines } from '../output/status-screen.js';
import { type Context, type Options, knownFacts, optional, printJson, viewOf } from './context.js';
import { finishOverdue } from './sittings.js';
import { trackNamed } from './tracks.js';
import { memberNamed, whoAmI } from './who.js';

export async function run(context: Context, [id]: string[], options: Options): Promise<number> {
  const named = optional(options, 'track');
  if (named !== undefined) trackNamed((await context.program()).policy, named);
  const member = id === undefined ? await whoAmI(context) : await memberNamed(context, id);
  await finishOverdue(context);
  const view = await viewOf(context);
  const facts = knownFacts((await (await context.store()).member(member))?.facts ?? [], view);
  const all = viewMember(view.book, member, facts, view.day);
  const seen = { ...all, statuses: all.statuses.filter((status) => named === undefined || status.track === named) };
  if (view.known_at === undefined) await context.needPaths(seen.statuses.map(({ track }) => track));
  if (!seen.row) throw new Failure('not-found', `${member} was not on the roster`, 'leave out --known-at, or name a later instant');

  if (options['json'] === true) {
    await printJson(context, seen.statuses.map((status) => reportJson(reportRow(member, seen.row, status, view.day, { all: true }))));
  } else {
    const { out } = context.deps;
    const sitting = (await (await context.store()).sittings(member))[0];
    await out.write(`${statusLines(seen, view.book, { width: out.columns(), style: out.style, day: view.day, sitting }).join('\n')}\n`);
  }
  const valid = seen.statuses.length > 0 && seen.statuses.every((status) => status.valid);
  return options['check'] === true && !valid ? EXIT_CODES.no : 0;
}
