/** Windows as an iCalendar file (RFC 5545): all-day events, so that they fall on the same days in every time zone. */
import ical from 'ical-generator';
import type { Window } from '../domain/calendar.js';
import { type Instant, addDays, formatDay, utcMidnight } from '../domain/day.js';
import type { Policy } from '../domain/policy.js';

/** `now` stamps the events; the same windows at the same instant give the same bytes. */
export function windowsAsIcs(policy: Policy, windows: readonly Window[], now: Instant): string {
  const calendar = ical({ name: `${policy.title}: recertification`, prodId: { company: 'certify', product: 'calendar' } });
  for (const window of windows) {
    calendar.createEvent({
      id: `${policy.program}-${window.label}`,
      stamp: new Date(now),
      start: new Date(utcMidnight(window.opens)),
      // The end of an all-day event is the day after its last.
      end: new Date(utcMidnight(addDays(window.closes, 1))),
      allDay: true,
      summary: `${window.label} recertification window`,
      description: `Recertify from ${formatDay(window.opens)} through ${formatDay(window.closes)}: ${policy.certification.pass_mark} % or more on the role's assessment.`,
      transparency: 'TRANSPARENT' as never,
    });
  }
  return calendar.toString();
}
