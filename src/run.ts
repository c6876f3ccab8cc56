/** run(argv, deps): one command line. An error becomes words and an exit code here and nowhere else. */
import { version } from '../package.json';
import type { Deps, Output } from './deps.js';
import { DECLARATIONS, GLOBAL_OPTIONS } from './commands/declarations.js';
import { fitted } from './commands/talk.js';
import { visible } from './domain/visible-text.js';
import { EXIT_CODES, Failure, isFailure } from './errors.js';

/** Runs one command line; returns its exit code. Never throws, never exits. */
export async function run(argv: readonly string[], deps: Deps): Promise<number> {
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
    await deps.out.write(`${version}\n`);
    return 0;
  }
  let code = 0;
  const { commandTree } = await import('./command-tree.js');
  const words = statusFirst(helpAsOption(argv));
  const { program, written } = commandTree(words, deps, async (declaration, args, options) => {
    const command = await declaration.load();
    const makeContext = command.makeContext ?? (await import('./commands/context.js')).makeContext;
    const context = makeContext(deps, options);
    try {
      code = await command.run(context, args, options);
    } finally {
      await context.close();
    }
  });
  try {
    await program.parseAsync(words, { from: 'user' });
    return code;
  } catch (error) {
    if (isOfCommander(error)) return error.exitCode === 0 ? 0 : EXIT_CODES.usage;
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

/** `certify --check` is `certify status --check`. */
function statusFirst(argv: readonly string[]): string[] {
  const takesValue = new Map(GLOBAL_OPTIONS.map(([flags]) => [flags.split(' ')[0], flags.includes('<')]));
  let at = 0;
  while (takesValue.has(argv[at]?.split('=')[0])) at += takesValue.get(argv[at]) ? 2 : 1;
  const isOption = argv[at]?.startsWith('-') && !['--', '-h', '--help', '-V', '--version'].includes(argv[at]!);
  const hasCommand = argv.slice(at).some((word) => DECLARATIONS.some(({ usage }) => usage.split(' ', 1)[0] === word));
  return isOption && !hasCommand ? [...argv.slice(0, at), 'status', ...argv.slice(at)] : [...argv];
}

/** Help and version end the parsing with such an error too; their exit code is 0. It has been said already. */
function isOfCommander(error: unknown): error is Error & { exitCode: number } {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('commander.');
}

/** Says what went wrong and what to do; returns the exit code. */
export async function report(thrown: unknown, err: Output, verbose: boolean): Promise<number> {
  const error = systemFailure(thrown) ?? thrown;
  if (isFailure(error)) {
    await err.write(await failureText(error, err));
    if (verbose && error.cause) await err.write(`${visible(String((error.cause as Error).stack ?? error.cause), { lines: true })}\n`);
    return EXIT_CODES[error.kind];
  }
  const what = error instanceof Error ? error.message : String(error);
  await err.write(
    `${err.style.bad('certify:')} a bug in the program: ${visible(what)}\n  nothing half-done was kept; run it again with CERTIFY_DEBUG=1 and pass on what it prints\n`,
  );
  if (verbose && error instanceof Error) await err.write(`${visible(error.stack ?? '', { lines: true })}\n`);
  return 1;
}

/** What the system refused where nobody has found words for it nearer by: a disk that is full or failing is no bug. */
function systemFailure(error: unknown): Failure | undefined {
  if (!(error instanceof Error) || isFailure(error)) return undefined;
  const { code, syscall, path } = error as NodeJS.ErrnoException;
  if (syscall === undefined || !code || !/^E[A-Z0-9]+$/.test(code)) return undefined;
  const what = `the system refuses to ${syscall}${path === undefined ? '' : ` ${path}`} (${code})`;
  const isForbidden = code === 'EACCES' || code === 'EPERM' || code === 'EROFS';
  if (isForbidden) return new Failure('not-permitted', what, 'check the permissions of the file and its folder', [], { cause: error });
  return new Failure('io', what, 'make room or check the disk, then try again', [], { cause: error });
}

/** Details are places in files and stay lines of their own; the sentence and the hint fit the terminal. */
async function failureText(failure: Failure, err: Output): Promise<string> {
  const lines = failure.details.map((detail) => `${visible(detail, { lines: true })}\n`).join('');
  const hint = failure.hint ? `${await fitted(`  ${visible(failure.hint)}`, err)}\n` : '';
  const head = failure.kind === 'cancelled' ? '' : `${err.style.bad('certify:')} `;
  return `${lines}${await fitted(head + visible(failure.message), err)}\n${hint}`;
}

