import { mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { type SandboxSpec, sandbox } from './sandbox.ts';

const here = new URL('./', import.meta.url);
const spec: SandboxSpec = {
  entry: new URL('./fixtures/entry.ts', here),
  memoryMb: 100,
  seconds: 20,
  messageBytes: 10_000,
  answerBytes: 1_000_000,
  atOnce: 2,
  waiting: 1,
  ofEach: { atOnce: 2, waiting: 1 },
};
const run = async (word: string, other: Partial<SandboxSpec> = {}) => {
  const messages: string[] = [];
  await sandbox({ ...spec, ...other })({
    owner: 'one',
    input: [word],
    take: (message) => void messages.push(message),
  });
  return messages.map((message) => JSON.parse(message) as Record<string, unknown>);
};

test('it is given words and an open file, and says messages', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
  writeFileSync(join(folder, 'given'), '表格');
  const messages: string[] = [];
  const fd = openSync(join(folder, 'given'), 'r');
  await sandbox(spec)({
    owner: 'one',
    input: ['echo ', '你好'],
    fd,
    take: (message) => void messages.push(message),
  });
  rmSync(folder, { recursive: true });
  expect(messages).toEqual([JSON.stringify({ said: '你好', file: '表格' })]);
});

test('it may ask, and is told; what is never told ends with it', async () => {
  const told: string[] = [];
  const input = new PassThrough();
  input.write('asks which\n');
  await sandbox(spec)({
    owner: 'one',
    input,
    take: (message) => {
      if (told.push(message) === 1) input.end('this one');
    },
  });
  expect(told.map((message) => JSON.parse(message))).toEqual([{ asked: 'which' }, { told: 'this one' }]);
  const open = new PassThrough();
  open.write('exits\n');
  await sandbox(spec)({ owner: 'one', input: open, take: () => undefined });
  expect(open.destroyed).toBe(true);
});

test.each([
  ['hang', 'time', { seconds: 1 }],
  ['objects', 'memory', {}],
  ['buffers', 'memory', {}],
  ['line', 'answer', {}],
  ['lines', 'answer', {}],
  ['throws', 'broken', {}],
] as const)('what it makes of foreign input ends with it: %s', async (word, end, other) => {
  await expect(run(word, other)).rejects.toMatchObject({ end });
  expect(await run('exits')).toEqual([]);
});

const native = { entry: new URL('./fixtures/native.ts', here), native: true } as const;

test.each([
  ['nothing', 'reach ', {}, []],
  ['of what loads native code, only what the product is made of', '', native, ['read above']],
] as const)('%s is within its reach', async (_, word, other, open) => {
  let asked = 0;
  const server = createServer((_, response) => {
    asked += 1;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const said = await run(`${word}${(server.address() as AddressInfo).port}`, other);
  server.close();
  expect(said).toHaveLength(11);
  expect(said.flatMap(({ name, done }) => (done ? [name] : []))).toEqual(open);
  expect(asked).toBe(0);
});

describe('so many at once, so many waiting', () => {
  test('whoever comes then is told at once, and the places come free again', async () => {
    const place = sandbox({ ...spec, seconds: 2 });
    const works = ['hang', 'hang', 'echo', 'echo'].map((word) =>
      place({ owner: 'one', input: [word], take: () => undefined }).then(
        () => 'done',
        (error: { end?: string }) => error.end,
      ),
    );
    expect(await Promise.all(works)).toEqual(['time', 'time', 'done', 'busy']);
    await place({ owner: 'one', input: ['exits'], take: () => undefined });
  });

  test('who takes messages in may give up', async () => {
    const given = sandbox(spec)({
      owner: 'one',
      input: ['lines'],
      take: () => {
        throw new Error('enough');
      },
    });
    await expect(given).rejects.toThrow('enough');
  });
});
