/** Which questions are bad: `certify items`. */
import { describe, expect, test } from 'vitest';
import { widthOf } from '../../src/output/wrap.js';
import { makePaint } from '../../src/terminal/paint.js';
import { type Certify, type Setting, certify } from './harness.js';
import { EVERYTHING, type Knowledge } from './taking.js';
import { SALES_ASSESSMENT, SMALL_PROGRAM, edition } from './small-program.js';

/** Account executives `m1` to `m9`, who sit the Sales assessment by answer sheet, one after the other. */
async function sat(sheets: Knowledge[], setting: Setting = {}): Promise<Certify> {
  const c = certify({ at: '2026-11-02T18:00Z', ...setting });
  for (const [place, known] of sheets.entries()) {
    const member = `m${place + 1}`;
    await c.run(`members add ${member} --name "Name ${member}" --role "Account Executive"`);
    await c.run(`path done --all --member ${member}`);
    await sits(c, member, known);
  }
  return c;
}

async function sits(c: Certify, member: string, known: Knowledge): Promise<void> {
  c.file('sheet.yaml', JSON.stringify({ ...known, year: known['year'] === 'true', mark: Number(known['mark']) }));
  expect([0, 3]).toContain(await c.run(`quiz sales --member ${member} --answers sheet.yaml`));
}

const without = (...ids: string[]): Knowledge => Object.fromEntries(Object.entries(EVERYTHING).filter(([id]) => !ids.includes(id) || ['year', 'mark'].includes(id)));
const FREE: Knowledge = { ...EVERYTHING, tier: 'Free' };

/** Twelve who know everything but say Premium, and eight who say Ultimate and know little else. */
const WRONG_KEY: Knowledge[] = [
  ...Array<Knowledge>(12).fill({ ...EVERYTHING, tier: 'Premium' }),
  ...Array<Knowledge>(4).fill({ ...EVERYTHING, drivers: ['Colour'], stage: 'Plan' }),
  ...Array<Knowledge>(4).fill({ ...EVERYTHING, drivers: ['Colour'], steps: ['Verify', 'Create', 'Plan'] }),
];

const question = (c: Certify, id: string) => c.json.questions.find((each: { question: string }) => each.question === id);

describe('as data', () => {
  test('the whole, and each question', async () => {
    const c = await sat([EVERYTHING, FREE, without('tier', 'stage')]);
    expect(await c.run('items sales --json')).toBe(0);
    expect(c.err).toBe('');
    expect(c.json).toMatchObject({
      assessment: 'sales',
      title: 'Product knowledge for Sales',
      edition: 'Q3FY27',
      attempts: 3,
      members: 3,
      passed: 3,
      pass_rate: 1,
      // 10, 9 and 8 of 10.
      mean: 0.9,
      reliability: null,
      editions: [{ edition: 'Q3FY27', attempts: 3 }],
    });
    expect(c.json.questions).toHaveLength(7);
    expect(question(c, 'tier')).toEqual({
      question: 'tier',
      objective: 'TIR-1',
      type: 'single',
      prompt: 'Which tier first includes epics in epics?',
      asked: 3,
      asked_again: 0,
      left_open: 1,
      right: 1,
      partly: 0,
      wrong: 1,
      facility: 0.3333,
      // Share 1 0 0 against 1, 1 and 8 of 9.
      discrimination: 0.5,
      options: [
        { option: 'Ultimate', correct: true, chosen: 1, share: 0.3333, rest_score: 1 },
        { option: 'Premium', correct: false, chosen: 0, share: 0, rest_score: null },
        { option: 'Free', correct: false, chosen: 1, share: 0.3333, rest_score: 1 },
      ],
      flags: [{ flag: 'too-few-answers', options: [], says: '3 members were asked it; fewer than 20 do not tell.', remedy: 'Wait for more attempts before you change anything.' }],
    });
    expect(question(c, 'drivers').options.map(({ chosen }: { chosen: number }) => chosen)).toEqual([3, 3, 0, 0]);
    expect(question(c, 'year').options).toMatchObject([{ option: 'True', correct: true, chosen: 3 }, { option: 'False', correct: false, chosen: 0 }]);
    expect(question(c, 'stage')).toMatchObject({ right: 2, left_open: 1, options: [] });
  });

  test('of nobody: an empty list, and it is said', async () => {
    const c = certify();
    expect(await c.run('items sales --json')).toBe(0);
    expect(c.json).toMatchObject({ attempts: 0, mean: null, pass_rate: null, questions: [] });
    expect(c.err).toBe('no attempt at sales was taken question by question yet; imported results have no questions\n');
    expect(await c.run('items sales --format table')).toBe(0);
    expect(c.out).toBe('');
  });

  test('what was voided is left out, and what was forgotten stays', async () => {
    const c = await sat([EVERYTHING, FREE, FREE]);
    const attempt = (await c.facts('m3')).find(({ kind }) => kind === 'attempt')!;
    await c.run(`void ${attempt.fact} --reason "wrong person" --yes`);
    await c.run('items sales --json');
    const before = c.json;
    expect(before).toMatchObject({ attempts: 2, members: 2 });
    await c.run('forget m2 --reason "asked for it" --yes');
    await c.run('items sales --json');
    expect(c.json).toEqual(before);
  });
});

