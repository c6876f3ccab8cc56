import { describe, expect, test } from 'vitest';
import { formatDay, formatInstant, parseDay } from '../../src/domain/day.js';
import type { Happened } from '../../src/domain/fact.js';
import { formatPoints } from '../../src/domain/points.js';
import { makeZone } from '../../src/domain/zone.js';
import { csvPieces } from '../../src/formats/csv-writing.js';
import { readCompletions } from '../../src/formats/import-completions.js';
import { joinerRow, missingForJoiner, readMembers } from '../../src/formats/import-members.js';
import { readResults } from '../../src/formats/import-results.js';
import { bytesOf, collect, importWhole } from './csv-files.js';

const UTC = makeZone('UTC');
const ID_SHAPE = 'a member id is made of letters, digits, ".", "_" and "-" and starts with a letter or a digit';
const lines = (...rows: string[]) => bytesOf(rows.join('\n'));
const members = (...rows: string[]) => importWhole(readMembers(lines(...rows)));
const completions = (...rows: string[]) => importWhole(readCompletions(lines('member,module,completed_at', ...rows), UTC));
const results = (...rows: string[]) =>
  importWhole(readResults(lines('member,assessment,edition,finished_at,points,max_points', ...rows), UTC));

function when(happened: Happened): string {
  return 'at' in happened ? formatInstant(happened.at) : formatDay(happened.on);
}

describe('members', () => {
  test('a whole row', async () => {
    const { values, faults } = await members(
      'member,name,email,role,team,manager,kind,start_date,end_date',
      'avery, Avery Field ,Avery@Example.com,Account Executive,East,robin,Partner,2026-08-03,',
    );
    expect(faults).toEqual([]);
    expect(values).toEqual([
      {
        member: 'avery',
        email: 'Avery@Example.com',
        changes: {
          name: 'Avery Field',
          email: 'Avery@Example.com',
          role: 'Account Executive',
          team: 'East',
          manager: 'robin',
          member_kind: 'partner',
          start_day: parseDay('2026-08-03'),
          end_day: undefined,
        },
      },
    ]);
    expect(joinerRow(values[0]!)).toEqual(values[0]!.changes);
  });

  test('a column that is not there changes nothing', async () => {
    expect((await members('member,team', 'avery,West')).values[0]!.changes).toEqual({ team: 'West' });
  });

  test('an empty cell clears team, manager and end date, and leaves the rest as it is', async () => {
    const { values } = await members('member,name,email,role,team,manager,kind,start_date,end_date', 'avery,,,,,,,,');
    expect(values[0]!.changes).toEqual({ team: '', manager: '', end_day: undefined });
    expect(Object.keys(values[0]!.changes)).toContain('end_day');
  });

  test('a member may be named by address alone, but nobody joins without an id, a name and a role', async () => {
    const { values } = await members('email,team', 'avery@example.com,West');
    expect(values[0]).toMatchObject({ member: undefined, email: 'avery@example.com' });
    expect(missingForJoiner(values[0]!)).toEqual(['member', 'name', 'role']);
  });

  test('what a joiner does not say is empty, and the kind is employee', async () => {
    const { values } = await members('member,name,role', 'avery,Avery Field,Account Executive');
    expect(missingForJoiner(values[0]!)).toEqual([]);
    expect(joinerRow(values[0]!)).toEqual({
      name: 'Avery Field',
      email: '',
      role: 'Account Executive',
      team: '',
      manager: '',
      member_kind: 'employee',
    });
  });

  test.each([
    ['an address as id', 'a@b.example,,,', '2:1: a member id is not an e-mail address'],
    [
      'an id with a space',
      'avery field,,,',
      `2:1: ${ID_SHAPE}`,
    ],
    [
      'an id that looks like an option',
      '-avery,,,',
      `2:1: ${ID_SHAPE}`,
    ],
    ['an id too long', `${'a'.repeat(65)},,,`, '2:1: a member id has at most 64 characters'],
    ['nobody', ',,partner,', '2:1: neither a member id nor an e-mail address'],
    ['no address', 'avery,at home,,', '2:2: this is not an e-mail address'],
    ['another kind', 'avery,,Contractor,', '2:3: Contractor is not a kind of member'],
    ['an impossible day', 'avery,,,2026-02-30', '2:4: there is no such day as 2026-02-30'],
    ['a day in two ways', 'avery,,,03/04/2026', '2:4: 03/04/2026 may be 2026-03-04 or 2026-04-03'],
  ])('%s is a bad row', async (_, row, fault) => {
    const { values, faults } = await members('member,email,kind,start_date', row);
    expect(values).toEqual([]);
    expect(faults).toEqual([fault]);
  });

  test('all faults of a row are told', async () => {
    const { faults } = await members('member,email,kind', 'a b,c,d');
    expect(faults.map((fault) => fault.slice(0, 4))).toEqual(['2:1:', '2:2:', '2:3:']);
  });

  test('a control character in a text is a fault, and so is a mark that turns the direction of writing', async () => {
    const { faults } = await members('member,name', 'avery,"Avery\nField"', 'robin,Rob\u001b[31min', 'casey,\u202eyesac');
    expect(faults).toEqual([2, 4, 5].map((line) => `${line}:2: there is a line break or another control character in this cell`));
  });

  test('a cell of immense length is a fault', async () => {
    const { faults } = await members('member,name', `avery,${'x'.repeat(1001)}`);
    expect(faults).toEqual(['2:2: this text has more than 1000 characters']);
  });

  test('the same person twice is a fault, addresses in any case', async () => {
    const { values, faults } = await members('member,email', 'avery,a@example.com', 'robin,A@Example.com', 'avery,');
    expect(values.length).toBe(1);
    expect(faults).toEqual(['3:2: a@example.com is already on line 2', '4:1: avery is already on line 2']);
  });

  test('the end is not before the start', async () => {
    expect((await members('member,start_date,end_date', 'avery,2026-08-03,2026-08-02')).faults).toEqual([
      '2:3: the end date is before the start date',
    ]);
    expect((await members('member,start_date,end_date', 'avery,2026-08-03,2026-08-03')).faults).toEqual([]);
  });
});

