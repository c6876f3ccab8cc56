/** What Google Forms hands out: the download of Forms itself, and the linked sheet. */
import { describe, expect, test } from 'vitest';
import { type Certify, certify } from './harness.js';

async function staff(): Promise<Certify> {
  const c = certify({ at: '2026-11-02T18:00Z' });
  await c.run('members add avery --name "Avery Field" --email Avery.Field@example.com --role "Account Executive" --start 2020-02-03');
  await c.run('members add robin --name "Robin Reyes" --email robin@example.com --role "Account Executive" --start 2020-02-03');
  return c;
}

async function imported(text: string, options = ''): Promise<{ c: Certify; code: number }> {
  const c = await staff();
  c.file('quiz.csv', text);
  return { c, code: await c.run(`import google-forms quiz.csv --assessment sales --edition Q3FY21 ${options}`) };
}

async function results(c: Certify, member = 'avery'): Promise<any[]> {
  await c.run(`history ${member} --json`);
  return c.json.filter((fact: { kind: string }) => fact.kind === 'attempt');
}

/** The first sentences of a bad import. */
const faults = (c: Certify) => c.err.split('\n').filter((line) => line.startsWith('quiz.csv:'));

const DOWNLOAD = `"Timestamp","Username","Total score","Which tier, first?","Which tier, first? [Score]","Which tier, first? [Feedback]"
"2020/10/13 9:41:07 AM GMT-7","avery.field@example.com","8.00 / 10","Ultimate","8.00 / 10",""
"2020/10/13 12:05:58 PM GMT-7","robin@example.com","7.99 / 10","Premium","7.99 / 10","see ""tiers"", please"
`;

describe('the download of Forms', () => {
  test('each response is a result of the edition, at its instant, exact', async () => {
    const { c, code } = await imported(DOWNLOAD);
    expect([code, c.err]).toEqual([0, "edition Q3FY21 of sales is not in the content: the program's pass mark of 80 % is taken (2 rows)\n2 results imported\n"]);
    expect(await results(c)).toMatchObject([{ assessment: 'sales', edition: 'Q3FY21', happened_at: '2020-10-13T16:41:07Z', points: 8, max_points: 10, passed: true, assurance: 'staff', source: 'import' }]);
    expect(await results(c, 'robin')).toMatchObject([{ happened_at: '2020-10-13T19:05:58Z', points: 7.99, passed: false }]);
  });

  test('twice changes nothing, nor as a table of results', async () => {
    const { c } = await imported(DOWNLOAD);
    await c.run('import google-forms quiz.csv --assessment sales --edition Q3FY21');
    expect(c.err).toBe('0 results imported (2 there already)\n');
    c.file('r.csv', 'member,assessment,edition,finished_at,points,max_points\navery,sales,Q3FY21,2020-10-13T16:41:07Z,8,10\n');
    await c.run('import results r.csv');
    expect(c.err).toBe('0 results imported (1 there already)\n');
  });

  test.each([
    ['midnight', '2020/10/13 12:05:58 AM GMT+1', '2020-10-12T23:05:58Z'],
    ['noon', '2020/10/13 12:05:58 PM UTC', '2020-10-13T12:05:58Z'],
    ['half an hour', '2020/10/13 1:00:00 pm GMT+5:30', '2020-10-13T07:30:00Z'],
    ['Spanish, with a no-break space', '2021/02/04 10:26:52\u00a0p.\u00a0m. GMT-3', '2021-02-05T01:26:52Z'],
    ['Korean', '2021/02/05 1:11:00 오후 GMT+9', '2021-02-05T04:11:00Z'],
  ])('a time: %s', async (_what, written, expected) => {
    const { c } = await imported(`Timestamp,Username,Total score\n"${written}",avery.field@example.com,1.00 / 1\n`);
    expect((await results(c)).map(({ happened_at }) => happened_at)).toEqual([expected]);
  });

  test.each([
    ['Horodateur,Adresse e-mail,Score total'],
    ['Marca temporal,Nombre de usuario,Puntuación total'],
    ['타임스탬프,사용자 이름,총점'],
    ['Zeitstempel,E-Mail-Adresse,Punktzahl'],
    [' timestamp ,EMAIL ADDRESS,score'],
  ])('columns by name: %s', async (header) => {
    const { c, code } = await imported(`${header}\n2021/02/04 3:49:23 PM UTC+1,avery.field@example.com,"1,00 / 1"\n`);
    expect([code, (await results(c)).length]).toEqual([0, 1]);
  });

  test('questions of the same name, and one that is called Score, are nobody’s business', async () => {
    const { c } = await imported('Timestamp,Username,Total score,Why?,Why? [Score],Why?,Why? [Score],Score\n2021/02/04 3:49:23 PM UTC,avery.field@example.com,2.00 / 2,a,1.00 / 1,b,1.00 / 1,99\n');
    expect(await results(c)).toMatchObject([{ points: 2, max_points: 2 }]);
  });

  test('what is not graded yet is not taken; a question without points is nothing to wait for', async () => {
    const { c, code } = await imported(`${DOWNLOAD}"2020/10/14 9:00:00 AM GMT-7","avery.field@example.com","8.00 / 10","x","-- / 2",""\n"2020/10/15 9:00:00 AM GMT-7","avery.field@example.com","8.00 / 10","x","-- / 0",""\n`, '--skip-bad-rows');
    expect(code).toBe(0);
    expect(c.err).toContain('skipped: quiz.csv:4:3: Total score: a question of this row is not graded yet (grade it in Forms and download the responses anew)\n');
    expect((await results(c)).map(({ happened_at }) => happened_at)).toEqual(['2020-10-13T16:41:07Z', '2020-10-15T16:00:00Z']);
  });

  test('a total that is not the sum, or out of another number of points, is taken and told', async () => {
    const { c } = await imported(`${DOWNLOAD}"2020/10/14 9:00:00 AM GMT-7","avery.field@example.com","9.00 / 12","x","8.00 / 10",""\n`);
    expect(c.err).toContain('the total is of 12 points, that of the first row of 10: the form was changed in between\n');
    expect(c.err).toContain('the total is not the sum of the scores of the questions; the total was taken\n');
    expect((await results(c)).map(({ points }) => points)).toEqual([8, 9]);
  });
});

