/** `certify why`: why the status is what it is. */
import { derive } from '../domain/derivation.js';
import { viewMember } from '../domain/rule-book.js';
import { Failure } from '../errors.js';
import { whyJson } from '../output/why-json.js';
import { whyLines } from '../output/why-screen.js';
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
  const { row, statuses } = viewMember(view.book, member, facts, view.day);
  const tracks = view.book.tracks.filter(({ track }) => (named === undefined ? statuses.some((status) => status.track === track) : track === named));
  if (tracks.length === 0) throw new Failure('not-found', `${member} has a role that no track names: ${row?.role || 'none'}`, 'name a track with --track');

  if (view.known_at === undefined) await context.needPaths(tracks.map(({ track }) => track));

  const derivations = tracks.map((rules) => ({ rules, derivation: derive(rules, facts, view.book.zone, view.day) }));
  if (options['json'] === true) {
    await printJson(context, derivations.map(({ derivation }) => ({ member, ...whyJson(derivation, view.book.policy) })));
    return 0;
  }
  const { out } = context.deps;
  for (const { rules, derivation } of derivations) {
    const title = `${row?.name || member}: ${rules.title}`;
    const lines = whyLines(derivation, { title, policy: view.book.policy, verbose: options['verbose'] === true, width: out.columns(), style: out.style });
    await out.write(`${lines.join('\n')}\n`);
  }
  return 0;
}
