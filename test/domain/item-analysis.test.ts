/** Item analysis: small examples worked out by hand, what is flagged, and the textbook's formulas over attempts at random. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MultipleQuestion, Question, SingleQuestion } from '../../src/domain/assessment.js';
import { type FlaggedItem, type ItemAnalysis, itemAnalyser } from '../../src/domain/item-analysis.js';
import type { ItemAnswer } from '../../src/domain/item-answers.js';
import { FLAGS } from '../../src/domain/item-flags.js';
import { type Points, parsePoints, points } from '../../src/domain/points.js';

const BASE = { objective: 'VAL-1', prompt: '?', points: '1', shuffle: true, use: 'exam' as const, sources: [] };

function single(question: string, ...options: string[]): SingleQuestion {
  const [right, ...wrong] = options.length > 0 ? options : ['right', 'wrong'];
  return { ...BASE, type: 'single', question, options: [{ text: right!, correct: true }, ...wrong.map((text) => ({ text, correct: false }))] };
}

function multiple(question: string, right: string[], wrong: string[]): MultipleQuestion {
  const options = [...right.map((text) => ({ text, correct: true })), ...wrong.map((text) => ({ text, correct: false }))];
  return { ...BASE, type: 'multiple', question, scoring: 'partial', options };
}

function short(question: string): Question {
  return { ...BASE, type: 'short', question, answers: [{ text: 'x' }], case_sensitive: false };
}

type Given = [question: string, share: string, given?: ItemAnswer['given'], max?: string];

/** Each attempt with its member; where none is said everybody sits once. */
function analysed(bank: Question[], sat: { member?: number; passed?: boolean; edition?: string; content?: string; answers: Given[] }[], isAsNow = (_content: string | undefined, _question: string) => true): ItemAnalysis {
  const analyser = itemAnalyser(bank, isAsNow);
  for (const [place, { member = place, passed = false, edition = 'E1', content = 'c', answers }] of sat.entries()) {
    const all = answers.map(([question, earned, given = 'something', max = '1']) => ({ question, points: parsePoints(earned)!, max_points: parsePoints(max)!, given }));
    analyser.add({ member, sat: { edition, content, passed }, answers: all });
  }
  return analyser.result();
}

function itemOf({ items }: ItemAnalysis, id: string): FlaggedItem {
  return items.find(({ question }) => question.question === id)!;
}

describe('worked out by hand', () => {
  // Four members, three questions of a point each.
  const RIGHT = [[1, 1, 1], [1, 1, 0], [0, 1, 0], [0, 0, 0]];
  const result = analysed(['a', 'b', 'c'].map(short), RIGHT.map((row) => ({ answers: row.map((earned, at): Given => ['abc'[at]!, String(earned)]) })));

  test.each([
    // Share 1 1 0 0 against 1 ½ ½ 0: ½ ÷ √(1 × ½).
    ['a', 0.5, Math.SQRT1_2],
    // Share 1 1 1 0 against 1 ½ 0 0: 0.375 ÷ √(0.75 × 0.6875).
    ['b', 0.75, 0.375 / Math.sqrt(0.515625)],
    // Share 1 0 0 0 against 1 1 ½ 0.
    ['c', 0.25, 0.375 / Math.sqrt(0.515625)],
  ])('%s: facility %f, discrimination %f', (id, facility, discrimination) => {
    expect(itemOf(result, id).facility).toBe(facility);
    expect(itemOf(result, id).discrimination).toBeCloseTo(discrimination, 12);
  });

  test('the whole', () => {
    expect(result).toMatchObject({ attempts: 4, members: 4, passed: 0, mean: expect.closeTo(0.5, 12), editions: [{ edition: 'E1', attempts: 4 }] });
    // Four attempts say nothing about reliability.
    expect(result.reliability).toBeUndefined();
  });

  test('reliability of twenty attempts with two questions each', () => {
    const rows = [...Array<string[]>(8).fill(['1', '1']), ...Array<string[]>(4).fill(['1', '0']), ...Array<string[]>(8).fill(['0', '0'])];
    const { reliability, standard_error } = analysed(['a', 'b'].map(short), rows.map(([a, b]) => ({ answers: [['a', a!], ['b', b!]] })));
    // Between: (8 × 4 + 4 × 1) ÷ 2 − 20² ÷ 40 = 8, by 19; within: 4 × ½ = 2, by 20.
    expect(reliability).toBeCloseTo(1 - 0.1 / (8 / 19), 12);
    expect(standard_error).toBeCloseTo(Math.sqrt(0.1 / 2), 12);
  });

  test('points that differ: the rest is a share of what the rest had to give', () => {
    // Rests: 2 of 3, 1 of 3, 0 of 3 against 1, 0, 0.
    const rows: Given[][] = [[['a', '1'], ['b', '2', 'something', '3']], [['a', '0'], ['b', '1', 'something', '3']], [['a', '0'], ['b', '0', 'something', '3']]];
    const { discrimination } = itemOf(analysed([short('a'), short('b')], rows.map((answers) => ({ answers }))), 'a');
    expect(discrimination).toBeCloseTo(Math.sqrt(3) / 2, 12);
  });

  test('how answers are told apart', () => {
    const answers: Given[] = [['a', '1'], ['a', '1/3'], ['a', '0'], ['a', '0', 'nothing']];
    expect(itemOf(analysed([short('a')], answers.map((answer) => ({ answers: [answer, ['b', '1']] }))), 'a')).toMatchObject({
      asked: 4, right: 1, partly: 1, wrong: 1, left_open: 1, facility: (1 + 1 / 3) / 4,
    });
  });
});

