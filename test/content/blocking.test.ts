/** Which faults stop a command: those of the program, and of the path and assessment it needs. */
import { describe, expect, test } from 'vitest';
import { blockingProblems } from '../../src/content/blocking.js';
import { HEAD, PATH, PROGRAM, QUESTIONS, type SmallContent, content } from './small-content.js';

const TWO = `${PROGRAM}  - { track: cs, title: Success, roles: [Helper], path: customer-success, assessment: customer-success }\n`;
const others = {
  'curricula/customer-success.yaml': PATH.replace('path: sales', 'path: customer-success'),
  'assessments/customer-success.yaml': (HEAD + QUESTIONS).replace('assessment: sales', 'assessment: customer-success'),
};

/** The files that stop the tracks sales and cs, and a command without a track. */
function stops(files: SmallContent): { sales: string[]; cs: string[]; all: string[] } {
  const loaded = content({ program: TWO, ...files, more: { ...others, ...files.more } });
  const names = (track?: string) => [
    ...new Set(blockingProblems(loaded, track === undefined ? [] : [track]).map((problem) => problem.file)),
  ];
  return { sales: names('sales'), cs: names('cs'), all: names() };
}

describe('a fault', () => {
  test.each<[string, SmallContent, ReturnType<typeof stops>]>([
    ['nowhere', {}, { sales: [], cs: [], all: [] }],
    [
      'in program.yaml stops everything',
      { program: `${TWO}leave: 30\n` },
      { sales: ['curricula/program.yaml'], cs: ['curricula/program.yaml'], all: ['curricula/program.yaml'] },
    ],
    [
      'in an assessment stops its track',
      { assessment: `${HEAD}${QUESTIONS}nonsense: 1\n` },
      { sales: ['assessments/a.yaml'], cs: [], all: [] },
    ],
    [
      'in any edition of a path stops its track',
      { more: { 'curricula/old.yaml': PATH.replace('edition: E1', 'edition: E0\nnonsense: 1') } },
      { sales: ['curricula/old.yaml'], cs: [], all: [] },
    ],
    [
      'of grammar: the line of the id tells',
      { more: { 'assessments/customer-success.yaml': 'assessment: customer-success\nquestions: [\n' } },
      { sales: [], cs: ['assessments/customer-success.yaml'], all: [] },
    ],
    [
      'of bytes: the line of the id tells as well',
      { more: { 'assessments/x.yaml': Buffer.concat([Buffer.from('assessment: customer-success\n'), Buffer.from([0xe9])]) } },
      { sales: [], cs: ['assessments/x.yaml'], all: [] },
    ],
    [
      'that hides the id: the name of the file tells',
      { more: { 'assessments/customer-success.yaml': '{{{{' } },
      { sales: [], cs: ['assessments/customer-success.yaml'], all: [] },
    ],
    [
      'that hides the id, in a file whose name says more than the id',
      { more: { 'assessments/customer-success-q3fy27.yaml': '{{{{' } },
      { sales: [], cs: ['assessments/customer-success-q3fy27.yaml'], all: [] },
    ],
    [
      'that hides the id in a file of any name: it may be anybody',
      { more: { 'assessments/bank.yaml': '{{{{' } },
      { sales: ['assessments/bank.yaml'], cs: ['assessments/bank.yaml'], all: [] },
    ],
    ['in a path that no track uses', { more: { 'curricula/draft.yaml': 'path: draft\n' } }, { sales: [], cs: [], all: [] }],
  ])('%s', (_, files, expected) => {
    expect(stops(files)).toEqual(expected);
  });
});

describe('a track whose file is hidden by a fault', () => {
  test('is not told that the file does not exist, so that the other track goes on', () => {
    const loaded = content({ program: TWO, more: { ...others, 'curricula/customer-success.yaml': '{{{{' } });
    expect(loaded.policy).toBeDefined();
    expect(loaded.problems.map((problem) => problem.file)).toEqual(['curricula/customer-success.yaml']);
  });

  test('is told so where the hidden file is clearly another one', () => {
    const { 'curricula/customer-success.yaml': _, ...rest } = others;
    const loaded = content({ program: TWO, more: { ...rest, 'curricula/sales-old.yaml': '{{{{' } });
    expect(loaded.problems.map((problem) => problem.message)).toContain('there is no path "customer-success"');
  });
});

test('where only paths are needed, faults of assessments do not matter', () => {
  const loaded = content({ assessment: HEAD, path: `${PATH}nonsense: 1\n` });
  expect(new Set(blockingProblems(loaded, ['sales']).map((problem) => problem.file))).toEqual(
    new Set(['assessments/a.yaml', 'curricula/p.yaml']),
  );
  expect(new Set(blockingProblems(loaded, ['sales'], ['path']).map((problem) => problem.file))).toEqual(
    new Set(['curricula/p.yaml']),
  );
});
