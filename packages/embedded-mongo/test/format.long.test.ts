import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Document, MongoClient } from 'mongodb';
import { expect, onTestFinished, test } from 'vitest';
import { startEmbeddedMongo } from '../src/server.ts';
import { encode } from '../src/values/bson.ts';

/** A data file as an older format made it; its keys have an encoding that is no more, so here they are any bytes. */
function writeFormat(format: number, dataDir: string, docs: Document[]): void {
  const sql = new DatabaseSync(join(dataDir, 'linggong.sqlite'));
  sql.exec(`
    PRAGMA page_size = 8192; PRAGMA journal_mode = WAL;
    CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE collections (id INTEGER PRIMARY KEY AUTOINCREMENT, db TEXT NOT NULL, name TEXT NOT NULL, options BLOB NOT NULL,
      UNIQUE (db, name));
    CREATE TABLE indexes (id INTEGER PRIMARY KEY AUTOINCREMENT, collection INTEGER NOT NULL, spec BLOB NOT NULL, multikey INTEGER NOT NULL);
    CREATE TABLE docs (rid INTEGER PRIMARY KEY, doc BLOB NOT NULL);
    CREATE TABLE entries (idx INTEGER NOT NULL, key BLOB NOT NULL, rid INTEGER NOT NULL, PRIMARY KEY (idx, key, rid)) WITHOUT ROWID;
    CREATE TABLE sessions (lsid TEXT PRIMARY KEY, state BLOB NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
    INSERT INTO meta VALUES ('format', ${format});
  `);
  sql.prepare('INSERT INTO collections VALUES (1, ?, ?, ?)').run('linggong', 'gigs', encode({}));
  const index = sql.prepare('INSERT INTO indexes VALUES (?, 1, ?, ?)');
  index.run(1, encode({ v: 2, key: { _id: 1 }, name: '_id_' }), 0);
  index.run(2, encode({ v: 2, key: { skills: 1, n: -1 }, name: 'skills_1_n_-1' }), 1);
  index.run(3, encode({ v: 2, key: { n: 1 }, name: 'n_1', unique: true }), 0);
  index.run(4, encode({ v: 2, key: { gone: 1 }, name: 'gone_1' }), -1);
  docs.forEach((doc, i) => {
    const rid = 2 ** 32 + 1 + i;
    sql.prepare('INSERT INTO docs VALUES (?, ?)').run(rid, encode(doc));
    for (const idx of [1, 2, 3, 4])
      sql.prepare('INSERT INTO entries VALUES (?, ?, ?)').run(idx, Buffer.from([idx, i % 250]), rid);
  });
  sql.close();
}

test.each([1, 2])(
  'data of format %i is brought to the present one, with all documents and every index',
  async (format) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'linggong-format-'));
    const docs = Array.from({ length: 1234 }, (_, i) => ({
      _id: `gig ${i}`,
      n: i,
      skills: i % 2 ? ['cook', 'drive'] : 'cook',
    }));
    writeFormat(format, dataDir, docs);
    for (const opening of ['the first', 'the next']) {
      const server = await startEmbeddedMongo({ dataDir });
      const client = await MongoClient.connect(server.url);
      onTestFinished(async () => {
        await client.close();
        await server.close();
        rmSync(dataDir, { recursive: true, force: true });
      });
      const gigs = client.db('linggong').collection<Document>('gigs');
      expect(await gigs.find().toArray(), opening).toEqual(docs);
      expect(await gigs.findOne({ _id: 'gig 7' as never })).toEqual(docs[7]);
      const names = (await gigs.indexes()).map((index) => index.name);
      expect(names).toEqual(['_id_', 'skills_1_n_-1', 'n_1']);
      const cursor = gigs.find({ skills: 'drive' }).sort({ n: -1 }).limit(3);
      expect((await cursor.clone().toArray()).map((doc) => doc.n)).toEqual([1233, 1231, 1229]);
      expect((await cursor.explain()).queryPlanner.winningPlan.inputStage).toMatchObject({
        indexName: 'skills_1_n_-1',
        isMultiKey: true,
      });
      expect(await gigs.countDocuments({ n: { $lt: 10 } })).toBe(10);
      await expect(gigs.insertOne({ n: 1 })).rejects.toMatchObject({ code: 11000 });
      await client.close();
      await server.close();
    }
    const sql = new DatabaseSync(join(dataDir, 'linggong.sqlite'));
    expect(sql.prepare('SELECT value FROM meta').all()).toEqual([{ value: 3 }]);
    // One for each document in _id and n, and a second one in the other where it has two skills.
    expect(sql.prepare('SELECT count(*) AS n FROM entries').get()).toEqual({ n: 1234 * 3 + 617 });
    sql.close();
  },
);
