/** `certify import submission`: what members handed in, checked against the content and graded anew. */
import { paperOf, paperText, parsePaper, parseRules } from '../content/snapshots.js';
import type { Fact, MemberId } from '../domain/fact.js';
import { compare } from '../domain/points.js';
import { regradingFault } from '../domain/regrade.js';
import { passMarkPoints } from '../domain/status.js';
import { visible } from '../domain/visible-text.js';
import { Failure } from '../errors.js';
import { LARGEST_SUBMISSION, type Submission, readSubmission } from '../formats/submission.js';
import { saysTheSame } from '../formats/submitted-facts.js';
import { plural } from '../output/words.js';
import { contentHash } from '../store/content-hash.js';
import type { AttemptQuestion, NewFact } from '../store/store.js';
import { type Context, type Options, optional, printJson, entryHead } from './context.js';
import { faultLines } from './fault-text.js';
import { wholeFile } from './input-files.js';
import { rowInForce } from './roster-changes.js';
import { memberNamed } from './who.js';

interface Tally {
  imported: number;
  unchanged: number;
  bad: string[];
}

export async function run(context: Context, files: string[], options: Options): Promise<number> {
  const tally: Tally = { imported: 0, unchanged: 0, bad: [] };
  const facts: NewFact[] = [];
  const questions = new Map<string, AttemptQuestion[]>();
  const snapshots = new Set<string>();
  const trusted = await trustedPapers(context);
  for (const file of files) {
    const submission = await readFileOf(context, file);
    const member = await memberOf(context, submission, file);
    await checkFacts(context, file, submission, member, trusted, { tally, facts, questions, snapshots });
  }
  const undone = tally.bad.length > 0 && options['skipBadRows'] !== true;
  const isDryRun = options['dryRun'] === true;
  if (!undone && !isDryRun && facts.length > 0) {
    const store = await context.store();
    for (const text of snapshots) await store.keepSnapshot(text);
    await store.recordWithQuestions({ ...(await entryHead(context, 'submission')), facts }, questions);
  }
  if (options['json'] === true) {
    await printJson(context, { imported: undone ? 0 : tally.imported, unchanged: tally.unchanged, bad_rows: tally.bad, dry_run: isDryRun });
  }
  if (undone) {
    throw new Failure('data', `nothing was imported: ${plural(tally.bad.length, 'fact')} not accepted`, 'ask the member, or add --skip-bad-rows to import the others', tally.bad);
  }
  for (const line of tally.bad) await context.say(`skipped: ${line}`);
  await context.say(`${plural(tally.imported, 'fact')} ${isDryRun ? 'would be imported' : 'imported'}, ${tally.unchanged} there already`);
  return 0;
}

async function readFileOf(context: Context, file: string): Promise<Submission> {
  const reading = readSubmission(new TextDecoder().decode(await wholeFile(context, file, LARGEST_SUBMISSION)));
  if ('submission' in reading) return reading.submission;
  const details = faultLines(reading.faults.map((fault) => ({ ...fault, file })));
  throw new Failure('data', `the submission cannot be imported: ${file}`, 'nothing was imported', details);
}

/** The member of the file by id, then by address, unless `--as` names one. An id may be somebody else's on the roster. */
async function memberOf(context: Context, { program, member, email }: Submission, file: string): Promise<MemberId> {
  const { policy } = await context.program();
  if (program !== policy.program) {
    throw new Failure('data', `the submission is of another program, ${program}: ${file}`, `this one is ${policy.program}`);
  }
  const named = optional(context.options, 'as');
  if (named !== undefined) return memberNamed(context, named);
  const store = await context.store();
  const known = await store.member(member);
  if (known) {
    const { book, today } = await context.program();
    const address = rowInForce(book, known.facts, today)?.email ?? '';
    if (email && address && email.toLowerCase() !== address.toLowerCase()) {
      await context.say(visible(`${file}: it is of ${email}, and ${member} on the roster is ${address}; --as names another member`));
    }
    return member;
  }
  const byEmail = email ? await store.membersByEmail(email) : [];
  if (byEmail.length === 1) return byEmail[0]!;
  throw new Failure('data', `no member ${member}${email ? ` or ${email}` : ''} on the roster: ${file}`, 'name the member with --as');
}

/** Texts of papers by hash: those of the content here, and those the records have kept. */
async function trustedPapers(context: Context): Promise<(hash: string) => Promise<string | undefined>> {
  const [{ content }, store] = [await context.program(), await context.store()];
  const here = new Map(content.assessments.map((each) => paperText(paperOf(content, each))).map((text) => [contentHash(text), text]));
  return async (hash) => here.get(hash) ?? (await store.snapshot(hash));
}

interface Gathered {
  tally: Tally;
  facts: NewFact[];
  questions: Map<string, AttemptQuestion[]>;
  snapshots: Set<string>;
}

