/**
 * The end of a process whose window was closed. Node 20 sets the terminals it was started on back when it exits, and aborts
 * where one of them has gone (https://github.com/nodejs/node/pull/58200 mends it in later versions). The process may hear of
 * it by the end of its input before it gets SIGHUP; either way it ends by SIGHUP: 129 to a shell, as every program does.
 */
import { isTerminal } from './process-output.js';

const DESCRIPTORS = [0, 1, 2] as const;

/** To be called first, while the terminals are there. */
export function endByHangUpIfGone(): void {
  const terminals = DESCRIPTORS.filter(isTerminal);
  process.on('exit', () => {
    if (terminals.every(isTerminal)) return;
    // With nobody listening the signal ends the process at once, before Node touches the terminal.
    process.removeAllListeners('SIGHUP');
    process.kill(process.pid, 'SIGHUP');
  });
}
