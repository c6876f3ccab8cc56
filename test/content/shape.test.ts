/** Keys and types: every wrong one at its place, in words that content owners use. */
import { describe, expect, test } from 'vitest';
import { HEAD, PATH, PROGRAM, QUESTIONS, content, errors } from './small-content.js';

/** One question of five fixed lines; what is given follows from line 10 on, indented by four. */
function question(type: string, lines: string): string {
  return `${HEAD}  - question: one
    objective: A-1
    type: ${type}
    prompt: Which one?
${lines.replace(/^/gm, '    ')}
`;
}

const OPTIONS = `options:
  - { text: Free, correct: true }
  - { text: Premium }`;

describe('keys', () => {
  test.each<[string, Parameters<typeof errors>[0], string[]]>([
    [
      'a key with a slip of the pen',
      { assessment: question('single', `${OPTIONS}\nexplnation: So it is.`) },
      ['assessments/a.yaml:13:5: error: unknown key "explnation"\n  hint: did you mean "explanation"?'],
    ],
    [
      'every unknown key, not only the first',
      { path: PATH.replace('title: Tiers,', 'title: Tiers, weight: 1, lenght: 2,') },
      [
        'curricula/p.yaml:12:40: error: unknown key "weight"\n  hint: the keys here are module, title, minutes, url, objectives, required',
        'curricula/p.yaml:12:51: error: unknown key "lenght"\n  hint: the keys here are module, title, minutes, url, objectives, required',
      ],
    ],
    [
      'a comma that ends a text too early',
      { assessment: question('single', 'options:\n  - { text: Free, correct: true }\n  - { text: Premium, yearly }') },
      [
        'assessments/a.yaml:12:26: error: unknown key "yearly"\n' +
          '  hint: a text with a comma in it needs quotes; the keys here are text, correct, feedback',
      ],
    ],
    [
      'a missing key, at the group it is missing from',
      { program: PROGRAM.replace('time_zone: UTC\n', '') },
      ['curricula/program.yaml:1:1: error: missing key "time_zone"'],
    ],
    [
      'several missing keys',
      { assessment: `${HEAD}  - question: one\n    type: single\n` },
      [
        'assessments/a.yaml:6:5: error: missing key "objective"',
        'assessments/a.yaml:6:5: error: missing key "prompt"',
        'assessments/a.yaml:6:5: error: missing key "options"',
      ],
    ],
    [
      'a missing type, with the types there are',
      { assessment: `${HEAD}  - { question: one, objective: A-1, prompt: So? }\n` },
      [
        'assessments/a.yaml:6:5: error: missing key "type"\n' +
          '  hint: one of single, multiple, true-false, short, numeric, order, match',
      ],
    ],
    [
      'a weight where options have none',
      { assessment: question('single', 'options:\n  - { text: Free, correct: true, weight: 1 }\n  - { text: Premium }') },
      ['assessments/a.yaml:11:38: error: unknown key "weight"\n  hint: the keys here are text, correct, feedback'],
    ],
    [
      'an assessment among the curricula',
      { more: { 'curricula/x.yaml': HEAD + QUESTIONS } },
      ['curricula/x.yaml:1:1: error: is an assessment\n  hint: move it to assessments/'],
    ],
    [
      'a learning path among the assessments',
      { more: { 'assessments/x.yaml': PATH } },
      ['assessments/x.yaml:1:1: error: is a learning path\n  hint: move it to curricula/'],
    ],
  ])('%s', (_, files, expected) => {
    expect(errors(files)).toEqual(expected);
  });
});

