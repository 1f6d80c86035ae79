/** MongoDB's radius of the earth, in metres. */
export const EARTH_METRES = 6378100;

/** A longitude and a latitude in degrees. */
export type Point = readonly [lng: number, lat: number];

/** A point of the unit sphere: it has no seam at the antimeridian and no special poles. */
export type Vector = readonly [x: number, y: number, z: number];

const RADIANS = Math.PI / 180;

export function toVector([lng, lat]: Point): Vector {
  const across = Math.cos(lat * RADIANS);
  return [across * Math.cos(lng * RADIANS), across * Math.sin(lng * RADIANS), Math.sin(lat * RADIANS)];
}

export const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

export const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

export const size = (a: Vector): number => Math.hypot(a[0], a[1], a[2]);

export function unit(a: Vector): Vector {
  const length = size(a);
  return [a[0] / length, a[1] / length, a[2] / length];
}

/** The angle between two points in radians, exact for tiny and for nearly opposite ones alike. */
export const angle = (a: Vector, b: Vector): number => Math.atan2(size(cross(a, b)), dot(a, b));

/** All points within `radius` (radians) of `centre`. */
export interface Cap {
  centre: Vector;
  radius: number;
}
