import type { Point } from '@linggong/contracts/scalars.ts';

/** Mean radius of the earth (IUGG), in kilometres. */
const EARTH_KM = 6371.0088;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Kilometres between two points as the crow flies (haversine formula); good to about 0.5 %. */
export function distanceKm(from: Point, to: Point): number {
  const [fromLng, fromLat] = from;
  const [toLng, toLat] = to;
  const a =
    Math.sin(radians(toLat - fromLat) / 2) ** 2 +
    Math.cos(radians(fromLat)) * Math.cos(radians(toLat)) * Math.sin(radians(toLng - fromLng) / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(a)));
}

/** Ranges of longitude and latitude; `lng` is null where every longitude is possible or the range would wrap. */
export type Box = { lng: [number, number] | null; lat: [number, number] };

/** A box that holds every point within `km` of `centre`: what a database can look for before the exact distance. */
export function boxAround(centre: Point, km: number): Box {
  const [lng, lat] = centre;
  // A hair wider than exact, so that rounding never leaves out a point on the edge.
  const angle = (km / EARTH_KM) * 1.0001 + 1e-9;
  const height = (angle * 180) / Math.PI;
  const latRange: [number, number] = [lat - height, lat + height];
  const widest = Math.sin(angle) / Math.cos(radians(lat));
  if (angle >= Math.PI / 2 || latRange[0] <= -90 || latRange[1] >= 90 || widest >= 1)
    return { lng: null, lat: latRange };
  const width = (Math.asin(widest) * 180) / Math.PI;
  const lngRange: [number, number] = [lng - width, lng + width];
  return { lng: lngRange[0] < -180 || lngRange[1] > 180 ? null : lngRange, lat: latRange };
}
