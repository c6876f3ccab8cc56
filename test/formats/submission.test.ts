import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ZERO, parsePoints } from '../../src/domain/points.js';
import { type Submission, readSubmission, writeSubmission } from '../../src/formats/submission.js';
import type { SubmittedFact } from '../../src/formats/submitted-facts.js';
import type { AttemptQuestion } from '../../src/store/store.js';
import { day, instantIn } from '../domain/history.js';
import { faultLine } from './csv-files.js';

const ATTEMPT = '4k2m9qx7d8y1hzf0b3c5e6gjnr';
const COMPLETION = '4k2m9qx7d8y1hzf0b3c5e6gjnp';
const SNAPSHOT = '{"assessment":"sales","title":"Zoë\'s \\"bank\\"\\n"}';
const HASH = createHash('sha256').update(SNAPSHOT).digest('hex');

const points = (text: string) => parsePoints(text)!;

const attempt: Extract<SubmittedFact, { kind: 'attempt' }> = {
  fact: ATTEMPT,
  kind: 'attempt',
  member: 'avery',
  happened: { at: instantIn('2026-08-13T10:00:00.250Z') },
  assurance: 'self',
  assessment: 'sales',
  edition: 'Q3FY27',
  content: HASH,
  points: points('58/3'),
  max_points: points('25'),
  pass_mark: points('80'),
  pass_mark_of: 'edition',
  started_at: instantIn('2026-08-13T09:30:00Z'),
  taken: { seed: '42', with: 'prompts', seen_before: ['q9', 'q1'] },
};

const completion: SubmittedFact = {
  fact: COMPLETION,
  kind: 'completion',
  member: 'avery',
  happened: { on: day('2026-08-01') },
  assurance: 'self',
  module: 'tiers',
};

const imported: SubmittedFact = {
  ...attempt,
  fact: '4k2m9qx7d8y1hzf0b3c5e6gjns',
  happened: { on: day('2026-02-10') },
  assurance: 'staff',
  content: undefined,
  started_at: undefined,
  taken: undefined,
};

function question(id: string, answer: AttemptQuestion['answer'], rest: Partial<AttemptQuestion> = {}): AttemptQuestion {
  return { question: id, choices: ['a', 'b'], answer, flagged: false, points: ZERO, max_points: points('1'), ...rest };
}

const QUESTIONS: AttemptQuestion[] = [
  question('q1', { type: 'single', option: 'a' }, { flagged: true, points: points('1/3') }),
  question('q2', { type: 'multiple', options: ['a', 'b'] }),
  question('q3', { type: 'true-false', value: false }),
  question('q4', { type: 'short', text: 'Zoë said "no"\u2028' }),
  question('q5', { type: 'numeric', number: '-1234.5' }),
  question('q6', { type: 'order', items: ['b', 'a'] }),
  question('q7', { type: 'match', pairs: [{ left: 'l', right: 'a' }] }, { lefts: ['l', 'm'] }),
  question('q8', undefined),
  question('q9', 'erased'),
];

const SUBMISSION: Submission = {
  program: 'field-product-certification',
  member: 'avery',
  email: 'avery@example.com',
  name: 'Avery Field',
  written_at: instantIn('2026-08-14T08:00:00Z'),
  facts: [completion, attempt, imported],
  questions: new Map([[ATTEMPT, QUESTIONS]]),
  snapshots: new Map([[HASH, SNAPSHOT]]),
};

const WRITTEN = writeSubmission(SUBMISSION);

function faultsOf(text: string): string[] {
  const reading = readSubmission(text);
  if (!('faults' in reading)) return [];
  return reading.faults.map((fault) => (fault.name ? `${fault.name}: ${fault.message}` : faultLine(fault)));
}

/** A submission whose digest fits, whatever is in it: as somebody would write it who means to deceive, or a later version. */
function forged(change: (body: Record<string, any>) => unknown): string {
  const { digest: _, ...body } = JSON.parse(WRITTEN) as Record<string, any>;
  const changed = change(body) ?? body;
  const digest = createHash('sha256').update(JSON.stringify(changed)).digest('hex');
  return JSON.stringify({ ...(changed as object), digest });
}

describe('what is written is read back', () => {
  test('whole: ids, instants and days, exact points, answers of every type, snapshots', () => {
    expect(readSubmission(WRITTEN)).toEqual({ submission: SUBMISSION });
  });

  test('without an address, a name, facts and questions as well', () => {
    const nothing = { facts: [], questions: new Map(), snapshots: new Map() };
    const bare: Submission = { ...SUBMISSION, email: undefined, name: undefined, ...nothing };
    expect(readSubmission(writeSubmission(bare))).toEqual({ submission: bare });
  });

  test('indented otherwise, with CRLF and a byte-order mark, it is the same submission', () => {
    for (const text of [JSON.stringify(JSON.parse(WRITTEN)), `\ufeff${WRITTEN.replaceAll('\n', '\r\n')}`]) {
      expect(readSubmission(text)).toEqual({ submission: SUBMISSION });
    }
  });

  test('the same submission is the same text', () => {
    expect(writeSubmission(SUBMISSION)).toBe(WRITTEN);
    expect(WRITTEN.split('\n').slice(1, 4)).toEqual([
      '  "certify_submission": 1,',
      '  "program": "field-product-certification",',
      '  "member": "avery",',
    ]);
  });
});

