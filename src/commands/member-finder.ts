/** The members that rows of a file name, by id or by address. */
import type { MemberId } from '../domain/fact.js';
import type { MemberName } from '../formats/member-names.js';
import type { Store } from '../store/store.js';
import type { RowPlan } from './import-files.js';

/** Several members have the address. Not a text, for any text may be somebody's id. */
export const SEVERAL = Symbol('several');

export interface MemberFinder {
  /** To be called for all names of a list of rows before `find`. Returns the members that were found, hardly any of them twice. */
  look(names: Iterable<MemberName>): Promise<MemberId[]>;
  find(name: MemberName): MemberId | undefined | typeof SEVERAL;
}

/** Everybody, in most programs, and more than the names of a list of rows. */
const NAMES_AT_HAND = 50_000;

/** Finds members by id or address, and remembers those of a file that names them again and again. */
export function memberFinder(store: Store): MemberFinder {
  const known = new Map<string, MemberId | undefined | typeof SEVERAL>();

  return {
    async look(names) {
      if (known.size > NAMES_AT_HAND) known.clear();
      const distinct = new Map<string, MemberName>();
      let last: string | undefined;
      for (const name of names) {
        const key = keyOf(name);
        // Mostly the same as in the row before.
        if (key !== last) distinct.set(key, name);
        last = key;
      }
      const ids: MemberId[] = [];
      for (const [key, name] of distinct) {
        if (known.has(key)) continue;
        if ('member' in name) ids.push(name.member);
        else known.set(key, one(await store.membersByEmail(name.email)));
      }
      const found = await store.haveMembers(ids);
      ids.forEach((id, place) => known.set(id, found[place] ? id : undefined));
      return [...distinct.keys()].map((key) => known.get(key)).filter((member) => typeof member === 'string');
    },
    find: (name) => known.get(keyOf(name)),
  };
}

/** No id holds the sign of an address. */
function keyOf(name: MemberName): string {
  return 'member' in name ? name.member : name.email.toLowerCase();
}

function one(ids: readonly MemberId[]): MemberId | undefined | typeof SEVERAL {
  return ids.length > 1 ? SEVERAL : ids[0];
}

/** The plan of a row whose member cannot be told. */
export function unknownMember(name: MemberName, found: undefined | typeof SEVERAL): RowPlan {
  const text = 'member' in name ? name.member : name.email;
  return found === SEVERAL
    ? { kind: 'bad', column: 'member', message: `several members have the address ${text}`, hint: 'name one by id', unknownMember: true }
    : { kind: 'bad', column: 'member', message: `no member ${text} on the roster`, hint: 'see `certify members list`', unknownMember: true };
}

