import stringWidth from 'fast-string-width';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import quickWidth from '../../scripts/quick-widths.js';

test('every character alone is as wide as the library says', () => {
  const wrong: string[] = [];
  for (let code = 0; code <= 0xffff; code++) {
    const text = String.fromCharCode(code);
    if (quickWidth(text) !== stringWidth(text)) wrong.push(code.toString(16));
  }
  expect(wrong).toEqual([]);
});

test('and any of them together, with styles and what changes the one before', () => {
  const part = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('é', 'e\u0301', '…', '—', '─', '█', '▎', '©', '©\ufe0f', '1\ufe0f\u20e3', '\u200d', '漢', '👍🏽', '\t', '\n', '\u00ad'),
    fc.constantFrom('\u001b[1m', '\u001b[22m', '\u001b[38;5;12m', '\u001b[', '\u001b]8;;x\u0007', '\u001b'),
  );
  const asTheLibrary = fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
    const text = parts.join('');
    expect(quickWidth(text)).toBe(stringWidth(text));
  });
  fc.assert(asTheLibrary, { numRuns: 5000, examples: [[['\u001b[1', 'm', '2']], [['\u001b\u001b[1m']], [['\u001b[', '\u001b[1m', '1m']]] });
});
