/** `certify path done`: record that I completed modules. */
import { Failure } from '../errors.js';
import { nextActionSentence, plural } from '../output/words.js';
import { type Context, type Options, printJson } from './context.js';
import { allModules, recordCompletions, statusOnTrack } from './modules.js';
import { finishOverdue } from './sittings.js';
import { trackOfMember } from './tracks.js';
import { whoAmI } from './who.js';

export async function run(context: Context, named: string[], options: Options): Promise<number> {
  const member = await whoAmI(context);
  const track = await trackOfMember(context, member);
  const program = await context.program(track.track);
  const known = allModules(program);
  const strange = named.filter((module) => !known.has(module));
  if (strange.length > 0) {
    throw new Failure('not-found', `no path has a module ${strange.join(', ')}`, 'see `certify path` for their names');
  }
  await finishOverdue(context);
  const missing = (await statusOnTrack(context, program, member, track)).modules.missing.map(({ module }) => module);
  const modules = options['all'] === true ? [...new Set([...named, ...missing])] : [...new Set(named)];
  if (modules.length === 0 && options['all'] !== true) throw new Failure('usage', 'no module is named', 'name modules of `certify path`, or add --all');
  if (modules.length > 0) await recordCompletions(context, member, modules, context.now);
  const status = await statusOnTrack(context, program, member, track);
  if (options['json'] === true) {
    await printJson(context, { member, recorded: modules, modules_missing: status.modules.missing.map(({ module }) => module) });
  } else {
    await context.say(modules.length === 0 ? 'nothing was left to do' : `${plural(modules.length, 'module')} recorded as completed`);
    const before = modules.filter((module) => !missing.includes(module));
    if (before.length > 0) await context.say(`done before, or not asked for: ${before.join(', ')}`);
    await context.deps.out.write(`${nextActionSentence(status)}\n`);
  }
  return 0;
}