describe('types', () => {
  test.each<[string, Parameters<typeof errors>[0], string[]]>([
    [
      'a number where a text belongs',
      { program: PROGRAM.replace('title: Test', 'title: 2026') },
      ['curricula/program.yaml:2:8: error: title: must be text, but is the number 2026\n  hint: put it in quotes: "2026"'],
    ],
    [
      'a number as an edition',
      { path: PATH.replace('edition: E1', 'edition: 1.10') },
      ['curricula/p.yaml:3:10: error: edition: must be text, but is the number 1.10\n  hint: put it in quotes: "1.10"'],
    ],
    [
      'true where a text belongs',
      { assessment: question('single', 'options: [{ text: true, correct: true }, { text: no }]') },
      ['assessments/a.yaml:10:23: error: text: must be text, but is true\n  hint: put it in quotes: "true"'],
    ],
    [
      'nothing where a text belongs',
      { assessment: (HEAD + QUESTIONS).replace('title: Assessment', 'title: #3 is a comment') },
      ['assessments/a.yaml:2:1: error: title: must be text, but is empty\n  hint: a text that starts with # needs quotes'],
    ],
    [
      'an empty text',
      { assessment: (HEAD + QUESTIONS).replace('title: Assessment', "title: ' '") },
      ['assessments/a.yaml:2:8: error: title: is empty\n  hint: write the text, or delete the key'],
    ],
    [
      'several lines where one belongs',
      { assessment: (HEAD + QUESTIONS).replace('title: Assessment', 'title: |\n  one\n  two') },
      ['assessments/a.yaml:2:8: error: title: must be on one line'],
    ],
    [
      'yes where true belongs',
      { assessment: question('single', `${OPTIONS}\nshuffle: yes`) },
      ['assessments/a.yaml:13:14: error: shuffle: must be true or false, but is the text "yes"\n  hint: write true'],
    ],
    [
      'one text where a list belongs',
      { assessment: question('single', `${OPTIONS}\nsources: F125`) },
      ['assessments/a.yaml:13:14: error: sources: must be a list, but is the text "F125"\n  hint: write it in brackets: [F125]'],
    ],
    [
      'a number in a list of texts',
      { assessment: question('single', `${OPTIONS}\nsources: [F125, 7]`) },
      ['assessments/a.yaml:13:21: error: sources, item 2: must be text, but is the number 7\n  hint: put it in quotes: "7"'],
    ],
    [
      'a list where a group belongs',
      { program: `${PROGRAM}leave: []\ncertification: [80]\n` },
      [
        'curricula/program.yaml:6:8: error: leave: must be a group of keys, but is a list',
        'curricula/program.yaml:7:16: error: certification: must be a group of keys, but is a list',
      ],
    ],
    [
      'a list where a question belongs',
      { assessment: `${HEAD}  - [one]\n` },
      ['assessments/a.yaml:6:5: error: questions, item 1: must be a group of keys, but is a list'],
    ],
    [
      'a text as a whole file',
      { assessment: 'hello' },
      ['assessments/a.yaml:1:1: error: the file: must be a group of keys, but is the text "hello"'],
    ],
    [
      'a group where a text belongs',
      { assessment: question('single', `${OPTIONS}\nexplanation: { a: b }`) },
      ['assessments/a.yaml:13:18: error: explanation: must be text, but is a group of keys'],
    ],
    [
      'an unknown type',
      { assessment: question('singel', OPTIONS) },
      [
        'assessments/a.yaml:8:11: error: type: must be one of single, multiple, true-false, short, numeric, order, match, ' +
          'but is the text "singel"\n  hint: did you mean "single"?',
      ],
    ],
    [
      'an unknown use',
      { assessment: question('single', `${OPTIONS}\nuse: exams`) },
      [
        'assessments/a.yaml:13:10: error: use: must be one of exam, practice, both, but is the text "exams"\n  hint: did you mean "exam"?',
      ],
    ],
    [
      'no options to choose from',
      { assessment: question('single', 'options: [{ text: Free, correct: true }]') },
      ['assessments/a.yaml:10:14: error: options: must hold at least two options'],
    ],
    [
      'no question',
      { assessment: HEAD.replace('questions:', 'questions: []') },
      ['assessments/a.yaml:5:12: error: questions: must hold at least one question'],
    ],
    [
      'answers that are neither text nor group',
      { assessment: question('short', 'answers: [ci, 7, { text: cd, wieght: 1/2 }, { text: 5 }, { weight: 2, text: x }]') },
      [
        'assessments/a.yaml:10:19: error: answers, item 2: must be text, or a group with a text and a weight, but is the number 7\n' +
          '  hint: put it in quotes: "7"',
        'assessments/a.yaml:10:34: error: unknown key "wieght"\n  hint: did you mean "weight"?',
        'assessments/a.yaml:10:57: error: text: must be text, but is the number 5\n  hint: put it in quotes: "5"',
        'assessments/a.yaml:10:72: error: weight: must be from 0 to 1, such as 1, 0.5 or 1/3',
      ],
    ],
  ])('%s', (_, files, expected) => {
    expect(errors(files)).toEqual(expected);
  });
});

