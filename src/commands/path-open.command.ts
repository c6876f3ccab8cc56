/** `certify path open`: open a module's address in the browser. */
import { Failure } from '../errors.js';
import { visible } from '../domain/visible-text.js';
import type { Context } from './context.js';
import { allModules, modulesInForce } from './modules.js';

export async function run(context: Context, [id = '']: string[]): Promise<number> {
  const program = await context.program();
  const module = modulesInForce(program).find((each) => each.module === id) ?? allModules(program).get(id);
  if (!module) throw new Failure('not-found', `no path has a module ${id}`, 'see `certify path` for their names');
  if (!module.url) throw new Failure('not-found', `module ${id} has no address`, 'ask the owners of the path');
  await context.deps.out.write(`${visible(module.url)}\n`);
  if (context.deps.out.isTerminal && !(await context.deps.openAddress(module.url))) await context.say('no browser could be opened; the address is above');
  return 0;
}
