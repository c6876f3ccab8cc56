/** Staff facts: what a decision would change for the member is shown first, then it is recorded. */
import type { Fact, FactId, Happened, MemberId } from '../domain/fact.js';
import { type Day, formatDay } from '../domain/day.js';
import { viewMember, type MemberView } from '../domain/rule-book.js';
import { visible } from '../domain/visible-text.js';
import { factWords } from '../output/fact-words.js';
import { statusSentence } from '../output/words.js';
import type { NewFact } from '../store/store.js';
import { type Context, type Program, dayOption, entryHead, printJson, required } from './context.js';
import { momentAfter } from './moment.js';
import { randomFactId } from './record.js';
import { finishOverdue } from './sittings.js';

/** What every staff fact has: its id, when it happened, and that staff recorded it. */
export interface StaffFactBase {
  fact: FactId;
  member: MemberId;
  happened: Happened;
  assurance: 'staff';
  reason: string;
}

/** Shows what the fact changes, asks where somebody can answer, and records it. Returns the exit code. */
export async function recordStaffFact(context: Context, member: MemberId, make: (base: StaffFactBase) => NewFact): Promise<number> {
  const { options } = context;
  const program = await context.program();
  const on = dayOption(options, 'on');
  await finishOverdue(context);
  const facts = (await (await context.store()).member(member))?.facts ?? [];
  // Without --on a decision happens now, so that a retake permitted this morning can be used this afternoon.
  const base: StaffFactBase = {
    fact: randomFactId(context),
    member,
    happened: on === undefined ? { at: momentAfter(facts, context.now) } : { on },
    assurance: 'staff',
    reason: required(options, 'reason').trim(),
  };
  const fact = make(base);
  const entry = await entryHead(context, 'terminal');
  const asRecorded = { ...fact, seq: Number.MAX_SAFE_INTEGER, recorded_at: entry.recorded_at, recorded_by: entry.recorded_by, source: entry.source } as Fact;
  const day = on !== undefined && on > program.today ? on : program.today;
  const before = viewMember(program.book, member, facts, day);
  const after = viewMember(program.book, member, [...facts, asRecorded], day);
  await context.needPaths(after.statuses.map(({ track }) => track));

  await context.say(visible(`${member}: ${factWords(asRecorded)}`));
  for (const line of changeLines(before, after, day, program)) await context.say(line);
  const isDryRun = options['dryRun'] === true;
  const recorded = !isDryRun && (await confirmed(context));
  if (recorded) await (await context.store()).record({ ...entry, facts: [fact] });
  if (options['json'] === true) {
    await printJson(context, { fact: recorded ? fact.fact : null, kind: fact.kind, member, recorded, before: viewJson(before), after: viewJson(after) });
  } else {
    await context.say(recorded ? `recorded as fact ${fact.fact}` : `nothing was recorded${isDryRun ? ' (--dry-run)' : ''}`);
  }
  return 0;
}

async function confirmed(context: Context): Promise<boolean> {
  if (context.options['yes'] === true) return true;
  const prompter = await context.deps.prompter({ plain: false });
  return prompter ? prompter.confirm({ message: 'Record this?', initial: false }) : true;
}

/** `now: …` and `then: …` for each track whose status changes. */
function changeLines(before: MemberView, after: MemberView, day: Day, { today }: Program): string[] {
  const when = day === today ? '' : ` on ${formatDay(day)}`;
  const lines = after.statuses.flatMap((status, at) => {
    const [now, then] = [before.statuses[at], status].map((each) => each && statusSentence(each));
    return now === then ? [] : [`  ${status.track} now${when}:  ${now ?? 'no status'}`, `  ${status.track} then${when}: ${then}`];
  });
  return lines.length > 0 ? lines : [`  changes nothing in the status${when || ' today'}`];
}

function viewJson(view: MemberView): unknown {
  return view.statuses.map((status) => ({
    track: status.track,
    status: status.status,
    valid: status.valid,
    window: status.open?.window.label ?? null,
    due_by: status.due_by === undefined ? null : formatDay(status.due_by),
    valid_through: status.valid_through === undefined ? null : formatDay(status.valid_through),
  }));
}
