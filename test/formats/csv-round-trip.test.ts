import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvLine, csvPieces } from '../../src/formats/csv-writing.js';
import { collect, bytesOf, inPieces, readWhole } from './csv-files.js';

describe('one row', () => {
  test.each([
    [['a', 'b'], 'a,b\r\n'],
    [['a', undefined, ''], 'a,,\r\n'],
    [[1, -3, 0.5], '1,-3,0.5\r\n'],
    [['a,b', 'say "no"', 'two\nlines'], '"a,b","say ""no""","two\nlines"\r\n'],
    [['a;b', "o'neill", ' spaced '], "a;b,o'neill, spaced \r\n"],
    [['=1+1', '+49', '-3', '@home'], "'=1+1,'+49,'-3,'@home\r\n"],
    [['\tx', '\rx', '\nx'], "'\tx,\"'\rx\",\"'\nx\"\r\n"],
    [["'=1", "''-1"], "''=1,'''-1\r\n"],
    [["'a", "'"], "'a,'\r\n"],
  ])('%j', (cells, line) => {
    expect(csvLine(cells)).toBe(line);
  });
});

test('a byte-order mark stands in front for Excel, and only then', async () => {
  expect((await collect(csvPieces(['a'], [['b']]))).join('')).toBe('a\r\nb\r\n');
  expect((await collect(csvPieces(['a'], [['b']], { excel: true }))).join('')).toBe('\ufeffa\r\nb\r\n');
});

test('many rows come in pieces', async () => {
  const pieces = await collect(csvPieces(['a'], Array.from({ length: 20_000 }, (_, place) => [`row ${place}`])));
  expect(pieces.length).toBeGreaterThan(3);
  expect(pieces.join('').split('\r\n').length).toBe(20_002);
});

describe('what is written is read back as it was', () => {
  const awkward = fc.string({
    unit: fc.oneof(fc.constantFrom(...`'=-+@\t\r\n",; a`), fc.string({ unit: 'grapheme', maxLength: 1 })),
    maxLength: 8,
  });
  // NUL is refused by the reader, and rows of nothing but white space are left out.
  const rows = fc.array(fc.array(awkward, { minLength: 3, maxLength: 3 }), { maxLength: 12 });
  const readable = rows.filter((all) => all.every((row) => row.join('').trim() !== '' && !row.join('').includes('\0')));

  test('whatever the texts, in pieces of any size', async () => {
    await fc.assert(
      fc.asyncProperty(readable, fc.integer({ min: 1, max: 40 }), fc.boolean(), async (written, size, excel) => {
        const text = (await collect(csvPieces(['a', 'b', 'c'], written, { excel }))).join('');
        const table = await readWhole(inPieces(bytesOf(text), size), { columns: ['a', 'b', 'c'], needed: [] });
        expect('rows' in table && table.rows.map((row) => row.kind === 'row' && row.values)).toEqual(written);
      }),
      { numRuns: 300 },
    );
  });

  test('no text comes out as a formula', () => {
    fc.assert(
      fc.property(awkward, (text) => {
        expect(csvLine([text]).replace(/^"/, '')).not.toMatch(/^[=+\-@\t\n]|^\r(?!\n$)/);
      }),
    );
  });
});
