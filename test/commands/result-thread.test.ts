/** Long files of results, which a thread of its own reads: nothing comes out otherwise than when they are read here. */
import { EventEmitter } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importedResultId } from '../../src/commands/imported-ids.js';
import { serve } from '../../src/commands/read-results.worker.js';
import { type ThreadSetting, readOver } from '../../src/commands/result-thread.js';
import { points } from '../../src/domain/points.js';
import { makeZone } from '../../src/domain/zone.js';
import { type ResultRow, readResults } from '../../src/formats/import-results.js';
import type { ImportReading, ImportedRow } from '../../src/formats/import-rows.js';
import { resultPacker, resultUnpacker } from '../../src/formats/packed-results.js';
import { type BuiltProgram, type Machine, buildProgram, machineWith } from '../built-program.js';
import { bytesOf, collect, inPieces } from '../formats/csv-files.js';

const ZONE = 'America/Los_Angeles';
const SETTING: ThreadSetting = { program: 'field', zone: ZONE, order: 'dmy' };
const HEAD = 'note,member,email,assessment,edition,finished_at,points,max_points\n';

async function* endless(): AsyncGenerator<Uint8Array> {
  yield bytesOf(HEAD);
  for (;;) yield bytesOf('x,avery,,sales,Q3FY27,2026-10-01,8,10\n'.repeat(100));
}

/** Over a channel, whose other end is in the same thread. Also tells whether both ends hung up. */
async function overChannel(source: AsyncIterable<Uint8Array>) {
  const { port1, port2 } = new MessageChannel();
  const hungUp = { times: 0 };
  const serving = serve(port2, SETTING);
  const reading = await readOver(port1, source, async () => {
    hungUp.times++;
    port1.close();
    port2.close();
  });
  return { reading, serving, hungUp };
}

interface Told {
  head: unknown;
  rows: unknown[];
  faultAt: unknown;
}

async function told(reading: ImportReading<ResultRow, never>): Promise<Told> {
  if ('faults' in reading) return { head: reading.faults, rows: [], faultAt: undefined };
  const { header, warnings, rows, faultAt } = reading.import;
  const all = (await collect(rows)).flat();
  const last = all.findLast((row) => row.kind === 'row');
  return { head: { header, warnings }, rows: all.map(shown), faultAt: last && faultAt(last, 'points' as never, 'too few', 'more') };
}

/** Without the id, which only the thread works out. */
function shown(row: ImportedRow<ResultRow>): unknown {
  if (row.kind !== 'row') return row;
  const { name, happened, result } = row.value;
  return { kind: row.kind, line: row.line, values: [...row.values], value: { name, happened, result }, notes: [...row.notes] };
}

const FILES: [string, string][] = [
  ['every kind of row', `${HEAD}"a\nb",avery,,sales,Q3FY27,2026-10-01T10:00:00Z,19.2,24\n,,zoë@example.com,sales,Q3FY27,01/10/2026,2/3,1\n\n'=1,nobody,,sales,Q3FY27,2026-11-01 01:30,8,10\nx,robin,,sales,Q3FY27,2026-10-05 09:00,8,10\n`],
  ['bad rows between good ones', `${HEAD}x,avery,,sales,Q3FY27,soon,8,10\nx,avery,,sales,Q3FY27,2026-10-01,8,10\nx,avery,,sales\nx,avery,,sales,Q3FY27,2026-10-02,18,10\nx,avery,,sales,Q3FY27,2026-10-03,8,10\n`],
  ['a row that never ends', `${HEAD}x,avery,,sales,Q3FY27,2026-10-01,8,10\n"x,robin,,sales,Q3FY27,2026-10-01,8,10\n`],
  ['a header that does not do', 'member,points\navery,8\n'],
  ['no header', ''],
  ['no rows', HEAD],
];

describe('over a channel', () => {
  test.each(FILES)('%s', async (_, text) => {
    const here = await told(await readResults(bytesOf(text), makeZone(ZONE), 'dmy'));
    for (const size of [7, 100, 100_000]) {
      const { reading, hungUp } = await overChannel(inPieces(bytesOf(text), size));
      expect(await told(reading)).toEqual(here);
      expect(hungUp.times).toBe(1);
    }
  });

  test('the thread works out the ids of those who are named by id', async () => {
    const { reading } = await overChannel(inPieces(bytesOf(FILES[0]![1]), 1000));
    if ('faults' in reading) throw new Error('it has faults');
    const values = (await collect(reading.import.rows)).flat().flatMap((row) => (row.kind === 'row' ? [row.value] : []));
    expect(values.map(({ fact }) => fact !== undefined)).toEqual([true, false, true, true]);
    for (const { name, happened, result, fact } of values) {
      if ('member' in name) expect(fact).toBe(importedResultId('field', { member: name.member, happened }, result));
    }
  });

  test('whoever wants no more of it hangs up, and the file is not read on', async () => {
    let taken = 0;
    async function* counted(): AsyncGenerator<Uint8Array> {
      for await (const piece of endless()) {
        taken++;
        yield piece;
      }
    }
    const { reading, hungUp } = await overChannel(counted());
    if ('faults' in reading) throw new Error('it has faults');
    for await (const list of reading.import.rows) if (list.length > 0) break;
    expect(hungUp.times).toBe(1);
    expect(taken).toBeLessThan(10);
  });

  test('what fails when the file is read is thrown here', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield bytesOf(`${HEAD}x,avery,,sales,Q3FY27,2026-10-01,8,10\n`);
      throw new Error('the disk is gone');
    }
    const { port1, port2 } = new MessageChannel();
    void serve(port2, SETTING);
    let hungUp = false;
    await expect(
      (async () => {
        const reading = await readOver(port1, broken(), async () => {
          hungUp = true;
          port1.close();
        });
        return told(reading);
      })(),
    ).rejects.toThrow('the disk is gone');
    expect(hungUp).toBe(true);
  });
});

