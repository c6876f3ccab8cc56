/** The index that reports read: it says what the records say, and can be made anew from them at any time. */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Context, View } from '../../src/commands/context.js';
import { type Question, reportRows, rowsByMember } from '../../src/commands/report-rows.js';
import type { Fact } from '../../src/domain/fact.js';
import { makeRuleBook } from '../../src/domain/rule-book.js';
import type { ReportRow } from '../../src/output/report-row.js';
import { rebuildReportIndex } from '../../src/store/sqlite/report-index.js';
import type { NewFact, Store } from '../../src/store/store.js';
import { stories } from '../domain/any-history.js';
import { type Setting, day, history, pathsOf, policyWith } from '../domain/history.js';
import { makeJudge } from '../../src/commands/verify.command.js';
import { PROGRAM_ROOT, at, entry, freshFolder, openAt, query, someRecords, tamper } from './records.js';

const POLICY_PROGRAM = policyWith().program;

/** A history as one member's, its ids their own. */
function factsOf(member: string, facts: readonly Fact[]): NewFact[] {
  return facts.map(({ seq: _, recorded_at: __, recorded_by: ___, source: ____, ...fact }) => ({
    ...fact,
    ...(fact.kind === 'void' ? { target: `${member} ${fact.target}` } : {}),
    fact: `${member} ${fact.fact}`,
    member,
  })) as NewFact[];
}

function joined(member: string, team: string, name: string): NewFact[] {
  const [fact] = factsOf(member, history({ roster: '2019-06-01', as: 'joined' }));
  return [{ ...fact!, row: { ...(fact as Extract<NewFact, { kind: 'roster' }>).row, team, name } } as NewFact];
}

function questionOf(setting: Setting, on: string, more: Partial<Question> = {}): Question {
  const view: View = { day: day(on), book: makeRuleBook(policyWith(setting), pathsOf(setting)), known_at: undefined } as View;
  return { view, keep: () => true, team: undefined, everyone: true, all: false, ...more };
}

const contextOf = (store: Store) => ({ store: async () => store, deps: { expectShortRun() {} } }) as unknown as Context;

async function read(source: Awaited<ReturnType<typeof reportRows>>): Promise<ReportRow[]> {
  const rows: ReportRow[] = [];
  for await (const list of source.lists) rows.push(...list);
  return rows;
}

/** By the index, which must answer. */
async function byIndex(store: Store, question: Question): Promise<ReportRow[]> {
  const { day: on, book } = question.view;
  expect(await store.membersInOrder({ day: on, zone: book.zone, through: 0 })).toBeDefined();
  return read(await reportRows(contextOf(store), question));
}

async function byMember(store: Store, question: Question): Promise<ReportRow[]> {
  return read(await rowsByMember(contextOf(store), question));
}

const INDEX = ['SELECT * FROM fact_shape ORDER BY key', 'SELECT * FROM member_facts ORDER BY member', 'SELECT * FROM roster_order', 'SELECT * FROM report_index'];

function indexIn(file: string, change: (db: Database.Database) => void = () => {}): unknown {
  const db = new Database(file);
  try {
    change(db);
    return INDEX.map((sql) => db.prepare(sql).all());
  } finally {
    db.close();
  }
}

/** Some members, each with a history at random; what is recorded comes in several entries. */
const records = fc.record({
  people: fc.array(fc.record({ story: stories(), joined: fc.boolean() }), { minLength: 1, maxLength: 5 }),
  entries: fc.integer({ min: 1, max: 4 }),
});

async function recorded(file: string, { people, entries }: typeof records extends fc.Arbitrary<infer T> ? T : never): Promise<Store> {
  const store = openAt(file, POLICY_PROGRAM);
  const facts = people.flatMap(({ story, joined: isThere }, place) => [
    ...(isThere ? joined(`m${place}`, `Team ${place % 2}`, `Name ${(7 * place) % 5}`) : []),
    ...factsOf(`m${place}`, story.facts),
  ]);
  for (let number = 0; number < entries; number++) {
    await store.record(entry(facts.filter((_, place) => place % entries === number)));
  }
  return store;
}

