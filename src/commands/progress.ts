/** Progress of long files on stderr: how far, how fast, and how long it will take. Nothing where there is no terminal. */
import { visible } from '../domain/visible-text.js';
import type { Context } from './context.js';

export interface Progress {
  /** Passes the bytes through and counts them. */
  watch(source: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
  rows(count: number): void;
  end(): void;
}

const BAR_WIDTH = 24;
const REDRAW_MS = 200;
/** Below this a file is read before anybody could read a bar. */
const WORTH_A_BAR = 1_000_000;
/** Fewer rows are on disk in less than a second after the last was read. */
const WORTH_A_WORD = 500_000;
const CLEAR = '\r\u001b[K';

export function makeProgress(context: Context, file: string, size: number | undefined): Progress {
  const { err } = context.deps;
  const isShown = err.isTerminal && size !== undefined && size >= WORTH_A_BAR;
  const begun = performance.now();
  let bytes = 0;
  let drawn: number | undefined;

  async function* watch(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      bytes += chunk.length;
      yield chunk;
    }
  }

  function rows(count: number): void {
    const now = performance.now();
    if (!isShown || (drawn !== undefined && now - drawn < REDRAW_MS)) return;
    drawn = now;
    const share = Math.min(1, bytes / size!);
    const seconds = (now - begun) / 1000;
    const left = share > 0 ? Math.ceil((seconds / share) * (1 - share)) : 0;
    const filled = Math.round(share * BAR_WIDTH);
    const bar = `${'#'.repeat(filled)}${'.'.repeat(BAR_WIDTH - filled)}`;
    const text = `${visible(file)} [${bar}] ${Math.floor(share * 100)} %  ${count} rows  ${left} s left`;
    void err.write(`\r${text.slice(0, err.columns() - 1)}\u001b[K`);
  }

  function end(): void {
    if (drawn !== undefined) void err.write(CLEAR);
  }

  return { watch, rows, end };
}

/** Says that rows which were read are being recorded, where that takes long enough to wonder. Returns what takes it away again. */
export function sayRecording({ deps: { err } }: Context, rows: number): () => void {
  if (!err.isTerminal || rows < WORTH_A_WORD) return () => {};
  void err.write(`\r${`${rows} rows are read and are being recorded`.slice(0, err.columns() - 1)}\u001b[K`);
  return () => void err.write(CLEAR);
}
