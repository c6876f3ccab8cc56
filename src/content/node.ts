/** A content file as a tree: plain values, and for each of them where it stands. Knows nothing of YAML. */

export interface ScalarNode {
  kind: 'scalar';
  /** Offset in the file's text; for an empty value that of its key. */
  at: number;
  value: string | number | boolean | null;
  /** As it is written. */
  source: string;
}

export interface ListNode {
  kind: 'list';
  at: number;
  value: unknown[];
  items: Node[];
}

export interface GroupNode {
  kind: 'group';
  at: number;
  value: Record<string, unknown>;
  entries: Map<string, Entry>;
}

/** A key with its value; `at` is the offset of the key. */
export interface Entry {
  at: number;
  node: Node;
}

export type Node = ScalarNode | ListNode | GroupNode;

export function entryOf(node: Node | undefined, key: string): Entry | undefined {
  return node?.kind === 'group' ? node.entries.get(key) : undefined;
}

export function child(node: Node | undefined, key: string | number): Node | undefined {
  if (typeof key === 'number') return node?.kind === 'list' ? node.items[key] : undefined;
  return entryOf(node, key)?.node;
}

/** The items of the list under a key; none if there is no such list. */
export function itemsOf(node: Node | undefined, key: string): Node[] {
  const list = child(node, key);
  return list?.kind === 'list' ? list.items : [];
}

/** The text under a key, or of the node itself; undefined if it is not a text. */
export function textOf(node: Node | undefined, key?: string): string | undefined {
  const found = key === undefined ? node : child(node, key);
  return found?.kind === 'scalar' && typeof found.value === 'string' ? found.value.trim() : undefined;
}
