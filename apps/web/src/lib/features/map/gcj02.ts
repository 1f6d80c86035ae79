import type { Point } from '@linggong/contracts/scalars.ts';

/**
 * Positions between WGS 84, which phones and 天地图 (CGCS 2000, the same within a metre) speak, and GCJ-02, in which
 * 高德 draws. China publishes no formula for GCJ-02; this is the one that its users found, as in the library
 * `eviltransform` (github.com/googollee/eviltransform), by whose published pairs it is tested. Outside China nothing is
 * moved. Points are longitude and latitude.
 */

/** Krasovsky’s ellipsoid, in metres, and its first eccentricity squared. */
const AXIS = 6_378_245;
const E2 = 0.006693421622965943;
const { PI } = Math;

const outside = ([lng, lat]: Point) => lng < 72.004 || lng > 137.8347 || lat < 0.8293 || lat > 55.8271;

function shifted(x: number, y: number): { lat: number; lng: number } {
  const root = Math.sqrt(Math.abs(x));
  const wave = 20 * Math.sin(6 * x * PI) + 20 * Math.sin(2 * x * PI);
  const lat = wave + 20 * Math.sin(y * PI) + 40 * Math.sin((y / 3) * PI);
  const lng = wave + 20 * Math.sin(x * PI) + 40 * Math.sin((x / 3) * PI);
  const lat2 = 160 * Math.sin((y / 12) * PI) + 320 * Math.sin((y / 30) * PI);
  const lng2 = 150 * Math.sin((x / 12) * PI) + 300 * Math.sin((x / 30) * PI);
  return {
    lat: -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + ((lat + lat2) * 2) / 3,
    lng: 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + ((lng + lng2) * 2) / 3,
  };
}

/** Where 高德 draws a position. */
export function toGcj02(point: Point): Point {
  if (outside(point)) return point;
  const [lng, lat] = point;
  const by = shifted(lng - 105, lat - 35);
  const sin = Math.sin((lat / 180) * PI);
  const magic = 1 - E2 * sin * sin;
  const root = Math.sqrt(magic);
  return [
    lng + (by.lng * 180) / ((AXIS / root) * Math.cos((lat / 180) * PI) * PI),
    lat + (by.lat * 180) / (((AXIS * (1 - E2)) / (magic * root)) * PI),
  ];
}

/** The position that 高德 draws there, to well below a metre. */
export function fromGcj02(drawn: Point): Point {
  let guess = drawn;
  for (let i = 0; i < 8; i++) {
    const there = toGcj02(guess);
    guess = [guess[0] + drawn[0] - there[0], guess[1] + drawn[1] - there[1]];
  }
  return guess;
}
