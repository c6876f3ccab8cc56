/** `certify waive`: let somebody off a window, or off completing the path again. */
import { Failure } from '../errors.js';
import { type Context, type Options, required } from './context.js';
import { recordStaffFact } from './staff-facts.js';
import { trackOfMember } from './tracks.js';
import { memberNamed } from './who.js';
import { windowNamed } from './windows.js';

export async function run(context: Context, [id = '']: string[], options: Options): Promise<number> {
  const retraining = options['retraining'] === true;
  if (retraining === (options['window'] !== undefined)) {
    throw new Failure('usage', 'either a window or the retraining is waived', 'give --window W or --retraining');
  }
  const member = await memberNamed(context, id);
  const { track } = await trackOfMember(context, member);
  if (retraining) return recordStaffFact(context, member, (base) => ({ ...base, kind: 'permit', track }));
  const window = windowNamed((await context.program()).book, required(options, 'window')).label;
  return recordStaffFact(context, member, (base) => ({ ...base, kind: 'waiver', track, window }));
}
