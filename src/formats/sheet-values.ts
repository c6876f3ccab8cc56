/**
 * An answer sheet's YAML as values: texts, lists of texts, pairs of texts. Scalars keep the text they were written with, so
 * that `7.10` and an option called `true` stay what they are.
 */
import { LineCounter, type ParsedNode, isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { visible } from '../domain/visible-text.js';
import { type Fault, faultOfFile } from './fault.js';

export type SheetValue =
  | { kind: 'text'; text: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'mapping'; pairs: { left: string; right: string }[] };

export interface SheetEntry {
  line: number;
  column: number;
  value: SheetValue;
}

/** All that can be read, and every fault. */
export interface AnswerSheet {
  /** By question id. An id with nothing behind it is left open, as if it were not there. */
  entries: ReadonlyMap<string, SheetEntry>;
  faults: Fault[];
}

export function readSheetText(text: string): AnswerSheet {
  const lines = new LineCounter();
  const root = parse(text, lines);
  return Array.isArray(root) ? { entries: new Map(), faults: root } : readEntries(root, lines);
}

function parse(text: string, lines: LineCounter): ParsedNode | null | Fault[] {
  try {
    // The schema is named because a `%YAML 1.1` line would otherwise turn `no` into false.
    const document = parseDocument(text, { schema: 'core', lineCounter: lines, prettyErrors: false });
    const faults = [...document.errors, ...document.warnings].map((error) => faultOfYaml(error.message, lines, error.pos[0]));
    return faults.length > 0 ? faults : document.contents;
  } catch (error) {
    if (error instanceof RangeError) return [faultOfFile('the answer sheet is nested too deep')];
    throw error;
  }
}

function faultOfYaml(message: string, lines: LineCounter, offset: number, name = ''): Fault {
  const { line, col } = lines.linePos(offset);
  const lowerCase = message.charAt(0).toLowerCase() + message.slice(1);
  return { line: Math.max(line, 1), column: Math.max(col, 1), name, message: visible(lowerCase) };
}

function readEntries(root: ParsedNode | null, lines: LineCounter): AnswerSheet {
  const entries = new Map<string, SheetEntry>();
  const faults: Fault[] = [];
  if (root === null || isNothing(root)) return { entries, faults };
  if (!isMap<ParsedNode, ParsedNode | null>(root)) {
    const message = 'an answer sheet is made of lines such as "question-id: answer"';
    return { entries, faults: [faultOfYaml(message, lines, root.range[0])] };
  }
  for (const { key, value } of root.items) {
    const id = textOf(key);
    if (id === undefined) faults.push(faultOfYaml('a question id must stand here', lines, key.range[0]));
    else if (value && !isNothing(value)) {
      const { line, col } = lines.linePos(value.range[0]);
      const read = readValue(value);
      if (typeof read === 'string') faults.push(faultOfYaml(read, lines, value.range[0], id));
      else entries.set(id, { line, column: col, value: read });
    }
  }
  return { entries, faults };
}

/** A string says what is wrong. */
function readValue(node: ParsedNode): SheetValue | string {
  if (isAlias(node)) return 'aliases are not understood in an answer sheet: write the answer out';
  if (isSeq<ParsedNode>(node)) {
    const items = node.items.map(textOf);
    return items.every((item) => item !== undefined) ? { kind: 'list', items } : 'every entry of the list must be a text';
  }
  if (isMap<ParsedNode, ParsedNode | null>(node)) {
    const pairs = node.items
      .filter(({ value }) => value && !isNothing(value))
      .map(({ key, value }) => ({ left: textOf(key), right: textOf(value) }));
    return pairs.every(isWhole) ? { kind: 'mapping', pairs } : 'both sides of every pair must be texts';
  }
  return { kind: 'text', text: textOf(node) ?? '' };
}

function isWhole(pair: { left: string | undefined; right: string | undefined }): pair is { left: string; right: string } {
  return pair.left !== undefined && pair.right !== undefined;
}

/** A scalar as it was written, quotes and escapes undone; undefined for anything else. */
function textOf(node: ParsedNode | null): string | undefined {
  if (!isScalar(node) || isNothing(node)) return undefined;
  return typeof node.value === 'string' ? node.value : node.source;
}

function isNothing(node: ParsedNode): boolean {
  return isScalar(node) && node.value === null;
}
