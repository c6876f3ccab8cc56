/** Talk for people, made to fit where it is read. */
import type { Output } from '../deps.js';

/** A line in as many lines as the terminal needs, indented like its beginning. Where there is no terminal it stays one line. */
export async function fitted(line: string, { isTerminal, columns }: Pick<Output, 'isTerminal' | 'columns'>): Promise<string> {
  if (!isTerminal) return line;
  const { wrap } = await import('../output/wrap.js');
  const [margin = ''] = /^ */.exec(line) ?? [];
  return wrap(line.slice(margin.length), columns() - margin.length)
    .map((part) => margin + part)
    .join('\n');
}
