/**
 * The records: what commands may ask of them, whatever stands behind. Asynchronous from the start, so that a server
 * database can stand beside the local file. A store belongs to one program; it never shows another program's records.
 *
 * Methods throw `Failure`: `locked` when another process holds the records too long, `io` when the disk refuses, `data` when
 * the records are damaged.
 */
import type { Answer } from '../domain/answer.js';
import type { Points } from '../domain/points.js';
import type { Day, Instant } from '../domain/day.js';
import type { Fact, FactId, Happened, MemberId, Source } from '../domain/fact.js';
import type { ItemAttempt } from '../domain/item-answers.js';
import type { Sitting } from '../domain/sitting.js';
import type { MemberHistory } from '../domain/status.js';
import type { Zone } from '../domain/zone.js';

/** A fact that is about to be recorded: the ledger adds its place, the time of recording, the recorder and the source. */
export type NewFact = Fact extends infer F ? (F extends Fact ? Omit<F, 'seq' | 'recorded_at' | 'recorded_by' | 'source'> : never) : never;

/** What a completion or an attempt says, apart from whose it is and when it happened. */
export type Saying = Extract<NewFact, { kind: 'completion' | 'attempt' }> extends infer F ? (F extends NewFact ? Omit<F, 'fact' | 'member' | 'happened'> : never) : never;

/** A fact of an import, which says few things of very many members: those that say the same share `says`, so that it is spelled once. */
export interface AlikeFact {
  fact: FactId;
  member: MemberId;
  happened: Happened;
  says: Saying;
}

/** One act of recording: its facts are written together or not at all. */
export interface NewEntry {
  recorded_at: Instant;
  recorded_by: string;
  source: Source;
  /** Whether the clock was set by hand (CERTIFY_NOW). */
  clock_is_set: boolean;
  /** The policy and paths in force when this was recorded, as canonical JSON. */
  rules: string;
  facts: Iterable<NewFact>;
}

/** An entry whose facts come list by list, as they are read from a file. What the iteration throws undoes the whole entry. */
export type NewEntryAsRead = Omit<NewEntry, 'facts'> & {
  facts: AsyncIterable<readonly (NewFact | AlikeFact)[]>;
  /** About how many, where it can be told before they are read. */
  expected?: number | undefined;
};

/** A question of a finished attempt: as shown, the answer, and its points. */
export interface AttemptQuestion {
  question: string;
  choices: string[];
  lefts?: string[] | undefined;
  /** Undefined if it was left open; `erased` if a typed text has been forgotten. */
  answer: Answer | 'erased' | undefined;
  flagged: boolean;
  points: Points;
  max_points: Points;
}

export interface Member {
  member: MemberId;
  facts: Fact[];
}

export interface OrderQuestion {
  /** The facts seen on this day, in this zone. */
  day: Day;
  zone: Zone;
  /** Only members who were in this team at some time. */
  team?: string | undefined;
  /** What was recorded after this entry is left out, even if it is recorded while the members are read. */
  through: number;
}

/**
 * A member at a place in the order of a report: by team, name, then id, by code point, as one of the roster facts has them.
 * Somebody who moved comes at several places; `seq` tells which roster fact this one is of.
 */
export type PlacedMember = { member: MemberId; seq: number } & (
  | { history: MemberHistory }
  /** All facts of somebody for whom the index does not say enough, as when facts were voided. */
  | { facts: Fact[] }
);

export interface MembersInOrder {
  /** List by list. */
  lists: AsyncIterable<readonly PlacedMember[]>;
  /** Whether there are thousands of them. */
  areMany: boolean;
}

/** Instants, and days of what is known only by its day: from the first to the last. */
export interface Moments {
  at?: readonly [first: Instant, last: Instant] | undefined;
  on?: readonly [first: Day, last: Day] | undefined;
}

export interface AlreadyRecorded {
  fact: FactId;
  /** The module or the assessment. */
  thing: string;
  happened: Happened;
  /** Of attempts. */
  edition: string;
  points: string;
  max_points: string;
  voided: boolean;
}

