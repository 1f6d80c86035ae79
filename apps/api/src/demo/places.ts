import type { Point } from '@linggong/contracts/scalars.ts';
import type { Deps } from '../deps.ts';
import { type RegionRecord, regionByCode } from '../modules/regions/public.ts';

const TOWNSHIP_DIGITS = 9;
/** Degrees, about a kilometre: an employer's pin lies near the township's seat, not on it. */
const NEARBY = 0.02;

export interface DemoPlace {
  region: RegionRecord;
  /** Of the region, else of its township; null: not known. */
  point: Point | null;
  altitudeM: number | null;
}

/** The regions with these codes and what is known of where they lie. Throws where a code is unknown. */
export async function demoPlaces(deps: Deps, codes: Iterable<string>): Promise<Map<string, DemoPlace>> {
  const places = new Map<string, DemoPlace>();
  for (const code of new Set(codes)) {
    const region = await regionByCode(deps, code);
    if (!region) throw new Error(`No region has the code ${code}`);
    const township = await regionByCode(deps, code.slice(0, TOWNSHIP_DIGITS));
    places.set(code, {
      region,
      point: region.point ?? township?.point ?? null,
      altitudeM: region.altitudeM ?? township?.altitudeM ?? null,
    });
  }
  return places;
}

export function near(point: Point, random: () => number): Point {
  const shift = () => (random() - 0.5) * NEARBY;
  const rounded = (degrees: number) => Math.round(degrees * 10_000) / 10_000;
  return [rounded(point[0] + shift()), rounded(point[1] + shift())];
}
