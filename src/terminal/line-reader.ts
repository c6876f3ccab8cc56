/** Lines from an input that is not in raw mode: a terminal that edits lines by itself, or a pipe. */
import { createInterface } from 'node:readline';
import { type Host, type Input, inputEnded, stoppedByCtrlC } from './terminal.js';

export type Typed =
  | { kind: 'line'; text: string }
  /** Several lines came at once on a terminal: pasted, or typed ahead. None of them is an answer. */
  | { kind: 'several' }
  | { kind: 'too late' };

export interface LineReader {
  /**
   * The next line. `deadline` is asked from time to time and ends the wait with `too late`. Throws `Failure('cancelled')` on
   * SIGINT and at the end of the input.
   */
  next(options?: { isTooLate?: (() => boolean) | undefined; onContinue?: () => void }): Promise<Typed>;
}

/** A terminal hands over pasted lines one by one, without a pause between them. */
const PASTE_PAUSE_MS = 40;
const LOOK_AT_CLOCK_MS = 1000;

export function makeLineReader(input: Input, host: Host): LineReader {
  /** Lines of a pipe that nobody has asked for yet. On a terminal nobody answers a question before having seen it. */
  const waiting: string[] = [];
  let onLine: ((text: string) => void) | undefined;
  let onEnd: (() => void) | undefined;
  let hasEnded = false;
  let lines: ReturnType<typeof createInterface> | undefined;

  function open(): void {
    lines = createInterface({ input, terminal: false, crlfDelay: Infinity });
    lines.on('line', (text) => {
      if (onLine) onLine(text);
      else if (!input.isTTY) waiting.push(text);
    });
    const end = () => {
      hasEnded = true;
      onEnd?.();
    };
    lines.on('close', end);
    // A terminal that has gone is an error of the input.
    lines.on('error', end);
  }

  return {
    next({ isTooLate = () => false, onContinue = () => {} } = {}) {
      if (waiting.length > 0) return Promise.resolve({ kind: 'line', text: waiting.shift()! });
      if (!lines) open();
      return new Promise((resolve, reject) => {
        if (hasEnded) return reject(inputEnded());
        const came: string[] = [];
        let pause: NodeJS.Timeout | undefined;
        let last: NodeJS.Immediate | undefined;
        const clock = setInterval(() => isTooLate() && settle(() => resolve({ kind: 'too late' })), LOOK_AT_CLOCK_MS);
        const interrupt = () => settle(() => reject(stoppedByCtrlC()));
        const settle = (how: () => void) => {
          clearInterval(clock);
          clearTimeout(pause);
          clearImmediate(last);
          onLine = onEnd = undefined;
          host.off('SIGINT', interrupt);
          host.off('SIGCONT', onContinue);
          // What is closed cannot pause, and says so from Node 24 on.
          if (!hasEnded) lines!.pause();
          how();
        };
        const decide = () => {
          const typed: Typed = came.length > 1 ? { kind: 'several' } : { kind: 'line', text: came[0]! };
          settle(() => resolve(isTooLate() ? { kind: 'too late' } : typed));
        };
        onLine = (text) => {
          came.push(text);
          if (!input.isTTY) return decide();
          clearTimeout(pause);
          clearImmediate(last);
          // On a machine that is busy the pause may be over before the next line has been read, although it is there.
          pause = setTimeout(() => (last = setImmediate(decide)), PASTE_PAUSE_MS);
          return undefined;
        };
        onEnd = () => (came.length > 0 ? decide() : settle(() => reject(inputEnded())));
        host.on('SIGINT', interrupt);
        host.on('SIGCONT', onContinue);
        lines!.resume();
      });
    },
  };
}
