/** Which edition is in force when, and which modules it asks for. */
import { describe, expect, test } from 'vitest';
import { byEffectiveDay, editionInForce, modulesOf, requiredModules } from '../../src/domain/learning-path.js';
import { day, pathsOf } from './history.js';

const editions = [
  { edition: 'Q3FY27', effective: '2026-08-01' },
  { edition: 'Q1FY27', effective: '2026-02-01' },
  { edition: 'Q1FY28', effective: '2027-02-01' },
];

describe('the edition in force is the latest one effective on or before the day', () => {
  test.each([
    ['2026-02-01', 'Q1FY27'],
    ['2026-07-31', 'Q1FY27'],
    ['2026-08-01', 'Q3FY27'],
    ['2027-01-31', 'Q3FY27'],
    ['2030-01-01', 'Q1FY28'],
    // Before the first, the first.
    ['2020-01-01', 'Q1FY27'],
  ])('on %s: %s', (on, edition) => {
    expect(editionInForce(editions, day(on))?.edition).toBe(edition);
  });

  test('the order of the files makes no difference', () => {
    expect(byEffectiveDay(editions).map(({ edition }) => edition)).toEqual(['Q1FY27', 'Q3FY27', 'Q1FY28']);
    expect(editionInForce([...editions].reverse(), day('2026-08-01'))?.edition).toBe('Q3FY27');
  });

  test('there is none of none', () => {
    expect(editionInForce([], day('2026-08-01'))).toBeUndefined();
  });
});

test('only required modules are asked for', () => {
  const [path] = pathsOf({ path: [{ effective: '2020-01-01', required: ['a', 'b'], optional: ['c'] }] });
  expect(modulesOf(path!).map(({ module }) => module)).toEqual(['a', 'b', 'c']);
  expect(requiredModules(path!).map(({ module }) => module)).toEqual(['a', 'b']);
});
