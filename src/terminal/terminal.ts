/**
 * The terminal under a prompt: what must be set while a prompt is shown and set back whatever happens. A prompt may end by an
 * answer, Ctrl-C, the end of the input, a signal or the end of the process; afterwards the cursor shows, lines are edited by
 * the terminal again and pasted text comes as it is.
 */
import { Writable } from 'node:stream';
import { Failure } from '../errors.js';

export type Input = NodeJS.ReadableStream & { isTTY?: boolean; setRawMode?: (raw: boolean) => unknown };
export type TerminalOutput = NodeJS.WritableStream & { isTTY?: boolean; columns?: number; rows?: number };

/** What a prompt needs of the process. Tests hand in their own. */
export interface Host {
  on(event: NodeJS.Signals | 'exit', listener: () => void): unknown;
  off(event: NodeJS.Signals | 'exit', listener: () => void): unknown;
  /** Sends this process a signal. */
  signal(signal: NodeJS.Signals): void;
  /** Stops the job that this process belongs to, as the terminal does on Ctrl-Z when lines are edited by itself. */
  stopJob(): void;
}

export interface Terminal {
  input: Input;
  output: TerminalOutput;
  colour: boolean;
  host: Host;
}

/** Who listens to which signal at this moment. */
const listening = new Map<NodeJS.Signals, Set<() => void>>();

/**
 * Listens to a signal once and for all. A signal that comes while one prompt makes way for the next would be lost: it is
 * noted for the listener that was there, and when it is handed over only the new one is.
 */
function listenersOf(signal: NodeJS.Signals): Set<() => void> {
  let listeners = listening.get(signal);
  if (!listeners) {
    listeners = new Set();
    listening.set(signal, listeners);
    process.on(signal, () => {
      if (listeners!.size > 0) for (const listener of [...listeners!]) listener();
      else if (signal !== 'SIGCONT') takeItsCourse(signal);
    });
  }
  return listeners;
}

/** What the signal does where nobody listens: it ends the process. */
function takeItsCourse(signal: NodeJS.Signals): void {
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}

export const thisProcess: Host = {
  on: (event, listener) => (event === 'exit' ? process.on(event, listener) : listenersOf(event).add(listener)),
  off: (event, listener) => (event === 'exit' ? process.off(event, listener) : listenersOf(event).delete(listener)),
  signal: (signal) => process.kill(process.pid, signal),
  // 0 is the process group. Were this process stopped alone, the shell would go on waiting for an `npx` or a script around it.
  stopJob: () => process.kill(0, 'SIGTSTP'),
};

