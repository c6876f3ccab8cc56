/** Ends sittings: when the person hands in, and when the time is up, whoever looks next. */
import type { Attempt, MemberId } from '../domain/fact.js';
import { effectiveDay } from '../domain/learning-path.js';
import type { Instant } from '../domain/day.js';
import type { Paper } from '../domain/drawing.js';
import { parsePoints, sum } from '../domain/points.js';
import { type GradedQuestion, type Sitting, endOf, gradeSitting } from '../domain/sitting.js';
import type { AttemptQuestion, NewFact } from '../store/store.js';
import { type Context, entryHead } from './context.js';
import { momentAfter } from './moment.js';
import { storedPaper } from './papers.js';

/** When a sitting ends by itself. */
export async function endOfSitting(context: Context, sitting: Sitting): Promise<Instant> {
  const { content, book } = await context.program();
  const others = content.assessments.filter(
    (each) => each.assessment === sitting.assessment && each.edition !== sitting.edition,
  );
  return endOf(sitting, others.map(effectiveDay), book.zone);
}

/** Finishes every sitting of the program whose time is up, as it stands, at the moment it was up. */
export async function finishOverdue(context: Context): Promise<void> {
  const store = await context.store();
  for (const sitting of await store.sittings()) {
    const end = await endOfSitting(context, sitting);
    if (end <= context.deps.now()) await finish(context, sitting, { owner: undefined, at: end, recorded_at: context.now });
  }
}

/** Records the attempt as it stands in the records. With `owner`, only if that terminal still owns the sitting. */
export async function finish(
  context: Context,
  { fact, content }: Pick<Sitting, 'fact' | 'content'>,
  { owner, at, recorded_at }: { owner: string | undefined; at: Instant; recorded_at: Instant },
): Promise<'recorded' | 'taken-over' | 'finished'> {
  const [store, paper] = [await context.store(), await storedPaper(context, content)];
  return store.finishSitting(fact, owner, await entryHead(context, 'terminal', recorded_at), (sitting) => attemptOf(sitting, paper, at));
}

function attemptOf(sitting: Sitting, paper: Paper, at: Instant): { attempt: NewFact; questions: AttemptQuestion[] } {
  const graded = gradeSitting(sitting, paper);
  const attempt: Omit<Attempt, 'seq' | 'recorded_at' | 'recorded_by' | 'source'> = {
    kind: 'attempt',
    fact: sitting.fact,
    member: sitting.member,
    happened: { at },
    assurance: 'self',
    assessment: sitting.assessment,
    edition: sitting.edition,
    content: sitting.content,
    points: sum(graded.map((question) => question.points)),
    max_points: sum(graded.map((question) => question.max_points)),
    pass_mark: parsePoints(sitting.pass_mark)!,
    pass_mark_of: sitting.pass_mark_of,
    started_at: sitting.started_at,
    taken: { seed: sitting.seed, with: sitting.with, seen_before: sitting.seen_before },
  };
  return { attempt, questions: graded.map(asRecorded) };
}

function asRecorded({ shown, answer, flagged, points, max_points }: GradedQuestion): AttemptQuestion {
  return { question: shown.question, choices: shown.choices, lefts: shown.lefts, answer, flagged, points, max_points };
}

/** When an attempt that is handed in now is finished: after all else of the member, and not after its time is up. */
export async function finishingMoment(context: Context, member: MemberId, end: Instant, now: Instant): Promise<Instant> {
  const facts = (await (await context.store()).member(member))?.facts ?? [];
  return Math.min(end, momentAfter(facts, now)) as Instant;
}
