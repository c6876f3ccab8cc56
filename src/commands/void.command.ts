/** `certify void`: take a fact back that was recorded by mistake. */
import { Failure } from '../errors.js';
import { visible } from '../domain/visible-text.js';
import { factWords } from '../output/fact-words.js';
import { type Context, type Options, required } from './context.js';
import { recordStaffFact } from './staff-facts.js';

export async function run(context: Context, [id = '']: string[], options: Options): Promise<number> {
  required(options, 'reason');
  const store = await context.store();
  const target = await store.findFact(id);
  if (!target) throw new Failure('not-found', `no fact ${id}`, 'ids are in `certify history MEMBER`; four letters of one do, if no other begins so');
  if (target.kind === 'void') throw new Failure('usage', 'a void cannot be voided', 'record the fact again instead');
  const facts = (await store.member(target.member))?.facts ?? [];
  if (facts.some((fact) => fact.kind === 'void' && fact.target === target.fact)) {
    throw new Failure('usage', `fact ${target.fact} was voided already`, 'see `certify history`');
  }
  await context.say(visible(`takes back: ${factWords(target)}`));
  return recordStaffFact(context, target.member, (base) => ({ ...base, kind: 'void', target: target.fact }));
}
