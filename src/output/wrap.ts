/** Text in lines of a given width, in columns of a terminal: a wide character takes two, a combining mark none. */
import stringWidth from 'fast-string-width';
import { wrapAnsi } from 'fast-wrap-ansi';

const PLAIN = /^[\x20-\x7e]*$/;

export function widthOf(text: string): number {
  return PLAIN.test(text) ? text.length : stringWidth(text);
}

/** One paragraph in lines of at most `width` columns; a word that is longer is cut. At least one line, at least one column. */
export function wrap(text: string, width: number): string[] {
  const room = Math.max(1, Math.floor(width));
  if (widthOf(text) <= room && !text.includes('\n')) return [text];
  return wrapAnsi(text, room, { hard: true })
    .split('\n')
    .map((line) => line.trimEnd());
}

/** The text, filled up with blanks to `width` columns on its right, or on its left. */
export function pad(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const blanks = ' '.repeat(Math.max(0, width - widthOf(text)));
  return align === 'right' ? blanks + text : text + blanks;
}
