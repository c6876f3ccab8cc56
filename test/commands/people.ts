/** People of the small program, as they stand when a test begins. */
import { type Certify, type Setting, certify } from './harness.js';

/** Avery, Account Executive on a roster kept by staff, sits at this machine. The path is done unless a test is about it. */
export async function avery({ path = 'done', ...setting }: Setting & { path?: 'done' | 'to do' } = {}): Promise<Certify> {
  const c = certify(setting);
  c.env['CERTIFY_MEMBER'] = 'avery';
  await c.run('members add avery --name "Avery Field" --role "Account Executive" --team East');
  if (path === 'done') await c.run('path done value tiers');
  return c;
}

/** Robin, Customer Success Manager, whose path is done. */
export async function robin(setting: Setting = {}): Promise<Certify> {
  const c = certify(setting);
  c.env['CERTIFY_MEMBER'] = 'robin';
  await c.run('members add robin --name "Robin Care" --role "Customer Success Manager" --team West');
  await c.run('path done --all');
  return c;
}
