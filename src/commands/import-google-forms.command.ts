/** `certify import google-forms`: the totals of a Google Forms quiz as results of one edition of an assessment. */
import { formatPoints } from '../domain/points.js';
import { type FormsRow, readGoogleForms } from '../formats/google-forms.js';
import type { ResultRow } from '../formats/import-results.js';
import type { Context, Options } from './context.js';
import { dateOrder } from './date-order.js';
import { type RowPlan, importFiles } from './import-files.js';
import { requiredLine } from './line-option.js';
import { noSuchAssessment } from './papers.js';
import { resultPlans } from './result-plans.js';

export async function run(context: Context, files: string[], options: Options): Promise<number> {
  const [{ policy, book }, order] = [await context.program(), dateOrder(options)];
  const [assessment, edition] = [requiredLine(options, 'assessment'), requiredLine(options, 'edition')];
  if (!policy.tracks.some((track) => track.assessment === assessment)) throw noSuchAssessment(policy, assessment);
  const results = await resultPlans(context, options);
  const ofForm = ({ name, happened, points, max_points }: FormsRow): ResultRow => ({ name, happened, result: { assessment, edition, points, max_points } });
  let first: string | undefined;

  /** A form that was changed while people filled it in, or a score that was put right by hand, is taken and told. */
  function doubts(row: FormsRow): string[] {
    const max = formatPoints(row.max_points);
    first ??= max;
    return [
      ...(max === first ? [] : [`the total is of ${max} points, that of the first row of ${first}: the form was changed in between`]),
      ...(row.differsFromQuestions ? ['the total is not the sum of the scores of the questions; the total was taken'] : []),
    ];
  }

  function plan(row: FormsRow): RowPlan {
    const planned = results.plan(ofForm(row));
    return planned.kind === 'record' ? { ...planned, warnings: [...(planned.warnings ?? []), ...doubts(row)] } : planned;
  }

  return importFiles(context, files, {
    thing: 'result',
    read: ({ pieces }) => readGoogleForms(pieces(), book.zone, order),
    prepare: (rows) => results.prepare(rows.map(ofForm)),
    plan,
  });
}
