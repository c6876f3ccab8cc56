/** The forecast: how many certifications come due, by window and by week, from one day on. */
import type { Calendar, Window } from './calendar.js';
import { type Day, addDays } from './day.js';
import type { Status } from './status.js';

export interface WindowForecast {
  window: Window;
  /** Certified members whose next window this is, or was and is still open. */
  due: number;
  /** Of them, those who owe it now, and those past their closing day. */
  open: number;
  lapsed: number;
}

export interface WeekForecast {
  /** The first day of the week, counted from the day asked about. */
  from: Day;
  through: Day;
  /** Members whose window opens, and members whose closing or target day falls, in the week. */
  opening: number;
  closing: number;
}

export interface Forecast {
  windows: WindowForecast[];
  weeks: WeekForecast[];
  /** Not certified: in training, ready, to retrain or to retake. */
  not_certified: number;
  /** With a closing or target day that is past, or without one. */
  overdue: number;
  without_day: number;
}

const DAYS_PER_WEEK = 7;

/**
 * Whoever is certified passes on time in this forecast and owes the window after the next as well. Who is not certified yet
 * counts in the week of the target day and in no window: nobody knows when the first pass will be. `statuses` are those of one day, `day`.
 */
export function forecast(statuses: readonly Status[], calendar: Calendar, day: Day, weeks: number): Forecast {
  const end = addDays(day, weeks * DAYS_PER_WEEK - 1);
  const result: Forecast = { windows: [], weeks: weeksFrom(day, weeks), not_certified: 0, overdue: 0, without_day: 0 };
  const windows = new Map<string, WindowForecast>();
  const inWeek = (on: Day) => result.weeks[Math.floor((on - day) / DAYS_PER_WEEK)];

  function ofWindow(window: Window): WindowForecast {
    let entry = windows.get(window.label);
    if (!entry) windows.set(window.label, (entry = { window, due: 0, open: 0, lapsed: 0 }));
    return entry;
  }

  for (const status of statuses) {
    const { certification } = status.standing;
    if (!certification) {
      result.not_certified++;
      count(status.due_by);
      continue;
    }
    if (!status.next) continue;
    const { window, closes } = status.next;
    const entry = ofWindow(window);
    entry.due++;
    if (window.opens <= day) entry[closes < day ? 'lapsed' : 'open']++;
    else if (window.opens <= end) inWeek(window.opens)!.opening++;
    count(Number.isFinite(closes) ? closes : undefined);
    // Those who pass this one owe the windows after it as well.
    for (let later = calendar.firstAfter(window, NONE); later && later.opens <= end; later = calendar.firstAfter(later, NONE)) {
      ofWindow(later).due++;
      inWeek(later.opens)!.opening++;
      if (later.closes <= end) inWeek(later.closes)!.closing++;
    }
  }
  result.windows = [...windows.values()].filter(({ window }) => window.opens <= end).sort((a, b) => a.window.index - b.window.index);
  return result;

  function count(closes: Day | undefined): void {
    if (closes === undefined) result.without_day++;
    else if (closes < day) result.overdue++;
    else if (closes <= end) inWeek(closes)!.closing++;
  }
}

const NONE: ReadonlySet<string> = new Set();

function weeksFrom(day: Day, weeks: number): WeekForecast[] {
  return Array.from({ length: weeks }, (_, at) => ({
    from: addDays(day, at * DAYS_PER_WEEK),
    through: addDays(day, at * DAYS_PER_WEEK + DAYS_PER_WEEK - 1),
    opening: 0,
    closing: 0,
  }));
}
