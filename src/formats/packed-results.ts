/**
 * Rows of results on their way from the thread that reads them to the one that records them: in columns, for handing a row over
 * as an object takes longer than reading it.
 */
import type { Day, Instant } from '../domain/day.js';
import type { Happened } from '../domain/fact.js';
import type { DateNote } from './dates.js';
import type { Result, ResultRow } from './import-results.js';
import type { ImportedRow } from './import-rows.js';
import type { MemberName } from './member-names.js';

type Good<T> = Extract<ImportedRow<T>, { kind: 'row' }>;
type Other = Exclude<ImportedRow<never>, { kind: 'row' }>;

export interface PackedResults {
  /** Of the good rows, in order. */
  lines: Float64Array;
  /** Milliseconds, or days where `FLAGS.onDay` is set. */
  times: Float64Array;
  flags: Uint8Array;
  /** Places in the list of all results so far. */
  results: Uint16Array;
  /** Ids or addresses, and the ids of facts: a line each. */
  names: string;
  facts: string;
  /** All cells of all rows, each followed by a NUL, which no cell holds. */
  cells: string;
  /** More results for that list, or the beginning of a new one. */
  newResults: Result[];
  beginsAnew: boolean;
  /** The other rows, with their places among all. */
  others: [place: number, row: Other][];
}

const FLAGS = { byAddress: 1, onDay: 2, zoneAssumed: 4, firstOfTwo: 8 } as const;
/** As many as `results` can tell apart. */
const MOST_RESULTS = 65_536;

/** For the lists of one file, one after the other. `factOf` is the id of the fact that a row makes, where it can be told. */
export function resultPacker(factOf: (row: ResultRow) => string | undefined): (rows: readonly ImportedRow<ResultRow>[]) => PackedResults {
  const places = new Map<Result, number>();

  return (rows) => {
    const good: Good<ResultRow>[] = [];
    const others: [number, Other][] = [];
    rows.forEach((row, place) => void (row.kind === 'row' ? good.push(row) : others.push([place, row])));
    const [lines, times] = [new Float64Array(good.length), new Float64Array(good.length)];
    const [flags, results] = [new Uint8Array(good.length), new Uint16Array(good.length)];
    const newResults: Result[] = [];
    const beginsAnew = places.size + good.length > MOST_RESULTS;
    if (beginsAnew) places.clear();
    let [names, facts, cells] = ['', '', ''];
    good.forEach(({ line, value, notes, values }, at) => {
      const { name, happened, result } = value;
      let place = places.get(result);
      if (place === undefined) {
        place = places.size;
        places.set(result, place);
        newResults.push(result);
      }
      lines[at] = line;
      times[at] = 'at' in happened ? happened.at : happened.on;
      results[at] = place;
      flags[at] =
        ('email' in name ? FLAGS.byAddress : 0) |
        ('on' in happened ? FLAGS.onDay : 0) |
        (notes.includes('zone-assumed') ? FLAGS.zoneAssumed : 0) |
        (notes.includes('first-of-two') ? FLAGS.firstOfTwo : 0);
      names += `${'email' in name ? name.email : name.member}\n`;
      facts += `${factOf(value) ?? ''}\n`;
      for (const cell of values) cells += `${cell}\0`;
    });
    return { lines, times, flags, results, names, facts, cells, newResults, beginsAnew, others };
  };
}

/** The same lists again. `width` is that of the header. Facts whose id could be told have it in `fact`. */
export function resultUnpacker(width: number): (packed: PackedResults) => ImportedRow<ResultRow>[] {
  let known: Result[] = [];

  return ({ lines, times, flags, results, names, facts, cells, newResults, beginsAnew, others }) => {
    known = beginsAnew ? newResults : known.concat(newResults);
    const [nameList, factList] = [names.split('\n'), facts.split('\n')];
    let cellList: string[] | undefined;
    const cellsOf = (at: number) => (cellList ??= cells.split('\0')).slice(at * width, (at + 1) * width);
    const rows: ImportedRow<ResultRow>[] = [];
    const rest = [...others];
    for (let at = 0; at <= lines.length; at++) {
      while (rest[0]?.[0] === rows.length) rows.push(rest.shift()![1]);
      if (at === lines.length) break;
      const flag = flags[at]!;
      const name: MemberName = flag & FLAGS.byAddress ? { email: nameList[at]! } : { member: nameList[at]! };
      const happened: Happened = flag & FLAGS.onDay ? { on: times[at] as Day } : { at: times[at] as Instant };
      rows.push(new ReceivedRow(lines[at]!, { name, happened, result: known[results[at]!]!, fact: factList[at] || undefined }, notesOf(flag), at, cellsOf));
    }
    return rows;
  };
}

/** A row whose cells are cut out only when somebody looks at them, which is when the row is bad after all. */
class ReceivedRow implements Good<ResultRow> {
  readonly kind = 'row';
  constructor(
    readonly line: number,
    readonly value: ResultRow,
    readonly notes: readonly DateNote[],
    private readonly at: number,
    private readonly cellsOf: (at: number) => readonly string[],
  ) {}
  get values(): readonly string[] {
    return this.cellsOf(this.at);
  }
}

const NOTES: readonly (readonly DateNote[])[] = [[], ['zone-assumed'], ['first-of-two'], ['zone-assumed', 'first-of-two']];

function notesOf(flag: number): readonly DateNote[] {
  return NOTES[(flag & FLAGS.zoneAssumed ? 1 : 0) + (flag & FLAGS.firstOfTwo ? 2 : 0)]!;
}
