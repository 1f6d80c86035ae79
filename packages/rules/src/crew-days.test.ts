import { expect, test } from 'vitest';
import type { HeldShift } from './booking-shifts.ts';
import { crewDays, daysShort } from './crew-days.ts';

const now = new Date('2026-12-02T02:00:00Z');
/** A shift of a day at an hour of Beijing; `u` has no time. */
const shift = (id: string): HeldShift => {
  const [day, hour = '8'] = id.slice(1).split('h');
  if (id === 'u') return { id, startsAt: null, endsAt: null };
  const startsAt = `2026-12-0${day}T${String(Number(hour) - 8).padStart(2, '0')}:00:00Z`;
  return { id, startsAt, endsAt: new Date(Date.parse(startsAt) + 3_600_000).toISOString() };
};
const crew = (parts: Record<string, string[]>) =>
  Object.entries(parts).map(([personId, ids]) => ({ personId, shifts: ids.map(shift) }));

test.each<[string, Record<string, string[]>, [string | null, number][]]>([
  [
    'heads of each day',
    { a: ['d3', 'd4'], b: ['d3', 'd4'], c: ['d4'] },
    [
      ['2026-12-03', 2],
      ['2026-12-04', 3],
    ],
  ],
  ['two shifts of a day are one head', { a: ['d3', 'd3h14'], b: ['d3h14'] }, [['2026-12-03', 2]]],
  [
    'a day that has begun is past, whatever of it is to come',
    { a: ['d2'], b: ['d2h18', 'd4'] },
    [['2026-12-04', 1]],
  ],
  [
    'what is told in words is one day, the last',
    { a: ['u', 'd3'], b: ['u'] },
    [
      ['2026-12-03', 1],
      [null, 2],
    ],
  ],
  ['nobody, nothing', {}, []],
])('%s', (_, parts, days) => {
  expect(crewDays(crew(parts), now).map(({ day, people }) => [day, people])).toEqual(days);
});

test('a crew is short on the days on which too few come, and on no other', () => {
  const days = crewDays(crew({ a: ['d3', 'd4', 'd5'], b: ['d3', 'd4'], c: ['d3'] }), now);
  expect(daysShort(days, 2).map(({ day }) => day)).toEqual(['2026-12-05']);
  expect(daysShort(days, 4)).toHaveLength(3);
  expect(daysShort(days, null)).toEqual([]);
});
