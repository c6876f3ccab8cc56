/** `certify revoke`: take a certification away. */
import type { Context } from './context.js';
import { recordStaffFact } from './staff-facts.js';
import { trackOfMember } from './tracks.js';
import { memberNamed } from './who.js';

export async function run(context: Context, [id = '']: string[]): Promise<number> {
  const member = await memberNamed(context, id);
  const { track } = await trackOfMember(context, member);
  return recordStaffFact(context, member, (base) => ({ ...base, kind: 'revocation', track }));
}
