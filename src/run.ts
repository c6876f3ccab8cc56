/** run(argv, deps): the command tree. An error becomes words and an exit code here and nowhere else. */
import { Command, CommanderError, Option } from 'commander';
import type { Deps, Output } from './deps.js';
import type { Context } from './commands/context.js';
import { DECLARATIONS, type Declaration, GLOBAL_OPTIONS } from './commands/declarations.js';
import { fitted } from './commands/talk.js';
import { visible } from './domain/visible-text.js';
import { EXIT_CODES, type Failure, isFailure } from './errors.js';
import { version } from '../package.json';

/** Runs one command line; returns its exit code. Never throws, never exits. */
export async function run(argv: readonly string[], deps: Deps): Promise<number> {
  let code = 0;
  const program = commandTree(deps, async (declaration, args, options) => {
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
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_CODES.usage;
    return report(error, deps.err, Boolean(deps.env['CERTIFY_DEBUG']));
  }
}

type Perform = (declaration: Declaration, args: string[], options: Context['options']) => Promise<void>;

/**
 * Every command by its name and what it is for; its options and examples are put in when it is called or its help is asked
 * for, since putting in all of them takes longer than showing the help.
 */
function commandTree(deps: Deps, perform: Perform): Command {
  const writing: Promise<void>[] = [];
  const { out, err } = deps;
  const root = new Command('certify')
    .description('Who is certified, who is due, who must retrain, and why.')
    .version(version, '-V, --version', 'the version')
    .helpCommand('help [command]', 'help for a command')
    .showSuggestionAfterError()
    .exitOverride()
    .configureHelp({ showGlobalOptions: false, helpWidth: Math.min(out.columns(), 100), styleTitle: (title) => out.style.bold(title) })
    .configureOutput({
      writeOut: (text) => void writing.push(out.write(text)),
      writeErr: (text) => void writing.push(err.write(text)),
      outputError: (text, write) => write(usageText(text, err)),
      getOutHasColors: () => out.style.colour,
      getErrHasColors: () => err.style.colour,
    });
  addGlobalOptions(root);
  complete(root, () => root.addHelpText('after', examplesText(EXAMPLES)));
  const groups = new Map<string, Command>();

  for (const declaration of DECLARATIONS) {
    const [first, second, ...rest] = declaration.usage.split(' ');
    const isSub = second !== undefined && !/^[[<]/.test(second);
    const parent = isSub ? groupOf(first!) : root;
    const signature = isSub ? [second, ...rest].join(' ') : declaration.usage;
    // A command takes the settings above from its parent.
    const command = parent.command(signature).summary(declaration.summary);
    if (!isSub) groups.set(first!, command);
    complete(command, () => addDetails(command, declaration));
    command.action((...values: unknown[]) => {
      const self = values.at(-1) as Command;
      const args = self.processedArgs.flatMap((value: unknown) => (value === undefined ? [] : (value as string | string[])));
      return perform(declaration, args, self.optsWithGlobals());
    });
  }

  /** A word with commands below it: `members`, `import`, `path`. */
  function groupOf(name: string): Command {
    let group = groups.get(name);
    if (!group) {
      const below = DECLARATIONS.filter(({ usage }) => usage.startsWith(`${name} `));
      const verbs = below.map(({ usage }) => usage.split(' ')[1]).join(', ');
      group = root.command(name).summary(verbs).description(`${capitalized(name)}: ${verbs}.`);
      complete(group, () => group!.addHelpText('after', examplesText(below.flatMap(({ examples }) => examples.slice(0, 1)))));
      groups.set(name, group);
    }
    return group;
  }

  // `certify` alone shows where I stand.
  const status = DECLARATIONS.find(({ usage }) => usage.startsWith('status'))!;
  root.action(async (_options: unknown, self: Command) => {
    if (self.args.length > 0) self.error(`error: unknown command '${visible(self.args[0]!)}'`, { code: 'commander.unknownCommand' });
    await perform(status, [], self.optsWithGlobals());
  });
  return root;
}

const EXAMPLES = [
  ['certify', 'where I stand'],
  ['certify quiz sales', 'take the Sales assessment'],
  ['certify help quiz', 'help for a command'],
] as const;

/** `details` is called once, before the command reads its part of the command line or its help is shown. */
function complete(command: Command, details: () => void): void {
  let isComplete = false;
  const once = () => {
    if (!isComplete) details();
    isComplete = true;
  };
  command.on('beforeHelp', once);
  COMPLETIONS.set(command, once);
  command.hook('preSubcommand', (_, called) => COMPLETIONS.get(called)?.());
}

const COMPLETIONS = new WeakMap<Command, () => void>();

function addDetails(command: Command, { summary, description, options, examples }: Declaration): void {
  command.description(description ?? `${capitalized(summary)}.`);
  for (const [flags, meaning] of options) command.option(flags, meaning);
  addGlobalOptions(command);
  command.addHelpText('after', examplesText(examples));
}

/** Every command takes the global options, before or after its name; its help lists them under a heading of their own. */
function addGlobalOptions(command: Command): void {
  for (const [flags, meaning] of GLOBAL_OPTIONS) command.addOption(new Option(flags, meaning).helpGroup('Everywhere:'));
}

function examplesText(examples: readonly (readonly [command: string, meaning: string])[]): string {
  return `\nExamples:\n${examples.map(([command, meaning]) => `  $ ${command}\n      ${meaning}`).join('\n')}`;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** commander's word about wrong usage, in our form. */
function usageText(text: string, err: Output): string {
  const message = visible(text.replace(/^error: /, '').trim(), { lines: true });
  const hint = '\n  see `certify help` or add --help to a command\n';
  return `${err.style.bad('certify:')} ${message}${hint}`;
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

