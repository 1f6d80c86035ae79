import type { Point } from '@linggong/contracts/scalars.ts';

export type Known = { point?: Point; altitudeM?: number; precision?: string };
type Row = readonly [code: string, name: string, parentCode: string | null];

const ROUND_M = 10;
const NEAREST = 3;
const rounded = (metres: number) => Math.round(metres / ROUND_M) * ROUND_M;

/** Square of the distance in degrees of latitude; enough to weigh places of one prefecture. */
function apart([lng, lat]: Point, [otherLng, otherLat]: Point): number {
  const east = (lng - otherLng) * Math.cos((lat * Math.PI) / 180);
  return east ** 2 + (lat - otherLat) ** 2;
}

/** From the nearest of the points whose altitude is known, the nearer the weightier; null where there are none. */
function between(point: Point, known: readonly { point: Point; altitudeM: number }[]): number | null {
  const near = known
    .map((one) => ({ ...one, weight: 1 / Math.max(apart(point, one.point), 1e-6) }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, NEAREST);
  const weight = near.reduce((sum, one) => sum + one.weight, 0);
  return near.length === 0
    ? null
    : rounded(near.reduce((sum, one) => sum + one.weight * one.altitudeM, 0) / weight);
}

/**
 * Estimated altitudes of divisions without a known one, by their codes: a township, and a county as a whole, lie as
 * high as the county's seat; a seat as high as the seats around it; a village as high as its township. Nothing is
 * estimated where there is no seat to go by.
 */
export function estimatedAltitudes(
  { county, township, village }: Record<'county' | 'township' | 'village', readonly Row[]>,
  places: ReadonlyMap<string, Known>,
): Map<string, number> {
  const seats = township.filter(([code]) => places.get(code)?.precision === 'county_seat');
  const measured = seats.flatMap(([code]) => {
    const { point, altitudeM } = places.get(code)!;
    return point && altitudeM !== undefined ? [{ point, altitudeM }] : [];
  });
  const ofCounty = new Map<string | null, number>();
  for (const [code, , countyCode] of seats) {
    const { point, altitudeM } = places.get(code)!;
    const metres = altitudeM === undefined ? point && between(point, measured) : rounded(altitudeM);
    if (metres) ofCounty.set(countyCode, metres);
  }
  const estimates = new Map<string, number>();
  const estimate = (code: string, metres: number | undefined) => {
    if (places.get(code)?.altitudeM === undefined && metres !== undefined) estimates.set(code, metres);
  };
  for (const [code] of county) estimate(code, ofCounty.get(code));
  for (const [code, , countyCode] of township) estimate(code, ofCounty.get(countyCode));
  for (const [code, , townshipCode] of village)
    estimate(code, places.get(townshipCode!)?.altitudeM ?? estimates.get(townshipCode!));
  return estimates;
}
