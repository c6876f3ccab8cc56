/** `certify doctor`: how the records, the disk, the clock and the content are, with a remedy for whatever is wrong. */
import { existsSync } from 'node:fs';
import { formatInstant } from '../domain/day.js';
import { visible } from '../domain/visible-text.js';
import { EXIT_CODES, isFailure } from '../errors.js';
import { plural } from '../output/words.js';
import type { RecordsHealth } from '../store/store.js';
import { type Context, type Options, printJson, recordsFile } from './context.js';
import { fileFindings } from './file-check-up.js';
import { type Finding, fine, note, wrong } from './finding.js';
import { withWholeRecords } from './whole-records.js';

export async function run(context: Context, _args: string[], options: Options): Promise<number> {
  if (options['rebuildIndex'] === true) await withWholeRecords(context, (store) => store.rebuildIndex());
  const findings = [
    ...fileFindings(recordsFile(context)),
    ...(await recordsFindings(context)),
    ...(await contentFindings(context)),
    fine('program', `Node ${process.versions.node} on ${process.platform} ${process.arch}`),
  ];
  const isWrong = findings.some(({ state }) => state === 'wrong');
  if (options['json'] === true) await printJson(context, { ok: !isWrong, findings: findings.map((each) => ({ ...each, remedy: each.remedy ?? null })) });
  else await context.deps.out.write(findings.flatMap((each) => linesOf(each, context)).join(''));
  return isWrong ? EXIT_CODES.data : 0;
}

const SIGNS = { fine: '✓', note: '!', wrong: '✗' } as const;

function linesOf({ about, state, says, remedy }: Finding, { deps: { out } }: Context): string[] {
  const paint = { fine: out.style.good, note: out.style.warn, wrong: out.style.bad }[state];
  const lines = [`${paint(SIGNS[state])} ${about}: ${visible(says)}\n`];
  return remedy === undefined ? lines : [...lines, `  → ${visible(remedy)}\n`];
}

/** Records that cannot be opened are a finding too: the failure says what to do. */
async function recordsFindings(context: Context): Promise<Finding[]> {
  if (!existsSync(recordsFile(context))) return [];
  try {
    return healthFindings(context, await withWholeRecords(context, (store) => store.health()));
  } catch (error) {
    if (!isFailure(error)) throw error;
    return [wrong('records', error.message, error.hint ?? 'see docs/integrity.md')];
  }
}

function healthFindings(context: Context, health: RecordsHealth): Finding[] {
  const { schema_version, software, integrity, entries, entries_under_set_clock: underSetClock } = health;
  const versions = Object.entries(software).map(([name, version]) => `${name} ${version}`);
  return [
    fine('schema', `version ${schema_version}, ${plural(entries, 'entry', 'entries')}`),
    ...(integrity.length === 0
      ? [fine('integrity', 'every page, index and reference is sound; `certify verify` checks what they say')]
      : integrity.map((line) => wrong('integrity', line, 'restore a copy made with `certify backup`, then `certify verify`'))),
    clockFinding(context, health),
    ...(underSetClock > 0 ? [note('clock', `${plural(underSetClock, 'entry', 'entries')} recorded under CERTIFY_NOW, and marked so`)] : []),
    fine('database', versions.join(', ')),
  ];
}

/** A minute of difference is what machines on one network have. */
const TOLERATED_MS = 60_000;

function clockFinding({ deps }: Context, { newest_recorded_at: newest }: RecordsHealth): Finding {
  const now = deps.now();
  if (deps.clockIsSet) return note('clock', `set by CERTIFY_NOW to ${formatInstant(now)}`, 'unset CERTIFY_NOW to use the clock of this machine');
  if (newest === undefined || newest <= now + TOLERATED_MS) return fine('clock', formatInstant(now));
  const says = `it shows ${formatInstant(now)}, but something was recorded at ${formatInstant(newest)} already`;
  return wrong('clock', says, 'set the clock of this machine; if it was ahead before, void what was recorded then and record it anew');
}

async function contentFindings(context: Context): Promise<Finding[]> {
  try {
    const content = await context.content();
    const errors = content.problems.filter(({ severity }) => severity === 'error').length;
    if (errors > 0) return [wrong('content', `${plural(errors, 'fault')} in ${content.folder}`, '`certify check` names each with its line')];
    return [fine('content', `${content.folder}: ${plural(content.paths.length, 'path edition')}, ${plural(content.assessments.length, 'assessment edition')}`)];
  } catch (error) {
    if (!isFailure(error)) throw error;
    return [wrong('content', error.message, error.hint ?? 'see `certify check`')];
  }
}
