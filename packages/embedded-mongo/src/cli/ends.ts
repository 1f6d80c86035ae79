import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Document, MongoClient } from 'mongodb';
import { notedUrl } from '../run-folder.ts';
import { startEmbeddedMongo } from '../server.ts';
import { EmbeddedMongoError } from '../start-errors.ts';
import { pathOption, UsageError } from './options.ts';
import { snapshot, withFolder } from './snapshot.ts';

/** A collection as it is carried from one place to another. */
export interface Carried {
  db: string;
  name: string;
  options: Document;
  /** All but that of `_id`, which every collection has. */
  indexes: Document[];
}

const OWN = ['admin', 'config', 'local'];

/** A client for where data is to be read: a URL, or a copy of a folder, so that all is of one moment. */
export async function withSource<T>(
  from: { data?: string | undefined; url?: string | undefined },
  work: (client: MongoClient) => Promise<T>,
): Promise<T> {
  if (one(from) === 'url') return withClient(from.url!, work);
  return withFolder(join(tmpdir(), 'linggong-copy-'), async (folder) => {
    await snapshot(pathOption(from.data!), folder);
    return withServer(folder, work);
  });
}

/** A client for where data is to be written: a URL, or a folder through the server that holds it. */
export async function withTarget<T>(
  to: { data?: string | undefined; url?: string | undefined },
  work: (client: MongoClient) => Promise<T>,
): Promise<T> {
  if (one(to) === 'url') return withClient(to.url!, work);
  const dataDir = pathOption(to.data!);
  try {
    return await withServer(dataDir, work);
  } catch (error) {
    const url = notedUrl(dataDir);
    if (!(error instanceof EmbeddedMongoError) || error.code !== 'data_folder_in_use' || !url) throw error;
    return withClient(url, work);
  }
}

function one({ data, url }: { data?: string | undefined; url?: string | undefined }): 'data' | 'url' {
  if ((data === undefined) === (url === undefined))
    throw new UsageError('Either a folder or a URL must be named');
  return data === undefined ? 'url' : 'data';
}

async function withServer<T>(dataDir: string, work: (client: MongoClient) => Promise<T>): Promise<T> {
  const server = await startEmbeddedMongo({ dataDir });
  try {
    return await withClient(server.url.replace('/linggong?', '/?'), work);
  } finally {
    await server.close();
  }
}

async function withClient<T>(url: string, work: (client: MongoClient) => Promise<T>): Promise<T> {
  const client = await MongoClient.connect(url, { serverSelectionTimeoutMS: 10_000 });
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

/** The collections of the database that the URL names, or of all; what is no plain collection is refused by name. */
export async function listCarried(client: MongoClient, only?: string[]): Promise<Carried[]> {
  const named = client.options.dbName;
  const all = only ?? (named === 'test' ? await databases(client) : [named]);
  const carried: Carried[] = [];
  for (const db of all.sort())
    for (const info of await client.db(db).listCollections().toArray()) {
      const { name, type = 'collection', options = {} } = info as Document & { name: string };
      if (name.startsWith('system.')) continue;
      if (type !== 'collection')
        throw new Error(`${db}.${name} is a ${type}: only collections can be carried`);
      const indexes = await client.db(db).collection(name).listIndexes().toArray();
      carried.push({
        db,
        name,
        options,
        indexes: indexes.filter((index) => index.name !== '_id_').map(({ v, ns, ...spec }) => spec),
      });
    }
  return carried.sort((a, b) => (`${a.db}.${a.name}` < `${b.db}.${b.name}` ? -1 : 1));
}

async function databases(client: MongoClient): Promise<string[]> {
  const { databases: found } = await client.db('admin').command({ listDatabases: 1, nameOnly: true });
  return (found as { name: string }[]).map(({ name }) => name).filter((name) => !OWN.includes(name));
}

/** All documents as bytes, in the order in which they lie. */
export const documentsOf = (client: MongoClient, { db, name }: Carried): AsyncIterable<Uint8Array> =>
  client
    .db(db)
    .collection(name)
    .find({}, { raw: true, batchSize: 1000 }) as unknown as AsyncIterable<Uint8Array>;
