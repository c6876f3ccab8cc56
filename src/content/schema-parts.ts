/**
 * What the keys of content files have in common: texts, ids, days, exact numbers, groups. These definitions check what a
 * person wrote; the JSON Schemas for editors are made from the same ones.
 */
import * as v from 'valibot';
import { parseDay } from '../domain/day.js';
import { ONE, type Points, ZERO, compare, parsePoints, points } from '../domain/points.js';
import { must } from './wording.js';

/** Letters, digits, `.`, `_`, `-`, and no more: an id may stand in a file name, an address or a command line. */
const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
/** An objective id, or the beginning of some with a star. */
const PATTERN = /^(?:[A-Za-z0-9][A-Za-z0-9._-]{0,63}\*?|\*)$/;

export function isId(text: string): boolean {
  return ID.test(text) && !(text in Object.prototype);
}

/** A group of keys that knows all its keys: any other is reported, each of them, with the keys there are. */
export function group<const E extends v.ObjectEntries>(entries: E): v.StrictObjectSchema<E, undefined> {
  const schema = v.objectWithRest(entries, v.never(Object.keys(entries).join(' ')));
  const run: (typeof schema)['~run'] = (dataset, config) =>
    // A list passes as an object in JavaScript, and with no key required an empty one would go unnoticed.
    schema['~run'](Array.isArray(dataset.value) ? { value: null } : dataset, config);
  // The library's own strict object stops at the first unknown key. Its type is lent for the JSON Schema.
  return { ...schema, type: 'strict_object', '~run': run } as unknown as v.StrictObjectSchema<E, undefined>;
}

/** A key with words for the editor. */
export function described<const S extends v.GenericSchema>(schema: S, description: string) {
  return v.pipe(schema, v.description(description));
}

/** Text over as many lines as it takes. */
export const text = v.pipe(v.string(), v.trim(), v.nonEmpty(must.notBeEmpty));

export const line = v.pipe(
  text,
  v.check((value) => !value.includes('\n'), must.beOneLine),
);

export const id = v.pipe(v.string(), v.regex(ID, must.beId), v.check(isId, must.notBeReserved));

export const pattern = v.pipe(v.string(), v.regex(PATTERN, must.bePattern));

export const day = v.pipe(
  v.string(must.beDay),
  v.check((value) => parseDay(value) !== undefined, must.beDay),
  v.metadata({ format: 'date' }),
);

export function wholeNumber(least: number, most: number) {
  const says = must.beWhole(least, most);
  return v.pipe(v.number(), v.integer(says), v.minValue(least, says), v.maxValue(most, says));
}

/** Above 0, up to 100. Not smaller than a millionth: JavaScript would write it with an exponent. */
export const passMark = v.pipe(
  v.number(),
  v.gtValue(0, must.bePercent),
  v.maxValue(100, must.bePercent),
  v.check((value) => parsePoints(String(value)) !== undefined, must.bePlainNumber),
);

/** Keys whose numbers are read as they are written, not as floats. */
export const EXACT_KEYS: ReadonlySet<string> = new Set(['points', 'weight', 'answer', 'tolerance', 'range']);

/** A number that is kept exactly: `1`, `1.5`, `1/3`. */
function exact(accepts: (value: string) => boolean, says: string) {
  return v.pipe(
    v.union([v.number(), v.string()]),
    v.check((value) => accepts(String(value)), says),
  );
}

function between(value: string, least: Points, most: Points): boolean {
  const fraction = parsePoints(value);
  return fraction !== undefined && compare(fraction, least) >= 0 && compare(fraction, most) <= 0;
}

const MOST_POINTS = points(1000);

export const questionPoints = exact(
  (value) => between(value, ZERO, MOST_POINTS) && compare(parsePoints(value)!, ZERO) > 0,
  must.bePoints,
);
export const optionWeight = exact((value) => between(value, points(-1), ONE), must.beOptionWeight);
export const answerWeight = exact((value) => between(value, ZERO, ONE), must.beAnswerWeight);

const DECIMAL = /^[+-]?\d{1,15}(?:\.\d{1,15})?$/;

export const decimal = exact((value) => DECIMAL.test(value.trim()), must.beDecimal);
export const tolerance = exact(
  (value) => DECIMAL.test(value.trim().replace(/\s*%$/, '')) && !value.trim().startsWith('-'),
  must.beTolerance,
);

const DURATION = /^(?:(\d{1,4})h)?(?:(\d{1,5})m)?$/;
const MOST_MINUTES = 24 * 60;

/** Minutes of `45m`, `1h` or `1h30m`; undefined for anything else, for nothing and for more than a day. */
export function minutesOf(value: string): number | undefined {
  const match = DURATION.exec(value);
  const minutes = match ? Number(match[1] ?? 0) * 60 + Number(match[2] ?? 0) : 0;
  return minutes > 0 && minutes <= MOST_MINUTES ? minutes : undefined;
}

export const duration = v.pipe(
  v.string(must.beDuration),
  v.check((value) => minutesOf(value) !== undefined, must.beDuration),
  v.metadata({ pattern: '^(\\d+h)?(\\d+m)?$', examples: ['45m', '1h30m'] }),
);

export const webAddress = v.pipe(v.string(), v.trim(), v.check(isWebAddress, must.beWebAddress), v.metadata({ format: 'uri' }));

function isWebAddress(value: string): boolean {
  return /^https?:\/\/[^\s]+$/i.test(value) && URL.canParse(value);
}
