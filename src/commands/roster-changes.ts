/** Applies changes to the roster: shown first, then recorded as dated facts. */
import { type Day, formatDay } from '../domain/day.js';
import type { MemberId, RosterRow } from '../domain/fact.js';
import { tracksOfRole } from '../domain/policy.js';
import { type RosterSpell, rosterOn, spellsOf } from '../domain/roster.js';
import { type RosterChange, differences } from '../domain/roster-change.js';
import { dated, seenOn } from '../domain/seen.js';
import type { RuleBook } from '../domain/rule-book.js';
import type { Fact } from '../domain/fact.js';
import type { NewFact } from '../store/store.js';
import { visible } from '../domain/visible-text.js';
import { type Context, entryHead, printJson } from './context.js';
import { isPlain } from './plain.js';
import { randomFactId } from './record.js';

/** The roster row in force on a day. */
export function rowInForce(book: RuleBook, facts: readonly Fact[], day: Day): RosterRow | undefined {
  return rosterOn(spellsOf(seenOn(dated(facts, book.zone), day)), day);
}

/** The first roster fact that holds from a day after `day`: a change on `day` does not reach beyond it. */
export function laterRow(book: RuleBook, facts: readonly Fact[], day: Day): RosterSpell | undefined {
  return spellsOf(seenOn(dated(facts, book.zone), day)).find((spell, place) => place > 0 && spell.from > day);
}

export function rosterFact(context: Context, member: MemberId, row: RosterRow, on: Day): NewFact {
  return { kind: 'roster', fact: randomFactId(context), member, happened: { on }, assurance: 'staff', row };
}

const SHOWN = 20;

/** `joiner avery: Avery Field, Account Executive, East` and `mover robin: team East → West`. */
export function changeText({ member, kind, before, after }: RosterChange): string {
  if (!before) {
    const who = [after.name, after.role, after.team].filter((text) => text !== '').join(', ');
    return visible(`joiner ${member}: ${who}`);
  }
  const changed = differences(before, after).map((key) => `${KEY_WORDS[key]} ${show(before[key])} → ${show(after[key])}`);
  return visible(`${kind} ${member}: ${changed.join(', ')}`);
}

const KEY_WORDS = {
  name: 'name',
  email: 'e-mail',
  role: 'role',
  team: 'team',
  manager: 'manager',
  member_kind: 'kind',
  start_day: 'start',
  end_day: 'end',
} as const;

function show(value: string | Day | undefined): string {
  if (value === undefined || value === '') return 'none';
  return typeof value === 'number' ? formatDay(value) : value;
}

/** Shows the changes, asks where somebody can answer, and records them as one entry. */
export async function applyChanges(
  context: Context,
  changes: readonly RosterChange[],
  { on, unchanged, source }: { on: Day; unchanged: number; source: 'terminal' | 'import' },
): Promise<void> {
  const { options } = context;
  await showChanges(context, changes, unchanged);
  const isDryRun = options['dryRun'] === true;
  let applies = !isDryRun && changes.length > 0;
  if (applies && options['yes'] !== true) {
    const prompter = await context.deps.prompter({ plain: isPlain(context, options) });
    if (prompter) applies = await prompter.confirm({ message: `Apply these changes from ${formatDay(on)}?`, initial: true });
  }
  if (applies) {
    const facts = changes.map(({ member, after }) => rosterFact(context, member, after, on));
    await (await context.store()).record({ ...(await entryHead(context, source)), facts });
  }
  if (options['json'] === true) {
    await printJson(context, {
      applied: applies,
      dry_run: isDryRun,
      unchanged,
      changes: changes.map(({ member, kind, before, after }) => ({ member, kind, before: rowJson(before), after: rowJson(after) })),
    });
  } else {
    await context.say(applies ? 'applied' : isDryRun ? 'nothing was recorded (--dry-run)' : 'nothing was recorded');
  }
}

async function showChanges(context: Context, changes: readonly RosterChange[], unchanged: number): Promise<void> {
  const { policy } = await context.program();
  for (const change of changes.slice(0, SHOWN)) await context.say(changeText(change));
  if (changes.length > SHOWN) await context.say(`and ${changes.length - SHOWN} more`);
  const counts = new Map<string, number>();
  for (const { kind } of changes) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const words = [...counts].map(([kind, count]) => `${count} ${kind}${count === 1 ? '' : 's'}`);
  if (unchanged > 0 || changes.length === 0) words.push(`${unchanged} unchanged`);
  await context.say(words.join(', '));
  for (const { member, before, after } of changes.slice(0, SHOWN)) await sayWhoSharesAddress(context, member, before, after);
  const strange = new Set(changes.map(({ after }) => after.role).filter((role) => tracksOfRole(policy, role).length === 0));
  for (const role of [...strange].slice(0, 5)) await context.say(visible(`no track names the role ${role}: these members have no status`));
}

/** An address that is several members' names none of them. */
async function sayWhoSharesAddress(context: Context, member: MemberId, before: RosterRow | undefined, { email }: RosterRow): Promise<void> {
  if (email === '' || email.toLowerCase() === before?.email.toLowerCase()) return;
  const others = (await (await context.store()).membersByEmail(email)).filter((other) => other !== member);
  if (others.length > 0) await context.say(visible(`${others.join(', ')} has the address ${email} too: it names nobody any more, ids do`));
}

export function rowJson(row: RosterRow | undefined): object | null {
  if (!row) return null;
  return {
    name: row.name,
    email: row.email,
    role: row.role,
    team: row.team,
    manager: row.manager,
    kind: row.member_kind,
    start_date: row.start_day === undefined ? null : formatDay(row.start_day),
    end_date: row.end_day === undefined ? null : formatDay(row.end_day),
  };
}
