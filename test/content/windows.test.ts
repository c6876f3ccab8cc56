/** Windows in program.yaml: overlaps and days in the wrong order (rule book, section 3). */
import { describe, expect, test } from 'vitest';
import { PROGRAM, content, errors } from './small-content.js';

const withWindows = (lines: string) => `${PROGRAM}${lines}\n`;

describe('windows', () => {
  test.each<[string, string, string[]]>([
    ['none at all', 'recertification: { quarters: [] }', []],
    ['as long as two quarters', 'recertification: { window_days: 181 }', []],
    [
      'computed ones that overlap are one slip, told once',
      'recertification: { window_days: 200 }',
      [
        '6:33: error: window Q1FY20 starts on 2019-02-01, before window Q3FY19 has closed on 2019-02-16, and likewise in other years\n' +
          '  hint: lower window_days or early_days, or name fewer quarters',
      ],
    ],
    [
      'so are early days that reach back too far',
      'recertification: { early_days: 140 }',
      [
        '6:32: error: window Q1FY20 starts on 2018-09-14 (140 early days included), before window Q3FY19 has closed on ' +
          '2018-09-14, and likewise in other years\n  hint: lower window_days or early_days, or name fewer quarters',
      ],
    ],
    [
      'a window set by hand that reaches into the next',
      'recertification: { windows: [{ window: Q3FY21, opens: 2020-08-01, closes: 2021-02-01 }] }',
      ['6:40: error: window Q1FY22 starts on 2021-02-01, before window Q3FY21 has closed on 2021-02-01'],
    ],
    [
      'a window set by hand that starts before the one before it has closed',
      'recertification: { windows: [{ window: Q2FY21, opens: 2020-03-01, closes: 2020-05-31 }] }',
      ['6:40: error: window Q2FY21 starts on 2020-03-01, before window Q1FY21 has closed on 2020-03-16'],
    ],
    [
      'one that closes before it opens',
      'recertification: { windows: [{ window: Q3FY21, opens: 2020-10-16, closes: 2020-10-15 }] }',
      ['6:40: error: window Q3FY21 closes before it opens'],
    ],
    [
      'one that replaces the computed one',
      'recertification: { windows: [{ window: Q3FY21, opens: 2020-08-01, closes: 2020-10-16 }] }',
      [],
    ],
    [
      'one for a quarter that is not named',
      'recertification: { windows: [{ window: Q2FY21, opens: 2020-05-01, closes: 2020-05-31 }] }',
      [],
    ],
  ])('%s', (_, lines, expected) => {
    expect(errors({ program: withWindows(lines) })).toEqual(expected.map((line) => `curricula/program.yaml:${line}`));
  });

  test('they are looked at though something else in the file is wrong', () => {
    expect(errors({ program: withWindows('recertification: { window_days: 200 }\nleave: 30') })).toHaveLength(2);
  });

  test('with an error in it there is no policy', () => {
    expect(content({ program: withWindows('recertification: { window_days: 200 }') }).policy).toBeUndefined();
  });
});
