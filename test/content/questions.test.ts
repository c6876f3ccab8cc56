/** Questions that nobody, or everybody, could answer, and blueprints that cannot be filled. */
import { describe, expect, test } from 'vitest';
import { HEAD, PATH, QUESTIONS, errors } from './small-content.js';

function question(type: string, lines: string): string {
  return `${HEAD}  - question: one
    objective: A-1
    type: ${type}
    prompt: Which one?
${lines.replace(/^/gm, '    ')}
`;
}

describe('keys of questions', () => {
  test.each<[string, string, string, string[]]>([
    [
      'single without a right option',
      'single',
      'options: [{ text: a }, { text: b }]',
      ['10:14: error: no option is right\n  hint: mark the right one with correct: true'],
    ],
    [
      'single with two',
      'single',
      'options: [{ text: a, correct: true }, { text: b, correct: true }]',
      [
        '10:14: error: 2 options are right, but a question of type single has one\n' +
          '  hint: make it type: multiple, or leave one correct: true',
      ],
    ],
    [
      'multiple without a right option',
      'multiple',
      'options: [{ text: a }, { text: b }]',
      ['10:14: error: no option is right\n  hint: mark the right one with correct: true'],
    ],
    ['multiple with all right', 'multiple', 'options: [{ text: a, correct: true }, { text: b, correct: true }]', []],
    [
      'weights that never gain',
      'multiple',
      'options: [{ text: a, weight: -1/2 }, { text: b, weight: 0 }]',
      ['10:14: error: the weights of the options never come to more than 0, whatever is chosen'],
    ],
    [
      'a right option without a weight among others with one',
      'multiple',
      'options: [{ text: a, weight: 1/2 }, { text: b, correct: true }]',
      [
        '10:41: error: "b" is right but has no weight, while other options have one\n  hint: give every right option its weight, such as 1/3',
      ],
    ],
    [
      'a right option that costs points',
      'multiple',
      'options: [{ text: a, weight: 1 }, { text: b, correct: true, weight: -1 }]',
      ['10:39: error: "b" is right, but its weight is not above 0'],
    ],
    [
      'an answer that accepts everything',
      'short',
      'answers: [ci, " * ** "]',
      ['10:19: error: an answer that is only * accepts everything\n  hint: for a star itself write \\*'],
    ],
    ['a star itself', 'short', "answers: ['\\*', 'a\\*b', 'pre*']", []],
    [
      'more stars than anybody needs',
      'short',
      'answers: ["a*b*c*d*e*f*g*h*i*j"]',
      ['10:15: error: an answer has more than 8 stars\n  hint: list several answers instead'],
    ],
    ['answers that earn nothing', 'short', 'answers: [{ text: a, weight: 0 }]', ['10:14: error: no answer has a weight above 0']],
    ['numeric without a key', 'numeric', 'points: 1', ['6:5: error: missing key "answer"\n  hint: or give a range: [6, 8]']],
    [
      'numeric with only a tolerance',
      'numeric',
      'tolerance: 1',
      ['6:5: error: missing key "answer"\n  hint: or give a range: [6, 8]'],
    ],
    [
      'numeric with two keys',
      'numeric',
      'answer: 7\nrange: [6, 8]',
      ['11:12: error: a range does not go with an answer or a tolerance\n  hint: keep one of them'],
    ],
    [
      'a reversed range',
      'numeric',
      'range: [8, -6.5]',
      ['10:12: error: the range starts at 8, above its end -6.5\n  hint: write [-6.5, 8]'],
    ],
    ['a range of one number', 'numeric', 'range: [8, 8]', []],
    ['half a range', 'numeric', 'range: [8]', ['10:12: error: range: must be two numbers, such as [6, 8]']],
    [
      'a tolerance below 0',
      'numeric',
      'answer: 7\ntolerance: -1',
      ['11:16: error: tolerance: must be a number not below 0, such as 1 or 0.5, or a share such as 10%'],
    ],
    [
      'an answer that is no number',
      'numeric',
      'answer: seven',
      ['10:13: error: answer: must be a plain number such as 7, -2 or 7.5'],
    ],
    [
      'an answer with an exponent',
      'numeric',
      'answer: 1e3',
      ['10:13: error: answer: must be a plain number such as 7, -2 or 7.5'],
    ],
    [
      'an answer with thousands',
      'numeric',
      'answer: 1,000',
      ['10:13: error: answer: must be a plain number such as 7, -2 or 7.5'],
    ],
    [
      'equal items to order',
      'order',
      'items: [a, b, a]',
      ['10:19: error: the item "a" appears twice, so its place cannot be told'],
    ],
    [
      'items that only look different to a computer',
      'order',
      'items: ["caf\\u00e9", "cafe\\u0301"]',
      ['10:26: error: the item "cafe\u0301" appears twice, so its place cannot be told'],
    ],
    [
      'equal left sides',
      'match',
      'pairs:\n  - { left: a, right: x }\n  - { left: a, right: y }',
      ['12:9: error: the left side "a" appears twice'],
    ],
    [
      'a decoy that is right',
      'match',
      'pairs: [{ left: a, right: x }, { left: b, right: y }]\ndecoys: [z, x]',
      ['11:17: error: the decoy "x" is also a right side'],
    ],
    [
      'nothing to choose',
      'match',
      'pairs: [{ left: a, right: x }, { left: b, right: x }]',
      ['10:12: error: there is only one thing to choose\n  hint: give pairs with different right sides, or decoys'],
    ],
    ['equal right sides are one choice', 'match', 'pairs: [{ left: a, right: x }, { left: b, right: x }]\ndecoys: [y]', []],
  ])('%s', (_, type, lines, expected) => {
    const found = errors({ assessment: question(type, lines) });
    expect(found).toEqual(expected.map((line) => `assessments/a.yaml:${line}`));
  });
});

