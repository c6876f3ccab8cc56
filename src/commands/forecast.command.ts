/** `certify forecast`: how many are due, by window and by week. */
import { type Forecast, forecast } from '../domain/forecast.js';
import { formatDay } from '../domain/day.js';
import { viewMember } from '../domain/rule-book.js';
import type { Status } from '../domain/status.js';
import { forecastLines } from '../output/forecast-screen.js';
import { type Context, type Options, countOption, optional, printJson } from './context.js';
import { finishOverdue } from './sittings.js';
import { trackNamed } from './tracks.js';

const MOST_WEEKS = 520;

export async function run(context: Context, _args: string[], options: Options): Promise<number> {
  const { book, policy, today } = await context.program();
  const [track, team] = [optional(options, 'track'), optional(options, 'team')];
  if (track !== undefined) trackNamed(policy, track);
  await context.needPaths(track === undefined ? policy.tracks.map((each) => each.track) : [track]);
  const weeks = countOption(options, 'weeks', 52, MOST_WEEKS);
  await finishOverdue(context);
  const statuses: Status[] = [];
  for await (const { member, facts } of (await context.store()).members()) {
    const { row, presence, statuses: own } = viewMember(book, member, facts, today);
    if (presence !== 'here' || (team !== undefined && row?.team !== team)) continue;
    statuses.push(...own.filter((status) => track === undefined || status.track === track));
  }
  const result = forecast(statuses, book.calendar, today, weeks);
  if (options['json'] === true) await printJson(context, forecastJson(result, formatDay(today), statuses.length));
  else {
    const { out } = context.deps;
    await out.write(`${forecastLines(result, today, statuses.length, out.columns(), out.style).join('\n')}\n`);
  }
  return 0;
}

function forecastJson({ windows, weeks, not_certified, overdue, without_day }: Forecast, from: string, certifications: number): unknown {
  return {
    from,
    certifications,
    not_certified,
    overdue,
    without_day,
    windows: windows.map(({ window, due, open, lapsed }) => ({
      window: window.label,
      opens: formatDay(window.opens),
      closes: formatDay(window.closes),
      due,
      open,
      lapsed,
    })),
    weeks: weeks.map((week) => ({ from: formatDay(week.from), through: formatDay(week.through), opening: week.opening, closing: week.closing })),
  };
}
