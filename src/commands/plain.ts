/** Whether lettered lines without redraw are wanted: `--plain`, CERTIFY_PLAIN, or a terminal that cannot do more. */
import type { Context, Options } from './context.js';

export function isPlain({ deps: { env } }: Pick<Context, 'deps'>, options: Options): boolean {
  const setting = env['CERTIFY_PLAIN'] ?? '';
  return options['plain'] === true || env['TERM'] === 'dumb' || (setting !== '' && setting !== '0');
}
