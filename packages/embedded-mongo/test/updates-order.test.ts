import type { Collection, Document } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { batchOf } from './differential/normalise.ts';
import { openTarget } from './target.ts';

type Target = Awaited<ReturnType<typeof openTarget>>;
let target: Target;
let collection: Collection<Document>;
beforeAll(async () => {
  target = await openTarget();
  collection = target.db.collection('updates');
});
afterAll(() => target.close());
beforeEach(async () => {
  await collection.deleteMany({});
});

const one = (id: unknown) => ({ _id: id as never });

test('new fields come in the order of their names, numbers by their size', async () => {
  await collection.insertOne({ ...one(1), z: 1 });
  await collection.updateOne({ _id: 1 as never }, { $set: { y: 1, 'b.y10': 1, 'b.y9': 1, a: 1 } });
  const [found] = await collection.find().toArray();
  expect(JSON.stringify(found)).toBe('{"_id":1,"z":1,"a":1,"b":{"y10":1,"y9":1},"y":1}');
});

describe('fields named by numbers keep their place', () => {
  const fields = (...pairs: [string, unknown][]) => new Map(pairs) as unknown as Document;
  const DOC = fields(
    ['_id', 1],
    ['b', 1],
    ['10', 2],
    ['a', fields(['z', 1], ['1', /x/], ['0', 3])],
    ['2', 4],
  );
  const STEPS: [update: unknown, shape: string][] = [
    [{ $set: { b: 5 } }, '_id b 10 a(z 1 0) 2'],
    [{ $set: { '1': 5, c: 6, '11': 7 } }, '_id b 10 a(z 1 0) 2 1 11 c'],
    [{ $unset: { '10': 1 } }, '_id b a(z 1 0) 2'],
    [{ $rename: { b: '0' } }, '_id 10 a(z 1 0) 2 0'],
    [{ $set: { 'a.0': 5, 'a.5': 6 } }, '_id b 10 a(z 1 0 5) 2'],
    [fields(['z', 1], ['3', 2], ['a', fields(['y', 1], ['0', 1])]), '_id z 3 a(y 0)'],
    [[{ $set: { '7': 1 } }], '_id b 10 a(z 1 0) 2 7'],
    [[{ $unset: 'b' }], '_id 10 a(z 1 0) 2'],
  ];
  test.each(STEPS)('%j', async (u, shape) => {
    await target.db.command({ insert: 'updates', documents: [DOC] });
    await target.db.command({ update: 'updates', updates: [{ q: {}, u }] });
    for (const projection of [{}, { none: 0 }]) {
      const found = await target.db.command({ find: 'updates', projection }, { raw: true });
      const names = batchOf(found)[0]!
        .replace(/\{"\$\w+":(?:\{[^{}]*\}|[^{}]*)\}/g, '')
        .replace(/"(\w+)":/g, '$1')
        .replaceAll('{', '(')
        .replaceAll('}', ')')
        .replaceAll(',', ' ');
      expect(names).toBe(`(${shape})`);
    }
  });

  test('and count in comparisons and sorts', async () => {
    const one = fields(['b', 1], ['10', 2]);
    const other = fields(['10', 2], ['b', 1]);
    await target.db.command({
      insert: 'updates',
      documents: [fields(['_id', 1], ['a', one]), fields(['_id', 2], ['a', other])],
    });
    const ids = async (filter: Document) => {
      const { cursor } = await target.db.command({ find: 'updates', filter });
      return cursor.firstBatch.map((doc: Document) => doc._id);
    };
    expect(await ids({ a: one })).toEqual([1]);
    expect(await ids({ a: other })).toEqual([2]);
    await collection.createIndex({ a: 1 });
    expect(await ids({ a: one })).toEqual([1]);
    expect(await ids({ a: { $in: [other] } })).toEqual([2]);
  });
});
