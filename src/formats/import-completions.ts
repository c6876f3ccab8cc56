/** The completions file: `member,module,completed_at`. */
import type { Happened } from '../domain/fact.js';
import type { Zone } from '../domain/zone.js';
import type { ByteSource } from './csv-text.js';
import type { DateOrder } from './dates.js';
import { type ImportReading, readRows } from './import-rows.js';
import { readHappenedCell, readMemberCell, readNeededCell } from './import-cells.js';
import type { MemberName } from './member-names.js';

export const COMPLETION_COLUMNS = ['member', 'email', 'module', 'completed_at'] as const;
export type CompletionColumn = (typeof COMPLETION_COLUMNS)[number];

/** One module, or `path:ID`: every required module of the path's edition in force on that day. */
export type CompletedThing = { module: string } | { path: string };

export interface CompletionRow {
  name: MemberName;
  completed: CompletedThing;
  happened: Happened;
}

/** `zone` is the program's, for times that name none. */
export function readCompletions(
  source: ByteSource,
  zone: Zone,
  order?: DateOrder,
): Promise<ImportReading<CompletionRow, CompletionColumn>> {
  const needed = [['member', 'email'], 'module', 'completed_at'] as const;
  return readRows(source, { columns: COMPLETION_COLUMNS, needed }, (cells) => ({
    name: readMemberCell(cells),
    completed: completedThing(readNeededCell(cells, 'module')),
    happened: readHappenedCell(cells, 'completed_at', zone, order),
  }));
}

function completedThing(text: string): CompletedThing {
  return text.startsWith('path:') ? { path: text.slice('path:'.length).trim() } : { module: text };
}
