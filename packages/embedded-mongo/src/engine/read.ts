import { MongoError, writeConflict } from '../errors.ts';
import { coveredBy } from '../planner/covered.ts';
import { choosePlan, type Plan, type SortSpec } from '../planner/plan.ts';
import { type Hit, openScan, type Points, type Stats } from '../planner/scan.ts';
import { compileFilter, readerFor } from '../query/matcher.ts';
import { compareSorted, sortValues } from '../query/sort.ts';
import type { Collection } from '../storage/catalog.ts';
import type { Records } from '../storage/records.ts';
import { owned } from '../storage/together.ts';
import type { Doc } from '../values/bson.ts';
import { andThen, each, type Maybe } from '../values/maybe.ts';
import { openById, plainId } from './by-id.ts';
import { countEntries } from './count.ts';
import { checkMemory, MAX_STAGE_BYTES } from './memory.ts';
import type { Match, Result } from './result.ts';
import { type Bounds, openSlice } from './slice.ts';
import type { Transaction } from './transactions.ts';

export interface Query {
  filter: Doc;
  sort?: SortSpec;
  skip?: number;
  limit?: number;
  hint?: unknown;
  vars?: Doc;
  /** Paths that the caller reads from `parsed` beside those of filter and sort. */
  needs?: string[];
  /** `parsed` tells a whole double from an int32, see `decodeExact`. */
  exact?: boolean;
}

const MAX_PAGE = 101;
/** Where no limit is known, the first look at an index is a small one. */
const FIRST_CHUNK = 8;
/** About what a row of a sort takes beside its document. */
const ROW_BYTES = 200;
/** With a limit, what can't be among the first is let go once so much is held. */
const TRIM_BYTES = 16 * 1024 * 1024;
const NOTHING: Doc = {};

/** Finds documents by the best plan, in the order of the sort, as `txn` sees them. */
export function openQuery(records: Records, collection: Collection, query: Query, context: Bounds): Result {
  const { filter, sort = [], skip = 0, limit = 0, hint } = query;
  const direct = hint === undefined && skip === 0 && !query.needs && !context.txn;
  const id = direct ? plainId(filter) : undefined;
  if (id) return openById(records, collection, id);
  const matches = compileFilter(filter, query.vars);
  const paths = [...sort.map(([path]) => path), ...(query.needs ?? [])];
  const read = readerFor(filter, paths, query.exact);
  const plan = choosePlan(collection, { filter, sort, hint, limited: limit > 0 });
  const stats: Stats = { keys: 0, docs: 0 };
  const slice = openSlice(context);
  const { txn } = context;
  // In a transaction an index gives the order of the newest state; it is trusted for one short page without changes.
  const ordered = sort.length > 0;
  const page = limit > 0 && skip + limit <= MAX_PAGE;
  const sorted = plan.sorted && !(txn && ordered && (!page || changes(txn, collection)));
  const points: Points | undefined =
    plan.kind === 'points' && !txn ? { rids: [], left: plan.keys.length } : undefined;
  const first = limit > 0 ? skip + limit : FIRST_CHUNK;
  const newest = openScan({ records, collection, stats, first, ...(points && { points }) }, plan);
  const scan = txn ? seenBy(txn, collection, newest, ordered && sorted) : newest;

  /** The next match, or null where others have to get their turn first. */
  function step(): Match | undefined | null {
    mustStand(collection, plan);
    for (;;) {
      if (slice.due()) return null;
      const hit = scan();
      if (!hit) return undefined;
      const parsed = read(hit.doc);
      if (matches(parsed)) return { rid: hit.rid, doc: hit.doc, parsed };
    }
  }

  async function afterPause(): Promise<Match | undefined> {
    for (;;) {
      await slice.pause();
      const match = step();
      if (match !== null) return match;
    }
  }

  function nextMatch(): Maybe<Match | undefined> {
    const match = step();
    return match === null ? afterPause() : match;
  }

  /** The bytes of what is sorted and not given yet. */
  let held = 0;
  function sortAll(): Maybe<Match[]> {
    const keep = limit > 0 ? skip + limit : 0;
    let rows: { match: Match; by: unknown[] }[] = [];
    let trimAt = TRIM_BYTES;
    const order = (a: (typeof rows)[number], b: (typeof rows)[number]) =>
      compareSorted(a.by, b.by, sort) || a.match.rid - b.match.rid;
    const read = each(nextMatch, (match) => {
      const { parsed } = match;
      const by = sortValues(parsed, sort);
      rows.push({ match: { ...match, doc: owned(match.doc), parsed: query.needs ? parsed : NOTHING }, by });
      held += match.doc.length + ROW_BYTES;
      if (keep > 0 && (rows.length > 2 * keep + 1000 || (rows.length > keep && held > trimAt))) {
        rows = rows.sort(order).slice(0, keep);
        held = rows.reduce((sum, row) => sum + row.match.doc.length + ROW_BYTES, 0);
        trimAt = Math.min(Math.max(TRIM_BYTES, 2 * held), MAX_STAGE_BYTES);
      }
      checkMemory('$sort', held);
    });
    return andThen(read, () =>
      rows
        .sort(order)
        .map((row) => row.match)
        .reverse(),
    );
  }

  let pending: Match[] | undefined;
  let skipped = 0;
  let given = 0;
  function take(all: Match[]): Match | undefined {
    const match = all.pop();
    held -= match ? match.doc.length + ROW_BYTES : 0;
    return match;
  }
  function inOrder(): Maybe<Match | undefined> {
    if (pending) return take(pending);
    return andThen(sortAll(), (all) => {
      pending = all;
      return take(all);
    });
  }
  const source = sorted ? nextMatch : inOrder;
  const give = () =>
    andThen(source(), (match) => {
      if (match) given++;
      return match;
    });
  function next(): Maybe<Match | undefined> {
    if (limit > 0 && given >= limit) return undefined;
    return skipped >= skip
      ? give()
      : andThen(
          each(source, () => ++skipped < skip),
          give,
        );
  }
  return {
    plan,
    collection: collection.id,
    stats,
    next,
    rids: () => (points?.left === 0 ? points.rids : undefined),
    held: () => held,
    count() {
      const covered = txn ? undefined : coveredBy(plan, filter);
      if (covered)
        return andThen(countEntries(records, collection, covered, slice), (n) => paged(n, skip, limit));
      let n = 0;
      const counted = each(next, () => {
        n++;
      });
      return andThen(counted, () => n);
    },
  };
}

