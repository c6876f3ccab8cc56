/** What is measured, against what, and what is aimed at. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeAttempts } from './attempts.js';
import { MODULES, writeContent } from './content.js';
import { type Command, type Compared, type Run, compare, compareAll, run, spread } from './measure.js';
import { CERTIFY, type Records, environmentIn, makeRecords } from './records.js';

/** A line of the table. */
export interface Figure {
  what: string;
  /** What it is compared with. */
  against: string;
  /** Least, middle and greatest, as they are shown. */
  measured: string;
  aim: string;
  /** Undefined where no aim is set. */
  isReached: boolean | undefined;
}

export interface Sizes {
  /** Rounds of short commands, and of long ones. */
  short: number;
  long: number;
  /** Members of the records that reports are made of, smallest first. */
  reports: readonly number[];
  /** Of the roster that a file of results is imported for, five rows each. */
  importers: number;
  attempts: number;
}

export const FULL: Sizes = { short: 41, long: 5, reports: [100_000, 1_000_000], importers: 200_000, attempts: 100_000 };
export const QUICK: Sizes = { short: 3, long: 1, reports: [2_000], importers: 1_000, attempts: 200 };

const TODAY = '2026-11-28';
const FACTS = 14;

function ratio(what: string, against: string, { ratio: { min, median, max }, seconds }: Compared, aim?: number): Figure {
  const measured = `${median.toFixed(2)} (${min.toFixed(2)} to ${max.toFixed(2)}), ${shown(seconds.median)}`;
  return { what, against, measured, aim: aim === undefined ? '' : `at most ${aim}`, isReached: aim === undefined ? undefined : median <= aim };
}

