/**
 * Drawing a prompt anew where the screen has changed under it. inquirer goes up as many lines as it drew and draws over them;
 * these see to it that this is the right place.
 */
import { widthOf } from './layout.js';
import type { TerminalOutput } from './terminal.js';

/** What stands on the screen, and how wide the screen was. The cursor is in the last line. */
export interface Painted {
  lines: readonly string[];
  columns: number;
}

/** The process was stopped and goes on: what was drawn stays above, the prompt is drawn below. */
export function moveBelow(output: TerminalOutput, painted: Painted): void {
  output.write(`\r\n${'\n'.repeat(rowsAt(painted, painted.columns) - 1)}`);
}

/**
 * The screen has another width: most terminals break lines that no longer fit, so that what was drawn takes other rows. It
 * is cleared, and the cursor put as far below its top as inquirer will go up.
 */
export function clearPainted(output: TerminalOutput, painted: Painted): void {
  const rows = rowsAt(painted, output.columns ?? painted.columns);
  const isTooTall = output.rows !== undefined && rows > output.rows;
  const toTop = isTooTall ? '\u001b[H' : `\r${rows > 1 ? `\u001b[${rows - 1}A` : ''}`;
  output.write(`${toTop}\u001b[J${'\n'.repeat(rowsAt(painted, painted.columns) - 1)}`);
}

function rowsAt({ lines }: Painted, columns: number): number {
  return lines.reduce((rows, line) => rows + Math.max(1, Math.ceil(widthOf(line) / columns)), 0);
}
