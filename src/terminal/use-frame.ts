/** What is around a prompt on a terminal: its size, the clock, Ctrl-Z. */
import { useEffect, useRef, useState } from '@inquirer/core';
import type { Instant } from '../domain/day.js';
import { type Painted, clearPainted, moveBelow } from './repaint.js';
import type { Style } from './style.js';
import { type Terminal, restoreTerminal, takeTerminalBack } from './terminal.js';
import { timeLeft } from './time-left.js';

const LOOK_AT_CLOCK_MS = 1000;
const NOT_STOPPED_AFTER_MS = 200;
const STOPPED = 'Stopped. `fg` goes on with the question.';

interface Surroundings {
  terminal: Terminal;
  style: Style;
  now: () => Instant;
}

interface Deadline {
  ends_at: Instant | undefined;
  timeUp: () => void;
  /** The prompt is over, however it ended. */
  leave: () => void;
}

/** What is on the screen, and what it was made for. */
interface Shown {
  painted: Painted;
  left: string;
  /** By Ctrl-Z. */
  isStopped: boolean;
}

/** The size and the time to draw for. Has the prompt drawn anew when they change and when the process goes on after Ctrl-Z. */
export function useFrame({ terminal, style, now }: Surroundings, { ends_at, timeUp, leave }: Deadline) {
  const { output, host } = terminal;
  const [, setTimesPainted] = useState(0);
  const { current: shown } = useRef<Shown>({ painted: { lines: [], columns: 80 }, left: '', isStopped: false });

  useEffect((line) => {
    const paintAgain = () => setTimesPainted((times) => times + 1);
    const tick = setInterval(() => {
      if (ends_at === undefined) return;
      if (now() >= ends_at) return timeUp();
      const left = timeLeft(ends_at - now());
      if (left !== shown.left) paintAgain();
      shown.left = left;
    }, LOOK_AT_CLOCK_MS);
    const stop = () => {
      // The question makes way for the shell.
      shown.isStopped = true;
      paintAgain();
      restoreTerminal(terminal);
      output.write('\r\n');
      host.stopJob();
      // Where no shell could go on with it, the system does not stop a process at all. After a real stop the time is over
      // as well, but the signal is handled between a timer and an immediate.
      setTimeout(() => setImmediate(() => shown.isStopped && goOn()), NOT_STOPPED_AFTER_MS).unref();
    };
    const goOn = () => {
      takeTerminalBack(terminal);
      if (!shown.isStopped) moveBelow(output, shown.painted);
      shown.isStopped = false;
      paintAgain();
    };
    const resize = () => {
      clearPainted(output, shown.painted);
      paintAgain();
    };
    line.on('SIGTSTP', stop);
    host.on('SIGCONT', goOn);
    output.on('resize', resize);
    return () => {
      leave();
      clearInterval(tick);
      line.removeListener('SIGTSTP', stop);
      host.off('SIGCONT', goOn);
      output.removeListener('resize', resize);
    };
  }, []);

  const columns = output.columns ?? 80;
  return {
    columns,
    rows: output.rows ?? Infinity,
    now: now(),
    style,
    isStopped: shown.isStopped,
    paint(lines: readonly string[]): string {
      shown.painted = { lines: shown.isStopped ? [STOPPED] : lines, columns };
      return shown.painted.lines.join('\n');
    },
  };
}
