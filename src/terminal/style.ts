/** Colour and weight for text on a terminal, and whether there is any: that is decided once, by `main.ts`. */

type Paint = (text: string) => string;

export interface Style {
  readonly colour: boolean;
  bold: Paint;
  dim: Paint;
  good: Paint;
  warn: Paint;
  bad: Paint;
  accent: Paint;
}

const asItIs: Paint = (text) => text;

/** Nothing is painted. */
export const PLAIN: Style = { colour: false, bold: asItIs, dim: asItIs, good: asItIs, warn: asItIs, bad: asItIs, accent: asItIs };

/** NO_COLOR and --no-color say no, FORCE_COLOR says yes, TERM=dumb and a pipe say no, a terminal says yes. */
export function wantsColour(
  isTerminal: boolean,
  env: Readonly<Record<string, string | undefined>>,
  argv: readonly string[],
): boolean {
  const options = argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv;
  if (options.includes('--no-color') || env['NO_COLOR']) return false;
  if (env['FORCE_COLOR'] !== undefined) return env['FORCE_COLOR'] !== '0' && env['FORCE_COLOR'] !== 'false';
  return isTerminal && env['TERM'] !== 'dumb';
}
