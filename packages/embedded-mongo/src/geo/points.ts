import { MongoError, notSupported } from '../errors.ts';
import { type Doc, isNumeric, isPlain, toNumber } from '../values/bson.ts';
import type { Point } from './sphere.ts';

const OTHER_SHAPES = new Set([
  'MultiPoint',
  'LineString',
  'MultiLineString',
  'Polygon',
  'MultiPolygon',
  'GeometryCollection',
]);
const CRS = new Set(['urn:ogc:def:crs:OGC:1.3:CRS84', 'EPSG:4326']);
const BIG_POLYGON = 'urn:x-mongodb:crs:strictwinding:EPSG:4326';

const bad = (message: string) => new MongoError('BadValue', message);

export const onSphere = ([lng, lat]: Point): boolean => Math.abs(lng) <= 180 && Math.abs(lat) <= 90;

/** Two numbers, from an array or from the values of a document; `more` allows others behind them. */
export function pair(value: unknown, more: boolean): Point {
  const list = Array.isArray(value) ? value : isPlain(value) ? Object.values(value) : undefined;
  if (!list) throw bad('Point must be an array or object');
  const numbers = list.slice(0, 2);
  if (!numbers.every(isNumeric)) throw bad('Point must only contain numeric elements');
  if (numbers.length < 2 || (!more && list.length > 2))
    throw bad('Point must have exactly two numeric coordinates');
  return [toNumber(numbers[0])!, toNumber(numbers[1])!];
}

/** A position of GeoJSON, which must be on the sphere. */
export function position(value: unknown): Point {
  if (!Array.isArray(value)) throw bad('GeoJSON coordinates must be an array of coordinates');
  const point = pair(value, true);
  if (!onSphere(point)) throw bad(`longitude/latitude is out of bounds, lng: ${point[0]} lat: ${point[1]}`);
  return point;
}

/** Only plain longitude and latitude are known. */
export function checkCrs({ crs }: Doc): void {
  if (crs === undefined) return;
  const name = isPlain(crs) && isPlain(crs.properties) ? crs.properties.name : undefined;
  if (name === BIG_POLYGON) throw notSupported('A geometry with strict winding');
  if (!CRS.has(String(name))) throw bad(`Unknown CRS name: ${String(name)}`);
}

/** A point as it may be stored: GeoJSON `Point`, or legacy coordinates in an array or a document. Throws what is wrong. */
export function storedPoint(value: unknown): { point: Point; legacy: boolean } {
  const first = isPlain(value) ? Object.values(value)[0] : undefined;
  if (!isPlain(value) || isNumeric(first)) return { point: pair(value, true), legacy: true };
  if (OTHER_SHAPES.has(String(value.type))) throw notSupported(`A stored GeoJSON ${String(value.type)}`);
  if (value.type !== 'Point') throw bad(`unknown GeoJSON type: ${String(value.type)}`);
  checkCrs(value);
  return { point: position(value.coordinates), legacy: false };
}

/**
 * The same without an error: undefined where the value is no point; `flat` allows legacy coordinates beyond the sphere.
 * A stored shape that is not known here is still refused, since no answer about it would be right.
 */
export function pointOf(value: unknown, flat = false): Point | undefined {
  if (!isPlain(value) && !Array.isArray(value)) return undefined;
  try {
    const { point } = storedPoint(value);
    return flat || onSphere(point) ? point : undefined;
  } catch (error) {
    if (error instanceof MongoError && error.codeName === 'BadValue') return undefined;
    throw error;
  }
}

/** The point that a query names: as it may be stored, but with nothing else in it. */
export function queryPoint(value: unknown): { point: Point; legacy: boolean } {
  if (isPlain(value) && !isNumeric(Object.values(value)[0])) {
    if (OTHER_SHAPES.has(String(value.type))) throw bad('A point is needed, but was given another shape');
    return storedPoint(value);
  }
  return { point: pair(value, false), legacy: true };
}
