/**
 * Responses of a Google Forms quiz as CSV: the download of Forms itself, with three columns a question and scores such as
 * `8.00 / 10`, or the linked sheet, with one column a question and `8 / 10`. Columns are found by name, wherever they stand and in
 * several languages; questions may have any names, equal ones too. Only who, when and the total are taken.
 */
import type { Happened } from '../domain/fact.js';
import { type Points, ZERO, add, compare, parsePoints, showPoints } from '../domain/points.js';
import type { Zone } from '../domain/zone.js';
import { faultAt, wrongLength } from './csv-reading.js';
import { type CsvRecord, openCsv } from './csv-records.js';
import type { ByteSource } from './csv-text.js';
import { type DateNote, type DateOrder, readHappened, shown } from './dates.js';
import type { Fault } from './fault.js';
import { unguardFormula } from './formula-guard.js';
import type { ImportReading, ImportedRow } from './import-rows.js';
import { type MemberName, readMemberName } from './member-names.js';

/** What an import calls the columns that it looks at. */
export type FormsColumn = 'member' | 'finished_at' | 'points';

export interface FormsRow {
  name: MemberName;
  happened: Happened;
  points: Points;
  max_points: Points;
  /** The scores of the single questions make another total: a teacher corrected it, or a question was deleted since. */
  differsFromQuestions: boolean;
}

/** Headers in the languages of accounts, lower case. English, French, Spanish, Portuguese, German, Korean, Japanese. */
const NAMES: Record<FormsColumn, readonly string[]> = {
  finished_at: ['timestamp', 'horodateur', 'marca temporal', 'carimbo de data/hora', 'zeitstempel', '타임스탬프', 'タイムスタンプ'],
  member: [
    ...['username', 'email address', 'email', 'e-mail', 'member', "nom d'utilisateur", 'adresse e-mail', 'nombre de usuario'],
    ...['dirección de correo electrónico', 'nome de usuário', 'endereço de e-mail', 'nutzername', 'e-mail-adresse', '사용자 이름', '이메일 주소', 'ユーザー名', 'メールアドレス'],
  ],
  points: ['total score', 'score', 'score total', 'puntuación total', 'puntuación', 'pontuação total', 'pontuação', 'gesamtpunktzahl', 'punktzahl', '총점', '점수', '合計スコア', 'スコア'],
};

/** What stands in brackets behind a question in the header of its score. */
const SCORE_OF_QUESTION = /\[(?:score|puntuación|pontuação|punktzahl|점수|スコア)\]$/;
const NOT_GRADED = '--';
const SCORE = /^(--|\d+(?:[.,]\d+)?) ?[/／] ?(\d+(?:[.,]\d+)?)$/;
/** `2020/10/13 9:41:07 AM GMT-7`, as Forms writes it: the half of the day in the account's language, the zone as an offset from UTC. */
const FORMS_TIME = /^(\d{4})\/(\d{1,2})\/(\d{1,2}) (\d{1,2}):(\d{2}):(\d{2}) (am|pm|a\. ?m\.|p\. ?m\.|오전|오후|午前|午後) ?(\S+)$/i;
const FIRST_HALF = /^(?:a|오전|午前)/i;
const OFFSET = /^(?:gmt|utc)(?:([+-])(\d{1,2})(?::(\d{2}))?)?$/i;

/** `zone` is the program's, for the times of sheets, which name none. */
export async function readGoogleForms(source: ByteSource, zone: Zone, order?: DateOrder): Promise<ImportReading<FormsRow, FormsColumn>> {
  const opened = await openCsv(source);
  if ('fault' in opened) return { faults: [opened.fault] };
  const { header, records } = opened.csv;
  const places = placesIn(header);
  if ('faults' in places) return places;
  return {
    import: {
      header: header.values,
      warnings: [],
      rows: rowsOf(records, { header: header.values, places, scores: scoreColumns(header), zone, order }),
      // By the name that the file has for it.
      faultAt: (row, name, message, hint) => faultAt(row, folded(header.values[places[name]] ?? ''), places[name], message, hint),
    },
  };
}

type Places = Record<FormsColumn, number>;

/** By the first name in the list that there is: a linked sheet may have a question called "Score" beside the total. */
function placesIn(header: CsvRecord): Places | { faults: Fault[] } {
  const titles = header.values.map((title) => folded(title).toLowerCase());
  const placeOf = (column: FormsColumn) => NAMES[column].map((name) => titles.indexOf(name)).find((place) => place >= 0);
  const [finished_at, member, points] = [placeOf('finished_at'), placeOf('member'), placeOf('points')];
  const missing = [
    ...(finished_at === undefined ? [['when it was handed in', 'name its column Timestamp'] as const] : []),
    ...(member === undefined ? [['whose it is', 'name the column of the addresses Email Address, or add one called Member with ids'] as const] : []),
    ...(points === undefined ? [['the total', 'name its column Score; a form that is no quiz has none'] as const] : []),
  ];
  if (finished_at === undefined || member === undefined || points === undefined) {
    return { faults: missing.map(([what, hint]) => ({ line: header.line, column: 1, name: '', message: `no column says ${what}`, hint })) };
  }
  return { finished_at, member, points };
}

