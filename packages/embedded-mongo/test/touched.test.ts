import type { Document } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTarget } from './target.ts';

let target: Awaited<ReturnType<typeof openTarget>>;
beforeAll(async () => {
  target = await openTarget();
});
afterAll(() => target.close());

const UPDATES: [name: string, update: Document][] = [
  ['a field of no index', { $set: { other: 1 } }],
  ['a field of an index', { $set: { n: 5 } }],
  ['a field below one that is indexed', { $set: { 'place.town': 'x' } }],
  ['an element of a list', { $push: { tags: 'new' } }],
  ['a list where none was', { $set: { n: [7, 8] } }],
  ['the field of a partial filter', { $set: { open: false } }],
  ['the field of a partial filter, and back', { $set: { open: true } }],
  ['a field that goes', { $unset: { n: '' } }],
  ['a field that gets another name', { $rename: { other: 'n' } }],
  ['a number of another type', { $set: { n: 5.5 } }],
  ['the whole document', { n: 9, tags: [], place: { town: 'z' }, open: true }],
];

test('after any update every index finds what a scan finds, and nothing else', async () => {
  const gigs = target.db.collection<Document>('touched');
  const indexes: [Document, Document?][] = [
    [{ n: 1 }],
    [{ 'place.town': 1, tags: -1 }],
    [{ open: 1, tags: 1 }, { partialFilterExpression: { open: true } }],
    [{ other: 1 }, { sparse: true }],
  ];
  for (const [keys, options] of indexes) await gigs.createIndex(keys as never, options ?? {});
  await gigs.insertOne({ _id: 1 as never, n: 1, tags: ['a'], place: { town: 'y' }, open: true });
  const queries: [Document, Document][] = [
    [{ n: { $gte: 0 } }, { n: 1 }],
    [{ n: { $in: [5, 7, 8, 9, 1] } }, { n: 1 }],
    [{ 'place.town': { $gte: 'a' } }, { 'place.town': 1, tags: -1 }],
    [
      { open: true, tags: 'new' },
      { open: 1, tags: 1 },
    ],
    [{ open: true }, { open: 1, tags: 1 }],
    [{ other: { $gte: 0 } }, { other: 1 }],
  ];
  for (const [name, update] of UPDATES) {
    if (Object.keys(update)[0]!.startsWith('$')) await gigs.updateOne({ _id: 1 as never }, update);
    else await gigs.replaceOne({ _id: 1 as never }, update);
    for (const [filter, hint] of queries) {
      const scanned = await gigs.find(filter, { hint: { $natural: 1 } }).toArray();
      expect(await gigs.find(filter, { hint: hint as never }).toArray(), name).toEqual(scanned);
    }
  }
});

test('a unique key is refused where an update makes it, whatever else it changes', async () => {
  const gigs = target.db.collection<Document>('unique');
  await gigs.createIndex({ n: 1 }, { unique: true });
  await gigs.insertMany([{ n: 1 }, { n: 2 }]);
  await expect(gigs.updateOne({ n: 2 }, { $set: { a: 1, n: 1 } })).rejects.toMatchObject({ code: 11000 });
  expect(await gigs.findOne({ n: 2 }, { projection: { _id: 0 } })).toEqual({ n: 2 });
  await gigs.updateOne({ n: 2 }, { $set: { a: 1 } });
  await gigs.updateOne({ n: 2 }, { $set: { n: 3 } });
  await gigs.insertOne({ n: 2 });
  expect(await gigs.countDocuments({ n: { $gte: 1 } })).toBe(3);
});
