/** What is said on a terminal while a long file is imported. */
import { describe, expect, test } from 'vitest';
import type { Context } from '../../src/commands/context.js';
import { makeProgress, sayRecording } from '../../src/commands/progress.js';

function onTerminal(isTerminal: boolean, columns = 80): { context: Context; written: string[] } {
  const written: string[] = [];
  const err = { isTerminal, columns: () => columns, write: async (text: string) => void written.push(text) };
  return { context: { deps: { err } } as unknown as Context, written };
}

const CLEAR = '\r\u001b[K';

describe('that rows which were read are being recorded', () => {
  test('is said and taken away again where there are very many', () => {
    const { context, written } = onTerminal(true);
    sayRecording(context, 1_000_000)();
    expect(written).toEqual(['\r1000000 rows are read and are being recorded\u001b[K', CLEAR]);
  });

  test('is cut to the width', () => {
    const { context, written } = onTerminal(true, 20);
    sayRecording(context, 1_000_000);
    expect(written).toEqual(['\r1000000 rows are re\u001b[K']);
  });

  test.each([
    ['few', true, 1000],
    ['no terminal', false, 1_000_000],
  ])('is not said with %s', (_, isTerminal, rows) => {
    const { context, written } = onTerminal(isTerminal);
    sayRecording(context, rows)();
    expect(written).toEqual([]);
  });
});

test('the bar says how far and how long, and is taken away at the end', async () => {
  const { context, written } = onTerminal(true);
  const progress = makeProgress(context, 'long.csv', 2_000_000);
  async function* half(): AsyncGenerator<Uint8Array> {
    yield new Uint8Array(1_000_000);
  }
  for await (const _ of progress.watch(half()));
  progress.rows(20_000);
  progress.end();
  expect(written[0]).toMatch(/^\rlong\.csv \[#{12}\.{12}\] 50 % {2}20000 rows {2}\d+ s left\u001b\[K$/);
  expect(written.slice(1)).toEqual([CLEAR]);
});
