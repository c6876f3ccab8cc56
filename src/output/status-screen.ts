/** The status of one member as a screen: where they stand at a glance, and the path as a bar per stage. */
import type { Day } from '../domain/day.js';
import { type LearningPath, editionInForce } from '../domain/learning-path.js';
import type { MemberView, RuleBook } from '../domain/rule-book.js';
import type { Sitting } from '../domain/sitting.js';
import type { Status, StatusName } from '../domain/status.js';
import { visible } from '../domain/visible-text.js';
import type { Style } from '../terminal/style.js';
import { progressLines } from './bars.js';
import { daysLeftWords, nextActionSentence, plural, showDay, statusSentence } from './words.js';
import { wrap } from './wrap.js';

interface Screen {
  width: number;
  style: Style;
  day: Day;
  /** An assessment that is not finished. */
  sitting: Sitting | undefined;
}

export function statusLines(view: MemberView, book: RuleBook, screen: Screen): string[] {
  const { style, width, day } = screen;
  const row = view.row!;
  const who = [row.name || view.member, row.role, row.team].filter((text) => text !== '').map((text) => visible(text));
  return [
    ...wrap(who.join(' · '), width).map((line) => style.bold(line)),
    ...presenceLines(view, day),
    ...view.statuses.flatMap((status) => trackLines(status, book, screen)),
    ...(view.statuses.length === 0 ? wrap(`No track of this program is meant for the role ${visible(row.role)}.`, width) : []),
    ...(screen.sitting ? ['', ...sittingLines(screen.sitting, width)] : []),
  ];
}

function presenceLines(view: MemberView, day: Day): string[] {
  const row = view.row!;
  if (view.presence === 'left') return [`Left the team: the last day was ${showDay(row.end_day!)}.`];
  if (view.presence === 'not-started') return [`Starts on ${showDay(row.start_day!)}, which is after ${showDay(day)}.`];
  return [];
}

function trackLines(status: Status, book: RuleBook, { width, style, day }: Screen): string[] {
  const rules = book.tracks.find((each) => each.track === status.track)!;
  const path = editionInForce(rules.paths, day);
  const sentence = wrap(`${statusSentence(status)}${leftWords(status)}`, width - 4);
  const paint = paintOf(status.status, style);
  return [
    '',
    style.bold(visible(rules.title)),
    ...sentence.map((line, at) => `${at === 0 ? `${paint(markOf(status.status))} ` : '  '}${paint(line)}`),
    '',
    ...wrap(`Next: ${nextActionSentence(status)}`, width - 2).map((line) => `  ${line}`),
    ...(path ? ['', ...pathLines(path, status, width, style)] : []),
  ];
}

/** How long there is, or how long ago the day was that was not met. */
function leftWords({ due_by, day, status, certified_on }: Status): string {
  if (due_by === undefined || status === 'on-leave') return '';
  const words = daysLeftWords(due_by - day);
  return due_by < day && certified_on === undefined ? `, ${words} the target of ${showDay(due_by)}` : `, ${words}`;
}

/** A sign beside the colour, so that nothing is said by colour alone. */
function markOf(name: StatusName): string {
  switch (name) {
    case 'certified':
      return '✓';
    case 'lapsed':
    case 'must-retrain':
      return '✗';
    case 'on-leave':
      return '–';
    default:
      return '!';
  }
}

function paintOf(name: StatusName, style: Style): (text: string) => string {
  switch (name) {
    case 'certified':
      return style.good;
    case 'lapsed':
    case 'must-retrain':
      return style.bad;
    case 'on-leave':
      return style.dim;
    default:
      return style.warn;
  }
}

/** A bar for each stage, over its required modules. */
function pathLines(path: LearningPath, status: Status, width: number, style: Style): string[] {
  const done = new Set(status.modules.done.map(({ module }) => module));
  const total = status.modules.done.length + status.modules.missing.length;
  const again = status.standing.unresolved && !status.standing.retrained && !status.standing.permitted ? ' again' : '';
  const stages = path.stages.flatMap(({ title, modules }) => {
    const required = modules.filter((module) => module.required);
    return required.length === 0 ? [] : [{ title, done: required.filter(({ module }) => done.has(module)).length, total: required.length }];
  });
  return [
    ...wrap(`Learning path, edition ${path.edition}: ${done.size} of ${plural(total, 'module')} done${again}`, width).map((line) => style.dim(line)),
    ...progressLines(stages, width - 2, true).map((line) => `  ${line}`),
  ];
}

function sittingLines(sitting: Sitting, width: number): string[] {
  const answered = sitting.questions.filter(({ answer }) => answer !== undefined).length;
  return wrap(
    `An assessment is not finished (${sitting.assessment}, ${answered} of ${plural(sitting.questions.length, 'question')} answered): \`certify quiz\` goes on with it.`,
    width,
  );
}
