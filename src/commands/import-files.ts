/** Imports: files row by row into one transaction. A bad row undoes all of it unless bad rows may be skipped. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { MemberId } from '../domain/fact.js';
import { Failure, isFailure } from '../errors.js';
import { csvLine } from '../formats/csv-writing.js';
import type { ByteSource } from '../formats/csv-text.js';
import type { Fault } from '../formats/fault.js';
import type { ImportReading, ImportedRow } from '../formats/import-rows.js';
import type { MemberName } from '../formats/member-names.js';
import { plural } from '../output/words.js';
import type { NewEntry, NewFact, Store } from '../store/store.js';
import { type Context, entryHead, optional, printJson } from './context.js';
import { faultText } from './fault-text.js';
import { makeProgress } from './progress.js';
import { replaceFile } from './write-output.js';

/** What is to become of a good row. */
export type RowPlan =
  | { kind: 'record'; facts: NewFact[]; warning?: string }
  | { kind: 'unchanged' }
  | { kind: 'voided'; fact: string }
  | { kind: 'bad'; column: string; message: string; hint?: string; unknownMember?: boolean };

export interface ImportKind<T> {
  /** What is imported, in the plural: `results`. */
  things: string;
  read(source: ByteSource): Promise<ImportReading<T>>;
  plan(row: T): Promise<RowPlan>;
}

interface BadRow extends Fault {
  file: string;
}

interface Tally {
  rows: number;
  imported: number;
  unchanged: number;
  voided: string[];
  bad: BadRow[];
  /** Faults of whole files: nothing is imported, whatever may be skipped. */
  broken: BadRow[];
  warnings: Map<string, number>;
  zoneAssumed: number;
  unmatched: { header: string[]; rows: (readonly string[])[] };
}

/** Thrown through the transaction to undo it; never seen outside. */
class Undo extends Error {
  override readonly name = 'Undo';
}

const ROWS_AT_ONCE = 500;

/** Imports the files as one entry. Returns the exit code. */
export async function importFiles<T>(context: Context, files: readonly string[], kind: ImportKind<T>): Promise<number> {
  const { options } = context;
  const tally: Tally = {
    rows: 0,
    imported: 0,
    unchanged: 0,
    voided: [],
    bad: [],
    broken: [],
    warnings: new Map(),
    zoneAssumed: 0,
    unmatched: { header: [], rows: [] },
  };
  const skip = options['skipBadRows'] === true;
  const isDryRun = options['dryRun'] === true;
  const store = await context.store();
  const entry: Omit<NewEntry, 'facts'> = await entryHead(context, 'import');
  try {
    await store.record({ ...entry, facts: readFacts(context, files, kind, tally, () => isUndone(tally, skip) || isDryRun) });
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
  }
  await writeUnmatched(context, tally);
  await tellImport(context, kind.things, tally, { skip, isDryRun });
  return 0;
}

/** The facts of all files, list by list. Throws `Undo` at the end if nothing is to be kept. */
async function* readFacts<T>(
  context: Context,
  files: readonly string[],
  kind: ImportKind<T>,
  tally: Tally,
  undo: () => boolean,
): AsyncGenerator<NewFact[]> {
  for (const file of files) {
    const size = await sizeOf(context, file);
    const progress = makeProgress(context, file, size);
    const reading = await kind.read(progress.watch(sourceOf(context, file)));
    if ('faults' in reading) {
      tally.broken.push(...reading.faults.map((fault) => ({ ...fault, file })));
      progress.end();
      continue;
    }
    const { rows, warnings, header, faultAt } = reading.import;
    for (const warning of warnings) count(tally, `${file}: ${warning}`);
    tally.unmatched.header = header;
    let facts: NewFact[] = [];
    for await (const row of rows) {
      await planRow(row, kind, tally, file, faultAt, facts);
      if (facts.length < ROWS_AT_ONCE) continue;
      progress.rows(tally.rows);
      yield facts;
      facts = [];
    }
    yield facts;
    progress.end();
  }
  if (undo()) throw new Undo();
}

async function planRow<T>(
  row: ImportedRow<T>,
  kind: ImportKind<T>,
  tally: Tally,
  file: string,
  faultAt: (row: { line: number; values: readonly string[] }, name: string, message: string, hint?: string) => Fault,
  facts: NewFact[],
): Promise<void> {
  if (row.kind === 'broken-off') {
    tally.broken.push({ ...row.fault, file });
    return;
  }
  tally.rows++;
  if (row.kind === 'bad-row') {
    tally.bad.push(...row.faults.map((fault) => ({ ...fault, file })));
    return;
  }
  if (row.notes.includes('zone-assumed')) tally.zoneAssumed++;
  if (row.notes.includes('first-of-two')) count(tally, `${file}:${row.line}: the clock showed this time twice; the first was taken`);
  const plan = await kind.plan(row.value);
  switch (plan.kind) {
    case 'record':
      tally.imported++;
      facts.push(...plan.facts);
      if (plan.warning) count(tally, plan.warning);
      break;
    case 'unchanged':
      tally.unchanged++;
      break;
    case 'voided':
      tally.voided.push(`${file}:${row.line}: fact ${plan.fact} was voided; --again imports it anew`);
      break;
    case 'bad':
      tally.bad.push({ ...faultAt(row, plan.column, plan.message, plan.hint), file });
      if (plan.unknownMember) tally.unmatched.rows.push(row.values);
      break;
  }
}

