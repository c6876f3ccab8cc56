/** The keys of curricula/program.yaml. */
import * as v from 'valibot';
import { ASSURANCES, type Policy, QUARTERS } from '../domain/policy.js';
import { parseWindowLabel } from '../domain/calendar.js';
import { makeZone } from '../domain/zone.js';
import { day, described, group, id, line, passMark, wholeNumber } from './schema-parts.js';
import { must } from './wording.js';

function isZone(name: string): boolean {
  try {
    makeZone(name);
    return true;
  } catch {
    return false;
  }
}

const timeZone = v.pipe(v.string(), v.check(isZone, must.beZone));

const windowLabel = v.pipe(
  v.string(),
  v.check((value) => parseWindowLabel(value) !== undefined, must.beWindow),
  v.metadata({ pattern: '^Q[1-4]FY(\\d{2}|\\d{4})$' }),
);

const fiscalYear = group({
  first_month: described(v.optional(wholeNumber(1, 12), 2), 'The month a fiscal year starts with, 1 to 12.'),
  named_after: described(
    v.optional(v.picklist(['end', 'start']), 'end'),
    'Whether it bears the number of the calendar year of its last day (end) or of its first (start).',
  ),
});

const certification = group({
  pass_mark: described(v.optional(passMark, 80), 'Percent needed to pass, where an assessment does not say its own.'),
  first_due_days: described(
    v.optional(wholeNumber(0, 3650), 90),
    'Days after joining by which a new member should be certified.',
  ),
  min_assurance: described(
    v.optional(v.picklist(ASSURANCES), 'self'),
    'How far an attempt must be trusted to count: self (graded on the own machine), staff (imported), server (graded there).',
  ),
});

const handSetWindow = group({
  window: described(windowLabel, 'The window this row replaces, or adds.'),
  opens: described(day, 'Its first day.'),
  closes: described(day, 'Its last day, included.'),
});

const recertification = group({
  quarters: described(
    v.optional(v.array(v.picklist(QUARTERS)), ['Q1', 'Q3']),
    'The quarters that start with a window for recertifying.',
  ),
  window_days: described(v.optional(wholeNumber(1, 366), 45), 'How many days a window is open.'),
  early_days: described(v.optional(wholeNumber(0, 366), 0), 'How many days before it opens an attempt already counts for it.'),
  windows: described(v.optional(v.array(handSetWindow), []), 'Windows set by hand.'),
});

const track = group({
  track: described(id, 'The id of the track.'),
  title: described(line, 'Its name, as people see it.'),
  roles: described(
    v.pipe(v.array(line), v.nonEmpty(must.holdOne('role'))),
    'The roles that follow this track, spelled as on the roster.',
  ),
  path: described(id, 'The id of its learning path.'),
  assessment: described(id, 'The id of its assessment.'),
});

export const programSchema = v.pipe(
  group({
    program: described(id, 'The id of the program. Records belong to it: do not change it.'),
    title: described(line, 'Its name, as people see it.'),
    time_zone: described(timeZone, 'The zone whose calendar days count, such as America/Los_Angeles.'),
    fiscal_year: described(v.optional(fiscalYear, {}), 'The fiscal calendar.'),
    certification: described(v.optional(certification, {}), 'What it takes to be certified.'),
    recertification: described(v.optional(recertification, {}), 'When everybody certifies again.'),
    leave: described(
      v.optional(group({ return_days: described(v.optional(wholeNumber(0, 3650), 30), 'Days somebody has after a leave.') }), {}),
      'What a leave moves.',
    ),
    tracks: described(v.pipe(v.array(track), v.nonEmpty(must.holdOne('track'))), 'Which roles learn and are assessed by what.'),
  }),
  v.title('Certification program'),
);

/** The schema's output is the policy, key for key; this line stops compiling when they part. */
export function policyOf(checked: v.InferOutput<typeof programSchema>): Policy {
  return checked;
}
