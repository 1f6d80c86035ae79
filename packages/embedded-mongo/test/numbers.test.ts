import { Decimal128, Double, Long } from 'bson';
import fc from 'fast-check';
import { type Collection, type Document, Int32 } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compare } from '../src/values/compare.ts';
import { encodeKey } from '../src/values/key.ts';
import { value } from './differential/values.ts';
import { failure, openTarget } from './target.ts';

const decimal = (text: string) => Decimal128.fromString(text);

/** In their order; those of one line are equal. */
const ORDER: unknown[][] = [
  [Number.NaN, decimal('NaN')],
  [-Infinity, decimal('-Infinity')],
  [decimal('-1E+400')],
  [-1e300],
  [Long.fromString('-9007199254740993'), decimal('-9007199254740993')],
  [-9007199254740992, Long.fromString('-9007199254740992')],
  [decimal('-1.1')],
  [-1, decimal('-1.00')],
  [-0.1],
  [decimal('-0.1')],
  [-5e-324],
  [decimal('-1E-400')],
  [0, -0, new Double(-0), decimal('0'), decimal('-0'), decimal('0E+10')],
  [decimal('1E-400')],
  [5e-324],
  [decimal('5E-324')],
  [decimal('0.1'), decimal('0.10')],
  [0.1],
  [1, new Double(1), Long.fromNumber(1), decimal('1.0')],
  [decimal('1.00000000000000000000000000000001')],
  [12, decimal('12')],
  [120, decimal('1.2E+2')],
  [9007199254740992],
  [Long.fromString('9007199254740993'), decimal('9007199254740993')],
  [decimal('9007199254740993.5')],
  [9007199254740994],
  [Long.MAX_VALUE, decimal('9223372036854775807')],
  [2 ** 63],
  [decimal('1E+400')],
  [decimal('1.1E+400')],
  [Infinity, decimal('Infinity')],
];

const byKey = (a: unknown, b: unknown) => Buffer.compare(encodeKey([a]), encodeKey([b]));

test('numbers of all types are compared by their exact values, and so are their keys', () => {
  ORDER.forEach((line, i) => {
    ORDER.forEach((other, j) => {
      for (const a of line)
        for (const b of other) {
          expect([String(a), String(b), Math.sign(compare(a, b))]).toEqual([
            String(a),
            String(b),
            Math.sign(i - j),
          ]);
          expect([String(a), String(b), byKey(a, b)]).toEqual([String(a), String(b), Math.sign(i - j)]);
        }
    });
  });
});

test('the order of keys is the order of values, forwards and backwards', () => {
  const any = value(2).map(toObject);
  fc.assert(
    fc.property(any, any, any, any, (a, b, c, d) => {
      const order = Math.sign(compare(a, b) || compare(d, c));
      const [x, y] = [encodeKey([a, c], [1, -1]), encodeKey([b, d], [1, -1])];
      expect(Buffer.compare(x, y)).toBe(order);
    }),
    { numRuns: 5000 },
  );
});

/** As documents are once they have been read. */
function toObject(it: unknown): unknown {
  if (Array.isArray(it)) return it.map(toObject);
  return it instanceof Map ? Object.fromEntries([...it].map(([name, one]) => [name, toObject(one)])) : it;
}

describe('on the server', () => {
  let target: Awaited<ReturnType<typeof openTarget>>;
  let collection: Collection<Document>;
  beforeAll(async () => {
    target = await openTarget();
    collection = target.db.collection('numbers');
    await collection.insertMany(ORDER.flatMap((line, i) => line.map((n) => ({ i, n }))) as Document[]);
  });
  afterAll(() => target.close());

  test.each([false, true])('equality, range and sort see every digit (index: %s)', async (indexed) => {
    if (indexed) await collection.createIndex({ n: 1 });
    for (const [i, line] of ORDER.entries()) {
      const found = async (filter: Document) =>
        (await collection.find(filter).sort({ i: 1 }).toArray()).map((doc) => doc.i);
      for (const n of line) {
        expect(await found({ n })).toEqual(line.map(() => i));
        expect(await found({ n: { $in: [n] } })).toEqual(line.map(() => i));
        if (i > 0)
          expect(new Set(await found({ n: { $lt: n } }))).toEqual(new Set([...ORDER.keys()].slice(1, i)));
      }
    }
    const sorted = await collection.find().sort({ n: 1, _id: 1 }).toArray();
    expect(sorted.map((doc) => doc.i)).toEqual(ORDER.flatMap((line, i) => line.map(() => i)));
  });

  const STEPS: [before: unknown, by: Decimal128 | Int32][] = [
    [decimal('0.1'), decimal('0.2')],
    [new Int32(1), decimal('0.50')],
    [decimal('1'), new Int32(1)],
  ];
  test.runIf(!process.env.MONGODB_URL).each(STEPS)('%s is not counted up by %s', async (n, by) => {
    const steps = target.db.collection<Document>('steps');
    await steps.deleteMany({});
    await steps.insertOne({ n });
    expect(await failure(steps.updateOne({}, { $inc: { n: by } }))).toMatchObject({ code: 115 });
    expect(await steps.countDocuments({ n })).toBe(1);
  });
});
