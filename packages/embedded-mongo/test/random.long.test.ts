import { type Document, Long, ObjectId } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTarget } from './target.ts';

type Target = Awaited<ReturnType<typeof openTarget>>;
let target: Target;
beforeAll(async () => {
  target = await openTarget();
});
afterAll(() => target.close());

const SCALARS = [
  null,
  0,
  1,
  2,
  -1,
  1.5,
  Long.fromNumber(2),
  'a',
  'b',
  'ab',
  '',
  true,
  false,
  new Date(0),
  new Date(5),
  new ObjectId('65a000000000000000000001'),
];

/** Small random documents and filters that often meet; the same for the same seed. */
function generator(start: number) {
  let seed = start;
  const random = () => {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
    return seed / 0x7fffffff;
  };
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const list = <T>(length: number, make: () => T): T[] => Array.from({ length }, make);
  function value(depth = 0): unknown {
    const kind = random();
    if (kind < 0.7 || depth > 1) return pick(SCALARS);
    if (kind < 0.85) return list(Math.floor(random() * 4), () => value(depth + 1));
    return { x: value(depth + 1), ...(random() < 0.5 && { y: value(depth + 1) }) };
  }
  const CONDITIONS: (() => unknown)[] = [
    () => pick(SCALARS),
    () => ({ [pick(['$gt', '$gte', '$lt', '$lte'])]: pick(SCALARS) }),
    () => ({ $in: list(3, () => pick(SCALARS)) }),
    () => ({ $nin: list(2, () => pick(SCALARS)) }),
    () => ({ $ne: pick(SCALARS) }),
    () => ({ $exists: random() < 0.5 }),
    () => ({ $gte: pick([0, 1]), $lt: pick([2, 3]) }),
    () => ({ $elemMatch: { $gte: pick(SCALARS) } }),
    () => ({ $elemMatch: { x: pick(SCALARS) } }),
    () => ({ $not: { $gt: pick(SCALARS) } }),
    () => ({ $size: Math.floor(random() * 3) }),
    () => ({ $regex: '^a' }),
  ];
  function filter(depth = 0): Document {
    const out: Document = {};
    for (let n = random() < 0.5 ? 1 : 2; n > 0; n--) {
      if (depth === 0 && random() < 0.25) out[pick(['$or', '$and', '$nor'])] = list(2, () => filter(1));
      else out[pick(['a', 'b', 'c', 'a.x', 'b.x', 'a.y', 'c.0'])] = pick(CONDITIONS)();
    }
    return out;
  }
  const document = (): Document =>
    Object.fromEntries(['a', 'b', 'c'].filter(() => random() < 0.8).map((name) => [name, value()]));
  return { document, filter, pick };
}

test.each([1, 7, 42, 1234])('indexes never change what is found or its order (seed %i)', async (seed) => {
  const { document, filter, pick } = generator(seed);
  const [plain, indexed] = [
    target.db.collection<Document>(`plain${seed}`),
    target.db.collection<Document>(`indexed${seed}`),
  ];
  const docs = Array.from({ length: 200 }, (_, i) => ({ _id: i as never, ...document() }));
  await plain.insertMany(docs);
  await indexed.insertMany(docs);
  // Some are refused for parallel arrays in the data, which is as it should be.
  for (const key of [
    { a: 1 },
    { b: -1, _id: 1 },
    { 'a.x': 1 },
    { c: 1 },
    { 'b.x': 1, 'b.y': -1 },
    { c: 1, a: -1 },
  ])
    await indexed.createIndex(key as never).catch((error: { code: number }) => expect(error.code).toBe(171));
  for (let i = 0; i < 120; i++) {
    const query = filter();
    const sort = pick([
      { a: 1, _id: 1 },
      { b: -1, _id: 1 },
      { b: 1, _id: -1 },
      { c: 1, _id: 1 },
      { _id: -1 },
    ]) as Document;
    const ids = async (collection: typeof plain) =>
      (
        await collection
          .find(query)
          .sort(sort as never)
          .toArray()
      ).map((doc) => doc._id);
    expect({ query, sort, ids: await ids(indexed) }).toEqual({ query, sort, ids: await ids(plain) });
  }
});
