import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { visible } from '../../src/domain/visible-text.js';
import { clearPainted, moveBelow } from '../../src/terminal/repaint.js';
import type { TerminalOutput } from '../../src/terminal/terminal.js';
import { block, paragraph, textWidth, widthOf } from '../../src/terminal/layout.js';
import { typedLine } from '../../src/terminal/typed-line.js';
import { timeLeft } from '../../src/terminal/time-left.js';

test.each([
  [80, 79],
  [40, 39],
  [300, 100],
  [5, 16],
])('on %i columns text takes %i', (columns, width) => {
  expect(textWidth(columns)).toBe(width);
});

describe('a paragraph', () => {
  test('hangs behind what stands before it', () => {
    expect(paragraph('Premium, because it has single-level epics', 24, 'b) ')).toEqual([
      'b) Premium, because it',
      '   has single-level',
      '   epics',
    ]);
  });

  test('breaks wide characters by their columns', () => {
    const lines = paragraph('複数レベルのエピックを最初に含みます', 15, 'a) ');
    expect(lines).toEqual(['a) 複数レベルの', '   エピックを最', '   初に含みます']);
    expect(lines.map(widthOf)).toEqual([15, 15, 15]);
  });

  test('breaks a word that is longer than the line', () => {
    expect(paragraph('https://example.com/a/long/address', 20)).toEqual(['https://example.com/', 'a/long/address']);
  });
});

const anyText = fc.string({ unit: fc.oneof(fc.constant(' '), fc.string({ unit: 'grapheme', maxLength: 12 })), maxLength: 40 });

test('whatever the text, no line is wider than it may be, and none of the text is lost', () => {
  const without = (text: string) => text.replace(/\s/g, '');
  fc.assert(
    fc.property(anyText, fc.integer({ min: 16, max: 60 }), (raw, width) => {
      const text = visible(raw).normalize();
      const lines = paragraph(text, width, 'a) ');
      expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(width);
      expect(without(lines.join(''))).toBe(without(`a) ${text}`));
    }),
  );
});

describe('a block', () => {
  const prompt = [
    'What does this job do? It is part of a longer file.',
    '',
    '- first point, which is long enough to wrap',
    '1. second',
    '  indented by two columns and wrapped as well',
    '```yaml',
    'build:',
    '\tscript: docker build --tag registry.example.com/image .',
    '```',
    'And then?\u001b[31m',
  ].join('\n');

  test('keeps lines, hangs list items, and indents code without its fences', () => {
    expect(`\n${block(prompt, 39).join('\n')}\n`).toMatchInlineSnapshot(`
      "
      What does this job do? It is part of a
      longer file.

      - first point, which is long enough to
        wrap
      1. second
        indented by two columns and wrapped
        as well
          build:
              script: docker build --tag
                registry.example.com/image .
      And then?\\u{1b}[31m
      "
    `);
  });

  test('at 80 columns nothing wraps', () => {
    expect(`\n${block(prompt, 79).join('\n')}\n`).toMatchInlineSnapshot(`
      "
      What does this job do? It is part of a longer file.

      - first point, which is long enough to wrap
      1. second
        indented by two columns and wrapped as well
          build:
              script: docker build --tag registry.example.com/image .
      And then?\\u{1b}[31m
      "
    `);
  });
});

describe('the line that is typed into', () => {
  test.each([
    ['short', 5, 30, 'Answer: short', 13],
    ['short', 0, 30, 'Answer: short', 8],
    ['日本語', 2, 30, 'Answer: 日本語', 12],
    ['a long answer that does not fit', 31, 30, 'Answer: …r that does not fit', 28],
    ['a long answer that does not fit', 0, 30, 'Answer: a long answer that …', 8],
    ['a long answer that does not fit', 20, 30, 'Answer: … long answer that d…', 28],
  ])('%j with the cursor at %i', (typed, cursor, columns, text, column) => {
    expect(typedLine('Answer:', typed, cursor, columns)).toEqual({ text, column });
  });

  test('never takes more columns or UTF-16 units than there are', () => {
    for (const typed of ['日本語'.repeat(30), '👨‍👩‍👧'.repeat(30), 'e\u0301'.repeat(60), 'x'.repeat(100)]) {
      for (const cursor of [0, 21, typed.length]) {
        const { text, column } = typedLine('Answer:', typed, cursor, 40);
        expect(widthOf(text)).toBeLessThan(40);
        expect(text.length).toBeLessThan(40);
        expect(column).toBeLessThan(40);
      }
    }
  });
});

describe('drawing anew', () => {
  const painted = { lines: ['x'.repeat(50), '', 'Answer: b'], columns: 80 };
  const screen = (columns: number, rows: number) => {
    let written = '';
    const output = { columns, rows, write: (text: string) => (written += text) } as unknown as TerminalOutput;
    return { output, text: () => written };
  };

  test('below what was drawn: as many lines down as inquirer will go up', () => {
    const { output, text } = screen(80, 24);
    moveBelow(output, painted);
    expect(text()).toBe('\r\n\n\n');
  });

  test.each([
    ['as wide or wider', 100, 24, '\r\u001b[2A\u001b[J\n\n'],
    ['so narrow that the terminal has broken a line', 40, 24, '\r\u001b[3A\u001b[J\n\n'],
    ['too small for what was drawn', 40, 3, '\u001b[H\u001b[J\n\n'],
  ])('on a screen %s', (_name, columns, rows, codes) => {
    const { output, text } = screen(columns, rows);
    clearPainted(output, painted);
    expect(text()).toBe(codes);
  });
});

test.each([
  [3_900_000, '1 h 5 min left'],
  [3_600_000, '1 h 0 min left'],
  [2_700_000, '45 min left'],
  [2_699_000, '45 min left'],
  [1_800_001, '31 min left'],
  [180_000, '3 min left'],
  [179_000, '2 min 59 s left'],
  [60_000, '1 min 0 s left'],
  [59_001, '1 min 0 s left'],
  [59_000, '59 s left'],
  [1, '1 s left'],
  [0, 'time is up'],
  [-5000, 'time is up'],
])('%i ms: %s', (ms, words) => {
  expect(timeLeft(ms)).toBe(words);
});
