/** `report --policy`: what would change under another policy, member by member and in sum. Nothing is recorded. */
import { access, constants } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { formatProblem } from '../content/format-problem.js';
import type { Fact } from '../domain/fact.js';
import { formatDay } from '../domain/day.js';
import { codePointOrder } from '../domain/order.js';
import type { Policy } from '../domain/policy.js';
import { makeRuleBook, type RuleBook, viewMember } from '../domain/rule-book.js';
import { passMarkPoints } from '../domain/status.js';
import { Failure } from '../errors.js';
import { csvLine } from '../formats/csv-writing.js';
import { REPORT_COLUMNS, type ReportColumn, type ReportRow, compareRows, reportJson, reportRow } from '../output/report-row.js';
import { tableText } from '../output/table.js';
import { plural } from '../output/words.js';
import type { LedgerHead } from '../store/store.js';
import { type Context, type Options, type View, knownFacts, optional, jsonText } from './context.js';
import { destinationOf } from './destination.js';
import { sayLedgerHead, underOneHead } from './ledger-head.js';
import { sizeOf } from './input-files.js';
import type { Keep } from './report-filters.js';

interface Change {
  before: ReportRow;
  after: ReportRow;
  columns: ReportColumn[];
}

/** The policy of `--policy`. Throws `data` with its faults, `not-found` if it cannot be read. */
export async function proposedPolicy(context: Context): Promise<Policy> {
  const file = optional(context.options, 'policy')!;
  await sizeOf(context, file);
  const { folder } = await context.content();
  const path = resolve(context.deps.cwd, file);
  await access(path, constants.R_OK).catch((error: NodeJS.ErrnoException) => {
    throw new Failure('not-found', `the policy cannot be read: ${file} (${error.code})`, 'check the name', [], { cause: error });
  });
  // Late, for it brings the YAML library along, which the other reports do without.
  const { readPolicyFile } = await import('../content/policy-file.js');
  const { policy, problems } = await readPolicyFile(folder, path);
  if (policy) return policy;
  throw new Failure('data', `the policy has faults: ${file}`, 'mend them', problems.map(formatProblem));
}

export async function comparePolicies(context: Context, view: View, keep: Keep, options: Options): Promise<number> {
  const format = formatOf(context, options);
  const policy = await proposedPolicy(context);
  const proposed = makeRuleBook(policy, view.paths);
  const { head, result } = await underOneHead(context, view, () => changesUnder(context, view, keep, policy, proposed));
  const text = format === 'json' ? changesJson(result, formatDay(view.day), head) : format === 'csv' ? changesCsv(result) : changesText(context, result);
  await destinationOf(context).write(text);
  await sayLedgerHead(context, head);
  return 0;
}

const FORMATS = ['table', 'json', 'csv'] as const;
type Format = (typeof FORMATS)[number];

/** As for the report: `--format`, else the ending of the file, else a table on a terminal and CSV in a pipe. */
function formatOf({ deps }: Context, options: Options): Format {
  for (const option of ['summary', 'everyone', 'excel']) {
    if (options[option] === undefined) continue;
    throw new Failure('usage', `--${option} says nothing about what would change`, 'leave it out, or leave out --policy');
  }
  const file = optional(options, 'output');
  const ending = file === undefined || file === '-' ? undefined : extname(file).slice(1).toLowerCase().replace(/^txt$/, 'table');
  const initial = deps.out.isTerminal ? 'table' : 'csv';
  const named = optional(options, 'format') ?? (options['json'] === true ? 'json' : undefined) ?? ending ?? initial;
  const format = FORMATS.find((each) => each === named);
  if (!format) throw new Failure('usage', `what would change cannot be written as ${named}`, `there are: ${FORMATS.join(', ')}`);
  return format;
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
    for (const track of new Set([...before.keys(), ...after.keys()])) {
      const [now, then] = [before.get(track), after.get(track)];
      const { row, status } = (now ?? then)!;
      if (!keep(row, status)) continue;
      compared++;
      const change = { before: now?.row ?? withoutStatus(row, view), after: then?.row ?? withoutStatus(row, view) };
      const columns = REPORT_COLUMNS.filter((column) => change.before[column] !== change.after[column]);
      if (columns.length > 0) changes.push({ ...change, columns });
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

/** The row of somebody whose role the policy gives no such track. */
function withoutStatus({ member, name, email, kind, role, team, manager, track, as_of }: ReportRow, { day }: View): ReportRow {
  return { ...reportRow(member, undefined, undefined, day), name, email, kind, role, team, manager, track, as_of };
}

/** Attempts at editions without a pass mark of their own are measured by the other policy's. */
function underPolicy(facts: readonly Fact[], policy: Policy): Fact[] {
  const pass_mark = passMarkPoints(policy.certification.pass_mark);
  return facts.map((fact) => (fact.kind === 'attempt' && fact.pass_mark_of === 'program' ? { ...fact, pass_mark } : fact));
}

/** How many go from one status to another; `none` is no status. */
function movesOf(changes: readonly Change[]): { from: string; to: string; members: number }[] {
  const moves = new Map<string, { from: string; to: string; members: number }>();
  for (const { before, after } of changes) {
    const [from, to] = [before.status ?? 'none', after.status ?? 'none'];
    if (from === to) continue;
    const move = moves.get(`${from} ${to}`) ?? { from, to, members: 0 };
    move.members++;
    moves.set(`${from} ${to}`, move);
  }
  return [...moves.entries()].sort(([a], [b]) => codePointOrder(a, b)).map(([, move]) => move);
}

function changesJson({ changes, compared }: Comparison, as_of: string, head: LedgerHead | undefined): string {
  const document = {
    as_of,
    ledger_head: head?.hash ?? null,
    compared,
    changed: changes.length,
    moves: movesOf(changes),
    changes: changes.map(({ before, after, columns }) => ({ member: before.member, track: before.track, columns, before: reportJson(before), after: reportJson(after) })),
  };
  return jsonText(document);
}

/** A row for each thing that changes. */
function changesCsv({ changes }: Comparison): string {
  const rows = changes.flatMap(({ before, after, columns }) =>
    columns.map((column) => [before.member, before.track ?? '', column, cell(before, column), cell(after, column)]),
  );
  return [['member', 'track', 'column', 'now', 'then'], ...rows].map((row) => csvLine(row)).join('');
}

function cell(row: ReportRow, column: ReportColumn): string {
  const value = row[column];
  return value === undefined ? '' : typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}

function changesText(context: Context, { changes, compared }: Comparison): string {
  const { columns: width, style } = destinationOf(context);
  const columns = [{ title: 'Name', wraps: true }, { title: 'Track', rank: 3 }, { title: 'Now' }, { title: 'Then' }, { title: 'Due by now', rank: 1 }, { title: 'Due by then', rank: 2 }, { title: 'Valid through now', rank: 4 }, { title: 'Valid through then', rank: 5 }];
  const rows = changes.map(({ before, after }) => [
    before.name || before.member,
    before.track ?? '',
    before.status ?? '',
    after.status ?? '',
    before.due_by ?? '',
    after.due_by ?? '',
    before.valid_through ?? '',
    after.valid_through ?? '',
  ]);
  const lines = [
    ...(rows.length > 0 ? [...tableText({ columns, rows }, width, style).lines, ''] : []),
    ...movesOf(changes).map(({ from, to, members }) => `${from} → ${to}: ${members}`),
    `${changes.length} of ${plural(compared, 'certification')} would change. Nothing was recorded.`,
  ];
  return `${lines.join('\n')}\n`;
}
