/** Completed modules from other systems. */
import { describe, expect, test } from 'vitest';
import { type Certify, certify } from './harness.js';
import { SALES_PATH, edition } from './small-program.js';

async function roster(): Promise<Certify> {
  const c = certify({ at: '2026-11-02T18:00Z' });
  await c.run('members add avery --name "Avery Field" --email avery@example.com --role "Account Executive"');
  await c.run('members add kim --name Kim --email kim@example.com --role "Account Executive"');
  return c;
}

async function completed(c: Certify, member: string): Promise<string[]> {
  await c.run(`history ${member} --json`);
  return c.json.flatMap((fact: any) => (fact.module ? [`${fact.module} ${fact.happened_on ?? fact.happened_at}`] : []));
}

describe('certify import completions', () => {
  test('members by id or address, days and instants', async () => {
    const c = await roster();
    c.file('c.csv', 'member,module,completed_at\navery,value,2026-10-05\nKIM@example.com,value,2026-10-05T09:30:00+02:00\n');
    expect(await c.run('import completions c.csv')).toBe(0);
    expect(c.err).toBe('2 completions imported\n');
    expect(await completed(c, 'avery')).toEqual(['value 2026-10-05']);
    expect(await completed(c, 'kim')).toEqual(['value 2026-10-05T07:30:00Z']);
  });

  test('path:ID is every required module of the edition in force that day', async () => {
    const c = await roster();
    c.changeContent({
      'curricula/sales-q1fy28.yaml': edition(SALES_PATH, 'Q1FY28', '2026-10-10').replace('{ module: demo, title: A demo to watch, minutes: 20, required: false }', '{ module: demo, title: A demo to watch }'),
    });
    c.file('c.csv', 'member,module,completed_at\navery,path:sales,2026-10-09\nkim,path:sales,2026-10-10\n');
    await c.run('import completions c.csv');
    expect((await completed(c, 'avery')).sort()).toEqual(['tiers 2026-10-09', 'value 2026-10-09']);
    expect((await completed(c, 'kim')).sort()).toEqual(['demo 2026-10-10', 'tiers 2026-10-10', 'value 2026-10-10']);
  });

  test('the same file twice changes nothing, nor does a row twice in one file', async () => {
    const c = await roster();
    c.file('c.csv', 'member,module,completed_at\navery,value,2026-10-05\navery,value,2026-10-05\navery@example.com,path:sales,2026-10-05\n');
    await c.run('import completions c.csv');
    expect(c.err).toBe('2 completions imported (1 there already)\n');
    expect((await completed(c, 'avery')).sort()).toEqual(['tiers 2026-10-05', 'value 2026-10-05']);
    await c.run('import completions c.csv');
    expect(c.err).toBe('0 completions imported (3 there already)\n');
  });

  test('times without a zone are the program\'s, and it says so', async () => {
    const c = await roster();
    c.file('c.csv', 'member,module,completed_at\navery,value,2026-10-05T09:30\nkim,value,2026-10-05 23:30:00\n');
    await c.run('import completions c.csv');
    expect(c.err).toBe('2 times without a zone read as America/Los_Angeles\n2 completions imported\n');
    expect(await completed(c, 'avery')).toEqual(['value 2026-10-05T16:30:00Z']);
    expect(await completed(c, 'kim')).toEqual(['value 2026-10-06T06:30:00Z']);
  });

  test('the hour that the clock shows twice is taken the first time, and it says so', async () => {
    const c = await roster();
    c.file('c.csv', 'member,module,completed_at\navery,value,2026-11-01T01:30\n');
    await c.run('import completions c.csv');
    expect(c.err).toBe('c.csv:2: the clock showed this time twice; the first was taken\n1 time without a zone read as America/Los_Angeles\n1 completion imported\n');
    expect(await completed(c, 'avery')).toEqual(['value 2026-11-01T08:30:00Z']);
  });

  const BAD = 'member,module,completed_at\navery,value,2026-10-05\nzoe,value,2026-10-05\nkim,nothing,2026-10-05\nkim,path:none,2026-10-05\nkim,value,10/05/2026\nkim,value,2026-12-31\n';

  test('bad rows are named with line and column, and nothing is imported', async () => {
    const c = await roster();
    c.file('c.csv', BAD);
    expect(await c.run('import completions c.csv')).toBe(65);
    expect(c.err).toBe(`a date is still to come: it counts from then on
c.csv:3:1: member: no member zoe on the roster (see \`certify members list\`)
c.csv:4:2: module: no path has a module nothing (see \`certify path\`)
c.csv:5:2: module: no path none (there are: cs, sales)
c.csv:6:3: completed_at: 10/05/2026 may be 2026-10-05 or 2026-05-10 (write a day as 2020-10-13, or say with --date-order what comes first)
certify: nothing was imported: 4 bad rows
  mend the rows, or add --skip-bad-rows to import the others
`);
    expect(await completed(c, 'avery')).toEqual([]);
  });

  test('--skip-bad-rows imports the others; --unmatched keeps the rows of unknown members, to be imported again', async () => {
    const c = await roster();
    c.file('c.csv', BAD);
    expect(await c.run('import completions c.csv --skip-bad-rows --unmatched unmatched.csv')).toBe(0);
    expect(c.err).toContain('1 row of unknown members written to unmatched.csv\n');
    expect(c.err).toContain('\nskipped: c.csv:3:1: member: no member zoe on the roster');
    expect(c.err).toMatch(/\n2 completions imported \(4 bad rows skipped\)\n$/);
    expect(c.read('unmatched.csv')).toBe('member,module,completed_at\r\nzoe,value,2026-10-05\r\n');
    await c.run('members add zoe --name Zoe --role "Account Executive"');
    expect(await c.run('import completions unmatched.csv')).toBe(0);
    expect(await completed(c, 'zoe')).toEqual(['value 2026-10-05']);
  });

  test('unmatched rows of several files become one table, whatever the order of their columns', async () => {
    const c = await roster();
    c.file('a.csv', 'member,module,completed_at\nzoe,value,2026-10-05\n');
    c.file('b.csv', 'completed_at;Module;member;note\n2026-10-06;tiers;lee;late\n');
    expect(await c.run('import completions a.csv b.csv --unmatched unmatched.csv')).toBe(65);
    expect(c.read('unmatched.csv')).toBe('member,module,completed_at,note\r\nzoe,value,2026-10-05,\r\nlee,tiers,2026-10-06,late\r\n');
  });

  test('--date-order says what comes first where it could be either', async () => {
    const c = await roster();
    c.file('c.csv', 'member,module,completed_at\navery,value,10/05/2026\n');
    await c.run('import completions c.csv --date-order mdy');
    expect(await completed(c, 'avery')).toEqual(['value 2026-10-05']);
    await c.run('import completions c.csv --date-order dmy');
    expect(await completed(c, 'avery')).toEqual(['value 2026-05-10', 'value 2026-10-05']);
    expect(await c.run('import completions c.csv --date-order ymd')).toBe(2);
    expect(c.err).toBe('certify: not an order of dates: ymd\n  --date-order is mdy (10/05/2026 is the 5th of October) or dmy\n');
  });

  test('several files are one transaction', async () => {
    const c = await roster();
    c.file('a.csv', 'member,module,completed_at\navery,value,2026-10-05\n');
    c.file('b.csv', 'member,module,completed_at\nzoe,value,2026-10-05\n');
    expect(await c.run('import completions a.csv b.csv')).toBe(65);
    expect(await completed(c, 'avery')).toEqual([]);
  });

  test('--dry-run and --json', async () => {
    const c = await roster();
    c.file('c.csv', 'member,module,completed_at\navery,path:sales,2026-10-05\n');
    await c.run('import completions c.csv --dry-run');
    expect(c.err).toBe('1 completion would be imported\n');
    await c.run('import completions c.csv --dry-run --json');
    expect(c.json).toEqual({ imported: 1, unchanged: 0, voided: 0, bad_rows: [], rows: 1, dry_run: true });
    expect(await completed(c, 'avery')).toEqual([]);
    c.file('bad.csv', 'member,module,completed_at\nzoe,value,2026-10-05\n');
    expect(await c.run('import completions bad.csv --json')).toBe(65);
    expect(c.json).toMatchObject({ imported: 0, rows: 1, bad_rows: [{ file: 'bad.csv', line: 2, column: 1, name: 'member', message: 'no member zoe on the roster' }] });
  });

  test('what was voided is told and not imported again without --again', async () => {
    const c = await roster();
    c.file('c.csv', 'member,module,completed_at\navery,value,2026-10-05\n');
    await c.run('import completions c.csv');
    const { fact } = (await c.facts('avery')).at(-1)!;
    await c.run(`void ${fact} --reason "wrong person"`);
    await c.run('import completions c.csv');
    expect(c.err).toBe(`c.csv:2: fact ${fact} was voided; --again imports it anew\n0 completions imported (1 voided before)\n`);
    await c.run('import completions c.csv --again');
    expect(c.err).toBe('1 completion imported\n');
    await c.run('import completions c.csv --again');
    expect(c.err).toBe('0 completions imported (1 there already)\n');
  });

  test('a path file with faults stops it: rows would count towards another edition', async () => {
    const c = await roster();
    c.changeContent({ 'curricula/sales-q1fy28.yaml': 'path: sales\n' });
    c.file('c.csv', 'member,module,completed_at\navery,path:sales,2026-10-05\n');
    expect(await c.run('import completions c.csv')).toBe(65);
    expect(c.err).toMatch(/certify: the content has faults: .*\n  mend them; `certify check` shows all\n$/);
  });

  test('UTF-16, a byte-order mark and line ends of Windows are read', async () => {
    const c = await roster();
    const text = 'member\tmodule\tcompleted_at\r\navery\tvalue\t2026-10-05\r\n';
    c.file('c.csv', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]));
    expect(await c.run('import completions c.csv')).toBe(0);
    expect(await completed(c, 'avery')).toEqual(['value 2026-10-05']);
  });
});
