/** People at random, the same for the same seed: as the CSV files that the program imports. Fourteen facts each. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { chanceOf } from '../src/domain/chance.js';
import { EDITIONS, MODULES, ROLES, TRACKS } from './content.js';

export const FACTS_EACH = 14;
const ATTEMPTS = FACTS_EACH - 1 - MODULES.length;
const TEAM_SIZE = 500;
const DAY = 86_400_000;
const FIRST = Date.UTC(2021, 0, 4);
const LAST = Date.UTC(2026, 10, 1);

const GIVEN = ['Ada', 'Bo', 'Cleo', 'Dara', 'Eli', 'Fay', 'Gus', 'Hana', 'Ida', 'Jon', 'Kit', 'Lea', 'Max', 'Noa', 'Ole', 'Pia', 'Quinn', 'Rui', 'Sam', 'Tea', 'Uma', 'Vic', 'Wim', 'Zoë'];
const FAMILY = ['Field', 'Müller', 'Ng', 'Okafor', 'Silva', 'Tanaka', 'Novak', 'Rossi', 'Dubois', 'Larsen', 'Khan', "O'Neill", 'Garcia', 'Kim', 'Meyer', 'Cruz'];

export interface Files {
  members: string;
  completions: string;
  results: string;
}

/** Lines for `people` members; `from` is the number of the first, so that parts of a roster can be made apart. */
export function writePeople(folder: string, people: number, seed = '1'): Files {
  const files = { members: join(folder, 'members.csv'), completions: join(folder, 'completions.csv'), results: join(folder, 'results.csv') };
  const chance = chanceOf(seed);
  const members = lineWriter(files.members, 'member,name,email,role,team,manager,kind,start_date');
  const completions = lineWriter(files.completions, 'member,module,completed_at');
  const results = lineWriter(files.results, 'member,assessment,edition,finished_at,points,max_points');
  const teams = Math.max(1, Math.round(people / TEAM_SIZE));

  for (let number = 0; number < people; number++) {
    const member = `m${String(number).padStart(7, '0')}`;
    const track = TRACKS[chance.next(2)]!;
    const name = `${GIVEN[chance.next(GIVEN.length)]} ${FAMILY[chance.next(FAMILY.length)]}`;
    const team = chance.next(teams);
    const start = FIRST + chance.next((LAST - FIRST) / DAY - 200) * DAY;
    const kind = chance.next(10) === 0 ? 'partner' : 'employee';
    members.line(`${member},${name},${member}@example.com,${ROLES[track][chance.next(2)]},Team ${team},Manager ${team % 97},${kind},${day(start)}`);
    for (const [at, module] of MODULES.entries()) completions.line(`${member},${module},${moment(start + (at + 1) * 5 * DAY)}`);
    let at = start + 45 * DAY;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const edition = EDITIONS[at < Date.UTC(2025, 7, 1) ? 0 : 1].edition;
      const points = chance.next(12) === 0 ? 12 + chance.next(8) : 20 + chance.next(6);
      results.line(`${member},${track},${edition},${moment(at)},${points},25`);
      at = Math.min(LAST, at + (150 + chance.next(80)) * DAY) + attempt;
    }
  }
  for (const file of [members, completions, results]) file.end();
  return files;

  /** Of most things the minute is known, of some only the day. */
  function moment(at: number): string {
    if (chance.next(4) === 0) return day(at);
    return new Date(at + chance.next(DAY / 1000) * 1000).toISOString().replace('.000Z', 'Z');
  }
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** Lines in large pieces. */
export function lineWriter(file: string, header: string): { line(text: string): void; end(): void } {
  const descriptor = openSync(file, 'w');
  let piece = `${header}\n`;
  function flush(): void {
    writeSync(descriptor, piece);
    piece = '';
  }
  return {
    line(text) {
      piece += `${text}\n`;
      if (piece.length > 256 * 1024) flush();
    },
    end() {
      flush();
      closeSync(descriptor);
    },
  };
}
