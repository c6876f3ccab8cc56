/** The style with colours. The one home of chalk, loaded where there is colour. */
import { Chalk } from 'chalk';
import type { Style } from './style.js';

export function makePaint(): Style {
  const chalk = new Chalk({ level: 1 });
  return {
    colour: true,
    bold: (text) => chalk.bold(text),
    dim: (text) => chalk.dim(text),
    good: (text) => chalk.green(text),
    warn: (text) => chalk.yellow(text),
    bad: (text) => chalk.red(text),
    accent: (text) => chalk.cyan(text),
  };
}
