/** `certify forget`: erase a person's name, address and free text; the facts stay, under the member id. */
import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { visible } from '../domain/visible-text.js';
import { Failure } from '../errors.js';
import { plural } from '../output/words.js';
import type { Erasable, Store } from '../store/store.js';
import { type Context, type Options, entryHead, printJson } from './context.js';
import { requiredLine } from './line-option.js';
import { isPlain } from './plain.js';
import { randomFactId } from './record.js';
import { memberNamed } from './who.js';

export async function run(context: Context, [id = '']: string[], options: Options): Promise<number> {
  const member = await memberNamed(context, id);
  const store = await context.store();
  const reason = requiredLine(options, 'reason');
  if (await store.namesMember(member, reason)) {
    throw new Failure('usage', 'the reason holds the name or the address that is to be erased', 'say why without saying who');
  }
  if ((await store.sittings(member)).length > 0) {
    throw new Failure('usage', `${member} has an assessment that is not finished`, `end it first: certify quiz --hand-in --member ${member}`);
  }
  await context.say(`Forgetting ${member} erases for good:`);
  for (const line of erasableLines(await store.erasable(member))) await context.say(line);
  await context.say(`What ${member} completed and scored stays, under that id.`);
  const teams = await store.teamsNaming(member);
  if (teams.length > 0) await context.say(visible(`The names of teams stay as well: ${teams.join(', ')}`));
  const isDryRun = options['dryRun'] === true;
  const forgets = !isDryRun && (await confirmed(context));
  const fact = randomFactId(context);
  const erased = forgets ? await store.forget(await entryHead(context, 'terminal'), { fact, member, at: context.deps.now(), reason }) : undefined;
  if (options['json'] === true) await printJson(context, { member, forgotten: forgets, fact: forgets ? fact : null, dry_run: isDryRun, erased: erased ?? null });
  else await context.say(forgets ? `forgotten, and recorded as ${fact}` : `nothing was erased${isDryRun ? ' (--dry-run)' : ''}`);
  if (forgets) await sayCopies(context, store);
  return 0;
}

async function confirmed(context: Context): Promise<boolean> {
  if (context.options['yes'] === true) return true;
  const prompter = await context.deps.prompter({ plain: isPlain(context, context.options) });
  return prompter ? prompter.confirm({ message: 'Erase this? It cannot be taken back.', initial: false }) : true;
}

function erasableLines({ persons, managers, reasons, answers, recorders }: Erasable): string[] {
  const lines = [
    persons > 0 ? `  name and e-mail address, recorded ${plural(persons, 'time')}` : '',
    managers > 0 ? `  the name as manager, in ${plural(managers, 'row')} of other members` : '',
    reasons > 0 ? `  ${plural(reasons, 'reason')} of decisions of staff` : '',
    answers > 0 ? `  ${plural(answers, 'typed answer')}; their points stay` : '',
    recorders > 0 ? `  the name of who recorded, ${plural(recorders, 'time')}` : '',
  ].filter((line) => line !== '');
  return lines.length > 0 ? lines : ['  nothing that is still here'];
}

/** Copies that this program made, or knows of by their names: nobody else will look for them. */
async function sayCopies(context: Context, { file }: Store): Promise<void> {
  // The second kind is of a copy that was never finished.
  const beside = readdirSync(dirname(file)).filter((name) => [`${basename(file)}.`, `.${basename(file)}.`].some((start) => name.startsWith(start)));
  for (const name of beside) await context.say(visible(`this copy still holds what was erased: ${join(dirname(file), name)}`));
  await context.say('Backups, reports, submissions and mails are yours to see to (docs/privacy.md).');
}