test('what the thread fails with is thrown here', async () => {
  const port = Object.assign(new EventEmitter(), { postMessage() {} });
  let hungUp = false;
  const reading = readOver(port, endless(), async () => { hungUp = true; });
  port.emit('error', new Error('out of memory'));
  await expect(reading).rejects.toThrow('out of memory');
  expect(hungUp).toBe(true);
});

test('more results than can be numbered begin a new list', () => {
  const [pack, unpack] = [resultPacker(() => undefined), resultUnpacker(1)];
  for (let list = 0; list < 3; list++) {
    const rows = Array.from({ length: 30_000 }, (_, at): ImportedRow<ResultRow> => ({
      kind: 'row',
      line: at,
      values: [''],
      value: { name: { member: 'avery' }, happened: { on: 20_000 as never }, result: { assessment: 'sales', edition: `${list}`, points: points(at), max_points: points(30_000) } },
      notes: [],
    }));
    expect(unpack(pack(rows)).map(shown)).toEqual(rows.map(shown));
  }
});

test('any rows come out as they went in', () => {
  const results = [8, 9, 10].map((n) => ({ assessment: 'sales', edition: 'Q3FY27', points: points(n), max_points: points(10) }));
  const good = fc.record({
    kind: fc.constant('row' as const),
    line: fc.nat(),
    values: fc.tuple(fc.string().map((text) => text.replaceAll('\0', '')), fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\0', ''))),
    value: fc.record({
      name: fc.oneof(fc.constant({ member: 'avery' }), fc.constant({ email: 'zoë@example.com' })),
      happened: fc.oneof(fc.integer({ min: -86_400_000, max: 7e12 }).map((at) => ({ at })), fc.nat(84_000).map((on) => ({ on }))),
      result: fc.constantFrom(...results),
    }),
    notes: fc.constantFrom([], ['zone-assumed'], ['zone-assumed', 'first-of-two']),
  });
  const bad = fc.record({ kind: fc.constant('bad-row' as const), line: fc.nat(), values: fc.constant(['', '']), faults: fc.constant([]) });
  fc.assert(
    fc.property(fc.array(fc.array(fc.oneof(good, bad))), (lists) => {
      const [pack, unpack] = [resultPacker(() => undefined), resultUnpacker(2)];
      for (const rows of lists as unknown as ImportedRow<ResultRow>[][]) expect(unpack(pack(rows)).map(shown)).toEqual(rows.map(shown));
    }),
  );
});

describe('the built program', () => {
  let program: BuiltProgram;
  let machine: Machine;
  const HEADER = 'member,assessment,edition,finished_at,points,max_points\n';

  beforeAll(async () => {
    program = buildProgram();
    machine = machineWith(program);
    const members = ['member,name,email,role,team,start_date', ...Array.from({ length: 50 }, (_, at) => `m${at},Member ${at},m${at}@example.com,Account Executive,East,2026-01-01`)];
    writeFileSync(join(machine.folder, 'members.csv'), members.join('\n'));
    expect(await machine.run(['import', 'members', 'members.csv'])).toMatchObject({ code: 0 });
  }, 60_000);
  afterAll(() => program.remove());

  /** Long enough for a thread. */
  function longFile(last = ''): string {
    const rows = Array.from({ length: 45_000 }, (_, at) => `m${at % 50},sales,Q3FY27,${new Date(Date.UTC(2026, 7, 1) + at * 60_000).toISOString()},8,10`);
    return `${HEADER}${rows.join('\n')}\n${last}`;
  }

  test('a long file is imported whole, once, and the ledger is sound', async () => {
    writeFileSync(join(machine.folder, 'r.csv'), longFile('m7@example.com,sales,Q3FY27,2026-10-30,9,10\n'));
    expect(await machine.run(['import', 'results', 'r.csv'])).toMatchObject({ code: 0, err: expect.stringMatching(/^45001 results imported$/m) });
    expect(await machine.run(['import', 'results', 'r.csv'])).toMatchObject({ code: 0, err: expect.stringMatching(/^0 results imported \(45001 there already\)$/m) });
    const verified = await machine.run(['verify', '--json']);
    expect(JSON.parse(verified.out)).toMatchObject({ faults: [] });
  }, 120_000);

  test('a bad row at its end undoes all of it, and is told with its place', async () => {
    const before = await machine.run(['verify', '--json']);
    writeFileSync(join(machine.folder, 'bad.csv'), longFile('nobody,sales,Q3FY27,2026-10-30,9,10\n').replaceAll(',8,10', ',7,10'));
    const { code, err } = await machine.run(['import', 'results', 'bad.csv', '--skip-bad-rows', '--unmatched', 'left.csv', '--dry-run']);
    expect(code).toBe(0);
    expect(err).toContain('skipped: bad.csv:45002:1: member: no member nobody on the roster');
    expect(err).toContain('0 results would be imported');
    const whole = await machine.run(['import', 'results', 'bad.csv']);
    expect(whole.code).toBe(65);
    expect((await machine.run(['verify', '--json'])).out).toBe(before.out);
  }, 120_000);
});
