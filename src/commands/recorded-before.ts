/**
 * What the records hold already of the members that a file names, and what it has added to it so far: read once a member,
 * since a question for each of a million rows takes longer than writing them.
 */
import type { Happened, MemberId } from '../domain/fact.js';
import type { AlreadyRecorded, Store } from '../store/store.js';
import { momentText } from './moment.js';

export interface RecordedBefore {
  /** To be called for all members of a list of rows before they are planned. */
  look(members: Iterable<MemberId>): Promise<void>;
  /** The facts of this member about this thing (a module, an assessment) at this moment. Whoever plans to record one more adds it here. */
  like(member: MemberId, thing: string, happened: Happened): AlreadyRecorded[];
}

/** Files mostly name a member in neighbouring rows; with no more than these at hand the memory stays flat. */
const MEMBERS_AT_HAND = 1000;

export function recordedBefore(store: Store, kind: 'completion' | 'attempt'): RecordedBefore {
  const members = new Set<MemberId>();
  const atHand = new Map<string, AlreadyRecorded[]>();

  function like(member: MemberId, thing: string, happened: Happened): AlreadyRecorded[] {
    // No member's id holds a space.
    const key = `${member} ${thing} ${momentText(happened)}`;
    let facts = atHand.get(key);
    if (!facts) atHand.set(key, (facts = []));
    return facts;
  }

  return {
    async look(named) {
      if (members.size > MEMBERS_AT_HAND) {
        members.clear();
        atHand.clear();
      }
      const wanted = [...new Set(named)].filter((member) => !members.has(member));
      const found = await store.recordedOf(kind, wanted);
      wanted.forEach((member, place) => {
        members.add(member);
        for (const fact of found[place]!) like(member, fact.thing, fact.happened).push(fact);
      });
    },
    like,
  };
}
