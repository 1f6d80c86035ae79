import { openQuery } from '../engine/read.ts';
import { openSlice } from '../engine/slice.ts';
import { nameKey } from '../engine/transactions.ts';
import { MongoError } from '../errors.ts';
import { compileFilter, readerFor } from '../query/matcher.ts';
import { parseSort } from '../query/sort.ts';
import type { Collection } from '../storage/catalog.ts';
import { compileUpdate, isReplacement, sameBytes, type Update, updated } from '../update/apply.ts';
import { upserted } from '../update/upsert.ts';
import { type Doc, encode } from '../values/bson.ts';
import { andThen, attempt, type Maybe } from '../values/maybe.ts';
import { type Context, collectionName, existing, untilFree } from './context.ts';

/** The collection to write to, made where it is missing. To be called within `untilFree`. */
export function writable(context: Context): Collection {
  return existing(context) ?? makeCollection(context);
}

/** Makes the collection of a command; one that a transaction makes is its own until the commit. */
export function makeCollection(context: Context): Collection {
  const { engine, db, txn } = context;
  const name = collectionName(context);
  const key = nameKey(db, name);
  engine.transactions.checkKey(key, txn);
  if (!txn) return engine.catalog.create(db, name);
  const collection = engine.catalog.prepare(db, name);
  engine.transactions.holdKey(key, txn, null);
  txn.created.set(collection.namespace, collection);
  txn.touched.add(collection);
  return collection;
}

/** Which document a single write is about, and how. */
export interface Target {
  filter: Doc;
  sort?: unknown;
  hint?: unknown;
  vars?: Doc;
}

/** What one update statement did. */
export interface UpdateResult {
  matched: number;
  modified: number;
  upsertedId?: unknown;
  before?: Uint8Array;
  after?: Uint8Array;
}

/**
 * Finds the one document of a target and hands it, as it stands at that moment, to `work`. Nothing comes between the
 * last look and the write: `work` is synchronous. Returns undefined where nothing matches.
 */
function onOne<T>(
  context: Context,
  collection: Collection,
  target: Target,
  work: (rid: number, bytes: Uint8Array) => T,
): Maybe<T | undefined> {
  const { engine, txn } = context;
  const { filter } = target;
  const query = {
    filter,
    sort: parseSort(target.sort),
    hint: target.hint,
    limit: 1,
    vars: target.vars ?? {},
  };
  const find = () => openQuery(engine.records, collection, query, context).next();

  async function afterPause(first: ReturnType<typeof find>): Promise<T | undefined> {
    for (let found = first; ; found = find()) {
      const hit = await found;
      if (!hit) return undefined;
      const bytes = engine.store.read(collection, hit.rid, txn);
      if (!bytes) continue;
      const read = readerFor(filter, []);
      if (sameBytes(bytes, hit.doc) || compileFilter(filter, target.vars)(read(bytes)))
        return work(hit.rid, bytes);
    }
  }

  return untilFree(context, () => {
    const found = find();
    // Found without a pause, it stands as it was read.
    return found instanceof Promise ? afterPause(found) : found && work(found.rid, found.doc);
  });
}

/** The same for every document that matches, one after the other; returns how many were handed over. */
async function onAll(
  context: Context,
  collection: Collection,
  target: Target,
  work: (rid: number, bytes: Uint8Array) => void,
): Promise<number> {
  const { engine, txn } = context;
  const { filter } = target;
  const matches = compileFilter(filter, target.vars);
  const read = readerFor(filter, []);
  const rids: number[] = [];
  const found = openQuery(
    engine.records,
    collection,
    { filter, hint: target.hint, vars: target.vars ?? {} },
    context,
  );
  for (let hit = await found.next(); hit; hit = await found.next()) rids.push(hit.rid);
  let n = 0;
  const slice = openSlice(context, true);
  for (const rid of rids) {
    if (slice.due()) await slice.pause();
    await untilFree(context, () => {
      const bytes = engine.store.read(collection, rid, txn);
      if (!bytes || !matches(read(bytes))) return;
      work(rid, bytes);
      n++;
    });
  }
  return n;
}

