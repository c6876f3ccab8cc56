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
  const problems: Problem[] = [];
  let computedSaid = false;
  for (const fault of windowFaults(calendar)) {
    const row = itemsOf(child(file.node, 'recertification'), 'windows').findLast((each) => textOf(each, 'window') === fault.window);
    if (row) problems.push(problemAt(file, child(row, 'window')!, say.windowFault(fault.message)));
    // Computed windows that overlap do so in every year: one slip, one problem.
    else if (!computedSaid) problems.push(problemAt(file, placeOfLengths(file), say.computedWindows(fault.message)));
    computedSaid ||= !row;
  }
  return problems;
}

function placeOfLengths({ node }: ProgramFile): Node | number {
  const recertification = child(node, 'recertification');
  const written = ['window_days', 'early_days', 'quarters'].map((key) => child(recertification, key)).find((each) => each);
  return written ?? recertification ?? 0;
}
