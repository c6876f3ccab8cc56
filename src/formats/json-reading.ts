/**
 * Parsed JSON from elsewhere, read key by key. Faults are gathered and a harmless value goes on in place of each, so that a
 * file is read to its end; whoever reads looks at the faults before the value. Keys are looked up as own properties only.
 */
import type { Fault } from './fault.js';

export interface JsonObject {
  /** The object's place, such as `facts[3]`. */
  path: string;
  has(key: string): boolean;
  value(key: string): unknown;
  text(key: string): string;
  optionalText(key: string): string | undefined;
  flag(key: string): boolean;
  texts(key: string): string[];
  /** One of the texts; the first of them in place of a fault. */
  oneOf<T extends string>(key: string, allowed: readonly [T, ...T[]]): T;
  /** What `read` makes of the text; a fault with `message` where that is undefined. */
  read<T>(key: string, read: (text: string) => T | undefined, message: string, instead: T): T;
  object(key: string): JsonObject;
  objects(key: string): JsonObject[];
  keys(): string[];
  fault(key: string, message: string): void;
}

export function jsonObject(value: unknown, path: string, faults: Fault[]): JsonObject {
  const record = isRecord(value) ? value : {};
  const pathOf = (key: string) => (path === '' ? key : `${path}.${key}`);
  const faultAt = (name: string, message: string) => faults.push({ line: 1, column: 1, name, message });
  if (!isRecord(value)) faultAt(path, 'this is not an object');

  const fault = (key: string, message: string) => void faultAt(pathOf(key), message);
  const has = (key: string) => Object.hasOwn(record, key);
  const valueOf = (key: string) => (has(key) ? record[key] : undefined);

  function typed<T>(key: string, is: (value: unknown) => value is T, what: string, instead: T): T {
    const found = valueOf(key);
    if (is(found)) return found;
    fault(key, found === undefined ? `${what} is missing` : `this is not ${what}`);
    return instead;
  }

  const text = (key: string) => typed(key, isText, 'a text', '');
  return {
    path,
    has,
    value: valueOf,
    text,
    optionalText: (key) => (has(key) ? text(key) : undefined),
    flag: (key) => typed(key, isFlag, 'true or false', false),
    texts: (key) => typed(key, isTexts, 'a list of texts', []),
    oneOf: <T extends string>(key: string, allowed: readonly [T, ...T[]]) =>
      typed(key, (found): found is T => allowed.some((each) => each === found), `one of ${allowed.join(', ')}`, allowed[0]),
    read(key, read, message, instead) {
      const found = read(text(key));
      if (found === undefined) fault(key, message);
      return found ?? instead;
    },
    object: (key) => jsonObject(valueOf(key), pathOf(key), faults),
    objects: (key) =>
      typed(key, Array.isArray, 'a list', []).map((item, place) => jsonObject(item, `${pathOf(key)}[${place}]`, faults)),
    keys: () => Object.keys(record),
    fault,
  };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Half a character (`"\ud800"`) would come back from the records as another one. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && !/\p{Surrogate}/u.test(value);
}

function isFlag(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(isText);
}
