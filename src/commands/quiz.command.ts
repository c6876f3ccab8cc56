/** `certify quiz`: take the assessment, or go on with one that is not finished. */
import { isPractice } from '../domain/assessment.js';
import type { Paper } from '../domain/drawing.js';
import type { MemberId } from '../domain/fact.js';
import type { Track } from '../domain/policy.js';
import { verdictOfAttempt } from '../domain/rule-book.js';
import { dated } from '../domain/seen.js';
import type { Sitting } from '../domain/sitting.js';
import { memberHistory } from '../domain/status.js';
import { EXIT_CODES, Failure } from '../errors.js';
import { endedLine, notOwedLines, openingLines, resumeLines } from '../output/quiz-screens.js';
import { asClause } from '../output/words.js';
import type { Prompter } from '../terminal/prompter.js';
import { type Context, type Options, type Program, optional, printJson } from './context.js';
import { attestModules } from './modules.js';
import { type Outcome, outcomeOf, showOutcome } from './outcome.js';
import { assessmentInForce, noSuchAssessment, storedPaper } from './papers.js';
import { momentAfter } from './moment.js';
import { isPlain } from './plain.js';
import { sit } from './sit.js';
import { endOfSitting, finish, finishOverdue, finishingMoment } from './sittings.js';
import { newSitting, ownerToken } from './start-sitting.js';
import { trackOfMember } from './tracks.js';
import { whoAmI } from './who.js';

export async function run(context: Context, [id]: string[], options: Options): Promise<number> {
  const named = id === undefined ? undefined : trackOfAssessment(await context.program(), id);
  const member = await whoAmI(context, named?.track);
  const track = named ?? (await trackOfMember(context, member));
  const program = await context.program(track.track);

  const before = await openSitting(context, member, track);
  await finishOverdue(context);
  const open = before && (await openSitting(context, member, track));
  if (before && !open) {
    await context.say(endedLine(before, await endOfSitting(context, before), program.book.zone));
    // Whoever brings answers wants them graded, not the result of what was left lying.
    if (options['answers'] === undefined) return end(context, options, before);
  }
  if (open) refuseBesideOpen(options);
  if (options['handIn'] === true) {
    if (!open) throw new Failure('not-found', 'there is no unfinished assessment to hand in', 'start one with `certify quiz`');
    const at = await finishingMoment(context, member, await endOfSitting(context, open), context.now);
    await finish(context, open, { owner: undefined, at, recorded_at: context.now });
    return end(context, options, open);
  }
  if (options['answers'] !== undefined) return fromSheet(context, program, member, track, options);

  const prompter = await context.deps.prompter({ plain: isPlain(context, options) });
  if (!prompter) {
    if (!open) await refuseNotOwed(context, program, member, track);
    throw new Failure('usage', 'the quiz needs a terminal', 'or give your answers in a file with --answers');
  }
  return inTerminal(context, program, member, track, options, prompter, open);
}

/** `certify quiz sales` means the assessment of that name, or else that of the track of that name. */
function trackOfAssessment({ policy }: Program, id: string): Track {
  const track = policy.tracks.find((each) => each.assessment === id) ?? policy.tracks.find((each) => each.track === id);
  if (!track) throw noSuchAssessment(policy, id);
  return track;
}

async function openSitting(context: Context, member: MemberId, track: Track): Promise<Sitting | undefined> {
  return (await (await context.store()).sittings(member)).find((sitting) => sitting.assessment === track.assessment);
}

function refuseBesideOpen(options: Options): void {
  for (const option of ['answers', 'seed']) {
    if (options[option] === undefined) continue;
    throw new Failure('usage', `--${option} cannot change an assessment that has begun`, 'go on with `certify quiz`, or end it with --hand-in');
  }
}

async function fromSheet(context: Context, program: Program, member: MemberId, track: Track, options: Options): Promise<number> {
  await refuseNotOwed(context, program, member, track);
  const { assessment } = assessmentInForce(program, track.assessment);
  const taken = { with: 'answers', seed: optional(options, 'seed') } as const;
  const { sitting, drawnPaper, text } = await newSitting(context, program, member, assessment, taken);
  const { readAnswers } = await import('./answer-sheets.js');
  const answered = await readAnswers(context, optional(options, 'answers')!, sitting, drawnPaper);
  await start(context, answered, ownerToken(context), text);
  // A sheet takes no time: it is begun and finished at the instant of the run.
  const at = await finishingMoment(context, member, await endOfSitting(context, answered), context.now);
  await finish(context, answered, { owner: undefined, at, recorded_at: context.now });
  return end(context, options, answered);
}

