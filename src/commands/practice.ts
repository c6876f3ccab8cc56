/** Practising: questions with their answers at once, weakest objectives first. Nothing is recorded. */
import { paperOf } from '../content/snapshots.js';
import { isPractice } from '../domain/assessment.js';
import { chanceOf } from '../domain/chance.js';
import { layOut } from '../domain/drawing.js';
import type { Attempt, MemberId } from '../domain/fact.js';
import { grade, maxPoints } from '../domain/grading.js';
import { type ObjectiveRecord, practiceOrder } from '../domain/practice-order.js';
import { compare } from '../domain/points.js';
import type { Track } from '../domain/policy.js';
import { Failure } from '../errors.js';
import { plural } from '../output/words.js';
import { questionBlock, studyLines } from '../output/review-screen.js';
import type { Prompter } from '../terminal/prompter.js';
import { type Context, type Options, type Program, countOption, optional } from './context.js';
import { byObjective } from './outcome.js';
import { assessmentInForce, storedPaper } from './papers.js';
import { randomFactId } from './record.js';
import { checkedSeed } from './start-sitting.js';

const QUESTIONS = 10;
const MOST_QUESTIONS = 1000;

/** The questions to practise, and the chance to lay them out by. Without a member no objective is weaker than another. */
async function questionsFor(context: Context, program: Program, member: MemberId | undefined, track: Track, options: Options) {
  const { assessment } = assessmentInForce(program, track.assessment);
  const { objectives } = paperOf(program.content, assessment);
  const bank = assessment.questions.filter(isPractice);
  if (bank.length === 0) throw new Failure('not-found', `${assessment.title} has no practice questions`, 'ask its owners for some');
  const seed = optional(options, 'seed');
  const chance = chanceOf(seed === undefined ? randomFactId(context) : checkedSeed(seed));
  const count = countOption(options, 'count', QUESTIONS, MOST_QUESTIONS);
  const record = member === undefined ? [] : await recordOf(context, program, member, track);
  return { questions: practiceOrder(bank, objectives, record, chance).slice(0, count), chance };
}

/** Questions with their right answers, to read where nobody can be asked. */
export async function practiceSheet(context: Context, program: Program, track: Track, options: Options): Promise<void> {
  const { questions, chance } = await questionsFor(context, program, undefined, track, options);
  const { out } = context.deps;
  for (const [at, question] of questions.entries()) {
    await out.write(`${studyLines(at + 1, question, layOut(question, chance), out.columns()).join('\n')}\n`);
  }
}

export async function practise(
  context: Context,
  program: Program,
  member: MemberId,
  track: Track,
  prompter: Prompter,
  options: Options,
): Promise<void> {
  const { questions, chance } = await questionsFor(context, program, member, track, options);

  await context.say(`${plural(questions.length, 'practice question')}, weakest objectives first. Nothing is recorded; Ctrl-C ends it.`);
  let right = 0;
  for (let at = 0; at < questions.length; ) {
    const question = questions[at]!;
    const shown = layOut(question, chance);
    const entry = await prompter.question({
      question,
      shown,
      answer: undefined,
      flagged: false,
      progress: { number: at + 1, of: questions.length, answered: at, flagged: 0, ends_at: undefined },
      notice: undefined,
    });
    if (entry.kind === 'back') at = Math.max(0, at - 1);
    if (entry.kind === 'on') at++;
    if (entry.kind !== 'answer') continue;
    const asked = { question: question.question, answer: entry.answer, points: grade(question, entry.answer), max_points: maxPoints(question) };
    if (compare(asked.points, asked.max_points) === 0) right++;
    const { out } = context.deps;
    await out.write(`${questionBlock(at + 1, question, asked, out.columns(), out.style).join('\n')}\n`);
    at++;
  }
  await context.say(`${right} of ${questions.length} right.`);
}

/** Points by objective over all attempts of the member at the track's assessment. */
async function recordOf(context: Context, program: Program, member: MemberId, track: Track): Promise<ObjectiveRecord[]> {
  const store = await context.store();
  const facts = (await store.member(member))?.facts ?? [];
  const attempts = facts.filter((fact): fact is Attempt => fact.kind === 'attempt' && fact.assessment === track.assessment);
  const records: ObjectiveRecord[] = [];
  for (const { fact, content } of attempts) {
    if (content === undefined) continue;
    records.push(...byObjective(await store.attemptQuestions(fact), await storedPaper(context, content), program, track.track));
  }
  return records;
}
