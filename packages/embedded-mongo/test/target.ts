import { type Db, MongoClient } from 'mongodb';
import { startEmbeddedMongo } from '../src/server.ts';

/**
 * The server under test: the embedded one, or the one that MONGODB_URL names, so that the same tables can be put
 * to any MongoDB-compatible server. Each call gets a database of its own.
 */
export async function openTarget(): Promise<{
  client: MongoClient;
  db: Db;
  embedded: boolean;
  url: string;
  close: () => Promise<void>;
}> {
  const given = process.env.MONGODB_URL;
  const server = given ? undefined : await startEmbeddedMongo();
  const client = await MongoClient.connect(given ?? server!.url);
  const db = client.db(`t${process.pid}${Math.floor(Math.random() * 1e9).toString(36)}`);
  return {
    client,
    db,
    embedded: !given,
    url: given ?? server!.url,
    async close() {
      await db.dropDatabase();
      await client.close();
      await server?.close();
    },
  };
}

/** The driver-read fields of an error, to compare whole. */
export async function failure(work: Promise<unknown>): Promise<Record<string, unknown>> {
  try {
    await work;
  } catch (error) {
    const { code, codeName, keyPattern, keyValue, errorLabels } = error as Record<string, unknown>;
    return { code, codeName, keyPattern, keyValue, errorLabels, message: (error as Error).message };
  }
  throw new Error('It should have failed');
}
