import { MongoError } from '../errors.ts';
import { onSphere, pointOf, queryPoint } from '../geo/points.ts';
import { angle, EARTH_METRES, type Point, toVector, type Vector } from '../geo/sphere.ts';
import { type Doc, isNumeric, isPlain, toNumber } from '../values/bson.ts';
import { valuesAt } from '../values/path.ts';
import { compileFilter, type Matcher } from './matcher.ts';

/** A search for what is nearest to a point. Distances are radians on the sphere, both ends included. */
export interface Near {
  path: string;
  parts: string[];
  centre: Vector;
  least: number;
  most: number;
  /** What a radian is in the unit of the query: metres for GeoJSON, 1 for legacy coordinates. */
  perRadian: number;
  /** Legacy coordinates on a plane, for which an index on the sphere is of no use. */
  flat: boolean;
}

export interface NearFilter {
  filter: Doc;
  near: Near | undefined;
}

const bad = (message: string) => new MongoError('BadValue', message);
const NEAR = ['$near', '$nearSphere', '$geoNear'];

/**
 * Takes `$near` or `$nearSphere` out of a command's filter. It may stand at the top or within `$and` there; anywhere
 * else, and in every other filter, it is an error.
 */
export function takeNear(filter: Doc): NearFilter {
  if (!mentionsNear(filter)) return { filter, near: undefined };
  const found: Near[] = [];
  const rest = without(filter, found);
  if (mentionsNear(rest)) throw bad('geo $near must be top-level expr');
  if (found.length > 1) throw bad('Too many geoNear expressions');
  return { filter: rest, near: found[0] };
}

function without(filter: Doc, found: Near[]): Doc {
  const out: Doc = {};
  for (const [key, value] of Object.entries(filter)) {
    if (key === '$and' && Array.isArray(value)) {
      out.$and = value.map((clause) => (isPlain(clause) ? without(clause, found) : clause));
    } else if (!key.startsWith('$') && isPlain(value) && NEAR.some((name) => name in value))
      found.push(parseNear(key, value));
    else out[key] = value;
  }
  return out;
}

const mentionsNear = (value: unknown): boolean => {
  if (Array.isArray(value)) return value.some(mentionsNear);
  return (
    isPlain(value) && Object.entries(value).some(([key, inner]) => NEAR.includes(key) || mentionsNear(inner))
  );
};

function parseNear(path: string, condition: Doc): Near {
  const name = NEAR.find((one) => one in condition)!;
  const value = condition[name];
  if (isPlain(value) && '$geometry' in value) {
    const [extra] = Object.keys(condition).filter((key) => key !== name);
    if (extra !== undefined)
      throw bad(
        `geo near accepts just one argument when querying for a GeoJSON point. Extra field found: ${extra}`,
      );
    const { $geometry, $minDistance, $maxDistance, ...others } = value;
    refuseOthers(others, 'BadValue');
    const { point, legacy } = queryPoint($geometry);
    if (legacy) throw bad('$near requires geojson point');
    return toNear(path, point, { least: $minDistance, most: $maxDistance, perRadian: EARTH_METRES });
  }
  const { [name]: _, $minDistance, $maxDistance, ...others } = condition;
  refuseOthers(others, 'Location34413');
  // Legacy coordinates may have the greatest distance as a third number.
  const triple = Array.isArray(value) && value.length === 3 && value.every(isNumeric);
  const { point, legacy } = queryPoint(triple ? value.slice(0, 2) : value);
  if (legacy && name === '$nearSphere' && !onSphere(point))
    throw bad('Legacy point is out of bounds for spherical query');
  return toNear(path, point, {
    least: $minDistance,
    most: $maxDistance ?? (triple ? value[2] : undefined),
    perRadian: legacy ? 1 : EARTH_METRES,
    flat: legacy && name !== '$nearSphere',
  });
}

function refuseOthers(others: Doc, codeName: 'BadValue' | 'Location34413'): void {
  const [name] = Object.keys(others);
  if (name !== undefined) throw new MongoError(codeName, `invalid argument in geo near query: ${name}`);
}

/** A search around a point; `least` and `most` as given, in the unit that `perRadian` stands for. */
export function toNear(
  path: string,
  point: Point,
  given: { least: unknown; most: unknown; perRadian: number; flat?: boolean },
): Near {
  const limit = (value: unknown, name: string, otherwise: number) => {
    if (value === undefined) return otherwise;
    const n = isNumeric(value) ? toNumber(value)! : Number.NaN;
    if (Number.isNaN(n)) throw bad(`${name} must be a number`);
    if (!(n >= 0)) throw bad(`${name} must be non-negative`);
    return n / given.perRadian;
  };
  return {
    path,
    parts: path.split('.'),
    centre: toVector(point),
    least: limit(given.least, '$minDistance', 0),
    most: limit(given.most, '$maxDistance', Number.POSITIVE_INFINITY),
    perRadian: given.perRadian,
    flat: given.flat ?? false,
  };
}

/** The nearest of a document's points with its distance; undefined where it has none within the limits. */
export function nearest(near: Near, doc: Doc): { distance: number; location: unknown } | undefined {
  let best: { distance: number; location: unknown } | undefined;
  const offer = (value: unknown) => {
    const point = pointOf(value);
    if (!point) return;
    const distance = angle(near.centre, toVector(point));
    if (!best || distance < best.distance) best = { distance, location: value };
  };
  for (const value of valuesAt(doc, near.parts)) offer(value);
  return best && best.distance >= near.least && best.distance <= near.most ? best : undefined;
}

/** The matcher of a filter together with its `$near`. */
export function compileQuery({ filter, near }: NearFilter, vars?: Doc): Matcher {
  const matches = compileFilter(filter, vars);
  return near ? (doc) => matches(doc) && nearest(near, doc) !== undefined : matches;
}