describe('whatever has happened', () => {
  test('a report reads the same off the index as off the facts', async () => {
    const folder = freshFolder();
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(records, async (any) => {
        const store = await recorded(join(folder, `${runs++}.db`), any);
        const { setting, on } = any.people[0]!.story;
        const rows = await byIndex(store, questionOf(setting, on));
        expect(rows).toEqual(await byMember(store, questionOf(setting, on)));
        await store.close();
      }),
      { numRuns: 150, seed: 20210801 },
    );
  }, 60_000);

  test('the index made anew is the index as it was kept', async () => {
    const folder = freshFolder();
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(records, async (any) => {
        const file = join(folder, `${runs++}.db`);
        await (await recorded(file, any)).close();
        expect(indexIn(file, rebuildReportIndex)).toEqual(indexIn(file));
      }),
      { numRuns: 60, seed: 20210802 },
    );
  }, 60_000);
});

describe('the order', () => {
  test('is by team, name, then member, by code point', async () => {
    const store = openAt(join(freshFolder(), 'records.db'), POLICY_PROGRAM);
    const people = [
      ['m4', 'East', 'Zoë'], ['m3', 'East', 'Zoe'], ['m5', '', 'Amy'], ['m1', 'east', 'Amy'], ['m2', 'East', '\u{1f600}'], ['m9', 'East', '\uffe5'], ['m0', 'East', 'Zoe'],
    ] as const;
    await store.record(entry(people.flatMap(([member, team, name]) => joined(member, team, name))));
    const rows = await byIndex(store, questionOf({}, '2021-01-01'));
    expect(rows.map(({ member }) => member)).toEqual(['m5', 'm0', 'm3', 'm4', 'm9', 'm2', 'm1']);
    expect(rows).toEqual(await byMember(store, questionOf({}, '2021-01-01')));
    await store.close();
  });

  test('goes on from one list to the next', async () => {
    const store = openAt(join(freshFolder(), 'records.db'), POLICY_PROGRAM);
    const ids = Array.from({ length: 2500 }, (_, place) => `m${String((place * 7919) % 2500).padStart(4, '0')}`);
    await store.record(entry(ids.flatMap((member) => joined(member, `Team ${member.at(-1)}`, 'Same Name'))));
    const rows = await byIndex(store, questionOf({}, '2021-01-01'));
    expect(rows).toEqual(await byMember(store, questionOf({}, '2021-01-01')));
    expect(rows).toHaveLength(2500);
    const team = questionOf({}, '2021-01-01', { team: 'Team 3', keep: (row) => row.team === 'Team 3' });
    expect(await byIndex(store, team)).toEqual(await byMember(store, team));
    await store.close();
  });

  test('shows somebody who moved where they stand on the day', async () => {
    const store = openAt(join(freshFolder(), 'records.db'), POLICY_PROGRAM);
    const moved = factsOf('m1', history({ roster: '2020-05-01', as: 'moved' }));
    await store.record(entry([...joined('m1', 'East', 'Amy'), ...joined('m2', 'East', 'Bo'), ...joined('m3', 'West', 'Cy')]));
    await store.record(entry([{ ...moved[0]!, row: { ...(moved[0] as Extract<NewFact, { kind: 'roster' }>).row, team: 'West', name: 'Amy' } } as NewFact]));
    const teams = async (on: string) => (await byIndex(store, questionOf({}, on))).map(({ member, team }) => `${team} ${member}`);
    expect(await teams('2020-04-30')).toEqual(['East m1', 'East m2', 'West m3']);
    expect(await teams('2020-05-01')).toEqual(['East m2', 'West m1', 'West m3']);
    await store.close();
  });
});

