/** The derivation of a status as a short story, and with the rules and the date arithmetic for those who want them. */
import { type Window, parseWindowLabel, quarterStart } from '../domain/calendar.js';
import { type Day, NEVER, formatDay } from '../domain/day.js';
import type { Derivation, DerivationStep } from '../domain/derivation.js';
import type { Attempt, Fact } from '../domain/fact.js';
import { formatPoints } from '../domain/points.js';
import type { Policy } from '../domain/policy.js';
import type { MemberWindow } from '../domain/status.js';
import { visible } from '../domain/visible-text.js';
import type { Style } from '../terminal/style.js';
import { factWords, ruleOfVerdict, verdictWords } from './fact-words.js';
import { asSentence, listWords, nextActionSentence, plural, showDay, statusSentence } from './words.js';
import { wrap } from './wrap.js';

interface WhyScreen {
  title: string;
  /** A module's title, and its place on the path. */
  titleOf(module: string): string;
  place(module: string): number;
  policy: Policy;
  verbose: boolean;
  width: number;
  style: Style;
}

export function whyLines(derivation: Derivation, screen: WhyScreen): string[] {
  const { style, width } = screen;
  const { status } = derivation;
  return [
    style.bold(visible(screen.title)),
    ...wrap(asSentence(statusSentence(status)), width),
    '',
    style.bold('What happened'),
    ...(derivation.steps.length === 0 ? ['  nothing yet'] : []),
    ...storyLines(derivation.steps, screen),
    ...circumstanceLines(derivation, screen),
    ...windowLines(derivation, screen),
    '',
    style.bold('What happens next'),
    ...indented(nextActionSentence(status, { all: screen.verbose }), width),
    ...indented(validityWords(derivation), width),
    ...(screen.verbose ? indented(statusRule(derivation), width).map((line) => style.dim(line)) : []),
  ];
}

/** Completions that changed nothing about the path are told together; the rest one by one. */
function storyLines(steps: readonly DerivationStep[], screen: WhyScreen): string[] {
  const lines: string[] = [];
  let modules: { day: Day; module: string }[] = [];
  function flush(): void {
    if (modules.length === 0) return;
    const [first, last] = [modules[0]!.day, modules.at(-1)!.day];
    const when = first === last ? showDay(first) : `${showDay(first)} to ${showDay(last)}`;
    const titles = [...new Set(modules.map(({ module }) => module))].sort((a, b) => screen.place(a) - screen.place(b)).map(screen.titleOf);
    lines.push(...entry(when, `completed ${plural(titles.length, 'module')}: ${listWords(titles)}`, [], screen));
    modules = [];
  }
  let wasComplete = false;
  let wasAgain = false;
  for (const { fact, verdict } of steps) {
    const changesPath = verdict.kind === 'completed' && ((verdict.path_complete && !wasComplete) || (verdict.path_complete_again && !wasAgain));
    if (verdict.kind === 'completed') {
      modules.push({ day: fact.day, module: fact.kind === 'completion' ? fact.module : '' });
      wasComplete = verdict.path_complete;
      wasAgain = verdict.path_complete_again;
      if (changesPath) {
        flush();
        lines.push(...verdictEntry(verdictWords(verdict), screen));
        if (screen.verbose) lines.push(...ruleLines(ruleOfVerdict(verdict), screen));
      }
      continue;
    }
    flush();
    wasAgain = false;
    lines.push(...entry(showDay(fact.day), `${factWords(fact)}${recorder(fact)}${takenWords(fact)}`, [], screen));
    lines.push(...verdictEntry(verdictWords(verdict), screen));
    if (!screen.verbose) continue;
    if (fact.kind === 'attempt') lines.push(...ruleLines(passArithmetic(fact), screen));
    lines.push(...ruleLines(ruleOfVerdict(verdict), screen));
    lines.push(...ruleLines(`fact ${fact.fact}, ${fact.assurance} assurance, from ${fact.source}`, screen));
  }
  flush();
  return lines;
}

function recorder(fact: Fact): string {
  const isDecision = fact.kind === 'grant' || fact.kind === 'revocation' || fact.kind === 'permit' || fact.kind === 'waiver' || fact.kind === 'extension' || fact.kind === 'leave';
  return isDecision && fact.recorded_by ? ` (${fact.recorded_by})` : '';
}

function takenWords(fact: Fact): string {
  return fact.kind === 'attempt' && fact.taken ? `, taken with ${fact.taken.with}, seed ${fact.taken.seed}` : '';
}

function passArithmetic({ points, max_points, pass_mark }: Attempt): string {
  const [left, right] = [points.n * 100n * max_points.d * pass_mark.d, pass_mark.n * max_points.n * points.d];
  const sign = left >= right ? '≥' : '<';
  return `${formatPoints(points)} × 100 ${sign} ${formatPoints(pass_mark)} × ${formatPoints(max_points)}`;
}

function circumstanceLines({ waivers, extensions, leaves, voided }: Derivation, screen: WhyScreen): string[] {
  const decisions = [...waivers, ...extensions, ...leaves].sort((a, b) => a.day - b.day);
  if (decisions.length + voided.length === 0) return [];
  return [
    '',
    screen.style.bold('What was decided besides'),
    ...decisions.flatMap((fact) => entry(showDay(fact.day), `${factWords(fact)}${recorder(fact)}`, [], screen)),
    ...voided.flatMap(({ fact, by }) => entry(showDay(fact.day), `${factWords(fact)} – taken back on ${showDay(by.day)}: ${by.reason} (${by.recorded_by})`, [], screen)),
  ];
}