describe('the linked sheet', () => {
  const SHEET = 'Timestamp,Email Address,Score,Which tier?\n10/13/2020 9:41:07,avery.field@example.com,"13,5 / 15",Ultimate\n10/12/2020 23:58:10, AVERY.FIELD@example.com ,15 / 15,"Ultimate, Premium"\n';

  test('its dates are asked about where they can be read either way, and never guessed', async () => {
    const { c, code } = await imported(SHEET);
    expect(code).toBe(65);
    expect(faults(c)).toEqual(['quiz.csv:3:1: Timestamp: 10/12/2020 may be 2020-10-12 or 2020-12-10 (write a day as 2020-10-13, or say with --date-order what comes first)']);
  });

  test('its times are those of the program’s zone, and the import says so', async () => {
    const { c, code } = await imported(SHEET, '--date-order mdy');
    expect(code).toBe(0);
    expect(c.err).toContain('2 times without a zone read as America/Los_Angeles\n');
    expect(await results(c)).toMatchObject([{ happened_at: '2020-10-13T06:58:10Z', points: 15 }, { happened_at: '2020-10-13T16:41:07Z', points: 13.5, max_points: 15 }]);
  });
});

describe('what is wrong is named with its place', () => {
  const row = (time: string, address: string, score: string) => `Timestamp,Username,Total score\n${time},${address},${score}\n`;
  const GOOD = '2021/02/04 3:49:23 PM UTC';

  test.each([
    ['an unknown zone', row('2021/02/04 3:49:23 PM EST', 'robin@example.com', '1 / 1'), ['quiz.csv:2:1: Timestamp: EST is not a zone that everybody reads alike (write it as an offset, such as GMT-5)']],
    ['no such hour', row('2021/02/04 13:49:23 PM UTC', 'robin@example.com', '1 / 1'), ['quiz.csv:2:1: Timestamp: there is no such time as in 2021/02/04 13:49:23 PM UTC']],
    ['an unknown address', row(GOOD, 'zoe@example.com', '1 / 1'), ['quiz.csv:2:2: Username: no member zoe@example.com on the roster (see `certify members list`)']],
    ['no address', row(GOOD, '', '1 / 1'), ['quiz.csv:2:2: Username: the address is missing']],
    ['a bare number', row(GOOD, 'robin@example.com', '18'), ['quiz.csv:2:3: Total score: 18 does not say of how many points (write it as 18 / 20)']],
    ['an empty score', row(GOOD, 'robin@example.com', ''), ['quiz.csv:2:3: Total score: the total is missing (write it as 18 / 20)']],
    ['more than there is', row(GOOD, 'robin@example.com', '3 / 2'), ['quiz.csv:2:3: Total score: 3 is more than the 2 points to be had']],
    ['a total of nothing', row(GOOD, 'robin@example.com', '0 / 0'), ['quiz.csv:2:3: Total score: the most points to be had are above 0']],
    ['a row that is too short', 'Timestamp,Username,Total score\nx,y\n', ['quiz.csv:2:2: this row has 2 cells, the header has 3 (every row needs all its delimiters)']],
    ['no address column', 'Timestamp,Total score,Your name\n', ['quiz.csv:1:1: no column says whose it is (name the column of the addresses Email Address, or add one called Member with ids)']],
    ['a form that is no quiz', 'Timestamp,Username,Why?\n', ['quiz.csv:1:1: no column says the total (name its column Score; a form that is no quiz has none)']],
    ['a web page', '<!doctype html>', ['quiz.csv:1:1: this is a web page or XML, not a CSV file (download the file itself, not the page that shows it)']],
  ])('%s', async (_what, text, expected) => {
    const { c, code } = await imported(text);
    expect(code).toBe(65);
    expect(faults(c)).toEqual(expected);
    expect(await results(c)).toEqual([]);
  });

  test('rows of unknown people are kept, corrected and imported again', async () => {
    const { c } = await imported(DOWNLOAD.replace('robin@example.com', 'robin.r@example.com'), '--skip-bad-rows --unmatched rest.csv');
    expect(c.err).toContain('1 row of unknown members written to rest.csv\n');
    c.file('rest.csv', c.read('rest.csv').replace('robin.r@example.com', 'robin@example.com'));
    expect(await c.run('import google-forms rest.csv --assessment sales --edition Q3FY21')).toBe(0);
    expect(await results(c, 'robin')).toMatchObject([{ points: 7.99 }]);
  });

  test.each([
    ['--edition Q3FY21', 2, '--assessment is missing'],
    ['--assessment sales', 2, '--edition is missing'],
    ['--assessment salse --edition Q3FY21', 66, 'no assessment salse'],
  ])('%s', async (options, code, message) => {
    const c = await staff();
    c.file('quiz.csv', DOWNLOAD);
    expect(await c.run(`import google-forms quiz.csv ${options}`)).toBe(code);
    expect(c.err).toContain(message);
  });
});