describe('what is counted', () => {
  test('the first time that a member is asked a question', () => {
    const sat = [
      { member: 1, answers: [['a', '0'], ['b', '1']] as Given[] },
      { member: 1, answers: [['a', '1'], ['c', '1']] as Given[] },
      { member: 2, answers: [['a', '1'], ['c', '0']] as Given[] },
    ];
    const result = analysed(['a', 'b', 'c'].map(short), sat);
    expect(result).toMatchObject({ attempts: 3, members: 2 });
    expect(itemOf(result, 'a')).toMatchObject({ asked: 2, asked_again: 1, facility: 0.5 });
    expect(itemOf(result, 'c')).toMatchObject({ asked: 2, asked_again: 0, facility: 0.5 });
  });

  test('a question as it reads now; what read otherwise still is the rest of its attempt, and no sight of it', () => {
    const sat = [
      { member: 1, content: 'old', edition: 'E1', answers: [['a', '0'], ['b', '1']] as Given[] },
      { member: 1, content: 'new', edition: 'E2', answers: [['a', '1'], ['b', '1']] as Given[] },
    ];
    const result = analysed(['a', 'b'].map(short), sat, (content, question) => content === 'new' || question === 'b');
    expect(itemOf(result, 'a')).toMatchObject({ asked: 1, asked_again: 0, facility: 1 });
    expect(itemOf(result, 'b')).toMatchObject({ asked: 1, asked_again: 1 });
    expect(result.editions).toEqual([{ edition: 'E1', attempts: 1 }, { edition: 'E2', attempts: 1 }]);
  });

  test('no practice, and questions that nobody was asked', () => {
    const result = analysed([short('a'), { ...short('p'), use: 'practice' }, short('z')], [{ answers: [['a', '1'], ['p', '1'], ['gone', '1']] }]);
    expect(result.items.map(({ question, asked }) => [question.question, asked])).toEqual([['a', 1], ['z', 0]]);
    expect(itemOf(result, 'z')).toMatchObject({ facility: undefined, discrimination: undefined, flags: [{ flag: 'too-few-answers' }] });
  });

  test('an only question has no rest to be compared with', () => {
    expect(itemOf(analysed([short('a')], [{ answers: [['a', '1']] }, { answers: [['a', '0']] }]), 'a')).toMatchObject({ asked: 2, facility: 0.5, discrimination: undefined });
  });
});

