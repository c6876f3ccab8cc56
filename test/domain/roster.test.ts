/** The roster: who somebody was on a day (rule book, section 4), and the target of somebody not certified (section 6). */
import { describe, expect, test } from 'vitest';
import { formatDay } from '../../src/domain/day.js';
import { firstDayInRoles, presenceOn, rosterOn, spellsOf } from '../../src/domain/roster.js';
import { dated, seenOn } from '../../src/domain/seen.js';
import { makeZone } from '../../src/domain/zone.js';
import { type Happening, day, history } from './history.js';

const AE = 'Account Executive';
const CSM = 'Customer Success Manager';

function spells(on: string, ...happenings: Happening[]) {
  return spellsOf(seenOn(dated(history(...happenings), makeZone('UTC')), day(on)));
}

function roleOn(on: string, ...happenings: Happening[]): string | undefined {
  return rosterOn(spells(on, ...happenings), day(on))?.role;
}

const rowOf = (fact: Happening) => rosterOn(spells('2026-01-01', fact), day('2026-01-01'))!;

describe('the roster as it was from that day on', () => {
  const joined = { roster: '2026-03-02', role: AE } as const;
  const moved = { roster: '2026-08-01', role: CSM } as const;

  test.each([
    ['2026-07-31', AE],
    ['2026-08-01', CSM],
    ['2030-01-01', CSM],
    // The first fact holds from the beginning, though it was recorded later.
    ['2020-01-01', AE],
  ])('on %s the role is %s', (on, role) => {
    expect(roleOn(on, joined, moved)).toBe(role);
    expect(roleOn(on, moved, joined)).toBe(role);
  });

  test('nobody is on it without a fact', () => {
    expect(roleOn('2026-07-31')).toBeUndefined();
  });

  test('the day from which a fact holds decides, not the day it was recorded', () => {
    const planned = { roster: '2026-10-01', role: 'Strategic Account Leader', recorded: '2026-03-02' } as const;
    expect(roleOn('2026-09-30', planned, joined, moved)).toBe(CSM);
    expect(roleOn('2026-10-01', planned, joined, moved)).toBe('Strategic Account Leader');
  });

  test('of two facts of one day the one recorded later holds', () => {
    const corrected = { roster: '2026-08-01', role: AE, recorded: '2026-08-02' } as const;
    expect(roleOn('2026-08-01', corrected, joined, moved)).toBe(AE);
  });

  test('the ledger says which was recorded later, even if the clock was set back in between', () => {
    const [first, second] = history(
      { ...moved, recorded: '2026-08-01T09:00:00.200Z' },
      { ...moved, role: AE, recorded: '2026-08-01T09:00Z' },
    );
    const facts = dated([{ ...first!, seq: 1 }, { ...second!, seq: 2 }], makeZone('UTC'));
    expect(rosterOn(spellsOf(facts), day('2026-08-01'))?.role).toBe(AE);
  });

  test('when the first is voided, the next one is the first', () => {
    const facts: Happening[] = [{ ...joined, as: 'wrong' }, moved, { void: 'wrong', on: '2026-09-01' }];
    expect(roleOn('2026-08-31', ...facts)).toBe(CSM);
    expect(spells('2026-09-01', ...facts)).toHaveLength(1);
    expect(roleOn('2020-01-01', ...facts)).toBe(AE);
  });
});

describe('presence', () => {
  const row = rowOf({ roster: '2026-01-01', start: '2026-03-01', end: '2026-06-30' });
  test.each([
    ['2026-02-28', 'not-started'],
    ['2026-03-01', 'here'],
    ['2026-06-30', 'here'],
    ['2026-07-01', 'left'],
  ])('on %s: %s', (on, presence) => {
    expect(presenceOn(row, day(on))).toBe(presence);
  });

  test('without dates one is always here', () => {
    expect(presenceOn(rowOf({ roster: '2026-01-01' }), day('1970-01-01'))).toBe('here');
  });
});

describe('the first day in a role of the track', () => {
  const sales = [AE, 'Strategic Account Leader'];

  function firstDay(on: string, ...happenings: Happening[]): string | undefined {
    const first = firstDayInRoles(spells(on, ...happenings), sales, day(on));
    return first === undefined ? undefined : formatDay(first);
  }

  test('is the start day of who joined in it', () => {
    expect(firstDay('2026-12-31', { roster: '2026-01-15', start: '2026-03-01' })).toBe('2026-03-01');
  });
  test('is unknown where the roster holds from the beginning', () => {
    expect(firstDay('2026-12-31', { roster: '2026-01-15' })).toBeUndefined();
  });
  test('is the day of the change for who came from another track, and stays it within the track', () => {
    const facts: Happening[] = [
      { roster: '2026-01-15', role: CSM, start: '2025-01-01' },
      { roster: '2026-05-01', role: AE, start: '2025-01-01' },
      { roster: '2026-09-01', role: 'Strategic Account Leader', start: '2025-01-01' },
    ];
    expect(firstDay('2026-12-31', ...facts)).toBe('2026-05-01');
    expect(firstDay('2026-04-30', ...facts)).toBeUndefined();
  });
  test('is not a day on which another role was put in its place at once', () => {
    const facts: Happening[] = [
      { roster: '2026-01-15', role: CSM },
      { roster: '2026-05-01', role: AE, recorded: '2026-05-01T09:00Z' },
      { roster: '2026-05-01', role: CSM, recorded: '2026-05-01T09:05Z' },
      { roster: '2026-08-01', role: AE },
    ];
    expect(firstDay('2026-12-31', ...facts)).toBe('2026-08-01');
  });
});