function shown(seconds: number): string {
  return seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`;
}

function thousands(number: number): string {
  return number.toLocaleString('en');
}

/** Whole processes against an empty script, the first screen of a quiz in a terminal. */
export function startFigures(folder: string, { short }: Sizes): Figure[] {
  rmSync(folder, { recursive: true, force: true });
  writeContent(folder, 300, 'one');
  const file = join(folder, 'records.db');
  const [env, empty] = [environmentIn(folder, file), join(folder, 'empty.js')];
  writeFileSync(empty, '');
  const certify = (...args: string[]): Command => ({ command: [...CERTIFY, ...args], env: { ...env, CERTIFY_MEMBER: 'avery' } });
  run(certify('members', 'add', 'avery', '--name', 'Avery Field', '--role', 'Account Executive', '--team', 'East', '--start', '2026-08-03'));
  run(certify('path', 'done', '--all'));
  const fresh = join(folder, 'fresh.db');
  copyFileSync(file, fresh);
  const quiz: Command = {
    ...certify('quiz'),
    until: { text: 'Question 1 of', answers: [['Start now?', '\r']] },
    before: () => {
      copyFileSync(fresh, file);
      rmSync(`${file}-journal`, { force: true });
    },
  };
  const cold: Command = { ...certify('check'), before: () => rmSync(join(folder, 'cache'), { recursive: true, force: true }) };
  const measured = [certify('--help'), certify('--version'), certify('status'), quiz, certify('check')];
  const [help, version, status, first, check] = compareAll(measured, { command: [process.execPath, empty] }, short) as [Compared, Compared, Compared, Compared, Compared];
  const floor = 'an empty Node script';
  return [
    ratio('`certify --help`', floor, help, 1.35),
    ratio('`certify --version`', floor, version, 1.25),
    ratio('`certify status`', floor, status, 1.8),
    ratio('`certify quiz`, the first question on the screen', floor, first, 2.3),
    ratio('`certify check`, a bank of 300 questions that did not change', floor, check, 5),
    ratio('`certify check`, the same bank for the first time', floor, compare(cold, { command: [process.execPath, empty] }, Math.ceil(short / 4))),
  ];
}

/** The facts of everybody in the order in which they happened, by the shell of SQLite: what any report must read. */
const DUMP = `.mode csv
SELECT f.member, coalesce(f.happened_on, f.happened_at / 86400000), f.happened_at, f.what, f.edition, f.points, f.max_points FROM (
  SELECT member, happened_on, happened_at, module AS what, '' AS edition, '' AS points, '' AS max_points FROM completion
  UNION ALL SELECT member, happened_on, happened_at, assessment, edition, points, max_points FROM attempt
  UNION ALL SELECT member, happened_on, happened_at, name || ' ' || email, role, team, manager FROM roster JOIN person USING (seq)
) f ORDER BY 1, 2, 3;
`;

/** For bench/status.awk, by days of the clock in Los Angeles. */
const FOR_AWK = `.mode csv
SELECT m.member, f.day, f.kind, f.what, f.points FROM (
  SELECT member, coalesce(date(happened_on * 86400, 'unixepoch'), date(happened_at / 1000, 'unixepoch', 'localtime')) AS day,
    happened_at IS NULL AS of_day, happened_at, 'c' AS kind, module AS what, '' AS points FROM completion
  UNION ALL SELECT member, coalesce(date(happened_on * 86400, 'unixepoch'), date(happened_at / 1000, 'unixepoch', 'localtime')),
    happened_at IS NULL, happened_at, 'a', assessment, points FROM attempt
) f JOIN member m ON m.key = f.member ORDER BY m.member, f.day, f.of_day, f.happened_at, CAST(f.points AS INTEGER);
`;

export function reportFigures(folder: string, { reports, long, short }: Sizes): Figure[] {
  const figures: Figure[] = [];
  let smaller: { people: number; compared: Compared } | undefined;
  for (const people of reports) {
    const records = makeRecords(join(folder, `report-${people}`), people);
    // What was just written is on its way to the disk, and would be measured along.
    execFileSync('sync');
    // What takes a second falls wholly into a quiet or a loud moment of a shared machine, so it is measured more often.
    const compared = oneReport(records, smaller ? long : 3 * long, figures);
    if (smaller) figures.push(...growth(smaller.compared, compared, people / smaller.people));
    smaller = { people, compared };
    figures.push(...small(records, Math.ceil(short / 2)));
    // Gigabytes; the next size makes its own.
    rmSync(join(folder, `report-${people}`), { recursive: true, force: true });
  }
  return figures;
}

function oneReport({ people, file, env }: Records, rounds: number, figures: Figure[]): Compared {
  const [dump, forAwk, windows] = ['dump.sql', 'for-awk.sql', 'windows.csv'].map((name) => `${file}.${name}`) as [string, string, string];
  writeFileSync(dump, DUMP);
  writeFileSync(forAwk, FOR_AWK);
  const report: Command = { command: [...CERTIFY, 'report', '--format', 'csv', '--as-of', TODAY], env, out: `${file}.report.csv` };
  const shell: Command = { command: ['/bin/sh', '-c', `exec sqlite3 -readonly ${file} < ${dump}`], out: `${file}.dump.csv` };
  const calendar = execFileSync(CERTIFY[0], [CERTIFY[1], 'calendar', '--format', 'csv', '--from', '2020', '--to', '2030'], { env: { ...process.env, ...env }, encoding: 'utf8' });
  writeFileSync(windows, calendar.replaceAll('\r', '').split('\n').slice(1).join('\n'));
  const awk: Command = {
    command: ['/bin/sh', '-c', `sqlite3 -readonly ${file} < ${forAwk} | tr -d '\\r' | awk -v today=${TODAY} -v modules=${MODULES.length} -f ${join(import.meta.dirname, 'status.awk')} ${windows} -`],
    env: { TZ: 'America/Los_Angeles' },
    out: `${file}.awk.csv`,
  };
  const compared = compare(report, shell, rounds);
  const members = `${thousands(people)} members with ${FACTS} facts each`;
  figures.push(
    ratio(`\`certify report\` as CSV, ${members}`, 'the `sqlite3` shell printing the facts in order', compared, 0.8),
    { what: 'memory of that report', against: '', measured: `${Math.round(compared.mebibytes)} MiB`, aim: 'at most 150 MiB', isReached: compared.mebibytes <= 150 },
    ratio('the same report', '`sqlite3` and `awk` working out the statuses alone', compare(report, awk, Math.max(1, rounds >> 1))),
    statusesAgree(file),
  );
  return compared;
}

/** The peer gives the same statuses, or it would be none. */
function statusesAgree(file: string): Figure {
  const lines = (name: string) => readFileSync(`${file}.${name}`, 'utf8').split(/\r?\n/).filter((line) => line !== '');
  const ours = lines('report.csv').slice(1).map((line) => { const cells = line.split(','); return `${cells[0]},${cells[8]}`; });
  const theirs = new Set(lines('awk.csv'));
  const differing = ours.filter((row) => !theirs.has(row)).length;
  return { what: 'rows of which the two say another status', against: '', measured: `${differing} of ${thousands(ours.length)}`, aim: '0', isReached: differing === 0 };
}

function growth(small: Compared, large: Compared, times: number): Figure[] {
  const [time, memory] = [large.seconds.median / small.seconds.median, large.mebibytes / small.mebibytes];
  return [
    { what: `the time of a report for ${times} times the members`, against: 'the smaller report', measured: `${time.toFixed(1)} times`, aim: `at most ${1.1 * times}`, isReached: time <= 1.1 * times },
    { what: 'its memory', against: 'the smaller report', measured: `${memory.toFixed(2)} times`, aim: 'at most 1.3', isReached: memory <= 1.3 },
  ];
}

