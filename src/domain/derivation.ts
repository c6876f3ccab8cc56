/** The derivation of a status: every fact in the order in which the rules took it, and what they made of it. */
import type { Day } from './day.js';
import type { Extension, Fact, Leave, Void, Waiver } from './fact.js';
import type { Verdict } from './fold.js';
import { type Dated, dated, extensionsOf, leavesOf, seenOn, voidsOf, waiversOf } from './seen.js';
import { type MemberHistory, type Status, type TrackRules, type Walkable, historyOf, statusOn } from './status.js';
import type { Zone } from './zone.js';

export interface DerivationStep {
  fact: Dated<Walkable>;
  verdict: Verdict;
}

export interface Derivation {
  status: Status;
  /** The walked facts that concern the track. */
  steps: DerivationStep[];
  waivers: Dated<Waiver>[];
  extensions: Dated<Extension>[];
  leaves: Dated<Leave>[];
  /** Facts that are not seen any more, each with the void that took it back. */
  voided: { fact: Dated; by: Dated<Void> }[];
  history: MemberHistory;
}

/** `facts` are all that are known of the member, in any order. */
export function derive(rules: TrackRules, facts: readonly Fact[], zone: Zone, day: Day): Derivation {
  const all = dated(facts, zone);
  const seen = seenOn(all, day);
  const history = historyOf(seen);
  const steps: DerivationStep[] = [];
  const status = statusOn(rules, history, day, (fact, verdict) => {
    if (verdict.kind !== 'other-track') steps.push({ fact, verdict });
  });
  const voids = new Map(voidsOf(seen).map((each) => [each.target, each]));
  return {
    status,
    steps,
    waivers: waiversOf(seen, rules.track),
    extensions: extensionsOf(seen, rules.track),
    leaves: leavesOf(seen),
    voided: all.flatMap((fact) => (fact.kind !== 'void' && voids.has(fact.fact) ? [{ fact, by: voids.get(fact.fact)! }] : [])),
    history,
  };
}