export interface SavedAnswer {
  fact: FactId;
  /** The terminal's token: whoever opened the sitting last owns it. */
  owner: string;
  position: number;
  answer: Answer | undefined;
  flagged: boolean;
}

/** The end of the chain of entries: whoever keeps the hash can prove later that nothing before it was changed. */
export interface LedgerHead {
  /** Entries are numbered from 1. */
  entry: number;
  /** SHA-256, hex. */
  hash: string;
}

/** Something that is wrong with the records; of one entry or one fact where that can be told. */
export interface LedgerFault {
  entry?: number | undefined;
  fact?: FactId | undefined;
  what: string;
}

export interface LedgerCheck {
  entries: number;
  facts: number;
  attempts: number;
  snapshots: number;
  /** Texts that have been erased since people were forgotten. */
  erased: number;
  /** Of the whole file, whichever program it holds last. */
  head: LedgerHead | undefined;
  faults: LedgerFault[];
}

/** A fact with all that it can be checked against. */
export interface RecordedFact {
  program: string;
  fact: Fact;
  /** Of an attempt that was taken in a terminal. */
  questions: AttemptQuestion[];
  /** What the attempt was drawn from; read only if it is asked for. */
  snapshot(): string | undefined;
}

/** What there is to erase about a member: how many texts of each kind. */
export interface Erasable {
  /** Names and addresses, a pair for each time the roster was recorded. */
  persons: number;
  /** Rows of other members that name this one as their manager. */
  managers: number;
  /** Of decisions about the member, and of those about others that name the member. */
  reasons: number;
  /** Typed answers. */
  answers: number;
  /** Names under which the member has recorded. */
  recorders: number;
}

/** How the records' file is, apart from what it says. */
export interface RecordsHealth {
  schema_version: number;
  /** The versions of what reads and writes the file, by name. */
  software: Record<string, string>;
  /** What the database finds wrong with its own file; empty if nothing. */
  integrity: string[];
  entries: number;
  /** The newest moment of recording that the real clock gave, of any program. */
  newest_recorded_at: Instant | undefined;
  /** Entries recorded under a clock that was set by hand. */
  entries_under_set_clock: number;
}

export interface Store {
  readonly file: string;
  close(): Promise<void>;
  /** Names of other programs that have records here. */
  otherPrograms(): Promise<string[]>;

  /** All member ids, in code point order. */
  memberIds(): Promise<MemberId[]>;
  /** The facts of one member in the order of recording; undefined if there is no such member. */
  member(id: MemberId): Promise<Member | undefined>;
  /**
   * The members in the order of a report with what the rules look at; undefined where the records keep no index for that, and
   * `members()` has to do.
   */
  membersInOrder(question: OrderQuestion): Promise<MembersInOrder | undefined>;
  /** Every member with all facts, one at a time. */
  members(): AsyncIterable<Member>;
  /** Ids of members with this address, in any case, in their latest roster fact. */
  membersByEmail(email: string): Promise<MemberId[]>;
  hasMember(id: MemberId): Promise<boolean>;
  /** For each of many whether there is such a member. */
  haveMembers(ids: readonly MemberId[]): Promise<boolean[]>;
  /** The completions or attempts of each of these members at such moments, in short: what an import must not record twice. */
  recordedOf(kind: 'completion' | 'attempt', members: readonly MemberId[], moments: Moments): Promise<AlreadyRecorded[][]>;
  /** The fact with this id, or a unique beginning of one; undefined if none; a `usage` failure if several. */
  findFact(idOrBeginning: string): Promise<Fact | undefined>;
  /** Whether anybody was put on the roster by staff (an import or `members add`), not by enrolling. */
  hasStaffRoster(): Promise<boolean>;

  /** Records an entry in one transaction; returns how many facts. An entry without facts writes nothing. */
  record(entry: NewEntry | NewEntryAsRead): Promise<number>;

