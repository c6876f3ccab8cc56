/** Completing modules: recording them, and ticking off what was completed before an assessment. */
import type { Instant } from '../domain/day.js';
import type { MemberId } from '../domain/fact.js';
import type { Module } from '../domain/learning-path.js';
import { editionInForce, modulesOf } from '../domain/learning-path.js';
import type { Track } from '../domain/policy.js';
import { viewMember } from '../domain/rule-book.js';
import type { Status } from '../domain/status.js';
import { Failure } from '../errors.js';
import { plural } from '../output/words.js';
import type { Prompter } from '../terminal/prompter.js';
import { type Context, type Program, entryHead } from './context.js';
import { momentAfter } from './moment.js';
import { randomFactId } from './record.js';

/** Records that the member completed the modules at `now`. */
export async function recordCompletions(
  context: Context,
  member: MemberId,
  modules: readonly string[],
  now: Instant,
): Promise<void> {
  const store = await context.store();
  const at = momentAfter((await store.member(member))?.facts ?? [], now);
  await store.record({
    ...(await entryHead(context, 'terminal', now)),
    facts: modules.map((module) => ({
      kind: 'completion' as const,
      fact: randomFactId(context),
      member,
      module,
      happened: { at },
      assurance: 'self' as const,
    })),
  });
}

/** The status of a member on one track today, whatever the role. */
export async function statusOnTrack(context: Context, { book, today }: Program, member: MemberId, track: Track): Promise<Status> {
  const facts = (await (await context.store()).member(member))?.facts ?? [];
  const rules = book.tracks.find((each) => each.track === track.track)!;
  const everyRole = { ...rules, roles: [viewMember(book, member, facts, today).row?.role ?? ''] };
  const status = viewMember({ ...book, tracks: [everyRole] }, member, facts, today).statuses[0];
  if (!status) throw new Failure('not-found', `${member} is not on the roster`, 'see `certify members list`');
  return status;
}

/** Lets a person tick off modules that they have completed, as an attestation of their own. */
export async function attestModules(
  context: Context,
  program: Program,
  member: MemberId,
  track: Track,
  prompter: Prompter,
): Promise<void> {
  const { modules, standing } = await statusOnTrack(context, program, member, track);
  const again = standing.unresolved ? ' again' : '';
  await context.say(`The learning path comes before the assessment: ${plural(modules.missing.length, 'module')} still to do${again}.`);
  const ticked = await prompter.tick({
    message: `Which of them have you completed${again}? What you tick is recorded as your own word.`,
    choices: modules.missing.map((module) => ({ value: module.module, name: module.title, note: minutes(module) })),
  });
  if (ticked.length > 0) await recordCompletions(context, member, ticked, context.deps.now());
}

function minutes(module: Module): string | undefined {
  return module.minutes === undefined ? undefined : `${module.minutes} min`;
}

/** The modules of the edition in force of every path. */
export function modulesInForce({ content, today }: Program): Module[] {
  const paths = [...new Set(content.paths.map(({ path }) => path))];
  const editions = paths.map((id) => editionInForce(content.paths.filter(({ path }) => path === id), today));
  return editions.flatMap((edition) => (edition ? modulesOf(edition) : []));
}

/** The module ids of every edition of every path. */
export function allModules({ content }: Program): ReadonlyMap<string, Module> {
  return new Map(content.paths.flatMap((path) => modulesOf(path).map((module) => [module.module, module])));
}
