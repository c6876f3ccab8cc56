/** Command lines as pages show them, held against the declarations of the program. */
import { DECLARATIONS, GLOBAL_OPTIONS } from '../../src/commands/declarations.js';

/** What is wrong with a line that begins with `certify`; undefined if the program would understand it. */
export function faultOf(line: string): string | undefined {
  const words = line.replace(/"[^"]*"/g, 'text').replace(/\s+#.*$/, '').split(/\s+/).slice(1);
  const typed = words.filter((word) => !word.startsWith('-'));
  if (typed[0] === 'help') return typed.length === 1 || declarationOf(typed.slice(1)) || typed[1] === 'COMMAND' ? undefined : `no command ${typed[1]}`;
  const declaration = typed.length === 0 ? declarationOf(['status'])! : declarationOf(typed);
  if (!declaration) return `no command ${typed.join(' ')}`;
  const known = new Set(['--help', '--version', ...[...declaration.options, ...GLOBAL_OPTIONS].map(([flags]) => flags.split(' ')[0]!)]);
  const strange = words.find((word) => word.startsWith('--') && !known.has(word.split('=')[0]!));
  return strange && `${declaration.usage} has no option ${strange}`;
}

/** The command with the most words that stand at the beginning of what was typed. */
function declarationOf(typed: readonly string[]) {
  return DECLARATIONS.map((declaration) => ({ declaration, words: verbs(declaration.usage) }))
    .filter(({ words }) => words.every((word, place) => typed[place] === word))
    .sort((a, b) => b.words.length - a.words.length)[0]?.declaration;
}

function verbs(usage: string): string[] {
  return usage.split(' ').filter((word) => /^[a-z]/.test(word));
}

/** The command lines in a text of code: without prompts, remarks, redirections and what comes before or after `&&` or `|`. */
export function commandLines(code: string): string[] {
  return code
    .split(/\n|&&|\|\||[|;]/)
    .map((line) => line.trim().replace(/^(?:\$ |npx )+/, '').replace(/\s+>.*$/, ''))
    .filter((line) => /^certify(?:\s|$)/.test(line));
}
