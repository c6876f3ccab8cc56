/** Progress as bars of text, a bar a stage. The numbers stand beside them, so that a bar need not be seen. */
import { visible } from '../domain/visible-text.js';
import { pad, widthOf, wrap } from './wrap.js';

export interface Progress {
  title: string;
  done: number;
  total: number;
}

const WIDEST_BAR = 20;
const NARROWEST_BAR = 6;
const GAP = 2;

/** A bar of `width` columns. It is full only when all is done, and empty only when nothing is. */
export function bar(done: number, total: number, width: number, unicode: boolean): string {
  const cells = unicode ? width : width - 2;
  const filled = filledCells(done, total, cells);
  const [full, empty] = unicode ? ['█', '░'] : ['#', '-'];
  const body = full.repeat(filled) + empty.repeat(cells - filled);
  return unicode ? body : `[${body}]`;
}

function filledCells(done: number, total: number, cells: number): number {
  if (done >= total) return cells;
  return done <= 0 ? 0 : Math.min(cells - 1, Math.max(1, Math.floor((done * cells) / total)));
}

/** A line a stage: title, bar, `3 of 5`. Where that does not fit, the bar goes under the title. */
export function progressLines(stages: readonly Progress[], width: number, unicode: boolean): string[] {
  const shown = stages.map(({ title, done, total }) => ({ title: visible(title), done, total, count: `${done} of ${total}` }));
  const titles = Math.max(0, ...shown.map(({ title }) => widthOf(title)));
  const counts = Math.max(0, ...shown.map(({ count }) => widthOf(count)));
  const room = width - titles - counts - 2 * GAP;
  const gap = ' '.repeat(GAP);
  if (room >= NARROWEST_BAR) {
    const size = Math.min(WIDEST_BAR, room);
    return shown.map(({ title, done, total, count }) => [pad(title, titles), bar(done, total, size, unicode), count].join(gap));
  }
  const size = Math.max(NARROWEST_BAR, Math.min(WIDEST_BAR, width - counts - 2 * GAP));
  return shown.flatMap(({ title, done, total, count }) => [
    ...wrap(title, width),
    ['', bar(done, total, size, unicode), count].join(gap),
  ]);
}
