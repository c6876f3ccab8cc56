/** A new sitting: the questions drawn, nothing answered yet. */
import { CannotDraw, type Drawn, type Paper } from '../domain/drawing.js';
import type { Assessment } from '../domain/assessment.js';
import type { MemberId } from '../domain/fact.js';
import type { Sitting } from '../domain/sitting.js';
import { Failure } from '../errors.js';
import { type Context, type Program } from './context.js';
import { paperToDraw } from './papers.js';
import { randomFactId } from './record.js';

/**
 * Draws from the edition; nothing is stored yet. The paper with those questions alone that were drawn comes along, and the text of
 * the whole, which is to be kept with the sitting.
 */
export async function newSitting(
  context: Context,
  program: Program,
  member: MemberId,
  assessment: Assessment,
  taken: { with: Sitting['with']; seed: string | undefined },
): Promise<{ sitting: Sitting; drawnPaper: Paper; text: string | Uint8Array }> {
  const store = await context.store();
  const paper = paperToDraw(program, assessment);
  const seed = taken.seed === undefined ? randomSeed(context) : checkedSeed(taken.seed);
  const seenBefore = await store.questionsSeen(member, assessment.assessment);
  const drawn = drawnOrFailure(() => paper.draw(seed, seenBefore));
  const sitting: Sitting = {
    fact: randomFactId(context),
    member,
    assessment: assessment.assessment,
    edition: assessment.edition,
    content: paper.hash,
    seed,
    with: taken.with,
    seen_before: seenBefore,
    pass_mark: String(assessment.pass_mark ?? program.policy.certification.pass_mark),
    pass_mark_of: assessment.pass_mark === undefined ? 'program' : 'edition',
    started_at: context.now,
    time_limit: assessment.time_limit,
    questions: drawn.map(({ shown }) => ({ shown, answer: undefined, flagged: false })),
  };
  const { objectives, text } = paper;
  const drawnPaper = { assessment: { ...paper.assessment, questions: drawn.map(({ question }) => question) }, objectives: [...objectives] };
  return { sitting, drawnPaper, text };
}

function drawnOrFailure(draw: () => Drawn[]): Drawn[] {
  try {
    return draw();
  } catch (error) {
    if (error instanceof CannotDraw) throw new Failure('data', error.message, 'see `certify check`');
    throw error;
  }
}

function randomSeed(context: Context): string {
  return String(context.deps.randomBytes(6).reduce((sum, byte) => sum * 256 + byte, 0));
}

export function checkedSeed(text: string): string {
  if (!/^\d{1,15}$/.test(text)) throw new Failure('usage', `not a seed: ${text}`, 'give --seed a whole number');
  return String(BigInt(text));
}

/** Names this terminal as the owner of a sitting. */
export function ownerToken(context: Pick<Context, 'deps'>): string {
  return randomFactId(context);
}
