/** The results file: `member,assessment,edition,finished_at,points,max_points`. */
import type { FactId, Happened } from '../domain/fact.js';
import { type Points, ONE, ZERO, compare, parsePoints, showPoints } from '../domain/points.js';
import type { Zone } from '../domain/zone.js';
import type { ByteSource } from './csv-text.js';
import type { DateOrder } from './dates.js';
import { readHappenedCell, readMemberCell, readNeededCell } from './import-cells.js';
import { type Cells, type ImportReading, readRows } from './import-rows.js';
import type { MemberName } from './member-names.js';

export const RESULT_COLUMNS = ['member', 'email', 'assessment', 'edition', 'finished_at', 'points', 'max_points'] as const;
export type ResultColumn = (typeof RESULT_COLUMNS)[number];

/** What a result says. There are few to be had, so that rows which say the same share one. */
export interface Result {
  assessment: string;
  edition: string;
  points: Points;
  /** Above zero, and not below the points. */
  max_points: Points;
}

export interface ResultRow {
  name: MemberName;
  happened: Happened;
  result: Result;
  /** The id of the first fact that the row makes, where somebody has worked it out. */
  fact?: FactId | undefined;
}

/** `zone` is the program's, for times that name none. */
export function readResults(source: ByteSource, zone: Zone, order?: DateOrder): Promise<ImportReading<ResultRow, ResultColumn>> {
  const needed = [['member', 'email'], 'assessment', 'edition', 'finished_at', 'points', 'max_points'] as const;
  const resultOf = resultMaker();
  return readRows(source, { columns: RESULT_COLUMNS, needed }, (cells) => {
    const name = readMemberCell(cells);
    const [assessment, edition] = [readNeededCell(cells, 'assessment'), readNeededCell(cells, 'edition')];
    const happened = readHappenedCell(cells, 'finished_at', zone, order);
    return { name, happened, result: resultOf(assessment, edition, cells) };
  });
}

type ResultCells = Cells<'points' | 'max_points'>;

/** So many results are remembered, which is more than most files have. */
const RESULTS_AT_HAND = 10_000;

function resultMaker(): (assessment: string, edition: string, cells: ResultCells) => Result {
  const known = new Map<string, Result>();
  return (assessment, edition, cells) => {
    const [points, max] = [readNeededCell(cells, 'points'), readNeededCell(cells, 'max_points')];
    // No cell without a fault holds a line end.
    const key = `${assessment}\n${edition}\n${points}\n${max}`;
    let result = known.get(key);
    if (!result) {
      result = { assessment, edition, ...scoreOf(points, max, cells) };
      if (known.size >= RESULTS_AT_HAND) known.clear();
      // What has a fault is not remembered, for it has it again.
      if (!cells.hasFaults()) known.set(key, result);
    }
    return result;
  };
}

function scoreOf(pointsText: string, maxText: string, cells: ResultCells): { points: Points; max_points: Points } {
  const points = pointsOf(pointsText, cells, 'points');
  const max = pointsOf(maxText, cells, 'max_points');
  if (points && compare(points, ZERO) < 0) cells.fault('points', 'points are not below 0');
  if (max && compare(max, ZERO) <= 0) cells.fault('max_points', 'the most points to be had are above 0');
  else if (points && max && compare(points, max) > 0) {
    cells.fault('points', `${showPoints(points)} is more than the ${showPoints(max)} points to be had`);
  }
  return { points: points ?? ZERO, max_points: max ?? ONE };
}

function pointsOf(text: string, cells: ResultCells, name: 'points' | 'max_points'): Points | undefined {
  if (text === '') return undefined;
  const points = parsePoints(text);
  if (!points) cells.fault(name, `${text} is not a number of points`, 'write a decimal such as 19.2 or a fraction such as 58/3');
  return points;
}
