/**
 * Results that are read in a thread of their own, while this one records them: on a machine with two processors a long file takes
 * little more than recording it does.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { columnFaults } from '../formats/csv-reading.js';
import type { DateOrder } from '../formats/dates.js';
import type { Fault } from '../formats/fault.js';
import type { ResultColumn, ResultRow } from '../formats/import-results.js';
import type { ImportReading, ImportedRow } from '../formats/import-rows.js';
import { type PackedResults, resultUnpacker } from '../formats/packed-results.js';

/** One end between two threads. */
export interface Port {
  on(event: 'message' | 'error', listener: (value: any) => void): unknown;
  postMessage(message: unknown): void;
}

/** What the thread has to know. */
export interface ThreadSetting {
  program: string;
  zone: string;
  order: DateOrder | undefined;
}

/** What it says. After `faults` or `end` nothing comes. */
export type FromThread =
  /** It has begun with another piece of the file, and may have one more. */
  | { kind: 'more' }
  | { kind: 'faults'; faults: Fault[] }
  | { kind: 'begun'; header: string[]; warnings: string[] }
  | { kind: 'rows'; rows: PackedResults }
  | { kind: 'end' };

/** Pieces of the file that wait for the thread at most. */
const PIECES_AHEAD = 3;

/** Beside the bundles; there is none where the program runs from source. */
const THREAD = join(__dirname, 'read-results.js');

/** Undefined where there is no thread to be had. */
export async function readInThread(
  source: AsyncIterable<Uint8Array>,
  setting: ThreadSetting,
): Promise<ImportReading<ResultRow, ResultColumn> | undefined> {
  if (!existsSync(THREAD)) return undefined;
  const worker = new Worker(THREAD, { workerData: setting });
  return readOver(worker, source, () => worker.terminate());
}

/** `hangUp` is called when everything has been read, or nobody wants any more of it. */
export async function readOver(
  port: Port,
  source: AsyncIterable<Uint8Array>,
  hangUp: () => Promise<unknown>,
): Promise<ImportReading<ResultRow, ResultColumn>> {
  const inbox = makeInbox<FromThread>(port);
  const pieces = source[Symbol.asyncIterator]();
  let [wanted, isWhole] = [PIECES_AHEAD, false];

  async function next(): Promise<Exclude<FromThread, { kind: 'more' }>> {
    for (;;) {
      for (; wanted > 0 && !isWhole; wanted--) {
        const { done, value } = await pieces.next();
        isWhole = done === true;
        port.postMessage(done === true ? 'that was all' : value);
      }
      const message = await inbox();
      if (message.kind !== 'more') return message;
      wanted++;
    }
  }

  async function* lists(unpack: (packed: PackedResults) => ImportedRow<ResultRow>[]): AsyncGenerator<ImportedRow<ResultRow>[]> {
    try {
      for (let message = await next(); message.kind === 'rows'; message = await next()) yield unpack(message.rows);
    } finally {
      await hangUp();
    }
  }

  try {
    const first = await next();
    if (first.kind === 'begun') {
      const { header, warnings } = first;
      return { import: { header, warnings, rows: lists(resultUnpacker(header.length)), faultAt: columnFaults(header) } };
    }
    await hangUp();
    return { faults: first.kind === 'faults' ? first.faults : [] };
  } catch (error) {
    await hangUp();
    throw error;
  }
}

/** Messages in order, as they are asked for. What the other thread fails with is thrown. */
export function makeInbox<M>(port: Port): () => Promise<M> {
  const arrived: (() => M)[] = [];
  let wake = () => {};
  function take(open: () => M): void {
    arrived.push(open);
    wake();
  }
  port.on('message', (message: M) => take(() => message));
  port.on('error', (error: Error) => take(() => { throw error; }));
  return async () => {
    while (arrived.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    return arrived.shift()!();
  };
}
