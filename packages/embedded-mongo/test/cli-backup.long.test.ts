import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Document } from 'mongodb';
import { expect, test } from 'vitest';
import { MAIN, openCli } from './cli.ts';

const { at, connect, end, run, serve, start } = openCli();

test('a backup under load has everything acknowledged before it, and no half transaction', async () => {
  const dataDir = at('data');
  const { server, db } = await start(dataDir);
  await db.collection('pairs').createIndex({ n: 1 });
  const text = 'x'.repeat(4000);
  const { client } = db;
  let going = true;
  let acknowledged = 0;
  const write = async (w: number) => {
    for (let i = 0; going && i < 20_000; i++) {
      const n = w * 1e6 + i;
      await client.withSession((session) =>
        session.withTransaction(async () => {
          await db.collection('pairs').insertOne({ n, half: 1, text }, { session });
          await db.collection('pairs').insertOne({ n, half: 2, text }, { session });
        }),
      );
      acknowledged++;
    }
  };
  const writers = Promise.all([1, 2, 3, 4].map(write));
  await expect.poll(() => acknowledged).toBeGreaterThan(50);
  const before = acknowledged;
  const backup = await run('backup', '--data', dataDir, '--to', at('b.sqlite'));
  const after = acknowledged;
  going = false;
  await writers;
  expect(backup).toMatchObject({ code: 0, stderr: '' });
  expect(after).toBeGreaterThan(before);
  expect(await run('check', '--data', dataDir)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('In order'),
  });
  expect(readdirSync(at()).sort()).toEqual(['b.sqlite', 'data']);
  expect(statSync(at('b.sqlite')).mode & 0o777).toBe(0o600);
  expect(await run('backup', '--data', dataDir, '--to', at('b.sqlite'))).toMatchObject({ code: 1 });
  expect(await run('restore', '--from', at('b.sqlite'), '--data', dataDir)).toMatchObject({
    code: 1,
  });
  // The log is written into the file again, once the backup is long gone or the server ends.
  await end();
  expect(readdirSync(dataDir)).toEqual(['linggong.sqlite']);
  expect(server.url).toContain('run');

  const restored = at('restored');
  expect(await run('restore', '--from', at('b.sqlite'), '--data', restored)).toMatchObject({
    code: 0,
  });
  expect(readdirSync(restored)).toEqual(['linggong.sqlite']);
  const again = await start(restored);
  const pairs = again.db.collection('pairs');
  expect(await pairs.countDocuments()).toBeGreaterThanOrEqual(2 * before);
  const halves = await pairs
    .aggregate([{ $group: { _id: '$n', n: { $sum: 1 } } }, { $match: { n: { $ne: 2 } } }])
    .toArray();
  expect(halves).toEqual([]);
  expect(await run('check', '--data', restored)).toMatchObject({ code: 0 });
});

test('a killed server leaves nothing in the way: offline backup, then the next start', async () => {
  const dataDir = at('data');
  const { child, url } = await serve(process.execPath, [MAIN, '--data', dataDir]);
  await (await connect(url))
    .db()
    .collection<Document>('a')
    .insertOne({ _id: 1 as never });
  child.kill('SIGKILL');
  await once(child, 'exit');
  await end();
  expect(existsSync(join(dataDir, 'run', 'url'))).toBe(true);
  expect(await run('backup', '--data', dataDir, '--to', at('b'))).toMatchObject({ code: 0 });
  const { db } = await start(dataDir);
  expect(await db.collection('a').countDocuments()).toBe(1);
  expect(readFileSync(join(dataDir, 'run', 'url'), 'utf8')).not.toContain(url);
});

test('a damaged source gives no backup, and an error', async () => {
  const dataDir = at('data');
  const { db } = await start(dataDir);
  await db.collection('a').insertMany(Array.from({ length: 500 }, (_, n) => ({ n, text: 'x'.repeat(1000) })));
  await end();
  const file = join(dataDir, 'linggong.sqlite');
  const bytes = readFileSync(file);
  bytes.fill(0xa7, 10 * 8192, 30 * 8192);
  writeFileSync(file, bytes);
  const { code, stderr } = await run('backup', '--data', dataDir, '--to', at('b'));
  expect(code).toBe(1);
  expect(stderr).toContain('is damaged');
  expect(await run('check', '--data', dataDir)).toMatchObject({ code: 1 });
  expect(readdirSync(at())).toEqual(['data']);
});

const WRONG: [statement: string, problem: RegExp][] = [
  [
    'DELETE FROM entries WHERE (idx, key) IN (SELECT max(idx), min(key) FROM entries)',
    /n_1 lacks an entry of document/,
  ],
  ["INSERT INTO entries VALUES (1, x'99', 1)", /_id_ has 3 entries, the documents have \d/],
  ["INSERT INTO entries VALUES (999, x'01', 1)", /index 999/],
  ["INSERT INTO docs VALUES (999 * 4294967296, x'0500000000')", /collection 999/],
  ["UPDATE docs SET doc = x'ffffffff00' WHERE rid = (SELECT min(rid) FROM docs)", /can't be read/],
];
test('check finds what is missing, too much, without a place, or unreadable', async () => {
  const dataDir = at('data');
  const { db } = await start(dataDir);
  await db.collection('a').createIndex({ n: 1 });
  await db.collection('a').insertMany([{ n: 2 }, { n: 1 }]);
  await end();
  expect(await run('check', '--data', dataDir)).toMatchObject({
    code: 0,
    stdout: 'In order: 2 documents, 2 indexes.\n',
  });
  const sql = new DatabaseSync(join(dataDir, 'linggong.sqlite'));
  for (const [statement] of WRONG) sql.exec(statement);
  sql.close();
  const { code, stdout, stderr } = await run('check', '--data', dataDir);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  for (const [, problem] of WRONG) expect(stderr).toMatch(problem);
});
