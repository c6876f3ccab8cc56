/** Small things that recording commands share. */
import { FACT_ID_BYTES, factIdOf } from '../store/fact-id.js';
import type { FactId } from '../domain/fact.js';
import type { Context } from './context.js';

export function randomFactId(context: Pick<Context, 'deps'>): FactId {
  return factIdOf(context.deps.randomBytes(FACT_ID_BYTES));
}
