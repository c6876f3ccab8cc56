/** The thread that reads rows of the report index (rows-thread.ts says why). */
import { parentPort, workerData } from 'node:worker_threads';
import { openReadOnly } from './open-database.js';
import { type RowPlace, entryHash, textAfter } from './order-rows.js';
import type { RowsSetting } from './rows-thread.js';
import { endTexts, putText } from './text-ring.js';

function serve({ file, whose, through, count, ring }: RowsSetting): void {
  const db = openReadOnly(file);
  putText(ring, entryHash(db, through));
  parentPort!.once('message', (place: RowPlace) => {
    try {
      for (let end: RowPlace | undefined = place; end; ) {
        const list = textAfter(db, whose, end, count);
        end = list && putText(ring, list.text) ? list.end : undefined;
      }
    } finally {
      endTexts(ring);
    }
  });
}

serve(workerData as RowsSetting);
