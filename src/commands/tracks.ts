/** Which track a command is about: the one that is named, or the member's. */
import type { MemberId } from '../domain/fact.js';
import type { Policy, Track } from '../domain/policy.js';
import { tracksOfRole } from '../domain/policy.js';
import { rosterOn } from '../domain/roster.js';
import { dated } from '../domain/seen.js';
import { memberHistory } from '../domain/status.js';
import { Failure } from '../errors.js';
import { type Context, optional } from './context.js';
import { noSuchTrack } from './papers.js';

export function trackNamed(policy: Policy, id: string): Track {
  const track = policy.tracks.find((each) => each.track === id);
  if (!track) throw noSuchTrack(policy, id);
  return track;
}

/** `--track`, or the only track of the member's role. Throws `usage` if there is none, or several. */
export async function trackOfMember(context: Context, member: MemberId): Promise<Track> {
  const { policy, book, today } = await context.program();
  const named = optional(context.options, 'track');
  if (named !== undefined) return trackNamed(policy, named);
  const facts = (await (await context.store()).member(member))?.facts ?? [];
  const row = rosterOn(memberHistory(dated(facts, book.zone), today).spells, today);
  if (!row) throw new Failure('not-found', `${member} is not on the roster`, `add them with \`certify members add ${member}\``);
  const { role } = row;
  const tracks = tracksOfRole(policy, role);
  if (tracks.length === 1) return tracks[0]!;
  const known = policy.tracks.map((track) => track.track).join(', ');
  throw tracks.length === 0
    ? new Failure('usage', `${member} has a role that no track names: ${role}`, `name a track: ${known}`)
    : new Failure('usage', `${member}'s role belongs to several tracks`, `name one: ${tracks.map((track) => track.track).join(', ')}`);
}
