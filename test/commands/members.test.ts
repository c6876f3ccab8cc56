/** The roster: adding, changing and listing members, and importing them from a file. */
import { describe, expect, test } from 'vitest';
import { confirms } from '../fake-prompter.js';
import { type Certify, certify } from './harness.js';

const ADD = 'members add avery --name "Avery Field" --email avery@example.com --role "Account Executive" --team East --manager Jordan --start 2026-08-03';

describe('certify members add', () => {
  test('puts somebody on the roster', async () => {
    const c = certify();
    expect(await c.run(ADD)).toBe(0);
    expect(c.err).toBe('joiner avery: Avery Field, Account Executive, East\n1 joiner\napplied\n');
    await c.run('members list --json');
    expect(c.json).toEqual([
      {
        member: 'avery',
        name: 'Avery Field',
        email: 'avery@example.com',
        role: 'Account Executive',
        team: 'East',
        manager: 'Jordan',
        kind: 'employee',
        start_date: '2026-08-03',
        end_date: null,
        presence: 'here',
        tracks: ['sales'],
      },
    ]);
  });

  test('a partner; a role that no track names is told', async () => {
    const c = certify();
    await c.run('members add pat --name Pat --role Reseller --kind partner');
    expect(c.err).toBe('joiner pat: Pat, Reseller\n1 joiner\nno track names the role Reseller: these members have no status\napplied\n');
  });

  test('--dry-run and --json', async () => {
    const c = certify();
    await c.run(`${ADD} --dry-run`);
    expect(c.err).toMatch(/nothing was recorded \(--dry-run\)\n$/);
    await c.run(`${ADD} --json`);
    expect(c.json).toMatchObject({ applied: true, dry_run: false, unchanged: 0, changes: [{ member: 'avery', kind: 'joiner', before: null }] });
  });

  test.each([
    ['members add avery --role "Account Executive"', '--name is missing\n  add --help to see what the command needs\n'],
    ['members add avery --name Avery', '--role is missing\n  add --help to see what the command needs\n'],
    ['members add avery --name Avery --role " "', '--role is missing\n  add --help to see what the command needs\n'],
    ['members add avery --name Avery --role AE --kind contractor', 'not a kind: contractor\n  employee or partner\n'],
    ['members add avery --name Avery --role AE --email avery', 'this is not an e-mail address: avery\n  look at --email\n'],
    ['members add avery --name Avery --role AE --start 2026-13-01', 'not a day: 2026-13-01\n  write it like 2027-02-01\n'],
  ])('%s', async (line, said) => {
    const c = certify();
    expect(await c.run(line)).toBe(2);
    expect(c.err).toBe(`certify: ${said}`);
  });

  test('a member id is not an e-mail address, and nobody is added twice', async () => {
    const c = certify();
    expect(await c.run('members add avery@example.com --name Avery --role AE')).toBe(2);
    expect(c.err).toMatch(/: avery@example\.com\n  such as avery or avery\.field\n$/);
    await c.run(ADD);
    expect(await c.run(ADD)).toBe(2);
    expect(c.err).toBe('certify: avery is on the roster already\n  change it with `certify members change avery`\n');
  });
});

describe('doubts about who it is', () => {
  test('an address that several have is told: it names nobody any more', async () => {
    const c = certify();
    await c.run(ADD);
    await c.run('members add twin --name Twin --email Avery@example.com --role "Account Executive"');
    expect(c.err).toBe(`joiner twin: Twin, Account Executive
1 joiner
avery has the address Avery@example.com too: it names nobody any more, ids do
applied
`);
    await c.run('members change twin --team West');
    expect(c.err).not.toContain('too');
  });

  test('somebody whose roster facts were all taken back is added anew, and has what was completed', async () => {
    const c = certify();
    await c.run(ADD);
    await c.run('path done value --member avery');
    const { fact } = (await c.facts('avery'))[0]!;
    await c.run(`void ${fact} --reason "a slip"`);
    expect(c.err).toContain('  sales then: no status\n');
    for (const line of ['status avery', 'path --member avery', 'members change avery --team West']) {
      expect(await c.run(line)).toBe(66);
      expect(c.err).toBe('certify: avery is not on the roster\n  add them with `certify members add avery`\n');
    }
    expect(await c.run(ADD)).toBe(0);
    await c.run('status avery --json');
    expect(c.json).toMatchObject({ status: 'in-training', modules_done: 1 });
  });
});

