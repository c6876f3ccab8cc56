/**
 * What the records hold already of the members that a file names, and what it has added to it so far: read once a member,
 * since a question for each of a million rows takes longer than writing them.
 */
import type { Happened, MemberId } from '../domain/fact.js';
import type { AlreadyRecorded, Store } from '../store/store.js';

export interface RecordedBefore {
  /** To be called for all members of a list of rows before they are planned. */
  look(members: Iterable<MemberId>): Promise<void>;
  /** The facts of this member about this thing (a module, an assessment) at this moment. */
  like(member: MemberId, thing: string, happened: Happened): readonly AlreadyRecorded[];
  /** To be called for every fact that is going to be recorded. */
  add(member: MemberId, fact: AlreadyRecorded): void;
}

/** Files mostly name a member in neighbouring rows; with no more than these at hand the memory stays flat. */
const MEMBERS_AT_HAND = 1000;

const NONE: readonly AlreadyRecorded[] = [];

export function recordedBefore(store: Store, kind: 'completion' | 'attempt'): RecordedBefore {
  /** By member, then by moment: a text made of both takes longer to make than to look up. */
  const atHand = new Map<MemberId, Map<number, AlreadyRecorded[]>>();

  function add(member: MemberId, fact: AlreadyRecorded): void {
    const ofMember = atHand.get(member)!;
    const moment = momentNumber(fact.happened);
    const then = ofMember.get(moment);
    if (then) then.push(fact);
    else ofMember.set(moment, [fact]);
  }

  return {
    async look(named) {
      if (atHand.size > MEMBERS_AT_HAND) atHand.clear();
      const wanted: MemberId[] = [];
      for (const member of named) {
        if (atHand.has(member)) continue;
        atHand.set(member, new Map());
        wanted.push(member);
      }
      const found = await store.recordedOf(kind, wanted);
      wanted.forEach((member, place) => found[place]!.forEach((fact) => add(member, fact)));
    },
    like(member, thing, happened) {
      const then = atHand.get(member)!.get(momentNumber(happened));
      return then === undefined ? NONE : then.filter((fact) => fact.thing === thing);
    },
    add,
  };
}

/** Instants as they are; days, of which there are fewer than 100,000, as numbers that no instant of the program is. */
function momentNumber(happened: Happened): number {
  return 'at' in happened ? happened.at : happened.on - 1e15;
}