describe('flags', () => {
  /** So many members gave this answer and scored so many per cent on the rest. */
  type Row = [times: number, share: string, given: ItemAnswer['given'], rest: number];

  function flagged(question: Question, rows: Row[]): FlaggedItem {
    const sat = rows.flatMap(([times, share, given, rest]) =>
      // Half a little above, half below, so that there is a variance.
      Array.from({ length: times }, (_, at) => ({ answers: [['q', share, given], ['rest', String(rest + (at % 2 === 0 ? 2 : -2)), 'something', '100']] as Given[] })),
    );
    return itemOf(analysed([question], sat), 'q');
  }
  const names = (item: FlaggedItem) => item.flags.map(({ flag }) => flag);
  const FOUR = single('q', 'key', 'b', 'c', 'd');

  test.each<[what: string, question: Question, rows: Row[], flags: string[]]>([
    ['in order', FOUR, [[40, '1', ['key'], 80], [10, '0', ['b'], 50], [10, '0', ['c'], 50], [10, '0', ['d'], 50]], []],
    ['nineteen answers', FOUR, [[19, '1', ['key'], 80]], ['too-few-answers']],
    ['all right', FOUR, [[60, '1', ['key'], 80]], ['too-easy']],
    ['19 of 20 right', FOUR, [[57, '1', ['key'], 80], [3, '0', ['b'], 40]], ['too-easy']],
    ['hard', FOUR, [[15, '1', ['key'], 90], [15, '0', ['b'], 50], [15, '0', ['c'], 50], [15, '0', ['d'], 50]], ['too-hard']],
    ['no discrimination', FOUR, [[60, '1', ['key'], 70], [20, '0', ['b'], 70], [20, '0', ['c'], 70], [20, '0', ['d'], 70]], ['poor-discrimination']],
    ['a wrong key', FOUR, [[20, '1', ['key'], 50], [40, '0', ['b'], 80], [5, '0', ['c'], 50], [5, '0', ['d'], 50]], ['preferred-distractor', 'negative-discrimination', 'too-hard']],
    ['one distractor that nobody takes', FOUR, [[40, '1', ['key'], 80], [10, '0', ['b'], 50], [10, '0', ['c'], 50]], ['unused-distractors']],
    ['the same of fewer than 59', FOUR, [[38, '1', ['key'], 80], [10, '0', ['b'], 50], [10, '0', ['c'], 50]], []],
    ['left open by all who do not know', FOUR, [[10, '1', ['key'], 80], [10, '0', 'nothing', 50]], []],
    ['four who prefer a distractor are no group', FOUR, [[40, '1', ['key'], 70], [4, '0', ['b'], 90], [10, '0', ['c'], 30], [10, '0', ['d'], 30]], []],
    ['a right option that better scorers leave out', multiple('q', ['x', 'y'], ['z']), [[20, '1/2', ['x'], 90], [20, '1', ['x', 'y'], 60], [5, '0', ['z'], 20]], ['avoided-key']],
    ['a wrong option that better scorers take', multiple('q', ['x', 'y'], ['z']), [[20, '1/2', ['x', 'y', 'z'], 90], [20, '1', ['x', 'y'], 60]], ['preferred-distractor', 'negative-discrimination']],
  ])('%s', (_, question, rows, flags) => {
    expect(names(flagged(question, rows))).toEqual(flags);
  });

  test('with the option and the scores', () => {
    const [flag] = flagged(FOUR, [[20, '1', ['key'], 50], [40, '0', ['b'], 80]]).flags;
    expect(flag).toMatchObject({ flag: 'preferred-distractor', option: 'b', mean: expect.closeTo(0.8, 9), against: expect.closeTo(0.5, 9) });
  });

  test('who chose each option', () => {
    const { options } = flagged(FOUR, [[40, '1', ['key'], 80], [10, '0', ['b'], 50], [2, '0', 'nothing', 50]]);
    expect(options.map(({ option, correct, chosen, choosers }) => [option, correct, chosen, choosers.mean?.toFixed(2)])).toEqual([
      ['key', true, 40, '0.80'], ['b', false, 10, '0.50'], ['c', false, 0, undefined], ['d', false, 0, undefined],
    ]);
  });

  test('the worst question comes first', () => {
    const bank = ['easy', 'fine', 'hard', 'never'].map(short);
    const sat = Array.from({ length: 40 }, (_, at): { answers: Given[] } => ({
      answers: [['fine', at < 20 ? '1' : '0'], ['hard', at < 5 ? '1' : '0'], ['easy', '1'], ['rest', at < 20 ? '9' : '1', 'something', '10']],
    }));
    expect(analysed(bank, sat).items.map(({ question, flags }) => [question.question, flags[0]?.flag])).toEqual([
      ['hard', 'too-hard'], ['easy', 'too-easy'], ['fine', undefined], ['never', 'too-few-answers'],
    ]);
    expect(new Set(FLAGS).size).toBe(FLAGS.length);
  });
});

