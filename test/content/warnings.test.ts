/** What is doubtful about the editions in force on a day. */
import { describe, expect, test } from 'vitest';
import { HEAD, PATH, PROGRAM, QUESTIONS, content, warnings } from './small-content.js';
import { checkContent } from '../../src/content/check.js';
import { parseDay } from '../../src/domain/day.js';
import { chanceOfAtLeast } from '../../src/content/warnings/balance.js';

/** No windows, so that nothing is ever out of date. */
const QUIET = `${PROGRAM}recertification: { quarters: [] }\n`;

/** As many true-false questions as points are given, one half of them true, all on both objectives by turns. */
function bank(points: string[], head = HEAD): string {
  return `${head}${points
    .map(
      (worth, at) =>
        `  - { question: q${at}, objective: A-${(at % 2) + 1}, type: true-false, prompt: "So (${at})?", answer: ${at % 4 < 2}, points: ${worth} }\n`,
    )
    .join('')}`;
}

const ones = (count: number) => Array.from({ length: count }, () => '1');

describe('a pass mark between two results', () => {
  const hint = '  hint: draw a number of points that the pass mark divides evenly, such as 20 or 25 at 80 %';
  test.each<[string, string, string[]]>([
    ['25 points', bank(ones(25)), []],
    ['30 points', bank(ones(30)), []],
    ['18 points', bank(ones(18)), ['6:3: 80 % of 18 points is 14.4, which no result hits exactly: passing takes 15']],
    ['7 points', bank(ones(7)), ['6:3: 80 % of 7 points is 5.6, which no result hits exactly: passing takes 6']],
    ['its own mark', bank(ones(12), `pass_mark: 75\n${HEAD}`), []],
    [
      'its own mark, between',
      bank(ones(10), `pass_mark: 82.5\n${HEAD}`),
      ['1:12: 82.5 % of 10 points is 8.25, which no result hits exactly: passing takes 9'],
    ],
    ['halves that hit it', bank([...ones(6), '1/2', '1/2', '1/2']), []],
    ['points of which no sum hits it, though the units would', bank(['2', '3', '5']), []],
    ['two heavy questions', bank(['5', '5']), ['6:3: 80 % of 10 points is 8, which no result hits exactly: passing takes 10']],
  ])('%s', (_, assessment, expected) => {
    expect(warnings({ program: QUIET, assessment })).toEqual(
      expected.map((line) => `assessments/a.yaml:${line.replace(' ', ' warning: ')}\n${hint}`),
    );
  });

  const partial = `${HEAD}  - { question: a, objective: A-1, type: true-false, prompt: "So?", answer: true }
  - { question: b, objective: A-2, type: order, prompt: "Order!", items: [a, b, c, d, e, f], scoring: partial }
`;

  test('parts of points count: fifths hit 80 % of 2', () => {
    expect(warnings({ program: QUIET, assessment: partial })).toEqual([]);
  });

  test('parts of points may still step over it', () => {
    expect(warnings({ program: QUIET, assessment: partial.replace(', e, f]', ']') })).toEqual([
      `assessments/a.yaml:6:3: warning: 80 % of 2 points is 1.6, which no result hits exactly: passing takes 1.6666\n${hint}`,
    ]);
  });

  test('a blueprint decides what is drawn', () => {
    const draw = (count: number) =>
      bank(ones(20), HEAD.replace('questions:', `draw: [{ objectives: ["*"], count: ${count} }]\nquestions:`));
    expect(warnings({ program: QUIET, assessment: draw(5) })).toEqual([]);
    expect(warnings({ program: QUIET, assessment: draw(6) })).toEqual([
      `assessments/a.yaml:5:7: warning: 80 % of 6 points is 4.8, which no result hits exactly: passing takes 5\n${hint}`,
    ]);
  });

  test('nothing is said where draws may be worth different points', () => {
    const mixed = bank([...ones(6), '2'], HEAD.replace('questions:', 'draw: [{ objectives: ["*"], count: 6 }]\nquestions:'));
    expect(warnings({ program: QUIET, assessment: mixed })).toEqual([]);
  });
});

