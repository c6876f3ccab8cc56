/** Options that are recorded as they are typed: one line, without characters that nobody sees. */
import { lineFault } from '../domain/visible-text.js';
import { Failure } from '../errors.js';
import { type Options, optional, required } from './context.js';

/** Trimmed; undefined if it was not given. Throws `usage`. */
export function lineOption(options: Options, name: string): string | undefined {
  const text = optional(options, name)?.trim();
  return text === undefined ? undefined : sound(text, name);
}

export function requiredLine(options: Options, name: string): string {
  return sound(required(options, name).trim(), name);
}

function sound(text: string, name: string): string {
  const fault = lineFault(text);
  if (fault !== undefined) throw new Failure('usage', `--${name} cannot be recorded: ${fault}`, 'type the text anew');
  return text;
}
