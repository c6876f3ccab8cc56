/**
 * Text from outside, made safe to show. A name or a prompt may carry characters that move the cursor, turn the direction of
 * writing or cannot be seen at all; `visible` spells them out. Content files may not carry them in the first place.
 */

/**
 * C0 and C1 controls, marks and controls of writing direction, separators of lines and paragraphs, characters without width,
 * annotation and tag characters, halves of surrogate pairs (by number: by name they take a millisecond to look up). Joiners
 * (U+200C, U+200D) stay: scripts and emoji need them.
 */
const UNSEEN =
  '\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u061c\\u180e\\u200b\\u200e\\u200f\\u2028-\\u202e' +
  '\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb\\u{e0000}-\\u{e007f}\\ud800-\\udfff';

const NOT_IN_CONTENT = new RegExp(`[${UNSEEN}]`, 'u');
const TO_ESCAPE = new RegExp(`[${UNSEEN}]`, 'gu');
const TO_ESCAPE_IN_A_LINE = new RegExp(`[${UNSEEN}\\n\\t]`, 'gu');

const SHORT_NAMES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * The text with every such character spelled as `\u{202e}`. With `lines`, line feeds and tabs stay as they are; else they are
 * spelled too (`\n`, `\t`), so that the result is one line. Applying it twice is the same as once.
 */
export function visible(text: string, { lines = false }: { lines?: boolean } = {}): string {
  return text.replace(lines ? TO_ESCAPE : TO_ESCAPE_IN_A_LINE, (character) => SHORT_NAMES[character] ?? spelled(character));
}

/** The marks of style that this program puts into text itself: bold, faint, red, green, yellow, cyan, and their ends. */
const STYLE_MARKS = /(\u001b\[(?:1|2|22|31|32|33|36|39)m)/;

/** The same for text that has been given its style already. Line feeds and tabs stay. */
export function visibleBesideStyle(text: string): string {
  if (text.search(TO_ESCAPE) < 0) return text;
  return text
    .split(STYLE_MARKS)
    .map((part, place) => (place % 2 === 1 ? part : visible(part, { lines: true })))
    .join('');
}

/** JSON that says the same with such characters as its own escapes: `\u202e`. */
export function visibleJson(json: string): string {
  return json.replace(TO_ESCAPE, (character) =>
    Array.from({ length: character.length }, (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
  );
}

/** What is wrong with a line that somebody typed or handed in: characters that nobody sees, or too many. Undefined if nothing is. */
export function lineFault(text: string): string | undefined {
  const unseen = text.search(TO_ESCAPE_IN_A_LINE) >= 0;
  if (unseen) return 'it holds a line break or a character that nobody sees';
  return text.length > LONGEST_LINE ? `it has more than ${LONGEST_LINE} characters` : undefined;
}

const LONGEST_LINE = 1000;

function spelled(character: string): string {
  return `\\u{${character.codePointAt(0)!.toString(16).padStart(2, '0')}}`;
}

/** The first character that must not stand in content, with its offset; line feeds and tabs may. Undefined if there is none. */
export function findUnseen(text: string): { at: number; name: string } | undefined {
  const match = NOT_IN_CONTENT.exec(text);
  return match
    ? { at: match.index, name: `U+${match[0].codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}` }
    : undefined;
}
