/** `certify check`: every fault of every content file. */
import { checkContent } from '../content/check.js';
import { loadContent } from '../content/load.js';
import { formatProblem } from '../content/format-problem.js';
import { makeZone } from '../domain/zone.js';
import { visible } from '../domain/visible-text.js';
import { EXIT_CODES } from '../errors.js';
import { plural } from '../output/words.js';
import { type Context, type Options, printJson } from './context.js';

export async function run(context: Context, _args: string[], options: Options): Promise<number> {
  const content = await loadContent(await context.contentFolder());
  const today = makeZone(content.policy?.time_zone ?? 'UTC').dayOf(context.now);
  const problems = checkContent(content, today);
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  if (options['json'] === true) await printJson(context, { folder: content.folder, problems });
  else {
    for (const problem of problems) await context.deps.out.write(`${visible(formatProblem(problem), { lines: true })}\n`);
    const files = new Set(Object.values(content.files)).size + (content.policy ? 1 : 0);
    await context.say(`${content.folder}: ${plural(files, 'file')} in order, ${plural(errors, 'error')}, ${plural(problems.length - errors, 'warning')}`);
  }
  return errors > 0 ? EXIT_CODES.data : 0;
}