describe('ids', () => {
  const says = 'must be made of letters, digits, ".", "_" and "-", start with a letter or a digit, and have at most 64 of them';
  test.each([
    ['../../etc/passwd', says],
    ['.hidden', says],
    ['a/b', says],
    ['a b', says],
    ['-rf', says],
    ['"a\\nb"', says],
    ['é', says],
    ['"__proto__"', says],
    ['x'.repeat(65), says],
    ["''", says],
    ['constructor', 'is a word that has another meaning to the program'],
  ])('%s is none', (id, message) => {
    expect(errors({ program: PROGRAM.replace('program: test', `program: ${id}`) })).toEqual([
      `curricula/program.yaml:1:10: error: program: ${message}`,
    ]);
  });

  test.each(['a', 'A.b_c-9', '1', 'x'.repeat(64)])('%s is one', (id) => {
    expect(errors({ program: PROGRAM.replace('program: test', `program: "${id}"`) })).toEqual([]);
  });
});

describe('values', () => {
  const at = 'curricula/program.yaml:6';
  test.each([
    ['time zone', 'fiscal_year: { first_month: 13 }', `${at}:29: error: first_month: must be a whole number from 1 to 12`],
    ['half a month', 'fiscal_year: { first_month: 1.5 }', `${at}:29: error: first_month: must be a whole number from 1 to 12`],
    ['a pass mark of 0', 'certification: { pass_mark: 0 }', `${at}:29: error: pass_mark: must be above 0, up to 100`],
    ['a pass mark above 100', 'certification: { pass_mark: 100.5 }', `${at}:29: error: pass_mark: must be above 0, up to 100`],
    ['an endless pass mark', 'certification: { pass_mark: .inf }', `${at}:29: error: pass_mark: must be above 0, up to 100`],
    ['no number', 'certification: { pass_mark: .nan }', `${at}:29: error: pass_mark: must be a number, but is the number .nan`],
    [
      'a tiny pass mark',
      'certification: { pass_mark: 1e-9 }',
      `${at}:29: error: pass_mark: must be a plain number such as 80 or 82.5`,
    ],
    [
      'a pass mark in per cent',
      'certification: { pass_mark: 80% }',
      `${at}:29: error: pass_mark: must be a number, but is the text "80%"`,
    ],
    ['negative days', 'leave: { return_days: -1 }', `${at}:23: error: return_days: must be a whole number from 0 to 3650`],
    [
      'an unknown quarter',
      'recertification: { quarters: [Q5] }',
      `${at}:31: error: quarters, item 1: must be one of Q1, Q2, Q3, Q4, but is the text "Q5"`,
    ],
    [
      'a window that is no quarter',
      'recertification: { windows: [{ window: FY21Q3, opens: 2020-08-01, closes: 2020-10-16 }] }',
      `${at}:40: error: window: must be a quarter of a fiscal year, such as Q3FY21`,
    ],
    [
      'a day that does not exist',
      'recertification: { windows: [{ window: Q3FY21, opens: 2020-08-01, closes: 2020-09-31 }] }',
      `${at}:75: error: closes: must be a day that exists, written as 2026-08-01`,
    ],
  ])('program: %s', (_, line, expected) => {
    expect(errors({ program: `${PROGRAM}${line}\n` })).toEqual([expected]);
  });

  test.each(['Mars/Olympus', '"+25:00"', '"+02:00"'])('%s is no time zone', (zone) => {
    expect(errors({ program: PROGRAM.replace('UTC', zone) })).toEqual([
      'curricula/program.yaml:3:12: error: time_zone: must be a time zone that is known\n  hint: use a name such as Europe/Berlin or UTC',
    ]);
  });

  test.each([
    ['time_limit: 45', 'time_limit: must be a time such as 45m, 1h or 1h30m, at most 24h'],
    ['time_limit: 45 min', 'time_limit: must be a time such as 45m, 1h or 1h30m, at most 24h'],
    ['time_limit: 0m', 'time_limit: must be a time such as 45m, 1h or 1h30m, at most 24h'],
    ['time_limit: 25h', 'time_limit: must be a time such as 45m, 1h or 1h30m, at most 24h'],
  ])('%s', (line, message) => {
    expect(errors({ assessment: `${line}\n${HEAD}${QUESTIONS}` })).toEqual([`assessments/a.yaml:1:13: error: ${message}`]);
  });

  test.each([
    ['url: "javascript:alert(1)"', 'url: must be an address that starts with https:// or http://'],
    ['url: "file:///etc/passwd"', 'url: must be an address that starts with https:// or http://'],
    ['url: "https://"', 'url: must be an address that starts with https:// or http://'],
    ['minutes: 0', 'minutes: must be a whole number from 1 to 10000'],
    ['minutes: 30m', 'minutes: must be a number, but is the text "30m"'],
  ])('module with %s', (line, message) => {
    const column = 26 + line.indexOf(' ') + 1;
    expect(errors({ path: PATH.replace('{ module: tiers,', `{ module: tiers, ${line},`) })).toEqual([
      `curricula/p.yaml:12:${column}: error: ${message}`,
    ]);
  });

  test.each([
    ['points: 0', 'points: must be above 0, such as 1, 1.5 or 1/2, and at most 1000'],
    ['points: -1', 'points: must be above 0, such as 1, 1.5 or 1/2, and at most 1000'],
    ['points: 1/0', 'points: must be above 0, such as 1, 1.5 or 1/2, and at most 1000'],
    ['points: 1e3', 'points: must be above 0, such as 1, 1.5 or 1/2, and at most 1000'],
    ['points: 0x10', 'points: must be above 0, such as 1, 1.5 or 1/2, and at most 1000'],
    ['points: many', 'points: must be above 0, such as 1, 1.5 or 1/2, and at most 1000'],
    ['points: [1]', 'points: must be a number, but is a list'],
  ])('question with %s', (line, message) => {
    expect(errors({ assessment: question('single', `${OPTIONS}\n${line}`) })).toEqual([
      `assessments/a.yaml:13:13: error: ${message}`,
    ]);
  });
});

