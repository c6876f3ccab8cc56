/** `certify verify`: recomputes the ledger and all that can be worked out from it, and says what does not come out again. */
import { parsePaper } from '../content/snapshots.js';
import type { Paper } from '../domain/drawing.js';
import { regradingFault } from '../domain/regrade.js';
import { visible } from '../domain/visible-text.js';
import { EXIT_CODES, Failure } from '../errors.js';
import { plural } from '../output/words.js';
import type { LedgerCheck, LedgerFault, RecordedFact } from '../store/store.js';
import { type Context, type Options, optional, printJson, recordsFile } from './context.js';
import { importedCompletionId, importedResultId } from './imported-ids.js';
import { withWholeRecords } from './whole-records.js';

export async function run(context: Context, _args: string[], options: Options): Promise<number> {
  const head = headOption(options);
  const check = await withWholeRecords(context, (store) => store.verify(makeJudge(), head));
  if (options['json'] === true) await printJson(context, checkJson(check));
  else await context.deps.out.write(checkLines(check, recordsFile(context), head).map((line) => `${visible(line)}\n`).join(''));
  return check.faults.length > 0 ? EXIT_CODES.data : 0;
}

/** The beginning of a hash that somebody has kept. */
function headOption(options: Options): string | undefined {
  const text = optional(options, 'head')?.trim().toLowerCase();
  if (text === undefined || /^[0-9a-f]{8,64}$/.test(text)) return text;
  throw new Failure('usage', `not the head of a ledger: ${text}`, 'give the hash that a report named, or its first eight digits or more');
}

/** More rows than anybody voids and imports anew. */
const MOST_TIMES_AGAIN = 50;

export function makeJudge(): (recorded: RecordedFact) => string[] {
  const papers = new Map<string, Paper>();
  function paperOf(hash: string, text: string): Paper {
    const paper = papers.get(hash) ?? parsePaper(text);
    papers.set(hash, paper);
    return paper;
  }
  return (recorded) => {
    const { fact } = recorded;
    if (fact.source === 'import') return hasImportedId(recorded) ? [] : ['its id does not follow from what it says'];
    if (fact.kind !== 'attempt' || fact.content === undefined) return [];
    const text = recorded.snapshot();
    if (text === undefined) return ['the assessment that it was drawn from is missing'];
    const fault = regradingFault(fact, recorded.questions, paperOf(fact.content, text), 'as recorded');
    return fault === undefined ? [] : [fault];
  };
}

function hasImportedId({ program, fact }: RecordedFact): boolean {
  for (let again = 0; again <= MOST_TIMES_AGAIN; again++) {
    if (fact.kind === 'completion' && importedCompletionId(program, fact, again) === fact.fact) return true;
    if (fact.kind === 'attempt' && importedResultId(program, fact, fact, again) === fact.fact) return true;
    if (fact.kind !== 'completion' && fact.kind !== 'attempt') return true;
  }
  return false;
}

/** A list that nobody reads to its end. */
const SHOWN = 100;

function checkLines(check: LedgerCheck, file: string, head: string | undefined): string[] {
  const { entries, facts, attempts, snapshots, erased, faults } = check;
  const counts = [
    plural(entries, 'entry', 'entries'),
    plural(facts, 'fact'),
    `${plural(attempts, 'attempt')} graded anew`,
    plural(snapshots, 'snapshot'),
    ...(erased > 0 ? [`${plural(erased, 'text')} erased`] : []),
  ].join(', ');
  return [
    ...faults.slice(0, SHOWN).map(faultLine),
    ...(faults.length > SHOWN ? [`and ${faults.length - SHOWN} more`] : []),
    `${file}: ${counts}`,
    ...(check.head ? [`ledger head: entry ${check.head.entry}, ${check.head.hash}`] : []),
    ...(head !== undefined && faults.length === 0 ? [`the head ${head} is in the ledger`] : []),
    faults.length === 0 ? 'Nothing was changed after it was recorded.' : `${plural(faults.length, 'fault')}: compare with a backup (docs/integrity.md).`,
  ];
}

function faultLine({ entry, fact, what }: LedgerFault): string {
  const where = [entry === undefined ? '' : `entry ${entry}`, fact === undefined ? '' : `fact ${fact}`].filter((part) => part !== '');
  return where.length > 0 ? `${where.join(', ')}: ${what}` : what;
}

function checkJson({ head, faults, ...counts }: LedgerCheck): unknown {
  return {
    ok: faults.length === 0,
    ...counts,
    ledger_head: head?.hash ?? null,
    faults: faults.map(({ entry, fact, what }) => ({ entry: entry ?? null, fact: fact ?? null, what })),
  };
}
