import { BSON, Decimal128, type Document, Double, Int32, Long } from 'mongodb';
import { openTarget } from './target.ts';

export type Case = [name: string, pipeline: Document[], expected: unknown[]];

export const int = (n: number) => new Int32(n);
export const double = (n: number) => new Double(n);
export const long = (n: number) => Long.fromNumber(n);
export const dec = (text: string) => Decimal128.fromString(text);

/** Two collections with values of several types, and the results of pipelines on the first. */
export async function openPipelines() {
  const target = await openTarget();
  const collection = (name: string) => target.db.collection<Document>(name);
  await collection('data').insertMany([
    { _id: 1 as never, k: int(1), v: int(10), t: ['x', 'y'], s: { a: 1, b: 2 }, d: dec('1.5') },
    { _id: 2 as never, k: double(1), v: double(2.5), t: [], s: { a: 2 }, d: dec('2') },
    { _id: 3 as never, k: long(1), v: long(5), t: null, s: [{ a: 3, b: 1 }, 7, { a: 4 }] },
    { _id: 4 as never, k: null, v: int(2147483647), t: 'z' },
    { _id: 5 as never, v: int(1) },
  ]);
  await collection('other').insertMany([
    { _id: 'a' as never, ref: 1, n: 1 },
    { _id: 'b' as never, ref: [1, 2], n: 2 },
    { _id: 'c' as never, ref: null, n: 3 },
    { _id: 'd' as never, n: 4 },
    { _id: 'e' as never, ref: { x: 1 }, n: 5 },
  ]);
  await collection('other').createIndex({ ref: 1 });
  return {
    collection,
    run: (pipeline: Document[], name = 'data') =>
      collection(name).aggregate(pipeline, { promoteValues: false }).toArray(),
    close: () => target.close(),
  };
}

/** A value with its types, as text to compare. */
export const text = (value: unknown) => BSON.EJSON.stringify({ value }, { relaxed: false });
export const ids = { $project: { _id: 1 } };
export const sorted = { $sort: { _id: 1 } };
export const only = (_id: unknown) => ({ $match: { _id } });
