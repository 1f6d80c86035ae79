import { describe, expect, it } from 'vitest';
import { headcount, openPlaces } from './open-places.ts';

describe('places of a gig', () => {
  it.each([
    ['one shift', [3], false, 3],
    ['all shifts', [3, 4], false, 7],
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
});
