/** The rules against a second, deliberately naive reading of the rule book (`oracle.ts`), over histories at random. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stories } from './any-history.js';
import { pathsOf, policyWith, statusOf } from './history.js';
import { oracleRow } from './oracle.js';

/** A few hundred a run, the same ones everywhere; `HISTORIES=50000 SEED=7 npx vitest run oracle` for a long look. */
const numRuns = Number(process.env['HISTORIES'] ?? 300);
const seed = Number(process.env['SEED'] ?? 20200801);

test('two readings of the rule book give the same rows', { timeout: 600_000 }, () => {
  fc.assert(
    fc.property(stories(), ({ facts, setting, on }) => {
      expect(statusOf(facts, on, setting)).toEqual(oracleRow(facts, on, policyWith(setting), pathsOf(setting), 'sales'));
    }),
    { numRuns, seed },
  );
});
