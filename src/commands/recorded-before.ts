/**
 * What the records hold already of what a list of rows says, and what the list has added to it so far: asked once for all rows,
 * since a question for each of a million takes longer than writing them.
 */
import type { Day, Instant } from '../domain/day.js';
import type { Happened, MemberId } from '../domain/fact.js';
import type { AlreadyRecorded, Moments, Store } from '../store/store.js';

export interface RecordedBefore {
  /** To be called for every list of rows before it is planned, when those before it have been recorded. */
  look(members: Iterable<MemberId>, moments: Iterable<Happened>): Promise<void>;
  /** The facts of this member about this thing (a module, an assessment) at this moment. */
  like(member: MemberId, thing: string, happened: Happened): readonly AlreadyRecorded[];
  /** To be called for every fact that is going to be recorded. */
  add(member: MemberId, fact: AlreadyRecorded): void;
}

const NONE: readonly AlreadyRecorded[] = [];

export function recordedBefore(store: Store, kind: 'completion' | 'attempt'): RecordedBefore {
  /** Nothing for most members of a list, and little for the others. */
  const atHand = new Map<MemberId, AlreadyRecorded[]>();

  return {
    async look(named, moments) {
      atHand.clear();
      const members = [...new Set(named)];
      const found = await store.recordedOf(kind, members, spanOf(moments));
      members.forEach((member, place) => found[place]!.length > 0 && atHand.set(member, found[place]!));
    },
    like(member, thing, happened) {
      const ofMember = atHand.get(member);
      return ofMember === undefined ? NONE : ofMember.filter((fact) => fact.thing === thing && isSame(fact.happened, happened));
    },
    add(member, fact) {
      const ofMember = atHand.get(member);
      if (ofMember) ofMember.push(fact);
      else atHand.set(member, [fact]);
    },
  };
}

function isSame(one: Happened, other: Happened): boolean {
  return 'at' in one ? 'at' in other && one.at === other.at : 'on' in other && one.on === other.on;
}

/** In files that lie in the order of time it is short, so that little is asked for of very many members. */
function spanOf(moments: Iterable<Happened>): Moments {
  let [firstAt, lastAt, firstOn, lastOn] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const happened of moments) {
    if ('at' in happened) {
      firstAt = Math.min(firstAt, happened.at);
      lastAt = Math.max(lastAt, happened.at);
    } else {
      firstOn = Math.min(firstOn, happened.on);
      lastOn = Math.max(lastOn, happened.on);
    }
  }
  return {
    at: firstAt <= lastAt ? [firstAt as Instant, lastAt as Instant] : undefined,
    on: firstOn <= lastOn ? [firstOn as Day, lastOn as Day] : undefined,
  };
}