describe('which answers are counted', () => {
  test('those to the same wording in any edition, the first time that a member is asked', async () => {
    const reworded = edition(SALES_ASSESSMENT, 'Q1FY28', '2027-02-01').replace('Which tier first includes', 'Which tier has');
    const c = await sat([EVERYTHING, FREE], { content: { ...SMALL_PROGRAM, 'assessments/sales-q1fy28.yaml': reworded } });
    c.at('2027-02-10T18:00Z');
    await sits(c, 'm1', EVERYTHING);
    await c.run('items sales --json');
    expect(c.json).toMatchObject({ edition: 'Q1FY28', attempts: 3, members: 2, editions: [{ edition: 'Q1FY28', attempts: 1 }, { edition: 'Q3FY27', attempts: 2 }] });
    expect(question(c, 'tier')).toMatchObject({ asked: 1, asked_again: 0, facility: 1 });
    expect(question(c, 'steps')).toMatchObject({ asked: 2, asked_again: 1 });

    await c.run('items sales --edition Q3FY27 --json');
    expect(c.json).toMatchObject({ edition: 'Q3FY27', attempts: 2 });
    expect(question(c, 'tier')).toMatchObject({ asked: 2, facility: 0.5 });
  });

  test('explanations, objectives and the order of options make no other question', async () => {
    const c = await sat([EVERYTHING]);
    const [key, premium] = ['      - { text: Ultimate, correct: true }\n', '      - { text: Premium, feedback: Premium has epics of one level. }\n'];
    const moved = SALES_ASSESSMENT.replace(key + premium, premium.replace('has', 'had') + key).replace('Epics in epics came', 'They came');
    c.changeContent({ 'assessments/sales-q3fy27.yaml': moved });
    await c.run('items sales --json');
    expect(question(c, 'tier')).toMatchObject({ asked: 1 });
    c.changeContent({ 'assessments/sales-q3fy27.yaml': moved.replace('text: Free', 'text: Core') });
    await c.run('items sales --json');
    expect(question(c, 'tier')).toMatchObject({ asked: 0, facility: null });
  });
});

