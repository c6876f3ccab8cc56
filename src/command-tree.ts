/** The command tree, made of the declarations: what commander parses and shows the help of. */
import { Command, Option } from 'commander';
import { version } from '../package.json';
import type { Context } from './commands/context.js';
import { DECLARATIONS, type Declaration, GLOBAL_OPTIONS } from './commands/declarations.js';
import type { Deps, Output } from './deps.js';
import { nearest } from './domain/did-you-mean.js';
import { visible } from './domain/visible-text.js';

export type Perform = (declaration: Declaration, args: string[], options: Context['options']) => Promise<void>;

/**
 * The commands that `argv` may mean, by name and by what they are for. The rest of each, and the commands below it, are put in
 * when it is called or its help is asked for: putting in everything takes longer than showing the help. `written` resolves
 * when all is on its way that commander had to say.
 */
export function commandTree(
  argv: readonly string[],
  { out, err }: Pick<Deps, 'out' | 'err'>,
  perform: Perform,
): { program: Command; written: () => Promise<unknown> } {
  const writing: Promise<void>[] = [];
  const program = new Command('certify')
    .description('Who is certified, who is due, who must retrain, and why.')
    .version(version, '-V, --version', 'the version')
    .helpCommand('help [command]', 'help for a command')
    .showSuggestionAfterError()
    // Its own action tells an unknown command from one argument too many, before it looks at what options that may have.
    .allowExcessArguments()
    .allowUnknownOption()
    .exitOverride()
    .configureHelp({ showGlobalOptions: false, minWidthToWrap: NARROWEST_HELP, styleTitle: (title) => out.style.bold(title) })
    .configureOutput({
      // All is said here: left to itself, commander asks Node's streams, which take 4 ms to load.
      getOutHelpWidth: () => Math.min(out.columns(), WIDEST_HELP),
      getErrHelpWidth: () => Math.min(err.columns(), WIDEST_HELP),
      writeOut: (text) => void writing.push(out.write(text)),
      writeErr: (text) => void writing.push(err.write(text)),
      outputError: (text, write) => write(usageText(text, err)),
      getOutHasColors: () => out.style.colour,
      getErrHasColors: () => err.style.colour,
    });
  addGlobalOptions(program);
  program.addHelpText('after', examplesText(EXAMPLES));
  for (const [word, declarations] of neededFor(argv)) addCommand(program, word, declarations, perform);

  // `certify` alone shows where I stand.
  const status = DECLARATIONS.find(({ usage }) => usage.startsWith('status'))!;
  program.action(async (_options: unknown, self: Command) => {
    if (self.args.length > 0) unknownCommand(self, self.args[0]!);
    await perform(status, [], self.optsWithGlobals());
  });
  return { program, written: () => Promise.all(writing) };
}

/** With the name that may have been meant. */
function unknownCommand(self: Command, name: string): never {
  if (name.startsWith('-')) return self.error(`error: ${visible(name)} stands before the command: write it after it`, { code: 'commander.unknownOption' });
  const meant = nearest(name, byFirstWord().keys());
  const hint = meant === undefined ? '' : ` (did you mean ${meant}?)`;
  return self.error(`error: no command ${visible(name)}${hint}`, { code: 'commander.unknownCommand' });
}

/** Longer lines are hard to read, however wide the terminal is. */
const WIDEST_HELP = 100;
/** Room for what an option does, beside it. Where there is less, lines are left to the terminal. */
const NARROWEST_HELP = 20;

const EXAMPLES = [
  ['certify', 'where I stand'],
  ['certify quiz sales', 'take the Sales assessment'],
  ['certify help quiz', 'help for a command'],
] as const;

/** A command line that begins with a command needs no other one. */
function neededFor([first = '']: readonly string[]): Map<string, Declaration[]> {
  const words = byFirstWord();
  const only = words.get(first);
  return only ? new Map([[first, only]]) : words;
}

/** `path`, `path done` and `path open` are told together, where the first of them stands. */
function byFirstWord(): Map<string, Declaration[]> {
  const words = new Map<string, Declaration[]>();
  for (const declaration of DECLARATIONS) {
    const word = declaration.usage.split(' ', 1)[0]!;
    words.set(word, [...(words.get(word) ?? []), declaration]);
  }
  return words;
}

/** `members add <id>` is below `members`; `path [track]` is below nothing. */
function isBelow({ usage }: Declaration): boolean {
  return /^\S+ [^[<]/.test(usage);
}

/** A word with its own command, with commands below it, or with both. Settings come from the parent. */
function addCommand(parent: Command, word: string, declarations: readonly Declaration[], perform: Perform): void {
  const own = declarations.find((declaration) => !isBelow(declaration));
  const below = declarations.filter(isBelow);
  const verbs = below.map(({ usage }) => usage.split(' ')[1]).join(', ');
  const command = parent.command(own?.usage ?? word).summary(own?.summary ?? verbs).allowExcessArguments(false);
  if (own) command.action(actionOf(own, perform));
  completed(command, () => {
    if (own) addDetails(command, own);
    else {
      command.description(`${capitalized(word)}: ${verbs}.`);
      command.addHelpText('after', examplesText(below.flatMap(({ examples }) => examples.slice(0, 1))));
    }
    for (const declaration of below) {
      const signature = declaration.usage.slice(word.length + 1);
      const verb = command.command(signature).summary(declaration.summary).action(actionOf(declaration, perform));
      completed(verb, () => addDetails(verb, declaration));
    }
  });
}

function actionOf(declaration: Declaration, perform: Perform): (...values: unknown[]) => Promise<void> {
  return (...values) => {
    const self = values.at(-1) as Command;
    const args = self.processedArgs.flatMap((value: unknown) => (value === undefined ? [] : (value as string | string[])));
    return perform(declaration, args, self.optsWithGlobals());
  };
}

/** `details` is called once: before the command reads its part of the command line, or before its help is shown. */
function completed(command: Command, details: () => void): void {
  let isComplete = false;
  const complete = () => {
    if (!isComplete) details();
    isComplete = true;
  };
  command.on('beforeHelp', complete);
  command.parent?.hook('preSubcommand', (_, called) => {
    if (called === command) complete();
  });
}

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
