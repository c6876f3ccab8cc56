/** A tree against a schema: what was checked, and every fault in its shape with the place and in plain words. */
import * as v from 'valibot';
import { nearest } from '../domain/did-you-mean.js';
import { type Node, child, entryOf } from './node.js';
import { type Words, cut, say } from './wording.js';

export interface ShapeFault {
  at: number;
  words: Words;
}

export interface Shape<T> {
  /**
   * The checked value with its defaults. Where something is at fault it is not what its type says: use only the parts that
   * are `sound`.
   */
  output: T;
  faults: ShapeFault[];
  /** Whether a node's value, with everything in it, is what the schema says. Keys it should not have do not matter. */
  sound(node: Node | undefined): boolean;
}

type Issue = v.BaseIssue<unknown>;

export function checkShape<S extends v.GenericSchema>(schema: S, root: Node): Shape<v.InferOutput<S>> {
  // Only the first fault of a value counts; a text that is empty need not be told that it is no id.
  const result = v.safeParse(schema, root.value, { abortPipeEarly: true });
  const unsound = new Set<Node>();
  const faults: ShapeFault[] = [];
  for (const issue of (result.issues ?? []).flatMap(unfold)) {
    const steps = stepsTo(issue, root);
    faults.push(describe(issue, steps));
    if (issue.type !== 'never') for (const { node } of steps) if (node) unsound.add(node);
  }
  return { output: result.output as v.InferOutput<S>, faults, sound: (node) => node === undefined || !unsound.has(node) };
}

/** Where a value may be a text or a group, the faults inside the group tell more than "neither". */
function unfold(issue: Issue): Issue[] {
  const inner = issue.issues?.filter((sub) => sub.path !== undefined) ?? [];
  if (issue.type !== 'union' || inner.length === 0) return [issue];
  return inner.map((sub) => ({ ...sub, path: [...(issue.path ?? []), ...sub.path!] as Issue['path'] })).flatMap(unfold);
}

interface Step {
  key: string | number | undefined;
  node: Node | undefined;
}

/** From the root to the value at fault; ends early at a list that stands where a group should. */
function stepsTo(issue: Issue, root: Node): Step[] {
  const steps: Step[] = [{ key: undefined, node: root }];
  for (const item of issue.path ?? []) {
    const { node } = steps.at(-1)!;
    const key = item.key as string | number;
    if (typeof key === 'string' && node?.kind !== 'group') break;
    steps.push({ key, node: child(node, key) });
  }
  return steps;
}

function describe(issue: Issue, steps: Step[]): ShapeFault {
  const { key, node } = steps.at(-1)!;
  const parent = steps.at(-2)?.node;
  if (issue.type === 'never' && typeof key === 'string') {
    const keys = issue.message.split(' ');
    const missing = keys.filter((known) => !entryOf(parent, known));
    const entry = entryOf(parent, key)!;
    // `{ text: Premium, yearly }`: the comma has ended the text.
    const afterComma = entry.node.kind === 'scalar' && entry.node.source === '' && entry.node.at === entry.at;
    const guess = nearest(key, missing) ?? nearest(key, keys);
    return { at: entry.at, words: say.unknownKey(key, guess, keys, afterComma) };
  }
  if (node === undefined) return { at: parent!.at, words: say.missingKey(String(key), choices(issue)) };
  const label = labelOf(steps);
  if (issue.kind === 'validation' || !issue.message.startsWith('Invalid ')) {
    const [message = '', hint] = issue.message.split('\n');
    return { at: node.at, words: say.rule(label, message, hint) };
  }
  const expected = expectation(issue, steps);
  return { at: node.at, words: say.wrongType(label, expected, found(node), remedy(expected, node)) };
}

/** `objectives, item 2`, by the nearest key; the file itself has none. */
function labelOf(steps: Step[]): string {
  const last = steps.at(-1)!.key;
  if (last === undefined) return 'the file';
  if (typeof last === 'string') return cut(last);
  return `${labelOf(steps.slice(0, -1))}, item ${last + 1}`;
}

const EXPECTATIONS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object_with_rest: 'a group of keys',
  variant: 'a group of keys',
  union: 'a number',
};

function expectation(issue: Issue, steps: Step[]): string {
  // The path of a variant without a known discriminator leads to the discriminator.
  const leadsToKey = issue.path?.length === steps.length - 1 && issue.path.length > 0;
  if (issue.type === 'variant' && leadsToKey && typeof issue.path!.at(-1)!.key === 'string') return `one of ${choices(issue)}`;
  if (issue.type === 'picklist' || issue.type === 'literal') return `one of ${choices(issue)}`;
  if (issue.type === 'union' && issue.expected?.includes('Object')) return 'text, or a group with a text and a weight';
  return EXPECTATIONS[issue.type] ?? 'something else';
}

/** The values to choose from, of `("a" | "b")`; undefined if there is no such choice. */
function choices(issue: Issue): string | undefined {
  if (issue.type !== 'picklist' && issue.type !== 'literal' && issue.type !== 'variant') return undefined;
  return [...(issue.expected ?? '').matchAll(/"([^"]*)"/g)].map((match) => match[1]).join(', ') || undefined;
}

function found(node: Node): string {
  if (node.kind === 'list') return 'a list';
  if (node.kind === 'group') return 'a group of keys';
  if (node.value === null) return 'empty';
  if (typeof node.value === 'string') return `the text "${cut(node.value)}"`;
  return typeof node.value === 'number' ? `the number ${cut(node.source)}` : node.source;
}

function remedy(expected: string, node: Node): string | undefined {
  if (node.kind !== 'scalar') return undefined;
  if (node.value === null)
    return expected.startsWith('text') ? 'a text that starts with # needs quotes' : 'fill it in, or delete the key';
  if (expected.startsWith('text')) return `put it in quotes: "${cut(node.source)}"`;
  if (expected === 'a list') return `write it in brackets: [${cut(node.source)}]`;
  if (expected === 'true or false' && /^(yes|no|on|off)$/i.test(node.source))
    return /^(yes|on)$/i.test(node.source) ? 'write true' : 'write false';
  if (expected.startsWith('one of ') && typeof node.value === 'string') {
    const guess = nearest(node.value, expected.slice('one of '.length).split(', '));
    return guess && `did you mean "${guess}"?`;
  }
  return undefined;
}
