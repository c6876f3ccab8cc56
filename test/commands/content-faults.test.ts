/** Content with mistakes: `certify check` shows all of them, and a command stops only for those in what it needs. */
import { describe, expect, test } from 'vitest';
import { type Certify, certify } from './harness.js';
import { avery, robin } from './people.js';
import { CS_ASSESSMENT, PROGRAM, SALES_ASSESSMENT, SALES_PATH } from './small-program.js';
import { EVERYTHING, takes } from './taking.js';

describe('certify check', () => {
  test('content in order', async () => {
    const c = certify({ at: '2027-02-10T18:00Z' });
    c.changeContent({ 'curricula/cs.yaml': c.read('curricula/cs.yaml').replace('2026-08-01', '2027-02-01').replace('Q3FY27', 'Q1FY28') });
    c.changeContent({ 'assessments/cs-q1fy28.yaml': c.read('assessments/cs-q1fy28.yaml').replace('count: 4', 'count: 5') });
    expect(await c.run('check')).toBe(0);
    expect(c.out).toBe('');
    expect(c.err).toBe(`${c.folder}: 8 files in order, 0 errors, 0 warnings\n`);
  });

  test('every fault of every file at once, with its place and a hint; errors exit with 65', async () => {
    const c = certify();
    c.changeContent({
      'curricula/program.yaml': PROGRAM.replace('pass_mark: 80', 'pass_mark: 180'),
      'assessments/sales-q3fy27.yaml': SALES_ASSESSMENT.replace('{ text: Free }', '{ text: Free, correct: true }').replace('objective: VAL-1', 'objective: VAL-9'),
    });
    expect(await c.run('check')).toBe(65);
    expect(c.out).toBe(`assessments/sales-q3fy27.yaml:11:7: error: 2 options are right, but a question of type single has one
  hint: make it type: multiple, or leave one correct: true
assessments/sales-q3fy27.yaml:16:16: error: there is no objective "VAL-9"
  hint: did you mean "VAL-1"?
curricula/program.yaml:5:29: error: pass_mark: must be above 0, up to 100
`);
    expect(c.err).toMatch(/: 6 files in order, 3 errors, \d warnings?\n$/);
  });

  test('warnings alone are no failure', async () => {
    const c = certify({ at: '2027-02-10T18:00Z' });
    expect(await c.run('check')).toBe(0);
    expect(c.out).toMatch(/^[\w./-]+:\d+:\d+: warning: /);
    expect(c.err).toMatch(/ 0 errors, 2 warnings\n$/);
  });

  test('as data', async () => {
    const c = certify();
    c.changeContent({ 'curricula/program.yaml': PROGRAM.replace('pass_mark: 80', 'pass_mark: 180') });
    expect(await c.run('check --json')).toBe(65);
    expect(c.json.folder).toBe(c.folder);
    expect(c.json.problems[0]).toMatchObject({ file: 'curricula/program.yaml', line: 5, column: 29, severity: 'error' });
  });

  test('another folder; one that is no content', async () => {
    const c = certify();
    c.file('other/curricula/program.yaml', PROGRAM);
    c.file('other/assessments/readme.txt', '');
    expect(await c.run('check --content other')).toBe(65);
    expect(c.err).toContain('/other: ');
    expect(await c.run('check --content curricula')).toBe(66);
    expect(c.err).toBe(`certify: ${c.folder}/curricula does not hold curricula/ and assessments/
  --content names a folder with curricula/ and assessments/ in it
`);
    c.env['CERTIFY_CONTENT'] = 'nowhere';
    expect(await c.run('check')).toBe(66);
    expect(c.err).toBe(`certify: there is no folder ${c.folder}/nowhere\n  CERTIFY_CONTENT names a folder with curricula/ and assessments/ in it\n`);
  });

  test('where no folder above holds content, what ships is taken', async () => {
    const c = certify({ content: {} });
    expect(await c.run('check')).toBe(0);
    expect(c.err).toMatch(/files in order, 0 errors/);
  });
});

