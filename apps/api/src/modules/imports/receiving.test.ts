import { request } from 'node:http';
import type { Me } from '@linggong/contracts/account.ts';
import type { Problem } from '@linggong/contracts/problem.ts';
import { expectStatus, type TestClient } from '@linggong/testkit/client.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { READING, reader } from './aside/reader.ts';
import * as attacks from './fixtures/attacks.ts';
import { type ImportDesk, importDesk, importForm } from './fixtures/desk.ts';

const errors: string[] = [];
let server: TestServer;
let desk: ImportDesk;
beforeAll(async () => {
  server = await startTestServer({ onError: (line) => errors.push(line) });
  desk = await importDesk(server);
});
afterAll(() => server.close());
beforeEach(() => {
  errors.length = 0;
});

/** Sends the beginning of a form and then nothing, until it leaves. */
function begin(client: TestClient, path = '/imports', type = 'multipart/form-data; boundary=x') {
  const headers = { 'content-type': type, 'content-length': '200000', cookie: client.cookie() };
  const sending = request(`${server.url}/api/v1${path}`, { method: 'POST', headers });
  const answered = new Promise<{ body: Problem; wait: string | undefined }>((resolve) => {
    sending.once('response', (answer) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      answer.on('end', () =>
        resolve({ body: JSON.parse(text) as Problem, wait: answer.headers['retry-after'] }),
      );
    });
  });
  sending.on('error', () => undefined);
  sending.write(Buffer.alloc(1000, 0x61));
  return { answered, leave: () => sending.destroy() };
}
const running = () => server.deps.models.imports.countDocuments();

test('where all places are taken, whoever sends one more is told so, and loses none of their own', async () => {
  const others = [];
  for (let i = 0; i < 7; i++) others.push(await importDesk(server));
  const sent = others.flatMap(({ client }) => [begin(client), begin(client)]);
  const { body, wait } = await Promise.race(sent.map(({ answered }) => answered));
  expect(body).toMatchObject({
    status: 429,
    code: 'import.busy',
    detail: expect.stringContaining('过半分钟'),
  });
  expect(Number(wait)).toBeGreaterThan(0);
  for (const { leave } of sent) leave();
  const form = importForm(attacks.wide(10, 5), '后来的');
  await vi.waitFor(async () => expect((await desk.client.send('POST', '/imports', form)).status).toBe(201), {
    timeout: 20_000,
  });
  expect(errors).toEqual([]);
});

test('a reader with no place left is busy, and says so as the route does', async () => {
  const read = reader({ ...READING, atOnce: 1, waiting: 0 });
  const works = [0, 1].map(() => read({ owner: 'one', input: ['{}'] }, () => undefined));
  expect((await Promise.allSettled(works))[1]).toMatchObject({
    reason: { code: 'import.busy', extras: { retryAfterSeconds: expect.any(Number) } },
  });
});

test.each([
  ['a file', '/imports', undefined],
  ['a form as JSON', '/employers', 'application/json'],
])('who goes away while sending %s leaves nothing, and is no error of ours', async (_, path, type) => {
  const before = await running();
  const employers = await server.deps.models.employers.countDocuments();
  for (let i = 0; i < 3; i++) {
    const { leave } = begin(desk.client, path, type);
    // It is being read by then.
    await new Promise((resolve) => setTimeout(resolve, 150));
    leave();
  }
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(errors).toEqual([]);
  expect(await running()).toBe(before);
  expect(await server.deps.models.employers.countDocuments()).toBe(employers);
});

test('what broke off, or was not received, is not counted; who has sent enough is told what is so', async () => {
  const { client } = await importDesk(server);
  const { accountId } = await expectStatus(client.get<Me>('/me'), 200);
  const { limits } = server.deps;
  const hour = { points: 60, seconds: 3600 };
  for (let left = hour.points * limits.scale; left > 2; left--) await limits.take('imports', accountId, hour);
  for (let i = 0; i < 3; i++) {
    const { leave } = begin(client);
    await new Promise((resolve) => setTimeout(resolve, 150));
    leave();
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  const form = () => importForm(attacks.wide(10, 5), '够多了');
  const last = [await client.send('POST', '/imports', form()), await client.send('POST', '/imports', form())];
  expect(last.map(({ status }) => status)).toEqual([201, 201]);
  const { body, headers } = await client.send<Problem>('POST', '/imports', form());
  expect(body).toMatchObject({
    status: 429,
    code: 'import.too_many',
    detail: expect.stringContaining('没有收下'),
  });
  expect(body.detail).not.toContain('没有丢');
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  expect(errors).toEqual([]);
});
