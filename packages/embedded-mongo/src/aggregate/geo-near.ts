import type { Match, Query } from '../engine/read.ts';
import { MongoError } from '../errors.ts';
import { queryPoint } from '../geo/points.ts';
import { EARTH_METRES } from '../geo/sphere.ts';
import { nearest, toNear } from '../query/near.ts';
import type { Collection } from '../storage/catalog.ts';
import { setAt } from '../update/paths.ts';
import { type Doc, decodeExact, isPlain, toNumber } from '../values/bson.ts';
import { constantValue } from './expression.ts';
import { double } from './numbers.ts';

const OPTIONS = [
  'near',
  'distanceField',
  'minDistance',
  'maxDistance',
  'query',
  'spherical',
  'distanceMultiplier',
  'includeLocs',
  'key',
];

/** A `$geoNear` as the query that it starts with, and how its documents leave it. */
export interface GeoNear {
  query: Query;
  shape: (match: Match) => Doc;
}

/** Reads a `$geoNear` stage; which field it is about may only be told by the collection's indexes. */
export function parseGeoNear(spec: unknown, collection: Collection | undefined, vars: Doc): GeoNear {
  if (!isPlain(spec)) throw new MongoError('TypeMismatch', 'the $geoNear specification must be an object');
  for (const name of Object.keys(spec))
    if (!OPTIONS.includes(name))
      throw new MongoError('UnknownField', `BSON field '$geoNear.${name}' is an unknown field.`);
  if (spec.near === undefined) throw new MongoError('Location5860400', "$geoNear requires a 'near' argument");
  const distanceField = fieldName(spec.distanceField, 'distanceField');
  const includeLocs = spec.includeLocs === undefined ? undefined : fieldName(spec.includeLocs, 'includeLocs');
  const multiplier = toNumber(spec.distanceMultiplier ?? 1);
  if (multiplier === undefined || multiplier < 0)
    throw new MongoError('BadValue', "$geoNear requires a 'distanceMultiplier' that is not negative");
  if (spec.query !== undefined && !isPlain(spec.query))
    throw new MongoError('TypeMismatch', "$geoNear requires that the 'query' option is an object");
  const { point, legacy } = queryPoint(constantValue(spec.near, vars));
  const near = toNear(pathOf(spec.key, collection), point, {
    least: spec.minDistance,
    most: spec.maxDistance,
    perRadian: legacy ? 1 : EARTH_METRES,
    flat: legacy && spec.spherical !== true,
  });
  return {
    query: { filter: spec.query ?? {}, near, vars },
    shape(match) {
      const found = nearest(near, match.parsed)!;
      const out = decodeExact(match.doc);
      setAt(out, distanceField, double(found.distance * near.perRadian * multiplier));
      if (includeLocs) setAt(out, includeLocs, found.location);
      return out;
    },
  };
}

function fieldName(value: unknown, name: string): string[] {
  if (typeof value !== 'string' || value === '')
    throw new MongoError('Location16606', `$geoNear requires that the '${name}' option is a String`);
  return value.split('.');
}

function pathOf(key: unknown, collection: Collection | undefined): string {
  if (key !== undefined) {
    if (typeof key !== 'string')
      throw new MongoError('TypeMismatch', "$geoNear parameter 'key' must be of type string");
    if (key === '') throw new MongoError('BadValue', "$geoNear parameter 'key' cannot be the empty string");
    return key;
  }
  if (!collection) return '';
  const [index, ...others] = collection.indexes.filter(({ geo, building }) => geo !== undefined && !building);
  if (!index)
    throw new MongoError('IndexNotFound', '$geoNear requires a 2d or 2dsphere index, but none were found');
  if (others.length > 0)
    throw new MongoError(
      'IndexNotFound',
      `There is more than one 2dsphere index on ${collection.namespace}; unsure which to use for $geoNear`,
    );
  return index.fields[index.geo!]!.path;
}
