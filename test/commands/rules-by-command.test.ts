/**
 * The rule book from the command line: histories at random go in through the CSV imports and the staff commands, and the
 * report's rows are compared with the second reading of the rule book (`domain/oracle.ts`).
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeCalendar } from '../../src/domain/calendar.js';
import { NEVER, formatDay, formatInstant } from '../../src/domain/day.js';
import type { Fact } from '../../src/domain/fact.js';
import { formatPoints } from '../../src/domain/points.js';
import { stories } from '../domain/any-history.js';
import { type Setting, history, instantIn, pathsOf, policyWith } from '../domain/history.js';
import { oracleRow } from '../domain/oracle.js';
import { type Certify, certify } from './harness.js';

/** A few dozen a run, the same ones everywhere; `HISTORIES=5000 SEED=7 npx vitest run rules-by-command` for a long look. */
const numRuns = Number(process.env['HISTORIES'] ?? 40);
const seed = Number(process.env['SEED'] ?? 20200801);

const MARKS = ['80', '50', '100'];
const ASSESSMENT = (id: string, mark: string) => `assessment: ${id}
title: Questions
edition: E${mark}
effective: 2020-01-01
pass_mark: ${mark}
questions:
  - { question: q, objective: o, type: true-false, prompt: Is it so?, answer: true }
`;

function contentOf(setting: Setting): Record<string, string> {
  const policy = policyWith(setting);
  const path = (id: string, edition: (typeof paths)[number]) => ({
    path: id,
    title: 'Path',
    edition: edition.edition,
    effective: edition.effective,
    objectives: [{ objective: 'o', statement: 'know it', priority: 'P1' }],
    stages: [{ stage: 'all', title: 'All', modules: edition.stages[0]!.modules.map((module) => ({ ...module, objectives: ['o'] })) }],
  });
  const paths = pathsOf(setting);
  // A path has modules: one that nobody must complete stands for none.
  for (const edition of paths) edition.stages[0]!.modules.push({ module: 'extra', title: 'Extra', objectives: [], required: false });
  // The modules of all editions are known, whether or not an edition asks for them.
  for (const module of ['a', 'b', 'c']) {
    if (!paths.some((each) => each.stages[0]!.modules.some((known) => known.module === module))) {
      paths[0]!.stages[0]!.modules.push({ module, title: module, objectives: [], required: false });
    }
  }
  const files: Record<string, string> = { 'curricula/program.yaml': JSON.stringify({ ...policy }) };
  paths.forEach((edition, at) => {
    files[`curricula/sales-${at}.yaml`] = JSON.stringify(path('sales', edition));
    files[`curricula/cs-${at}.yaml`] = JSON.stringify(path('cs', edition));
  });
  for (const mark of MARKS) {
    files[`assessments/sales-${mark}.yaml`] = ASSESSMENT('sales', mark);
    files[`assessments/cs-${mark}.yaml`] = ASSESSMENT('cs', mark);
  }
  return files;
}

function when(fact: Fact): string {
  return 'at' in fact.happened ? formatInstant(fact.happened.at) : formatDay(fact.happened.on);
}

/** What can be said from the command line: no fact twice, windows that exist, extensions that extend, voids of something. */
function sayable(facts: readonly Fact[], setting: Setting): Fact[] {
  const calendar = makeCalendar(policyWith(setting));
  const seen = new Set<string>();
  const kept = facts.filter((fact) => {
    if (fact.kind === 'roster') return false;
    if (fact.kind === 'waiver') return calendar.byLabel(fact.window) !== undefined;
    if (fact.kind === 'extension') return (calendar.byLabel(fact.window)?.closes ?? NEVER) < fact.until;
    const key =
      fact.kind === 'completion'
        ? `completion ${fact.module} ${when(fact)}`
        : fact.kind === 'attempt'
          ? `attempt ${fact.assessment} ${formatPoints(fact.pass_mark)} ${when(fact)} ${'at' in fact.happened ? '' : `${formatPoints(fact.points)} ${formatPoints(fact.max_points)}`}`
          : fact.kind === 'void'
            ? `void ${fact.target}`
            : undefined;
    if (key === undefined) return true;
    return seen.has(key) ? false : Boolean(seen.add(key));
  });
  const ids = new Set(kept.flatMap((fact) => (fact.kind === 'void' ? [] : [fact.fact])));
  return kept.filter((fact) => fact.kind !== 'void' || ids.has(fact.target)).map((fact) => ({ ...fact, assurance: 'staff' as const }));
}

async function ok(c: Certify, args: string[]): Promise<void> {
  expect([await c.run(args), c.err.replace(/.*/s, (text) => text)], args.join(' ')).toEqual([0, expect.any(String)]);
}

