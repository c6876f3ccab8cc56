/** `certify import results`: finished assessments from CSV files. */
import { readResults } from '../formats/import-results.js';
import type { Context, Options } from './context.js';
import { dateOrder } from './date-order.js';
import { type InputFile, importFiles } from './import-files.js';
import { resultPlans } from './result-plans.js';
import { readInThread } from './result-thread.js';

/** From so many bytes on a file is worth a thread of its own, which takes some 30 ms to start. */
const WORTH_A_THREAD = 2_000_000;
const PIECE_FOR_THREAD = 32 * 1024;

export async function run(context: Context, files: string[], options: Options): Promise<number> {
  const [{ policy, book }, order] = [await context.program(), dateOrder(options)];
  const setting = { program: policy.program, zone: book.zone.name, order };

  async function read({ size, pieces }: InputFile) {
    const isLong = size !== undefined && size >= WORTH_A_THREAD;
    return (isLong ? await readInThread(pieces(PIECE_FOR_THREAD), setting) : undefined) ?? readResults(pieces(), book.zone, order);
  }

  return importFiles(context, files, { thing: 'result', read, ...(await resultPlans(context, options)) });
}
