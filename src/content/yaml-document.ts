/**
 * YAML text → document of the `yaml` library. YAML 1.2, core schema, one document: `no` and `2026-08-01` are texts, whatever
 * a %YAML line says.
 */
import { type CST, Composer, type Document, Parser, type YAMLError } from 'yaml';
import type { PlaceAt } from './lines.js';
import { type Words, say } from './wording.js';
import { isOpenQuote, yamlFault } from './yaml-wording.js';

export interface YamlFault {
  at: number;
  words: Words;
}

export interface YamlDocument {
  document: Document | undefined;
  /** Whether the text breaks the grammar, so that the document may lack anything. */
  broken: boolean;
  faults: YamlFault[];
}

/** Content needs seven levels. The library's own limit is the stack. */
const DEEPEST = 24;

/** Every fault of the text is in `faults`; `document` is as much as the library could make of it. */
export function parseYaml(text: string, placeAt: PlaceAt): YamlDocument {
  const faults: YamlFault[] = [];
  const tokens = [...new Parser().parse(text)];
  for (const token of tokens) {
    if (token.type === 'directive' && !/^%YAML\s+1\.2\s*$/.test(token.source)) {
      faults.push({ at: token.offset, words: say.yamlDirective });
    }
    const deep = tooDeep(token);
    if (deep !== undefined) {
      faults.push({ at: deep, words: say.tooDeep(DEEPEST) });
      return { document: undefined, broken: true, faults };
    }
  }
  // Keys are compared in `toGroup`: the library compares each with each, which is slow for very long groups.
  const composer = new Composer({ schema: 'core', version: '1.2', uniqueKeys: false, stringKeys: true, resolveKnownTags: false });
  const [document, another] = [...composer.compose(tokens, true, text.length)];
  const errors = onePerLine(document?.errors ?? [], tokens, text, placeAt);
  faults.push(...errors);
  if (another) faults.push({ at: another.range[0], words: say.severalDocuments });
  return { document, broken: errors.length > 0, faults };
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
