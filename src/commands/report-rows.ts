/** The rows of a report, in order: by team, name, then member, by code point; a member's tracks in order. */
import type { MemberId } from '../domain/fact.js';
import { codePointOrder } from '../domain/order.js';
import { spellOn } from '../domain/roster.js';
import { type MemberView, viewHistory, viewMember } from '../domain/rule-book.js';
import { type ReportRow, compareRows, reportRow } from '../output/report-row.js';
import type { LedgerHead, PlacedMember } from '../store/store.js';
import { type Context, type View, knownFacts } from './context.js';
import { underOneHead } from './ledger-head.js';
import type { Keep } from './report-filters.js';

export interface LeftOut {
  'role without a track': number;
  left: number;
  'not started': number;
}

export interface RowSource {
  /** The head of the ledger that the rows are under. */
  head: LedgerHead | undefined;
  /** List by list, so that a million rows need not be held at once. */
  lists: AsyncIterable<readonly ReportRow[]>;
  /** How many members the filters would keep that have no row, and why: complete when all lists have been read. */
  leftOut: LeftOut;
}

export interface Question {
  view: View;
  keep: Keep;
  /** Only this team: for looking no further than there. `keep` says it too. */
  team: string | undefined;
  /** Also members that would be left out. */
  everyone: boolean;
  /** Next actions name every module, not only the first few: for JSON. */
  all: boolean;
}

export async function reportRows(context: Context, question: Question): Promise<RowSource> {
  return (await rowsByIndex(context, question)) ?? rowsByMember(context, question);
}

/** Read in order, by the index that the records keep for it. Undefined if it does not answer: nobody keeps one of former knowledge. */
async function rowsByIndex(context: Context, question: Question): Promise<RowSource | undefined> {
  const { view, team } = question;
  if (view.known_at !== undefined) return undefined;
  const store = await context.store();
  const head = await store.ledgerHead();
  const { zone } = view.book;
  const members = await store.membersInOrder({ day: view.day, zone, team, through: head?.entry ?? 0 });
  if (!members) return undefined;
  const rows = makeRows(question);
  if (!members.areMany) context.deps.expectShortRun();
  async function* lists() {
    for await (const list of members!.lists) yield list.flatMap((place) => rows.of(viewOfPlace(place, view)));
  }
  return { head, lists: lists(), leftOut: rows.leftOut };
}

/** Undefined at a place that another roster fact of the member has given: on the view's day they stand elsewhere. */
function viewOfPlace(place: PlacedMember, { book, day }: View): MemberView | undefined {
  const { member, seq } = place;
  const seen = 'history' in place ? viewHistory(book, member, place.history, day) : viewMember(book, member, place.facts, day);
  return spellOn(seen.history.spells, day)?.seq === seq ? seen : undefined;
}

/** Everybody with all their facts, then sorted. */
export async function rowsByMember(context: Context, question: Question): Promise<RowSource> {
  const { view } = question;
  const { head, result } = await underOneHead(context, view, async () => {
    const [rows, sorted] = [makeRows(question), [] as ReportRow[]];
    for await (const { member, facts } of (await context.store()).members()) {
      sorted.push(...rows.of(viewMember(view.book, member, knownFacts(facts, view), view.day)));
    }
    return { sorted: sorted.sort(compareRows), leftOut: rows.leftOut };
  });
  async function* lists() {
    yield result.sorted;
  }
  return { head, lists: lists(), leftOut: result.leftOut };
}

/** The rows of members, one at a time, and the count of those left out. */
function makeRows({ view: { day }, keep, everyone, all }: Question) {
  const leftOut: LeftOut = { 'role without a track': 0, left: 0, 'not started': 0 };

  function rowsOf(member: MemberId, seen: MemberView): ReportRow[] {
    const statuses = seen.statuses.length > 0 ? seen.statuses : [undefined];
    const rows: ReportRow[] = [];
    for (const status of statuses) {
      const row = reportRow(member, seen.row, status, day, { all });
      if (keep(row, status)) rows.push(row);
    }
    return rows.length < 2 ? rows : rows.sort((a, b) => codePointOrder(a.track ?? '', b.track ?? ''));
  }

  function of(seen: MemberView | undefined): ReportRow[] {
    if (!seen?.row) return [];
    const rows = rowsOf(seen.member, seen);
    const reason = reasonLeftOut(seen);
    if (!reason || everyone) return rows;
    if (rows.length > 0) leftOut[reason]++;
    return [];
  }

  return { of, leftOut };
}

function reasonLeftOut({ row, presence, statuses }: MemberView): keyof LeftOut | undefined {
  if (!row) return undefined;
  if (presence === 'left') return 'left';
  if (presence === 'not-started') return 'not started';
  return statuses.length === 0 ? 'role without a track' : undefined;
}
