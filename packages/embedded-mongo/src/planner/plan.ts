import { MongoError } from '../errors.ts';
import type { Collection } from '../storage/catalog.ts';
import type { Index } from '../storage/index-spec.ts';
import { type Doc, isPlain } from '../values/bson.ts';
import { equal } from '../values/compare.ts';
import { conjunction, type Term } from './bounds.ts';
import { impliedBy } from './partial.ts';
import { intervalsFor, leading, pointsOf, type Stream } from './streams.ts';

export type SortSpec = [path: string, direction: 1 | -1][];

export type Plan =
  | { kind: 'natural'; reverse: boolean; sorted: boolean }
  | { kind: 'index'; index: Index; streams: Stream[]; reverse: boolean; merge: boolean; sorted: boolean }
  | { kind: 'points'; index: Index; keys: Uint8Array[]; sorted: boolean }
  | { kind: 'union'; parts: Plan[]; sorted: false };

interface Wish {
  filter: Doc;
  sort: SortSpec;
  hint?: unknown;
  /** No more than so many documents will be read: an index in the order of the sort is worth more. */
  limited?: boolean;
}

const UNIQUE = 10_000;
/** A sort by merging reads one stream for each combination of values; more of them are sorted in memory. */
const MAX_MERGED = 400;

/** Chooses how to find the candidates for a filter: always a superset, each is checked by the matcher. */
export function choosePlan(collection: Collection, wish: Wish): Plan {
  const hinted = hintedIndex(collection, wish.hint);
  if (hinted === '$natural') return natural(wish);
  const { terms, ors } = conjunction(wish.filter);
  let best: { plan: Plan; score: number } | undefined;
  for (const index of hinted ? [hinted] : collection.indexes) {
    const candidate = withIndex(index, terms, ors, wish, hinted !== undefined);
    if (candidate && (!best || candidate.score > best.score)) best = candidate;
    if (best && best.score >= UNIQUE) break;
  }
  const bounded = best !== undefined && best.score >= 40 && best.score !== 60;
  if (!bounded && !hinted && !best?.plan.sorted) {
    const union = unionOf(collection, terms, ors);
    if (union) return union;
  }
  return best?.plan ?? natural(wish);
}

function natural({ sort }: Wish): Plan {
  const order = sort[0]?.[0] === '$natural' ? sort[0][1] : undefined;
  return { kind: 'natural', reverse: order === -1, sorted: sort.length === 0 || order !== undefined };
}

function hintedIndex(collection: Collection, hint: unknown): Index | '$natural' | undefined {
  if (hint === undefined || (isPlain(hint) && Object.keys(hint).length === 0)) return undefined;
  if (isPlain(hint) && '$natural' in hint) return '$natural';
  const found = collection.indexes.find((index) =>
    typeof hint === 'string' ? index.name === hint : equal(index.spec.key, hint),
  );
  if (!found || found.building)
    throw new MongoError('BadValue', 'hint provided does not correspond to an existing index');
  return found;
}

/**
 * Points for what an index gives: 100 for each field fixed to values, 40 for a range, 60 for the order of the sort.
 * A unique index with all fields fixed wins over everything.
 */
function withIndex(
  index: Index,
  terms: Term[],
  ors: Doc[][],
  wish: Wish,
  forced: boolean,
): { plan: Plan; score: number } | undefined {
  if (index.building) return undefined;
  if (index.partial && !impliedBy(index.partial.filter, terms)) return undefined;
  const base = leading(index, terms);
  if (index.unique && base.fixed === index.fields.length && !(index.sparse && base.nullable)) {
    const keys = pointsOf(index, terms);
    return {
      plan: { kind: 'points', index, keys, sorted: wish.sort.length === 0 || keys.length <= 1 },
      score: UNIQUE,
    };
  }
  let streams: Stream[] | undefined;
  let score = base.fixed * 100;
  for (const branches of ors) {
    const each = branches.map((branch) => conjunction(branch, [...terms]).terms);
    const ends = each.map((all) => leading(index, all));
    if (!ends.every((end) => end.fixed > base.fixed || (end.range && !base.range))) continue;
    streams = intervalsFor(index, base.fixed, terms, each);
    score += 40;
    break;
  }
  streams ??= intervalsFor(index, base.fixed, terms, [terms]);
  if (base.range) score += 40;
  // It lacks documents that may match: only who asks for it by name gets what it has.
  if (index.sparse && !forced && (score === 0 || base.nullable)) return undefined;
  const order = orderOf(index, base, wish.sort);
  if (order && wish.sort.length > 0) score += 60;
  if (score === 0 && !forced) return undefined;
  if (score === 60 && !wish.limited && !forced) score = 30;
  const plan: Plan = {
    kind: 'index',
    index,
    streams,
    reverse: order?.reverse ?? false,
    merge: order?.merge ?? false,
    sorted: wish.sort.length === 0 || order !== undefined,
  };
  return { plan, score };
}

