/** A program in a real pseudo-terminal, by Python's `pty`. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

export interface TerminalModes {
  echo: boolean;
  /** Whether the terminal edits lines by itself. */
  lines: boolean;
  signals: boolean;
}

export interface TerminalEnd {
  code: number | null;
  signal: number | null;
  /** As the program left them; nothing where the terminal was closed. */
  modes: TerminalModes | null;
}

export interface Terminal {
  /** All that has been written to it. */
  readonly written: string;
  readonly pid: number;
  type(text: string): void;
  signal(name: 'SIGKILL' | 'SIGTERM' | 'SIGHUP' | 'SIGINT' | 'SIGWINCH' | 'SIGCONT' | 'SIGSTOP' | 'SIGQUIT'): void;
  resize(rows: number, columns: number): void;
  /** The window is closed. */
  close(): void;
  modes(): Promise<TerminalModes>;
  /** Until what has been written since `from` fits; throws after a while, with what is there. */
  shows(what: RegExp, from?: number): Promise<RegExpExecArray>;
  readonly ended: Promise<TerminalEnd>;
}

export interface TerminalOptions {
  cwd: string;
  env: Record<string, string>;
  rows?: number;
  columns?: number;
}

/** False, with a word about it, where there is no Python to open one. */
export function hasPseudoTerminal(): boolean {
  const isThere = spawnSync('python3', ['-c', 'import pty, termios']).status === 0;
  if (!isThere) process.stdout.write('skipped, no pseudo-terminal: there is no python3 with pty\n');
  return isThere;
}

const PATIENCE_MS = 30_000;

export async function openTerminal(argv: readonly string[], options: TerminalOptions): Promise<Terminal> {
  const python: ChildProcess = spawn('python3', [join(import.meta.dirname, 'in_terminal.py')], { stdio: ['pipe', 'pipe', 'inherit'] });
  python.stdin!.on('error', () => undefined);
  // A test that fails leaves nothing behind: the terminal goes with its Python, and the program with the terminal.
  onTestFinished(() => void python.kill('SIGKILL'));
  const order = (what: object) => void python.stdin!.write(`${JSON.stringify(what)}\n`);
  let written = '';
  let pid = 0;
  const waiting = new Set<() => void>();
  let onModes: ((modes: TerminalModes) => void) | undefined;
  let end: TerminalEnd | undefined;
  const decoder = new TextDecoder();

  const started = new Promise<void>((resolve, reject) => {
    waiting.add(() => pid !== 0 && resolve());
    python.on('exit', () => reject(new Error('the pseudo-terminal did not start')));
  });
  const ended = new Promise<TerminalEnd>((resolve) => {
    createInterface({ input: python.stdout! }).on('line', (line) => {
      const event = JSON.parse(line) as { pid?: number; output?: string; modes?: TerminalModes } & Partial<TerminalEnd>;
      if (event.pid !== undefined) pid = event.pid;
      else if (event.output !== undefined) written += decoder.decode(Buffer.from(event.output, 'base64'), { stream: true });
      else if (event.code !== undefined) resolve((end = event as TerminalEnd));
      else if (event.modes) onModes?.(event.modes);
      for (const look of waiting) look();
    });
  });
  order({ argv, ...options });
  await started;

  return {
    get written() {
      return written;
    },
    pid,
    type: (text) => order({ send: Buffer.from(text).toString('base64') }),
    signal: (signal) => order({ signal }),
    resize: (rows, columns) => order({ resize: [rows, columns] }),
    close: () => order({ close: true }),
    modes: () =>
      new Promise((resolve) => {
        onModes = resolve;
        order({ modes: true });
      }),
    shows: (what, from = 0) =>
      new Promise((resolve, reject) => {
        const fail = (why: string) => {
          waiting.delete(look);
          clearTimeout(timer);
          reject(new Error(`${why} before ${what}; it showed:\n${written.slice(-3000)}`));
        };
        const timer = setTimeout(() => fail('nothing more came'), PATIENCE_MS);
        const look = () => {
          const found = what.exec(written.slice(from));
          if (found) {
            waiting.delete(look);
            clearTimeout(timer);
            resolve(found);
          } else if (end) fail(`it ended with ${JSON.stringify(end)}`);
        };
        waiting.add(look);
        look();
      }),
    get ended() {
      let timer: NodeJS.Timeout;
      const tooLong = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error(`it does not end; it showed:\n${written.slice(-3000)}`)), PATIENCE_MS);
      });
      return Promise.race([ended, tooLong]).finally(() => clearTimeout(timer));
    },
  };
}

const MARKS_PASTES = '\u001b[?2004h';

/** Whether the cursor shows and pasted text comes without marks, by all that was written. What asks for marks must end both. */
export function leavesTerminalInOrder(written: string): boolean {
  const comesAfter = (on: string, off: string) => written.lastIndexOf(on) >= written.lastIndexOf(off);
  return (
    comesAfter('\u001b[?25h', '\u001b[?25l') &&
    comesAfter('\u001b[?25h', MARKS_PASTES) &&
    comesAfter('\u001b[?2004l', MARKS_PASTES)
  );
}

/** The code that a shell sees. https://www.gnu.org/software/bash/manual/bash.html#Exit-Status */
export function codeOf({ code, signal }: TerminalEnd): number | null {
  return signal === null ? code : 128 + signal;
}
