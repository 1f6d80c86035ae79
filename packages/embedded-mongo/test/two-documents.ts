import { type ClientSession, type Collection, type Document, ObjectId } from 'mongodb';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { openTarget } from './target.ts';

/** A collection of `a` (1) and `b` (2), anew for each test of a file, and sessions that end with it. */
export function twoDocuments() {
  const on = {} as { target: Awaited<ReturnType<typeof openTarget>>; collection: Collection<Document> };
  const sessions: ClientSession[] = [];
  beforeAll(async () => {
    on.target = await openTarget();
  });
  afterAll(async () => {
    for (const session of sessions) await session.endSession();
    await on.target.close();
  });
  beforeEach(async () => {
    on.collection = on.target.db.collection(`c${new ObjectId().toHexString()}`);
    await on.collection.insertMany([
      { _id: 'a' as never, n: 1 },
      { _id: 'b' as never, n: 2 },
    ]);
  });

  function begin(): ClientSession {
    const session = on.target.client.startSession();
    sessions.push(session);
    session.startTransaction();
    return session;
  }
  const set = (id: string, n: number, session?: ClientSession) =>
    on.collection.updateOne({ _id: id as never }, { $set: { n } }, session ? { session } : {});
  const all = async (session?: ClientSession) =>
    (
      await on.collection
        .find({}, session ? { session } : {})
        .sort({ _id: 1 })
        .toArray()
    ).map((doc) => [doc._id, doc.n]);
  return { on, sessions, begin, set, all };
}
