/** Windows that overlap or close before they open (rule book, section 3). */
import { windowFaults } from '../../domain/calendar.js';
import type { Problem } from '../content.js';
import { type Loaded, type ProgramFile, problemAt } from '../loaded.js';
import { type Node, child, itemsOf, textOf } from '../node.js';
import { say } from '../wording.js';

export function overlappingWindows({ programs }: Loaded): Problem[] {
  return programs.flatMap((file) => (file.calendar ? faultsOf(file, file.calendar) : []));
}

function faultsOf(file: ProgramFile, calendar: NonNullable<ProgramFile['calendar']>): Problem[] {
  const rows = itemsOf(child(file.node, 'recertification'), 'windows');
  const faults = windowFaults(calendar).map((fault) => ({
    ...fault,
    row: rows.findLast((row) => textOf(row, 'window') === fault.window),
  }));
  // Computed windows that overlap do so in every year: one slip, one problem, shown by a year people have seen.
  const computed = faults.filter(({ row }) => !row);
  const shown = computed.find(({ window }) => /FY2\d$/.test(window)) ?? computed[0];
  return [
    ...faults.flatMap(({ row, message }) => (row ? [problemAt(file, child(row, 'window')!, say.windowFault(message))] : [])),
    ...(shown ? [problemAt(file, placeOfLengths(file), say.computedWindows(shown.message))] : []),
  ];
}

function placeOfLengths({ node }: ProgramFile): Node | number {
  const recertification = child(node, 'recertification');
  const written = ['window_days', 'early_days', 'quarters'].map((key) => child(recertification, key)).find((each) => each);
  return written ?? recertification ?? 0;
}