describe('while somebody else records', () => {
  test('a report holds what was there when it began', async () => {
    const file = join(freshFolder(), 'records.db');
    const [reader, writer] = [openAt(file, POLICY_PROGRAM), openAt(file, POLICY_PROGRAM)];
    const ids = Array.from({ length: 1500 }, (_, place) => `m${String(place).padStart(4, '0')}`);
    await writer.record(entry(ids.flatMap((member) => joined(member, 'East', member))));
    const question = questionOf({}, '2021-01-01');
    const before = await byMember(reader, question);

    const { lists } = await reportRows(contextOf(reader), question);
    const rows: ReportRow[] = [];
    for await (const list of lists) {
      if (rows.length === 0) {
        const late = factsOf('m1400', history({ completion: '2020-06-01' }, { grant: '2020-06-01', as: 'g' }, { roster: '2020-06-01', as: 'r' }));
        await writer.record(entry([...late, ...joined('m9999', 'East', 'newcomer')]));
      }
      rows.push(...list);
    }
    expect(rows).toEqual(before);
    expect(await byIndex(reader, question)).not.toEqual(before);
    await Promise.all([reader.close(), writer.close()]);
  });
});

describe('an index that is behind', () => {
  const behind = (db: Database.Database) => db.exec('DELETE FROM roster_order; DELETE FROM member_facts; UPDATE report_index SET through = 0');

  test('is not asked, and is made anew with the next entry', async () => {
    const file = join(freshFolder(), 'records.db');
    const first = openAt(file, POLICY_PROGRAM);
    await first.record(entry([...joined('m1', 'East', 'Amy'), ...factsOf('m1', history({ completion: '2020-06-01' }, { leave: '2020-07-01', as: 'l' }))]));
    await first.close();
    indexIn(file, behind);
    const store = openAt(file, POLICY_PROGRAM);
    const question = questionOf({}, '2021-01-01');
    expect(await store.membersInOrder({ day: question.view.day, zone: question.view.book.zone, through: 1 })).toBeUndefined();
    expect((await read(await reportRows(contextOf(store), question))).map(({ member }) => member)).toEqual(['m1']);
    await store.record(entry(joined('m2', 'East', 'Bo')));
    expect(await byIndex(store, question)).toEqual(await byMember(store, question));
    await store.close();
  });
});

describe('forgetting', () => {
  test('takes names and addresses out of the index as well', async () => {
    const file = join(freshFolder(), 'records.db');
    const store = openAt(file, POLICY_PROGRAM);
    await store.record(entry([...joined('m1', 'East', 'Amy Field'), ...joined('m2', 'East', 'Bo')]));
    const [bo] = joined('m3', 'West', 'Cy');
    await store.record(entry([{ ...bo!, row: { ...(bo as Extract<NewFact, { kind: 'roster' }>).row, manager: 'Amy Field' } } as NewFact]));
    const { facts: _, ...head } = entry([]);
    await store.forget(head, { fact: 'forgotten', member: 'm1', at: at('2026-11-02T10:00:00Z'), reason: 'asked to be' });
    expect(JSON.stringify(indexIn(file))).not.toContain('Amy');
    const question = questionOf({}, '2021-01-01');
    expect(await byIndex(store, question)).toEqual(await byMember(store, question));
    await store.close();
    expect(indexIn(file, rebuildReportIndex)).toEqual(indexIn(file));
  });
});

/** The same records in a file of version 1, as the program wrote them before there was an index. */
function asVersion1(file: string): string {
  const old = join(dirname(file), 'version-1.db');
  const db = new Database(old);
  db.exec(readFileSync(join(PROGRAM_ROOT, 'src/store/migrations/001-records.sql'), 'utf8'));
  db.pragma(`application_id = ${query<{ application_id: number }>(file, 'PRAGMA application_id')[0]!.application_id}`);
  db.pragma('user_version = 1');
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all() as string[];
  db.prepare('ATTACH ? AS new').run(file);
  for (const name of tables) db.exec(`INSERT INTO main.${name} SELECT * FROM new.${name} ORDER BY 1`);
  db.close();
  return old;
}

