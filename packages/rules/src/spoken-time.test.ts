import { expect, test } from 'vitest';
import { spokenTime } from './spoken-time.ts';

const now = '2026-11-22T04:00:00Z';

test.each([
  ['2026-11-21T23:00:00Z', 'todayEarly', 7, 0],
  ['2026-11-22T00:59:59Z', 'todayEarly', 8, 59],
  ['2026-11-22T12:30:00Z', 'todayEvening', 8, 30],
  ['2026-11-22T15:59:00Z', 'todayEvening', 11, 59],
  ['2026-11-22T16:00:00Z', 'night', 0, 0],
  ['2026-11-23T00:00:00Z', 'tomorrowEarly', 8, 0],
  ['2026-11-23T10:00:00Z', 'tomorrowEvening', 6, 0],
  ['2026-11-24T10:00:00Z', 'evening', 6, 0],
  ['2026-11-21T12:00:00Z', 'evening', 8, 0],
  ['2026-11-22T01:00:00Z', 'morning', 9, 0],
  ['2026-11-22T04:10:00Z', 'noon', 12, 10],
  ['2026-11-22T06:30:00Z', 'afternoon', 2, 30],
])('%s is %s at %i:%i', (at, says, hour, minute) => {
  expect(spokenTime(at, now)).toEqual({ says, hour, minute });
  expect(spokenTime(new Date(at), new Date(now))).toEqual({ says, hour, minute });
});
