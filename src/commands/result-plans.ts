/** What becomes of results from other systems: which are new, there already, or at odds with what is recorded. */
import { formatPoints } from '../domain/points.js';
import { remembered } from '../domain/remembered.js';
import { passMarkPoints } from '../domain/status.js';
import type { Result, ResultRow } from '../formats/import-results.js';
import type { Saying } from '../store/store.js';
import type { Context, Options, Program } from './context.js';
import { type ImportKind, type RowPlan, stillToCome } from './import-files.js';
import { SEVERAL, memberFinder, unknownMember } from './member-finder.js';
import { importedResultId } from './imported-ids.js';
import { recordedBefore } from './recorded-before.js';

/** What a result is to this program: the fact that it makes, or why it makes none. */
type KnownResult = { says: Saying; points: string; max_points: string; warnings: readonly string[] } | { bad: RowPlan };

/** More than an assessment has editions and scores. */
const RESULTS_AT_HAND = 10_000;

export async function resultPlans(context: Context, options: Options): Promise<Pick<ImportKind<ResultRow>, 'prepare' | 'plan'>> {
  const [program, store] = [await context.program(), await context.store()];
  const members = memberFinder(store);
  const before = recordedBefore(store, 'attempt');
  const tracksOf = (assessment: string) => program.policy.tracks.filter((track) => track.assessment === assessment);
  const sound = new Set<string>();
  const known = remembered(RESULTS_AT_HAND, (result: Result) => knownResult(program, result));

  async function prepare(rows: readonly ResultRow[]): Promise<void> {
    await before.look(await members.look(rows.map(({ name }) => name)), rows.map(({ happened }) => happened));
    for (const { result } of rows) {
      if (sound.has(result.assessment)) continue;
      sound.add(result.assessment);
      const tracks = tracksOf(result.assessment);
      if (tracks.length > 0) await context.needAssessments(tracks.map(({ track }) => track));
    }
  }

  function plan({ name, happened, result, fact: first }: ResultRow): RowPlan {
    const member = members.find(name);
    if (member === undefined || member === SEVERAL) return unknownMember(name, member);
    const of = known(result);
    if ('bad' in of) return of.bad;
    const { points, max_points } = of;
    const { assessment, edition } = result;
    const there = before.like(member, assessment, happened);
    let again = 0;
    if (there.length > 0) {
      const ofEdition = there.filter((other) => other.edition === edition);
      const same = ofEdition.filter((other) => other.points === points && other.max_points === max_points);
      const different = ofEdition.find((other) => !other.voided && !same.includes(other));
      if (same.some((other) => !other.voided)) return { kind: 'unchanged' };
      if (different && 'at' in happened) {
        const message = `at this instant there is a result of ${different.points} of ${different.max_points} points already`;
        return { kind: 'bad', column: 'points', message, hint: `void fact ${different.fact} first if it is wrong` };
      }
      if (same.length > 0 && options['again'] !== true) return { kind: 'voided', fact: same[0]!.fact };
      again = same.length;
    }
    const fact = first !== undefined && again === 0 ? first : importedResultId(program.policy.program, { member, happened }, result, again);
    before.add(member, { fact, thing: assessment, happened, edition, points, max_points, voided: false });
    const toCome = stillToCome(context, program, happened);
    const warnings = toCome.length > 0 ? [...toCome, ...of.warnings] : of.warnings;
    return { kind: 'record', facts: [{ fact, member, happened, says: of.says }], warnings };
  }

  return { prepare, plan };
}

function knownResult(program: Program, result: Result): KnownResult {
  const { assessment, edition } = result;
  const assessments = [...new Set(program.policy.tracks.map((track) => track.assessment))];
  if (!assessments.includes(assessment)) {
    return { bad: { kind: 'bad', column: 'assessment', message: `no assessment ${assessment}`, hint: `there are: ${assessments.join(', ')}` } };
  }
  const mark = passMarkOf(program, assessment, edition);
  return {
    says: { kind: 'attempt', assurance: 'staff', ...result, pass_mark: passMarkPoints(mark.pass_mark), pass_mark_of: mark.of },
    points: formatPoints(result.points),
    max_points: formatPoints(result.max_points),
    warnings: mark.warning ? [mark.warning] : [],
  };
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
