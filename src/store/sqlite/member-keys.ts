/** Facts, and what is derived from them, name a member by a key. */
import type { MemberId } from '../../domain/fact.js';
import type { Database } from './open-database.js';
import { statement } from './statements.js';

export interface MemberKeys {
  /** Undefined if there is no such member. */
  find(member: MemberId): number | undefined;
  /** Of somebody who becomes a member if they are none. `program` is the key of the program. */
  make(program: number, member: MemberId): number;
  /** To be called when a transaction is undone, for whoever became a member in it is none. */
  forget(): void;
}

/** Everybody, in most programs; and little enough for the memory. */
const KEYS_AT_HAND = 50_000;

const SELECT = 'SELECT key FROM member WHERE program = (SELECT key FROM program WHERE program = ?) AND member = ?';
const INSERT = 'INSERT INTO member (program, member) VALUES (?, ?)';

export function memberKeys(db: Database, programName: string): MemberKeys {
  const select = statement(db, SELECT).pluck();
  const known = new Map<MemberId, number>();

  function keep(member: MemberId, key: number): number {
    if (known.size >= KEYS_AT_HAND) known.clear();
    known.set(member, key);
    return key;
  }

  function find(member: MemberId): number | undefined {
    const key = known.get(member);
    if (key !== undefined) return key;
    const found = select.get(programName, member) as number | undefined;
    // Nobody stops being a member, so that a key stays what it is; who is none yet may be one soon.
    return found === undefined ? undefined : keep(member, found);
  }

  return {
    find,
    make: (program, member) => find(member) ?? keep(member, Number(statement(db, INSERT).run(program, member).lastInsertRowid)),
    forget: () => known.clear(),
  };
}
