/** `certify path`: the learning path as a checklist. */
import { editionInForce } from '../domain/learning-path.js';
import { Failure } from '../errors.js';
import { checklistLines } from '../output/checklist.js';
import { type Context, type Options, printJson } from './context.js';
import { statusOnTrack } from './modules.js';
import { finishOverdue } from './sittings.js';
import { trackNamed, trackOfMember } from './tracks.js';
import { whoAmI, whoIsKnown } from './who.js';

export async function run(context: Context, [id]: string[], options: Options): Promise<number> {
  const named = id === undefined ? undefined : trackNamed((await context.program()).policy, id);
  // Whoever names a track only wants to look: nobody has to say who they are for that.
  const member = named ? await whoIsKnown(context) : await whoAmI(context);
  const track = named ?? (await trackOfMember(context, member!));
  const program = await context.program(track.track);
  const path = editionInForce(
    program.content.paths.filter((each) => each.path === track.path),
    program.today,
  );
  if (!path) throw new Failure('data', `track ${track.track} has no learning path`, 'see `certify check`');
  await finishOverdue(context);
  if (member === undefined) await context.say('nobody is named, so nothing is ticked: --member says who you are');
  const status = member === undefined ? undefined : await statusOnTrack(context, program, member, track);
  const completed = status?.standing.unresolved ? status.standing.completed_again : (status?.standing.completed ?? new Set<string>());
  if (options['json'] === true) {
    const stages = path.stages.map((stage) => ({
      ...stage,
      modules: stage.modules.map((module) => ({ ...module, done: completed.has(module.module) })),
    }));
    await printJson(context, { path: path.path, title: path.title, edition: path.edition, effective: path.effective, stages });
    return 0;
  }
  const { out } = context.deps;
  await out.write(`${checklistLines(path, completed, Boolean(status?.standing.unresolved), out.columns(), out.style).join('\n')}\n`);
  return 0;
}
