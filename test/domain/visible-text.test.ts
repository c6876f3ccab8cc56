/** Outside text, made safe to show. */
import { describe, expect, test } from 'vitest';
import { findUnseen, visible, visibleBesideStyle } from '../../src/domain/visible-text.js';
import { makePaint } from '../../src/terminal/paint.js';

describe('visible', () => {
  test.each([
    ['plain text stays', 'Grüße, 日本 👩‍💻 नहीं', 'Grüße, 日本 👩‍💻 नहीं'],
    ['escape', '\u001b[31mred', '\\u{1b}[31mred'],
    ['backspace', 'a\bb', 'a\\u{08}b'],
    ['carriage return', 'a\rb', 'a\\rb'],
    ['NUL', 'a\0b', 'a\\u{00}b'],
    ['delete', 'a\u007fb', 'a\\u{7f}b'],
    ['C1', 'a\u009bb', 'a\\u{9b}b'],
    ['next line', 'a\u0085b', 'a\\u{85}b'],
    ['direction', 'a\u202eb\u2066c\u200fd\u061c', 'a\\u{202e}b\\u{2066}c\\u{200f}d\\u{61c}'],
    ['tag characters', 'a\u{e0041}', 'a\\u{e0041}'],
    ['without width', 'a\u200bb\ufeffc\u2060', 'a\\u{200b}b\\u{feff}c\\u{2060}'],
    ['line separators', 'a\u2028b\u2029', 'a\\u{2028}b\\u{2029}'],
    ['half a character', 'a\ud800', 'a\\u{d800}'],
    ['a backslash stays', '\\u{1b}', '\\u{1b}'],
  ])('%s', (_, text, shown) => {
    expect(visible(text)).toBe(shown);
    expect(visible(visible(text))).toBe(shown);
    expect(visible(text, { lines: true })).toBe(shown);
  });

  test('is one line, unless lines are wanted', () => {
    expect(visible('a\n\tb\r\nc')).toBe('a\\n\\tb\\r\\nc');
    expect(visible('a\n\tb\r\nc', { lines: true })).toBe('a\n\tb\\r\nc');
  });
});

describe('text with a style of its own', () => {
  test('keeps the marks that this program puts in, and shows all others', () => {
    const paint = makePaint();
    const painted = [paint.bold, paint.dim, paint.good, paint.warn, paint.bad, paint.accent].map((put) => put('x')).join('\n\t');
    expect(visibleBesideStyle(painted)).toBe(painted);
    for (const mark of ['\u001b[8m', '\u001b[5m', '\u001b[7m', '\u001b[0m', '\u001b[41m', '\u001b[2J', '\u001b[31;8m', '\u009b31m']) {
      expect(visibleBesideStyle(`a${mark}b`)).toBe(visible(`a${mark}b`));
    }
  });
});

describe('findUnseen', () => {
  test.each([
    ['nothing', 'a\n\tb', undefined],
    ['the first', 'ab\u202e\u0007', { at: 2, name: 'U+202E' }],
    ['a control', '\u0007', { at: 0, name: 'U+0007' }],
    ['one beyond the first plane', 'x\u{e0041}', { at: 1, name: 'U+E0041' }],
  ])('%s', (_, text, found) => {
    expect(findUnseen(text)).toEqual(found);
  });
});
