/**
 * A disk as a power cut would leave it. File operations come from a log (`file-operations.c`); what was synced before the cut
 * is there for certain, and of the rest none, all, or some, in pieces of a sector.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

export interface Operation {
  /** create, truncate, write, sync, unlink, rename, link, mkdir, output, mark */
  kind: 'c' | 't' | 'w' | 's' | 'u' | 'r' | 'l' | 'm' | 'o' | 'x';
  path: string;
  number: number;
  data: Buffer;
}

export function readLog(file: string): Operation[] {
  const bytes = readFileSync(file);
  const operations: Operation[] = [];
  for (let at = 0; at < bytes.length; ) {
    const kind = String.fromCharCode(bytes[at]!) as Operation['kind'];
    const pathLength = bytes.readUInt32LE(at + 1);
    const path = bytes.toString('utf8', at + 5, at + 5 + pathLength);
    at += 5 + pathLength;
    const number = Number(bytes.readBigUInt64LE(at));
    const length = bytes.readUInt32LE(at + 8);
    operations.push({ kind, path, number, data: bytes.subarray(at + 12, at + 12 + length) });
    at += 12 + length;
  }
  return operations;
}

/** A record as the library writes them: a mark of the test between two runs of the program. */
export function markRecord(text: string): Buffer {
  const data = Buffer.from(text);
  const head = Buffer.alloc(17);
  head.write('x', 0);
  head.writeUInt32LE(data.length, 13);
  return Buffer.concat([head, data]);
}

export type Unsynced = 'none' | 'all' | 'some';

interface Inode {
  durable: Buffer;
  /** In the order in which they were made. */
  pending: Operation[];
}

/** A change of the names in a folder. */
interface NameChange {
  kind: 'add' | 'remove';
  name: string;
  inode: Inode | undefined;
}

interface Disk {
  /** As the program sees it now. */
  names: Map<string, Inode>;
  durableNames: Map<string, Inode>;
  pendingNames: NameChange[];
}

const SECTOR = 512;

/** Files by their full names, as they are after the first `cut` operations and a power cut. */
export function filesAfterCut(operations: readonly Operation[], cut: number, unsynced: Unsynced, chance: () => number): Map<string, Buffer> {
  const disk: Disk = { names: new Map(), durableNames: new Map(), pendingNames: [] };
  for (let at = 0; at < cut; at++) apply(disk, operations[at]!);

  const keeps = () => unsynced === 'all' || (unsynced === 'some' && chance() < 0.5);
  const names = new Map(disk.durableNames);
  for (const change of disk.pendingNames) {
    if (!keeps()) continue;
    if (change.kind === 'add') names.set(change.name, change.inode!);
    else names.delete(change.name);
  }
  return new Map([...names].map(([name, inode]) => [name, contentOf(inode, keeps, unsynced === 'some', chance)]));
}

function apply(disk: Disk, operation: Operation): void {
  const { kind, path, data } = operation;
  const change = (each: NameChange) => disk.pendingNames.push(each);
  switch (kind) {
    case 'c': {
      const inode: Inode = { durable: Buffer.alloc(0), pending: [] };
      disk.names.set(path, inode);
      change({ kind: 'add', name: path, inode });
      break;
    }
    case 't':
    case 'w':
      disk.names.get(path)?.pending.push(operation);
      break;
    case 's': {
      const inode = disk.names.get(path);
      if (inode) {
        inode.durable = contentOf(inode, () => true, false, () => 0);
        inode.pending = [];
      } else syncNames(disk, path);
      break;
    }
    case 'u':
      disk.names.delete(path);
      change({ kind: 'remove', name: path, inode: undefined });
      break;
    case 'r':
    case 'l': {
      const inode = disk.names.get(path);
      if (!inode) break;
      disk.names.set(data.toString(), inode);
      change({ kind: 'add', name: data.toString(), inode });
      if (kind === 'r') {
        disk.names.delete(path);
        change({ kind: 'remove', name: path, inode: undefined });
      }
      break;
    }
    default:
      break;
  }
}

/** A folder was synced: the names in it are there for certain. */
function syncNames(disk: Disk, folder: string): void {
  const isIn = ({ name }: NameChange) => dirname(name) === folder;
  for (const change of disk.pendingNames.filter(isIn)) {
    if (change.kind === 'add') disk.durableNames.set(change.name, change.inode!);
    else disk.durableNames.delete(change.name);
  }
  disk.pendingNames = disk.pendingNames.filter((change) => !isIn(change));
}

function contentOf({ durable, pending }: Inode, keeps: () => boolean, tears: boolean, chance: () => number): Buffer {
  let content = Buffer.from(durable);
  for (const { kind, number, data } of pending) {
    if (!keeps()) continue;
    if (kind === 't') {
      content = content.length > number ? content.subarray(0, number) : Buffer.concat([content, Buffer.alloc(number - content.length)]);
      continue;
    }
    if (content.length < number + data.length) content = Buffer.concat([content, Buffer.alloc(number + data.length - content.length)]);
    const isTorn = tears && chance() < 0.3;
    for (let at = 0; at < data.length; at += SECTOR) {
      if (!isTorn || chance() < 0.5) data.copy(content, number + at, at, Math.min(at + SECTOR, data.length));
    }
  }
  return content;
}

/** Puts the files that lay below `from` below `to`. */
export function putOnDisk(files: ReadonlyMap<string, Buffer>, from: string, to: string): void {
  for (const [name, content] of files) {
    const path = join(to, relative(from, name));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}
