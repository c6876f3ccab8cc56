/** Who is asking: `--member`, CERTIFY_MEMBER, what the person said before, git's address, or the person when asked. */
import type { MemberId } from '../domain/fact.js';
import { type Policy, tracksOfRole } from '../domain/policy.js';
import { lineFault } from '../domain/visible-text.js';
import { Failure } from '../errors.js';
import { emailFault } from '../formats/member-names.js';
import { type Context, entryHead, optional } from './context.js';
import { isPlain } from './plain.js';
import { randomFactId } from './record.js';

const REMEMBERED = 'member';

/** The member who runs the program. A stranger may enrol while staff keep no roster; else a failure says whom to ask. */
export async function whoAmI(context: Context, track?: string): Promise<MemberId> {
  return (await whoIsKnown(context)) ?? askWho(context, track);
}

/** As `whoAmI`, but nobody is asked: undefined if nothing says who it is. */
export async function whoIsKnown(context: Context): Promise<MemberId | undefined> {
  const store = await context.store();
  const named = optional(context.options, 'member') ?? context.deps.env['CERTIFY_MEMBER'];
  if (named) return memberNamed(context, named);
  const remembered = await store.setting(REMEMBERED);
  if (remembered !== undefined && (await store.hasMember(remembered))) return remembered;
  const email = await context.deps.gitConfig('user.email');
  const matches = email ? await store.membersByEmail(email) : [];
  return matches.length === 1 ? matches[0] : undefined;
}

/** A member by id or by e-mail address. Throws `not-found`. */
export async function memberNamed(context: Context, named: string): Promise<MemberId> {
  const store = await context.store();
  if (await store.hasMember(named)) return named;
  const byEmail = named.includes('@') ? await store.membersByEmail(named) : [];
  if (byEmail.length === 1) return byEmail[0]!;
  if (byEmail.length > 1) {
    throw new Failure('usage', `several members have the address ${named}`, `name one of them: ${byEmail.join(', ')}`);
  }
  const hint = (await store.hasStaffRoster())
    ? 'see `certify members list`, or ask whoever keeps the roster to add you'
    : 'see `certify members list`, or add somebody with `certify members add`';
  throw new Failure('not-found', `no member ${named} on the roster`, hint);
}

async function askWho(context: Context, track: string | undefined): Promise<MemberId> {
  const store = await context.store();
  const prompter = await context.deps.prompter({ plain: isPlain(context, context.options) });
  const staffRoster = await store.hasStaffRoster();
  if (!prompter) {
    throw new Failure(
      'usage',
      'who are you? nobody is named, and there is no terminal to ask in',
      staffRoster ? 'name a member with --member or CERTIFY_MEMBER' : 'add yourself with `certify members add`, then name yourself with --member',
    );
  }
  const member = staffRoster ? await askOnRoster(context, prompter.ask) : await enrol(context, track);
  await store.changeSetting(REMEMBERED, member);
  return member;
}

async function askOnRoster(context: Context, ask: (prompt: { message: string }) => Promise<string>): Promise<MemberId> {
  const answer = await ask({ message: 'Your member id or e-mail address' });
  return memberNamed(context, answer);
}

/** A newcomer says name and role; the member id is made of the name. */
async function enrol(context: Context, trackId: string | undefined): Promise<MemberId> {
  const [store, { policy, today }] = [await context.store(), await context.program()];
  const prompter = (await context.deps.prompter({ plain: isPlain(context, context.options) }))!;
  await context.say(`Welcome to ${policy.title}. Who are you?`);
  const name = await prompter.ask({
    message: 'Your name',
    problem: (text) => (text.trim() === '' ? 'a name, so that staff know whose certification it is' : lineFault(text)),
  });
  const roles = rolesOf(policy, trackId);
  const role = await prompter.choose({
    message: 'Your role',
    choices: roles.map((each) => ({ value: each, name: each, note: tracksOfRole(policy, each).map((track) => track.title).join(', ') })),
  });
  const taken = new Set(await store.memberIds());
  const member = freeId(name, taken);
  await store.record({
    ...(await entryHead(context, 'terminal')),
    facts: [
      {
        kind: 'roster',
        fact: randomFactId(context),
        member,
        happened: { on: today },
        assurance: 'self',
        row: { name, email: await ownEmail(context), role, team: '', manager: '', member_kind: 'employee', start_day: today },
      },
    ],
  });
  await context.say(`You are enrolled as ${member}.`);
  return member;
}

/** What git knows, if it is an address. */
async function ownEmail(context: Context): Promise<string> {
  const email = (await context.deps.gitConfig('user.email')) ?? '';
  return emailFault(email) === undefined && lineFault(email) === undefined ? email : '';
}

function rolesOf(policy: Policy, trackId: string | undefined): string[] {
  const tracks = policy.tracks.filter((track) => trackId === undefined || track.track === trackId);
  return [...new Set(tracks.flatMap((track) => track.roles))];
}

/** `Zoë Müller` becomes `zoe-muller`, and `zoe-muller-2` if that is taken. */
function freeId(name: string, taken: ReadonlySet<string>): MemberId {
  const letters = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  const base = letters.slice(0, 40) || 'member';
  for (let number = 1; ; number++) {
    const id = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(id)) return id;
  }
}
