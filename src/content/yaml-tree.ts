/**
 * YAML text → tree. The only file that knows the `yaml` library.
 *
 * What is read is YAML 1.2, core schema, one document: `no` and `2026-08-01` are texts. Anchors, aliases, tags and merge
 * keys are refused; content under review should say what it says in one place.
 */
import { Composer, Parser, isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { CST, Document, Node as YamlNode, Pair, Scalar, YAMLError, YAMLMap } from 'yaml';
import { findUnseen } from '../domain/visible-text.js';
import type { PlaceAt } from './lines.js';
import type { Entry, GroupNode, Node } from './node.js';
import { type Words, say } from './wording.js';
import { isOpenQuote, yamlFault } from './yaml-wording.js';

export interface YamlFault {
  at: number;
  words: Words;
}

/** `node` is as much of the tree as could be made out; undefined where the file holds none. */
export interface YamlTree {
  node: Node | undefined;
  /** Whether the text breaks the grammar, so that the tree may lack anything. */
  broken: boolean;
  faults: YamlFault[];
}

interface Reading {
  text: string;
  placeAt: PlaceAt;
  /** Keys whose numbers are handed on as they are written, for a float would not be exact. */
  exactKeys: ReadonlySet<string>;
  faults: YamlFault[];
}

/** Content needs seven levels. The library's own limit is the stack. */
const DEEPEST = 24;

export function readYaml(text: string, placeAt: PlaceAt, exactKeys: ReadonlySet<string>): YamlTree {
  const reading: Reading = { text, placeAt, exactKeys, faults: unseenCharacters(text) };
  const { document, broken } = compose(reading);
  const contents = document?.contents as YamlNode | null | undefined;
  const node = contents ? toNode(contents, 0, false, reading) : undefined;
  const empty = !node || (node.kind === 'scalar' && node.value === null && node.source === '');
  if (empty && reading.faults.length === 0) reading.faults.push({ at: 0, words: say.emptyFile });
  return { node: empty ? undefined : node, broken, faults: reading.faults };
}

/** One fault for each line that carries characters nobody sees, comments included: they mislead whoever reviews the file. */
function unseenCharacters(text: string): YamlFault[] {
  const faults: YamlFault[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const unseen = findUnseen(line.endsWith('\r') ? line.slice(0, -1) : line);
    if (unseen) faults.push({ at: start + unseen.at, words: say.unseenCharacter(unseen.name) });
    start += line.length + 1;
  }
  return faults;
}

function compose({ text, faults, placeAt }: Reading): { document?: Document; broken: boolean } {
  const tokens = [...new Parser().parse(text)];
  for (const token of tokens) {
    if (token.type === 'directive' && !/^%YAML\s+1\.2\s*$/.test(token.source)) {
      faults.push({ at: token.offset, words: say.yamlDirective });
    }
    const deep = tooDeep(token);
    if (deep !== undefined) {
      faults.push({ at: deep, words: say.tooDeep(DEEPEST) });
      return { broken: true };
    }
  }
  // Keys are compared in `toGroup`: the library compares each with each, which is slow for very long groups.
  const composer = new Composer({ schema: 'core', version: '1.2', uniqueKeys: false, stringKeys: true, resolveKnownTags: false });
  const [document, another] = [...composer.compose(tokens, true, text.length)];
  const errors = onePerLine(document?.errors ?? [], tokens, text, placeAt);
  faults.push(...errors);
  if (another) faults.push({ at: another.range[0], words: say.severalDocuments });
  return { document, broken: errors.length > 0 };
}

/** The offset of the first value that lies deeper than allowed. */
function tooDeep(root: CST.Token): number | undefined {
  for (const { token, depth } of tokensIn(root)) if (depth > DEEPEST) return 'offset' in token ? token.offset : 0;
  return undefined;
}

/** A token with all in it, each with its depth. Iterative, for a file may nest a million times. */
function* tokensIn(root: CST.Token): Generator<{ token: CST.Token; depth: number }> {
  const open: { token: CST.Token; depth: number }[] = [{ token: root, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    yield next;
    const { token, depth } = next;
    if (token.type === 'document' && token.value) open.push({ token: token.value, depth });
    if (!('items' in token)) continue;
    for (const item of token.items) {
      if (item.key) open.push({ token: item.key, depth: depth + 1 });
      if (item.value) open.push({ token: item.value, depth: depth + 1 });
    }
  }
}

/** One slip makes the library stumble several times; the first stumble on a line is the telling one. */
function onePerLine(errors: readonly YAMLError[], tokens: readonly CST.Token[], text: string, placeAt: PlaceAt): YamlFault[] {
  const faults: YamlFault[] = [];
  const lines = new Set<number>();
  for (const { code, message, pos } of [...errors].sort((a, b) => a.pos[0] - b.pos[0])) {
    const end = Math.min(pos[0], text.length);
    const at = isOpenQuote(message) ? (startOfQuote(tokens, end) ?? end) : end;
    const { line } = placeAt(at);
    if (!lines.has(line)) faults.push({ at, words: yamlFault(code, message, /.*/.exec(text.slice(at, at + 2000))![0]) });
    lines.add(line);
  }
  return faults;
}

/** Where the quoted text begins that ends at `end`. */
function startOfQuote(tokens: readonly CST.Token[], end: number): number | undefined {
  for (const root of tokens) {
    for (const { token } of tokensIn(root)) {
      const quoted = token.type === 'single-quoted-scalar' || token.type === 'double-quoted-scalar';
      if (quoted && token.offset + token.source.length === end) return token.offset;
    }
  }
  return undefined;
}

function toNode(node: YamlNode, emptyAt: number, exact: boolean, reading: Reading): Node {
  const at = node.range?.[0] ?? emptyAt;
  if (isAlias(node)) {
    reading.faults.push({ at, words: say.alias(node.source) });
    return { kind: 'scalar', at, value: null, source: `*${node.source}` };
  }
  if (node.anchor !== undefined) reading.faults.push({ at, words: say.anchor(node.anchor) });
  if (node.tag !== undefined) reading.faults.push({ at, words: say.tag });
  if (isMap(node)) return toGroup(node, at, reading);
  if (isSeq(node)) {
    const items = (node.items as YamlNode[]).map((item) => toNode(item, at, exact, reading));
    return { kind: 'list', at, value: items.map((item) => item.value), items };
  }
  return isScalar(node) ? toScalar(node, at, emptyAt, exact, reading) : emptyScalar(emptyAt);
}

function toScalar(scalar: Scalar, at: number, emptyAt: number, exact: boolean, reading: Reading): Node {
  const { value, source = '' } = scalar;
  if (typeof value === 'string') {
    // Written as an escape (`"\u202e"`): what stands in the file as such has been reported already.
    const unseen = findUnseen(value);
    const written = scalar.range ? reading.text.slice(scalar.range[0], scalar.range[1]) : '';
    if (unseen && !findUnseen(written)) reading.faults.push({ at, words: say.unseenCharacter(unseen.name) });
    return { kind: 'scalar', at, value, source };
  }
  if (typeof value === 'number') return { kind: 'scalar', at, value: exact ? source : value, source };
  if (typeof value === 'boolean') return { kind: 'scalar', at, value, source };
  return source === '' ? emptyScalar(emptyAt) : { kind: 'scalar', at, value: null, source };
}

function emptyScalar(at: number): Node {
  return { kind: 'scalar', at, value: null, source: '' };
}

function toGroup(map: YAMLMap, at: number, reading: Reading): GroupNode {
  const entries = new Map<string, Entry>();
  const value: Record<string, unknown> = Object.create(null);
  for (const pair of map.items as Pair<YamlNode, YamlNode | null>[]) {
    const keyAt = pair.key.range?.[0] ?? at;
    const key = keyOf(pair.key, keyAt, reading);
    const exact = key !== undefined && reading.exactKeys.has(key);
    const node = pair.value ? toNode(pair.value, keyAt, exact, reading) : emptyScalar(keyAt);
    const earlier = key === undefined ? undefined : entries.get(key);
    if (key === undefined) continue;
    if (earlier) {
      reading.faults.push({ at: keyAt, words: say.repeatedKey(key, reading.placeAt(earlier.at).line) });
      continue;
    }
    entries.set(key, { at: keyAt, node });
    value[key] = node.value;
  }
  return { kind: 'group', at, value, entries };
}

/** The key's text. Undefined where it is none, or one that means something to YAML or to JavaScript; that is reported here. */
function keyOf(node: YamlNode, at: number, { faults }: Reading): string | undefined {
  if (isAlias(node)) {
    faults.push({ at, words: say.alias(node.source) });
    return undefined;
  }
  // A list or a group as a key has been reported by the library (`stringKeys`).
  if (!isScalar(node) || typeof node.value !== 'string') return undefined;
  if (node.anchor !== undefined) faults.push({ at, words: say.anchor(node.anchor) });
  if (node.tag !== undefined) faults.push({ at, words: say.tag });
  if (node.value === '<<') faults.push({ at, words: say.mergeKey });
  else if (node.value in Object.prototype) faults.push({ at, words: say.forbiddenKey(node.value) });
  else return node.value;
  return undefined;
}
