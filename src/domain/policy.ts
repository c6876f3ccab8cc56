/** The policy: what `curricula/program.yaml` says. Keys are spelled as in the file; days are ISO text, as in the file. */

export const ASSURANCES = ['self', 'staff', 'server'] as const;
/** How much a fact may be trusted: `self` < `staff` < `server`. */
export type Assurance = (typeof ASSURANCES)[number];

export const QUARTERS = ['Q1', 'Q2', 'Q3', 'Q4'] as const;
export type Quarter = (typeof QUARTERS)[number];

export interface FiscalYear {
  /** 1 to 12. */
  first_month: number;
  /** Whether a fiscal year bears the number of the calendar year of its last day or of its first. */
  named_after: 'end' | 'start';
}

export interface HandSetWindow {
  window: string;
  opens: string;
  closes: string;
}

export interface Track {
  track: string;
  title: string;
  roles: string[];
  /** The id of its learning path. */
  path: string;
  /** The id of its assessment. */
  assessment: string;
}

export interface Policy {
  program: string;
  title: string;
  time_zone: string;
  fiscal_year: FiscalYear;
  certification: { pass_mark: number; first_due_days: number; min_assurance: Assurance };
  recertification: { quarters: Quarter[]; window_days: number; early_days: number; windows: HandSetWindow[] };
  leave: { return_days: number };
  tracks: Track[];
}

/** Whether `assurance` is at least `least`. */
export function assuredAtLeast(assurance: Assurance, least: Assurance): boolean {
  return ASSURANCES.indexOf(assurance) >= ASSURANCES.indexOf(least);
}

/** The tracks that name the role: none, one, or several. */
export function tracksOfRole(policy: Policy, role: string): Track[] {
  return policy.tracks.filter((track) => track.roles.includes(role));
}
