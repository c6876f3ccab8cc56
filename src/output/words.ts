/** The words people see for days, numbers, statuses and reasons. Worded here and nowhere else. */
import { type Day, type Instant, NEVER, partsOf } from '../domain/day.js';
import { unreachable } from '../domain/fact.js';
import type { NotCounted } from '../domain/fold.js';
import { percent } from '../domain/points.js';
import { remembered } from '../domain/remembered.js';
import type { MemberWindow, Status } from '../domain/status.js';
import type { Zone } from '../domain/zone.js';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
/** As many modules as fit a line that is read at a glance. */
const NAMED_MODULES = 3;

/** `17 Mar 2027`: no country reads it in two ways. A report of a million rows holds a few hundred days. */
export const showDay = remembered(10_000, (day: Day): string => {
  const { year, month, dayOfMonth } = partsOf(day);
  return `${dayOfMonth} ${MONTHS[month - 1]} ${year}`;
});

/** `13 Oct 2020, 09:41` by the clock of the zone. */
export function showInstant(instant: Instant, zone: Zone): string {
  // Intl would say the same, and takes 10 ms to load.
  const minutes = Math.floor(zone.msOfDay(instant) / 60_000);
  const clock = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
  return `${showDay(zone.dayOf(instant))}, ${clock}`;
}

/** `1 module`, `3 modules`, `1 entry`, `2 entries`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** A clause as a sentence: `certified` becomes `Certified.` */
export function asSentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
}

/** A sentence as a clause, for the words of an error. */
export function asClause(sentence: string): string {
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1).replace(/\.$/, '')}`;
}

/** The days until a due date, negative when it is past. */
export function daysLeftWords(days: number): string {
  if (days === 0) return 'today is the last day';
  return days > 0 ? `${plural(days, 'day')} left` : `${plural(-days, 'day')} past`;
}

/** All of them, or the first three and how many more. */
export function listWords(texts: readonly string[], most = NAMED_MODULES): string {
  const named = texts.slice(0, most).join(', ');
  return texts.length > most ? `${named} and ${texts.length - most} more` : named;
}

/** Where somebody stands, as a clause: `due for Q1 recert (Q1FY28 window, by 17 Mar 2027)`. */
export function statusSentence(status: Status): string {
  switch (status.status) {
    case 'on-leave':
      return status.leave && status.leave.to !== NEVER ? `on leave through ${showDay(status.leave.to)}` : 'on leave';
    case 'must-retrain':
      return `must complete the path again (${unresolvedWords(status)})`;
    case 'retake-ready':
      return `ready to retake the assessment (${unresolvedWords(status)})`;
    case 'in-training':
      return `in training: ${status.modules.done.length} of ${plural(moduleCount(status), 'module')} done`;
    case 'ready':
      return 'ready to take the assessment';
    case 'certified':
      return status.valid_through === undefined ? 'certified' : `certified through ${showDay(status.valid_through)}`;
    case 'recert-due':
      return recertWords(status.open!);
    case 'lapsed':
      return `lapsed: the ${status.open!.window.label} window closed on ${showDay(status.open!.closes)}`;
    default:
      return unreachable(status.status);
  }
}

function recertWords({ window, closes }: MemberWindow): string {
  const by = closes === NEVER ? '' : `, by ${showDay(closes)}`;
  return `due for ${window.label.slice(0, 2)} recert (${window.label} window${by})`;
}

function unresolvedWords({ standing }: Status): string {
  const fact = standing.unresolved!;
  if (fact.kind === 'revocation') return `certification taken away on ${showDay(fact.day)}`;
  return `scored ${percent(fact.points, fact.max_points)} % on ${showDay(fact.day)}`;
}

function moduleCount({ modules }: Status): number {
  return modules.done.length + modules.missing.length;
}

/** What to do next, as one sentence. With `all`, every module is named and not only the first few. */
export function nextActionSentence(status: Status, { all = false }: { all?: boolean } = {}): string {
  const named = () => listWords(status.modules.missing.map((module) => module.title), all ? Infinity : NAMED_MODULES);
  switch (status.status) {
    case 'on-leave':
      return 'Nothing to do while on leave.';
    case 'must-retrain':
      return `Complete again: ${named()}.`;
    case 'retake-ready':
      return `Retake the assessment${byDueDay(status)}.`;
    case 'in-training':
      return `Complete: ${named()}.`;
    case 'ready':
    case 'recert-due':
      return `Take the assessment${byDueDay(status)}.`;
    case 'lapsed':
      return 'Take the assessment.';
    case 'certified':
      return status.next ? nothingUntil(status.next) : 'Nothing to do: no further window is planned.';
    default:
      return unreachable(status.status);
  }
}

function nothingUntil({ window }: MemberWindow): string {
  return `Nothing to do until the ${window.label} window opens on ${showDay(window.opens)}.`;
}

/** Nobody is told to do something by a day that is past. */
function byDueDay({ due_by, day }: Status): string {
  return due_by !== undefined && due_by >= day ? ` by ${showDay(due_by)}` : '';
}

/** Why an attempt does not count, in the words of the rule book. */
export function notCountedWords(reason: NotCounted): string {
  switch (reason.why) {
    case 'already certified':
      return reason.window ? `already certified for the ${reason.window.label} window` : 'already certified';
    case 'path not complete':
    case 'path not complete again':
    case 'window waived':
    case 'assurance too low':
      return reason.why;
    default:
      return unreachable(reason);
  }
}
