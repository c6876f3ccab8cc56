/** Facts in words: what happened, in a few of them. */
import { NEVER } from '../domain/day.js';
import { type Fact, unreachable } from '../domain/fact.js';
import type { Verdict } from '../domain/fold.js';
import { percent, showPoints } from '../domain/points.js';
import { notCountedWords, showDay } from './words.js';

/** `attempt at sales, edition Q3FY23: 84.00 % (21 of 25 points)`. Outside texts are not made visible here. */
export function factWords(fact: Fact): string {
  switch (fact.kind) {
    case 'completion':
      return `completed module ${fact.module}`;
    case 'attempt': {
      const score = `${percent(fact.points, fact.max_points)} % (${showPoints(fact.points)} of ${showPoints(fact.max_points)} points)`;
      return `attempt at ${fact.assessment}, edition ${fact.edition}: ${score}`;
    }
    case 'grant':
      return `certified by staff for ${fact.track}: ${fact.reason}`;
    case 'revocation':
      return `certification for ${fact.track} revoked: ${fact.reason}`;
    case 'permit':
      return `retake permit for ${fact.track}: ${fact.reason}`;
    case 'waiver':
      return `window ${fact.window} waived for ${fact.track}: ${fact.reason}`;
    case 'extension':
      return `window ${fact.window} extended for ${fact.track} until ${showDay(fact.until)}: ${fact.reason}`;
    case 'leave':
      return `away from ${showDay(fact.from)} ${fact.to === NEVER ? 'until further notice' : `through ${showDay(fact.to)}`}: ${fact.reason}`;
    case 'roster': {
      const { role, team, start_day, end_day } = fact.row;
      const parts = [role, team, start_day === undefined ? '' : `from ${showDay(start_day)}`, end_day === undefined ? '' : `through ${showDay(end_day)}`];
      return `on the roster: ${parts.filter((part) => part !== '').join(', ')}`;
    }
    case 'void':
      return `fact ${fact.target.slice(0, 8)} taken back: ${fact.reason}`;
    default:
      return unreachable(fact);
  }
}

/** What the rules made of a fact. */
export function verdictWords(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'passed':
    case 'granted': {
      const what = verdict.kind === 'passed' ? 'counts as a pass' : 'counts like a pass';
      return verdict.window ? `${what}: certified for the ${verdict.window.label} window` : `${what}: certified, before the first window`;
    }
    case 'failed':
      return 'counts as a fail: the learning path comes first, then the retake';
    case 'not-counted':
      return `does not count: ${notCountedWords(verdict.reason)}`;
    case 'revoked':
      return 'earlier passes no longer count; the learning path comes first, then the assessment';
    case 'permitted':
      return 'may retake without completing the path again';
    case 'permit-without-fail':
      return 'changes nothing: there was no fail to lift';
    case 'completed':
      return verdict.path_complete_again ? 'the path is complete again' : verdict.path_complete ? 'the path is complete' : 'counts towards the path';
    case 'other-track':
      return 'belongs to another track';
    default:
      return unreachable(verdict);
  }
}

/** Which sentence of the rule book a verdict comes from, for those who want to know exactly. */
export function ruleOfVerdict(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'passed':
    case 'failed':
      return 'an owed attempt counts; it is a pass if points × 100 ≥ pass mark × max points';
    case 'not-counted':
      return RULE_OF_REASON[verdict.reason.why];
    case 'granted':
      return 'a grant always counts, like a pass without a score';
    case 'revoked':
      return 'a revocation takes earlier passes away and leaves an unresolved fail';
    case 'permitted':
    case 'permit-without-fail':
      return 'a retake permit lifts the duty to complete the path again after the fail that is unresolved at that moment';
    case 'completed':
      return 'the path is complete from the first moment at which completions cover every required module of the edition in force';
    case 'other-track':
      return 'an attempt at another track\'s assessment never counts for this one';
    default:
      return unreachable(verdict);
  }
}

const RULE_OF_REASON = {
  'path not complete': 'before the first certification an attempt is owed only once the path is complete',
  'path not complete again': 'after a fail an attempt is owed only once the path is complete again, or a retake permit is given',
  'already certified': 'while certified an attempt is owed only in a window later than the one certified for',
  'window waived': 'in a window that was waived by then nothing is owed',
  'assurance too low': 'an owed attempt counts only if its assurance is at least the program\'s least',
} as const;
