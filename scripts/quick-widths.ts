/**
 * How many columns of a terminal a text takes: what stands in the built program for `fast-string-width`, here and in the
 * libraries. Nearly all text is such that each character takes one. The library takes 2 ms to make up its tables for the rest,
 * so it is loaded when there is such a text.
 */
import libraryWidth from 'fast-string-width';

/** ASCII, Latin-1, punctuation, lines and blocks; no combining marks, nothing wide, and nothing that is drawn as an emoji. */
const ONE_EACH = /^[\x20-\x7e\xa0-\xff\u2010-\u2027\u2500-\u259f]*$/;
const STYLE = /\u001b\[[\d;]*m/g;

export default function quickWidth(text: string, options?: Parameters<typeof libraryWidth>[1]): number {
  if (options === undefined) {
    const shown = text.includes('\u001b') ? text.replace(STYLE, '') : text;
    if (ONE_EACH.test(shown)) return shown.length;
  }
  return libraryWidth(text, options);
}