describe('records of version 1', () => {
  test('are brought up to date: whole as before, and indexed with the next entry', async () => {
    const folder = freshFolder();
    await someRecords(join(folder, 'records.db'));
    const file = asVersion1(join(folder, 'records.db'));
    const store = openAt(file);
    expect(await store.health()).toMatchObject({ schema_version: 5, integrity: [] });
    expect((await store.verify(makeJudge())).faults).toEqual([]);
    await store.record(entry(joined('m2', 'East', 'Bo')));
    expect((await store.verify(makeJudge())).faults).toEqual([]);
    expect(await store.membersInOrder({ day: day('2026-11-05'), zone: makeRuleBook(policyWith(), []).zone, through: 8 })).toBeDefined();
    await store.close();
    expect(indexIn(file, rebuildReportIndex)).toEqual(indexIn(file));
    expect(readdirSync(folder).filter((name) => name.includes('version-1.db')).length).toBe(2);
    // The first version said that a fact refers to its entry; the other references are kept.
    expect(query(file, "SELECT * FROM pragma_foreign_key_list('attempt') ORDER BY \"table\"").map((row) => (row as { table: string }).table)).toEqual(['member', 'snapshot']);
  });
});

describe('an index that cannot be read', () => {
  test.each(["UPDATE member_facts SET packed = '9007199254740992'", "UPDATE member_facts SET packed = '1.5'", "UPDATE fact_shape SET shape = '['", `UPDATE fact_shape SET shape = '["grant","a"]'`])('%s', async (sql) => {
    const file = join(freshFolder(), 'records.db');
    const store = openAt(file, POLICY_PROGRAM);
    await store.record(entry([...joined('m1', 'East', 'Amy'), ...factsOf('m1', history({ completion: '2020-06-01' }))]));
    await store.close();
    tamper(file, sql);
    const damaged = openAt(file, POLICY_PROGRAM);
    await expect(byIndex(damaged, questionOf({}, '2021-01-01'))).rejects.toMatchObject({ kind: 'data', message: expect.stringContaining('an index of the facts is damaged'), hint: expect.stringContaining('certify doctor --rebuild-index') });
    await damaged.rebuildIndex();
    expect(await byIndex(damaged, questionOf({}, '2021-01-01'))).toEqual(await byMember(damaged, questionOf({}, '2021-01-01')));
    await damaged.close();
  });

  test('points of very many digits come back as they were', async () => {
    const file = join(freshFolder(), 'records.db');
    const store = openAt(file, POLICY_PROGRAM);
    const [attempt] = factsOf('m1', history({ completion: '2020-06-01' }, { attempt: '2020-07-01', score: '20/25' })).filter(({ kind }) => kind === 'attempt');
    const odd = { n: 12345678901234567890n, d: 12345678901234567891n };
    await store.record(entry([...joined('m1', 'East', 'Amy'), { ...attempt!, points: odd } as NewFact]));
    expect(await byIndex(store, questionOf({}, '2021-01-01'))).toEqual(await byMember(store, questionOf({}, '2021-01-01')));
    await store.close();
  });
});

describe('an index that was changed', () => {
  const changes: [what: string, sql: string][] = [
    ['a completion too many', 'UPDATE member_facts SET packed = packed || substr(packed, 1, 12) WHERE member = 2'],
    ['an attempt moved', "UPDATE member_facts SET packed = '000000000001' || substr(packed, 13) WHERE member = 1"],
    ['a shape', `UPDATE fact_shape SET shape = '["completion","tiers2"]' WHERE shape LIKE '%tiers%'`],
    ['what else there is', 'UPDATE member_facts SET others = 0 WHERE member = 2'],
    ['a member left out', 'DELETE FROM member_facts WHERE member = 1'],
    ['a place left out', 'DELETE FROM roster_order WHERE member = 1'],
    ['a role', "UPDATE roster_order SET role = 'Other' WHERE member = 1"],
    ['a place of nobody', "INSERT INTO roster_order SELECT program, 'West', 'X', member_id, 99, member, email, role, manager, kind, start_day, end_day FROM roster_order LIMIT 1"],
  ];

  test.each(changes)('%s: verify says so, and it can be made anew', async (_what, sql) => {
    const file = join(freshFolder(), 'records.db');
    await someRecords(file);
    tamper(file, sql);
    const store = openAt(file);
    const { faults } = await store.verify(makeJudge());
    expect(faults.map(({ what }) => what)).toEqual([expect.stringMatching(/^the index that reports read says something else than the facts of members: [12];/)]);
    await store.rebuildIndex();
    expect((await store.verify(makeJudge())).faults).toEqual([]);
    await store.close();
  });
});
