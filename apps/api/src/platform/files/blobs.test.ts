import { randomBytes } from 'node:crypto';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { Types } from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { blobStore } from './blobs.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

test.each([0, 1, 512 * 1024, 512 * 1024 + 1, 3_000_000])(
  '%i bytes come back as they went in',
  async (size) => {
    const store = blobStore(server.deps.connection);
    const [id, bytes] = [new Types.ObjectId(), randomBytes(size)];
    await store.put(id, bytes);
    expect((await store.read(id)).equals(bytes)).toBe(true);
    await store.remove(id);
    await expect(store.read(id)).rejects.toThrow();
  },
);

test('of one that is removed nothing is left, and removing it again is no error', async () => {
  const store = blobStore(server.deps.connection);
  const id = new Types.ObjectId();
  await store.put(id, randomBytes(2_000_000));
  await store.remove(id);
  await store.remove(id);
  const db = server.deps.connection.db!;
  expect(await db.collection('blobs.chunks').countDocuments({ files_id: id })).toBe(0);
  expect(await db.collection('blobs.files').countDocuments({ _id: id })).toBe(0);
});

test('two are put at the same moment into a database that has none yet', async () => {
  const store = blobStore(server.deps.connection);
  const ids = [new Types.ObjectId(), new Types.ObjectId()];
  await Promise.all(ids.map((id) => store.put(id, randomBytes(600_000))));
  for (const id of ids) expect((await store.read(id)).length).toBe(600_000);
});
