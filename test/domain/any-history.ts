/**
 * Histories at random, crowded on few days on purpose: the rules are about what happens at the same time, on the first and
 * last days of windows, and on the days on which editions take effect. Days far from all that would prove little.
 */
import fc from 'fast-check';
import { makeCalendar, windowFaults } from '../../src/domain/calendar.js';
import type { Fact } from '../../src/domain/fact.js';
import type { Assurance } from '../../src/domain/policy.js';
import { type Edition, type Happening, type Setting, day, history, policyWith } from './history.js';

const DAYS = [
  '2020-06-15', '2020-08-01', '2020-08-14', '2020-08-15', '2020-09-01', '2020-10-16', '2020-10-17', '2020-12-31',
  '2021-01-10', '2021-01-31', '2021-02-01', '2021-02-02', '2021-02-20', '2021-03-17', '2021-03-18', '2021-05-01',
  '2021-07-31', '2021-08-01', '2021-09-14', '2021-09-15', '2022-02-01', '2022-02-28',
];
const TIMES = ['T00:00Z', 'T06:59:59.999Z', 'T07:00Z', 'T12:00Z', 'T12:00Z', 'T18:30Z', 'T23:30-07:00'];
const MODULES = ['a', 'b', 'c'];
const SCORES = ['16/20', '15.99/20', '20/25', '19.2/24', '1 of 1', '1/3 of 1', '0/10', '17/20', '9/10'];

const oneOf = <T>(...values: T[]) => fc.constantFrom(...values);

/** Few different days in one history, and neighbours of one another more often than not. */
function daysOfOneHistory(): fc.Arbitrary<string[]> {
  return fc
    .tuple(fc.nat(DAYS.length - 1), fc.array(fc.nat(DAYS.length - 1), { maxLength: 4 }))
    .map(([start, others]) => [DAYS[start]!, DAYS[(start + 1) % DAYS.length]!, ...others.map((place) => DAYS[place]!)]);
}

function happening(days: readonly string[], windows: readonly string[]): fc.Arbitrary<Happening> {
  const day = oneOf(...days);
  const window = oneOf(...windows);
  const instant = fc.tuple(day, oneOf(...TIMES)).map((parts) => parts.join(''));
  const when = fc.oneof({ weight: 3, arbitrary: day }, { weight: 2, arbitrary: instant });
  const track = oneOf('sales', 'sales', 'sales', 'sales', 'cs');
  const assurance = oneOf<Assurance>('self', 'staff', 'staff', 'server');
  const module = oneOf(...MODULES);
  const pass_mark = oneOf('80', '80', '50', '100');
  const attempt = fc.record({ attempt: when, score: oneOf(...SCORES), assessment: track, pass_mark, assurance });
  const leave = fc.tuple(day, fc.option(day, { freq: 4 }), when).map(([from, to, on]) => {
    if (to === null) return { leave: from, on };
    return from < to ? { leave: from, to, on } : { leave: to, to: from, on };
  });
  return fc.oneof(
    { weight: 8, arbitrary: fc.record({ completion: when, module, assurance }) },
    { weight: 8, arbitrary: attempt },
    { weight: 1, arbitrary: fc.record({ grant: when, track, assurance }) },
    { weight: 2, arbitrary: fc.record({ revocation: when, track }) },
    { weight: 2, arbitrary: fc.record({ permit: when, track }) },
    { weight: 3, arbitrary: fc.record({ waive: window, on: when, track }) },
    { weight: 2, arbitrary: fc.record({ extend: window, until: oneOf(...DAYS), on: when, track }) },
    { weight: 2, arbitrary: leave },
    { weight: 1, arbitrary: rosterChange(when, day) },
    { weight: 1, arbitrary: fc.record({ void: fc.nat(12).map((place) => idAt(place)), on: when }) },
  );
}

