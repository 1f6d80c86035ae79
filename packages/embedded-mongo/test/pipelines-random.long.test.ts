import fc from 'fast-check';
import type { Document } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTarget } from './target.ts';

let target: Awaited<ReturnType<typeof openTarget>>;
beforeAll(async () => {
  target = await openTarget();
  const values = [1, 2, null, 'a', [1, 2], [{ x: 1 }, { x: 2 }], { x: 1, y: 2 }, 2.5, undefined];
  await target.db.collection<Document>('some').insertMany(
    Array.from({ length: 60 }, (_, i) => {
      const field = (n: number) => values[(i * n + (i >> 3)) % values.length];
      const doc: Document = { _id: i, a: field(1), b: field(2), c: field(5), n: i % 7 };
      for (const key of Object.keys(doc)) if (doc[key] === undefined) delete doc[key];
      return doc;
    }),
    { ignoreUndefined: true },
  );
  await target.db.collection('some').createIndexes([{ key: { a: 1 } }, { key: { n: 1, b: -1 } }]);
});
afterAll(() => target.close());

const path = fc.constantFrom('a', 'b', 'c', 'n', 'a.x', 'b.x', 'x', 'x.y', '_id');
const operand = fc.constantFrom<unknown>(1, 2, null, 'a', 2.5);
const condition = fc.oneof(
  operand,
  fc.record({ $gte: operand }),
  fc.record({ $ne: operand }),
  fc.record({ $in: fc.array(operand, { maxLength: 2 }) }),
  fc.record({ $exists: fc.boolean() }),
);
const expression = fc.oneof(
  path.map((one) => `$${one}`),
  fc.constantFrom<unknown>({ $ifNull: ['$a', '$b'] }, { $type: '$a.x' }, '$$ROOT.b', { $isArray: '$c' }),
);
const fields = fc.constantFrom('a', 'b', 'x', 'a.x', 'y');
const stage: fc.Arbitrary<Document> = fc.oneof(
  fc.dictionary(path, condition, { minKeys: 1, maxKeys: 2 }).map(($match) => ({ $match })),
  fc.tuple(path, operand).map(([one, value]) => ({ $match: { $expr: { $eq: [`$${one}`, value] } } })),
  fc.tuple(fields, expression).map(([field, expr]) => ({ $addFields: { [field]: expr } })),
  fc.tuple(fields, expression).map(([field, expr]) => ({ $project: { n: 1, [field]: expr } })),
  fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'n'), { minLength: 1, maxLength: 2 }).map((names) => ({
    $project: Object.fromEntries(names.map((name) => [name, 0])),
  })),
  fc.constantFrom<Document>(
    { $project: { a: { x: 0 } } },
    { $project: { a: { x: 1 }, b: 1 } },
    { $unset: 'a' },
    { $unwind: '$a' },
    { $unwind: { path: '$b', includeArrayIndex: 'x', preserveNullAndEmptyArrays: true } },
    { $lookup: { from: 'some', localField: 'n', foreignField: '_id', as: 'x' } },
    { $replaceWith: { _id: '$_id', a: '$b', b: '$a' } },
  ),
  fc.constantFrom<Document>({ $sort: { n: 1, _id: 1 } }, { $sort: { a: -1, _id: 1 } }),
  fc.integer({ min: 1, max: 30 }).map(($limit) => ({ $limit })),
  fc.integer({ min: 0, max: 5 }).map(($skip) => ({ $skip })),
);
const last = fc.constantFrom<Document[]>(
  [],
  [{ $group: { _id: '$a', n: { $sum: '$n' }, ids: { $push: '$_id' } } }],
  [{ $group: { _id: { b: '$b', x: '$a.x' }, all: { $push: '$$ROOT' } } }],
  [{ $count: 'n' }],
);

/** Stages that change nothing: no filter may be moved past the first of them, no limit past the second. */
const WALL = [{ $replaceWith: '$$ROOT' }, { $unwind: { path: '$none', preserveNullAndEmptyArrays: true } }];

test('what is moved to the front, or not read, changes no result', async () => {
  const collection = target.db.collection<Document>('some');
  const pipelines = fc.tuple(fc.array(stage, { minLength: 1, maxLength: 4 }), last);
  await fc.assert(
    fc.asyncProperty(pipelines, async ([stages, end]) => {
      const pipeline = [{ $sort: { _id: 1 } }, ...stages, ...end];
      const walled = pipeline.flatMap((one) => [...WALL, one]);
      expect(await collection.aggregate(pipeline).toArray()).toEqual(
        await collection.aggregate([...walled, ...WALL]).toArray(),
      );
    }),
    { numRuns: 300 },
  );
});
