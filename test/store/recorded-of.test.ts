/** What an import asks: the facts of members at some moments. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Moments, NewFact } from '../../src/store/store.js';
import { anyId, at, entry, freshFolder, on, openAt } from './records.js';

test('what is recorded already is asked by member and moment, the first and the last among them', async () => {
  const store = openAt(join(freshFolder(), 'records.db'));
  const done = (member: string, happened: NewFact['happened'], module = 'value'): NewFact => ({ kind: 'completion', fact: anyId(), member, happened, assurance: 'staff', module });
  const noon = (day: string) => at(`2026-10-${day}T12:00:00Z`);
  await store.record(
    entry([
      ...['01', '02', '03', '04'].map((day) => done('avery', { at: noon(day) })),
      ...['01', '02', '03', '04'].map((day) => done('avery', { on: on(`2026-10-${day}`) }, 'tiers')),
      done('robin', { at: noon('03') }),
      done('sam', { at: noon('03') }),
    ]),
  );
  const ask = async (moments: Moments) => (await store.recordedOf('completion', ['robin', 'nobody', 'avery'], moments)).map((list) => list.map(({ happened }) => happened));
  expect(await ask({ at: [noon('02'), noon('03')] })).toEqual([[{ at: noon('03') }], [], [{ at: noon('02') }, { at: noon('03') }]]);
  expect(await ask({ on: [on('2026-10-02'), on('2026-10-02')] })).toEqual([[], [], [{ on: on('2026-10-02') }]]);
  expect((await ask({ at: [noon('04'), noon('09')], on: [on('2026-10-04'), on('2026-10-09')] }))[2]).toEqual(expect.arrayContaining([{ at: noon('04') }, { on: on('2026-10-04') }]));
  expect(await ask({})).toEqual([[], [], []]);
  expect((await store.recordedOf('attempt', ['avery'], { at: [noon('01'), noon('09')] }))[0]).toEqual([]);
  await store.close();
});
