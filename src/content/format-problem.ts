/** A problem as people and editors read it. */
import { visible } from '../domain/visible-text.js';
import type { Problem } from './content.js';

/** `file:line:column: severity: message`, and the hint on a line of its own. No line feed at the end. */
export function formatProblem(problem: Problem): string {
  const { file, line, column, severity, message, hint } = problem;
  const first = `${visible(file)}:${line}:${column}: ${severity}: ${visible(message)}`;
  return hint === undefined ? first : `${first}\n  hint: ${visible(hint)}`;
}
