/** `certify submit`: my completions and attempts as one file for staff. */
import { resolve } from 'node:path';
import { writeSubmission } from '../formats/submission.js';
import type { SubmittedFact } from '../formats/submitted-facts.js';
import { plural } from '../output/words.js';
import type { AttemptQuestion } from '../store/store.js';
import { type Context, type Options, optional } from './context.js';
import { rowInForce } from './roster-changes.js';
import { finishOverdue } from './sittings.js';
import { whoAmI } from './who.js';
import { replaceFile } from './write-output.js';

export async function run(context: Context, _args: string[], options: Options): Promise<number> {
  const member = await whoAmI(context);
  await finishOverdue(context);
  const [store, { policy, book, today }] = [await context.store(), await context.program()];
  const facts = (await store.member(member))?.facts ?? [];
  const own = facts.filter((fact) => fact.kind === 'completion' || fact.kind === 'attempt');
  const questions = new Map<string, AttemptQuestion[]>();
  const snapshots = new Map<string, string>();
  for (const fact of own) {
    if (fact.kind !== 'attempt' || fact.content === undefined) continue;
    questions.set(fact.fact, await store.attemptQuestions(fact.fact));
    const text = await store.snapshot(fact.content);
    if (text !== undefined) snapshots.set(fact.content, text);
  }
  const row = rowInForce(book, facts, today);
  const text = writeSubmission({
    program: policy.program,
    member,
    email: row?.email || undefined,
    name: row?.name || undefined,
    written_at: context.deps.now(),
    facts: own as SubmittedFact[],
    questions,
    snapshots,
  });
  const file = optional(options, 'output') ?? `certify-${member}.json`;
  if (file === '-') {
    await context.deps.out.write(text);
    return 0;
  }
  await replaceFile(resolve(context.deps.cwd, file), text);
  const attempts = own.filter(({ kind }) => kind === 'attempt').length;
  await context.say(`${file}: ${plural(attempts, 'attempt')} and ${plural(own.length - attempts, 'completion')}; hand it to enablement staff`);
  return 0;
}
