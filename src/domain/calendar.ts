/** The fiscal calendar and its windows (rule book, section 3). */
import { type Day, LAST_DAY, addDays, dayOf, formatDay, parseDay, partsOf } from './day.js';
import type { FiscalYear, Policy, Quarter } from './policy.js';

/** A time for recertifying. Both days are inclusive. */
export interface Window {
  /** Such as `Q1FY28`. */
  label: string;
  opens: Day;
  closes: Day;
  /** Its place among all windows, by the day it opens. A later window has a greater number. */
  index: number;
  /** Whether the days were set by hand in the policy. */
  by_hand: boolean;
}

export interface Calendar {
  /** All windows that the program's range of days holds, by the day they open. */
  readonly windows: readonly Window[];
  /** The last window whose opening day, less the early days, is on or before `day`; undefined before the first. */
  cycle(day: Day): Window | undefined;
  /** The first window after `window` (undefined: before all) whose label is not in `waived`; undefined if there is none. */
  firstAfter(window: Window | undefined, waived: ReadonlySet<string>): Window | undefined;
  byLabel(label: string): Window | undefined;
}

const FIRST_YEAR = 1970;
const LAST_YEAR = 2199;
const LABEL = /^(Q[1-4])FY(\d{2}|\d{4})$/;

/** A fault in the windows of a policy, with the label it concerns. */
export interface WindowFault {
  window: string;
  message: string;
}

/** The label of a quarter: two digits of the year in this century, four in any other. */
export function windowLabel(quarter: Quarter, year: number): string {
  return `${quarter}FY${year >= 2000 && year <= 2099 ? String(year % 100).padStart(2, '0') : year}`;
}

/** Quarter and fiscal year of a label such as `Q3FY21`; undefined if it is not one. */
export function parseWindowLabel(label: string): { quarter: Quarter; year: number } | undefined {
  const match = LABEL.exec(label);
  if (!match) return undefined;
  const digits = match[2]!;
  const year = digits.length === 2 ? 2000 + Number(digits) : Number(digits);
  return windowLabel(match[1] as Quarter, year) === label ? { quarter: match[1] as Quarter, year } : undefined;
}

/** The first day of a fiscal year. */
export function fiscalYearStart(fiscalYear: FiscalYear, year: number): Day {
  return quarterStart(fiscalYear, year, 'Q1');
}

/** The first day of a quarter: 3 × (n − 1) months after the first day of the fiscal year. */
export function quarterStart(fiscalYear: FiscalYear, year: number, quarter: Quarter): Day {
  const startsInYearBefore = fiscalYear.named_after === 'end' && fiscalYear.first_month > 1;
  return dayOf(startsInYearBefore ? year - 1 : year, fiscalYear.first_month + 3 * (Number(quarter.slice(1)) - 1), 1);
}

/** The fiscal quarter that a day lies in. */
export function quarterOf(fiscalYear: FiscalYear, day: Day): { quarter: Quarter; year: number } {
  const { year, month } = partsOf(day);
  const monthsIn = (month - fiscalYear.first_month + 12) % 12;
  const firstYear = month >= fiscalYear.first_month ? year : year - 1;
  const named = fiscalYear.named_after === 'end' && fiscalYear.first_month > 1 ? firstYear + 1 : firstYear;
  return { quarter: `Q${Math.floor(monthsIn / 3) + 1}` as Quarter, year: named };
}

type PolicyOfWindows = Pick<Policy, 'fiscal_year' | 'recertification'>;

/** The windows of a policy by opening day, whether or not they overlap. */
interface WindowList {
  length: number;
  at(index: number): Window;
}

/** By their places. Each is made when it is asked for: there are hundreds, and one member's status looks at a dozen. */
function computedWindows({ fiscal_year, recertification }: PolicyOfWindows): WindowList {
  const quarters = [...new Set(recertification.quarters)].sort();
  const made: Window[] = [];
  return {
    length: quarters.length * (LAST_YEAR - FIRST_YEAR + 1),
    at(index) {
      const known = made[index];
      if (known) return known;
      const [year, quarter] = [FIRST_YEAR + Math.floor(index / quarters.length), quarters[index % quarters.length]!];
      const opens = quarterStart(fiscal_year, year, quarter);
      const closes = addDays(opens, recertification.window_days - 1);
      return (made[index] = { label: windowLabel(quarter, year), opens, closes, index, by_hand: false });
    },
  };
}

/** Computed, and set by hand in their stead or between them. */
function windowList(policy: PolicyOfWindows): WindowList {
  const computed = computedWindows(policy);
  const byHand = policy.recertification.windows;
  if (byHand.length === 0) return computed;
  const windows = new Map(allOf(computed).map((window) => [window.label, window]));
  for (const row of byHand) {
    const [opens, closes] = [parseDay(row.opens), parseDay(row.closes)];
    if (opens === undefined || closes === undefined) throw new RangeError(`not a day in window ${row.window}`);
    windows.set(row.window, { label: row.window, opens, closes, index: 0, by_hand: true });
  }
  const sorted = [...windows.values()].sort((a, b) => a.opens - b.opens);
  sorted.forEach((window, index) => (window.index = index));
  return { length: sorted.length, at: (index) => sorted[index]! };
}

function allOf({ length, at }: WindowList): Window[] {
  return Array.from({ length }, (_, index) => at(index));
}

/** What is wrong with the windows: one that closes before it opens, or two that overlap (early days included). */
export function windowFaults(policy: PolicyOfWindows): WindowFault[] {
  const faults: WindowFault[] = [];
  let previous: Window | undefined;
  for (const window of allOf(windowList(policy))) {
    if (window.closes < window.opens) {
      faults.push({ window: window.label, message: `window ${window.label} closes before it opens` });
    }
    const from = addDays(window.opens, -policy.recertification.early_days);
    if (previous && from <= previous.closes) {
      const early = policy.recertification.early_days > 0 ? ` (${policy.recertification.early_days} early days included)` : '';
      faults.push({
        window: previous.by_hand && !window.by_hand ? previous.label : window.label,
        message: `window ${window.label} starts on ${formatDay(from)}${early}, before window ${previous.label} has closed on ${formatDay(previous.closes)}`,
      });
    }
    previous = window;
  }
  return faults;
}

/** The policy's windows must be without faults (`windowFaults`). */
export function makeCalendar(policy: PolicyOfWindows): Calendar {
  const windows = windowList(policy);
  const early = policy.recertification.early_days;

  const begins = (index: number) => windows.at(index).opens - early;
  const last = windows.length - 1;
  const daysBetween = last > 0 ? (begins(last) - begins(0)) / last : 1;

  function cycle(day: Day): Window | undefined {
    if (last < 0 || day < begins(0)) return undefined;
    // Windows lie about evenly, so the one that has begun last is not far from where it would be if they did.
    let index = Math.min(last, Math.floor((day - begins(0)) / daysBetween));
    while (begins(index) > day) index--;
    while (index < last && begins(index + 1) <= day) index++;
    return windows.at(index);
  }

  function firstAfter(window: Window | undefined, waived: ReadonlySet<string>): Window | undefined {
    let index = window ? window.index + 1 : 0;
    while (index < windows.length && waived.has(windows.at(index).label)) index++;
    const next = index < windows.length ? windows.at(index) : undefined;
    return next && next.opens <= LAST_DAY ? next : undefined;
  }

  let all: Window[] | undefined;
  const everyWindow = () => (all ??= allOf(windows));

  return {
    get windows() {
      return everyWindow();
    },
    cycle,
    firstAfter,
    byLabel: (label) => everyWindow().find((window) => window.label === label),
  };
}
