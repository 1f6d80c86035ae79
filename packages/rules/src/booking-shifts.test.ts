import { describe, expect, test } from 'vitest';
import { type HeldShift, stepBack } from './booking-shifts.ts';

const now = new Date('2026-12-02T10:30:00Z');
const day = (d: number): HeldShift => ({
  id: `d${d}`,
  startsAt: `2026-12-0${d}T00:00:00Z`,
  endsAt: `2026-12-0${d}T10:00:00Z`,
});
const five = [1, 2, 3, 4, 5].map(day);
const undated: HeldShift = { id: 'u', startsAt: null, endsAt: null };

describe('in the evening of day 2 of 5', () => {
  test.each<[string, HeldShift[], boolean, string[], string[] | string]>([
    ['all that is to come', five, false, null, ['d3', 'd4', 'd5']],
    ['one of it', five, false, ['d4'], ['d4']],
    ['the same twice', five, false, ['d4', 'd4'], ['d4']],
    ['a day that was worked', five, false, ['d2'], 'begun'],
    ['a day that was worked, with one to come', five, false, ['d2', 'd3'], 'begun'],
    ['a day that isn’t held', five, false, ['d9'], 'not_held'],
    ['no day, which is not all', five, false, [], 'not_held'],
    ['where all has begun', five.slice(0, 2), false, null, 'all_begun'],
    ['some of what goes together', five, true, ['d4'], 'together'],
    ['the rest of what goes together', five, true, null, ['d3', 'd4', 'd5']],
    ['all of that rest, by name', five, true, ['d3', 'd4', 'd5'], ['d3', 'd4', 'd5']],
    ['what goes together, where all has begun', five.slice(0, 2), true, null, 'all_begun'],
    ['what goes together, before it begins', [day(3), day(4)], true, null, ['d3', 'd4']],
    ['a day of what goes together, before it begins', [day(3), day(4)], true, ['d3'], 'together'],
    ['work without a time', [undated], false, null, ['u']],
    ['work that begins this moment', [{ ...day(3), startsAt: now.toISOString() }], false, null, 'all_begun'],
  ])('%s', (_, shifts, together, wanted, expected) => {
    const given = stepBack({ shifts, together }, wanted, now);
    expect('kept' in given ? given.kept : given.gives.map(({ id }) => id)).toEqual(expected);
  });
});
