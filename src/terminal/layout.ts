/**
 * Text laid out in lines of a terminal. Widths are columns: a wide character takes two, a combining mark none. The two
 * libraries are those inquirer breaks its lines with, so both agree; `string-width` would also cost 9 ms when it is loaded.
 */
import stringWidth from 'fast-string-width';
import { wrapAnsi } from 'fast-wrap-ansi';
import { visible } from '../domain/visible-text.js';

/** Lines longer than this are hard to read, however wide the terminal is. */
const WIDEST = 100;
/** Narrower than this, lines run over rather than show a letter each. */
const NARROWEST = 16;

/** The columns to lay text out in. The last column stays empty: some terminals go on to the next line when it is filled. */
export function textWidth(columns: number): number {
  return Math.max(NARROWEST, Math.min(WIDEST, columns - 1));
}

export function widthOf(text: string): number {
  return stringWidth(text);
}

/**
 * One paragraph in lines of at most `width` columns. `first` stands before the first line; the others are indented as far.
 * The text is safe to print already (`visible`), the style is put on afterwards, line by line.
 */
export function paragraph(text: string, width: number, first = '', style: (line: string) => string = (line) => line): string[] {
  const indent = widthOf(first);
  const room = Math.max(8, width - indent);
  return wrapAnsi(text, room, { hard: true })
    .split('\n')
    .map((line, number) => `${number === 0 ? first : ' '.repeat(indent)}${style(line)}`.trimEnd());
}

const FENCE = /^\s*(?:```|~~~)/;
const LIST_ITEM = /^(?:[-*•]|\d{1,2}[.)])\s+/;
const CODE_INDENT = '    ';

/**
 * A text of several lines, as in a prompt: lines stay lines, list items and indented lines hang, blocks between fences are
 * indented and lose their fences, and a line of code that is too long goes on further in.
 */
export function block(text: string, width: number): string[] {
  const lines: string[] = [];
  let inCode = false;
  for (const raw of visible(text.replaceAll('\r\n', '\n').trim(), { lines: true }).split('\n')) {
    const line = raw.replaceAll('\t', '    ').trimEnd();
    if (FENCE.test(line)) inCode = !inCode;
    else if (line === '') lines.push('');
    else lines.push(...(inCode ? codeLine(line, width) : textLine(line, width)));
  }
  return lines;
}

function textLine(line: string, width: number): string[] {
  const indent = /^ */.exec(line)![0].slice(0, Math.max(0, width - NARROWEST));
  const rest = line.trimStart();
  const bullet = LIST_ITEM.exec(rest)?.[0] ?? '';
  return paragraph(rest.slice(bullet.length), width, indent + bullet);
}

function codeLine(line: string, width: number): string[] {
  const own = /^ */.exec(line)![0].slice(0, Math.max(0, width - NARROWEST));
  const lines = paragraph(line.trimStart(), width - 2, CODE_INDENT + own);
  return lines.map((part, number) => (number === 0 ? part : `  ${part}`));
}
