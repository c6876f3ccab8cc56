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

/**
 * A team in every state, as of 2027-02-10, from files alone: East sells, Care looks after customers.
 * Avery is certified for the open window, Bo due, Cy has failed, Dee is in training, Eli ready, Fay is away.
 */
export async function team(setting: Setting = {}): Promise<Certify> {
  const c = certify({ at: '2027-02-10T18:00Z', ...setting });
  c.file(
    'roster.csv',
    `member,name,email,role,team,manager,kind,start_date,end_date
avery,Avery Field,avery@example.com,Account Executive,East,Jordan,employee,2026-08-03,
bo,"Field, Bo",bo@example.com,Account Executive,East,Jordan,employee,2026-08-03,
cy,Cy,cy@example.com,Strategic Account Leader,East,Kim,partner,2026-08-03,
dee,Dee,,Customer Success Manager,Care,Kim,employee,2027-01-11,
eli,=Eli,,Customer Success Manager,Care,Kim,employee,2027-01-11,
fay,Fay,,Account Executive,East,Jordan,employee,2026-08-03,
gus,Gus,,Engineer,East,Jordan,employee,2026-08-03,
hal,Hal,,Account Executive,East,Jordan,employee,2026-08-03,2026-12-31
ida,Ida,,Account Executive,East,Jordan,employee,2027-03-01,
`,
  );
  c.file(
    'completions.csv',
    `member,module,completed_at
${['avery', 'bo', 'cy', 'fay', 'hal'].map((member) => `${member},path:sales,2026-08-10\n`).join('')}dee,value,2027-01-20
eli,path:cs,2027-01-20
`,
  );
  c.file(
    'results.csv',
    `member,assessment,edition,finished_at,points,max_points
avery,sales,Q3FY27,2026-08-20,9,10
avery,sales,Q1FY28,2027-02-03,10,10
bo,sales,Q3FY27,2026-08-20,8,10
cy,sales,Q3FY27,2026-08-20,8,10
cy,sales,Q1FY28,2027-02-04,2,3
fay,sales,Q3FY27,2026-08-20,9,10
hal,sales,Q3FY27,2026-08-20,9,10
`,
  );
  await c.run('import members roster.csv --on 2026-08-01');
  await c.run('import completions completions.csv');
  await c.run('import results results.csv');
  await c.run('leave fay --from 2027-01-15 --to 2027-03-31 --reason "parental leave"');
  return c;
}