describe('defaults and exact numbers', () => {
  test('a program needs no more than its name, its zone and its tracks', () => {
    expect(content({}).policy).toEqual({
      program: 'test',
      title: 'Test',
      time_zone: 'UTC',
      fiscal_year: { first_month: 2, named_after: 'end' },
      certification: { pass_mark: 80, first_due_days: 90, min_assurance: 'self' },
      recertification: { quarters: ['Q1', 'Q3'], window_days: 45, early_days: 0, windows: [] },
      leave: { return_days: 30 },
      tracks: [{ track: 'sales', title: 'Sales', roles: ['Seller'], path: 'sales', assessment: 'sales' }],
    });
  });

  test('a group that is begun keeps its other defaults', () => {
    const { policy } = content({ program: `${PROGRAM}recertification: { early_days: 7 }\n` });
    expect(policy?.recertification).toEqual({ quarters: ['Q1', 'Q3'], window_days: 45, early_days: 7, windows: [] });
  });

  test('a path', () => {
    expect(content({}).paths).toEqual([
      {
        path: 'sales',
        title: 'Path',
        edition: 'E1',
        effective: '2026-08-01',
        owners: [],
        objectives: [
          { objective: 'A-1', statement: 'know', priority: 'P1' },
          { objective: 'A-2', statement: 'know', priority: 'P2' },
        ],
        stages: [
          {
            stage: 'basics',
            title: 'Basics',
            after: [],
            modules: [{ module: 'tiers', title: 'Tiers', objectives: ['A-1', 'A-2'], required: true }],
          },
        ],
      },
    ]);
  });

  const base = { question: 'one', objective: 'A-1', prompt: 'Which one?', points: '1', shuffle: true, use: 'exam', sources: [] };
  test.each<[string, string, string, object]>([
    [
      'single',
      'single',
      `${OPTIONS}\npoints: 1.50\nuse: both\nholds_for: GitLab 13.4`,
      {
        ...base,
        type: 'single',
        points: '1.50',
        use: 'both',
        holds_for: 'GitLab 13.4',
        options: [
          { text: 'Free', correct: true },
          { text: 'Premium', correct: false },
        ],
      },
    ],
    [
      'multiple with weights: what earns something is right',
      'multiple',
      'points: 1/2\noptions:\n  - { text: a, weight: 1/3 }\n  - { text: b, weight: "2/3" }\n  - { text: c, weight: -0.5 }\n  - { text: d }',
      {
        ...base,
        type: 'multiple',
        scoring: 'all-or-nothing',
        points: '1/2',
        options: [
          { text: 'a', correct: true, weight: '1/3' },
          { text: 'b', correct: true, weight: '2/3' },
          { text: 'c', correct: false, weight: '-0.5' },
          { text: 'd', correct: false },
        ],
      },
    ],
    [
      'true-false is never shuffled',
      'true-false',
      'answer: false\nshuffle: true',
      { ...base, type: 'true-false', answer: false, shuffle: false },
    ],
    [
      'short',
      'short',
      'answers: [ "c*i", { text: cd, weight: 0.5 } ]',
      { ...base, type: 'short', answers: [{ text: 'c*i' }, { text: 'cd', weight: '0.5' }], case_sensitive: false },
    ],
    ['numeric', 'numeric', 'answer: 0.10', { ...base, type: 'numeric', key: { kind: 'exact', answer: '0.10' } }],
    [
      'numeric with digits no float keeps',
      'numeric',
      'answer: 123456789012345.000000000000001\ntolerance: 0.1',
      { ...base, type: 'numeric', key: { kind: 'exact', answer: '123456789012345.000000000000001', tolerance: '0.1' } },
    ],
    [
      'numeric with a share',
      'numeric',
      'answer: +50\ntolerance: 10 %',
      { ...base, type: 'numeric', key: { kind: 'exact', answer: '50', tolerance: '10%' } },
    ],
    [
      'numeric with a range',
      'numeric',
      'range: [-6, 8.5]',
      { ...base, type: 'numeric', key: { kind: 'range', low: '-6', high: '8.5' } },
    ],
    ['order', 'order', 'items: [a, b]\nscoring: partial', { ...base, type: 'order', items: ['a', 'b'], scoring: 'partial' }],
    [
      'match',
      'match',
      'pairs: [{ left: a, right: 1st }, { left: b, right: 1st }]\ndecoys: [2nd]',
      {
        ...base,
        type: 'match',
        pairs: [
          { left: 'a', right: '1st' },
          { left: 'b', right: '1st' },
        ],
        decoys: ['2nd'],
        scoring: 'all-or-nothing',
      },
    ],
  ])('%s', (_, type, lines, expected) => {
    const { problems, assessments } = content({ assessment: question(type, lines) });
    expect(problems).toEqual([]);
    expect(assessments[0]?.questions).toEqual([expected]);
  });

  test.each([
    ['45m', 45],
    ['1h', 60],
    ['1h30m', 90],
  ])('a time limit of %s is %i minutes', (written, minutes) => {
    expect(content({ assessment: `time_limit: ${written}\n${HEAD}${QUESTIONS}` }).assessments[0]?.time_limit).toBe(minutes);
  });
});
