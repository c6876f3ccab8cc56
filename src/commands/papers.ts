/** Papers: an assessment with its objectives, from the content in force or from a snapshot. */
import { paperOf, paperText, parsePaper } from '../content/snapshots.js';
import type { Assessment } from '../domain/assessment.js';
import { type Bank, type Drawn, type Outline, type Paper, bankOf, draw } from '../domain/drawing.js';
import { type Objective, editionInForce } from '../domain/learning-path.js';
import type { Policy, Track } from '../domain/policy.js';
import { Failure } from '../errors.js';
import { contentHash } from '../store/content-hash.js';
import type { Context, Program } from './context.js';

/** The track and the edition in force today of an assessment. Throws `not-found`. */
export function assessmentInForce({ content, today, policy }: Program, id: string): { track: Track; assessment: Assessment } {
  const track = policy.tracks.find((each) => each.assessment === id);
  const assessment = editionInForce(
    content.assessments.filter((each) => each.assessment === id),
    today,
  );
  if (!track || !assessment) throw noSuchAssessment(policy, id);
  return { track, assessment };
}

export function noSuchAssessment(policy: Policy, id: string): Failure {
  const known = [...new Set(policy.tracks.map((track) => track.assessment))].join(', ');
  return new Failure('not-found', `no assessment ${id}`, `there are: ${known}`);
}

export function noSuchTrack(policy: Policy, id: string): Failure {
  return new Failure('not-found', `no track ${id}`, `there are: ${policy.tracks.map((track) => track.track).join(', ')}`);
}

/** A paper to draw from, and the text by which it is kept with what is drawn. */
export interface PaperToDraw {
  assessment: Omit<Assessment, 'questions'>;
  objectives: readonly Objective[];
  /** As `draw`. Throws `CannotDraw`. */
  draw: (seed: string, seenBefore: readonly string[]) => Drawn[];
  /** The text, or that in UTF-8, and the hash of it. */
  text: string | Uint8Array;
  hash: string;
}

/** From the cache, if it is there: parsing a large bank, and spelling it out and hashing it, take 10 ms. */
export function paperToDraw({ content }: Program, assessment: Assessment): PaperToDraw {
  const kept = content.paperOf?.(assessment);
  if (kept) return drawnFrom(kept.bank, kept.text, kept.hash);
  const paper = paperOf(content, assessment);
  const text = paperText(paper);
  return drawnFrom(bankOf(paper), text, contentHash(text));
}

function drawnFrom<O extends Outline>(bank: Bank<O>, text: string | Uint8Array, hash: string): PaperToDraw {
  const { assessment, objectives } = bank;
  return { assessment, objectives, draw: (seed, seenBefore) => draw(bank, seed, seenBefore), text, hash };
}

/** The paper of a snapshot in the records. Throws `data` if it is not there. */
export async function storedPaper(context: Context, hash: string): Promise<Paper> {
  const text = await (await context.store()).snapshot(hash);
  if (text === undefined) {
    throw new Failure('data', `the snapshot ${hash.slice(0, 12)} of an assessment is missing`, 'see `certify verify`');
  }
  return parsePaper(text);
}
