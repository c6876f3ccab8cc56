/** The results file: `member,assessment,edition,finished_at,points,max_points`. */
import type { Happened } from '../domain/fact.js';
import { type Points, ONE, ZERO, compare, parsePoints, showPoints } from '../domain/points.js';
import type { Zone } from '../domain/zone.js';
import type { ByteSource } from './csv-text.js';
import type { DateOrder } from './dates.js';
import { readHappenedCell, readMemberCell, readNeededCell } from './import-cells.js';
import { type Cells, type ImportReading, readRows } from './import-rows.js';
import type { MemberName } from './member-names.js';

export const RESULT_COLUMNS = ['member', 'email', 'assessment', 'edition', 'finished_at', 'points', 'max_points'] as const;
export type ResultColumn = (typeof RESULT_COLUMNS)[number];

export interface ResultRow {
  name: MemberName;
  assessment: string;
  edition: string;
  happened: Happened;
  points: Points;
  /** Above zero, and not below the points. */
  max_points: Points;
}

/** `zone` is the program's, for times that name none. */
export function readResults(source: ByteSource, zone: Zone, order?: DateOrder): Promise<ImportReading<ResultRow, ResultColumn>> {
  const needed = [['member', 'email'], 'assessment', 'edition', 'finished_at', 'points', 'max_points'] as const;
  return readRows(source, { columns: RESULT_COLUMNS, needed }, (cells) => ({
    name: readMemberCell(cells),
    assessment: readNeededCell(cells, 'assessment'),
    edition: readNeededCell(cells, 'edition'),
    happened: readHappenedCell(cells, 'finished_at', zone, order),
    ...readScore(cells),
  }));
}

function readScore(cells: Cells<'points' | 'max_points'>): { points: Points; max_points: Points } {
  const points = readPointsCell(cells, 'points');
  const max = readPointsCell(cells, 'max_points');
  if (points && compare(points, ZERO) < 0) cells.fault('points', 'points are not below 0');
  if (max && compare(max, ZERO) <= 0) cells.fault('max_points', 'the most points to be had are above 0');
  else if (points && max && compare(points, max) > 0) {
    cells.fault('points', `${showPoints(points)} is more than the ${showPoints(max)} points to be had`);
  }
  return { points: points ?? ZERO, max_points: max ?? ONE };
}

function readPointsCell(cells: Cells<'points' | 'max_points'>, name: 'points' | 'max_points'): Points | undefined {
  const text = readNeededCell(cells, name);
  if (text === '') return undefined;
  const points = parsePoints(text);
  if (!points) cells.fault(name, `${text} is not a number of points`, 'write a decimal such as 19.2 or a fraction such as 58/3');
  return points;
}
