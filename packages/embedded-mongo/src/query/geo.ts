import { MongoError, notSupported } from '../errors.ts';
import { type Doc, isPlain, toNumber } from '../values/bson.ts';

const EARTH_METRES = 6378100;
type Point = [number, number];

/** A longitude and latitude from GeoJSON `Point`, `[lng, lat]` or `{ lng, lat }`; undefined when it is neither. */
export function pointOf(value: unknown): Point | undefined {
  if (isPlain(value) && value.type === 'Point') return pointOf(value.coordinates);
  const pair = Array.isArray(value)
    ? value
    : isPlain(value) && !('type' in value)
      ? Object.values(value)
      : [];
  if (pair.length !== 2) return undefined;
  const [lng, lat] = pair.map(toNumber);
  return lng === undefined || lat === undefined ? undefined : [lng, lat];
}

/** Metres between two points on MongoDB's sphere (radius 6,378,100 m), by the haversine formula. */
export function distance(a: Point, b: Point): number {
  const rad = Math.PI / 180;
  const dLat = (b[1] - a[1]) * rad;
  const dLng = (b[0] - a[0]) * rad;
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a[1] * rad) * Math.cos(b[1] * rad) * Math.sin(dLng / 2) ** 2;
  return 2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** `$geoWithin` for points in a circle, a box or a flat polygon; every other geometry is refused. */
export function geoTest(name: string, operand: unknown): (value: unknown) => boolean {
  if (name !== '$geoWithin' || !isPlain(operand)) throw notSupported(name);
  const inside = shapeTest(operand);
  return (value) => {
    const point = pointOf(value);
    if (point) return inside(point);
    return (
      Array.isArray(value) &&
      value.some((item) => {
        const each = pointOf(item);
        return each !== undefined && inside(each);
      })
    );
  };
}

function shapeTest(operand: Doc): (point: Point) => boolean {
  if (Array.isArray(operand.$centerSphere)) {
    const [centre, radians] = [pointOf(operand.$centerSphere[0]), toNumber(operand.$centerSphere[1])];
    if (!centre || radians === undefined)
      throw new MongoError('BadValue', '$centerSphere needs [[lng, lat], radius in radians]');
    return (point) => distance(centre, point) <= radians * EARTH_METRES;
  }
  if (Array.isArray(operand.$box)) {
    const [low, high] = operand.$box.map(pointOf);
    if (!low || !high) throw new MongoError('BadValue', '$box needs two points');
    return ([x, y]) => x >= low[0] && x <= high[0] && y >= low[1] && y <= high[1];
  }
  if (Array.isArray(operand.$polygon)) {
    const ring = operand.$polygon.map(pointOf);
    return (point) => inRing(point, ring as Point[]);
  }
  throw notSupported(`$geoWithin with ${Object.keys(operand).join(', ')}`);
}

function inRing([x, y]: Point, ring: Point[]): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [[ax, ay], [bx, by]] = [ring[i]!, ring[j]!];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}
