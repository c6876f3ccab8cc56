/**
 * The submission: one member's completions and attempts, whole, as a file for staff. JSON with a version and a digest. The
 * digest finds a file that was cut off or changed by accident; it proves nothing about who wrote it, which is why staff's
 * import checks snapshots and grades anew.
 */
import { createHash } from 'node:crypto';
import { type Instant, formatInstant, parseInstant } from '../domain/day.js';
import type { FactId, MemberId } from '../domain/fact.js';
import { visibleJson } from '../domain/visible-text.js';
import type { AttemptQuestion } from '../store/store.js';
import { type Fault, faultOfFile } from './fault.js';
import { type JsonObject, isRecord, jsonObject } from './json-reading.js';
import { memberIdFault } from './member-names.js';
import { type SubmittedFact, readFact, readQuestion, writeFact, writeQuestion } from './submitted-facts.js';

export interface Submission {
  program: string;
  member: MemberId;
  email?: string | undefined;
  name?: string | undefined;
  written_at: Instant;
  facts: SubmittedFact[];
  /** The questions of attempts taken in a terminal. */
  questions: Map<FactId, AttemptQuestion[]>;
  /** Texts by the SHA-256 of their UTF-8 bytes, in hex: what the attempts were drawn from. */
  snapshots: Map<string, string>;
}

const VERSION = 1;
/** Some hundred attempts with their snapshots; anything larger was not written by one member. */
export const LARGEST_SUBMISSION = 32 * 1024 * 1024;
const ASK_AGAIN = 'ask for it again: the member writes it with certify submit';

export function writeSubmission(submission: Submission): string {
  const { program, member, email, name, written_at, facts, questions, snapshots } = submission;
  const body = {
    certify_submission: VERSION,
    program,
    member,
    ...(email !== undefined && { email }),
    ...(name !== undefined && { name }),
    written_at: formatInstant(written_at),
    facts: facts.map(writeFact),
    questions: Object.fromEntries([...questions].map(([attempt, list]) => [attempt, list.map(writeQuestion)])),
    snapshots: Object.fromEntries(snapshots),
  };
  return `${visibleJson(JSON.stringify({ ...body, digest: digestOf(body) }, undefined, 2))}\n`;
}

export type SubmissionReading = { submission: Submission } | { faults: Fault[] };

export function readSubmission(text: string): SubmissionReading {
  if (text.length > LARGEST_SUBMISSION) return { faults: [faultOfFile('the file is larger than any submission', ASK_AGAIN)] };
  const value = parseJson(text.replace(/^\ufeff/, ''));
  if (!isRecord(value) || typeof value['certify_submission'] !== 'number') {
    return { faults: [faultOfFile('this is not a submission, or it was cut off', ASK_AGAIN)] };
  }
  if (value['certify_submission'] !== VERSION) {
    const message = `the submission has version ${value['certify_submission']}, this program understands version ${VERSION}`;
    return { faults: [faultOfFile(message, 'update certify')] };
  }
  const { digest, ...body } = value;
  if (!hasDigest(body, digest)) {
    return { faults: [faultOfFile('the submission was changed after it was written', ASK_AGAIN)] };
  }
  const faults: Fault[] = [];
  const submission = readBody(jsonObject(body, '', faults));
  return faults.length > 0 ? { faults } : { submission };
}

function readBody(body: JsonObject): Submission {
  const member = body.read('member', (id) => (memberIdFault(id) ? undefined : id), 'this is not a member id', '');
  const facts = body.objects('facts').map((fact) => readFact(fact, member));
  return {
    program: body.text('program'),
    member,
    email: body.optionalText('email'),
    name: body.optionalText('name'),
    written_at: body.read('written_at', parseInstant, 'this is not an instant', 0 as Instant),
    facts: distinct(facts, body),
    questions: readQuestions(body, facts),
    snapshots: readSnapshots(body.object('snapshots')),
  };
}

function distinct(facts: SubmittedFact[], body: JsonObject): SubmittedFact[] {
  if (new Set(facts.map((fact) => fact.fact)).size < facts.length) body.fault('facts', 'two facts have the same id');
  return facts;
}

function readQuestions(body: JsonObject, facts: readonly SubmittedFact[]): Submission['questions'] {
  const byAttempt = body.object('questions');
  const attempts = new Set(facts.filter((fact) => fact.kind === 'attempt').map((fact) => fact.fact));
  const questions: Submission['questions'] = new Map();
  for (const attempt of byAttempt.keys()) {
    if (!attempts.has(attempt)) byAttempt.fault(attempt, 'there is no such attempt among the facts');
    questions.set(attempt, byAttempt.objects(attempt).map(readQuestion));
  }
  return questions;
}

function readSnapshots(byHash: JsonObject): Submission['snapshots'] {
  const snapshots: Submission['snapshots'] = new Map();
  for (const hash of byHash.keys()) {
    const text = byHash.text(hash);
    if (hashOf(text) !== hash) byHash.fault(hash, 'this snapshot does not have the hash it is kept under');
    snapshots.set(hash, text);
  }
  return snapshots;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function hasDigest(body: object, digest: unknown): boolean {
  try {
    return digest === digestOf(body);
  } catch (error) {
    // Brackets nested some thousand deep overflow the stack; nothing this program writes does.
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Over the values and not the text, so that a mail program that wraps or indents does no harm. */
function digestOf(body: object): string {
  return hashOf(JSON.stringify(body));
}

function hashOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
