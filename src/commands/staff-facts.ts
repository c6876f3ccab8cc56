/** Staff facts: what a decision would change for the member is shown first, then it is recorded. */
import type { Fact, FactId, Happened, MemberId } from '../domain/fact.js';
import { type Day, formatDay } from '../domain/day.js';
import { viewMember, type MemberView } from '../domain/rule-book.js';
import { type Status, statusOn } from '../domain/status.js';
import { visible } from '../domain/visible-text.js';
import { factWords } from '../output/fact-words.js';
import { showDay, statusSentence } from '../output/words.js';
import type { NewFact } from '../store/store.js';
import { type Context, type Program, dayOption, entryHead, printJson } from './context.js';
import { requiredLine } from './line-option.js';
import { momentAfter } from './moment.js';
import { isPlain } from './plain.js';
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
    reason: requiredLine(options, 'reason'),
  };
  const fact = make(base);
  const entry = await entryHead(context, 'terminal');
  const asRecorded = { ...fact, seq: Number.MAX_SAFE_INTEGER, recorded_at: entry.recorded_at, recorded_by: entry.recorded_by, source: entry.source } as Fact;
  const day = on !== undefined && on > program.today ? on : program.today;
  const before = statusesOf(program, viewMember(program.book, member, facts, day), asRecorded, day);
  const after = statusesOf(program, viewMember(program.book, member, [...facts, asRecorded], day), asRecorded, day);
  await context.needPaths(after.map(({ track }) => track));

  await context.say(visible(`${member}: ${factWords(asRecorded)}`));
  for (const line of changeLines(before, after, day, program)) await context.say(line);
  if (fact.kind === 'permit' && !before.some(({ track, standing }) => track === fact.track && standing.unresolved)) {
    await context.say(`  there is no fail on ${fact.track} that it could lift`);
  }
  const isDryRun = options['dryRun'] === true;
  const recorded = !isDryRun && (await confirmed(context));
  if (recorded) await (await context.store()).record({ ...entry, facts: [fact] });
  if (options['json'] === true) {
    await printJson(context, { fact: recorded ? fact.fact : null, kind: fact.kind, member, recorded, before: statusesJson(before), after: statusesJson(after) });
  } else {
    await context.say(recorded ? `recorded as fact ${fact.fact}` : `nothing was recorded${isDryRun ? ' (--dry-run)' : ''}`);
  }
  return 0;
}

async function confirmed(context: Context): Promise<boolean> {
  if (context.options['yes'] === true) return true;
  const prompter = await context.deps.prompter({ plain: isPlain(context, context.options) });
  return prompter ? prompter.confirm({ message: 'Record this?', initial: false }) : true;
}

/** The statuses on the tracks of the role, and on the track that the fact is about. */
function statusesOf({ book }: Program, { history, statuses }: MemberView, fact: Fact, day: Day): Status[] {
  const about = 'track' in fact && !statuses.some(({ track }) => track === fact.track) ? fact.track : undefined;
  const rules = book.tracks.filter(({ track }) => track === about);
  return [...statuses, ...rules.map((each) => statusOn(each, history, day))];
}

/** `now: …` and `then: …` for each track whose status changes. */
function changeLines(before: readonly Status[], after: readonly Status[], day: Day, { today }: Program): string[] {
  const when = day === today ? '' : ` on ${showDay(day)}`;
  const tracks = new Set([...before, ...after].map(({ track }) => track));
  const lines = [...tracks].flatMap((track) => {
    const [then, now] = [after, before].map((statuses) => statuses.find((status) => status.track === track));
    const [thenWords, nowWords] = [changedWords(then, now), changedWords(now, then)];
    return thenWords === nowWords ? [] : [`  ${track} now${when}:  ${nowWords}`, `  ${track} then${when}: ${thenWords}`];
  });
  return lines.length > 0 ? lines : [`  changes nothing in the status${when || ' today'}`];
}

/** The status in a clause, with the day behind it where nothing but that day moves. */
function changedWords(status: Status | undefined, other: Status | undefined): string {
  if (!status) return 'no status';
  const sentence = statusSentence(status);
  if (!other || sentence !== statusSentence(other)) return sentence;
  if (status.due_by !== other.due_by) return `${sentence}, ${status.due_by === undefined ? 'without a due day' : `due by ${showDay(status.due_by)}`}`;
  if (status.valid_through === other.valid_through) return sentence;
  return `${sentence}, valid ${status.valid_through === undefined ? 'without an end' : `through ${showDay(status.valid_through)}`}`;
}

function statusesJson(statuses: readonly Status[]): unknown {
  return statuses.map((status) => ({
    track: status.track,
    status: status.status,
    valid: status.valid,
    window: status.open?.window.label ?? null,
    due_by: status.due_by === undefined ? null : formatDay(status.due_by),
    valid_through: status.valid_through === undefined ? null : formatDay(status.valid_through),
  }));
}