function windowLines(derivation: Derivation, screen: WhyScreen): string[] {
  const { status } = derivation;
  const { certification } = status.standing;
  if (!certification) return dueLines(derivation, screen);
  const certifiedFor = certification.cycle ? `the ${certification.cycle.label} window` : 'the time before the first window';
  const lines = [`The last pass, on ${showDay(certification.fact.day)}, certifies for ${certifiedFor}.`];
  const skipped = derivation.waivers.map(({ window }) => window);
  if (skipped.length > 0) lines.push(`Waived: ${[...new Set(skipped)].join(', ')}.`);
  if (status.next) {
    const { window, closes } = status.next;
    lines.push(`The next window that counts is ${window.label}: it opens on ${showDay(window.opens)} and closes on ${showDay(window.closes)}.`);
    if (closes !== window.closes) lines.push(movedWords(status.next));
  } else lines.push('There is no further window.');
  return [
    '',
    screen.style.bold('Which window'),
    ...lines.flatMap((line) => indented(line, screen.width)),
    ...(screen.verbose && status.next ? windowArithmetic(status.next, screen) : []),
  ];
}

function movedWords({ closes, moved_by }: MemberWindow): string {
  const by = moved_by.map((fact) => (fact.kind === 'leave' ? 'a leave' : `an extension until ${showDay(fact.until)}`));
  return closes === NEVER ? 'An open leave holds its closing day.' : `For this member it closes on ${showDay(closes)}, moved by ${by.join(' and ')}.`;
}

/** How the days of a window come about. */
function windowArithmetic({ window, closes, moved_by }: MemberWindow, screen: WhyScreen): string[] {
  const { policy } = screen;
  const lines = [windowRule(window, policy)];
  for (const fact of moved_by) {
    if (fact.kind === 'extension') lines.push(`extension: closes no earlier than ${formatDay(fact.until)}`);
    else if (fact.to !== NEVER) lines.push(`leave through ${formatDay(fact.to)} + ${policy.leave.return_days} days to come back`);
  }
  if (closes !== NEVER) lines.push(`closing day for this member: ${formatDay(closes)}`);
  return lines.flatMap((line) => ruleLines(line, screen));
}

export function windowRule(window: Window, policy: Policy): string {
  if (window.by_hand) return `window ${window.label} is set by hand in program.yaml: ${formatDay(window.opens)} to ${formatDay(window.closes)}`;
  const { quarter, year } = parseWindowLabel(window.label)!;
  const first = quarterStart(policy.fiscal_year, year, 'Q1');
  const months = 3 * (Number(quarter.slice(1)) - 1);
  return `fiscal year ${year} begins on ${formatDay(first)}; ${quarter} ${months} months later, on ${formatDay(window.opens)}; it closes ${policy.recertification.window_days} − 1 days later, on ${formatDay(window.closes)}`;
}

function dueLines({ status }: Derivation, screen: WhyScreen): string[] {
  if (status.due_by === undefined) return [];
  const { first_due_days } = screen.policy.certification;
  return [
    '',
    screen.style.bold('By when'),
    ...indented(`Certified by ${showDay(status.due_by)}: ${first_due_days} days after the start, the first day in the role, or the day a certification was taken away, whichever is latest.`, screen.width),
  ];
}

function validityWords({ status }: Derivation): string {
  if (!status.valid) return status.standing.certification && !status.standing.unresolved ? 'The certification has run out.' : 'There is no valid certification today.';
  return status.valid_through === undefined ? 'The certification is valid without an end.' : `The certification is valid through ${showDay(status.valid_through)}.`;
}

/** The line of the table of statuses that applied. */
function statusRule({ status }: Derivation): string {
  switch (status.status) {
    case 'on-leave':
      return 'rule: the day lies within a leave';
    case 'must-retrain':
      return 'rule: an unresolved fail, the path not complete again and no retake permit';
    case 'retake-ready':
      return 'rule: an unresolved fail, and the path complete again or a retake permit';
    case 'in-training':
      return 'rule: not certified, path not complete';
    case 'ready':
      return 'rule: not certified, path complete';
    case 'certified':
      return 'rule: there is no next window, or the day is before it opens';
    case 'recert-due':
      return "rule: from the window's opening day through the member's closing day";
    case 'lapsed':
      return "rule: after the member's closing day of the window";
  }
}

const MARGIN = 2;
const DAY_WIDTH = 13;

function entry(when: string, text: string, more: readonly string[], { width }: WhyScreen): string[] {
  const wide = width >= 60 && when.length < DAY_WIDTH;
  const body = wrap(visible([text, ...more].join(' ')), width - MARGIN - (wide ? DAY_WIDTH : 2));
  if (!wide) return [`  ${when}`, ...body.map((line) => `    ${line}`)];
  return body.map((line, at) => `  ${(at === 0 ? when : '').padEnd(DAY_WIDTH)}${line}`);
}

function verdictEntry(text: string, { width, style }: WhyScreen): string[] {
  const margin = width >= 60 ? MARGIN + DAY_WIDTH : 4;
  return wrap(`→ ${text}`, width - margin).map((line, at) => `${' '.repeat(margin)}${at === 0 ? '' : '  '}${style.accent(line)}`);
}

function ruleLines(text: string, { width, style }: WhyScreen): string[] {
  const margin = width >= 60 ? MARGIN + DAY_WIDTH + 2 : 6;
  return wrap(visible(text), width - margin).map((line) => `${' '.repeat(margin)}${style.dim(line)}`);
}

function indented(text: string, width: number): string[] {
  return wrap(visible(text), width - MARGIN).map((line) => `  ${line}`);
}
