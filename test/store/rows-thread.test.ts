/** Rows of a long report that a thread reads ahead: nothing comes out otherwise than when they are read here. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeRuleBook } from '../../src/domain/rule-book.js';
import { type Database, openReadOnly } from '../../src/store/sqlite/open-database.js';
import { type Row, type Whose, firstPlace, placeOf, rowsAfter, rowsOfText, textAfter } from '../../src/store/sqlite/order-rows.js';
import { placedMembers } from '../../src/store/sqlite/report-order.js';
import type { RowsThread } from '../../src/store/sqlite/rows-thread.js';
import { endTexts, makeTextRing, putText, takeText } from '../../src/store/sqlite/text-ring.js';
import type { NewFact } from '../../src/store/store.js';
import { type BuiltProgram, type Machine, buildProgram, machineWith } from '../built-program.js';
import { day, policyWith } from '../domain/history.js';
import { anyId, completionFact, entry, freshFolder, on, openAt } from './records.js';

const PROGRAM = 1;

function joined(member: string, team: string, name: string, days: { start_day?: string; end_day?: string } = {}): NewFact {
  const row = { name, email: `${member}@example.com`, manager: '', role: 'Account Executive', team, member_kind: 'employee' as const };
  const [start, end] = [days.start_day, days.end_day].map((text) => (text === undefined ? undefined : on(text)));
  return { kind: 'roster', fact: anyId(), member, happened: { on: on('2020-01-01') }, assurance: 'staff', row: { ...row, start_day: start, end_day: end } };
}

describe('a ring', () => {
  test('gives texts in the order in which they were put, however often it goes round', () => {
    const ring = makeTextRing();
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 8 }), (texts) => {
        for (const text of texts) expect(putText(ring, text)).toBe(true);
        expect(texts.map(() => takeText(ring, 0))).toEqual(texts);
      }),
    );
    expect(takeText(ring, 0)).toBeUndefined();
  });

  test('takes no text that is too long for it, and goes on with the next', () => {
    const ring = makeTextRing();
    expect(putText(ring, 'é'.repeat(128 * 1024))).toBe(true);
    expect(putText(ring, `${'é'.repeat(128 * 1024)}.`)).toBe(false);
    expect(putText(ring, 'short')).toBe(true);
    expect([takeText(ring, 0), takeText(ring, 0)]).toEqual(['é'.repeat(128 * 1024), 'short']);
  });

  test('gives what is left after its end, and then nothing', () => {
    const ring = makeTextRing();
    putText(ring, 'last');
    endTexts(ring);
    expect([takeText(ring, 60_000), takeText(ring, 60_000)]).toEqual(['last', undefined]);
  });
});

describe('rows as a text', () => {
  function listsOf(db: Database, whose: Whose, count: number): Row[][] {
    const lists: Row[][] = [];
    for (let place = firstPlace(whose); ; ) {
      const [rows, list] = [rowsAfter(db, whose, place, count), textAfter(db, whose, place, count)];
      expect(list === undefined ? [] : rowsOfText(list.text)).toEqual(rows);
      if (!list) return lists;
      expect(list.end).toEqual(placeOf(rows.at(-1)!));
      lists.push(rows);
      place = list.end;
    }
  }

  test('are the rows, whatever they say', async () => {
    const file = join(freshFolder(), 'records.db');
    const store = openAt(file);
    const odd = ['', ' ', 'null', '0', '"', ',', '\n', "'", '\u{1f600}', 'Zoë', '\\', '{}'];
    await store.record(entry(odd.flatMap((name, at) => [
      joined(`m${at}`, odd[(at * 5) % odd.length]!, name, at % 2 === 0 ? {} : { start_day: '2020-02-01', ...(at % 3 === 0 ? { end_day: '2021-01-01' } : {}) }),
      ...(at % 4 === 0 ? [completionFact(`m${at}`, 'any')] : []),
    ])));
    const db = openReadOnly(file);
    for (const count of [1, 5, 100]) {
      expect(listsOf(db, { program: PROGRAM, team: undefined }, count).flat()).toHaveLength(odd.length);
      expect(listsOf(db, { program: PROGRAM, team: 'Zoë' }, count).flat()).toHaveLength(1);
    }
    db.close();
    await store.close();
  });

  test.each(['\u001f', '\u001e', `\u001e${'\u001f'.repeat(13)}`])('are none if a text holds a separator: %j', async (separator) => {
    const file = join(freshFolder(), 'records.db');
    const store = openAt(file);
    await store.record(entry([joined('m1', 'East', `Amy${separator}Field`), joined('m2', 'West', 'Bo')]));
    const [db, whose] = [openReadOnly(file), { program: PROGRAM, team: undefined }];
    expect(textAfter(db, whose, firstPlace(whose), 10)).toBeUndefined();
    expect(textAfter(db, { ...whose, team: 'West' }, firstPlace({ ...whose, team: 'West' }), 10)).toBeDefined();
    db.close();
    await store.close();
  });
});

describe('a report whose rows are read ahead', () => {
  test('holds what was there when it began, whoever records meanwhile', async () => {
    const file = join(freshFolder(), 'records.db');
    const store = openAt(file);
    const ids = Array.from({ length: 5500 }, (_, at) => `m${String(at).padStart(4, '0')}`);
    await store.record(entry(ids.map((member) => joined(member, 'East', member))));
    const db = openReadOnly(file);
    const question = { day: day('2021-01-01'), zone: makeRuleBook(policyWith(), []).zone, through: 1 };
    const without = [...placedMembers(db, { program: PROGRAM, team: undefined }, question, () => undefined)].flat();
    expect(without).toHaveLength(ids.length);

    let end = 0;
    function thread({ whose, count }: { whose: Whose; count: number }): RowsThread {
      function* rowsAfterPlace(place: ReturnType<typeof firstPlace>): Generator<Row[]> {
        const lists: Row[][] = [];
        for (let from = place; ; from = placeOf(lists.at(-1)!.at(-1)!)) {
          const rows = rowsAfter(db, whose, from, count);
          if (rows.length === 0) break;
          lists.push(rows);
        }
        // The last lists do not come: it has failed.
        yield* lists.slice(0, -3);
      }
      return { isReady: () => true, rowsAfter: rowsAfterPlace, end: () => void end++ };
    }
    const seen: unknown[] = [];
    for (const list of placedMembers(db, { program: PROGRAM, team: undefined }, question, thread)) {
      if (seen.length === 0) await store.record(entry([completionFact('m0050', 'any'), completionFact('m5450', 'any'), joined('m9999', 'East', 'm0051'), joined('m0060', 'West', 'm0060')]));
      seen.push(...list);
    }
    // Of whom something was recorded since, all facts are read: they say the same.
    const facts = (member: unknown) => ({ member: (member as { member: string }).member, seq: (member as { seq: number }).seq });
    expect(seen.map(facts)).toEqual(without.map(facts));
    for (const member of seen) if ('facts' in (member as object)) expect((member as { facts: { kind: string }[] }).facts.map(({ kind }) => kind)).toEqual(['roster']);
    expect(end).toBe(1);
    db.close();
    await store.close();
  });
});

describe('the built program', () => {
  let program: BuiltProgram;
  let machine: Machine;

  beforeAll(async () => {
    program = buildProgram();
    machine = machineWith(program);
    const roles = ['Account Executive', 'Customer Success Manager', 'Nobody'];
    const lines = Array.from({ length: 6500 }, (_, at) => `m${(at * 7919) % 6500},"Zoë ""${at % 90}""",m${at}@example.com,${roles[at % 3]},Team ${at % 7},2026-0${1 + (at % 9)}-01`);
    writeFileSync(join(machine.folder, 'members.csv'), ['member,name,email,role,team,start_date', ...lines].join('\n'));
    expect(await machine.run(['import', 'members', 'members.csv', '--yes'])).toMatchObject({ code: 0 });
    expect(await machine.run(['members', 'change', 'm77', '--team', 'Team 3'])).toMatchObject({ code: 0 });
  }, 120_000);
  afterAll(() => program.remove());

  const REPORTS = [[], ['--everyone'], ['--team', 'Team 3'], ['--as-of', '2026-05-01'], ['--summary', 'team']];
  const report = async (more: readonly string[], env = {}) => {
    const { code, out, err } = await machine.run(['report', '--format', 'csv', ...more], { env });
    expect(code).toBe(0);
    // Its first line tells the clock.
    return { out, err: err.split('\n').slice(1) };
  };

  test('starts the thread where there are many members, and not for one team', async () => {
    const [marker, preload] = [join(machine.folder, 'started'), join(machine.folder, 'preload.cjs')];
    writeFileSync(preload, `
      const threads = require('node:worker_threads');
      const { Worker } = threads;
      threads.Worker = class extends Worker {
        constructor(...given) {
          require('node:fs').writeFileSync(${JSON.stringify(marker)}, '');
          super(...given);
        }
      };`);
    for (const more of REPORTS) {
      rmSync(marker, { force: true });
      await report(more, { NODE_OPTIONS: `--require ${preload}` });
      expect(existsSync(marker)).toBe(!more.includes('--team') && availableParallelism() > 1);
    }
  }, 60_000);

  test('reads nothing of another file that has come to where the records were', async () => {
    const other = machineWith(program);
    writeFileSync(join(other.folder, 'members.csv'), readFileSync(join(machine.folder, 'members.csv'), 'utf8').replaceAll('example.com', 'example.org'));
    expect(await other.run(['import', 'members', 'members.csv', '--yes'])).toMatchObject({ code: 0 });
    expect(await other.run(['members', 'change', 'm77', '--team', 'Team 3'])).toMatchObject({ code: 0 });
    // In the moment in which the thread is started.
    const preload = join(machine.folder, 'replace.cjs');
    writeFileSync(preload, `
      const { copyFileSync, renameSync } = require('node:fs');
      const threads = require('node:worker_threads');
      const { Worker } = threads;
      threads.Worker = class extends Worker {
        constructor(...given) {
          copyFileSync(${JSON.stringify(other.file)}, ${JSON.stringify(`${machine.file}.other`)});
          renameSync(${JSON.stringify(`${machine.file}.other`)}, ${JSON.stringify(machine.file)});
          super(...given);
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
        }
      };`);
    const records = readFileSync(machine.file);
    const { out } = await report(['--everyone']);
    try {
      expect((await report(['--everyone'], { NODE_OPTIONS: `--require ${preload}` })).out).toBe(out);
      expect((await report(['--everyone'])).out).toBe(out.replaceAll('example.com', 'example.org'));
    } finally {
      writeFileSync(machine.file, records);
    }
  }, 60_000);

  test('says the same with the thread, without it, and with one that fails', async () => {
    const thread = join(program.root, 'dist', 'read-rows.js');
    const withIt = await Promise.all(REPORTS.map((more) => report(more)));
    expect(withIt[1]!.out.split('\r\n')).toHaveLength(6502);
    const script = readFileSync(thread, 'utf8');

    writeFileSync(thread, `throw new Error('no memory');`);
    for (const [at, more] of REPORTS.entries()) expect(await report(more)).toEqual(withIt[at]);
    rmSync(thread);
    for (const [at, more] of REPORTS.entries()) expect(await report(more)).toEqual(withIt[at]);
    writeFileSync(thread, script);
  }, 120_000);
});