/** Replaces one document by what `update` makes of it. */
function applyTo(
  context: Context,
  collection: Collection,
  rid: number,
  bytes: Uint8Array,
  update: Update,
  filter: Doc,
): UpdateResult {
  const next = updated(bytes, update, filter);
  const result = { matched: 1, before: bytes, after: next };
  const wanted = update.replacement ? encode(update.replacement) : next;
  if (sameBytes(wanted, bytes)) return { ...result, modified: 0 };
  context.engine.store.replace(collection, rid, bytes, next, context.txn, update.fields);
  return { ...result, modified: 1 };
}

export interface UpdateStatement extends Target {
  update: unknown;
  arrayFilters?: Doc[];
  multi?: boolean;
  upsert?: boolean;
}

/** Runs one update with its upsert. Two upserts at once: the one that comes second finds the first one's document. */
export function runUpdate(context: Context, statement: UpdateStatement): Maybe<UpdateResult> {
  const { filter, multi, upsert, vars } = statement;
  const update = compileUpdate(statement.update, statement.arrayFilters, vars);
  compileFilter(filter, vars);
  if (upsert) refuseExpr(filter);
  const replacing = isReplacement(statement.update);
  if (multi && replacing)
    throw new MongoError('FailedToParse', 'multi update is not supported for replacement-style update');
  const known = existing(context);
  if (!known && !upsert) return { matched: 0, modified: 0 };

  async function updateAll(collection: Collection): Promise<UpdateResult> {
    let modified = 0;
    const matched = await onAll(context, collection, statement, (rid, bytes) => {
      modified += applyTo(context, collection, rid, bytes, update, filter).modified;
    });
    return { matched, modified };
  }

  function insert(collection: Collection): Maybe<UpdateResult> {
    const doc = upserted(filter, update, replacing);
    const after = encode(doc);
    const inserted = untilFree(context, () => context.engine.store.insert(collection, after, context.txn));
    return andThen(inserted, () => ({ matched: 0, modified: 0, upsertedId: doc._id, after }));
  }

  function run(collection: Collection, again: boolean): Maybe<UpdateResult> {
    const found: Maybe<UpdateResult | undefined> = multi
      ? updateAll(collection)
      : onOne(context, collection, statement, (rid, bytes) =>
          applyTo(context, collection, rid, bytes, update, filter),
        );
    return andThen(found, (done = { matched: 0, modified: 0 }) => {
      if (done.matched > 0 || !upsert) return done;
      return attempt(
        () => insert(collection),
        (error) => {
          const mayBeThere = error instanceof MongoError && error.codeName === 'DuplicateKey';
          if (again || context.txn || !mayBeThere) throw error;
          return run(collection, true);
        },
      );
    });
  }

  return andThen(known ?? untilFree(context, () => writable(context)), (collection) =>
    run(collection, false),
  );
}

/** An upsert could not tell what to insert. */
function refuseExpr(filter: Doc): void {
  for (const [key, value] of Object.entries(filter)) {
    if (key === '$expr')
      throw new MongoError(
        'QueryFeatureNotAllowed',
        '$expr is not allowed in the query predicate for an upsert',
      );
    if (key.startsWith('$') && Array.isArray(value)) for (const clause of value) refuseExpr(clause as Doc);
  }
}

/** Removes documents: the first that matches, or all. */
export function runDelete(
  context: Context,
  target: Target,
  all: boolean,
): Maybe<{ n: number; before?: Uint8Array }> {
  const { engine, txn } = context;
  compileFilter(target.filter, target.vars);
  const collection = existing(context);
  if (!collection) return { n: 0 };
  if (all) {
    const removed = onAll(context, collection, target, (rid, bytes) =>
      engine.store.remove(collection, rid, bytes, txn),
    );
    return andThen(removed, (n) => ({ n }));
  }
  const done = onOne(context, collection, target, (rid, bytes) => {
    engine.store.remove(collection, rid, bytes, txn);
    return { n: 1, before: bytes };
  });
  return andThen(done, (removed) => removed ?? { n: 0 });
}
