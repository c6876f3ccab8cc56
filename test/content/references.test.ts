/** What files say about each other: ids that must be different, references that must lead somewhere. */
import { describe, expect, test } from 'vitest';
import { type SmallContent, HEAD, PATH, PROGRAM, QUESTIONS, errors } from './small-content.js';

const question = (id: string, objective: string) =>
  `  - { question: ${id}, objective: ${objective}, type: true-false, prompt: "So (${id})?", answer: true }\n`;

describe('ids that appear twice', () => {
  test.each<[string, SmallContent, string[]]>([
    [
      'questions',
      { assessment: HEAD + question('one', 'A-1') + question('one', 'A-2') },
      ['assessments/a.yaml:7:17: error: question "one" appears twice\n  hint: the first is in line 6'],
    ],
    [
      'objectives',
      { path: PATH.replace('objective: A-2, statement', 'objective: A-1, statement') },
      [
        'assessments/a.yaml:12:16: error: there is no objective "A-2"\n  hint: did you mean "A-1"?',
        'curricula/p.yaml:7:18: error: objective "A-1" appears twice\n  hint: the first is in line 6',
        'curricula/p.yaml:12:58: error: there is no objective "A-2"\n  hint: did you mean "A-1"?',
      ],
    ],
    [
      'modules of different stages of one edition',
      { path: `${PATH}  - { stage: more, title: More, modules: [{ module: tiers, title: Again }] }\n` },
      ['curricula/p.yaml:13:53: error: module "tiers" appears twice\n  hint: the first is in line 12'],
    ],
    [
      'stages',
      { path: `${PATH}  - { stage: basics, title: Again, modules: [] }\n` },
      ['curricula/p.yaml:13:14: error: stage "basics" appears twice\n  hint: the first is in line 9'],
    ],
    [
      'tracks',
      { program: `${PROGRAM}  - { track: sales, title: Again, roles: [Other], path: sales, assessment: sales }\n` },
      ['curricula/program.yaml:6:14: error: track "sales" appears twice\n  hint: the first is in line 5'],
    ],
    [
      'roles of one track',
      { program: PROGRAM.replace('[Seller]', '[Seller, Seller]') },
      ['curricula/program.yaml:5:51: error: role "Seller" appears twice\n  hint: the first is in line 5'],
    ],
    [
      'quarters',
      { program: `${PROGRAM}recertification: { quarters: [Q1, Q1] }\n` },
      ['curricula/program.yaml:6:35: error: quarter "Q1" appears twice\n  hint: the first is in line 6'],
    ],
    [
      'windows set by hand',
      {
        program: `${PROGRAM}recertification:
  windows:
    - { window: Q3FY21, opens: 2020-08-01, closes: 2020-10-16 }
    - { window: Q3FY21, opens: 2020-08-02, closes: 2020-10-17 }
`,
      },
      ['curricula/program.yaml:9:17: error: window "Q3FY21" appears twice\n  hint: the first is in line 8'],
    ],
    [
      'editions of an assessment',
      { more: { 'assessments/b.yaml': HEAD + QUESTIONS } },
      [
        'assessments/b.yaml:3:10: error: edition E1 of assessment "sales" is in two files\n  hint: the other one is assessments/a.yaml',
      ],
    ],
    [
      'editions of a path',
      { more: { 'curricula/z/p.yaml': PATH } },
      ['curricula/z/p.yaml:3:10: error: edition E1 of path "sales" is in two files\n  hint: the other one is curricula/p.yaml'],
    ],
  ])('%s', (_, files, expected) => {
    expect(errors(files)).toEqual(expected);
  });

  test('a module and a question may come back in another edition, a role in another track', () => {
    expect(
      errors({
        program: `${PROGRAM}  - { track: other, title: Other, roles: [Seller], path: sales, assessment: sales }\n`,
        more: {
          'curricula/p2.yaml': PATH.replace('edition: E1', 'edition: E2'),
          'assessments/a2.yaml': (HEAD + QUESTIONS).replace('edition: E1', 'edition: E2'),
        },
      }),
    ).toEqual([]);
  });
});

