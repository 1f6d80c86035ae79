import { describe, expect, it } from 'vitest';
import { headcount, openPlaces } from './open-places.ts';

describe('places of a gig', () => {
  it.each([
    ['one shift', [3], false, 3],
    ['all shifts of one day', [3, 4], false, 7],
    ['together: the fullest', [3, 4], true, 3],
    ['one unknown', [3, null], false, null],
    ['one unknown together', [3, null], true, null],
    ['none', [], false, null],
    ['none left', [0, 0], false, 0],
  ])('%s', (_, numbers, together, expected) => {
    expect(
      openPlaces(
        numbers.map((open) => ({ open })),
        together,
      ),
    ).toBe(expected);
    expect(
      headcount(
        numbers.map((n) => ({ headcount: n })),
        together,
      ),
    ).toBe(expected);
  });

  it.each([
    [
      'three people for four days are three',
      [
        [3, 1],
        [3, 2],
        [3, 3],
        [3, 4],
      ],
      3,
    ],
    [
      'the day with most',
      [
        [1, 1],
        [4, 2],
        [2, 2],
        [0, 3],
      ],
      6,
    ],
    [
      'full on all days',
      [
        [0, 1],
        [0, 2],
      ],
      0,
    ],
    [
      'one day unknown',
      [
        [3, 1],
        [null, 2],
      ],
      null,
    ],
  ] as [string, [number | null, number][], number | null][])('are heads: %s', (_, numbers, expected) => {
    const shifts = numbers.map(([n, day]) => ({
      open: n,
      headcount: n,
      startsAt: `2026-12-0${day}T01:00:00Z`,
      endsAt: null,
    }));
    expect([openPlaces(shifts, false), headcount(shifts, false)]).toEqual([expected, expected]);
  });
});
