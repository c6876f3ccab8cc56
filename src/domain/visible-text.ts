/**
 * Text from outside, made safe to show. A name or a prompt may carry characters that move the cursor, turn the direction of
 * writing or cannot be seen at all; `visible` spells them out. Content files may not carry them in the first place.
 */

/**
 * C0 and C1 controls, marks and controls of writing direction, separators of lines and paragraphs, characters without width,
 * annotation and tag characters, halves of surrogate pairs. Joiners (U+200C, U+200D) stay: scripts and emoji need them.
 */
const UNSEEN =
  '\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u061c\\u180e\\u200b\\u200e\\u200f\\u2028-\\u202e' +
  '\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb\\u{e0000}-\\u{e007f}\\p{Surrogate}';

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
