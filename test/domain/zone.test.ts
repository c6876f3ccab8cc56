/** The program's time zone: which day an instant belongs to, whatever the clocks do there. */
import { describe, expect, test } from 'vitest';
import { clockChanges } from '../../src/domain/clock.js';
import { formatDay, formatInstant } from '../../src/domain/day.js';
import { makeZone } from '../../src/domain/zone.js';
import { day, instantIn } from './history.js';

const LA = 'America/Los_Angeles';
const SAO_PAULO = 'America/Sao_Paulo';

const dayIn = (zone: string, instant: string) => formatDay(makeZone(zone).dayOf(instantIn(instant)));

describe('the day of an instant', () => {
  test.each([
    ['UTC', '2020-10-16T23:59:59.999Z', '2020-10-16'],
    ['UTC', '2020-10-17T00:00Z', '2020-10-17'],
    // Summer time in Los Angeles is seven hours behind, winter time eight.
    [LA, '2020-10-17T06:59:59.999Z', '2020-10-16'],
    [LA, '2020-10-17T07:00Z', '2020-10-17'],
    [LA, '2020-12-17T07:59:59.999Z', '2020-12-16'],
    [LA, '2020-12-17T08:00Z', '2020-12-17'],
    // On the days of the change themselves: 8 March of 23 hours, 1 November of 25.
    [LA, '2020-03-08T08:00Z', '2020-03-08'],
    [LA, '2020-03-09T06:59:59.999Z', '2020-03-08'],
    [LA, '2020-03-09T07:00Z', '2020-03-09'],
    [LA, '2020-11-01T07:00Z', '2020-11-01'],
    [LA, '2020-11-02T07:59:59.999Z', '2020-11-01'],
    [LA, '2020-11-02T08:00Z', '2020-11-02'],
    ['Asia/Kolkata', '2020-10-16T18:29:59.999Z', '2020-10-16'],
    ['Asia/Kolkata', '2020-10-16T18:30Z', '2020-10-17'],
    // Fourteen hours ahead in summer; and before 2011-12-30, which Apia left out, ten behind.
    ['Pacific/Apia', '2021-01-01T10:00Z', '2021-01-02'],
    ['Pacific/Apia', '2011-12-30T09:59:59.999Z', '2011-12-29'],
    ['Pacific/Apia', '2011-12-30T10:00Z', '2011-12-31'],
    // Midnight was skipped on 4 November 2018, and came back an hour late on 17 February.
    [SAO_PAULO, '2018-11-04T02:59:59.999Z', '2018-11-03'],
    [SAO_PAULO, '2018-11-04T03:00Z', '2018-11-04'],
    [SAO_PAULO, '2018-02-18T02:30Z', '2018-02-17'],
    [SAO_PAULO, '2018-02-18T03:00Z', '2018-02-18'],
    // One minute into 7 November 2010 the clock was set back to 23:01 of the day before.
    ['America/St_Johns', '2010-11-07T02:30:30Z', '2010-11-07'],
    ['America/St_Johns', '2010-11-07T02:31Z', '2010-11-06'],
    ['America/St_Johns', '2010-11-07T03:30Z', '2010-11-07'],
  ])('%s: %s belongs to %s', (zone, instant, expected) => {
    expect(dayIn(zone, instant)).toBe(expected);
  });

  test.each(['UTC', LA, 'Asia/Kolkata', 'Pacific/Apia', SAO_PAULO, 'America/Havana', 'Australia/Lord_Howe'])(
    '%s agrees with the calendar of the platform in every hour of 2018',
    (name) => {
      const zone = makeZone(name);
      const platform = new Intl.DateTimeFormat('sv-SE', { timeZone: name });
      for (let at = Date.UTC(2018, 0, 1); at < Date.UTC(2019, 0, 1); at += 3_600_000) {
        const instant = at as ReturnType<typeof instantIn>;
        if (formatDay(zone.dayOf(instant)) !== platform.format(at)) {
          expect.fail(`${formatInstant(instant)} is ${platform.format(at)}, not ${formatDay(zone.dayOf(instant))}`);
        }
      }
    },
  );
});

describe('the start of a day', () => {
  test.each([
    ['UTC', '2020-10-17', '2020-10-17T00:00:00Z'],
    [LA, '2020-03-08', '2020-03-08T08:00:00Z'],
    [LA, '2020-03-09', '2020-03-09T07:00:00Z'],
    [SAO_PAULO, '2018-11-04', '2018-11-04T03:00:00Z'],
    // Havana has midnight twice when it sets its clocks back from one o'clock: the day starts with the first.
    ['America/Havana', '2018-11-04', '2018-11-04T04:00:00Z'],
    ['Asia/Kolkata', '2021-01-01', '2020-12-31T18:30:00Z'],
  ])('%s: %s starts at %s', (zone, on, start) => {
    expect(formatInstant(makeZone(zone).startOf(day(on)))).toBe(start);
  });
});

describe('a local time', () => {
  const hour = 3_600_000;
  const instants = (zone: string, on: string, ms: number) => makeZone(zone).instantsOf(day(on), ms).map(formatInstant);

  test('is one instant on most days', () => {
    expect(instants(LA, '2020-10-16', 23.5 * hour)).toEqual(['2020-10-17T06:30:00Z']);
  });
  test('is none in the hour that a clock skips', () => {
    expect(instants(LA, '2020-03-08', 2.5 * hour)).toEqual([]);
  });
  test('is two in the hour that a clock repeats', () => {
    expect(instants(LA, '2020-11-01', 1.5 * hour)).toEqual(['2020-11-01T08:30:00Z', '2020-11-01T09:30:00Z']);
  });
});

describe('changes of the clock, kept', () => {
  test('are where they are in Los Angeles', () => {
    const changes = clockChanges(LA).map(([from, ahead]) => `${formatInstant(from as ReturnType<typeof instantIn>)} ${ahead / 3_600_000}`);
    expect(changes[0]).toBe('1970-01-01T00:00:00Z -8');
    expect(changes).toContain('2020-03-08T10:00:00Z -7');
    expect(changes).toContain('2020-11-01T09:00:00Z -8');
  });

  // Zones whose clocks were changed at odd times, or for a few weeks only.
  test.each([LA, 'UTC', 'Asia/Gaza', 'Africa/Casablanca', 'Africa/Cairo', 'Pacific/Apia', 'America/St_Johns', 'Africa/Monrovia'])(
    '%s says the same by them as by the platform',
    (name) => {
      const [kept, asked] = [makeZone(name, clockChanges(name)), makeZone(name)];
      for (let at = Date.UTC(1970, 0, 2); at < Date.UTC(2040, 0, 1); at += 7 * 3_600_000) {
        const instant = at as ReturnType<typeof instantIn>;
        if (kept.dayOf(instant) !== asked.dayOf(instant)) expect.fail(formatInstant(instant));
      }
    },
  );
});

test('a zone that the platform does not know is refused', () => {
  expect(() => makeZone('America/Los_Angles')).toThrow(RangeError);
  expect(() => clockChanges('America/Los_Angles')).toThrow(RangeError);
});
