/** `certify history`: every fact about a member, with its id. */
import { type Dated, dated } from '../domain/seen.js';
import { formatDay, formatInstant } from '../domain/day.js';
import type { Fact } from '../domain/fact.js';
import { codePointOrder } from '../domain/order.js';
import { visible } from '../domain/visible-text.js';
import { factJson } from '../output/fact-json.js';
import { factWords } from '../output/fact-words.js';
import { showDay } from '../output/words.js';
import { wrap } from '../output/wrap.js';
import { type Context, type Options, knownFacts, optional, printJson, viewOf } from './context.js';
import { finishOverdue } from './sittings.js';
import { memberNamed, whoAmI } from './who.js';

export async function run(context: Context, [id]: string[], options: Options): Promise<number> {
  const member = id === undefined ? await whoAmI(context) : await memberNamed(context, id);
  await finishOverdue(context);
  const view = await viewOf(context);
  const known = knownFacts((await (await context.store()).member(member))?.facts ?? [], view);
  const upTo = optional(options, 'asOf') === undefined && view.known_at === undefined ? Infinity : view.day;
  const facts = dated(known, view.book.zone)
    .filter((fact) => fact.day <= upTo)
    .sort(asItHappened);
  const voids = new Map(facts.flatMap((fact) => (fact.kind === 'void' ? [[fact.target, fact] as const] : [])));
  if (options['json'] === true) {
    await printJson(context, facts.map((fact) => ({ ...factJson(fact), day: formatDay(fact.day), voided_by: voids.get(fact.fact)?.fact ?? null })));
    return 0;
  }
  const { out } = context.deps;
  if (facts.length === 0) await context.say(`nothing is recorded about ${member}`);
  for (const fact of facts) {
    const voided = voids.has(fact.fact) ? ' (taken back)' : '';
    const trust = `${fact.assurance}, ${fact.source}, recorded ${formatInstant(fact.recorded_at).slice(0, 10)}${fact.recorded_by ? ` by ${fact.recorded_by}` : ''}`;
    const head = `${showDay(fact.day).padEnd(12)} ${out.style.accent(fact.fact.slice(0, 10))}`;
    const words = visible(`${factWords(fact)}${voided}`);
    // Beside the day and the id where there is room, below them where there is not.
    const margin = out.columns() >= NARROW ? HEAD_WIDTH : 2;
    const below = (text: string) => wrap(text, out.columns() - margin).map((line) => `${' '.repeat(margin)}${line}`);
    const text = below(words);
    const lines = margin === HEAD_WIDTH ? [`${head} ${text[0]!.trimStart()}`, ...text.slice(1)] : [head, ...text];
    await out.write(`${[...lines, ...below(visible(trust)).map(out.style.dim)].join('\n')}\n`);
  }
  return 0;
}

/** The width of the day and the id with their blanks, and that below which nothing stands beside them. */
const HEAD_WIDTH = 24;
const NARROW = 60;

const KINDS: readonly Fact['kind'][] = ['roster', 'completion', 'attempt', 'revocation', 'permit', 'grant', 'waiver', 'extension', 'leave', 'void'];

/** What is on the roster holds for the whole day and comes first in it; what is known only by its day comes last. */
function asItHappened(a: Dated, b: Dated): number {
  return (
    a.day - b.day ||
    partOfDay(a) - partOfDay(b) ||
    ('at' in a.happened && 'at' in b.happened ? a.happened.at - b.happened.at : 0) ||
    KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
    codePointOrder(a.fact, b.fact)
  );
}

function partOfDay({ kind, happened }: Fact): number {
  if (kind === 'roster') return 0;
  return 'at' in happened ? 1 : 2;
}
