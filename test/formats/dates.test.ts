import { describe, expect, test } from 'vitest';
import { formatDay, formatInstant } from '../../src/domain/day.js';
import { makeZone } from '../../src/domain/zone.js';
import { type DateOrder, readDay, readHappened } from '../../src/formats/dates.js';

const LOS_ANGELES = makeZone('America/Los_Angeles');

function day(text: string, order?: DateOrder): string {
  const read = readDay(text, order);
  return 'day' in read ? formatDay(read.day) : read.fault;
}

/** The instant or the day, with the notes behind it; or the fault. */
function happened(text: string, order?: DateOrder): string {
  const read = readHappened(text, LOS_ANGELES, order);
  if ('fault' in read) return read.fault;
  const when = 'at' in read.happened ? formatInstant(read.happened.at) : formatDay(read.happened.on);
  return [when, ...read.notes].join(' ');
}

describe('days', () => {
  test.each([
    ['2020-10-13', '2020-10-13'],
    [' 2020-10-13 ', '2020-10-13'],
    ['2020/10/13', '2020-10-13'],
    ['2020/1/3', '2020-01-03'],
    ['2020-02-29', '2020-02-29'],
    ['13/10/2020', '2020-10-13'],
    ['10/13/2020', '2020-10-13'],
    ['13.10.2020', '2020-10-13'],
    ['03/03/2021', '2021-03-03'],
    ['1970-01-01', '1970-01-01'],
    ['2199-12-31', '2199-12-31'],
  ])('%s is %s', (text, iso) => {
    expect(day(text)).toBe(iso);
  });

  test.each([
    ['03/04/2021', '03/04/2021 may be 2021-03-04 or 2021-04-03'],
    ['3.4.2021', '3.4.2021 may be 2021-03-04 or 2021-04-03'],
    ['2021-02-29', 'there is no such day as 2021-02-29'],
    ['2021/13/01', 'there is no such day as 2021/13/01'],
    ['31/04/2021', 'there is no such day as 31/04/2021'],
    ['00/10/2020', 'there is no such day as 00/10/2020'],
    ['13/13/2020', 'there is no such day as 13/13/2020'],
    ['1969-12-31', '1969-12-31 lies outside the years 1970 to 2199'],
    ['2200-01-01', '2200-01-01 lies outside the years 1970 to 2199'],
    ['0020-10-13', 'there is no such day as 0020-10-13'],
    ['13/10/20', '13/10/20 is not a day'],
    ['13/10-2020', '13/10-2020 is not a day'],
    ['44117', "44117 looks like a spreadsheet's number for a day"],
    ['October 13th', 'October 13th is not a day'],
    ['', 'an empty cell is not a day'],
  ])('%s is refused', (text, fault) => {
    expect(day(text)).toBe(fault);
  });

  test.each<[string, DateOrder, string]>([
    ['03/04/2021', 'mdy', '2021-03-04'],
    ['03/04/2021', 'dmy', '2021-04-03'],
    ['2021-03-04', 'dmy', '2021-03-04'],
    ['13/10/2020', 'mdy', 'there is no such day as 13/10/2020'],
    ['10/13/2020', 'dmy', 'there is no such day as 10/13/2020'],
  ])('%s with the order %s: %s', (text, order, outcome) => {
    expect(day(text, order)).toBe(outcome);
  });
});

describe('instants, and times without a zone in Los Angeles', () => {
  test.each([
    ['2020-10-13T16:41:07Z', '2020-10-13T16:41:07Z'],
    ['2020-10-13 16:41:07Z', '2020-10-13T16:41:07Z'],
    ['2020-10-16T23:58-07:00', '2020-10-17T06:58:00Z'],
    ['2020-10-13T16:41:07.250+00:00', '2020-10-13T16:41:07.250Z'],
    ['2020-10-13', '2020-10-13'],
    ['10/13/2020', '2020-10-13'],
    ['2020-10-13 09:41', '2020-10-13T16:41:00Z zone-assumed'],
    ['2020-10-13T09:41:07', '2020-10-13T16:41:07Z zone-assumed'],
    ['2020/10/13 9:41:07', '2020-10-13T16:41:07Z zone-assumed'],
    ['10/13/2020 9:41:07', '2020-10-13T16:41:07Z zone-assumed'],
    ['10/13/2020, 9:41:07 AM', '2020-10-13T16:41:07Z zone-assumed'],
    ['10/13/2020 12:05 am', '2020-10-13T07:05:00Z zone-assumed'],
    ['10/13/2020 12:05 pm', '2020-10-13T19:05:00Z zone-assumed'],
    ['13.10.2020\u00a04:41 p.\u202fm.', '2020-10-13T23:41:00Z zone-assumed'],
    ['2020-11-01 01:30', '2020-11-01T08:30:00Z zone-assumed first-of-two'],
  ])('%s is %s', (text, outcome) => {
    expect(happened(text)).toBe(outcome);
  });

  test.each([
    ['2021-03-14 02:30', 'there is no 2021-03-14 02:30 in America/Los_Angeles: the clock was set forward over it'],
    ['03/04/2021 09:41', '03/04/2021 may be 2021-03-04 or 2021-04-03'],
    ['2020-10-13 24:00', 'there is no such time as in 2020-10-13 24:00'],
    ['2020-10-13 09:60', 'there is no such time as in 2020-10-13 09:60'],
    ['10/13/2020 13:05 pm', 'there is no such time as in 10/13/2020 13:05 pm'],
    ['2021-02-29 09:00', 'there is no such day as 2021-02-29'],
    ['2021-02-29T09:00:00Z', '2021-02-29T09:00:00Z is not a day or a time'],
    ['1970-01-01T00:30:00Z', '1970-01-01T00:30:00Z lies outside the years 1970 to 2199'],
    ['yesterday', 'yesterday is not a day or a time'],
    ['', 'an empty cell is not a day or a time'],
  ])('%s is refused', (text, fault) => {
    expect(happened(text)).toBe(fault);
  });

  test('what can be read in two ways says how to write it in one', () => {
    expect(readDay('03/04/2021')).toMatchObject({ hint: expect.stringContaining('write a day as 2020-10-13') });
  });
});
