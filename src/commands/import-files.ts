/** Imports: files row by row into one transaction. A bad row undoes all of it unless bad rows may be skipped. */
import type { Happened } from '../domain/fact.js';
import { visible } from '../domain/visible-text.js';
import { Failure } from '../errors.js';
import type { Fault } from '../formats/fault.js';
import type { Import, ImportReading, ImportedRow } from '../formats/import-rows.js';
import { plural } from '../output/words.js';
import type { AlikeFact, NewEntryAsRead, NewFact } from '../store/store.js';
import { type Context, type Program, entryHead, printJson } from './context.js';
import { faultLines } from './fault-text.js';
import { sizeOf, sourceOf } from './input-files.js';
import { makeProgress, sayRecording } from './progress.js';
import { type UnmatchedRows, gatherUnmatched, refuseUnmatchedOntoInput } from './unmatched.js';

/** A file that is to be read. */
export interface InputFile {
  /** Bytes; undefined for standard input. */
  size: number | undefined;
  /** All of it, in pieces of about so many bytes. */
  pieces(bytes?: number): AsyncIterable<Uint8Array>;
}

/** What is to become of a good row. */
export type RowPlan =
  | { kind: 'record'; facts: readonly (NewFact | AlikeFact)[]; warnings?: readonly string[] }
  | { kind: 'unchanged' }
  | { kind: 'voided'; fact: string }
  | { kind: 'bad'; column: string; message: string; hint?: string; unknownMember?: boolean };

export interface ImportKind<T> {
  /** What a row is: `result`. */
  thing: string;
  read(file: InputFile): Promise<ImportReading<T>>;
  /** Looks up what planning these rows takes. */
  prepare(rows: readonly T[]): Promise<void>;
  plan(row: T): RowPlan;
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
  unmatched: UnmatchedRows;
}

/** About, of results and of completions. */
const BYTES_OF_A_ROW = 50;

/** Thrown through the transaction to undo it; never seen outside. */
class Undo extends Error {
  override readonly name = 'Undo';
}

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
    unmatched: gatherUnmatched(),
  };
  const skip = options['skipBadRows'] === true;
  const isDryRun = options['dryRun'] === true;
  refuseUnmatchedOntoInput(context, files);
  const store = await context.store();
  const entry: Omit<NewEntryAsRead, 'facts'> = await entryHead(context, 'import');
  const sized = await Promise.all(files.map(async (file) => ({ file, size: await sizeOf(context, file) })));
  const expected = Math.round(sized.reduce((sum, { size = 0 }) => sum + size, 0) / BYTES_OF_A_ROW);
  let clear = () => {};
  function allRead(): void {
    if (isUndone(tally, skip) || isDryRun) throw new Undo();
    clear = sayRecording(context, tally.rows);
  }
  try {
    await store.record({ ...entry, expected, facts: readFacts(context, sized, kind, tally, allRead) });
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
  } finally {
    clear();
  }
  await tally.unmatched.write(context);
  await tellImport(context, kind.thing, tally, { skip, isDryRun });
  return 0;
}

/** The facts of all files, list by list. What `allRead` throws at the end undoes everything. */
async function* readFacts<T>(
  context: Context,
  files: readonly { file: string; size: number | undefined }[],
  kind: ImportKind<T>,
  tally: Tally,
  allRead: () => void,
): AsyncGenerator<(NewFact | AlikeFact)[]> {
  for (const { file, size } of files) {
    const progress = makeProgress(context, file, size);
    const reading = await kind.read({ size, pieces: (bytes) => progress.watch(sourceOf(context, file, bytes)) });
    if ('faults' in reading) {
      tally.broken.push(...reading.faults.map((fault) => ({ ...fault, file })));
      progress.end();
      continue;
    }
    const { rows, warnings, header, faultAt } = reading.import;
    for (const warning of warnings) count(tally, `${file}: ${warning}`);
    for await (const list of rows) {
      await kind.prepare(list.flatMap((row) => (row.kind === 'row' ? [row.value] : [])));
      const facts: (NewFact | AlikeFact)[] = [];
      for (const row of list) {
        const plan = row.kind === 'row' ? kind.plan(row.value) : undefined;
        tallyRow(row, plan, tally, { file, header, faultAt });
        if (plan?.kind === 'record') facts.push(...plan.facts);
      }
      yield facts;
      progress.rows(tally.rows);
    }
    progress.end();
  }
  allRead();
}

/** `plan` is what is to become of a good row. */
function tallyRow<T>(
  row: ImportedRow<T>,
  plan: RowPlan | undefined,
  tally: Tally,
  { file, header, faultAt }: Pick<Import<T>, 'header' | 'faultAt'> & { file: string },
): void {
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
  switch (plan?.kind) {
    case 'record':
      tally.imported++;
      for (const warning of plan.warnings ?? []) count(tally, warning);
      break;
    case 'unchanged':
      tally.unchanged++;
      break;
    case 'voided':
      tally.voided.push(`${file}:${row.line}: fact ${plan.fact} was voided; --again imports it anew`);
      break;
    case 'bad':
      tally.bad.push({ ...faultAt(row, plan.column, plan.message, plan.hint), file });
      if (plan.unknownMember) tally.unmatched.add(header, row.values);
      break;
  }
}

function count(tally: Tally, warning: string): void {
  tally.warnings.set(warning, (tally.warnings.get(warning) ?? 0) + 1);
}

async function tellImport(
  context: Context,
  thing: string,
  tally: Tally,
  { skip, isDryRun }: { skip: boolean; isDryRun: boolean },
): Promise<void> {
  const undone = isUndone(tally, skip);
  for (const [warning, times] of tally.warnings) await context.say(visible(times === 1 ? warning : `${warning} (${times} rows)`));
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
  const details = faultLines([...tally.broken, ...tally.bad]);
  if (tally.broken.length > 0) throw new Failure('data', 'nothing was imported: a file cannot be read to its end', 'mend the file', details);
  if (undone) {
    const hint = 'mend the rows, or add --skip-bad-rows to import the others';
    throw new Failure('data', `nothing was imported: ${plural(badRows(tally), 'bad row')}`, hint, details);
  }
  for (const detail of details) await context.say(visible(`skipped: ${detail}`));
  const verb = isDryRun ? 'would be imported' : 'imported';
  const rest = [
    ...(tally.unchanged > 0 ? [`${tally.unchanged} there already`] : []),
    ...(tally.voided.length > 0 ? [`${tally.voided.length} voided before`] : []),
    ...(tally.bad.length > 0 ? [`${plural(badRows(tally), 'bad row')} skipped`] : []),
  ];
  await context.say(`${plural(tally.imported, thing)} ${verb}${rest.length > 0 ? ` (${rest.join(', ')})` : ''}`);
}

function isUndone(tally: Tally, skip: boolean): boolean {
  return tally.broken.length > 0 || (tally.bad.length > 0 && !skip);
}

function badRows(tally: Tally): number {
  return new Set(tally.bad.map(({ file, line }) => `${file}:${line}`)).size;
}

const TO_COME = ['a date is still to come: it counts from then on'] as const;

/** A date that is still to come is mostly a slip of the year; it is recorded as it is written. */
export function stillToCome({ now }: Context, { today }: Program, happened: Happened): readonly string[] {
  const isToCome = 'at' in happened ? happened.at > now : happened.on > today;
  return isToCome ? TO_COME : [];
}
