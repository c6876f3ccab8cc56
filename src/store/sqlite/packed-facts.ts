/**
 * Completions and attempts as text, twelve characters each: eight for when, four for the shape, which is all that the rules
 * look at besides. Of the 48 bits of a time the highest says that only the day is known.
 */
import type { Day, Instant } from '../../domain/day.js';
import type { Attempt, Completion, Happened } from '../../domain/fact.js';
import type { WalkedAttempt, WalkedFact } from '../../domain/walking-order.js';
import { exactPoints, formatPoints, passes } from '../../domain/points.js';
import { ASSURANCES } from '../../domain/policy.js';
import { DamagedIndex, isTexts } from './cells.js';
import { number24, text24 } from './packed-keys.js';

/** What many facts share: everything that the rules look at but the time. */
export type Shape =
  | { kind: 'completion'; module: string }
  | (Pick<WalkedAttempt, 'kind' | 'assessment' | 'edition' | 'points' | 'max_points' | 'pass_mark' | 'assurance'> & { passed: boolean });

/** A packed attempt remembers its shape: two at one instant, and of one shape, are as good as one another. */
export type PackedAttempt = WalkedAttempt & { shape: Shape };

/** All of a fact that makes its shape. */
export type Shaping = Pick<Completion, 'kind' | 'module'> | Pick<Attempt, ShapingKeys>;
type ShapingKeys = 'kind' | 'assessment' | 'edition' | 'points' | 'max_points' | 'pass_mark' | 'assurance';

const CHARACTERS = 12;
const HALF = 2 ** 24;
/** In the upper half of a time. */
const ONLY_DAY = 2 ** 23;
/** Instants of the first day may lie before 1970 in UTC. */
const MS_BEFORE_1970 = 86_400_000;

export function shapeText(fact: Shaping): string {
  if (fact.kind === 'completion') return JSON.stringify(['completion', fact.module]);
  const { assessment, edition, points, max_points, pass_mark, assurance } = fact;
  return JSON.stringify(['attempt', assessment, edition, ...[points, max_points, pass_mark].map(formatPoints), assurance]);
}

/** Throws some error if it is none. */
export function readShape(text: string): Shape {
  const value: unknown = JSON.parse(text);
  if (!isTexts(value)) throw new RangeError('not a list of texts');
  const [kind, ...rest] = value;
  if (kind === 'completion' && rest.length === 1) return { kind, module: rest[0]! };
  const [assessment = '', edition = '', points = '', max = '', mark = '', last] = rest;
  const assurance = ASSURANCES.find((each) => each === last);
  if (kind !== 'attempt' || assurance === undefined) throw new RangeError(`not an attempt: ${value}`);
  const [score, max_points, pass_mark] = [exactPoints(points), exactPoints(max), exactPoints(mark)];
  const passed = passes(score, max_points, pass_mark);
  return { kind, assessment, edition, points: score, max_points, pass_mark, assurance, passed };
}

/** `shape` is its key, below 2²⁴. */
export function packed(happened: Happened, shape: number): string {
  if ('on' in happened) return text24(ONLY_DAY) + text24(happened.on) + text24(shape);
  const ms = happened.at + MS_BEFORE_1970;
  return text24(Math.floor(ms / HALF)) + text24(ms % HALF) + text24(shape);
}

/** The facts that happened by `until`, in the order of packing. */
export function unpacked(
  text: string,
  shapeOf: (key: number) => Shape,
  { dayOf, until }: { dayOf: (instant: Instant) => Day; until: Day },
): WalkedFact[] {
  if (text.length % CHARACTERS !== 0) throw new DamagedIndex('packed facts of another length');
  const facts: WalkedFact[] = [];
  for (let place = 0; place < text.length; place += CHARACTERS) {
    const high = number24(text, place);
    const low = number24(text, place + 4);
    const at = high === ONLY_DAY ? undefined : ((high * HALF + low - MS_BEFORE_1970) as Instant);
    const day = at === undefined ? (low as Day) : dayOf(at);
    if (day <= until) facts.push(asFact(shapeOf(number24(text, place + 8)), day, at));
  }
  return facts;
}

function asFact(shape: Shape, day: Day, at: Instant | undefined): WalkedFact {
  if (shape.kind === 'completion') return { kind: 'completion', day, at, module: shape.module };
  const { assessment, edition, points, max_points, pass_mark, assurance, passed } = shape;
  const attempt: PackedAttempt = { kind: 'attempt', day, at, assessment, edition, points, max_points, pass_mark, assurance, passed, shape };
  return attempt;
}
