import { readFile } from 'node:fs/promises';
import { mongo } from 'mongoose';

type Line = { collection: string; indexes?: ({ key: Record<string, 1 | -1> } & object)[]; document?: object };

/** Fills an empty database with what a version of that day left: collections, indexes and documents. */
export async function loadOldDatabase(url: string, name: string, day: '2026-11-29'): Promise<void> {
  const file = new URL(`./old-databases/${day}.jsonl`, import.meta.url);
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  const client = await mongo.MongoClient.connect(url);
  try {
    for (const line of lines) {
      const { collection, indexes = [], document } = mongo.BSON.EJSON.parse(line) as Line;
      const stored = client.db(name).collection(collection);
      if (document) await stored.insertOne(document);
      else await client.db(name).createCollection(collection);
      for (const { key, ...options } of indexes) await stored.createIndex(key, options);
    }
  } finally {
    await client.close();
  }
}
