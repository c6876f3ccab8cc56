/** `certify practice`: questions that never count. */
import type { Context, Options } from './context.js';
import { isPlain } from './plain.js';
import { practiceSheet, practise } from './practice.js';
import { trackNamed } from './tracks.js';
import { whoAmI } from './who.js';

export async function run(context: Context, [id = '']: string[], options: Options): Promise<number> {
  const track = trackNamed((await context.program()).policy, id);
  const program = await context.program(track.track);
  const prompter = await context.deps.prompter({ plain: isPlain(context, options) });
  if (!prompter) {
    await practiceSheet(context, program, track, options);
    return 0;
  }
  const member = await whoAmI(context, track.track);
  await practise(context, program, member, track, prompter, options);
  return 0;
}
