/** What docs/rules.md shows, the program says: the windows, the arrows between statuses, the worked year. */
import { describe, expect, test } from 'vitest';
import { type Certify, certify } from '../commands/harness.js';
import { history, statusOf } from '../domain/history.js';
import { ARROWS } from './arrows.js';
import { commandLines } from './command-lines.js';
import { codeBlocks, page, section, tableOf } from './pages.js';

const rules = page('docs/rules.md');
/** A cell without its back-ticks. */
const bare = (cell: string) => cell.replaceAll('`', '');

test('the windows are those of the program that ships', async () => {
  const c = certify({ content: {} });
  expect(await c.run('calendar --from 2027 --to 2029 --json')).toBe(0);
  const rows = tableOf(rules, 'window', 'opens').rows.map(([window, opens, closes]) => ({ window, opens, closes }));
  expect(c.json).toMatchObject(rows);
  expect(c.json).toHaveLength(rows.length);
});

describe('what leads from one status to another', () => {
  test('the page shows the arrows that are tried here, and no others', () => {
    const rows = tableOf(rules, 'from', 'to').rows.map(([from, to, what]) => [bare(from!), bare(to!), what]);
    expect(rows).toEqual(ARROWS.map(({ from, to, what }) => [from, to, what]));
  });

  test.each(ARROWS)('$from → $to: $what', ({ from, to, facts, known_before, before, after }) => {
    expect(statusOf(history(...(known_before ?? facts)), before).status).toBe(from);
    expect(statusOf(history(...facts), after).status).toBe(to);
  });
});

describe('the worked year', () => {
  const text = section(rules, '## A worked year');

  /** What somebody does who replays it: the two files, and the commands as they stand there. */
  async function replayed(): Promise<Certify> {
    const c = certify({ content: {}, at: '2027-12-01T12:00Z' });
    // Keeps the content that ships in a cache, which parsing it for every day asked about would be too slow without.
    c.deps = { build: 'test' };
    const [completions, results] = codeBlocks(text, 'csv');
    c.file('completions.csv', completions!);
    c.file('results.csv', results!);
    for (const line of commandLines(codeBlocks(text, 'sh')[0]!)) {
      expect(await c.run(line.replace(/^certify /, '')), `${line}: ${c.err}`).toBe(0);
    }
    return c;
  }

  test('every row is what the program says of that day', async () => {
    const c = await replayed();
    const { rows } = tableOf(text, 'day', 'what happens');
    const computed: string[][] = [];
    for (const [day, what] of rows) {
      await c.run(`report --format json --as-of ${day}`);
      const { status, valid, valid_through, due_by } = c.json.rows[0];
      computed.push([day!, what!, `\`${status}\``, valid ? 'yes' : 'no', valid_through ?? '', due_by ?? '']);
    }
    expect(rows).toEqual(computed);
  });

  test('nothing changes on the days between', async () => {
    const c = await replayed();
    const { rows } = tableOf(text, 'day', 'what happens');
    for (const [place, [, , status, valid, through, due]] of rows.slice(0, -1).entries()) {
      const eve = new Date(Date.parse(`${rows[place + 1]![0]!}T00:00Z`) - 86_400_000).toISOString().slice(0, 10);
      await c.run(`report --format json --as-of ${eve}`);
      const row = c.json.rows[0];
      expect([`\`${row.status}\``, row.valid ? 'yes' : 'no', row.valid_through ?? '', row.due_by ?? ''], eve).toEqual([status, valid, through, due]);
    }
  });

  test('the scores and the window in its words are those of the story', async () => {
    const c = await replayed();
    await c.run('why avery --json');
    const attempts = c.json.facts.filter((fact: { kind: string }) => fact.kind === 'attempt');
    const { rows } = tableOf(text, 'day', 'what happens');
    for (const { day, percent, reason, words } of attempts) {
      const what = rows.find(([each]) => each === day)![1]!;
      expect(what).toContain(`${percent} %`);
      if (reason) expect(what).toContain(reason);
      const certifiedFor = /certified for the (\w+) window/.exec(words)?.[1];
      if (certifiedFor) expect(what).toContain(certifiedFor);
    }
    expect(attempts).toHaveLength(5);
  });
});