/** How many of `n` documents are left after a skip and a limit. */
const paged = (n: number, skip: number, limit: number) =>
  Math.min(Math.max(0, n - skip), limit > 0 ? limit : Number.POSITIVE_INFINITY);

/** What a cursor was reading may have gone between two batches: then it ends with an error, not early. */
function mustStand(collection: Collection, plan: Plan): void {
  if (collection.dropped)
    throw new MongoError('QueryPlanKilled', `collection dropped: ${collection.namespace}`);
  if ('index' in plan && plan.index.dropped)
    throw new MongoError('QueryPlanKilled', `query plan killed :: index '${plan.index.name}' dropped`);
  if (plan.kind === 'union') for (const part of plan.parts) mustStand(collection, part);
}

const changes = (txn: Transaction, collection: Collection) =>
  (txn.overlay.get(collection)?.size ?? 0) + (txn.undo.get(collection)?.size ?? 0) > 0;

/** Corrects a scan of the newest state to what a transaction sees: others' later writes undone, its own done. */
function seenBy(
  txn: Transaction,
  collection: Collection,
  scan: () => Hit | undefined,
  ordered: boolean,
): () => Hit | undefined {
  const given = new Set<number>();
  let rest: Hit[] | undefined;
  return () => {
    while (!rest) {
      const hit = scan();
      if (!hit) {
        const seen = new Map(txn.undo.get(collection));
        for (const [rid, doc] of txn.overlay.get(collection) ?? []) seen.set(rid, doc);
        rest = [...seen]
          .flatMap(([rid, doc]) => (doc === null || given.has(rid) ? [] : [{ rid, doc }]))
          .sort((a, b) => b.rid - a.rid);
        // The state changed under a page in order: the driver runs the transaction again.
        if (ordered && rest.length > 0) throw writeConflict();
      } else if (!txn.overlay.get(collection)?.has(hit.rid) && !txn.undo.get(collection)?.has(hit.rid)) {
        given.add(hit.rid);
        return hit;
      } else if (ordered) throw writeConflict();
    }
    return rest.pop();
  };
}