/** Records the facts as staff would; returns them with the ids they got. */
async function record(c: Certify, facts: readonly Fact[]): Promise<Fact[]> {
  await ok(c, ['members', 'add', 'm1', '--name', 'Mia', '--role', 'Account Executive', '--start', '2020-03-01']);
  const rows = { completion: ['member,module,completed_at'], attempt: ['member,assessment,edition,finished_at,points,max_points'] };
  for (const fact of facts) {
    if (fact.kind === 'completion') rows.completion.push(`m1,${fact.module},${when(fact)}`);
    if (fact.kind === 'attempt') {
      rows.attempt.push(
        ['m1', fact.assessment, `E${formatPoints(fact.pass_mark)}`, when(fact), formatPoints(fact.points), formatPoints(fact.max_points)].join(','),
      );
    }
  }
  await ok(c, ['import', 'completions', c.file('completions.csv', rows.completion.join('\n'))]);
  await ok(c, ['import', 'results', c.file('results.csv', rows.attempt.join('\n'))]);
  const ids = new Map<string, string>();
  await c.run(['history', 'm1', '--json']);
  const recorded = c.json as Record<string, unknown>[];
  for (const fact of facts) {
    const found = recorded.find((row) => {
      if (row['kind'] !== fact.kind || (row['happened_at'] ?? row['happened_on']) !== when(fact)) return false;
      if (fact.kind === 'completion') return row['module'] === fact.module;
      if (fact.kind !== 'attempt') return false;
      const score = (points: unknown) => String(points);
      return (
        row['assessment'] === fact.assessment &&
        row['edition'] === `E${formatPoints(fact.pass_mark)}` &&
        score(row['points']) === json(fact.points) &&
        score(row['max_points']) === json(fact.max_points)
      );
    });
    if (found) ids.set(fact.fact, found['fact'] as string);
  }
  for (const fact of [...facts].sort((a, b) => Number(a.kind === 'void') - Number(b.kind === 'void'))) {
    const args = staffCommand(fact, ids);
    if (!args) continue;
    if ('at' in fact.happened) c.at(formatInstant(fact.happened.at));
    else {
      c.at('2023-01-01T00:00:00Z');
      args.push('--on', formatDay(fact.happened.on));
    }
    await ok(c, [...args, '--reason', 'said in the test', '--json']);
    ids.set(fact.fact, c.json.fact);
  }
  c.at('2023-01-01T00:00:00Z');
  const last = instantIn('2023-01-01T00:00:00Z');
  return facts.map((each, place) => {
    // Recorded when the clock above said so, in this order.
    const fact = { ...each, seq: place + 1, recorded_at: 'at' in each.happened ? each.happened.at : last };
    const id = ids.get(fact.fact);
    if (id === undefined) throw new Error(`not recorded: ${JSON.stringify(fact, (_, value) => (typeof value === 'bigint' ? String(value) : value))}`);
    return fact.kind === 'void' ? { ...fact, fact: id, target: ids.get(fact.target)! } : { ...fact, fact: id };
  });
}

function json(points: { n: bigint; d: bigint }): string {
  const decimal = Number(points.n) / Number(points.d);
  return Number.isInteger(decimal * 1_000_000) ? String(decimal) : `${points.n}/${points.d}`;
}

function staffCommand(fact: Fact, ids: ReadonlyMap<string, string>): string[] | undefined {
  switch (fact.kind) {
    case 'grant':
      return ['grant', 'm1', '--track', fact.track];
    case 'revocation':
      return ['revoke', 'm1', '--track', fact.track];
    case 'permit':
      return ['waive', 'm1', '--retraining', '--track', fact.track];
    case 'waiver':
      return ['waive', 'm1', '--window', fact.window, '--track', fact.track];
    case 'extension':
      return ['extend', 'm1', '--window', fact.window, '--until', formatDay(fact.until), '--track', fact.track];
    case 'leave':
      return ['leave', 'm1', '--from', formatDay(fact.from), ...(fact.to === NEVER ? [] : ['--to', formatDay(fact.to)])];
    case 'void':
      return ['void', ids.get(fact.target)!];
    default:
      return undefined;
  }
}

test('the report says what the rule book says', { timeout: 3_600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(stories(), async ({ facts, setting, on }) => {
      const c = certify({ content: contentOf(setting), at: '2023-01-01T00:00:00Z' });
      const roster = history({ roster: '2020-01-01', start: '2020-03-01', as: 'roster' });
      const recorded = await record(c, sayable(facts, setting));
      await ok(c, ['report', '--format', 'json', '--as-of', on]);
      const row = c.json.rows[0] as Record<string, unknown>;
      const expected = oracleRow([...roster, ...recorded], on, policyWith(setting), pathsOf(setting), 'sales');
      const text = (value: unknown) => value ?? '';
      expect({
        status: row['status'],
        valid: row['valid'],
        window: text(row['window']),
        due_by: text(row['due_by']),
        certified_on: text(row['certified_on']),
        valid_through: text(row['valid_through']),
        modules_done: row['modules_done'],
        attempts: row['attempts'],
      }).toEqual({
        status: expected.status,
        valid: expected.valid,
        window: expected.window,
        due_by: expected.due_by,
        certified_on: expected.certified_on,
        valid_through: expected.valid_through,
        modules_done: expected.modules_done.length,
        attempts: expected.attempts,
      });
    }),
    { numRuns, seed },
  );
});