describe('the same twice', () => {
  test.each<[string, string, string[]]>([
    [
      'an option',
      '  - { question: a, objective: A-1, type: single, prompt: "One?", options: [{ text: x, correct: true }, { text: y }, { text: " y" }] }\n',
      ['6:117: warning: the option "y" appears twice'],
    ],
    [
      'a decoy',
      '  - { question: a, objective: A-1, type: match, prompt: "One?", pairs: [{ left: a, right: x }], decoys: [y, y] }\n',
      ['6:109: warning: the option "y" appears twice'],
    ],
    [
      'a prompt, but for spaces and capitals',
      '  - { question: a, objective: A-1, type: true-false, prompt: "Is  IT so?", answer: true }\n',
      ['10:13: warning: this prompt is asked twice\n  hint: the first is in line 6'],
    ],
    [
      'weights that do not make a whole',
      '  - { question: a, objective: A-1, type: multiple, prompt: "One?", options: [{ text: x, weight: 0.33 }, { text: y, weight: 0.33 }, { text: z, weight: 0.33 }] }\n',
      [
        '6:77: warning: the best answer earns 99/100 of the question, never all of it\n  hint: weights are exact: write a third as 1/3',
      ],
    ],
    [
      'thirds do',
      '  - { question: a, objective: A-1, type: multiple, prompt: "One?", options: [{ text: x, weight: 1/3 }, { text: y, weight: 1/3 }, { text: z, weight: 1/3 }] }\n',
      [],
    ],
  ])('%s', (_, line, expected) => {
    const found = warnings({ program: `${QUIET}certification: { pass_mark: 100 }\n`, assessment: HEAD + line + QUESTIONS });
    expect(found).toEqual(expected.map((text) => `assessments/a.yaml:${text}`));
  });
});

describe('objectives left out', () => {
  const path = PATH.replace('objectives: [A-1, A-2] }', 'objectives: [A-1] }').replace(
    'stages:',
    '  - { objective: A-3, statement: know }\nstages:',
  );

  test('by modules, and by exam questions', () => {
    const assessment = HEAD + QUESTIONS.replace('  - question: two', '  - use: practice\n    question: two');
    expect(warnings({ program: `${QUIET}certification: { pass_mark: 100 }\n`, path, assessment })).toEqual([
      'curricula/p.yaml:7:5: warning: no module teaches objective "A-2"',
      'curricula/p.yaml:7:5: warning: no exam question of assessment "sales" asks objective "A-2"',
      'curricula/p.yaml:8:5: warning: no module teaches objective "A-3"',
      'curricula/p.yaml:8:5: warning: no exam question of assessment "sales" asks objective "A-3"',
    ]);
  });

  test('are not told of questions while an assessment that may ask them has an error', () => {
    const loaded = content({ program: QUIET, path, assessment: HEAD });
    expect(
      checkContent(loaded, parseDay('2026-08-01')!)
        .filter(({ severity }) => severity === 'warning')
        .map(({ message }) => message),
    ).toEqual(['no module teaches objective "A-2"', 'no module teaches objective "A-3"']);
  });
});

describe('an edition older than the window', () => {
  const program = `${PROGRAM}certification: { pass_mark: 100 }\n`;
  const stale = (file: string, line: string, effective: string) =>
    `${file}:${line}: warning: edition E1, effective ${effective}, is older than the Q3FY27 window (opens 2026-08-01)\n` +
    '  hint: objectives, assessments and paths are refreshed for every window: review it and add an edition';
  const both = [stale('assessments/a.yaml', '4:12', '2026-02-01'), stale('curricula/p.yaml', '4:12', '2026-02-01')];
  const old = {
    path: PATH.replace('2026-08-01', '2026-02-01'),
    assessment: (HEAD + QUESTIONS).replace('2026-08-01', '2026-02-01'),
  };

  test.each<[string, string, string[]]>([
    ['31 days before it opens', '2026-07-01', []],
    ['30 days before', '2026-07-02', both],
    ['while it is open', '2026-08-15', both],
    ['on its last day', '2026-09-14', both],
    ['after it', '2026-09-15', []],
  ])('%s', (_, today, expected) => {
    expect(warnings({ program, ...old }, today)).toEqual(expected);
  });

  test('is in time if it takes effect on the day the window opens, even before that day', () => {
    expect(warnings({ program }, '2026-08-01')).toEqual([]);
    const next = {
      'curricula/p2.yaml': PATH.replace('E1', 'E2'),
      'assessments/a2.yaml': (HEAD + QUESTIONS).replace('E1', 'E2'),
    };
    expect(warnings({ program, ...old, more: next }, '2026-07-15')).toEqual([]);
  });

  test('is in time for early attempts', () => {
    const early = `${program}recertification: { early_days: 10 }\n`;
    const on = (day: string) => ({
      path: PATH.replace('2026-08-01', day),
      assessment: (HEAD + QUESTIONS).replace('2026-08-01', day),
    });
    expect(warnings({ program: early, ...on('2026-07-22') }, '2026-08-01')).toEqual([]);
    expect(warnings({ program: early, ...on('2026-07-21') }, '2026-08-01')).toHaveLength(2);
  });

  test('says nothing about content that no track uses', () => {
    const draft = { 'assessments/draft.yaml': old.assessment.replace('assessment: sales', 'assessment: draft') };
    expect(warnings({ program, more: draft }, '2026-08-15')).toEqual([]);
  });
});

