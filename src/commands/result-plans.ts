/** What becomes of results from other systems: which are new, there already, or at odds with what is recorded. */
import type { Attempt } from '../domain/fact.js';
import { formatPoints } from '../domain/points.js';
import { passMarkPoints } from '../domain/status.js';
import type { ResultRow } from '../formats/import-results.js';
import type { NewFact } from '../store/store.js';
import type { Context, Options, Program } from './context.js';
import { type ImportKind, type RowPlan, stillToCome } from './import-files.js';
import { SEVERAL, memberFinder, unknownMember } from './member-finder.js';
import { importedResultId } from './imported-ids.js';
import { recordedBefore } from './recorded-before.js';

export async function resultPlans(context: Context, options: Options): Promise<Pick<ImportKind<ResultRow>, 'prepare' | 'plan'>> {
  const [program, store] = [await context.program(), await context.store()];
  const members = memberFinder(store);
  const before = recordedBefore(store, 'attempt');
  const tracksOf = (assessment: string) => program.policy.tracks.filter((track) => track.assessment === assessment);
  const sound = new Set<string>();

  async function prepare(rows: readonly ResultRow[]): Promise<void> {
    await before.look(await members.look(rows.map(({ name }) => name)));
    for (const { assessment } of rows) {
      if (sound.has(assessment)) continue;
      sound.add(assessment);
      if (tracksOf(assessment).length > 0) await context.needAssessments(tracksOf(assessment).map(({ track }) => track));
    }
  }

  function plan(row: ResultRow): RowPlan {
    const member = members.find(row.name);
    if (member === undefined || member === SEVERAL) return unknownMember(row.name, member);
    if (tracksOf(row.assessment).length === 0) {
      const names = [...new Set(program.policy.tracks.map((track) => track.assessment))].join(', ');
      return { kind: 'bad', column: 'assessment', message: `no assessment ${row.assessment}`, hint: `there are: ${names}` };
    }
    const [points, max] = [formatPoints(row.points), formatPoints(row.max_points)];
    const { assessment, edition, happened } = row;
    const there = before.like(member, assessment, happened);
    const ofEdition = there.filter((other) => other.edition === edition);
    const same = ofEdition.filter((other) => other.points === points && other.max_points === max);
    const different = ofEdition.find((other) => !other.voided && !same.includes(other));
    if (same.some((other) => !other.voided)) return { kind: 'unchanged' };
    if (different && 'at' in happened) {
      const message = `at this instant there is a result of ${different.points} of ${different.max_points} points already`;
      return { kind: 'bad', column: 'points', message, hint: `void fact ${different.fact} first if it is wrong` };
    }
    if (same.length > 0 && options['again'] !== true) return { kind: 'voided', fact: same[0]!.fact };
    const mark = passMarkOf(program, assessment, edition);
    const result = { member, assessment, edition, happened, points: row.points, max_points: row.max_points };
    const id = importedResultId(program.policy.program, result, same.length);
    const fact: NewFact & Partial<Attempt> = {
      kind: 'attempt',
      fact: id,
      member,
      happened,
      assurance: 'staff',
      assessment,
      edition,
      points: row.points,
      max_points: row.max_points,
      pass_mark: passMarkPoints(mark.pass_mark),
      pass_mark_of: mark.of,
    };
    there.push({ fact: id, thing: assessment, happened, edition, points, max_points: max, voided: false });
    return { kind: 'record', facts: [fact], warnings: [...stillToCome(context, program, happened), ...(mark.warning ? [mark.warning] : [])] };
  }

  return { prepare, plan };
}

/** The pass mark in force in an edition; of an unknown edition the program's, with a warning. */
function passMarkOf(
  { content, policy }: Program,
  assessment: string,
  edition: string,
): { pass_mark: number; of: 'edition' | 'program'; warning?: string } {
  const found = content.assessments.find((each) => each.assessment === assessment && each.edition === edition);
  if (found?.pass_mark !== undefined) return { pass_mark: found.pass_mark, of: 'edition' };
  const pass_mark = policy.certification.pass_mark;
  if (found) return { pass_mark, of: 'program' };
  return { pass_mark, of: 'program', warning: `edition ${edition} of ${assessment} is not in the content: the program's pass mark of ${pass_mark} % is taken` };
}
