/** The format in which a command writes its product: what was asked for, or what suits where it goes. */
import { extname } from 'node:path';
import { Failure } from '../errors.js';
import { type Table, tableText } from '../output/table.js';
import { type Context, optional } from './context.js';
import { destinationOf } from './destination.js';

/** `--format`, else the ending of the file, else a table on a terminal and CSV in a pipe. */
export function formatOf<F extends string>({ deps, options }: Context, formats: readonly F[]): F {
  const file = optional(options, 'output');
  const ending = file === undefined ? undefined : formatOfEnding(file);
  const named = optional(options, 'format') ?? (options['json'] === true ? 'json' : undefined) ?? ending ?? (file === undefined && deps.out.isTerminal ? 'table' : 'csv');
  const format = formats.find((each) => each === named);
  if (!format) throw new Failure('usage', `no format ${named}`, `there are: ${formats.join(', ')}`);
  return format;
}

/** An ending that nobody knows is refused: a spreadsheet would not open a CSV that is called .xlsx. */
function formatOfEnding(file: string): string | undefined {
  const ending = extname(file).slice(1).toLowerCase();
  return { htm: 'html', txt: 'table' }[ending] ?? (ending || undefined);
}

/** A table in lines that fit; says which columns do not. */
export async function tableOf(context: Context, table: Table): Promise<string[]> {
  const { columns, style } = destinationOf(context);
  const { lines, dropped } = tableText(table, columns, style);
  if (dropped.length > 0) await context.say(`no room here for: ${dropped.join(', ')}; --format csv has everything`);
  return lines.map((line) => `${line}\n`);
}
