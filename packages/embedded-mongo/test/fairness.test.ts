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
