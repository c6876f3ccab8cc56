/** The derivation of a status as data. */
import { formatDay } from '../domain/day.js';
import type { Derivation } from '../domain/derivation.js';
import type { Verdict } from '../domain/fold.js';
import type { Policy } from '../domain/policy.js';
import type { MemberWindow } from '../domain/status.js';
import { factJson } from './fact-json.js';
import { ruleOfVerdict, verdictWords } from './fact-words.js';
import { windowRule } from './why-screen.js';
import { nextActionSentence, notCountedWords, statusSentence } from './words.js';

export function whyJson(derivation: Derivation, policy: Policy): Record<string, unknown> {
  const { status, steps, waivers, extensions, leaves, voided } = derivation;
  return {
    track: status.track,
    as_of: formatDay(status.day),
    status: status.status,
    sentence: statusSentence(status),
    valid: status.valid,
    certified_on: status.certified_on === undefined ? null : formatDay(status.certified_on),
    certified_for: status.standing.certification?.cycle?.label ?? null,
    valid_through: status.valid_through === undefined ? null : formatDay(status.valid_through),
    due_by: status.due_by === undefined ? null : formatDay(status.due_by),
    next_action: nextActionSentence(status, { all: true }),
    modules_missing: status.modules.missing.map(({ module }) => module),
    facts: steps.map(({ fact, verdict }) => ({ ...factJson(fact), day: formatDay(fact.day), ...verdictJson(verdict) })),
    waivers: waivers.map(factJson),
    extensions: extensions.map(factJson),
    leaves: leaves.map(factJson),
    voided: voided.map(({ fact, by }) => ({ ...factJson(fact), voided_by: factJson(by) })),
    window: status.next ? windowJson(status.next, policy) : null,
  };
}

function verdictJson(verdict: Verdict): Record<string, unknown> {
  const counted = verdict.kind === 'passed' || verdict.kind === 'failed' || verdict.kind === 'granted';
  return {
    verdict: verdict.kind,
    counts: counted ? true : verdict.kind === 'not-counted' ? false : null,
    reason: verdict.kind === 'not-counted' ? notCountedWords(verdict.reason) : null,
    words: verdictWords(verdict),
    rule: ruleOfVerdict(verdict),
  };
}

function windowJson({ window, closes, moved_by }: MemberWindow, policy: Policy): Record<string, unknown> {
  return {
    window: window.label,
    opens: formatDay(window.opens),
    closes: formatDay(window.closes),
    closes_for_member: Number.isFinite(closes) ? formatDay(closes) : null,
    moved_by: moved_by.map(factJson),
    rule: windowRule(window, policy),
  };
}
