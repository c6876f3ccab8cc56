/**
 * The line that is typed into, always on one row of the screen: where the text is longer, the part around the cursor is
 * shown. inquirer counts its columns in UTF-16 units and would lose its place over a wide character or a broken line.
 */
import { widthOf } from './layout.js';

/** `cursor` counts UTF-16 units into `typed`, as readline does; `column` is where the cursor stands, from 0. */
export function typedLine(label: string, typed: string, cursor: number, columns: number): { text: string; column: number } {
  // One column for the cursor behind the text, one for each sign of what is left out.
  const room = Math.max(4, columns - widthOf(label) - 4);
  const [before, after] = [[...typed.slice(0, cursor)], [...typed.slice(cursor)]];
  const shown = { before: '', after: '' };
  while (before.length > 0 && fits(before.at(-1)! + shown.before, room)) shown.before = before.pop()! + shown.before;
  while (after.length > 0 && fits(shown.before + shown.after + after[0]!, room)) shown.after += after.shift()!;
  const left = before.length > 0 ? '…' : '';
  const right = after.length > 0 ? '…' : '';
  return {
    text: `${label} ${left}${shown.before}${shown.after}${right}`,
    column: widthOf(`${label} ${left}${shown.before}`),
  };
}

function fits(text: string, room: number): boolean {
  return text.length <= room && widthOf(text) <= room;
}