  /** Keeps a text by the hash of its content; the same text twice is one. Returns the hash (SHA-256, hex). */
  keepSnapshot(text: string): Promise<string>;
  snapshot(hash: string): Promise<string | undefined>;
  /** The policy and paths as they were at an instant, as canonical JSON; undefined if nothing was recorded by then. */
  rulesKnownAt(instant: Instant): Promise<string | undefined>;

  /** Unfinished sittings, of one member or of all. */
  sittings(member?: MemberId): Promise<Sitting[]>;
  /**
   * `paper` is the text of the snapshot that it was drawn from, or that in UTF-8; `content` is the hash of it. Left out if that is
   * kept already. A member has one sitting of an assessment: with another one there, nothing is written.
   */
  startSitting(sitting: Sitting, owner: string, paper?: string | Uint8Array): Promise<'started' | 'begun-elsewhere'>;
  /** Takes a sitting over; returns it as it stands now, or undefined if it has been finished meanwhile. */
  takeOver(fact: FactId, owner: string): Promise<Sitting | undefined>;
  /** On disk when it resolves. `taken-over` if another terminal owns the sitting, `finished` if it is no more: nothing was written then. */
  saveAnswer(answer: SavedAnswer): Promise<'saved' | 'taken-over' | 'finished'>;
  /** Records the attempt with its questions and ends the sitting, in one transaction. With `owner`, only if it still owns it. */
  finishSitting(
    fact: FactId,
    owner: string | undefined,
    entry: Omit<NewEntry, 'facts'>,
    finish: (sitting: Sitting) => { attempt: NewFact; questions: AttemptQuestion[] },
  ): Promise<'recorded' | 'taken-over' | 'finished'>;
  attemptQuestions(attempt: FactId): Promise<AttemptQuestion[]>;
  /**
   * The attempts at an assessment that were taken question by question and not voided, list by list: a member's come one after
   * the other, in the order in which they happened.
   */
  itemAttempts(assessment: string): AsyncIterable<readonly ItemAttempt[]>;
  /** Records attempts with their questions that were taken elsewhere, in one transaction with the entry's other facts. */
  recordWithQuestions(entry: NewEntry, questions: ReadonlyMap<FactId, AttemptQuestion[]>): Promise<number>;
  /** Ids of the questions that a member has been shown at an assessment, least recently seen first. */
  questionsSeen(member: MemberId, assessment: string): Promise<string[]>;

  /** The last entry of this program, or the last that was recorded by an instant; undefined if there is none. */
  ledgerHead(knownAt?: Instant): Promise<LedgerHead | undefined>;
  /**
   * Recomputes the ledger of the whole file, every program in it, from its first entry on. `judge` says what else is wrong
   * with a fact. With `witness`, the beginning of the hash of an earlier head, it is a fault if no entry has it.
   */
  verify(judge: (recorded: RecordedFact) => string[], witness?: string): Promise<LedgerCheck>;
  health(): Promise<RecordsHealth>;
  /** Makes what is derived from the facts, for reports to read, anew from them. */
  rebuildIndex(): Promise<void>;
  /** Writes a whole copy to a file of its own, checks it, and puts it in its place only then. Throws `cannot-create` or `io`. */
  backup(file: string, options: { overwrite: boolean }): Promise<void>;
  /** Teams that bear the name or an address of the member: facts say them, and `forget` leaves them. */
  teamsNaming(member: MemberId): Promise<string[]>;
  /** What `forget` would erase. */
  erasable(member: MemberId): Promise<Erasable>;
  /** Whether a text would give away the name or an address of the member. */
  namesMember(member: MemberId, text: string): Promise<boolean>;
  /** Erases names, addresses and free text of a member for good and records that it was done. Facts and hashes stay. */
  forget(entry: Omit<NewEntry, 'facts'>, erasure: { fact: FactId; member: MemberId; at: Instant; reason: string }): Promise<Erasable>;

  /** Small things the program remembers, such as who I am. */
  setting(name: string): Promise<string | undefined>;
  changeSetting(name: string, value: string): Promise<void>;
}
