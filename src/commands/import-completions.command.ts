/** `certify import completions`: completed modules from CSV files. */
import { dayOfFact } from '../domain/fact.js';
import { editionInForce, requiredModules } from '../domain/learning-path.js';
import { remembered } from '../domain/remembered.js';
import { type CompletedThing, type CompletionRow, readCompletions } from '../formats/import-completions.js';
import type { AlikeFact, Saying } from '../store/store.js';
import type { Context, Options, Program } from './context.js';
import { type RowPlan, importFiles, stillToCome } from './import-files.js';
import { SEVERAL, memberFinder, unknownMember } from './member-finder.js';
import { dateOrder } from './date-order.js';
import { importedCompletionId } from './imported-ids.js';
import { allModules } from './modules.js';
import { recordedBefore } from './recorded-before.js';

/** More than there are. */
const MODULES_AT_HAND = 10_000;

export async function run(context: Context, files: string[], options: Options): Promise<number> {
  const [program, store] = [await context.program(), await context.store()];
  const order = dateOrder(options);
  const members = memberFinder(store);
  const before = recordedBefore(store, 'completion');
  // A file with faults has no modules: rows that name them would be called bad, or count towards another edition.
  await context.needPaths(program.policy.tracks.map(({ track }) => track));
  const known = allModules(program);
  const completionOf = remembered(MODULES_AT_HAND, (module: string): Saying => ({ kind: 'completion', module, assurance: 'staff' }));

  async function prepare(rows: readonly CompletionRow[]): Promise<void> {
    await before.look(await members.look(rows.map(({ name }) => name)), rows.map(({ happened }) => happened));
  }

  function plan(row: CompletionRow): RowPlan {
    const member = members.find(row.name);
    if (member === undefined || member === SEVERAL) return unknownMember(row.name, member);
    const modules = modulesNamed(program, known, row);
    if ('message' in modules) return { kind: 'bad', column: 'module', ...modules };

    const facts: AlikeFact[] = [];
    let voided: string | undefined;
    for (const module of modules.ids) {
      const { happened } = row;
      const there = before.like(member, module, happened);
      if (there.some((other) => !other.voided)) continue;
      if (there.length > 0 && options['again'] !== true) {
        voided = there[0]!.fact;
        continue;
      }
      const fact = importedCompletionId(program.policy.program, { member, module, happened }, there.length);
      before.add(member, { fact, thing: module, happened, edition: '', points: '', max_points: '', voided: false });
      facts.push({ fact, member, happened, says: completionOf(module) });
    }
    if (facts.length > 0) return { kind: 'record', facts, warnings: stillToCome(context, program, row.happened) };
    return voided === undefined ? { kind: 'unchanged' } : { kind: 'voided', fact: voided };
  }

  return importFiles(context, files, { thing: 'completion', read: ({ pieces }) => readCompletions(pieces(), program.book.zone, order), prepare, plan });
}

/** The modules a row names: one, or the required ones of the path's edition in force on that day. */
function modulesNamed(
  { content, book }: Program,
  known: ReadonlyMap<string, unknown>,
  { completed, happened }: { completed: CompletedThing; happened: CompletionRow['happened'] },
): { ids: string[] } | { message: string; hint: string } {
  if ('module' in completed) {
    return known.has(completed.module)
      ? { ids: [completed.module] }
      : { message: `no path has a module ${completed.module}`, hint: 'see `certify path`' };
  }
  const editions = content.paths.filter((path) => path.path === completed.path);
  const inForce = editionInForce(editions, dayOfFact({ happened }, book.zone));
  if (inForce) return { ids: requiredModules(inForce).map(({ module }) => module) };
  const names = [...new Set(content.paths.map(({ path }) => path))].join(', ');
  return { message: `no path ${completed.path}`, hint: `there are: ${names}` };
}
