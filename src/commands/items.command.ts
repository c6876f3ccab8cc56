/** `certify items`: how each question of a bank has done, and what is wrong with it. */
import { askedText } from '../content/snapshots.js';
import type { Assessment } from '../domain/assessment.js';
import { nearest } from '../domain/did-you-mean.js';
import { type FlaggedItem, type ItemAnalysis, itemAnalyser } from '../domain/item-analysis.js';
import { Failure } from '../errors.js';
import { csvPieces } from '../formats/csv-writing.js';
import { ITEM_COLUMNS, analysisJson, itemCells, itemJson } from '../output/item-row.js';
import { analysisHead, flagLines, itemLines, itemTable } from '../output/item-screen.js';
import { type Context, type Options, jsonText, optional } from './context.js';
import { destinationOf } from './destination.js';
import { formatOf, tableOf } from './output-format.js';
import { assessmentInForce, storedPaper } from './papers.js';
import { finishOverdue } from './sittings.js';

const FORMATS = ['csv', 'json', 'table'] as const;

export async function run(context: Context, [id = '']: string[], options: Options): Promise<number> {
  const format = formatOf(context, FORMATS);
  const edition = optional(options, 'edition');
  const assessment = await bankOf(context, id, edition);
  const asked = optional(options, 'question');
  if (asked !== undefined) refuseUnknown(assessment, asked);
  await finishOverdue(context);
  const analysis = await analysed(context, assessment, edition);
  const item = asked === undefined ? undefined : analysis.items.find(({ question }) => question.question === asked);
  await destinationOf(context).write(await piecesOf(context, assessment, analysis, item, format));
  if (analysis.attempts === 0) await context.say(`no attempt at ${id}${edition === undefined ? '' : `, edition ${edition},`} was taken question by question yet; imported results have no questions`);
  return 0;
}

/** The edition in force, or the one that was named. */
async function bankOf(context: Context, id: string, edition: string | undefined): Promise<Assessment> {
  const { track, assessment } = assessmentInForce(await context.program(), id);
  await context.needAssessments([track.track]);
  if (edition === undefined) return assessment;
  const editions = (await context.content()).assessments.filter((each) => each.assessment === id);
  const named = editions.find((each) => each.edition === edition);
  if (!named) throw new Failure('not-found', `no edition ${edition} of ${id}`, `there are: ${editions.map((each) => each.edition).join(', ')}`);
  return named;
}

function refuseUnknown({ assessment, edition, questions }: Assessment, id: string): void {
  const ids = questions.filter(({ use }) => use !== 'practice').map(({ question }) => question);
  if (ids.includes(id)) return;
  const meant = nearest(id, ids);
  throw new Failure('not-found', `no question ${id} in ${assessment}, edition ${edition}`, meant === undefined ? `\`certify items ${assessment}\` lists them; practice is not counted` : `did you mean ${meant}?`);
}

/** What the records hold about the bank; `edition` leaves out attempts at others. */
async function analysed(context: Context, { assessment, questions }: Assessment, edition: string | undefined): Promise<ItemAnalysis> {
  const now = new Map(questions.map((question) => [question.question, askedText(question)]));
  const asNow = new Map<string, ReadonlySet<string>>();
  const analyser = itemAnalyser(questions, (content, question) => content !== undefined && asNow.get(content)!.has(question));

  /** The questions of a snapshot that read then as they do now. */
  async function compare(content: string): Promise<void> {
    const then = (await storedPaper(context, content)).assessment.questions;
    asNow.set(content, new Set(then.filter((question) => askedText(question) === now.get(question.question)).map(({ question }) => question)));
  }

  for await (const attempts of (await context.store()).itemAttempts(assessment)) {
    for (const attempt of attempts) {
      const { content } = attempt.sat;
      if (edition !== undefined && attempt.sat.edition !== edition) continue;
      if (content !== undefined && !asNow.has(content)) await compare(content);
      analyser.add(attempt);
    }
  }
  return analyser.result();
}

async function piecesOf(
  context: Context,
  assessment: Assessment,
  analysis: ItemAnalysis,
  item: FlaggedItem | undefined,
  format: (typeof FORMATS)[number],
): Promise<AsyncIterable<string> | Iterable<string>> {
  // Of a bank that nobody was asked there is nothing to tell.
  const items = analysis.attempts === 0 ? [] : item ? [item] : analysis.items;
  const { columns, style } = destinationOf(context);
  const asText = (lines: readonly string[]) => lines.map((line) => `${line}\n`);
  switch (format) {
    case 'csv':
      return csvPieces(ITEM_COLUMNS, items.map(itemCells), { excel: context.options['excel'] === true });
    case 'json':
      return [jsonText(item ? itemJson(item) : analysisJson(assessment, { ...analysis, items }))];
    case 'table':
      if (items.length === 0) return [];
      if (item) return asText(itemLines(item, columns, style));
      return [
        ...asText(analysisHead(assessment, analysis, columns, style)),
        ...(await tableOf(context, itemTable(items))),
        ...asText(flagLines(assessment, items, columns, style)),
      ];
  }
}
