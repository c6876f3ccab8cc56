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
  /** The facts of this member about this thing (a module, an assessment) at this moment. */
  like(member: MemberId, thing: string, happened: Happened): readonly AlreadyRecorded[];
  add(member: MemberId, fact: Omit<AlreadyRecorded, 'voided'>): void;
}

/** Files mostly name a member in neighbouring rows; with no more than these at hand the memory stays flat. */
const MEMBERS_AT_HAND = 1000;
const NOTHING: readonly AlreadyRecorded[] = [];

export function recordedBefore(store: Store, kind: 'completion' | 'attempt'): RecordedBefore {
  const members = new Set<MemberId>();
  const atHand = new Map<string, AlreadyRecorded[]>();

  function put(member: MemberId, fact: AlreadyRecorded): void {
    const key = keyOf(member, fact.thing, fact.happened);
    const others = atHand.get(key);
    if (others) others.push(fact);
    else atHand.set(key, [fact]);
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
        for (const fact of found[place]!) put(member, fact);
      });
    },
    like: (member, thing, happened) => atHand.get(keyOf(member, thing, happened)) ?? NOTHING,
    add: (member, fact) => put(member, { ...fact, voided: false }),
  };
}

/** No member's id holds a space. */
function keyOf(member: MemberId, thing: string, happened: Happened): string {
  return `${member} ${thing} ${momentText(happened)}`;
}
