/** A member as seen on a day, from what was known at an instant: what `status` and `why` begin with. */
import type { Fact, MemberId } from '../domain/fact.js';
import { type MemberView, viewMember } from '../domain/rule-book.js';
import { statusOn } from '../domain/status.js';
import { type Context, type View, knownFacts, optional, viewOf } from './context.js';
import { finishOverdue } from './sittings.js';
import { trackNamed } from './tracks.js';
import { memberNamed, whoAmI } from './who.js';

export interface SeenMember {
  member: MemberId;
  view: View;
  /** All that was known. */
  facts: readonly Fact[];
  seen: MemberView;
  /** `--track`, or the tracks of the member's role. */
  tracks: string[];
}

/** The member that is named, or whoever is asking. */
export async function seenMember(context: Context, id: string | undefined): Promise<SeenMember> {
  const named = optional(context.options, 'track');
  if (named !== undefined) trackNamed((await context.program()).policy, named);
  const member = id === undefined ? await whoAmI(context) : await memberNamed(context, id);
  await finishOverdue(context);
  const view = await viewOf(context);
  const facts = knownFacts((await (await context.store()).member(member))?.facts ?? [], view);
  const ofRole = viewMember(view.book, member, facts, view.day);
  // A track that is named is looked at whatever the role: somebody who moved asks about the one before.
  const asked = view.book.tracks.filter(({ track }) => track === named);
  const seen = named === undefined ? ofRole : { ...ofRole, statuses: asked.map((rules) => statusOn(rules, ofRole.history, view.day)) };
  const tracks = named === undefined ? seen.statuses.map(({ track }) => track) : [named];
  // The paths of another time come from the records; those of today must be in order.
  if (view.known_at === undefined) await context.needPaths(tracks);
  return { member, view, facts, seen, tracks };
}

/** A member mostly has one track, and then the data is that track's; with several it is a list. */
export function oneOrList<T>(items: readonly T[]): T | readonly T[] {
  return items.length === 1 ? items[0]! : items;
}
