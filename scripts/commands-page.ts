// The page of the commands, from the declarations that the program's own help is made of.
import { DECLARATIONS, type Declaration, GLOBAL_OPTIONS } from '../src/commands/declarations.js';
import { code, markdownTable, plain } from './markdown.js';

export function commandsPage(): string {
  return `# Commands

Every command, option and example of certify. \`certify help COMMAND\` says the same on the terminal.

This page is made from the program by \`npx tsx scripts/make-docs.ts\`: edit \`src/commands/declarations.ts\`, not this page.

\`<…>\` must be given, \`[…]\` may be left out, and \`…\` inside says that there may be several. A day is written \`2027-02-01\`,
an instant \`2027-02-01T09:00:00Z\`. What goes to which stream, the exit codes and the environment variables are in
[promises.md](promises.md), the JSON that \`--json\` prints in [json.md](json.md).

${markdownTable(['command', 'does'], DECLARATIONS.map(({ usage, summary }) => [linkTo(usage), plain(summary)]))}
## Everywhere

Every command takes these, before or after its name.

${optionTable(GLOBAL_OPTIONS)}
\`certify\` alone is \`certify status\`. \`certify --version\` prints the version, and \`--help\` after any command its help.

${DECLARATIONS.map(commandSection).join('\n')}`;
}

function commandSection({ usage, summary, description, options, examples }: Declaration): string {
  return `## ${headingOf(usage)}

\`certify ${usage}\`: ${summary}.
${description ? `\n${description}\n` : ''}${options.length > 0 ? `\n${optionTable(options)}` : ''}
\`\`\`sh
${examples.map(([command, meaning]) => `${command}  # ${meaning}`).join('\n')}
\`\`\`
`;
}

function optionTable(options: readonly (readonly [string, string])[]): string {
  return markdownTable(['option', 'meaning'], options.map(([flags, meaning]) => [code(flags), plain(meaning)]));
}

/** The words of a command without its arguments: `import results`. */
export function headingOf(usage: string): string {
  return usage.split(' ').filter((word) => /^[a-z]/.test(word)).join(' ');
}

function linkTo(usage: string): string {
  return `[${code(headingOf(usage))}](#${headingOf(usage).replaceAll(' ', '-')})`;
}