describe('faults block only what needs the file', () => {
  const FAULTS = {
    'the Sales path': { 'curricula/sales-q3fy27.yaml': SALES_PATH.replace('title: Product tiers', 'titel: Product tiers') },
    'the Sales assessment': { 'assessments/sales-q3fy27.yaml': SALES_ASSESSMENT.replace('type: single', 'type: singel') },
    'the Customer Success assessment': { 'assessments/cs-q3fy27.yaml': CS_ASSESSMENT.replace('count: 4', 'count: 40') },
    'program.yaml': { 'curricula/program.yaml': PROGRAM.replace('time_zone: America', 'time_zone: Amerika') },
  };

  test.each<[fault: keyof typeof FAULTS, line: string, blocked: boolean]>([
    ['the Sales path', 'quiz sales', true],
    ['the Sales path', 'status avery', true],
    ['the Sales path', 'why avery', true],
    ['the Sales path', 'path sales', true],
    ['the Sales path', 'report', true],
    ['the Sales path', 'path cs', false],
    ['the Sales path', 'report --track cs', false],
    ['the Sales path', 'members list', false],
    ['the Sales assessment', 'quiz sales', true],
    ['the Sales assessment', 'status avery', false],
    ['the Sales assessment', 'report', false],
    ['the Customer Success assessment', 'quiz sales', false],
    ['the Customer Success assessment', 'quiz cs', true],
    ['the Customer Success assessment', 'practice sales', false],
    ['program.yaml', 'status avery', true],
    ['program.yaml', 'members list', true],
    ['program.yaml', 'calendar', true],
    ['program.yaml', 'report', true],
  ])('%s: certify %s', async (fault, line, blocked) => {
    const c = await avery();
    c.changeContent(FAULTS[fault]);
    const code = await c.run(line);
    if (blocked) {
      expect(code).toBe(65);
      const [first] = Object.keys(FAULTS[fault]);
      expect(c.err.startsWith(`${first}:`)).toBe(true);
      expect(c.err).toContain(`certify: the content has faults: ${c.folder}\n  mend them; \`certify check\` shows all\n`);
      expect(c.out).toBe('');
    } else {
      expect(code).not.toBe(65);
      expect(c.err).not.toContain('faults');
    }
  });

  test('the quiz of a sound track goes through to the end', async () => {
    const c = await robin();
    c.changeContent(FAULTS['the Sales assessment']);
    expect(await c.run('quiz', ...takes(EVERYTHING, 4))).toBe(0);
  });
});

describe('content that is kept in the cache folder', () => {
  test('is what the files hold, before and after they change', async () => {
    const c = await avery();
    const lines = ['path', 'why --verbose', 'report --json', 'quiz --answers answers.yaml --seed 5 --json', 'check'];
    c.file('answers.yaml', 'tier: Ultimate\n');
    const plain = certify();
    plain.env = c.env;
    await plain.run('members add avery --name "Avery Field" --role "Account Executive" --team East');
    await plain.run('path done value tiers');
    plain.file('answers.yaml', 'tier: Ultimate\n');
    c.deps = { build: 'test' };
    await c.run('calendar');
    const withoutIds = (text: string) => text.replace(/\b[0-9a-z]{26}\b|"ledger_head": ".*"/g, '').replaceAll(c.folder, '').replaceAll(plain.folder, '');
    for (const line of lines) {
      expect(await c.run(line)).toBe(await plain.run(line));
      expect(withoutIds(c.out)).toBe(withoutIds(plain.out));
    }
    c.changeContent({ 'curricula/sales-q3fy27.yaml': SALES_PATH.replace('Product tiers', 'Tiers anew') });
    await c.run('path sales');
    expect(c.out).toContain('Tiers anew');
    c.changeContent({ 'curricula/sales-q3fy27.yaml': 'path: sales\n' });
    expect(await c.run('path sales')).toBe(65);
  });
});

describe('texts from outside', () => {
  async function spoofed(): Promise<Certify> {
    const c = certify();
    await c.run(['members', 'add', 'avery', '--name', 'Avery\u001b[2J\u202eField', '--role', 'Account Executive']);
    return c;
  }

  test.each(['status avery', 'members list', 'why avery', 'history avery', 'report --format table', 'report --everyone --format md'])(
    'certify %s shows them without letting them move the cursor',
    async (line) => {
      const c = await spoofed();
      await c.run(line);
      expect(c.out + c.err).not.toMatch(/[\u001b\u202e]/);
    },
  );

  test('in error messages and hints as well', async () => {
    const c = await spoofed();
    for (const line of [['status', 'x\u001b[2J'], ['\u001b[2J'], ['status', '--\u001b[2J'], ['quiz', 'a\u202e'], ['void', '\u001b]0;x\u0007', '--reason', 'x'], ['import', 'members', '\u001b[2J.csv']]) {
      expect(await c.run(line)).not.toBe(0);
      expect(c.err).not.toMatch(/[\u001b\u202e\u0007]/);
    }
  });
});
