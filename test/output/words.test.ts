import { describe, expect, test } from 'vitest';
import type { NotCounted } from '../../src/domain/fold.js';
import { makeZone } from '../../src/domain/zone.js';
import { STATUSES } from '../../src/domain/status.js';
import { daysLeftWords, listWords, plural, showDay, showInstant } from '../../src/output/words.js';
import { nextActionSentence, notCountedWords, statusSentence } from '../../src/output/words.js';
import { type Happening, type Setting, TRAINED, day, history, instantIn, rawStatus } from '../domain/history.js';

const PASSED: Happening[] = [TRAINED, { attempt: '2020-10-13', score: '20/25' }];
const FAILED: Happening[] = [...PASSED, { attempt: '2021-02-10', score: '15.99/20' }];
const NINE_MODULES: Setting = { path: [{ effective: '2020-01-01', required: [...'abcdefghi'] }] };

interface Example {
  facts: Happening[];
  on: string;
  setting?: Setting;
  says: string;
  next: string;
}

const EXAMPLES: Record<string, Example> = {
  'certified, the next window is known': {
    facts: PASSED,
    on: '2021-01-31',
    says: 'certified through 17 Mar 2021',
    next: 'Nothing to do until the Q1FY22 window opens on 1 Feb 2021.',
  },
  'certified, and there are no windows': {
    facts: PASSED,
    on: '2021-01-31',
    setting: { recertification: { quarters: [] } },
    says: 'certified',
    next: 'Nothing to do: no further window is planned.',
  },
  'due for recertification': {
    facts: PASSED,
    on: '2021-02-01',
    says: 'due for Q1 recert (Q1FY22 window, by 17 Mar 2021)',
    next: 'Take the assessment by 17 Mar 2021.',
  },
  'due, with a closing day of their own': {
    facts: [...PASSED, { extend: 'Q1FY22', until: '2021-04-01', on: '2021-02-01' }],
    on: '2021-03-20',
    says: 'due for Q1 recert (Q1FY22 window, by 1 Apr 2021)',
    next: 'Take the assessment by 1 Apr 2021.',
  },
  'due, and an open leave from later on holds the window': {
    facts: [...PASSED, { leave: '2021-02-20', on: '2021-02-01' }],
    on: '2021-02-10',
    says: 'due for Q1 recert (Q1FY22 window)',
    next: 'Take the assessment.',
  },
  lapsed: {
    facts: PASSED,
    on: '2021-03-18',
    says: 'lapsed: the Q1FY22 window closed on 17 Mar 2021',
    next: 'Take the assessment.',
  },
  'failed, one module to do again': {
    facts: FAILED,
    on: '2021-02-10',
    says: 'must complete the path again (scored 79.95 % on 10 Feb 2021)',
    next: 'Complete again: value.',
  },
  'failed, the path done again': {
    facts: [...FAILED, { completion: '2021-02-15' }],
    on: '2021-02-15',
    says: 'ready to retake the assessment (scored 79.95 % on 10 Feb 2021)',
    next: 'Retake the assessment by 17 Mar 2021.',
  },
  'failed, the path done again, the window closed': {
    facts: [...FAILED, { completion: '2021-02-15' }],
    on: '2021-03-18',
    says: 'ready to retake the assessment (scored 79.95 % on 10 Feb 2021)',
    next: 'Retake the assessment.',
  },
  'certification taken away': {
    facts: [...PASSED, { revocation: '2020-12-01' }],
    on: '2020-12-01',
    says: 'must complete the path again (certification taken away on 1 Dec 2020)',
    next: 'Complete again: value.',
  },
  'in training': {
    facts: [{ completion: '2020-09-01', module: 'a' }],
    on: '2020-09-01',
    setting: NINE_MODULES,
    says: 'in training: 1 of 9 modules done',
    next: 'Complete: b, c, d and 5 more.',
  },
  'ready, with a target day': {
    facts: [{ roster: '2020-08-01', start: '2020-08-01' }, TRAINED],
    on: '2020-09-01',
    says: 'ready to take the assessment',
    next: 'Take the assessment by 30 Oct 2020.',
  },
  'ready, the target day past': {
    facts: [{ roster: '2020-08-01', start: '2020-08-01' }, TRAINED],
    on: '2020-10-31',
    says: 'ready to take the assessment',
    next: 'Take the assessment.',
  },
  'on leave': {
    facts: [...PASSED, { leave: '2021-02-01', to: '2021-02-28' }],
    on: '2021-02-10',
    says: 'on leave through 28 Feb 2021',
    next: 'Nothing to do while on leave.',
  },
  'on leave without end': {
    facts: [...PASSED, { leave: '2021-02-01' }],
    on: '2021-02-10',
    says: 'on leave',
    next: 'Nothing to do while on leave.',
  },
};

