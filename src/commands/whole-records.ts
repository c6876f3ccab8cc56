/** For commands that look after the records' file as a whole, whichever programs it holds and however the content is. */
import { existsSync } from 'node:fs';
import { Failure } from '../errors.js';
import type { Store } from '../store/store.js';
import { type Context, recordsFile } from './context.js';

/** Belongs to no program: what a store shows of one program is empty here. */
const NO_PROGRAM = '';

/** Does the work with the records that are there. Throws `not-found` if there are none. */
export async function withWholeRecords<T>(context: Context, work: (store: Store) => Promise<T>): Promise<T> {
  const file = recordsFile(context);
  if (!existsSync(file)) throw noRecords(file);
  const store = await context.deps.openStore(file, NO_PROGRAM);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

export function noRecords(file: string): Failure {
  return new Failure('not-found', `there are no records yet: ${file}`, 'they begin with the first thing that is recorded; --db names another file');
}
