import type { Collection } from '../storage/catalog.ts';
import type { Records } from '../storage/records.ts';
import { bsonType, type Doc, isPlain } from '../values/bson.ts';
import { encodeKey } from '../values/key.ts';
import type { Result } from './result.ts';

/** The types of ids whose keys are equal exactly where the values are: no matcher has to look again. */
const EXACT = new Set<unknown>(['ObjectId', 'UUID', 'Binary']);

/** The key of the one document that `{ _id: <value> }` or its `$eq` names; undefined where the filter says more. */
export function plainId(filter: Doc): Uint8Array | undefined {
  const names = Object.keys(filter);
  if (names.length !== 1 || names[0] !== '_id') return undefined;
  const given = filter._id;
  const id = isPlain(given) && Object.keys(given).length === 1 && '$eq' in given ? given.$eq : given;
  return typeof id === 'string' || EXACT.has(bsonType(id)) ? encodeKey([id]) : undefined;
}

/** Reads one document by its id. Most of what the product asks is this, so it goes the shortest way. */
export function openById(records: Records, collection: Collection, key: Uint8Array): Result {
  const [index] = collection.indexes;
  const stats = { keys: 0, docs: 0 };
  let asked = false;
  let rids: number[] | undefined;
  function next() {
    if (asked || collection.dropped) return undefined;
    asked = true;
    const hit = records.docAt(index!.id, key);
    if (!hit) return undefined;
    stats.keys++;
    stats.docs++;
    rids = [hit.rid];
    return { rid: hit.rid, doc: hit.doc, parsed: {} };
  }
  return {
    plan: { kind: 'points', index: index!, keys: [key], sorted: true },
    collection: collection.id,
    stats,
    rids: () => rids,
    next,
    held: () => 0,
    count: () => (next() ? 1 : 0),
  };
}