describe('references', () => {
  test.each<[string, SmallContent, string[]]>([
    [
      'a path and an assessment that are not there',
      { program: PROGRAM.replace('path: sales, assessment: sales', 'path: slaes, assessment: nothing') },
      [
        'curricula/program.yaml:5:58: error: there is no path "slaes"\n  hint: did you mean "sales"?',
        'curricula/program.yaml:5:77: error: there is no assessment "nothing"\n' +
          '  hint: no file under assessments/ says "assessment: nothing"',
      ],
    ],
    [
      'a stage that should come first',
      { path: PATH.replace('title: Basics', 'title: Basics\n    after: [vlaue]') },
      ['curricula/p.yaml:11:13: error: there is no stage "vlaue"'],
    ],
    [
      'the objective of a module',
      { path: PATH.replace('objectives: [A-1, A-2] }', 'objectives: [A-1, A-2, B-9] }') },
      ['curricula/p.yaml:12:63: error: there is no objective "B-9"'],
    ],
    [
      'the objective of a question',
      { assessment: HEAD + QUESTIONS.replace('A-2', 'A-22') },
      ['assessments/a.yaml:12:16: error: there is no objective "A-22"\n  hint: did you mean "A-2"?'],
    ],
  ])('%s', (_, files, expected) => {
    expect(errors(files)).toEqual(expected);
  });

  describe('the objective of a question', () => {
    const edition = (name: string, objective: string) =>
      PATH.replace('edition: E1', `edition: ${name}`)
        .replace('objective: A-2', `objective: ${objective}`)
        .replace('[A-1, A-2]', '[A-1]');

    test('must be in the edition of the path that has the same name', () => {
      expect(errors({ path: edition('E1', 'B-1'), more: { 'curricula/p2.yaml': edition('E2', 'A-2') } })).toEqual([
        'assessments/a.yaml:12:16: error: there is no objective "A-2"\n  hint: did you mean "A-1"?',
      ]);
    });

    test('may be in any edition if none has the name', () => {
      expect(errors({ path: edition('E3', 'B-1'), more: { 'curricula/p2.yaml': edition('E2', 'A-2') } })).toEqual([]);
    });

    test('may be in the path of any track that uses the assessment', () => {
      const program = `${PROGRAM}  - { track: other, title: Other, roles: [Other], path: other, assessment: sales }\n`;
      const other = edition('E1', 'A-2').replace('path: sales', 'path: other');
      expect(errors({ program, path: edition('E1', 'B-1'), more: { 'curricula/other.yaml': other } })).toEqual([]);
    });

    test('may be in any path if no track uses the assessment', () => {
      const draft = (HEAD + QUESTIONS).replace('assessment: sales', 'assessment: draft');
      expect(errors({ more: { 'assessments/draft.yaml': draft } })).toEqual([]);
    });

    test('is not asked for while the path cannot be read', () => {
      expect(errors({ path: 'path: sales\nobjectives: [\n' })).toEqual([
        'curricula/p.yaml:3:1: error: a bracket is not closed\n  hint: close it before the next key',
      ]);
    });
  });
});

describe('stages that wait for each other', () => {
  const stages = (after: Record<string, string>) =>
    `${PATH.slice(0, PATH.indexOf('stages:'))}stages:\n${Object.entries(after)
      .map(([stage, first]) => `  - { stage: ${stage}, title: Stage, after: [${first}], modules: [] }\n`)
      .join('')}`;

  test.each<[string, Record<string, string>, string[]]>([
    ['a row', { a: '', b: 'a', c: 'a, b' }, []],
    ['a diamond', { a: '', b: 'a', c: 'a', d: 'b, c' }, []],
    ['itself', { a: 'a' }, ['9:39: error: these stages wait for each other: a → a']],
    ['two', { a: 'b', b: 'a' }, ['10:39: error: these stages wait for each other: a → b → a']],
    ['three, off a row', { s: 'a', a: 'b', b: 'c', c: 'a' }, ['12:39: error: these stages wait for each other: a → b → c → a']],
    [
      'two circles',
      { a: 'b', b: 'a', c: 'd', d: 'c' },
      ['10:39: error: these stages wait for each other: a → b → a', '12:39: error: these stages wait for each other: c → d → c'],
    ],
  ])('%s', (_, after, expected) => {
    expect(errors({ path: stages(after) })).toEqual(
      expected.map((line) => `curricula/p.yaml:${line}\n  hint: take one of them out of "after"`),
    );
  });

  test('four thousand in a row are followed without a crash', () => {
    const chain = Object.fromEntries(Array.from({ length: 4_000 }, (_, at) => [`s${at}`, at === 3999 ? '' : `s${at + 1}`]));
    expect(errors({ path: stages(chain) })).toEqual([]);
  });
});

describe('the program', () => {
  test('there is none', () => {
    expect(errors({ program: '# empty\n' })).toEqual(['curricula/program.yaml:1:1: error: the file is empty']);
  });
});

test('faults of one file do not hide those of others, nor of its other parts', () => {
  expect(
    errors({
      program: `${PROGRAM}leave: 30\n`,
      path: PATH.replace('title: Path', 'titel: Path'),
      assessment: `${HEAD}${question('one', 'A-9')}  - { question: one, objective: A-1, type: single, prompt: So?, options: [{ text: a }, { text: b }], hint: x }\n`,
    }),
  ).toEqual([
    'assessments/a.yaml:6:33: error: there is no objective "A-9"\n  hint: did you mean "A-1"?',
    'assessments/a.yaml:7:17: error: question "one" appears twice\n  hint: the first is in line 6',
    'assessments/a.yaml:7:74: error: no option is right\n  hint: mark the right one with correct: true',
    'assessments/a.yaml:7:102: error: unknown key "hint"\n' +
      '  hint: the keys here are question, objective, prompt, holds_for, explanation, points, shuffle, use, sources, type, options',
    'curricula/p.yaml:1:1: error: missing key "title"',
    'curricula/p.yaml:2:1: error: unknown key "titel"\n  hint: did you mean "title"?',
    'curricula/program.yaml:6:8: error: leave: must be a group of keys, but is the number 30',
  ]);
});
