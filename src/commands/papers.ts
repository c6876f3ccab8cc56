/** Papers: an assessment with its objectives, from the content in force or from a snapshot. */
import { paperOf, paperText, parsePaper } from '../content/snapshots.js';
import type { Assessment } from '../domain/assessment.js';
import { type Bank, type Paper, bankOf } from '../domain/drawing.js';
import { editionInForce } from '../domain/learning-path.js';
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

/** To draw from, with the text by which it is kept and the hash of that, which the cache has at hand: spelling a large bank out takes 10 ms. */
export function paperToDraw({ content }: Program, assessment: Assessment): { bank: Bank; text: string | Uint8Array; hash: string } {
  const kept = content.paperOf?.(assessment);
  if (kept) return kept;
  const paper = paperOf(content, assessment);
  const text = paperText(paper);
  return { bank: bankOf(paper), text, hash: contentHash(text) };
}

/** The paper of a snapshot in the records. Throws `data` if it is not there. */
export async function storedPaper(context: Context, hash: string): Promise<Paper> {
  const text = await (await context.store()).snapshot(hash);
  if (text === undefined) {
    throw new Failure('data', `the snapshot ${hash.slice(0, 12)} of an assessment is missing`, 'see `certify verify`');
  }
  return parsePaper(text);
}