describe('where somebody stands and what to do next', () => {
  test.each(Object.entries(EXAMPLES))('%s', (_, { facts, on, setting, says, next }) => {
    const status = rawStatus(history(...facts), on, setting);
    expect(statusSentence(status)).toBe(says);
    expect(nextActionSentence(status)).toBe(next);
  });

  test('every status has its words', () => {
    const seen = Object.values(EXAMPLES).map(({ facts, on, setting }) => rawStatus(history(...facts), on, setting).status);
    expect([...new Set(seen)].sort()).toEqual([...STATUSES].sort());
  });

  test('all modules are named where all are asked for', () => {
    const status = rawStatus([], '2020-09-01', NINE_MODULES);
    expect(nextActionSentence(status, { all: true })).toBe('Complete: a, b, c, d, e, f, g, h, i.');
  });
});

describe('why an attempt does not count', () => {
  const window = { label: 'Q1FY28', opens: day('2027-02-01'), closes: day('2027-03-17'), index: 0, by_hand: false };
  test.each<[NotCounted, string]>([
    [{ why: 'path not complete' }, 'path not complete'],
    [{ why: 'path not complete again' }, 'path not complete again'],
    [{ why: 'already certified', window }, 'already certified for the Q1FY28 window'],
    [{ why: 'already certified', window: undefined }, 'already certified'],
    [{ why: 'window waived', window }, 'window waived'],
    [{ why: 'assurance too low' }, 'assurance too low'],
  ])('%j', (reason, words) => {
    expect(notCountedWords(reason)).toBe(words);
  });
});

test.each([
  ['2027-03-17', '17 Mar 2027'],
  ['2028-02-29', '29 Feb 2028'],
  ['2026-12-01', '1 Dec 2026'],
])('the day %s is shown as %s', (iso, shown) => {
  expect(showDay(day(iso))).toBe(shown);
});

test.each([
  ['2020-10-13T16:41:07Z', 'America/Los_Angeles', '13 Oct 2020, 09:41'],
  ['2020-10-13T06:59:59Z', 'America/Los_Angeles', '12 Oct 2020, 23:59'],
  ['2020-10-13T07:00:00Z', 'America/Los_Angeles', '13 Oct 2020, 00:00'],
  ['2020-10-13T16:41:07Z', 'Asia/Kolkata', '13 Oct 2020, 22:11'],
])('the instant %s in %s is shown as %s', (iso, zone, shown) => {
  expect(showInstant(instantIn(iso), makeZone(zone))).toBe(shown);
});

test.each([
  [12, '12 days left'],
  [1, '1 day left'],
  [0, 'today is the last day'],
  [-1, '1 day past'],
  [-30, '30 days past'],
])('%i days left: %s', (days, words) => {
  expect(daysLeftWords(days)).toBe(words);
});

test('numbers and things agree', () => {
  expect([0, 1, 2].map((count) => plural(count, 'module'))).toEqual(['0 modules', '1 module', '2 modules']);
  expect([1, 2].map((count) => plural(count, 'entry', 'entries'))).toEqual(['1 entry', '2 entries']);
});

test('of a long list the first three are named', () => {
  expect(listWords(['a', 'b', 'c'])).toBe('a, b, c');
  expect(listWords(['a', 'b', 'c', 'd'])).toBe('a, b, c and 1 more');
});
