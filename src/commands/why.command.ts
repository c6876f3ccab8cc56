/** `certify why`: why the status is what it is. */
import { derive } from '../domain/derivation.js';
import { modulesOf } from '../domain/learning-path.js';
import { Failure } from '../errors.js';
import { whyJson } from '../output/why-json.js';
import { whyLines } from '../output/why-screen.js';
import { type Context, type Options, printJson } from './context.js';
import { oneOrList, seenMember } from './seen-member.js';

export async function run(context: Context, [id]: string[], options: Options): Promise<number> {
  const { member, view, facts, seen, tracks } = await seenMember(context, id);
  if (tracks.length === 0) {
    throw new Failure('not-found', `${member} has a role that no track names: ${seen.row?.role || 'none'}`, 'name a track with --track');
  }
  const derivations = view.book.tracks
    .filter(({ track }) => tracks.includes(track))
    .map((rules) => ({ rules, derivation: derive(rules, facts, view.book.zone, view.day) }));
  if (options['json'] === true) {
    await printJson(context, oneOrList(derivations.map(({ derivation }) => ({ member, ...whyJson(derivation, view.book.policy) }))));
    return 0;
  }
  const { out } = context.deps;
  for (const { rules, derivation } of derivations) {
    const title = `${seen.row?.name || member}: ${rules.title}`;
    const modules = rules.paths.flatMap(modulesOf);
    const place = (id: string) => modules.findIndex((module) => module.module === id);
    const titleOf = (id: string) => modules[place(id)]?.title ?? id;
    const lines = whyLines(derivation, { title, titleOf, place, policy: view.book.policy, verbose: options['verbose'] === true, width: out.columns(), style: out.style });
    await out.write(`${lines.join('\n')}\n`);
  }
  return 0;
}
