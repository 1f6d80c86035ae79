import type { Collection } from '../storage/catalog.ts';
import { keysOf } from '../storage/index-keys.ts';
import type { Index } from '../storage/index-spec.ts';
import type { Entry, Interval, Place, Records } from '../storage/records.ts';
import { decode } from '../values/bson.ts';
import type { Plan } from './plan.ts';
import type { Stream } from './streams.ts';

/** A document that may match. */
export interface Hit {
  rid: number;
  doc: Uint8Array;
}

export interface Stats {
  keys: number;
  docs: number;
}

/** What a scan reads from, and where it counts what it has read. */
interface Scanning {
  records: Records;
  collection: Collection;
  stats: Stats;
  /** How many documents are likely to be wanted. */
  first: number;
  /** The documents under keys that one each can have, as they are looked up. */
  points?: Points;
}

/** Whether all keys were looked up, and each had a document: then whatever else is written changes none of it. */
export interface Points {
  rids: number[];
  left: number;
}

/** Reads the candidates of a plan in its order; undefined at the end. Chunked, so that other work may come between. */
export function openScan(from: Scanning, plan: Plan): () => Hit | undefined {
  const { records, collection, stats, first } = from;
  if (plan.kind === 'natural') {
    const read = chunks(first, (after, limit) =>
      plan.reverse
        ? records.scan(collection.id, after?.rid, true, limit)
        : records.scanTogether(collection.id, after?.rid, limit),
    );
    return () => {
      const entry = collection.dropped ? undefined : read();
      if (entry) stats.docs++;
      return entry;
    };
  }
  if (plan.kind === 'points') {
    const open = (key: Uint8Array) => () => {
      const hits = records.docsAt(plan.index.id, key);
      if (from.points && hits.length > 0) from.points.left--;
      for (const { rid } of hits) from.points?.rids.push(rid);
      stats.keys += hits.length;
      stats.docs += hits.length;
      return () => hits.pop();
    };
    const scan = chain(plan.keys.map(open));
    return plan.index.multikey ? once(scan) : scan;
  }
  if (plan.kind === 'union') return once(chain(plan.parts.map((part) => () => openScan(from, part))));
  const { index, reverse } = plan;
  const streams = reverse ? plan.streams.toReversed() : plan.streams;
  const merging = plan.merge && streams.length > 1;
  const open = (stream: Stream) => () => readStream(from, plan, stream, merging);
  const scan = merging ? mergeStreams(streams, open, reverse) : chain(streams.map(open));
  return index.multikey ? once(scan) : scan;
}

function readStream(
  { records, stats, first }: Scanning,
  { index, reverse }: Plan & { kind: 'index' },
  stream: Stream,
  merging: boolean,
): () => Entry | undefined {
  const intervals = reverse ? stream.intervals.toReversed() : stream.intervals;
  const keyed = merging || index.multikey !== 0;
  const open = (interval: Interval) => () =>
    chunks(merging ? Math.min(first, MERGED_CHUNK) : first, (after, limit) =>
      records.entries(index.id, interval, after && placeOf(index, after), { reverse, keyed, limit }),
    );
  const read = chain(intervals.map(open));
  return () => {
    const entry = read();
    if (entry) {
      stats.keys++;
      stats.docs++;
    }
    return entry;
  };
}

/** Where in an index a document stands. Without arrays it has one key there, which follows from it. */
const placeOf = (index: Index, { key, rid, doc }: Entry): Place => ({
  key: key ?? keysOf(index, decode(doc)).keys[0]!,
  rid,
});

const MERGED_CHUNK = 8;
const MAX_FIRST = 32;
const MAX_CHUNK = 256;
const CHUNK_BYTES = 256 * 1024;

/** As many as are likely to be wanted first; then more and more, so that a long scan costs few statements. */
function chunks(
  first: number,
  read: (after: Entry | undefined, limit: number) => Entry[],
): () => Entry | undefined {
  let buffer: Entry[] = [];
  let at = 0;
  let limit = Math.min(first, MAX_FIRST);
  let ended = false;
  let last: Entry | undefined;
  return () => {
    if (at === buffer.length) {
      if (ended) return undefined;
      buffer = read(last, limit);
      at = 0;
      ended = buffer.length < limit;
      last = buffer.at(-1);
      const bytes = buffer.reduce((sum, entry) => sum + entry.doc.length, 0);
      if (bytes * 2 < CHUNK_BYTES) limit = Math.min(MAX_CHUNK, limit * 2);
      if (buffer.length === 0) return undefined;
    }
    return buffer[at++];
  };
}

function chain<T>(sources: (() => () => T | undefined)[]): () => T | undefined {
  let i = 0;
  let current: (() => T | undefined) | undefined;
  return () => {
    while (i < sources.length) {
      current ??= sources[i]!();
      const value = current();
      if (value !== undefined) return value;
      current = undefined;
      i++;
    }
    return undefined;
  };
}

/** Each document once, although a multikey index or several ranges may lead to it more often. */
function once<T extends { rid: number }>(read: () => T | undefined): () => T | undefined {
  const seen = new Set<number>();
  return () => {
    for (;;) {
      const hit = read();
      if (!hit || !seen.has(hit.rid)) {
        if (hit) seen.add(hit.rid);
        return hit;
      }
    }
  };
}

/** Joins streams that differ in their first bytes into one in the order of the rest of the key. */
function mergeStreams(
  streams: Stream[],
  open: (stream: Stream) => () => () => Entry | undefined,
  reverse: boolean,
): () => Entry | undefined {
  const heads = streams.map((stream) => ({
    prefix: stream.prefix,
    read: open(stream)(),
    entry: undefined as Entry | undefined,
  }));
  let started = false;
  const order = (a: (typeof heads)[number], b: (typeof heads)[number]) => {
    const [x, y] = [a.entry!.key!.subarray(a.prefix), b.entry!.key!.subarray(b.prefix)];
    return reverse ? Buffer.compare(y, x) : Buffer.compare(x, y);
  };
  return () => {
    if (!started) for (const head of heads) head.entry = head.read();
    started = true;
    let least: (typeof heads)[number] | undefined;
    for (const head of heads) if (head.entry && (!least || order(head, least) < 0)) least = head;
    if (!least) return undefined;
    const { entry } = least;
    least.entry = least.read();
    return entry;
  };
}