describe('certify members change', () => {
  async function avery(): Promise<Certify> {
    const c = certify();
    await c.run(ADD);
    return c;
  }

  test('from today, or from another day', async () => {
    const c = await avery();
    expect(await c.run('members change avery --team West --manager ""')).toBe(0);
    expect(c.err).toBe('mover avery: team East → West, manager Jordan → none\n1 mover\napplied\n');
    await c.run('members change avery --role "Customer Success Manager" --on 2026-12-01');
    await c.run('members list --json');
    expect(c.json).toMatchObject([{ team: 'West', manager: '', role: 'Account Executive' }]);
    await c.run('members list --json --as-of 2026-12-01');
    expect(c.json).toMatchObject([{ team: 'West', role: 'Customer Success Manager', tracks: ['cs'] }]);
    await c.run('members list --json --as-of 2026-11-01');
    expect(c.json).toMatchObject([{ team: 'East' }]);
  });

  test('a last day, and somebody who comes back', async () => {
    const c = await avery();
    await c.run('members change avery --end 2026-11-30');
    expect(c.err).toContain('leaver avery: end none → 2026-11-30\n');
    await c.run('members list --json --as-of 2026-12-01');
    expect(c.json).toMatchObject([{ end_date: '2026-11-30', presence: 'left' }]);
    await c.run('members change avery --end none --start 2027-02-01 --on 2027-02-01');
    await c.run('members list --json --as-of 2027-02-01');
    expect(c.json).toMatchObject([{ start_date: '2027-02-01', end_date: null, presence: 'here' }]);
  });

  test('what is so already changes nothing', async () => {
    const c = await avery();
    await c.run('members change avery --team East');
    expect(c.err).toBe('1 unchanged\nnothing was recorded\n');
    expect(await c.facts('avery')).toHaveLength(1);
  });

  test.each([
    ['members change avery', 2, 'nothing to change\n  name what changes, such as --role or --end\n'],
    ['members change avery --role ""', 2, '--role is empty\n  leave it out to change nothing\n'],
    ['members change avery --end 2026-08-01', 2, 'the last day is before the first day\n  look at --start and --end\n'],
    ['members change zoe --team West', 66, 'no member zoe on the roster\n  see `certify members list`, or ask whoever keeps the roster to add you\n'],
  ])('%s', async (line, code, said) => {
    const c = await avery();
    expect(await c.run(line)).toBe(code);
    expect(c.err).toBe(`certify: ${said}`);
  });
});

describe('certify members list', () => {
  test('by team and name, as a table', async () => {
    const c = certify();
    await c.run(ADD);
    await c.run('members add robin --name "Robin Care" --role "Customer Success Manager" --team Care --kind partner');
    await c.run('members add bo --name "Bo Field" --role "Account Executive" --team East');
    c.terminal.columns = 110;
    await c.run('members list');
    expect(c.out).toBe(`member  name         role                      team  manager  kind      start       end
------  -----------  ------------------------  ----  -------  --------  ----------  ---
robin   Robin Care   Customer Success Manager  Care           partner
avery   Avery Field  Account Executive         East  Jordan   employee  2026-08-03
bo      Bo Field     Account Executive         East           employee
`);
  });

  test('on a narrow terminal it says what there was no room for', async () => {
    const c = certify();
    await c.run(ADD);
    c.terminal = { out: true, err: true, columns: 40 };
    await c.run('members list');
    expect(c.out).toBe(`member  name         role
------  -----------  -----------------
avery   Avery Field  Account Executive
`);
    expect(c.err).toBe('no room here for: team, manager, kind,\nstart, end; --json has everything\n');
  });

  test('an empty roster says how to fill it', async () => {
    const c = certify();
    expect(await c.run('members list')).toBe(0);
    expect(c.out).toBe('');
    expect(c.err).toBe('the roster is empty; fill it with `certify members add` or `certify import members`\n');
  });
});