describe('what is wrong', () => {
  test('a key that better scorers do not believe in', async () => {
    const c = await sat(WRONG_KEY);
    await c.run('items sales --json');
    expect(c.json.questions[0]).toMatchObject({ question: 'tier', facility: 0.4 });
    expect(c.json.questions[0].flags[0]).toEqual({
      flag: 'preferred-distractor',
      options: ['Premium'],
      says: 'Those who chose “Premium”, which is wrong, did better on the rest (100 %) than those who chose the key (61 %).',
      remedy: 'Look the answer up anew: the key may be wrong, or the option right in another reading.',
    });

    c.terminal = { out: true, err: true, columns: 80 };
    await c.run('items sales');
    expect(c.out).toMatchInlineSnapshot(`
      "Product knowledge for Sales, edition Q3FY27
      20 attempts by 20 members (20 at Q3FY27): mean 80.0 %, 12 passed (60.0 %).
      Reliability 0.00; a score is uncertain by 16.0 % of the points either way.

      Question  Objective  Type        Asked  Facility  Discrimination  Flags
      --------  ---------  ----------  -----  --------  --------------  --------------
      tier      TIR-1      single         20      40 %           -0.98  check the key,
                                                                        discriminates
                                                                        negatively
      features  TIR-1      match          20     100 %               –  too easy
      mark      VAL-1      numeric        20     100 %               –  too easy
      year      VAL-1      true-false     20     100 %               –  too easy
      stage     TIR-1      short          20      80 %            0.09
      steps     TIR-1      order          20      80 %            0.25
      drivers   VAL-1      multiple       20      60 %            0.61

      check the key: Look the answer up anew: the key may be wrong, or the option
        right in another reading.
      discriminates negatively: Check the key first, then whether the prompt
        misleads those who know most.
      too easy: Keep it if everybody must know it; otherwise ask for more, or see
        whether the right answer gives itself away.
      \`certify items sales --question ID\` shows one question in full, with the
      reasons.
      "
    `);
    await c.run('items sales --question tier');
    expect(c.out).toMatchInlineSnapshot(`
      "tier (TIR-1, single)
      Which tier first includes epics in epics?

      Asked of 20 members: 8 right, 12 wrong, 0 left open.
      Facility 40 %, discrimination -0.98.

      Option    Key    Chosen  Share  On the rest
      --------  -----  ------  -----  -----------
      Ultimate  right       8   40 %         61 %
      Premium              12   60 %        100 %
      Free                  0    0 %            –

      “On the rest” is the mean score of those who chose it on the rest of their
      attempts.

      check the key: those who chose “Premium”, which is wrong, did better on the rest
      (100 %) than those who chose the key (61 %).
        → Look the answer up anew: the key may be wrong, or the option right in
        another reading.
      discriminates negatively: those who did well on the rest did worse here:
      discrimination -0.98.
        → Check the key first, then whether the prompt misleads those who know most.
      "
    `);

    c.terminal.columns = 40;
    for (const line of ['items sales', 'items sales --question tier', 'items sales --question steps']) {
      await c.run(line);
      expect(Math.max(...c.out.split('\n').map(widthOf)), line).toBeLessThanOrEqual(40);
      const plain = c.out;
      const { deps } = c;
      c.deps = { ...deps, out: { write: async (text) => void (painted += text), isTerminal: true, columns: () => 40, style: makePaint() } };
      let painted = '';
      await c.run(line);
      c.deps = deps;
      expect(painted).not.toBe(plain);
      expect(painted.replace(/\x1b\[[\d;]*m/g, '')).toBe(plain);
    }
  }, 60_000);
});

describe('as CSV', () => {
  test('in a pipe or a file, with CRLF and without formulas', async () => {
    const c = await sat([EVERYTHING], { content: { ...SMALL_PROGRAM, 'assessments/sales-q3fy27.yaml': SALES_ASSESSMENT.replace('prompt: Put the', 'prompt: =Put the') } });
    expect(await c.run('items sales')).toBe(0);
    const lines = c.out.split('\r\n');
    expect(lines[0]).toBe('question,objective,type,asked,asked_again,left_open,right,partly,wrong,facility,discrimination,flags,prompt');
    expect(lines).toContain("steps,TIR-1,order,1,0,0,1,0,0,1,,too-few-answers,'=Put the stages in order.");
    const { out } = c;
    expect(await c.run('items sales --output items.csv')).toBe(0);
    expect(c.read('items.csv')).toBe(out);
    expect(await c.run('items sales --question tier')).toBe(0);
    expect(c.out.split('\r\n')).toHaveLength(3);
    expect(await c.run('items sales --output items.xlsx')).toBe(2);
    expect(c.err).toContain('no format xlsx\n  there are: csv, json, table\n');
  });
});

describe('what is not there', () => {
  test.each([
    ['items slaes', 'no assessment slaes\n  there are: sales, cs\n'],
    ['items sales --edition Q1', 'no edition Q1 of sales\n  there are: Q1FY28, Q3FY27\n'],
    ['items sales --question teir', 'no question teir in sales, edition Q3FY27\n  did you mean tier?\n'],
    ['items sales --question warm-up', 'no question warm-up in sales, edition Q3FY27\n  `certify items sales` lists them; practice is not counted\n'],
  ])('%s', async (line, says) => {
    const c = certify();
    expect(await c.run(line)).toBe(66);
    expect(c.err).toBe(`certify: ${says}`);
  });
});
