/** The content that ships is free of errors, and its banks give nothing away. */
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { formatProblem } from '../../src/content/format-problem.js';
import { loadContent } from '../../src/content/load.js';

const shipped = await loadContent(fileURLToPath(new URL('../..', import.meta.url)));

test('the shipped content has no error', () => {
  expect(shipped.problems.map(formatProblem)).toEqual([]);
});

test('the shipped program is the one the manual describes', () => {
  expect(shipped.policy).toMatchObject({
    program: 'field-product-certification',
    time_zone: 'America/Los_Angeles',
    fiscal_year: { first_month: 2, named_after: 'end' },
    certification: { pass_mark: 80, first_due_days: 90, min_assurance: 'self' },
    recertification: {
      quarters: ['Q1', 'Q3'],
      window_days: 45,
      early_days: 0,
      windows: [{ window: 'Q3FY21', opens: '2020-08-01', closes: '2020-10-16' }],
    },
    leave: { return_days: 30 },
    tracks: [
      { track: 'sales', path: 'sales', assessment: 'sales' },
      { track: 'customer-success', path: 'customer-success', assessment: 'customer-success' },
    ],
  });
});
