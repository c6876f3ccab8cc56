/** `certify check`: every fault of every content file. */
import { checkedContent } from '../content/check-cache.js';
import { formatProblem } from '../content/format-problem.js';
import { visible } from '../domain/visible-text.js';
import { EXIT_CODES } from '../errors.js';
import { plural } from '../output/words.js';
import { type Context, type Options, contentCache, printJson } from './context.js';

export async function run(context: Context, _args: string[], options: Options): Promise<number> {
  const folder = await context.contentFolder();
  const { problems, files } = await checkedContent(folder, context.now, contentCache(context.deps));
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  if (options['json'] === true) await printJson(context, { folder, problems });
  else {
    for (const problem of problems) await context.deps.out.write(`${visible(formatProblem(problem), { lines: true })}\n`);
    await context.say(`${folder}: ${plural(files, 'file')} in order, ${plural(errors, 'error')}, ${plural(problems.length - errors, 'warning')}`);
  }
  return errors > 0 ? EXIT_CODES.data : 0;
}
