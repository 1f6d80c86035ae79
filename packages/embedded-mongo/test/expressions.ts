import { BSON, Decimal128, type Document, Double, Int32, Long, ObjectId, Timestamp } from 'mongodb';
import { openTarget } from './target.ts';

export type Case = [name: string, expr: unknown, expected: unknown];

const ID = new ObjectId('65a000000000000000000001');
const DATE = new Date('2024-02-29T13:45:56.789Z');
export const dec = (text: string) => Decimal128.fromString(text);
export const long = (text: string) => Long.fromString(text);
export const int = (n: number) => new Int32(n);
export const double = (n: number) => new Double(n);

/** A field of every kind, by the names that the expressions use. */
export const DOC = {
  int: new Int32(7),
  neg: new Int32(-7),
  one: new Int32(1),
  long: long('5'),
  big: long('9007199254740993'),
  max: new Int32(2147483647),
  most: long('9223372036854775807'),
  dbl: new Double(2.5),
  whole: new Double(3),
  dec: dec('1.10'),
  zero: new Int32(0),
  text: 'Grüße, 世界',
  date: DATE,
  id: ID,
  nil: null,
  yes: true,
  list: [3, 1, 2],
  empty: [],
  docs: [{ n: new Int32(1), t: 'a' }, { n: new Double(2) }, { t: 'c' }, 5, [{ n: 9 }]],
  sub: { a: new Double(1), b: { c: [1, { d: 2 }] } },
  stamp: new Timestamp({ t: 100, i: 7 }),
};

/** What expressions give for that document. */
export async function openExpressions() {
  const target = await openTarget();
  const one = target.db.collection<Document>('one');
  await one.insertOne({ _id: 1 as never, ...DOC });
  return {
    async evaluate(expr: unknown, promoteValues = false): Promise<unknown> {
      const [doc] = await one.aggregate([{ $project: { _id: 0, r: expr } }], { promoteValues }).toArray();
      return doc!.r;
    },
    close: () => target.close(),
  };
}

/** A value with its types, as text to compare. */
export const plain = (value: unknown) =>
  value === undefined ? 'missing' : BSON.EJSON.stringify({ value }, { relaxed: false });
