/** The nearest of the words that would have been right. */
import { describe, expect, test } from 'vitest';
import { nearest } from '../../src/domain/did-you-mean.js';

describe('did you mean', () => {
  test.each([
    ['promt', ['prompt', 'points'], 'prompt'],
    ['Prompt', ['prompt'], 'prompt'],
    ['ponits', ['prompt', 'points'], 'points'],
    ['explnation', ['explanation'], 'explanation'],
    ['colour', ['prompt', 'points'], undefined],
    ['a', ['b', 'a1'], undefined],
    ['p1', ['P1', 'P2'], 'P1'],
    ['P11', ['P1', 'P2'], 'P1'],
    ['ab', ['xyz'], undefined],
    ['', ['prompt'], undefined],
    ['prompt', [], undefined],
  ])('%s among %j is %s', (word, candidates, expected) => {
    expect(nearest(word, candidates)).toBe(expected);
  });
});
