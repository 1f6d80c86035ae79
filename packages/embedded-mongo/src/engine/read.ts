import { MongoError, noSuchTransaction, writeConflict } from '../errors.ts';
import { coveredBy } from '../planner/covered.ts';
import { choosePlan, type Plan, type SortSpec } from '../planner/plan.ts';
import { type Hit, openScan, type Stats } from '../planner/scan.ts';
import { readerFor } from '../query/matcher.ts';
import { compileQuery, type Near, nearest } from '../query/near.ts';
import { compareSorted, sortValues } from '../query/sort.ts';
import type { Collection } from '../storage/catalog.ts';
import type { Records } from '../storage/records.ts';
import type { Doc } from '../values/bson.ts';
import { andThen, each, type Maybe } from '../values/maybe.ts';
import { openById, plainId } from './by-id.ts';
import { countEntries } from './count.ts';
import type { Transaction } from './transactions.ts';

export interface Query {
  filter: Doc;
  /** A search from near to far, which is the order where there is no sort. */
  near?: Near | undefined;
  sort?: SortSpec;
  skip?: number;
  limit?: number;
  hint?: unknown;
  vars?: Doc;
  /** Paths that the caller reads from `parsed` beside those of filter and sort. */
  needs?: string[];
}

/** A document that matches; `parsed` has what the filter, the sort and `needs` look at. */
export interface Match extends Hit {
  parsed: Doc;
}

export interface Result {
  plan: Plan;
  stats: Stats;
  /** The next document, undefined at the end. */
  next: () => Maybe<Match | undefined>;
  /** How many there are; instead of `next`, not after it. */
  count: () => Maybe<number>;
}

/** How long one command may keep the thread before others get their turn, in milliseconds. */
const SLICE_MS = 8;
const MAX_PAGE = 101;
const DISTANCE: SortSpec = [['', 1]];

/** Hands the thread to others once this command has held it long enough, and ends it at its own deadline. */
export function openSlice(context: { deadline?: number | undefined; txn?: Transaction | undefined }) {
  let until = performance.now() + SLICE_MS;
  let count = 0;
  return {
    /** For loops of small steps: looks at the clock now and then only. */
    due: () => (++count & 31) === 0 && performance.now() > until,
    overdue: () => performance.now() > until,
    async pause(): Promise<void> {
      await new Promise<void>((resolve) => setImmediate(resolve));
      const now = performance.now();
      if (context.txn && context.txn.state !== 'open') throw noSuchTransaction(context.txn.number);
      if (context.deadline !== undefined && now > context.deadline)
        throw new MongoError('MaxTimeMSExpired', 'operation exceeded time limit');
      until = now + SLICE_MS;
    },
  };
}

/** Finds documents by the best plan, in the order of the sort, as `txn` sees them. */
export function openQuery(
  records: Records,
  collection: Collection,
  query: Query,
  context: { txn?: Transaction | undefined; deadline?: number | undefined },
): Result {
  const { filter, near, sort = [], skip = 0, limit = 0, hint } = query;
  const direct = hint === undefined && skip === 0 && !near && !query.needs && !context.txn;
  const id = direct ? plainId(filter) : undefined;
  if (id) return openById(records, collection, id);
  const matches = compileQuery({ filter, near }, query.vars);
  const located = near ? [near.path] : [];
  const read = readerFor(filter, [...sort.map(([path]) => path), ...located, ...(query.needs ?? [])]);
  const plan = choosePlan(collection, { filter, near, sort, hint, limited: limit > 0 });
  const stats: Stats = { keys: 0, docs: 0 };
  const slice = openSlice(context);
  const { txn } = context;
  // In a transaction an index gives the order of the newest state; it is trusted for one short page without changes.
  const byDistance = near !== undefined && sort.length === 0;
  const ordered = sort.length > 0 || byDistance;
  const page = limit > 0 && skip + limit <= MAX_PAGE;
  const sorted = plan.sorted && !(txn && ordered && (!page || changes(txn, collection)));
  const newest = openScan(records, collection, plan, stats);
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

  function sortAll(): Maybe<Match[]> {
    const keep = limit > 0 ? skip + limit : 0;
    let rows: { match: Match; by: unknown[] }[] = [];
    const order = (a: (typeof rows)[number], b: (typeof rows)[number]) =>
      compareSorted(a.by, b.by, byDistance ? DISTANCE : sort) || a.match.rid - b.match.rid;
    const read = each(nextMatch, (match) => {
      const { parsed } = match;
      rows.push({ match, by: byDistance ? [nearest(near, parsed)?.distance] : sortValues(parsed, sort) });
      if (keep > 0 && rows.length > 2 * keep + 1000) rows = rows.sort(order).slice(0, keep);
    });
    return andThen(read, () => rows.sort(order).map((row) => row.match));
  }

  let pending: Match[] | undefined;
  let at = 0;
  let skipped = 0;
  let given = 0;
  function inOrder(): Maybe<Match | undefined> {
    if (pending) return pending[at++];
    return andThen(sortAll(), (all) => {
      pending = all;
      return pending[at++];
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
    stats,
    next,
    count() {
      const covered = txn ? undefined : coveredBy(plan, filter);
      if (covered) return andThen(countEntries(records, covered, slice), (n) => paged(n, skip, limit));
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