/** With it a paste comes between marks, so that its line ends are told from Enter. */
const PASTE_MARKS_ON = '\u001b[?2004h';
const PASTE_MARKS_OFF = '\u001b[?2004l';
const CURSOR_ON = '\u001b[?25h';
const CURSOR_OFF = /\u001b\[\?25l/g;
const COLOURS = /\u001b\[[\d;]*m/g;

export const stoppedByCtrlC = () => new Failure('cancelled', 'stopped by Ctrl-C');
export const inputEnded = () => new Failure('cancelled', 'the input ended before there was an answer');

/** What a prompt of inquirer is given. */
export interface PromptContext {
  input: Input;
  output: Writable;
  signal: AbortSignal;
}

/**
 * Shows a prompt and waits for its answer. Throws `Failure('cancelled')` on Ctrl-C, SIGINT and the end of the input. With
 * `againAfterStop` the prompt is shown anew when the process goes on after Ctrl-Z; else it sees to that itself.
 */
export async function onTerminal<T>(
  terminal: Terminal,
  show: (context: PromptContext) => Promise<T>,
  { againAfterStop }: { againAfterStop: boolean },
): Promise<T> {
  const { input } = terminal;
  for (;;) {
    if (hasEnded(input)) throw inputEnded();
    const abort = new AbortController();
    let why: Failure | 'again' | undefined;
    const end = (reason: Failure | 'again') => {
      why ??= reason;
      abort.abort();
    };
    const release = hold(terminal, end, againAfterStop);
    try {
      return await show({ input, output: screenOf(terminal), signal: abort.signal });
    } catch (error) {
      if (why === 'again') continue;
      throw why ?? (isCtrlC(error) ? stoppedByCtrlC() : error);
    } finally {
      release();
    }
  }
}

/** Sets the terminal up and listens to everything that can end a prompt. Returns what undoes both. */
function hold(terminal: Terminal, end: (reason: Failure | 'again') => void, againAfterStop: boolean): () => void {
  const { input, output, host } = terminal;
  const onEnd = () => end(inputEnded());
  const onInterrupt = () => end(stoppedByCtrlC());
  // Node pauses the input when it stops; what comes after that must wait until it has done so.
  const onContinue = () => setImmediate(() => end('again'));
  const onKey = (_text: string | undefined, key: { name?: string; ctrl?: boolean } | undefined) => {
    // Ctrl-D on an empty line closes the input without settling the prompt.
    if (key?.ctrl && key.name === 'd') setImmediate(() => input.isPaused() && onEnd());
  };
  const restore = () => restoreTerminal(terminal);
  const deadly = DEADLY.map((signal) => {
    const die = () => {
      release();
      output.write('\r\n');
      // Now that nobody of ours listens, the signal does what it would have done.
      host.signal(signal);
    };
    return [signal, die] as const;
  });

  output.write(PASTE_MARKS_ON);
  for (const event of ['end', 'close', 'error']) input.on(event, onEnd);
  input.on('keypress', onKey);
  host.on('exit', restore);
  host.on('SIGINT', onInterrupt);
  if (againAfterStop) host.on('SIGCONT', onContinue);
  for (const [signal, die] of deadly) host.on(signal, die);

  let isReleased = false;
  function release(): void {
    if (isReleased) return;
    isReleased = true;
    // While somebody still listens: setting back a terminal that is gone is an error of the input.
    restore();
    for (const event of ['end', 'close', 'error']) input.removeListener(event, onEnd);
    input.removeListener('keypress', onKey);
    host.off('exit', restore);
    host.off('SIGINT', onInterrupt);
    host.off('SIGCONT', onContinue);
    for (const [signal, die] of deadly) host.off(signal, die);
  }
  return release;
}

const DEADLY = ['SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

export function restoreTerminal({ input, output }: Terminal): void {
  if (input.isTTY) input.setRawMode?.(false);
  output.write(PASTE_MARKS_OFF + CURSOR_ON);
}

/** After the process was stopped somebody else has set the terminal; Node believes it is still as it was. */
export function takeTerminalBack({ input, output }: Terminal): void {
  if (input.isTTY) {
    input.setRawMode?.(false);
    input.setRawMode?.(true);
  }
  input.resume();
  output.write(PASTE_MARKS_ON);
}

function hasEnded(input: Input): boolean {
  const { readableEnded, destroyed } = input as Partial<{ readableEnded: boolean; destroyed: boolean }>;
  return readableEnded === true || destroyed === true;
}

/** By name: the bundle may hold another copy of the class. */
function isCtrlC(error: unknown): boolean {
  return error instanceof Error && error.name === 'ExitPromptError';
}

/**
 * The output as inquirer sees it: it decides about colour by itself, and hides the cursor in some prompts and leaves it
 * hidden when the process is killed. Here neither gets through.
 */
function screenOf({ output, colour }: Terminal): Writable {
  const screen = new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, _encoding, taken) {
      const text = String(chunk).replace(CURSOR_OFF, '');
      output.write(colour ? text : text.replace(COLOURS, ''));
      taken();
    },
  });
  return Object.defineProperties(screen, {
    columns: { get: () => output.columns },
    rows: { get: () => output.rows },
    isTTY: { get: () => output.isTTY },
  });
}
