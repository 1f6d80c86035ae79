import { setTimeout as pause } from 'node:timers/promises';
import { type Document, MongoClient } from 'mongodb';
import { expect, test } from 'vitest';
import { openTarget } from './target.ts';

const upTo = (end: number) => Array.from({ length: end }, (_, i) => i);

/** Of which a look at a single document takes a millisecond or more. */
const SLOW = {
  $expr: { $anyElementTrue: { $map: { input: upTo(5000), in: { $lt: [{ $add: ['$$this', '$n'] }, 0] } } } },
};

/** The CPU time that this process, the server in it, takes within 200 ms. */
async function busyMs(): Promise<number> {
  const before = process.cpuUsage();
  await pause(200);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

test('scans without an end take turns with the reads and writes of others, and end with who asked', async () => {
  const target = await openTarget();
  const collection = target.db.collection<Document>('long');
  await collection.insertMany(Array.from({ length: 100_000 }, (_, i) => ({ _id: i as never, n: i % 7 })));
  const leaving = await MongoClient.connect(target.url);
  const long = leaving.db(target.db.databaseName).collection<Document>('long');
  let ended = 0;
  const scans = [
    ...Array.from({ length: 3 }, () => long.countDocuments(SLOW)),
    ...Array.from({ length: 2 }, () => long.find(SLOW).toArray()),
    long.aggregate([{ $match: SLOW }, { $group: { _id: '$n' } }]).toArray(),
  ].map((scan) => scan.catch(() => 'no answer').finally(() => ended++));
  for (let i = 0; i < 20; i++) {
    expect(await collection.findOne({ _id: i as never })).toMatchObject({ n: i % 7 });
    await collection.updateOne({ _id: i as never }, { $inc: { n: 7 } });
  }
  expect(ended).toBe(0);
  await leaving.close();
  expect(await Promise.all(scans)).toEqual(Array(6).fill('no answer'));
  // Each of them has minutes of work left, if it went on for nobody.
  await expect.poll(busyMs, { timeout: 60_000 }).toBeLessThan(20);
  await target.close();
});

test('a scan ends at its own time limit', async () => {
  const target = await openTarget();
  const collection = target.db.collection<Document>('long');
  await collection.insertMany(Array.from({ length: 10_000 }, (_, n) => ({ n })));
  const limited = collection.find(SLOW, { maxTimeMS: 1 }).toArray();
  await expect(limited).rejects.toMatchObject({ code: 50 });
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

test('aggregations stream, and end where they would hold too much', async () => {
  const target = await openTarget();
  const collection = target.db.collection<Document>('wide');
  await collection.insertOne({ text: 'x'.repeat(100_000), list: upTo(100_000) });
  const many = [{ $project: { text: 1, i: '$list' } }, { $unwind: '$i' }];
  // Ten gigabytes go through it.
  const halves = [{ $group: { _id: { $mod: ['$i', 2] }, n: { $sum: 1 } } }, { $sort: { _id: 1 } }];
  expect(await collection.aggregate([...many, ...halves]).toArray()).toEqual([
    { _id: 0, n: 50_000 },
    { _id: 1, n: 50_000 },
  ]);
  const sorted = collection.aggregate([...many, { $sort: { i: -1 } }], { allowDiskUse: false }).toArray();
  await expect(sorted).rejects.toMatchObject({ code: 292 });
  const narrow = [{ $project: { i: '$list' } }, { $unwind: '$i' }];
  const top = [...narrow, { $sort: { i: -1 } }, { $limit: 1 }, { $project: { _id: 0, i: 1 } }];
  expect(await collection.aggregate(top).toArray()).toEqual([{ i: 99_999 }]);
  const limited = collection.aggregate([...many, { $match: { i: -1 } }], { maxTimeMS: 1 }).toArray();
  await expect(limited).rejects.toMatchObject({ code: 50 });
  await target.close();
});