const ROSTER = `member,name,email,role,team,manager,kind,start_date,end_date
avery,Avery Field,avery@example.com,Account Executive,East,Jordan,employee,2026-08-03,
robin,Robin Care,robin@example.com,Customer Success Manager,Care,,partner,2026-08-03,
`;

describe('certify import members', () => {
  async function imported(): Promise<Certify> {
    const c = certify();
    c.file('roster.csv', ROSTER);
    expect(await c.run('import members roster.csv')).toBe(0);
    return c;
  }

  test('joiners; the same file twice changes nothing', async () => {
    const c = await imported();
    expect(c.err).toBe(`joiner avery: Avery Field, Account Executive, East
joiner robin: Robin Care, Customer Success Manager, Care
2 joiners
applied
`);
    expect(await c.run('import members roster.csv')).toBe(0);
    expect(c.err).toBe('2 unchanged\nnothing was recorded\n');
    expect(await c.facts('avery')).toHaveLength(1);
  });

  test('movers, leavers and other changes, by id or address, from a day on', async () => {
    const c = await imported();
    c.file('changes.csv', 'email;team;name;end_date\r\nAVERY@example.com;West;Avery Field;\r\nrobin@example.com;Care;Robin Care-Field;31.12.2026\r\n');
    expect(await c.run('import members changes.csv --on 2026-12-01')).toBe(0);
    expect(c.err).toBe(`mover avery: e-mail avery@example.com → AVERY@example.com, team East → West
leaver robin: name Robin Care → Robin Care-Field, end none → 2026-12-31
1 mover, 1 leaver
applied
`);
    await c.run('members list --json --as-of 2026-11-30');
    expect(c.json).toMatchObject([{ name: 'Robin Care', end_date: null }, { team: 'East' }]);
    await c.run('members list --json --as-of 2026-12-01');
    expect(c.json).toMatchObject([{ name: 'Robin Care-Field', end_date: '2026-12-31' }, { team: 'West' }]);
  });

  test('who is missing is left alone, or with --full has left the day before', async () => {
    const c = await imported();
    c.file('roster.csv', ROSTER.split('\n').slice(0, 2).join('\n'));
    await c.run('import members roster.csv');
    expect(c.err).toBe('1 unchanged\nnothing was recorded\n');
    await c.run('import members roster.csv --full --on 2026-12-01');
    expect(c.err).toBe('leaver robin: end none → 2026-11-30\n1 leaver, 1 unchanged\napplied\n');
    await c.run('import members roster.csv --full --on 2026-12-01');
    expect(c.err).toBe('1 unchanged\nnothing was recorded\n');
  });

  test('somebody at a terminal is asked first, unless --yes says so', async () => {
    const c = certify();
    c.file('roster.csv', ROSTER);
    expect(await c.run('import members roster.csv', confirms('Apply these changes from 2026-11-02?', false))).toBe(0);
    expect(c.err).toMatch(/2 joiners\nnothing was recorded\n$/);
    expect(await c.run('import members roster.csv --yes', [])).toBe(0);
    expect(c.err).toMatch(/2 joiners\napplied\n$/);
  });

  test('--dry-run and --json', async () => {
    const c = certify();
    c.file('roster.csv', ROSTER);
    await c.run('import members roster.csv --dry-run --json');
    expect(c.json).toMatchObject({ applied: false, dry_run: true, changes: [{ member: 'avery', kind: 'joiner' }, { member: 'robin' }] });
    expect(await c.run('status avery')).toBe(66);
  });

  const BAD = `member,name,email,role,start_date,kind
avery,Avery Field,avery@example.com,Account Executive,2026-08-03,employee
bo,Bo,bo,Account Executive,2026-08-32,guest
kim,Kim,kim@example.com,,,
,Lee,lee@example.com,Account Executive,,
avery,Avery again,,,,
`;

  test('every bad row is named with its line and column, and nothing is imported', async () => {
    const c = certify();
    c.file('bad.csv', BAD);
    expect(await c.run('import members bad.csv')).toBe(65);
    expect(c.err).toBe(`bad.csv:3:3: email: this is not an e-mail address
bad.csv:3:5: start_date: there is no such day as 2026-08-32 (write a day as 2020-10-13)
bad.csv:3:6: kind: guest is not a kind of member (write employee or partner)
bad.csv:4:4: role: kim is new and has no role (a joiner needs member, name and role)
bad.csv:5:1: member: nobody on the roster has the address lee@example.com (a joiner needs a member id)
bad.csv:6:1: member: avery is already on line 2 (keep one row for each person)
certify: nothing was imported: 4 bad rows
  mend the rows, or add --skip-bad-rows to import the others
`);
    await c.run('members list --json');
    expect(c.json).toEqual([]);
  });

  test('--skip-bad-rows imports the others, --unmatched keeps the rows of nobody', async () => {
    const c = certify();
    c.file('bad.csv', BAD);
    expect(await c.run('import members bad.csv --skip-bad-rows --unmatched nobody.csv')).toBe(0);
    expect(c.err).toContain('skipped: bad.csv:3:3: email: this is not an e-mail address\n');
    expect(c.err).toMatch(/1 row of unknown members written to nobody\.csv\n/);
    expect(c.err).toMatch(/1 joiner\napplied\n$/);
    expect(c.read('nobody.csv')).toBe('member,name,email,role,start_date,kind\r\n,Lee,lee@example.com,Account Executive,,\r\n');
  });

  test('with --full a bad row is never skipped: whoever it is of would have left', async () => {
    const c = await imported();
    c.file('roster.csv', ROSTER.replace('2026-08-03,\nrobin', '2026-08-32,\nrobin'));
    expect(await c.run('import members roster.csv --full --skip-bad-rows')).toBe(65);
    expect(c.err).toMatch(/mend the rows: with --full whoever is skipped would have left\n$/);
  });

  test.each<[what: string, text: string | Uint8Array, said: string]>([
    ['a page under a .csv name', '<!DOCTYPE html><html></html>', 'roster.csv:1:1: '],
    ['a workbook under a .csv name', 'PK\u0003\u0004sheet', 'roster.csv:1:1: '],
    ['two columns of one name', 'member,name,Name\nx,y,z\n', 'roster.csv:1:3: '],
    ['neither member nor email', 'name,role\nx,y\n', 'roster.csv:1:1: '],
  ])('%s is refused', async (_what, text, said) => {
    const c = certify();
    c.file('roster.csv', text);
    expect(await c.run('import members roster.csv')).toBe(65);
    expect(c.err.startsWith(said)).toBe(true);
    expect(c.err).toContain('certify: nothing was imported: ');
  });

  test('a column that nobody knows is left out with a warning', async () => {
    const c = certify();
    c.file('roster.csv', 'member,name,role,shoe size\navery,Avery,Account Executive,43\n');
    expect(await c.run('import members roster.csv')).toBe(0);
    expect(c.err).toMatch(/^roster\.csv: .*shoe size/);
  });

  test('a file that is not there, a folder, and standard input', async () => {
    const c = certify();
    expect(await c.run('import members nowhere.csv')).toBe(66);
    expect(c.err).toBe('certify: the file cannot be read: nowhere.csv (ENOENT)\n  check the name\n');
    expect(await c.run('import members curricula')).toBe(2);
    expect(c.err).toBe('certify: a folder, not a file: curricula\n  name the file in it\n');
    c.input = ROSTER;
    expect(await c.run('import members -')).toBe(0);
    expect(c.err).toContain('2 joiners\n');
  });
});
