/** `certify import members`: joiners, movers, leavers and changes from CSV files. */
import type { Day } from '../domain/day.js';
import type { MemberId, RosterRow } from '../domain/fact.js';
import { type RosterChange, changeOf, ended } from '../domain/roster-change.js';
import { Failure } from '../errors.js';
import { visible } from '../domain/visible-text.js';
import type { Fault } from '../formats/fault.js';
import type { Import, ImportedRow } from '../formats/import-rows.js';
import { type MemberRow, joinerRow, missingForJoiner, readMembers } from '../formats/import-members.js';
import { listWords, plural } from '../output/words.js';
import { type Context, type Options, dayOption } from './context.js';
import { dateOrder } from './date-order.js';
import { faultLines } from './fault-text.js';
import { sizeOf, sourceOf } from './input-files.js';
import { applyChanges, laterRow, rowInForce } from './roster-changes.js';
import { gatherUnmatched, refuseUnmatchedOntoInput } from './unmatched.js';

interface Roster {
  rows: Map<MemberId, RosterRow>;
  /** Members with a roster fact of a later day than the one that changes hold from. */
  later: Set<MemberId>;
  byEmail: Map<string, MemberId[]>;
}

export async function run(context: Context, files: string[], options: Options): Promise<number> {
  refuseUnmatchedOntoInput(context, files);
  const { today } = await context.program();
  const [on, order] = [dayOption(options, 'on') ?? today, dateOrder(options)];
  const roster = await readRoster(context, on);
  const bad: (Fault & { file: string })[] = [];
  const broken: (Fault & { file: string })[] = [];
  const changes: RosterChange[] = [];
  const named = new Set<MemberId>();
  const unmatched = gatherUnmatched();
  let unchanged = 0;

  for (const file of files) {
    await sizeOf(context, file);
    const reading = await readMembers(sourceOf(context, file), order);
    if ('faults' in reading) {
      broken.push(...reading.faults.map((fault) => ({ ...fault, file })));
      continue;
    }
    for (const warning of reading.import.warnings) await context.say(visible(`${file}: ${warning}`));
    for await (const rows of reading.import.rows) for (const row of rows) take(row, reading.import, file);
  }

  function take(row: ImportedRow<MemberRow>, { header, faultAt }: Import<MemberRow>, file: string): void {
    if (row.kind === 'broken-off') return void broken.push({ ...row.fault, file });
    if (row.kind === 'bad-row') return void bad.push(...row.faults.map((fault) => ({ ...fault, file })));
    const plan = planRow(row.value, roster);
    if ('column' in plan) {
      bad.push({ ...faultAt(row, plan.column, plan.message, plan.hint), file });
      if (plan.isNobody) unmatched.add(header, row.values);
      return;
    }
    if (named.has(plan.member)) {
      bad.push({ ...faultAt(row, 'member', `${plan.member} is named twice`, 'keep one row for each person'), file });
      return;
    }
    named.add(plan.member);
    const change = changeOf(plan.member, roster.rows.get(plan.member), plan.after);
    if (change) changes.push(change);
    else unchanged++;
  }

  if (broken.length > 0) {
    throw new Failure('data', 'nothing was imported: a file cannot be read to its end', 'mend the file', faultLines([...broken, ...bad]));
  }
  await unmatched.write(context);
  await refuseBadRows(context, bad);
  if (options['full'] === true && named.size === 0) {
    throw new Failure('data', 'a full roster without a single member would end everybody', 'look at the file; nothing was imported');
  }
  if (options['full'] === true) {
    for (const [member, row] of roster.rows) {
      const after = named.has(member) ? undefined : ended(row, on);
      if (after) changes.push({ member, kind: 'leaver', before: row, after });
    }
  }
  await sayDoubts(context, changes, roster);
  await applyChanges(context, changes, { on, unchanged, source: 'import' });
  return 0;
}

async function readRoster(context: Context, on: Day): Promise<Roster> {
  const { book } = await context.program();
  const roster: Roster = { rows: new Map(), later: new Set(), byEmail: new Map() };
  for await (const { member, facts } of (await context.store()).members()) {
    const row = rowInForce(book, facts, on);
    if (!row) continue;
    roster.rows.set(member, row);
    if (laterRow(book, facts, on)) roster.later.add(member);
    const email = row.email.toLowerCase();
    if (email) roster.byEmail.set(email, [...(roster.byEmail.get(email) ?? []), member]);
  }
  return roster;
}

/** What is taken as it is written and may still be a slip: a change that a later one overrides, an address of two people. */
async function sayDoubts(context: Context, changes: readonly RosterChange[], roster: Roster): Promise<void> {
  const overridden = changes.filter(({ member }) => roster.later.has(member)).map(({ member }) => member);
  if (overridden.length > 0) await context.say(visible(`what was recorded for a later day still holds from then on: ${listWords(overridden)}`));
  const shared = changes.filter(({ member, after }) => {
    const holders = roster.byEmail.get(after.email.toLowerCase()) ?? [];
    return after.email !== '' && holders.some((holder) => holder !== member);
  });
  for (const { member, after } of shared.slice(0, 5)) await context.say(visible(`${member} has the address ${after.email}, which another member has too`));
}

type Plan =
  | { member: MemberId; after: RosterRow }
  | { column: 'member' | 'name' | 'role' | 'email'; message: string; hint?: string; isNobody?: boolean };

/** The key is the member's id, then the address. */
function planRow(row: MemberRow, roster: Roster): Plan {
  const byEmail = row.email === undefined ? [] : (roster.byEmail.get(row.email.toLowerCase()) ?? []);
  const member = row.member ?? (byEmail.length === 1 ? byEmail[0] : undefined);
  if (member === undefined) {
    return byEmail.length > 1
      ? { column: 'email', message: `several members have the address ${row.email}`, hint: `name one by id: ${byEmail.join(', ')}`, isNobody: true }
      : { column: 'member', message: `nobody on the roster has the address ${row.email}`, hint: 'a joiner needs a member id', isNobody: true };
  }
  const before = roster.rows.get(member);
  if (before) return { member, after: { ...before, ...row.changes } };
  const missing = missingForJoiner(row).filter((column) => column !== 'member');
  if (missing.length > 0) {
    return { column: missing[0] as 'name' | 'role', message: `${member} is new and has no ${missing.join(' and no ')}`, hint: 'a joiner needs member, name and role' };
  }
  return { member, after: joinerRow(row) };
}

async function refuseBadRows({ options, say }: Context, bad: readonly (Fault & { file: string })[]): Promise<void> {
  if (bad.length === 0) return;
  const details = faultLines(bad);
  const isFull = options['full'] === true;
  if (options['skipBadRows'] === true && !isFull) {
    for (const detail of details) await say(visible(`skipped: ${detail}`));
    return;
  }
  const rows = new Set(bad.map(({ file, line }) => `${file}:${line}`)).size;
  const hint = isFull ? 'mend the rows: with --full whoever is skipped would have left' : 'mend the rows, or add --skip-bad-rows to import the others';
  throw new Failure('data', `nothing was imported: ${plural(rows, 'bad row')}`, hint, details);
}