function count(tally: Tally, warning: string): void {
  tally.warnings.set(warning, (tally.warnings.get(warning) ?? 0) + 1);
}

export function sourceOf(context: Context, file: string): AsyncIterable<Uint8Array> {
  if (file !== '-') return createReadStream(resolve(context.deps.cwd, file), { highWaterMark: 256 * 1024 });
  return (async function* () {
    yield new TextEncoder().encode(await context.deps.readInput());
  })();
}

/** Bytes of a file, undefined for standard input. Throws `not-found`. */
export async function sizeOf(context: Context, file: string): Promise<number | undefined> {
  if (file === '-') return undefined;
  try {
    const found = await stat(resolve(context.deps.cwd, file));
    if (found.isDirectory()) throw new Failure('usage', `a folder, not a file: ${file}`, 'name the file in it');
    return found.size;
  } catch (error) {
    if (isFailure(error)) throw error;
    throw new Failure('not-found', `the file cannot be read: ${file} (${(error as NodeJS.ErrnoException).code})`, 'check the name', [], {
      cause: error,
    });
  }
}

async function writeUnmatched(context: Context, tally: Tally): Promise<void> {
  const file = optional(context.options, 'unmatched');
  if (file === undefined || tally.unmatched.rows.length === 0) return;
  const { header, rows } = tally.unmatched;
  await replaceFile(resolve(context.deps.cwd, file), [header, ...rows].map((row) => csvLine(row)).join(''));
  await context.say(`${plural(rows.length, 'row')} of unknown members written to ${file}`);
}

async function tellImport(
  context: Context,
  things: string,
  tally: Tally,
  { skip, isDryRun }: { skip: boolean; isDryRun: boolean },
): Promise<void> {
  const undone = isUndone(tally, skip);
  for (const [warning, times] of tally.warnings) await context.say(times === 1 ? warning : `${warning} (${times} rows)`);
  if (tally.zoneAssumed > 0) {
    const { policy } = await context.program();
    await context.say(`${plural(tally.zoneAssumed, 'time')} without a zone read as ${policy.time_zone}`);
  }
  for (const line of tally.voided) await context.say(line);
  if (context.options['json'] === true) {
    await printJson(context, {
      imported: undone ? 0 : tally.imported,
      unchanged: tally.unchanged,
      voided: tally.voided.length,
      bad_rows: [...tally.broken, ...tally.bad],
      rows: tally.rows,
      dry_run: isDryRun,
    });
  }
  const details = [...tally.broken, ...tally.bad].map(faultText);
  if (tally.broken.length > 0) throw new Failure('data', 'nothing was imported: a file cannot be read to its end', 'mend the file', details);
  if (undone) {
    const hint = 'mend the rows, or add --skip-bad-rows to import the others';
    throw new Failure('data', `nothing was imported: ${plural(badRows(tally), 'bad row')}`, hint, details);
  }
  for (const detail of details) await context.say(`skipped: ${detail}`);
  const verb = isDryRun ? 'would be imported' : 'imported';
  const rest = [
    ...(tally.unchanged > 0 ? [`${tally.unchanged} there already`] : []),
    ...(tally.voided.length > 0 ? [`${tally.voided.length} voided before`] : []),
    ...(tally.bad.length > 0 ? [`${plural(badRows(tally), 'bad row')} skipped`] : []),
  ];
  await context.say(`${tally.imported} ${things} ${verb}${rest.length > 0 ? ` (${rest.join(', ')})` : ''}`);
}

function isUndone(tally: Tally, skip: boolean): boolean {
  return tally.broken.length > 0 || (tally.bad.length > 0 && !skip);
}

function badRows(tally: Tally): number {
  return new Set(tally.bad.map(({ file, line }) => `${file}:${line}`)).size;
}

/** Finds members by id or address, and remembers those of a file that names them again and again. */
export function memberFinder(store: Store): (name: MemberName) => Promise<MemberId | undefined | 'several'> {
  const known = new Map<string, MemberId | undefined | 'several'>();
  return async (name) => {
    const key = 'member' in name ? name.member : name.email.toLowerCase();
    if (known.has(key)) return known.get(key);
    if (known.size > 50_000) known.clear();
    const found = 'member' in name ? ((await store.hasMember(name.member)) ? name.member : undefined) : one(await store.membersByEmail(name.email));
    known.set(key, found);
    return found;
  };
}

function one(ids: readonly MemberId[]): MemberId | undefined | 'several' {
  return ids.length > 1 ? 'several' : ids[0];
}

/** The plan of a row whose member cannot be told. */
export function unknownMember(name: MemberName, found: undefined | 'several'): RowPlan {
  const text = 'member' in name ? name.member : name.email;
  return found === 'several'
    ? { kind: 'bad', column: 'member', message: `several members have the address ${text}`, hint: 'name one by id', unknownMember: true }
    : { kind: 'bad', column: 'member', message: `no member ${text} on the roster`, hint: 'see `certify members list`', unknownMember: true };
}

