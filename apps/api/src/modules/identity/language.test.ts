import type { Me } from '@linggong/contracts/account.ts';
import type { Problem } from '@linggong/contracts/problem.ts';
import { makeWorker, nextPhone } from '@linggong/testkit/builders.ts';
import { expectStatus } from '@linggong/testkit/client.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { Types } from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CODES, madeUpLanguages, scripts } from '../../../test/made-up-languages.ts';

const languages = madeUpLanguages();
let server: TestServer;
/** As everybody's server is: with the words of the build alone. */
let plain: TestServer;
beforeAll(async () => {
  server = await startTestServer({ settings: { WORDS_DIR: languages.folder } });
  plain = await startTestServer();
});
afterAll(async () => {
  await server.close();
  await plain.close();
  languages.remove();
});

const languageOf = async ({ client }: Awaited<ReturnType<typeof makeWorker>>) =>
  (await expectStatus(client.get<Me>('/me'), 200)).person.language;

test('a language is kept with the account, said to every device of it, and can be given up', async () => {
  const worker = await makeWorker(server);
  const other = await makeWorker(server);
  expect(await languageOf(worker)).toBeNull();
  const changed = await expectStatus(
    worker.client.patch<Me['person']>('/me/person', { language: 'bo' }),
    200,
  );
  expect(changed).toMatchObject({ language: 'bo', name: '测试工人', birthDate: '1995-05-01' });
  // A new device.
  await worker.client.admit(worker.phone);
  expect(await languageOf(worker)).toBe('bo');
  expect(await languageOf(other)).toBeNull();
  await expectStatus(worker.client.patch('/me/person', { name: '次仁' }), 200);
  expect(await languageOf(worker)).toBe('bo');
  await expectStatus(worker.client.patch('/me/person', { language: null }), 200);
  expect(await languageOf(worker)).toBeNull();
});

test.each(['fr', 'zh', 'EN', '__proto__', ''])('%j has no words and is refused', async (language) => {
  const worker = await makeWorker(server);
  const refused = await expectStatus(
    worker.client.patch<Problem>('/me/person', { name: '次仁', language }),
    400,
  );
  expect(refused).toMatchObject({
    code: 'request.invalid',
    errors: [
      {
        path: 'language',
        message: expect.stringMatching(/^这里没有这种语言的文字，能选的有：zh-CN、(bo、en|en、bo)$/),
      },
    ],
  });
  const { person } = await expectStatus(worker.client.get<Me>('/me'), 200);
  expect([person.language, person.name]).toEqual([null, '测试工人']);
});

test('what is no name of a language is refused before it is looked for', async () => {
  const { client } = await makeWorker(server);
  for (const language of ['x'.repeat(36), 7, ['bo']]) {
    const refused = await expectStatus(client.patch<Problem>('/me/person', { language }), 400);
    expect(refused.errors).toMatchObject([{ path: 'language' }]);
  }
});

test('where there are no others, only the source is to be had', async () => {
  const worker = await makeWorker(plain);
  const refused = await expectStatus(worker.client.patch<Problem>('/me/person', { language: 'bo' }), 400);
  expect(refused.errors).toMatchObject([{ path: 'language', message: expect.stringMatching(/：zh-CN$/) }]);
  await expectStatus(worker.client.patch('/me/person', { language: 'zh-CN' }), 200);
  expect(await languageOf(worker)).toBe('zh-CN');
});

test('a record from before there was a choice reads as none', async () => {
  const worker = await makeWorker(server);
  const { persons } = server.deps.models;
  await persons.collection.updateOne(
    { _id: new Types.ObjectId(worker.personId) },
    { $unset: { language: 1 } },
  );
  expect(await languageOf(worker)).toBeNull();
});

test('a code is said in the language of the account that has the number, whoever asks', async () => {
  for (const code of CODES) {
    const worker = await makeWorker(server);
    await expectStatus(worker.client.patch('/me/person', { language: code }), 200);
    const headers = { 'accept-language': 'en' };
    await expectStatus(worker.client.post('/session/code', { phone: worker.phone }, { headers }), 200);
    const text = server.sms.lastTo(worker.phone) ?? '';
    expect(text).toMatch(/\d{6}/);
    expect(scripts(text)).toEqual([code]);
  }
  const phone = nextPhone();
  const { client } = await makeWorker(server);
  await expectStatus(client.post('/session/code', { phone }, { headers: { 'accept-language': 'bo' } }), 200);
  expect(scripts(server.sms.lastTo(phone) ?? '')).toEqual(['zh-CN']);
});