async function checkFacts(
  context: Context,
  file: string,
  submission: Submission,
  member: MemberId,
  trusted: (hash: string) => Promise<string | undefined>,
  { tally, facts, questions, snapshots }: Gathered,
): Promise<void> {
  const store = await context.store();
  const { policy, today } = await context.program();
  const gathered = new Map(facts.map((fact) => [fact.fact, fact]));
  const isAccepted = context.options['acceptAssurance'] === true || policy.certification.min_assurance === 'self';
  const isToCome = ({ happened }: SubmittedFact) => ('at' in happened ? happened.at > context.deps.now() : happened.on > today);

  async function faultOf(fact: SubmittedFact): Promise<string | undefined> {
    if (isToCome(fact)) return 'it happened in the future';
    if (fact.assurance !== 'self' && !isAccepted) return `it claims ${fact.assurance} assurance, which nothing in the file proves; --accept-assurance takes it in`;
    return fact.kind === 'attempt' ? attemptFault(context, fact, submission.questions.get(fact.fact), trusted, snapshots) : undefined;
  }

  for (const fact of submission.facts) {
    const there = gathered.get(fact.fact) ?? (await store.findFact(fact.fact));
    if (there && saysTheSame(there, { ...fact, member })) {
      tally.unchanged++;
      continue;
    }
    const problem = there ? idTaken(there, member) : await faultOf(fact);
    if (problem) {
      tally.bad.push(`${file}: ${fact.kind} ${fact.fact}: ${problem}`);
      continue;
    }
    if (fact.assurance !== 'self') await context.say(`${file}: ${fact.kind} ${fact.fact} claims ${fact.assurance} assurance; it keeps it`);
    tally.imported++;
    facts.push({ ...fact, member });
    const answered = submission.questions.get(fact.fact);
    if (answered) questions.set(fact.fact, answered);
  }
}

type SubmittedFact = Submission['facts'][number];
type SubmittedAttempt = Extract<SubmittedFact, { kind: 'attempt' }>;

function idTaken(there: Pick<Fact, 'member' | 'kind'>, member: MemberId): string {
  if (there.member !== member) return `its id is that of ${there.kind === 'attempt' ? 'an' : 'a'} ${there.kind} of ${there.member}; one of the two files was changed`;
  return `its id is that of another ${there.kind} of ${member}; the file was changed`;
}

/** Why an attempt cannot be accepted: its questions are not ours, its draw or its score do not come out again. */
async function attemptFault(
  context: Context,
  attempt: SubmittedAttempt,
  answered: readonly AttemptQuestion[] | undefined,
  trusted: (hash: string) => Promise<string | undefined>,
  snapshots: Set<string>,
): Promise<string | undefined> {
  if (attempt.content === undefined && !answered && !attempt.taken) return ungradedFault(context, attempt);
  if (attempt.content === undefined || !answered || !attempt.taken) return 'it has no questions to grade anew';
  if (!('at' in attempt.happened)) return 'it was taken in a terminal and has no time';
  if (attempt.started_at === undefined || attempt.started_at > attempt.happened.at) return 'it was finished before it was started';
  const text = await trusted(attempt.content);
  if (text === undefined) return `its questions (${attempt.content.slice(0, 12)}) are not those of the content here`;
  const paper = parsePaper(text);
  const fault = regradingFault(attempt, answered, paper, 'as nothing');
  if (fault !== undefined) return fault;
  if (!(await passMarkHolds(context, attempt, paper.assessment.pass_mark))) return 'its pass mark was never in force';
  snapshots.add(text);
  return undefined;
}

/** A result that staff imported on the member's machine has no questions to grade; its mark is one of ours all the same. */
async function ungradedFault(context: Context, attempt: SubmittedAttempt): Promise<string | undefined> {
  if (attempt.assurance === 'self') return 'it has no questions to grade anew';
  const { content } = await context.program();
  const edition = content.assessments.find((each) => each.assessment === attempt.assessment && each.edition === attempt.edition);
  return (await passMarkHolds(context, attempt, edition?.pass_mark)) ? undefined : 'its pass mark was never in force';
}

/** The edition's own pass mark, or the program's: today's, or that of the day of the attempt as recorded here. */
async function passMarkHolds(context: Context, attempt: SubmittedAttempt, ofEdition: number | undefined): Promise<boolean> {
  const { policy } = await context.program();
  const then = 'at' in attempt.happened ? await (await context.store()).rulesKnownAt(attempt.happened.at) : undefined;
  const marks =
    ofEdition !== undefined
      ? [ofEdition]
      : [policy.certification.pass_mark, ...(then === undefined ? [] : [parseRules(then).policy.certification.pass_mark])];
  return marks.some((mark) => compare(passMarkPoints(mark), attempt.pass_mark) === 0);
}
