import type { Point } from '@linggong/contracts/scalars.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boxAround, distanceKm } from './distance.ts';

const coordinate = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const point = fc.tuple(coordinate(-180, 180), coordinate(-90, 90)) as fc.Arbitrary<Point>;

describe('distance', () => {
  test.each([
    ['卡若 to 拉萨', [97.18, 31.14], [91.11, 29.65], 605.2],
    ['Paris to London', [2.3522, 48.8566], [-0.1276, 51.5072], 343.5],
    ['one degree of latitude', [97, 31], [97, 32], 111.2],
    ['across the date line', [179.5, 0], [-179.5, 0], 111.2],
    ['no distance', [97, 31], [97, 31], 0],
  ] as [string, Point, Point, number][])('%s', (_name, a, b, km) => {
    expect(distanceKm(a, b)).toBeCloseTo(km, 0);
    expect(distanceKm(b, a)).toBeCloseTo(distanceKm(a, b), 9);
  });
});

test('whatever is near enough lies within the box', () => {
  const near = fc.tuple(point, coordinate(-3, 3), coordinate(-3, 3));
  fc.assert(
    fc.property(near, coordinate(0.1, 2000), ([centre, dLng, dLat], km) => {
      const [lng, lat] = [centre[0] + dLng, centre[1] + dLat];
      fc.pre(Math.abs(lng) <= 180 && Math.abs(lat) <= 90 && distanceKm(centre, [lng, lat]) <= km);
      const box = boxAround(centre, km);
      expect(lat).toBeGreaterThanOrEqual(box.lat[0]);
      expect(lat).toBeLessThanOrEqual(box.lat[1]);
      if (!box.lng) return;
      expect(lng).toBeGreaterThanOrEqual(box.lng[0]);
      expect(lng).toBeLessThanOrEqual(box.lng[1]);
    }),
    { numRuns: 2000 },
  );
});

test('the box of a county is not a whole province', () => {
  const { lng, lat } = boxAround([97.18, 31.14], 50);
  expect(lat[1] - lat[0]).toBeCloseTo(0.9, 1);
  expect(lng![1] - lng![0]).toBeCloseTo(1.05, 1);
});