async function inTerminal(
  context: Context,
  program: Program,
  member: MemberId,
  track: Track,
  options: Options,
  prompter: Prompter,
  open: Sitting | undefined,
): Promise<number> {
  const owner = ownerToken(context);
  const store = await context.store();
  let sitting: Sitting | undefined;
  let paper: Paper;
  if (open) {
    await context.say(...resumeLines(open, await endOfSitting(context, open), context.deps.now(), program.book.zone));
    sitting = await store.takeOver(open.fact, owner);
    if (!sitting) return end(context, options, open);
    paper = await storedPaper(context, sitting.content);
  } else {
    if (!(await mayStart(context, program, member, track, options, prompter))) return EXIT_CODES['not-permitted'];
    const { assessment } = assessmentInForce(program, track.assessment);
    const taken = { with: isPlain(context, options) ? 'plain' : 'prompts', seed: optional(options, 'seed') } as const;
    const fresh = await newSitting(context, program, member, assessment, taken);
    paper = fresh.drawnPaper;
    await context.say(...openingLines(fresh.sitting, paper, program.policy));
    if (!(await prompter.confirm({ message: 'Start now?', initial: true }))) {
      await context.say('Nothing was started. `certify quiz` begins when you are ready.');
      return 0;
    }
    sitting = { ...fresh.sitting, started_at: context.deps.now() };
    await start(context, sitting, owner, fresh.text);
  }
  await sit(context, prompter, sitting, paper, owner);
  return end(context, options, sitting);
}

/** Throws `locked` if another terminal has begun the assessment while this one asked: two of them would be two attempts. */
async function start(context: Context, sitting: Sitting, owner: string, paper: string | Uint8Array): Promise<void> {
  if ((await (await context.store()).startSitting(sitting, owner, paper)) === 'started') return;
  throw new Failure('locked', 'this assessment was begun in another terminal', 'go on there, or take it over with `certify quiz`');
}

/** Whether an attempt would be owed now. A person may first tick off the modules they have completed. */
async function mayStart(
  context: Context,
  program: Program,
  member: MemberId,
  track: Track,
  options: Options,
  prompter: Prompter,
): Promise<boolean> {
  let reason = await notOwed(context, program, member, track);
  if (reason && (reason.kind === 'path not complete' || reason.kind === 'path not complete again')) {
    await attestModules(context, program, member, track, prompter);
    reason = await notOwed(context, program, member, track);
  }
  if (!reason) return true;
  await context.say(...reason.lines);
  const bank = assessmentInForce(program, track.assessment).assessment.questions;
  if (bank.some(isPractice) && (await prompter.confirm({ message: 'Practise instead? Practice never counts.', initial: false }))) {
    const { practise } = await import('./practice.js');
    await practise(context, program, member, track, prompter, options);
  }
  return false;
}

async function refuseNotOwed(context: Context, program: Program, member: MemberId, track: Track): Promise<void> {
  const reason = await notOwed(context, program, member, track);
  if (!reason) return;
  const [why = '', next] = reason.lines.map(asClause);
  throw new Failure('not-permitted', why, next);
}

async function notOwed(context: Context, { book }: Program, member: MemberId, track: Track) {
  const facts = (await (await context.store()).member(member))?.facts ?? [];
  const now = momentAfter(facts, context.deps.now());
  const rules = book.tracks.find((each) => each.track === track.track)!;
  const today = book.zone.dayOf(now);
  const history = memberHistory(dated(facts, book.zone), today);
  const verdict = verdictOfAttempt(book, rules, history, now);
  if (verdict.kind !== 'not-counted') return undefined;
  return { kind: verdict.reason.why, lines: notOwedLines(verdict.reason, rules, history, today) };
}

async function end(context: Context, options: Options, sitting: Sitting): Promise<number> {
  const outcome: Outcome = await outcomeOf(context, sitting.member, sitting.fact);
  if (options['json'] === true) await printJson(context, outcome.json);
  else await showOutcome(context, outcome);
  return outcome.passed ? 0 : EXIT_CODES.no;
}
