/** The thread that reads results (result-thread.ts says why). */
import { parentPort, workerData } from 'node:worker_threads';
import { makeZone } from '../domain/zone.js';
import { readResults } from '../formats/import-results.js';
import { resultPacker } from '../formats/packed-results.js';
import { importedResultId } from './imported-ids.js';
import { type FromThread, type Port, type ThreadSetting, makeInbox } from './result-thread.js';

export async function serve(port: Port, { program, zone, order }: ThreadSetting): Promise<void> {
  const say = (message: FromThread) => port.postMessage(message);
  const inbox = makeInbox<Uint8Array | 'that was all'>(port);

  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let piece = await inbox(); piece !== 'that was all'; piece = await inbox()) {
      say({ kind: 'more' });
      yield piece;
    }
  }

  const reading = await readResults(pieces(), makeZone(zone), order);
  if ('faults' in reading) return say({ kind: 'faults', faults: reading.faults });
  const { header, warnings, rows } = reading.import;
  say({ kind: 'begun', header, warnings });
  // The id of a row's first fact, which takes long to work out. That of a member who is named by an address is not known here.
  const pack = resultPacker(({ name, happened, result }) =>
    'member' in name ? importedResultId(program, { member: name.member, happened }, result) : undefined,
  );
  for await (const list of rows) say({ kind: 'rows', rows: pack(list) });
  say({ kind: 'end' });
}

if (parentPort) void serve(parentPort, workerData as ThreadSetting);
