/**
 * Text from outside never writes to a terminal by itself, wherever it was planted: it is refused, or shown as what it is. CSV
 * in a pipe is data and stays as it was recorded; what is recorded by this program holds none of these characters.
 */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DECLARATIONS } from '../../src/commands/declarations.js';
import { type Certify, certify } from '../commands/harness.js';
import { SALES_ASSESSMENT, SMALL_PROGRAM } from '../commands/small-program.js';
import { EVERYTHING, takes } from '../commands/taking.js';
import { PROGRAM_ROOT, at, entry, on } from '../store/records.js';
import { openStore } from '../../src/store/open-store.js';
import type { NewFact } from '../../src/store/store.js';

/** Clears the screen, renames the window, goes back over the line, turns the direction of writing, and cannot be seen. */
const PLANTED = [
  '\u001b[2J\u001b]0;owned\u0007',
  '\u009b31m',
  'good\r\u001b[1Abad',
  'a\u0008\u0008b',
  '\u202etxt.exe\u202c',
  '\u2066iso\u2069',
  '\u{e0041}\u{e0042}',
  '\u0000nul',
  '\u200bzero\ufeff',
  '\u2028line',
  '\ufff9annotated\ufffb',
  '\ud800half',
];
const ALL = PLANTED.join('|');

/** What may not reach a terminal. Line feeds may, and tabs. */
const RAW = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}\p{Surrogate}]/u;

function expectClean(c: Certify, command: unknown): void {
  for (const [name, text] of [['stdout', c.out], ['stderr', c.err]] as const) {
    // CSV ends its lines so.
    const raw = RAW.exec(text.replaceAll('\r\n', '\n'));
    expect(raw && { command, name, character: raw[0].codePointAt(0)!.toString(16), around: JSON.stringify(text.slice(Math.max(0, raw.index - 60), raw.index + 60)) }).toBeNull();
  }
}

const EXPECTED = [0, 2, 3, 65, 66, 73, 74, 75, 77];

async function runs(c: Certify, command: readonly string[]): Promise<number> {
  const code = await c.run(command);
  expect(EXPECTED, `${JSON.stringify(command)}: ${c.err}`).toContain(code);
  expectClean(c, command);
  return code;
}

async function withAvery(): Promise<Certify> {
  const c = certify();
  await c.run('members add avery --name "Avery Field" --role "Account Executive"');
  return c;
}

describe('refused where it would be recorded', () => {
  test.each(PLANTED)('%j', async (planted) => {
    const c = await withAvery();
    const names = ['--name', '--role', '--team', '--manager', '--email'];
    for (const option of names) {
      expect(await runs(c, ['members', 'change', 'avery', option, `x${planted}y@z`])).toBe(2);
    }
    for (const command of [['grant', 'avery'], ['revoke', 'avery'], ['waive', 'avery', '--window', 'Q1FY28'], ['leave', 'avery', '--from', '2026-11-10'], ['forget', 'avery']]) {
      expect(await runs(c, [...command, '--reason', `x${planted}y`, '--yes'])).toBe(2);
    }
    expect(await runs(c, ['members', 'add', `x${planted}y`, '--name', 'N', '--role', 'Account Executive'])).toBe(2);
    expect((await c.facts('avery')).length).toBe(1);
  });

  test.each(PLANTED.filter((text) => !/[\u200b\ufeff\ud800]/.test(text)))('in a cell of a CSV file: %j', async (planted) => {
    const c = await withAvery();
    c.file('people.csv', `member,name,role,team\r\nrobin,"x${planted}y",Account Executive,East\r\n`);
    expect(await runs(c, ['import', 'members', 'people.csv', '--yes'])).toBe(65);
    c.file('results.csv', `member,assessment,edition,finished_at,points,max_points\r\navery,sales,"x${planted}y",2026-10-01,1,2\r\n`);
    expect(await runs(c, ['import', 'results', 'results.csv'])).toBe(65);
    c.file('completions.csv', `member,module,completed_at\r\navery,"x${planted}y",2026-10-01\r\n"x${planted}y",value,2026-10-01\r\n`);
    const code = await runs(c, ['import', 'completions', 'completions.csv', '--skip-bad-rows', '--unmatched', 'rest.csv']);
    expect(code).toBe(planted.includes('\u0000') ? 65 : 0);
    expect((await c.facts('avery')).length).toBe(1);
  });
});

