/** `certify import results`: finished assessments from CSV files. */
import { readResults } from '../formats/import-results.js';
import type { Context, Options } from './context.js';
import { dateOrder } from './date-order.js';
import { importFiles } from './import-files.js';
import { resultPlans } from './result-plans.js';

export async function run(context: Context, files: string[], options: Options): Promise<number> {
  const [{ book }, order] = [await context.program(), dateOrder(options)];
  return importFiles(context, files, { thing: 'result', read: (source) => readResults(source, book.zone, order), ...(await resultPlans(context, options)) });
}