/** Most members come certified, or at least trained: few histories at random would ever get so far. */
function prelude(days: readonly string[]): fc.Arbitrary<Happening[]> {
  const trained = MODULES.map((module): Happening => ({ completion: '2020-05-01', module }));
  const passes = oneOf('2020-05-02', '2020-05-02', '2020-05-02', ...days).map((attempt): Happening[] => [
    ...trained,
    { attempt, score: '20/20', assurance: 'server' },
  ]);
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant<Happening[]>([]) },
    { weight: 1, arbitrary: fc.constant(trained) },
    { weight: 5, arbitrary: passes },
  );
}

function rosterChange(when: fc.Arbitrary<string>, day: fc.Arbitrary<string>): fc.Arbitrary<Happening> {
  return fc
    .tuple(when, oneOf('Account Executive', 'Strategic Account Leader', 'Customer Success Manager', 'Chef'), fc.option(day))
    .map(([roster, role, start]) => (start === null ? { roster, role } : { roster, role, start }));
}

/** Ids in no order of time: where ties are broken by id, the order of recording must not show. */
const idAt = (place: number) => `${'kbqxjahztmfwcudnvgreps'[place] ?? 'z'}${place}`;

export interface Story {
  facts: Fact[];
  setting: Setting;
  on: string;
}

function settings(days: readonly string[]): fc.Arbitrary<Setting> {
  const edition = fc.record({ effective: oneOf(...days, '2020-01-01'), required: fc.subarray(MODULES) });
  return fc
    .record({
      time_zone: oneOf('UTC', 'America/Los_Angeles', 'Asia/Kolkata', 'Pacific/Apia'),
      fiscal_year: fc.record({ first_month: oneOf(1, 2, 2, 2, 7, 12), named_after: oneOf('end' as const, 'start' as const) }),
      certification: fc.record({ min_assurance: oneOf<Assurance>('self', 'self', 'self', 'staff', 'server') }),
      recertification: fc.record({
        quarters: oneOf<('Q1' | 'Q2' | 'Q3' | 'Q4')[]>(['Q1', 'Q3'], ['Q1', 'Q2', 'Q3', 'Q4'], ['Q4'], []),
        window_days: oneOf(1, 20, 45, 45),
        early_days: oneOf(0, 0, 12, 30),
        windows: fc.subarray([
          { window: 'Q2FY21', opens: '2020-06-15', closes: '2020-06-15' },
          { window: 'Q3FY21', opens: '2020-08-14', closes: '2020-10-16' },
          { window: 'Q1FY22', opens: '2021-02-02', closes: '2021-02-20' },
          { window: 'Q3FY22', opens: '2021-09-14', closes: '2022-01-01' },
        ]),
      }),
      leave: fc.record({ return_days: oneOf(0, 5, 30) }),
      path: fc.uniqueArray(edition, { selector: (each: Edition) => each.effective, minLength: 1, maxLength: 3 }),
    })
    .filter((setting) => windowFaults(policyWith(setting)).length === 0);
}

/** The windows that a history of these years may name, and one that is not there. */
function windowsIn(setting: Setting): string[] {
  const { windows } = makeCalendar(policyWith(setting));
  const near = windows.filter(({ opens }) => opens >= day('2020-06-01') && opens <= day('2022-02-28'));
  return [...near.map(({ label }) => label), 'Q3FY19'];
}

/** A history, the setting it happened in, and a day to ask about. */
export function stories(maxLength = 14): fc.Arbitrary<Story> {
  return daysOfOneHistory().chain((days) =>
    settings(days).chain((setting) =>
      fc.record({
        facts: fc
          .tuple(prelude(days), fc.array(happening(days, windowsIn(setting)), { maxLength }))
          .map((parts) => history(...parts.flat().map((each, place) => ({ ...each, as: idAt(place) })))),
        setting: fc.constant(setting),
        on: fc.oneof(oneOf(...days), oneOf(...DAYS.slice(12))),
      }),
    ),
  );
}
