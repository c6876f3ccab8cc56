/** Whatever a folder holds, loading it reports problems and throws nothing. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkContent } from '../../src/content/check.js';
import { formatProblem } from '../../src/content/format-problem.js';
import { parseDay } from '../../src/domain/day.js';
import { HEAD, PATH, PROGRAM, QUESTIONS, type SmallContent, content } from './small-content.js';

const MANY = `  - { question: m, objective: A-1, type: multiple, prompt: P?, options: [{ text: a, weight: 1/3 }, { text: b }], points: 1/2 }
  - { question: s, objective: A-1, type: short, prompt: S?, answers: [x, { text: "y*", weight: 0.5 }] }
  - { question: n, objective: A-2, type: numeric, prompt: N?, answer: 7, tolerance: 10% }
  - { question: o, objective: A-2, type: order, prompt: O?, items: [a, b], scoring: partial }
  - { question: t, objective: A-2, type: match, prompt: T?, pairs: [{ left: a, right: x }], decoys: [y] }
`;
const TEXTS = {
  program: `${PROGRAM}recertification: { quarters: [Q1], windows: [{ window: Q3FY21, opens: 2020-08-01, closes: 2020-10-16 }] }\n`,
  path: PATH,
  assessment: HEAD.replace('questions:', 'draw: [{ objectives: [A-*], count: 2, priority: P1 }]\nquestions:') + QUESTIONS + MANY,
};

/** Every problem can be printed, and has a place in its file. */
function survives(files: SmallContent): void {
  for (const problem of checkContent(content(files), parseDay('2026-08-01')!)) {
    expect(problem.line).toBeGreaterThanOrEqual(1);
    expect(problem.column).toBeGreaterThanOrEqual(1);
    expect(formatProblem(problem)).toMatch(/^[^\n]+: (error|warning): [^\n]+(\n {2}hint: [^\n]+)?$/);
  }
}

const kind = fc.constantFrom('program' as const, 'path' as const, 'assessment' as const);

/** Bits of YAML that mean something to a parser. */
const scrap = fc.constantFrom(
  ...[
    '- ',
    '? ',
    ': ',
    '{',
    '}',
    '[',
    ']',
    ',',
    '"',
    "'",
    '|',
    '>',
    '&a',
    '*a',
    '!',
    '!!map ',
    '#',
    '\t',
    '\n',
    '\r\n',
    '  ',
    '---\n',
    '...',
    '%YAML 1.1\n',
  ],
  ...[
    'null',
    '~',
    '.nan',
    '-.inf',
    '0x1F',
    '1e999',
    '<<: ',
    '__proto__: ',
    'constructor',
    '\u0000',
    '\u202e',
    '\ud800',
    '\ufeff',
    '😀',
    '0',
    '-1',
    'true',
  ],
);

describe('loading never throws', () => {
  test('for bytes of any kind', () => {
    fc.assert(
      fc.property(kind, fc.uint8Array({ maxLength: 200 }), (which, bytes) => survives({ ...TEXTS, [which]: Buffer.from(bytes) })),
      {
        numRuns: 150,
      },
    );
  });

  test('for scraps of YAML', () => {
    fc.assert(
      fc.property(kind, fc.array(scrap, { maxLength: 40 }), (which, scraps) => survives({ ...TEXTS, [which]: scraps.join('') })),
      {
        numRuns: 250,
      },
    );
  });

  test('for right files with something put in, taken out or doubled', () => {
    const edit = fc.tuple(fc.nat(), fc.nat(20), fc.oneof(scrap, fc.string({ maxLength: 5 })));
    fc.assert(
      fc.property(kind, fc.array(edit, { minLength: 1, maxLength: 4 }), (which, edits) => {
        let text: string = TEXTS[which];
        for (const [at, length, put] of edits) {
          const start = at % (text.length + 1);
          text = text.slice(0, start) + put + text.slice(start + length);
        }
        survives({ ...TEXTS, [which]: text });
      }),
      { numRuns: 400 },
    );
  });

  test('for right files with any value in place of one', () => {
    fc.assert(
      fc.property(kind, fc.nat(), fc.json({ maxDepth: 3 }), (which, nth, json) => {
        const values = [...TEXTS[which].matchAll(/(?<=: )[^,\n}\]]+/g)];
        const value = values[nth % values.length]!;
        const text = TEXTS[which].slice(0, value.index) + json + TEXTS[which].slice(value.index + value[0].length);
        survives({ ...TEXTS, [which]: text });
      }),
      { numRuns: 400 },
    );
  });

  test('and says nothing of the file as it was', () => {
    expect(content(TEXTS).problems).toEqual([]);
  });
});