describe('attempts at random', () => {
  const IDS = ['a', 'b', 'c', 'd', 'e'];
  const PARTS: [Points, ItemAnswer['given']][] = [[points(0), ['wrong']], [points(0), 'nothing'], [points(1, 3), ['right', 'wrong']], [points(1), ['right']]];
  const ANSWERS: ItemAnswer[][] = IDS.map((question) => PARTS.map(([earned, given]) => ({ question, points: earned, max_points: points(1), given })));
  const attempts = fc.array(
    fc.record({ member: fc.nat(6), ids: fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 1 }), parts: fc.array(fc.nat(3), { minLength: 5, maxLength: 5 }) }),
    { maxLength: 40 },
  ).map((list) => list.sort((a, b) => a.member - b.member).map(({ member, ids, parts }) => ({ member, answers: ids.map((id) => ANSWERS[id]![parts[id]!]!) })));

  const share = ({ points: { n, d } }: ItemAnswer) => Number(n) / Number(d);
  const mean = (values: number[]) => values.reduce((total, value) => total + value, 0) / values.length;

  /** By the definition: deviations from means, product by product. */
  function pearson(pairs: [number, number][]): number | undefined {
    const [mx, my] = [mean(pairs.map(([x]) => x)), mean(pairs.map(([, y]) => y))];
    const sum = (of: (x: number, y: number) => number) => pairs.reduce((total, [x, y]) => total + of(x - mx, y - my), 0);
    const [xx, yy] = [sum((x) => x * x), sum((_, y) => y * y)];
    return pairs.length < 2 || xx < 1e-9 || yy < 1e-9 ? undefined : sum((x, y) => x * y) / Math.sqrt(xx * yy);
  }

  test('the sums give what the lists give', () => {
    fc.assert(
      fc.property(attempts, (sat) => {
        const analyser = itemAnalyser(IDS.map((id) => single(id)), () => true);
        for (const attempt of sat) analyser.add({ ...attempt, sat: { edition: 'E', content: 'c', passed: false } });
        for (const item of analyser.result().items) {
          const first = new Map<number, { own: ItemAnswer; rest: ItemAnswer[] }>();
          for (const { member, answers } of sat) {
            const own = answers.find(({ question }) => question === item.question.question);
            if (own && !first.has(member)) first.set(member, { own, rest: answers.filter((each) => each !== own) });
          }
          const seen = [...first.values()];
          const paired = seen.filter(({ rest }) => rest.length > 0).map(({ own, rest }): [number, number] => [share(own), mean(rest.map(share))]);
          expect(item.asked).toBe(seen.length);
          expect(item.right + item.partly + item.wrong + item.left_open).toBe(item.asked);
          if (seen.length === 0) expect(item.facility).toBeUndefined();
          else expect(item.facility).toBeCloseTo(mean(seen.map(({ own }) => share(own))), 9);
          const expected = pearson(paired);
          if (expected === undefined) expect(item.discrimination).toBeUndefined();
          else expect(item.discrimination).toBeCloseTo(expected, 6);
          const chose = (option: string) => seen.filter(({ own: { given } }) => typeof given === 'object' && given.includes(option)).length;
          expect(item.options.map(({ option, chosen }) => [option, chosen])).toEqual([['right', chose('right')], ['wrong', chose('wrong')]]);
        }
      }),
      { numRuns: 300, seed: 20261128 },
    );
  });
});
