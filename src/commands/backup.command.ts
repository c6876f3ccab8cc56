/** `certify backup`: a whole copy of the records, checked. Restoring is copying it back. */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { visible } from '../domain/visible-text.js';
import type { Context, Options } from './context.js';
import { withWholeRecords } from './whole-records.js';

export async function run(context: Context, [name = '']: string[], options: Options): Promise<number> {
  const copy = resolve(context.deps.cwd, name);
  await withWholeRecords(context, (store) => store.backup(copy, { overwrite: options['overwrite'] === true }));
  const { size } = statSync(copy);
  await context.say(visible(`${name}: ${Math.ceil(size / 1024)} KiB, read back and sound; to restore it, copy it to where the records are`));
  return 0;
}
