/** The forecast as two tables with bars: by window, and by week. */
import type { Day } from '../domain/day.js';
import type { Forecast } from '../domain/forecast.js';
import type { Style } from '../terminal/style.js';
import { plural, showDay } from './words.js';
import { wrap } from './wrap.js';

const LABEL = 26;
const NUMBERS = 14;
const WIDEST_BAR = 40;

export function forecastLines(forecast: Forecast, day: Day, certifications: number, width: number, style: Style): string[] {
  const bar = Math.max(4, Math.min(WIDEST_BAR, width - LABEL - NUMBERS - 2));
  const { windows, weeks } = forecast;
  const mostDue = Math.max(1, ...windows.map(({ due }) => due));
  const busy = weeks.filter(({ opening, closing }) => opening > 0 || closing > 0);
  const mostInWeek = Math.max(1, ...busy.map(({ opening, closing }) => Math.max(opening, closing)));
  return [
    style.bold(`From ${showDay(day)}: ${plural(certifications, 'member')}, ${forecast.not_certified} not certified, ${forecast.overdue} past the day they were due`),
    '',
    style.bold('Due by window'),
    ...(windows.length === 0 ? ['  none'] : []),
    ...windows.map(({ window, due, open, lapsed }) => {
      const label = `  ${window.label.padEnd(8)} ${showDay(window.opens)}`;
      const note = open + lapsed > 0 ? `  (${open} open, ${lapsed} lapsed)` : '';
      return `${label.padEnd(LABEL)}${String(due).padStart(7)}  ${style.accent(blocks(due, mostDue, bar))}${note}`;
    }),
    '',
    style.bold('By week'),
    ...(busy.length === 0 ? ['  none'] : []),
    ...busy.flatMap(({ from, opening, closing }) => [
      ...(opening > 0 ? [weekLine(`  ${showDay(from)} opens`, opening, mostInWeek, bar, style.accent)] : []),
      ...(closing > 0 ? [weekLine(`  ${showDay(from)} closes`, closing, mostInWeek, bar, style.warn)] : []),
    ]),
    '',
    ...wrap('Counted as if every certified member passed on time; who is not certified yet is counted by the day it is due, and in no later window. A week begins on the day shown; members on open leave have no closing day.', width).map((line) => style.dim(line)),
  ];
}

function weekLine(label: string, count: number, most: number, bar: number, paint: (text: string) => string): string {
  return `${label.padEnd(LABEL)}${String(count).padStart(7)}  ${paint(blocks(count, most, bar))}`;
}

/** At least one block where there is anything. */
function blocks(count: number, most: number, width: number): string {
  return '█'.repeat(count === 0 ? 0 : Math.max(1, Math.round((count / most) * width)));
}
