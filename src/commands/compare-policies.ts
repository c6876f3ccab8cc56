/** `report --policy`: what would change under another policy, member by member and in sum. Nothing is recorded. */
import { resolve } from 'node:path';
import { readPolicyFile } from '../content/policy-file.js';
import { formatProblem } from '../content/format-problem.js';
import type { Fact } from '../domain/fact.js';
import { formatDay } from '../domain/day.js';
import type { Policy } from '../domain/policy.js';
import { makeRuleBook, type RuleBook, viewMember } from '../domain/rule-book.js';
import { passMarkPoints } from '../domain/status.js';
import { Failure } from '../errors.js';
import { REPORT_COLUMNS, type ReportRow, compareRows, reportJson, reportRow } from '../output/report-row.js';
import { tableText } from '../output/table.js';
import { plural } from '../output/words.js';
import type { LedgerHead } from '../store/store.js';
import { type Context, type View, knownFacts, optional, printJson } from './context.js';
import { sayLedgerHead, underOneHead } from './ledger-head.js';
import type { Keep } from './report-filters.js';

interface Change {
  before: ReportRow;
  after: ReportRow;
  columns: string[];
}

/** The policy of `--policy`. Throws `data` with its faults, `not-found` if it cannot be read. */
export async function proposedPolicy(context: Context): Promise<Policy> {
  const file = optional(context.options, 'policy')!;
  const { folder } = await context.content();
  const { policy, problems } = await readPolicyFile(folder, resolve(context.deps.cwd, file));
  if (policy) return policy;
  throw new Failure('data', `the policy has faults: ${file}`, 'mend them', problems.map(formatProblem));
}

export async function comparePolicies(context: Context, view: View, keep: Keep, asJson: boolean): Promise<number> {
  const policy = await proposedPolicy(context);
  const { content } = await context.program();
  const proposed = makeRuleBook(policy, content.paths);
  const { head, result } = await underOneHead(context, view, () => changesUnder(context, view, keep, policy, proposed));
  await show(context, result, formatDay(view.day), asJson, head);
  await sayLedgerHead(context, head);
  return 0;
}

interface Comparison {
  changes: Change[];
  compared: number;
}

async function changesUnder(context: Context, view: View, keep: Keep, policy: Policy, proposed: RuleBook): Promise<Comparison> {
  const changes: Change[] = [];
  let compared = 0;
  for await (const { member, facts } of (await context.store()).members()) {
    const known = knownFacts(facts, view);
    const before = rowsOf(view.book, member, known, view);
    const after = rowsOf(proposed, member, underPolicy(known, policy), view);
    for (const [track, { row, status }] of before) {
      if (!keep(row, status)) continue;
      compared++;
      const then = after.get(track)?.row;
      const columns = REPORT_COLUMNS.filter((column) => row[column] !== then?.[column]);
      if (columns.length > 0) changes.push({ before: row, after: then ?? { ...row, status: undefined, valid: undefined }, columns });
    }
  }
  return { changes: changes.sort((a, b) => compareRows(a.before, b.before)), compared };
}

function rowsOf(book: RuleBook, member: string, facts: readonly Fact[], view: View) {
  const seen = viewMember(book, member, facts, view.day);
  return new Map(
    seen.presence === 'here' ? seen.statuses.map((status) => [status.track, { row: reportRow(member, seen.row, status, view.day), status }]) : [],
  );
}

/** Attempts at editions without a pass mark of their own are measured by the other policy's. */
function underPolicy(facts: readonly Fact[], policy: Policy): Fact[] {
  const pass_mark = passMarkPoints(policy.certification.pass_mark);
  return facts.map((fact) => (fact.kind === 'attempt' && fact.pass_mark_of === 'program' ? { ...fact, pass_mark } : fact));
}

async function show(
  context: Context,
  { changes, compared }: Comparison,
  as_of: string,
  asJson: boolean,
  head: LedgerHead | undefined,
): Promise<void> {
  const moves = new Map<string, number>();
  for (const { before, after } of changes) {
    if (before.status === after.status) continue;
    const move = `${before.status ?? 'none'} → ${after.status ?? 'none'}`;
    moves.set(move, (moves.get(move) ?? 0) + 1);
  }
  if (asJson) {
    await printJson(context, {
      as_of,
      ledger_head: head?.hash ?? null,
      compared,
      changed: changes.length,
      moves: [...moves].map(([move, members]) => ({ from: move.split(' → ')[0], to: move.split(' → ')[1], members })),
      changes: changes.map(({ before, after, columns }) => ({ member: before.member, track: before.track, columns, before: reportJson(before), after: reportJson(after) })),
    });
    return;
  }
  const { out } = context.deps;
  const columns = [{ title: 'Name', wraps: true }, { title: 'Track', rank: 3 }, { title: 'Now' }, { title: 'Then' }, { title: 'Due by now', rank: 1 }, { title: 'Due by then', rank: 2 }];
  const rows = changes.map(({ before, after }) => [
    before.name || before.member,
    before.track ?? '',
    before.status ?? '',
    after.status ?? '',
    before.due_by ?? '',
    after.due_by ?? '',
  ]);
  if (rows.length > 0) await out.write(`${tableText({ columns, rows }, out.columns(), out.style).lines.join('\n')}\n\n`);
  for (const [move, count] of [...moves].sort()) await out.write(`${move}: ${count}\n`);
  await out.write(`${changes.length} of ${plural(compared, 'certification')} would change. Nothing was recorded.\n`);
}
