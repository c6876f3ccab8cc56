/**
 * YAML → tree. With yaml-document.ts the home of the `yaml` library. Anchors, aliases, tags and merge keys are refused:
 * content under review should say what it says in one place.
 */
import { type Node as YamlNode, type Pair, type Scalar, type YAMLMap, isAlias, isMap, isScalar, isSeq } from 'yaml';
import { findUnseen } from '../domain/visible-text.js';
import type { PlaceAt } from './lines.js';
import type { Entry, GroupNode, Node } from './node.js';
import { say } from './wording.js';
import { type YamlFault, parseYaml } from './yaml-document.js';

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

export function readYaml(text: string, placeAt: PlaceAt, exactKeys: ReadonlySet<string>): YamlTree {
  const { document, broken, faults: faultsOfGrammar } = parseYaml(text, placeAt);
  const faults = [...unseenCharacters(text), ...faultsOfGrammar];
  const contents = document?.contents as YamlNode | null | undefined;
  const node = contents ? toNode(contents, 0, false, { text, placeAt, exactKeys, faults }) : undefined;
  const empty = !node || (node.kind === 'scalar' && node.value === null && node.source === '');
  if (empty && faults.length === 0) faults.push({ at: 0, words: say.emptyFile });
  return { node: empty ? undefined : node, broken, faults };
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