describe('completions', () => {
  test.each([
    ['avery,tiers,2020-10-13', { member: 'avery' }, { module: 'tiers' }, '2020-10-13'],
    ['Avery@Example.com,tiers,2020-10-13', { email: 'Avery@Example.com' }, { module: 'tiers' }, '2020-10-13'],
    ['avery,path:sales,2020-10-13T16:41:07Z', { member: 'avery' }, { path: 'sales' }, '2020-10-13T16:41:07Z'],
    [' avery , tiers ,2020-10-13 16:41', { member: 'avery' }, { module: 'tiers' }, '2020-10-13T16:41:00Z'],
  ])('%s', async (row, name, completed, happened) => {
    const { values, faults } = await completions(row);
    expect(faults).toEqual([]);
    expect(values).toEqual([{ name, completed, happened: values[0]!.happened }]);
    expect(when(values[0]!.happened)).toBe(happened);
  });

  test('a time without a zone is noted with its row', async () => {
    const { rows } = await completions('avery,tiers,2020-10-13', 'avery,value,2020-10-13 16:41');
    expect(rows.map((row) => row.kind === 'row' && row.notes)).toEqual([[], ['zone-assumed']]);
  });

  test.each([
    [',tiers,2020-10-13', ['2:1: the member is missing']],
    ['avery@,tiers,2020-10-13', ['2:1: this is not an e-mail address']],
    ['avery,,2020-10-13', ['2:2: this cell must not be empty']],
    ['avery,tiers,', ['2:3: this cell must not be empty']],
    ['avery,tiers,soon', ['2:3: soon is not a day or a time']],
    [
      'avery!,,soon',
      [`2:1: ${ID_SHAPE}`, '2:2: this cell must not be empty', '2:3: soon is not a day or a time'],
    ],
    ['avery,tiers', ['2:2: this row has 2 cells, the header has 3']],
  ])('%s is a bad row', async (row, faults) => {
    expect((await completions(row)).faults).toEqual(faults);
  });

  test('the address may have a column of its own', async () => {
    const file = lines('email,module,completed_at', 'a@example.com,tiers,2020-10-13');
    expect((await importWhole(readCompletions(file, UTC))).values).toMatchObject([{ name: { email: 'a@example.com' } }]);
  });

  test('rows can be written out to be corrected, and are read again the same', async () => {
    const file = lines('member;module;note;completed_at', 'avery;tiers;=1+1;2020-10-13');
    const reading = await readCompletions(file, UTC);
    if ('faults' in reading) throw new Error('no import');
    const rows = (await collect(reading.import.rows)).flat();
    const values = rows.flatMap((row) => ('values' in row ? [row.values] : []));
    const written = (await collect(csvPieces(reading.import.header, values))).join('');
    expect(written).toBe("member,module,note,completed_at\r\navery,tiers,'=1+1,2020-10-13\r\n");
    const again = await importWhole(readCompletions(bytesOf(written), UTC));
    expect(again.values).toMatchObject([{ completed: { module: 'tiers' } }]);
  });
});

describe('results', () => {
  test.each([
    ['20', '25', '20', '25'],
    ['19.2', '24', '96/5', '24'],
    ['58/3', '25', '58/3', '25'],
    ['0', '0.5', '0', '1/2'],
    ['25', '25', '25', '25'],
  ])('%s of %s points', async (points, max, exact, exactMax) => {
    const { values, faults } = await results(`avery,sales,Q3FY27,2026-08-13T10:00:00Z,${points},${max}`);
    expect(faults).toEqual([]);
    expect(values.map(({ result }) => [formatPoints(result.points), formatPoints(result.max_points)])).toEqual([[exact, exactMax]]);
    expect(values[0]).toMatchObject({ name: { member: 'avery' }, result: { assessment: 'sales', edition: 'Q3FY27' } });
  });

  test.each([
    ['-1', '25', ['2:5: points are not below 0']],
    ['26', '25', ['2:5: 26 is more than the 25 points to be had']],
    ['1', '0', ['2:6: the most points to be had are above 0']],
    ['0', '-5', ['2:6: the most points to be had are above 0']],
    ['80%', '100', ['2:5: 80% is not a number of points']],
    ['1e1', '25', ['2:5: 1e1 is not a number of points']],
    ['1/0', '25', ['2:5: 1/0 is not a number of points']],
    ['', '25', ['2:5: this cell must not be empty']],
    ['"19,2"', '24', ['2:5: 19,2 is not a number of points']],
  ])('%s of %s points is a bad row', async (points, max, faults) => {
    expect((await results(`avery,sales,Q3FY27,2026-08-13,${points},${max}`)).faults).toEqual(faults);
  });

  test('assessment, edition and time must be there', async () => {
    const { faults } = await results('avery,,,,20,25');
    expect(faults).toEqual([2, 3, 4].map((column) => `2:${column}: this cell must not be empty`));
  });
});
