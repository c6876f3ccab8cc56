/** What the `yaml` library stumbles over, in words of people who have never read its grammar. */
import type { Words } from './wording.js';

const YAML_FAULTS: Readonly<Record<string, Words>> = {
  BLOCK_AS_IMPLICIT_KEY: { message: 'a second ": " on the line', hint: 'a text with a colon and a space in it needs quotes' },
  MULTILINE_IMPLICIT_KEY: {
    message: 'this is not a line of the form "key: value"',
    hint: 'put a colon and a space after the key; a text over several lines needs quotes, or a | after its key',
  },
  BAD_INDENT: {
    message: 'the line does not start in the column that is expected here',
    hint: 'keys of one group start in one column, and so do the dashes of one list',
  },
  TAB_AS_INDENT: { message: 'a tab at the start of the line', hint: 'use spaces' },
  BAD_SCALAR_START: { message: 'a text cannot start with this character', hint: 'put the text in quotes' },
  BAD_DQ_ESCAPE: {
    message: 'a backslash in double quotes starts something unknown',
    hint: 'write \\\\ for a backslash, or use single quotes',
  },
  KEY_OVER_1024_CHARS: { message: 'this key is too long', hint: 'put a text with a colon in it in quotes' },
  BLOCK_IN_FLOW: {
    message: 'lines by indentation do not go inside { } or [ ]',
    hint: 'close the bracket first, or write it all with brackets',
  },
  NON_STRING_KEY: { message: 'a list or a group cannot be a key' },
  BAD_ALIAS: { message: 'a text cannot start with * or & here', hint: 'put the text in quotes' },
  ALIAS_PROPS: { message: 'a text cannot start with * or & here', hint: 'put the text in quotes' },
  UNEXPECTED_TOKEN: {
    message: 'this is not expected here',
    hint: 'a quote, comma or bracket may be missing before it; a text that goes on after a closing quote needs quotes as a whole',
  },
};

/** The library's messages for one code differ in what is missing. */
const MISSING: readonly [RegExp, Words][] = [
  [/closing .quote/, { message: 'a quote is not closed', hint: 'put the closing quote at the end of the text' }],
  [/^Missing , /, { message: 'a comma is missing before this', hint: 'a text with a comma or a colon in it needs quotes' }],
  [/^Missing space after :/, { message: 'a space is missing after the colon' }],
  [
    /followed by map values/,
    { message: 'a colon is missing after this key', hint: 'write "key: value"; a text over several lines needs quotes' },
  ],
  [/without - indicator/, { message: 'a dash is missing before this item of the list' }],
  [/^Comments must be separated/, { message: 'a space is missing before the #', hint: 'a text with " #" in it needs quotes' }],
];

const NOT_CLOSED: Words = { message: 'a bracket is not closed', hint: 'close it before the next key' };

const INDENTED_TOO_FAR: Words = { message: 'the line below this one is indented too far', hint: YAML_FAULTS.BAD_INDENT?.hint };

/** Whether the fault lies where a quote that is never closed opens, and not at the end where that is noticed. */
export function isOpenQuote(message: string): boolean {
  return /closing .quote/.test(message);
}

/** The library's code and message in our words (its own repeat raw bytes of the file); `rest` is the line from there on. */
export function yamlFault(code: string, message: string, rest: string): Words {
  if (code === 'BLOCK_AS_IMPLICIT_KEY' && /^\s/.test(rest)) return YAML_FAULTS.BAD_INDENT!;
  if (code === 'BLOCK_AS_IMPLICIT_KEY' && !/:(?:\s|$)/.test(rest)) return INDENTED_TOO_FAR;
  if (/end with a [}\]]/.test(message)) return NOT_CLOSED;
  const missing = code === 'MISSING_CHAR' ? MISSING.find(([pattern]) => pattern.test(message)) : undefined;
  return missing?.[1] ?? YAML_FAULTS[code] ?? { message: 'this cannot be read as YAML' };
}
