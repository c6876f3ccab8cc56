/** A sitting that begins: the paper that it was drawn from is kept with it, whether as a text or as the UTF-8 of one. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { paperText } from '../../src/content/snapshots.js';
import { bankOf, draw } from '../../src/domain/drawing.js';
import type { Sitting } from '../../src/domain/sitting.js';
import { contentHash } from '../../src/store/content-hash.js';
import { PAPER, anyId, at, entry, freshFolder, openAt, query, rosterFact } from './records.js';

const TEXT = paperText({ ...PAPER, assessment: { ...PAPER.assessment, title: 'Größe \u{1f393}\u0000' } });

test.each<[string, string | Uint8Array]>([
  ['a text', TEXT],
  ['UTF-8', Buffer.from(TEXT)],
])('from %s', async (_, paper) => {
  const file = join(freshFolder(), 'records.db');
  const store = openAt(file);
  await store.record(entry([rosterFact('avery', 'Avery Field')]));
  const sitting: Sitting = {
    fact: anyId(),
    member: 'avery',
    assessment: 'sales',
    edition: 'Q3FY27',
    content: contentHash(TEXT),
    seed: '7',
    with: 'prompts',
    seen_before: [],
    pass_mark: '80',
    pass_mark_of: 'program',
    started_at: at('2026-11-02T11:00:00Z'),
    time_limit: undefined,
    questions: draw(bankOf(PAPER), '7', []).map(({ shown }) => ({ shown, answer: undefined, flagged: false })),
  };
  expect(await store.startSitting(sitting, 'one', paper)).toBe('started');
  expect(await store.startSitting({ ...sitting, fact: anyId() }, 'two', paper)).toBe('begun-elsewhere');
  expect(await store.sittings('avery')).toEqual([sitting]);
  const other = { ...sitting, fact: anyId(), assessment: 'services', started_at: at('2026-11-02T12:00:00Z') };
  expect(await store.startSitting(other, 'two', paper)).toBe('started');
  expect(await store.sittings('avery')).toEqual([sitting, other]);
  expect(await store.snapshot(contentHash(TEXT))).toBe(TEXT);
  await store.close();
  expect(query(file, `SELECT typeof(text) AS type FROM snapshot WHERE hash = '${contentHash(TEXT)}'`)).toEqual([{ type: 'text' }]);
});
