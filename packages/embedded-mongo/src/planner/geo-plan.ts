import { MongoError } from '../errors.ts';
import { cover } from '../geo/cells.ts';
import { parseShape } from '../query/geo.ts';
import type { Near } from '../query/near.ts';
import type { Collection } from '../storage/catalog.ts';
import { intervalOf } from '../storage/geo-keys.ts';
import type { Index } from '../storage/index-spec.ts';
import { concat } from '../values/key.ts';
import type { Term } from './bounds.ts';
import { impliedBy } from './partial.ts';
import type { Plan, SortSpec } from './plan.ts';
import { boundsAt, merged } from './streams.ts';

/** From near to far: `prefixes` are the values of the fields before the location. */
export interface NearPlan {
  kind: 'near';
  index: Index;
  near: Near;
  prefixes: Uint8Array[];
  sorted: boolean;
}

/** More combinations of values before the location than this are read whole instead. */
const MAX_PREFIXES = 100;

/** The combinations of values of the fields before the location, where the conditions fix them all. */
function prefixesOf(index: Index, geo: number, terms: readonly Term[]): Uint8Array[] | undefined {
  let prefixes: Uint8Array[] = [new Uint8Array(0)];
  for (let i = 0; i < geo; i++) {
    const points = boundsAt(index, i, terms)?.points;
    if (!points || points.length * prefixes.length > MAX_PREFIXES) return undefined;
    prefixes = prefixes.flatMap((prefix) => points.map((key) => concat(prefix, key)));
  }
  return prefixes;
}

/** Reads the cells that cover a shape of `$geoWithin` or `$geoIntersects`. */
export function withinPlan(
  index: Index,
  geo: number,
  terms: readonly Term[],
  sort: SortSpec,
): { plan: Plan; score: number } | undefined {
  const prefixes = prefixesOf(index, geo, terms);
  const term = terms.find(
    ({ path, operator, operand }) =>
      path === index.fields[geo]!.path &&
      (operator === '$geoWithin' || operator === '$geoIntersects') &&
      !parseShape(operator, operand).flat,
  );
  if (!term || !prefixes) return undefined;
  const ranges = parseShape(term.operator, term.operand).caps.flatMap(cover);
  const intervals = merged(prefixes.flatMap((prefix) => ranges.map((range) => intervalOf(prefix, range))));
  return {
    plan: {
      kind: 'index',
      index,
      streams: [{ prefix: 0, intervals }],
      reverse: false,
      merge: false,
      sorted: sort.length === 0,
    },
    score: geo * 100 + 45,
  };
}

/** Finds the index for a search by nearness; without one it is an error, as it is in MongoDB. */
export function nearPlan(
  collection: Collection,
  near: Near,
  terms: readonly Term[],
  sort: SortSpec,
  hinted: Index | undefined,
): Plan {
  const usable = (hinted ? [hinted] : collection.indexes).filter(
    ({ geo, fields, building, spec, partial }) =>
      geo !== undefined &&
      fields[geo]!.path === near.path &&
      !near.flat &&
      !building &&
      !spec.hidden &&
      (!partial || impliedBy(partial.filter, terms)),
  );
  const found = usable
    .map((index) => ({ index, prefixes: prefixesOf(index, index.geo!, terms) }))
    .sort((a, b) => Number(!a.prefixes) - Number(!b.prefixes) || b.index.geo! - a.index.geo!)[0];
  if (!found)
    throw new MongoError(
      'NoQueryExecutionPlans',
      `error processing query: ns=${collection.namespace}: planner returned error :: caused by :: unable to find index for $geoNear query`,
    );
  const { index, prefixes } = found;
  if (prefixes) return { kind: 'near', index, near, prefixes, sorted: sort.length === 0 };
  const everything = { prefix: 0, intervals: [{ low: new Uint8Array(0), high: undefined }] };
  return { kind: 'index', index, streams: [everything], reverse: false, merge: false, sorted: false };
}
