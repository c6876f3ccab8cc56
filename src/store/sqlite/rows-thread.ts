/**
 * Rows of the report index that a thread of its own reads ahead, while this one makes a report of those before: on a machine with
 * two processors a long report does not wait for SQLite. (Two threads that share the whole of the work gained nothing among
 * 100,000 members, since V8 optimises everything for each of them, and took twice the memory.)
 */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type Row, type RowPlace, type Whose, rowsOfText } from './order-rows.js';
import { type TextRing, makeTextRing, takeText } from './text-ring.js';

/** What the thread has to know. */
export interface RowsSetting {
  /** Of the records. */
  file: string;
  whose: Whose;
  /** The entry after which the records are read. */
  through: number;
  /** Rows in a list. */
  count: number;
  /** For the lists. The first text says that the thread is there, and the hash of the entry. */
  ring: TextRing;
}

export interface RowsThread {
  /**
   * It takes a while to start, in which rows may be read here. Never, if another file has come to where the records were. To be
   * asked until it is, and not again.
   */
  isReady(): boolean;
  /** Lists of rows, until there are no more, or the thread cannot go on for whatever reason: whoever reads on will find it. */
  rowsAfter(place: RowPlace): Generator<Row[]>;
  end(): void;
}

/** Beside the bundles; there is none where the program runs from source. */
const THREAD = join(__dirname, 'read-rows.js');
/** It keeps nothing for long, and would let its heap grow all the same. */
const YOUNG_MB = 4;
/** Longer than the thread waits for others who hold the records. */
const PATIENCE_MS = 10_000;

/** Undefined where there is none to be had, or no processor for it. `hash` is that of the entry. */
export function startRowsThread(setting: Omit<RowsSetting, 'ring'>, hash: string): RowsThread | undefined {
  if (availableParallelism() < 2 || !existsSync(THREAD)) return undefined;
  const ring = makeTextRing();
  const workerData: RowsSetting = { ...setting, ring };
  const worker = new Worker(THREAD, { workerData, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
  // The end of the texts says it.
  worker.on('error', () => {});
  return {
    isReady: () => takeText(ring, 0) === hash,
    *rowsAfter(place) {
      worker.postMessage(place);
      for (let text = takeText(ring, PATIENCE_MS); text !== undefined; text = takeText(ring, PATIENCE_MS)) yield rowsOfText(text);
    },
    end: () => void worker.terminate(),
  };
}