describe('blueprints', () => {
  const objectives = ['A-1', 'A-2', 'B-1', 'B-2'];
  const path = `${PATH.slice(0, PATH.indexOf('objectives:'))}objectives:
${objectives.map((id) => `  - { objective: ${id}, statement: know, priority: ${id === 'B-1' ? 'P1' : 'P2'} }\n`).join('')}stages: []
`;

  /** Questions on objectives; the draw is in the lines after the fourth. */
  function bank(draw: string[], on: string[]): string {
    const questions = on.map((objective, at) => {
      const [id, use = 'exam'] = objective.split(' ');
      return `  - { question: q${at}, objective: ${id}, type: true-false, prompt: "So (${at})?", answer: true, use: ${use} }\n`;
    });
    return `${HEAD.replace('questions:', `draw:\n${draw.map((row) => `  - { ${row} }\n`).join('')}questions:`)}${questions.join('')}`;
  }

  test.each<[string, string[], string[], string[]]>([
    ['a row that finds enough', ['objectives: [A-*], count: 2'], ['A-1', 'A-2', 'B-1'], []],
    [
      'a row that finds too few',
      ['objectives: [A-*], count: 3'],
      ['A-1', 'A-2', 'B-1'],
      [
        '6:33: error: the row draws 3, but only 2 exam questions fit it\n  hint: add questions, lower the count or name more objectives',
      ],
    ],
    [
      'practice questions do not count',
      ['objectives: [A-*], count: 2'],
      ['A-1', 'A-2 practice'],
      [
        '6:33: error: the row draws 2, but only 1 exam question fits it\n  hint: add questions, lower the count or name more objectives',
      ],
    ],
    ['questions for both uses do', ['objectives: [A-*], count: 2'], ['A-1', 'A-2 both'], []],
    [
      'no question at all',
      ['objectives: [B-2], count: 1'],
      ['A-1'],
      [
        '6:33: error: the row draws 1, but no exam question fits it\n  hint: add questions, lower the count or name more objectives',
      ],
    ],
    [
      'only practice questions',
      ['objectives: [A-1], count: 1'],
      ['A-1 practice'],
      ['8:3: error: no question is for the exam\n  hint: leave out "use: practice" where a question may be asked'],
    ],
    [
      'a pattern that fits no objective',
      ['objectives: [C-*, A-*, D-1], count: 1'],
      ['A-1'],
      ['6:20: error: no objective fits "C-*"', '6:30: error: no objective fits "D-1"'],
    ],
    [
      'rows that want the same questions',
      ['objectives: [A-1], count: 2', 'objectives: [A-*], count: 2'],
      ['A-1', 'A-1', 'A-2'],
      [
        '7:33: error: the row draws 2, but the rows above it leave only 1\n' +
          '  hint: no question is drawn twice: add questions, or lower a count of rows that share objectives',
      ],
    ],
    [
      'rows that can share: the wide row makes way to the narrow one',
      ['objectives: [A-*], count: 2', 'objectives: [A-1], count: 2'],
      ['A-1', 'A-1', 'A-2', 'A-2'],
      [],
    ],
    [
      'three rows in a ring that just fit',
      ['objectives: [A-1, A-2], count: 1', 'objectives: [A-2, B-1], count: 1', 'objectives: [B-1, A-1], count: 1'],
      ['A-1', 'A-2', 'B-1'],
      [],
    ],
    ['a priority that is there', ['objectives: ["*"], count: 2, priority: P1'], ['A-1', 'B-1'], []],
    [
      'a priority that is not',
      ['objectives: [A-*], count: 2, priority: P1'],
      ['A-1', 'A-2', 'B-1'],
      [
        '6:46: error: no exam question that fits the row is on a P1 objective\n  hint: add such a question, or take the priority out',
      ],
    ],
    [
      'a priority that another row needs too',
      ['objectives: [B-1, A-1], count: 1, priority: P1', 'objectives: [B-1, A-2], count: 1, priority: P1'],
      ['B-1', 'A-1', 'A-2'],
      [
        '7:38: error: the row draws 1, but the rows above it leave none\n' +
          '  hint: no question is drawn twice: add questions, or lower a count of rows that share objectives',
      ],
    ],
    [
      'a question without priority makes way to one with',
      ['objectives: [B-1, A-1], count: 1', 'objectives: [B-1], count: 1, priority: P1'],
      ['B-1', 'A-1'],
      [],
    ],
  ])('%s', (_, draw, on, expected) => {
    expect(errors({ path, assessment: bank(draw, on) })).toEqual(expected.map((line) => `assessments/a.yaml:${line}`));
  });

  test('a faulty question still counts: mending it fills the row', () => {
    const assessment = bank(['objectives: [A-*], count: 2'], ['A-1', 'A-2']).replace(
      'answer: true, use: exam }\n  - { question: q1',
      'use: exam }\n  - { question: q1',
    );
    expect(errors({ path, assessment })).toEqual(['assessments/a.yaml:8:5: error: missing key "answer"']);
  });

  test.each([
    [
      'objectives: [A-*-1], count: 1',
      '6:20: error: objectives, item 1: must be an objective id, or the beginning of one with a * at its end',
    ],
    ['objectives: [A-1], count: 0', '6:33: error: count: must be a whole number from 1 to 1000'],
    ['objectives: [], count: 1', '6:19: error: objectives: must hold at least one objective'],
    ['objectives: [A-1]', '6:5: error: missing key "count"'],
  ])('%s', (row, expected) => {
    expect(errors({ path, assessment: bank([row], ['A-1']) })).toEqual([`assessments/a.yaml:${expected}`]);
  });

  test('without a blueprint every exam question is asked, so there must be one', () => {
    expect(errors({ assessment: HEAD + QUESTIONS.replaceAll('type:', 'use: practice\n    type:') })).toEqual([
      'assessments/a.yaml:6:3: error: no question is for the exam\n  hint: leave out "use: practice" where a question may be asked',
    ]);
  });
});
