/** The head of the ledger under a report, named so that the filed report is a witness of the records it was made from. */
import type { LedgerHead } from '../store/store.js';
import type { Context, View } from './context.js';

/** After so many times whatever stands there is taken: somebody records without a pause. */
const MOST_TIMES = 5;

/** Reads, and reads again if something was recorded meanwhile, so that nothing is in the result that is not under the head. */
export async function underOneHead<T>(
  context: Context,
  { known_at }: Pick<View, 'known_at'>,
  read: () => Promise<T>,
): Promise<{ head: LedgerHead | undefined; result: T }> {
  const store = await context.store();
  for (let time = 1; ; time++) {
    const head = await store.ledgerHead(known_at);
    const result = await read();
    if (time === MOST_TIMES || (await store.ledgerHead(known_at))?.hash === head?.hash) return { head, result };
  }
}

export async function sayLedgerHead(context: Context, head: LedgerHead | undefined): Promise<void> {
  await context.say(head ? `ledger head: entry ${head.entry}, ${head.hash}` : 'ledger head: none, nothing is recorded yet');
}