describe('shown as what it is', () => {
  test('in every argument and every option of every command', async () => {
    const c = await withAvery();
    let tried = 0;
    for (const { usage, options } of DECLARATIONS) {
      const words = usage.split(' ').filter((word) => !/^[[<]/.test(word));
      const takesArguments = /[[<]/.test(usage);
      const args = takesArguments ? [`x${ALL.replaceAll('\u0000', '')}`] : [];
      await runs(c, [...words, ...args]);
      await runs(c, [...words, ...args, '--dry-run', '--reason', 'x', '--yes']);
      for (const [flags] of options) {
        const [flag = ''] = flags.split(' ');
        if (!flags.includes('<')) continue;
        for (const planted of PLANTED) await runs(c, [...words, ...(takesArguments ? ['avery'] : []), flag, planted]);
        tried += PLANTED.length;
      }
      await runs(c, [...words, `--${ALL}`]);
    }
    for (const option of ['--db', '--content', '--member']) for (const planted of PLANTED) await runs(c, ['status', option, `x${planted}`]);
    await runs(c, [ALL]);
    await runs(c, ['members', ALL]);
    expect(tried).toBeGreaterThan(500);
  }, 120_000);

  test('in the names of files and folders', async () => {
    const c = await withAvery();
    const name = `p${PLANTED.filter((text) => !/[\u0000\ud800]/.test(text)).join('')}q`.slice(0, 100);
    for (const kind of ['members', 'completions', 'results', 'submission']) {
      c.file(`${name}.csv`, 'not,what,is,expected\r\n1,2\r\n');
      await runs(c, ['import', kind, `${name}.csv`]);
      await runs(c, ['import', kind, `${name}-nowhere.csv`]);
    }
    c.file(`${name}.yaml`, 'tier: [nonsense\n');
    await runs(c, ['quiz', 'sales', '--member', 'avery', '--answers', `${name}.yaml`]);
    await runs(c, ['calendar', '--policy', `${name}.yaml`]);
    for (const command of [['report', '--output', `${name}.csv`], ['submit', '--member', 'avery', '--output', `${name}.json`], ['backup', `${name}.db`], ['backup', `${name}.db`], ['calendar', '--output', `${name}.ics`]]) {
      await runs(c, command);
    }
    c.file(`assessments/${name}.yaml`, 'assessment: [');
    await runs(c, ['check']);
    await runs(c, ['status', 'avery']);
    for (const [file, text] of Object.entries(SMALL_PROGRAM)) c.file(join(name, file), text);
    await runs(c, ['check', '--content', name]);
    await runs(c, ['doctor', '--db', `${name}/records.db`]);
    await runs(c, ['members', 'list', '--db', `${name}/records.db`, '--content', name]);
    await runs(c, ['doctor', '--db', `${name}/records.db`]);
  });

  test.each(PLANTED)('in content and answer sheets: %j', async (planted) => {
    const c = await withAvery();
    await c.run('path done --all --member avery');
    c.file('sheet.yaml', `tier: "x${planted.replace(/[\u0000-\u001f"\\]/g, '')}y"\n"q${planted.replace(/[\u0000-\u001f"\\]/g, '')}": 1\n`);
    await runs(c, ['quiz', 'sales', '--member', 'avery', '--answers', 'sheet.yaml']);
    c.file('assessments/sales-q3fy27.yaml', SALES_ASSESSMENT.replace('Which tier first', `Which ${planted} tier first`).replace('text: Free', `text: "Fr${planted}ee"`));
    await runs(c, ['check']);
    expect(await runs(c, ['quiz', 'sales', '--member', 'avery', '--answers', 'sheet.yaml'])).toBe(65);
    c.file('curricula/program.yaml', `program: "x${planted}"\ntitle: ${planted}\n`);
    for (const command of [['check'], ['status', 'avery'], ['report'], ['doctor']]) expect(await runs(c, command)).toBe(65);
  });

  test('in the records, if another program has put it there', async () => {
    const c = await withAvery();
    await c.run('path done --all --member avery');
    c.at('2026-11-03T18:00:00Z');
    const store = openStore(join(c.folder, 'data', 'records.db'), 'field', PROGRAM_ROOT);
    const planted = (fact: object, number: number): NewFact =>
      ({ fact: `planted${String(number).padStart(19, '0')}`, member: 'avery', happened: { at: at('2026-11-03T10:00:00Z') }, assurance: 'staff', ...fact }) as NewFact;
    const row = { name: ALL, email: `${ALL}@x`, manager: ALL, role: 'Account Executive', team: ALL, member_kind: 'employee', start_day: on('2026-10-01') };
    const facts = [
      { kind: 'roster', row },
      { kind: 'roster', member: 'other', row: { ...row, role: ALL } },
      { kind: 'completion', module: ALL },
      { kind: 'attempt', assessment: 'sales', edition: ALL, points: { n: 1n, d: 1n }, max_points: { n: 2n, d: 1n }, pass_mark: { n: 80n, d: 1n }, pass_mark_of: 'program' },
      { kind: 'attempt', assessment: ALL, edition: ALL, points: { n: 1n, d: 1n }, max_points: { n: 2n, d: 1n }, pass_mark: { n: 80n, d: 1n }, pass_mark_of: 'program' },
      { kind: 'grant', track: 'sales', reason: ALL },
      { kind: 'waiver', track: 'sales', window: ALL, reason: ALL },
      { kind: 'leave', from: on('2026-11-20'), to: on('2026-11-30'), reason: ALL },
      { kind: 'void', target: ALL, reason: ALL },
    ].map(planted);
    await store.record(entry(facts, undefined, { recorded_by: `staff (${ALL})` }));
    await store.close();
    const other = openStore(join(c.folder, 'data', 'records.db'), ALL, PROGRAM_ROOT);
    await other.record(entry([planted({ kind: 'completion', module: 'x' }, 99)]));
    await other.close();

    const commands = ['status avery', 'why avery', 'why avery --verbose', 'path', 'history avery', 'members list', 'report --format table', 'report --format html', 'report --format md', 'report --summary team --format table', 'report --summary manager --format md', 'forecast', 'doctor', 'verify', 'submit --output -', 'submit', 'report --everyone --format table'];
    for (const line of commands) {
      for (const terminal of [false, true]) {
        c.terminal.out = c.terminal.err = terminal;
        c.env['CERTIFY_MEMBER'] = 'avery';
        await runs(c, line.split(' '));
      }
    }
    for (const line of ['status avery --json', 'why avery --json', 'history avery --json', 'members list --json', 'report --format json', 'verify --json']) {
      await runs(c, line.split(' '));
      expect(() => c.json).not.toThrow();
    }
    await c.run('members list --json');
    expect(c.json.find(({ member }: { member: string }) => member === 'avery').name).toContain(PLANTED.slice(0, -1).join('|'));
  });

  test('in what somebody types in a quiz, and in the review of it', async () => {
    const c = await withAvery();
    await c.run('path done --all --member avery');
    expect(await c.run('quiz sales --member avery', ...takes({ ...EVERYTHING, stage: `verify${ALL}` }))).toBe(0);
    expectClean(c, 'quiz');
    await c.run('history avery --json');
    const attempt = c.json.find(({ kind }: { kind: string }) => kind === 'attempt').fact as string;
    for (const command of [['review', attempt], ['review', attempt, '--json'], ['submit', '--member', 'avery', '--output', '-']]) await runs(c, command);
  });

  test('in what git says of the person', async () => {
    const c = certify();
    c.git = { 'user.name': ALL, 'user.email': `${ALL}@x` };
    await c.run('members add avery --name "Avery Field" --role "Account Executive"');
    await runs(c, ['history', 'avery']);
    expect((await c.facts('avery'))[0]!.recorded_by).toBe('staff');
  });
});