function scoreColumns(header: CsvRecord): number[] {
  return header.values.flatMap((title, place) => (SCORE_OF_QUESTION.test(folded(title).toLowerCase()) ? [place] : []));
}

interface Sheet {
  header: readonly string[];
  places: Places;
  /** Places of the scores of single questions. */
  scores: readonly number[];
  zone: Zone;
  order: DateOrder | undefined;
}

async function* rowsOf(records: AsyncIterable<CsvRecord[] | Fault>, sheet: Sheet): AsyncGenerator<ImportedRow<FormsRow>[]> {
  for await (const list of records) yield Array.isArray(list) ? list.map((record) => rowOf(record, sheet)) : [{ kind: 'broken-off', fault: list }];
}

function rowOf({ line, values: written }: CsvRecord, { header, places, scores, zone, order }: Sheet): ImportedRow<FormsRow> {
  const values = written.map(unguardFormula);
  const row = { line, values };
  const faults: Fault[] = [];
  const fault = (column: FormsColumn, message: string, hint?: string) => void faults.push(faultAt(row, folded(header[places[column]]!), places[column], message, hint));
  if (values.length !== header.length) return { kind: 'bad-row', ...row, faults: [wrongLength(line, values.length, header.length)] };

  const address = folded(values[places.member]!);
  const name = address === '' ? { fault: 'the address is missing' } : readMemberName(address);
  if ('fault' in name) fault('member', name.fault);
  const time = readTime(folded(values[places.finished_at]!), zone, order);
  if ('fault' in time) fault('finished_at', time.fault, time.hint);
  const total = readScore(folded(values[places.points]!));
  if ('fault' in total) fault('points', total.fault, total.hint);
  const questions = scores.map((place) => folded(values[place]!)).filter((cell) => SCORE.test(cell));
  if (questions.some(waitsForGrade)) fault('points', 'a question of this row is not graded yet', 'grade it in Forms and download the responses anew');

  if (faults.length > 0 || 'fault' in name || 'fault' in time || 'fault' in total) return { kind: 'bad-row', ...row, faults };
  const value = { name: name.name, happened: time.happened, ...total, differsFromQuestions: questions.length > 0 && compare(sumOf(questions), total.points) !== 0 };
  return { kind: 'row', ...row, value, notes: time.notes };
}

/** No-break spaces and line ends are spaces. */
function folded(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/** `-- / 1`; `-- / 0` is a question without points. */
function waitsForGrade(cell: string): boolean {
  const [, points, max] = SCORE.exec(cell)!;
  return points === NOT_GRADED && compare(number(max!) ?? ZERO, ZERO) > 0;
}

function sumOf(cells: readonly string[]): Points {
  return cells.reduce((total, cell) => add(total, number(SCORE.exec(cell)![1]!) ?? ZERO), ZERO);
}

function number(text: string): Points | undefined {
  return parsePoints(text.replace(',', '.'));
}

type Reading<T> = T | { fault: string; hint?: string | undefined };

function readScore(text: string): Reading<{ points: Points; max_points: Points }> {
  const hint = 'write it as 18 / 20';
  if (text === '') return { fault: 'the total is missing', hint };
  const match = SCORE.exec(text);
  const [points, max_points] = match ? [number(match[1]!), number(match[2]!)] : [];
  if (match?.[1] === NOT_GRADED) return { fault: 'the total is not graded yet', hint: 'grade it in Forms and download the responses anew' };
  if (!points || !max_points) return { fault: `${shown(text)} does not say of how many points`, hint };
  if (compare(max_points, ZERO) <= 0) return { fault: 'the most points to be had are above 0' };
  if (compare(points, max_points) > 0) return { fault: `${showPoints(points)} is more than the ${showPoints(max_points)} points to be had` };
  return { points, max_points };
}

/** As Forms writes it, or as a sheet does: a day in any order that can be told, a time, and no zone. */
function readTime(text: string, zone: Zone, order: DateOrder | undefined): Reading<{ happened: Happened; notes: readonly DateNote[] }> {
  if (text === '') return { fault: 'the time is missing' };
  const match = FORMS_TIME.exec(text);
  if (!match) return readHappened(text, zone, order);
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '', half = '', zoneWord = ''] = match;
  const offset = OFFSET.exec(zoneWord);
  if (!offset) return { fault: `${shown(zoneWord)} is not a zone that everybody reads alike`, hint: 'write it as an offset, such as GMT-5' };
  const two = (part: string) => part.padStart(2, '0');
  const hours = (Number(hour) % 12) + (FIRST_HALF.test(half) ? 0 : 12);
  const [, sign = '+', offsetHours = '0', offsetMinutes = '0'] = offset;
  const iso = `${year}-${two(month)}-${two(day)}T${two(String(hours))}:${minute}:${second}${sign}${two(offsetHours)}:${two(offsetMinutes)}`;
  if (Number(hour) < 1 || Number(hour) > 12) return { fault: `there is no such time as in ${shown(text)}` };
  return readHappened(iso, zone, order);
}
