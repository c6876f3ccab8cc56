/** The report's filters: which rows are kept. */
import { Failure } from '../errors.js';
import type { Policy } from '../domain/policy.js';
import { STATUSES, type Status } from '../domain/status.js';
import type { ReportRow } from '../output/report-row.js';
import { type Options, optional } from './context.js';
import { trackNamed } from './tracks.js';

export type Keep = (row: ReportRow, status: Status | undefined) => boolean;

/** The policy is that of the day and instant that the report is about. */
export function keepOf(policy: Policy, options: Options): Keep {
  const track = optional(options, 'track');
  if (track !== undefined) trackNamed(policy, track);
  const kind = optional(options, 'kind');
  if (kind !== undefined && kind !== 'employee' && kind !== 'partner') throw new Failure('usage', `no kind ${kind}`, 'employee or partner');
  const [role, team, manager] = [optional(options, 'role'), optional(options, 'team'), optional(options, 'manager')];
  const statuses = statusesOf(options);
  const within = dueWithin(options);
  return (row, status) =>
    (track === undefined || row.track === track) &&
    (role === undefined || row.role === role) &&
    (team === undefined || row.team === team) &&
    (manager === undefined || row.manager === manager) &&
    (kind === undefined || row.kind === kind) &&
    (statuses === undefined || (status !== undefined && statuses.includes(status.status))) &&
    (within === undefined || (status !== undefined && isDueWithin(status, within)));
}

function statusesOf(options: Options): string[] | undefined {
  const given = options['status'];
  if (!Array.isArray(given)) return undefined;
  const names = given.flatMap((text: string) => text.split(','));
  const strange = names.find((name) => !(STATUSES as readonly string[]).includes(name));
  if (strange !== undefined) throw new Failure('usage', `no status ${strange}`, `there are: ${STATUSES.join(', ')}`);
  return names;
}

function dueWithin(options: Options): number | undefined {
  const text = optional(options, 'dueWithin');
  if (text === undefined) return undefined;
  const match = /^(\d{1,4})([dw]?)$/.exec(text.trim());
  if (!match) throw new Failure('usage', `not a number of days: ${text}`, 'write --due-within 30d or 4w');
  return Number(match[1]) * (match[2] === 'w' ? 7 : 1);
}

/** By the due day, or by the day the next window opens before it has. Who is late is due. */
function isDueWithin({ due_by, day, open, next }: Status, days: number): boolean {
  if (due_by !== undefined) return due_by - day <= days;
  return next !== undefined && open === undefined && next.window.opens - day <= days;
}