/** Whether reading the index in one direction gives the order of the sort, perhaps by merging one stream per value. */
function orderOf(
  index: Index,
  base: ReturnType<typeof leading>,
  sort: SortSpec,
): { reverse: boolean; merge: boolean } | undefined {
  const fields = index.fields.map((field, i) => ({
    ...field,
    single: base.singles[i] ?? false,
    multikey: (index.multikey & (1 << i)) !== 0,
  }));
  const singles = new Set(
    fields.filter((field) => field.single && !field.multikey).map((field) => field.path),
  );
  const wanted = sort.filter(([path]) => !singles.has(path));
  for (const from of base.combinations <= MAX_MERGED ? [0, base.fixed] : [0]) {
    const given = fields.slice(from).filter((field) => !singles.has(field.path));
    if (given.length < wanted.length) continue;
    let reverse: boolean | undefined;
    const fits = wanted.every(([path, direction], i) => {
      const field = given[i]!;
      const backwards = field.direction !== direction;
      if (field.path !== path || field.multikey || (reverse !== undefined && reverse !== backwards))
        return false;
      reverse = backwards;
      return true;
    });
    if (fits) return { reverse: reverse ?? false, merge: from > 0 };
  }
  return undefined;
}

/** One plan for each branch of an `$or`, where every branch has an index. */
function unionOf(collection: Collection, terms: Term[], ors: Doc[][]): Plan | undefined {
  for (const branches of ors) {
    const parts: Plan[] = [];
    for (const branch of branches) {
      const inner = conjunction(branch, [...terms]);
      let best: { plan: Plan; score: number } | undefined;
      for (const index of collection.indexes) {
        const candidate = withIndex(index, inner.terms, inner.ors, { filter: {}, sort: [] }, false);
        if (candidate && (!best || candidate.score > best.score)) best = candidate;
      }
      if (best) parts.push(best.plan);
    }
    if (parts.length === branches.length) return { kind: 'union', parts, sorted: false };
  }
  return undefined;
}

/** The ends of a plan in words, for `explain`. */
export function describe(plan: Plan): Doc {
  if (plan.kind === 'natural') return { stage: 'COLLSCAN', direction: plan.reverse ? 'backward' : 'forward' };
  if (plan.kind === 'points') {
    const { name, spec } = plan.index;
    return {
      stage: 'FETCH',
      inputStage: {
        stage: 'IXSCAN',
        keyPattern: spec.key,
        indexName: name,
        isMultiKey: plan.index.multikey !== 0,
        direction: 'forward',
        points: plan.keys.length,
      },
    };
  }
  if (plan.kind === 'union') return { stage: 'OR', inputStages: plan.parts.map(describe) };
  const { index } = plan;
  const scan = {
    stage: 'IXSCAN',
    keyPattern: index.spec.key,
    indexName: index.name,
    isMultiKey: index.multikey !== 0,
    direction: plan.reverse ? 'backward' : 'forward',
    ranges: plan.streams.reduce((sum, stream) => sum + stream.intervals.length, 0),
  };
  return {
    stage: 'FETCH',
    inputStage: plan.merge && plan.streams.length > 1 ? { stage: 'SORT_MERGE', inputStage: scan } : scan,
  };
}
