/** `certify extend`: move somebody's closing day of a window. */
import { formatDay } from '../domain/day.js';
import { Failure } from '../errors.js';
import { type Context, type Options, dayOption, required } from './context.js';
import { recordStaffFact } from './staff-facts.js';
import { trackOfMember } from './tracks.js';
import { memberNamed } from './who.js';
import { windowNamed } from './windows.js';

export async function run(context: Context, [id = '']: string[], options: Options): Promise<number> {
  required(options, 'window');
  required(options, 'until');
  const window = windowNamed((await context.program()).book, required(options, 'window'));
  const until = dayOption(options, 'until')!;
  if (until <= window.closes) {
    throw new Failure('usage', `window ${window.label} closes on ${formatDay(window.closes)} anyway`, 'give a later day with --until');
  }
  const member = await memberNamed(context, id);
  const { track } = await trackOfMember(context, member);
  return recordStaffFact(context, member, (base) => ({ ...base, kind: 'extension', track, window: window.label, until }));
}
