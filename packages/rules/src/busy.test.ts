import { expect, test } from 'vitest';
import { busyDuring } from './busy.ts';

const FUNGUS = { from: '05-10', to: '06-25', words: '挖虫草' };
const FEAST = { from: '12-28', to: '01-05', words: '回家过年' };
const day = (date: string, until = date) => ({
  startsAt: `${date}T01:00:00.000Z`,
  endsAt: `${until}T10:00:00.000Z`,
});

test.each([
  ['before it', [day('2027-05-09')], []],
  ['on its first day', [day('2027-05-10')], [FUNGUS]],
  ['on its last day', [day('2027-06-25')], [FUNGUS]],
  ['after it', [day('2027-06-26')], []],
  ['one of several days', [day('2027-05-01'), day('2027-06-01')], [FUNGUS]],
  ['a shift of many days that only reaches into it', [day('2027-04-20', '2027-05-12')], [FUNGUS]],
  ['before the turn of the year', [day('2026-12-30')], [FEAST]],
  ['after the turn of the year', [day('2027-01-05')], [FEAST]],
  ['past both', [day('2027-01-06')], []],
  [
    'by the day here, not by UTC',
    [{ startsAt: '2027-05-09T16:30:00.000Z', endsAt: '2027-05-09T20:00:00.000Z' }],
    [FUNGUS],
  ],
  ['told in words', [{ startsAt: null, endsAt: null }], []],
])('%s', (_, shifts, expected) => expect(busyDuring([FUNGUS, FEAST], shifts)).toEqual(expected));
