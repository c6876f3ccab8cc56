/** Facts and questions as a submission spells them: points as exact text, instants in RFC 3339, days as ISO days. */
import type { Answer } from '../domain/answer.js';
import { type Day, type Instant, formatDay, formatInstant, parseDay, parseInstant } from '../domain/day.js';
import { type Fact, type FactId, type Happened, type MemberId, unreachable } from '../domain/fact.js';
import { type Points, ONE, ZERO, compare, formatPoints, parsePoints } from '../domain/points.js';
import { ASSURANCES } from '../domain/policy.js';
import type { AttemptQuestion, NewFact } from '../store/store.js';
import type { JsonObject } from './json-reading.js';

export type SubmittedFact = Extract<NewFact, { kind: 'completion' | 'attempt' }>;

/** Crockford's base 32 in lower case: no i, l, o, u. */
const FACT_ID = /^[0-9a-hjkmnp-tv-z]{26}$/;
const HASH = /^[0-9a-f]{64}$/;

export function writeFact(fact: SubmittedFact): object {
  const happened = 'at' in fact.happened ? { at: formatInstant(fact.happened.at) } : { on: formatDay(fact.happened.on) };
  const base = { fact: fact.fact, kind: fact.kind, ...happened, assurance: fact.assurance };
  switch (fact.kind) {
    case 'completion':
      return { ...base, module: fact.module };
    case 'attempt':
      return {
        ...base,
        assessment: fact.assessment,
        edition: fact.edition,
        ...(fact.content !== undefined && { content: fact.content }),
        points: formatPoints(fact.points),
        max_points: formatPoints(fact.max_points),
        pass_mark: formatPoints(fact.pass_mark),
        pass_mark_of: fact.pass_mark_of,
        ...(fact.started_at !== undefined && { started_at: formatInstant(fact.started_at) }),
        ...(fact.taken && { taken: fact.taken }),
      };
    default:
      return unreachable(fact);
  }
}

/** Whether a fact of the records is the submitted one, whoever recorded it and where. */
export function saysTheSame(recorded: Fact | NewFact, submitted: SubmittedFact): boolean {
  if (recorded.member !== submitted.member || (recorded.kind !== 'completion' && recorded.kind !== 'attempt')) return false;
  return JSON.stringify(writeFact(recorded)) === JSON.stringify(writeFact(submitted));
}

export function readFact(json: JsonObject, member: MemberId): SubmittedFact {
  const base = {
    fact: json.read<FactId>('fact', (id) => (FACT_ID.test(id) ? id : undefined), 'this is not a fact id', ''),
    member,
    happened: readHappened(json),
    assurance: json.oneOf('assurance', ASSURANCES),
  };
  const kind = json.oneOf('kind', ['completion', 'attempt']);
  return kind === 'completion' ? { ...base, kind, module: json.text('module') } : { ...base, kind, ...readAttempt(json) };
}

type Base = 'fact' | 'kind' | 'member' | 'happened' | 'assurance';

function readAttempt(json: JsonObject): Omit<Extract<SubmittedFact, { kind: 'attempt' }>, Base> {
  const taken = json.has('taken') ? json.object('taken') : undefined;
  return {
    assessment: json.text('assessment'),
    edition: json.text('edition'),
    content: json.has('content') ? readHash(json, 'content') : undefined,
    ...readScore(json),
    pass_mark: readPoints(json, 'pass_mark'),
    pass_mark_of: json.oneOf('pass_mark_of', ['edition', 'program']),
    started_at: json.has('started_at') ? readInstant(json, 'started_at') : undefined,
    taken: taken && {
      seed: taken.text('seed'),
      with: taken.oneOf('with', ['prompts', 'plain', 'answers']),
      seen_before: taken.texts('seen_before'),
    },
  };
}

function readHappened(json: JsonObject): Happened {
  if (json.has('at')) return { at: readInstant(json, 'at') };
  return { on: json.read('on', parseDay, 'this is not a day', 0 as Day) };
}

function readHash(json: JsonObject, key: string): string {
  return json.read(key, (hash) => (HASH.test(hash) ? hash : undefined), 'this is not a hash', '');
}

function readInstant(json: JsonObject, key: string): Instant {
  return json.read(key, parseInstant, 'this is not an instant', 0 as Instant);
}

function readPoints(json: JsonObject, key: string): Points {
  return json.read(key, parsePoints, 'this is not a number of points', ONE);
}

/** Points between 0 and the most to be had, which is above 0 for an attempt; a question may be worth nothing. */
function readScore(json: JsonObject, { mayBeWorthless = false } = {}): { points: Points; max_points: Points } {
  const points = readPoints(json, 'points');
  const max_points = readPoints(json, 'max_points');
  if (compare(max_points, ZERO) === 0 && !mayBeWorthless) json.fault('max_points', 'the most points to be had are above 0');
  if (compare(points, ZERO) < 0 || compare(points, max_points) > 0) json.fault('points', 'points lie between 0 and max_points');
  return { points, max_points };
}

export function writeQuestion(question: AttemptQuestion): object {
  return {
    question: question.question,
    choices: question.choices,
    ...(question.lefts && { lefts: question.lefts }),
    ...(question.answer !== undefined && { answer: question.answer }),
    flagged: question.flagged,
    points: formatPoints(question.points),
    max_points: formatPoints(question.max_points),
  };
}

export function readQuestion(json: JsonObject): AttemptQuestion {
  return {
    question: json.text('question'),
    choices: json.texts('choices'),
    lefts: json.has('lefts') ? json.texts('lefts') : undefined,
    answer: readAnswer(json),
    flagged: json.flag('flagged'),
    ...readScore(json, { mayBeWorthless: true }),
  };
}

const ANSWER_TYPES = ['single', 'multiple', 'true-false', 'short', 'numeric', 'order', 'match'] as const;

function readAnswer(json: JsonObject): AttemptQuestion['answer'] {
  if (!json.has('answer')) return undefined;
  if (json.value('answer') === 'erased') return 'erased';
  const answer = json.object('answer');
  const type: Answer['type'] = answer.oneOf('type', ANSWER_TYPES);
  switch (type) {
    case 'single':
      return { type, option: answer.text('option') };
    case 'multiple':
      return { type, options: answer.texts('options') };
    case 'true-false':
      return { type, value: answer.flag('value') };
    case 'short':
      return { type, text: answer.text('text') };
    case 'numeric':
      return { type, number: answer.text('number') };
    case 'order':
      return { type, items: answer.texts('items') };
    case 'match':
      return { type, pairs: answer.objects('pairs').map((pair) => ({ left: pair.text('left'), right: pair.text('right') })) };
    default:
      return unreachable(type);
  }
}
