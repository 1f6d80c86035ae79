import { once } from 'node:events';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import type { Document } from 'mongodb';
import { expect, test } from 'vitest';
import { MAIN, openCli } from './cli.ts';

const REPOSITORY = new URL('../../..', import.meta.url).pathname;
const { at, connect, end, run, serve, start } = openCli();

test('npm run embedded-mongo: the URL is the first line, and the end of npm ends it', async () => {
  const dataDir = at('data');
  const args = ['run', 'embedded-mongo', '--', '--data', dataDir, '--port', '0'];
  const { child, url } = await serve('npm', args, REPOSITORY);
  expect(url).toMatch(/^mongodb:\/\/linggong:[\w-]{43}@127\.0\.0\.1:\d+\//);
  await (await connect(url))
    .db()
    .collection<Document>('a')
    .insertOne({ _id: 1 as never });
  await end();
  child.kill('SIGTERM');
  await once(child, 'exit');
  await expect.poll(() => readdirSync(dataDir), { timeout: 10_000 }).toEqual(['linggong.sqlite']);
  const again = await start(dataDir);
  expect(await again.db.collection('a').countDocuments()).toBe(1);
});

test('it serves without a password, or in memory, where asked to, and ends cleanly at signals', async () => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    const { child, url, stderr } = await serve(process.execPath, [MAIN, '--no-auth']);
    expect(url).toMatch(/^mongodb:\/\/127\.0\.0\.1:\d+\//);
    expect(await (await connect(url)).db().collection('a').countDocuments()).toBe(0);
    expect(stderr()).toContain('in memory');
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([0, null]);
  }
});

test('what can not be is one sentence and exit code 1', async () => {
  const dataDir = at('data');
  const { server } = await start(dataDir, { listen: {} });
  const { port } = new URL(server.url);
  writeFileSync(at('file'), 'x');
  const wrong: [string[], RegExp][] = [
    [['--data', dataDir], /^The data folder .* is in use by another process$/],
    [['--port', port], /^Port \d+ is in use by another process$/],
    [['--data', at('file')], /^The data folder .* can't be used: /],
    [['backup', '--data', at('none'), '--to', at('b')], /^There is no data in /],
    [['restore', '--from', at('none'), '--data', at('r')], /^There is no backup /],
    [['restore', '--from', at('file'), '--data', at('r')], /is damaged/],
    [['import', '--from', at(), '--data', at('r')], /^There is no whole export in /],
  ];
  for (const [args, message] of wrong) {
    const { code, stdout, stderr } = await run(...args);
    expect({ args, code, stdout }).toEqual({ args, code: 1, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr.split('\n')).toHaveLength(1);
  }
  for (const args of [['--port', 'x'], ['dance'], ['backup', '--data', dataDir]]) {
    const { code, stderr } = await run(...args);
    expect({ args, code }).toEqual({ args, code: 1 });
    expect(stderr).toContain('npm run embedded-mongo --');
  }
  expect(
    readdirSync(at())
      .filter((name) => name !== 'r')
      .sort(),
  ).toEqual(['data', 'file']);
  expect(readdirSync(at('r'))).toEqual([]);
});

test('a folder whose name is too long for a socket is served from a temporary one', async () => {
  const dataDir = at('d'.repeat(100));
  mkdirSync(dataDir);
  const { server, db } = await start(dataDir);
  await db.collection('a').insertOne({});
  expect(server.url).not.toContain('ddd');
  expect(await run('backup', '--data', dataDir, '--to', at('b'))).toMatchObject({ code: 0 });
});
