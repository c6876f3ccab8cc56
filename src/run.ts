/** run(argv, deps): one command line. An error becomes words and an exit code here and nowhere else. */
import { CommanderError } from 'commander';
import type { Deps, Output } from './deps.js';
import { commandTree } from './command-tree.js';
import { fitted } from './commands/talk.js';
import { visible } from './domain/visible-text.js';
import { EXIT_CODES, type Failure, isFailure } from './errors.js';

/** Runs one command line; returns its exit code. Never throws, never exits. */
export async function run(argv: readonly string[], deps: Deps): Promise<number> {
  let code = 0;
  const words = helpAsOption(argv);
  const { program, written } = commandTree(words, deps, async (declaration, args, options) => {
    const { makeContext } = await import('./commands/context.js');
    const context = makeContext(deps, options);
    try {
      const command = await declaration.load();
      code = await command.run(context, args, options);
    } finally {
      await context.close();
    }
  });
  try {
    await program.parseAsync(words, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_CODES.usage;
    return report(error, deps.err, Boolean(deps.env['CERTIFY_DEBUG']));
  } finally {
    await written();
  }
}

/** `help import results` is `import results --help`: commander's own help knows only the first word. */
function helpAsOption(argv: readonly string[]): string[] {
  const [first, ...rest] = argv;
  return first === 'help' && rest.length > 0 ? [...rest, '--help'] : [...argv];
}

/** Says what went wrong and what to do; returns the exit code. */
export async function report(error: unknown, err: Output, verbose: boolean): Promise<number> {
  if (isFailure(error)) {
    await err.write(await failureText(error, err));
    if (verbose && error.cause) await err.write(`${String((error.cause as Error).stack ?? error.cause)}\n`);
    return EXIT_CODES[error.kind];
  }
  const what = error instanceof Error ? error.message : String(error);
  await err.write(
    `${err.style.bad('certify:')} a bug in the program: ${visible(what)}\n  nothing half-done was kept; run it again with CERTIFY_DEBUG=1 and pass on what it prints\n`,
  );
  if (verbose && error instanceof Error) await err.write(`${error.stack}\n`);
  return 1;
}

/** Details are places in files and stay lines of their own; the sentence and the hint fit the terminal. */
async function failureText(failure: Failure, err: Output): Promise<string> {
  const lines = failure.details.map((detail) => `${visible(detail)}\n`).join('');
  const hint = failure.hint ? `${await fitted(`  ${visible(failure.hint)}`, err)}\n` : '';
  const head = failure.kind === 'cancelled' ? '' : `${err.style.bad('certify:')} `;
  return `${lines}${await fitted(head + visible(failure.message), err)}\n${hint}`;
}

