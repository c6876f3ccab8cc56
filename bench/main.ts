/**
 * Measures the built program and writes what it found into docs/performance.md.
 *
 *     npm run bench                 everything: ten to thirty minutes, and some gigabytes of disk for a while
 *     npm run bench -- --quick      the same with little data, in under a minute; nothing is written
 *
 * Needs python3, sqlite3 and awk beside Node. `BENCH_FOLDER` names where the data goes.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { FULL, type Figure, QUICK, importFigures, itemFigures, reportFigures, startFigures } from './figures.js';

const PAGE = join(import.meta.dirname, '..', 'docs', 'performance.md');
const [BEGIN, END] = ['<!-- figures -->', '<!-- end of figures -->'];

async function main(isQuick: boolean): Promise<void> {
  const sizes = isQuick ? QUICK : FULL;
  const folder = process.env['BENCH_FOLDER'] ?? join(tmpdir(), `certify-bench-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const figures: Figure[] = [];
  const add = (found: readonly Figure[]) => {
    for (const figure of found) console.log(lineOf(figure).join('  |  '));
    figures.push(...found);
  };
  try {
    add(startFigures(join(folder, 'start'), sizes));
    const ofMuch = (found: readonly Figure[]) => (isQuick ? found.map(withoutAim) : found);
    add(ofMuch(await itemFigures(folder, sizes)));
    add(ofMuch(importFigures(folder, sizes)));
    add(ofMuch(reportFigures(folder, sizes)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  if (!isQuick) writePage(figures);
}

/** With little data, of which a start is the greater part, an aim for much of it says nothing. */
function withoutAim(figure: Figure): Figure {
  return { ...figure, aim: '', isReached: undefined };
}

function lineOf({ what, against, measured, aim, isReached }: Figure): string[] {
  return [what, against, measured, `${aim}${isReached === undefined ? '' : isReached ? ' ✓' : ' ✗'}`];
}

function writePage(figures: readonly Figure[]): void {
  const rows = [['what', 'against', 'measured', 'aim'], ['---', '---', '---', '---'], ...figures.map(lineOf)];
  const table = rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  const shell = execFileSync('sqlite3', ['--version'], { encoding: 'utf8' }).split(' ')[0];
  const machine = `Measured on ${new Date().toISOString().slice(0, 10)}: Node ${process.versions.node}, SQLite's shell ${shell}, ${cpus().length} cores (${cpus()[0]!.model.trim()}), shared with others.`;
  const page = readFileSync(PAGE, 'utf8');
  const [before, after] = [page.slice(0, page.indexOf(BEGIN)), page.slice(page.indexOf(END))];
  writeFileSync(PAGE, `${before}${BEGIN}\n${machine}\n\n${table}\n${after}`);
}

void main(process.argv.includes('--quick'));
