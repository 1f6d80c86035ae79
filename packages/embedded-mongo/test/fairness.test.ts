import type { Document } from 'mongodb';
import { expect, test } from 'vitest';
import { openTarget } from './target.ts';

test('a long scan lets others through, and ends at its own time limit', async () => {
  const target = await openTarget();
  const collection = target.db.collection<Document>('long');
  const docs = Array.from({ length: 30_000 }, (_, i) => ({ n: i, text: `worker ${i}` }));
  await collection.insertMany(docs);
  const order: string[] = [];
  const scan = collection.countDocuments({ text: /nothing like this/ }).then(() => order.push('scan'));
  for (let i = 0; i < 3; i++) {
    await collection.insertOne({ n: -1 });
    order.push('insert');
  }
  await scan;
  expect(order).toEqual(['insert', 'insert', 'insert', 'scan']);
  const limited = collection.find({ text: /nothing like this/ }, { maxTimeMS: 1 }).toArray();
  await expect(limited).rejects.toMatchObject({ code: 50 });
  await target.close();
});

test('several long scans take turns with short reads', async () => {
  const target = await openTarget();
  const collection = target.db.collection<Document>('long');
  await collection.insertMany(Array.from({ length: 20_000 }, (_, i) => ({ _id: i as never, n: i % 7 })));
  let ended = 0;
  const scans = Array.from({ length: 6 }, () =>
    collection.countDocuments({ text: /nothing like this/ }).then((n) => {
      ended++;
      return n;
    }),
  );
  for (let i = 0; i < 20; i++)
    expect(await collection.findOne({ _id: i as never })).toMatchObject({ n: i % 7 });
  expect(ended).toBe(0);
  expect(await Promise.all(scans)).toEqual([0, 0, 0, 0, 0, 0]);
  await target.close();
});

test('a sort in memory is bounded; with a limit only that many documents count', async () => {
  const target = await openTarget();
  const collection = target.db.collection<Document>('large');
  const text = 'x'.repeat(4_000_000);
  for (let n = 0; n < 30; n++) await collection.insertOne({ n: 30 - n, text });
  const sorted = collection.find().sort({ n: 1 });
  await expect(sorted.toArray()).rejects.toMatchObject({
    code: 292,
    codeName: 'QueryExceededMemoryLimitNoDiskUseAllowed',
  });
  const some = collection.find({}, { projection: { n: 1, _id: 0 } });
  expect(await some.sort({ n: 1 }).limit(2).toArray()).toEqual([{ n: 1 }, { n: 2 }]);
  await collection.createIndex({ n: 1 });
  expect(
    (
      await collection
        .find({}, { projection: { n: 1 } })
        .sort({ n: 1 })
        .toArray()
    ).length,
  ).toBe(30);
  await target.close();
});

test('open cursors hold only so much; one that ends gives its share back', async () => {
  const target = await openTarget();
  const collection = target.db.collection<Document>('held');
  const text = 'x'.repeat(4_000_000);
  for (let n = 0; n < 20; n++) await collection.insertOne({ n: 20 - n, text });
  const open = () => collection.find({}, { batchSize: 1 }).sort({ n: 1 });
  const cursors = [open(), open()];
  for (const cursor of cursors) expect(await cursor.next()).toMatchObject({ n: 1 });
  await expect(open().next()).rejects.toMatchObject({ code: 146 });
  await cursors[0]!.close();
  expect(await open().next()).toMatchObject({ n: 1 });
  expect((await cursors[1]!.toArray()).length).toBe(19);
  await target.close();
});

test('aggregations stream, let others through, and end where they would hold too much', async () => {
  const target = await openTarget();
  const collection = target.db.collection<Document>('wide');
  await collection.insertOne({ text: 'x'.repeat(100_000) });
  const many = [{ $addFields: { i: { $range: [0, 100_000] } } }, { $unwind: '$i' }];
  const order: string[] = [];
  const run = collection
    .aggregate([...many, { $group: { _id: { $mod: ['$i', 2] }, n: { $sum: 1 } } }, { $sort: { _id: 1 } }])
    .toArray()
    .then((found) => {
      order.push('aggregation');
      return found;
    });
  for (let i = 0; i < 3; i++) {
    await collection.findOne();
    order.push('find');
  }
  // Ten gigabytes went through it.
  expect(await run).toEqual([
    { _id: 0, n: 50_000 },
    { _id: 1, n: 50_000 },
  ]);
  expect(order).toEqual(['find', 'find', 'find', 'aggregation']);
  const sorted = collection.aggregate([...many, { $sort: { i: -1 } }], { allowDiskUse: false }).toArray();
  await expect(sorted).rejects.toMatchObject({ code: 292 });
  const top = [...many, { $sort: { i: -1 } }, { $limit: 1 }, { $project: { _id: 0, i: 1 } }];
  expect(await collection.aggregate(top).toArray()).toEqual([{ i: 99_999 }]);
  const limited = collection.aggregate([...many, { $match: { i: -1 } }], { maxTimeMS: 1 }).toArray();
  await expect(limited).rejects.toMatchObject({ code: 50 });
  await target.close();
});