test('warnings are about the edition in force alone', () => {
  const assessment = (HEAD + QUESTIONS)
    .replace('Is it not so?', 'Is it so?')
    .replace('2026-08-01', '2026-09-01')
    .replace('E1', 'E2');
  const files = { program: `${QUIET}certification: { pass_mark: 100 }\n`, more: { 'assessments/b.yaml': assessment } };
  expect(warnings(files, '2026-08-31')).toEqual([]);
  expect(warnings(files, '2026-09-01')).toEqual([
    'assessments/b.yaml:14:13: warning: this prompt is asked twice\n  hint: the first is in line 9',
  ]);
});

describe('right answers that give themselves away', () => {
  interface Single {
    options: string[];
    right: number;
  }

  function singles(questions: Single[]): string {
    const lines = questions.map(({ options, right }, at) => {
      const listed = options.map((text, place) => `{ text: "${text}"${place === right ? ', correct: true' : ''} }`);
      return `  - { question: q${at}, objective: A-${(at % 2) + 1}, type: single, prompt: "So (${at})?", options: [${listed.join(', ')}] }\n`;
    });
    return HEAD + lines.join('');
  }

  const found = (assessment: string) =>
    warnings({ program: `${QUIET}certification: { pass_mark: 100 }\n`, assessment }).map((line) => line.split('\n')[0]);
  const times = <T>(count: number, make: (at: number) => T) => Array.from({ length: count }, (_, at) => make(at));

  test('by length: always the longest', () => {
    const questions = times(20, (at) => ({
      right: at % 4,
      options: times(4, (place) => (place === at % 4 ? 'longest' : `wrong${place}`)),
    }));
    expect(found(singles(questions))).toEqual([
      'assessments/a.yaml:6:3: warning: the longest option is the right one in 20 of 20 single questions; by chance about 5',
    ]);
  });

  test('by length: always the shortest', () => {
    const questions = times(20, (at) => ({
      right: at % 4,
      options: times(4, (place) => (place === at % 4 ? 'yes' : `wrong${place}`)),
    }));
    expect(found(singles(questions))).toEqual([
      'assessments/a.yaml:6:3: warning: the shortest option is the right one in 20 of 20 single questions; by chance about 5',
    ]);
  });

  test('by place: always the first', () => {
    const questions = times(20, () => ({ right: 0, options: times(4, (place) => `text${place}`) }));
    expect(found(singles(questions))).toEqual([
      'assessments/a.yaml:6:3: warning: option 1 is the right one in 20 of 20 single questions; by chance about 5',
    ]);
  });

  test('by place: the fourth, among questions with three and four options', () => {
    const questions = times(24, (at) => ({
      right: at % 2 ? 3 : at % 3,
      options: times(at % 2 ? 4 : 3, (place) => `text${place}`),
    }));
    expect(found(singles(questions))).toEqual([
      'assessments/a.yaml:6:3: warning: option 4 is the right one in 12 of 24 single questions; by chance about 3',
    ]);
  });

  test('by the answer of statements', () => {
    const questions = times(
      12,
      (at) => `  - { question: q${at}, objective: A-${(at % 2) + 1}, type: true-false, prompt: "So (${at})?", answer: true }\n`,
    );
    expect(found(HEAD + questions.join(''))).toEqual([
      'assessments/a.yaml:6:3: warning: "true" is right in 12 of 12 true-false questions',
    ]);
  });

  test('not in a bank that is even', () => {
    const questions = times(40, (at) => ({
      right: at % 4,
      // The right one is longest in a quarter of the questions, shortest in another.
      options: times(4, (place) => 'x'.repeat(3 + ((place + Math.floor(at / 4)) % 4)) + place),
    }));
    expect(found(singles(questions))).toEqual([]);
  });

  test('not in a bank too small to tell: three in three may be luck', () => {
    expect(found(singles(times(3, () => ({ right: 0, options: ['longest', 'b', 'c'] }))))).toEqual([]);
  });

  test('not by a small leaning of a large bank, which helps nobody', () => {
    const questions = times(400, (at) => ({ right: at < 40 ? 0 : at % 4, options: times(4, (place) => `text${place}`) }));
    expect(found(singles(questions))).toEqual([]);
  });

  test('luck is reckoned exactly', () => {
    const even = times(10, () => ({ chance: 1 / 2 }));
    expect(chanceOfAtLeast(10, even)).toBeCloseTo(1 / 1024, 12);
    expect(chanceOfAtLeast(9, even)).toBeCloseTo(11 / 1024, 12);
    expect(chanceOfAtLeast(0, even)).toBeCloseTo(1, 12);
    expect(chanceOfAtLeast(2, [{ chance: 1 / 2 }, { chance: 1 / 4 }, { chance: 0 }])).toBeCloseTo(1 / 8, 12);
  });
});