/** What looks at few members, among many. */
function small({ people, file, env }: Records, rounds: number): Figure[] {
  const folder = `${file}.few`;
  rmSync(folder, { recursive: true, force: true });
  const few = makeRecords(folder, 100);
  const status = (of: Records['env']): Command => ({ command: [...CERTIFY, 'status', 'm0000007', '--as-of', TODAY], env: of });
  const team: Command = { command: [...CERTIFY, 'report', '--format', 'csv', '--team', 'Team 3', '--as-of', TODAY], env };
  const compared = compareAll([team, status(env)], status(few.env), rounds);
  const { median } = compared[0]!.seconds;
  return [
    { what: `\`certify report --team\`, one team of about 500 among ${thousands(people)} members`, against: '', measured: shown(median), aim: 'under 150 ms', isReached: median < 0.15 },
    ratio(`\`certify status\` of one among ${thousands(people)} members`, 'the same among 100', compared[1]!, 1.2),
  ];
}

/** A file of results for a roster that is there. */
export function importFigures(folder: string, { importers }: Sizes): Figure[] {
  const records = makeRecords(join(folder, 'import'), importers, ['members']);
  const { file, files, env } = records;
  const rows = Number(execFileSync('wc', ['-l', files.results], { encoding: 'utf8' }).trim().split(' ')[0]) - 1;
  const peer: Command = { command: ['/usr/bin/env', 'python3', join(import.meta.dirname, 'import_rows.py'), files.results, `${file}.peer`] };
  copyFileSync(file, `${file}.before`);
  const inOrderOfTime = sortedByTime(files.results);
  const runs = Array.from({ length: 3 }, () => {
    rmSync(`${file}.peer`, { force: true });
    const theirs = run(peer);
    const [ours, byTime] = [files.results, inOrderOfTime].map((results) => {
      copyFileSync(`${file}.before`, file);
      return run({ command: [...CERTIFY, 'import', 'results', results], env });
    }) as [Run, Run];
    return { ours, byTime, ratio: ours.seconds / theirs.seconds };
  });
  const rates = spread(runs.map(({ ours }) => rows / ours.seconds));
  const byTime = spread(runs.map((each) => rows / each.byTime.seconds));
  const ratios = spread(runs.map((each) => each.ratio));
  const memory = Math.max(...runs.flatMap((each) => [each.ours.mebibytes, each.byTime.mebibytes]));
  rmSync(join(folder, 'import'), { recursive: true, force: true });
  return [
    {
      what: `\`certify import results\`, ${thousands(rows)} rows`,
      against: 'Python\'s `csv` and `sqlite3` into one table',
      measured: `${thousands(Math.round(rates.median))} rows a second, ${ratios.median.toFixed(2)} (${ratios.min.toFixed(2)} to ${ratios.max.toFixed(2)})`,
      aim: '100,000 rows a second',
      isReached: rates.median >= 100_000,
    },
    { what: 'the same rows in the order of time, so that each names another member', against: '', measured: `${thousands(Math.round(byTime.median))} rows a second`, aim: '', isReached: undefined },
    { what: 'memory of these imports', against: '', measured: `${Math.round(memory)} MiB`, aim: '', isReached: undefined },
  ];
}

/** The same file with its rows in the order of `finished_at`. */
function sortedByTime(results: string): string {
  const [header, ...rows] = readFileSync(results, 'utf8').trimEnd().split('\n');
  const time = (row: string) => row.split(',')[3]!;
  const sorted = rows.map((row) => [time(row), row] as const).sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
  const file = `${results}.by-time`;
  writeFileSync(file, [header, ...sorted.map(([, row]) => row), ''].join('\n'));
  return file;
}

/** The same counts by the shell of SQLite, without any statistics. */
const GROUPED = `.mode csv
SELECT q.question, count(*), sum(q.points = q.max_points), sum(q.answer IS NULL) FROM attempt_question q GROUP BY q.question;
`;

export async function itemFigures(folder: string, { attempts, long }: Sizes): Promise<Figure[]> {
  const own = join(folder, 'items');
  rmSync(own, { recursive: true, force: true });
  mkdirSync(own, { recursive: true });
  const [file, content] = [join(own, 'records.db'), join(own, 'content')];
  writeContent(content, 200);
  await writeAttempts(file, content, attempts);
  const [env, grouped] = [environmentIn(own, file, content), join(own, 'grouped.sql')];
  writeFileSync(grouped, GROUPED);
  const items: Command = { command: [...CERTIFY, 'items', 'sales', '--json'], env };
  const shell: Command = { command: ['/bin/sh', '-c', `exec sqlite3 -readonly ${file} < ${grouped}`] };
  const compared = compare(items, shell, long);
  const size = Math.round(statSync(file).size / 2 ** 20);
  rmSync(own, { recursive: true, force: true });
  const { median } = compared.seconds;
  return [
    {
      ...ratio(`\`certify items\`, ${thousands(attempts)} attempts of 25 questions (${size} MiB)`, 'the `sqlite3` shell counting the answers of each question', compared),
      aim: 'under 2 s',
      isReached: median < 2,
    },
  ];
}