describe('what is refused', () => {
  test.each([
    ['an empty file', '', '1:1: this is not a submission, or it was cut off'],
    ['a file cut off', WRITTEN.slice(0, -40), '1:1: this is not a submission, or it was cut off'],
    ['other JSON', '{"certify": 1}', '1:1: this is not a submission, or it was cut off'],
    ['a list', '[]', '1:1: this is not a submission, or it was cut off'],
    ['CSV', 'member,module\n', '1:1: this is not a submission, or it was cut off'],
    ['changed points', WRITTEN.replace('"58/3"', '"25"'), '1:1: the submission was changed after it was written'],
    ['another member', WRITTEN.replace('"avery"', '"robin"'), '1:1: the submission was changed after it was written'],
    [
      'a snapshot with one more blank',
      WRITTEN.replace('\\"bank', ' \\"bank'),
      '1:1: the submission was changed after it was written',
    ],
    ['no digest', WRITTEN.replace('"digest"', '"digits"'), '1:1: the submission was changed after it was written'],
    [
      'a later version',
      WRITTEN.replace('"certify_submission": 1', '"certify_submission": 2'),
      '1:1: the submission has version 2, this program understands version 1',
    ],
    [
      'brackets beyond measure',
      `{"certify_submission":1,"x":${'['.repeat(200_000)}${']'.repeat(200_000)}}`,
      '1:1: the submission was changed after it was written',
    ],
  ])('%s', (_, text, fault) => {
    expect(faultsOf(text)).toEqual([fault]);
  });

  test.each<[string, (body: Record<string, any>) => unknown, string]>([
    ['a member that is no id', (body) => void (body['member'] = 'a@b'), 'member: this is not a member id'],
    ['no facts', (body) => void delete body['facts'], 'facts: a list is missing'],
    ['a fact without an id', (body) => void delete body['facts'][0].fact, 'facts[0].fact: a text is missing'],
    ['an id of another shape', (body) => void (body['facts'][0].fact = "f'1"), 'facts[0].fact: this is not a fact id'],
    ['an id twice', (body) => void (body['facts'][0].fact = ATTEMPT), 'facts: two facts have the same id'],
    [
      'a fact of another kind',
      (body) => void (body['facts'][0].kind = 'grant'),
      'facts[0].kind: this is not one of completion, attempt',
    ],
    [
      'an assurance unheard of',
      (body) => void (body['facts'][0].assurance = 'god'),
      'facts[0].assurance: this is not one of self, staff, server',
    ],
    ['an impossible day', (body) => void (body['facts'][0].on = '2026-02-30'), 'facts[0].on: this is not a day'],
    [
      'an instant without a zone',
      (body) => void (body['facts'][1].at = '2026-08-13T10:00'),
      'facts[1].at: this is not an instant',
    ],
    ['points as a number', (body) => void (body['facts'][1].points = 25), 'facts[1].points: this is not a text'],
    [
      'more points than there are',
      (body) => void (body['facts'][1].points = '26'),
      'facts[1].points: points lie between 0 and max_points',
    ],
    [
      'no points to be had',
      (body) => void (body['facts'][1].max_points = '0'),
      'facts[1].max_points: the most points to be had are above 0',
    ],
    [
      'an answer of no type',
      (body) => void (body['questions'][ATTEMPT][0].answer = { type: 'essay' }),
      `questions.${ATTEMPT}[0].answer.type: this is not one of single, multiple, true-false, short, numeric, order, match`,
    ],
    [
      'an answer that is a list',
      (body) => void (body['questions'][ATTEMPT][0].answer = []),
      `questions.${ATTEMPT}[0].answer: this is not an object`,
    ],
    [
      'questions of an attempt that is not there',
      (body) => void (body['questions'][COMPLETION] = []),
      `questions.${COMPLETION}: there is no such attempt among the facts`,
    ],
    [
      'a snapshot under another hash',
      (body) => void (body['snapshots'][HASH] += ' '),
      `snapshots.${HASH}: this snapshot does not have the hash it is kept under`,
    ],
  ])('%s', (_, change, fault) => {
    expect(faultsOf(forged(change))).toContain(fault);
  });

  test('keys of the language itself are keys like any other', () => {
    const renamed = (from: string, to: string) => forged((body) => JSON.parse(JSON.stringify(body).replace(from, to)) as object);
    const text = renamed(`"${ATTEMPT}":[`, '"__proto__":[');
    expect(faultsOf(text)).toEqual(['questions.__proto__: there is no such attempt among the facts']);
    const inherited = renamed('"program":', '"__proto__":{"program":"x"},"programme":');
    expect(faultsOf(inherited)).toEqual(['program: a text is missing']);
  });
});
