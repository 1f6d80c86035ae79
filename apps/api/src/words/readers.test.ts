import type { NoticesPage } from '@linggong/contracts/notice.ts';
import type { Problem } from '@linggong/contracts/problem.ts';
import { makeEmployer, makeWorker, publishGig, shiftOn } from '@linggong/testkit/builders.ts';
import { expectStatus } from '@linggong/testkit/client.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { settle } from '@linggong/testkit/settle.ts';
import { LANGUAGE_COOKIE } from '@linggong/words/choose.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CODES, type Code, madeUpLanguages, scripts } from '../../test/made-up-languages.ts';

const { folder, remove } = madeUpLanguages();

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ settings: { WORDS_DIR: folder } });
});
afterAll(async () => {
  await server.close();
  remove();
});

const ask = async (headers: Record<string, string>, at = '/gigs/000000000000000000000000') =>
  (await (await fetch(`${server.url}/api/v1${at}`, { headers })).json()) as Problem;

test.each<[string, Record<string, string>, Code]>([
  ['asks for nothing', {}, 'zh-CN'],
  ['asks for one by the browser', { 'accept-language': 'bo, zh;q=0.5' }, 'bo'],
  ['asks for one that is not there', { 'accept-language': 'fr' }, 'zh-CN'],
  ['chose one', { cookie: `a=b; ${LANGUAGE_COOKIE}=en`, 'accept-language': 'bo' }, 'en'],
  ['chose one that is not there', { cookie: `${LANGUAGE_COOKIE}=fr`, 'accept-language': 'bo' }, 'bo'],
  ['names no language at all', { cookie: `${LANGUAGE_COOKIE}=__proto__`, 'accept-language': '*' }, 'zh-CN'],
])('who %s is told what is wrong in theirs', async (_, headers, code) => {
  const found = await ask(headers);
  expect(found).toMatchObject({ code: 'gig.not_found', status: 404 });
  expect(scripts(found.title + found.detail)).toEqual([code]);
});

test.each([
  ['by a sentence of its own for what was sent', '/api/v1/gigs?sort=distance'],
  ['to begin by WebSocket', '/socket.io/?EIO=4&transport=polling'],
])('who is told %s reads it in theirs', async (_, at) => {
  for (const code of CODES) {
    const answer = await fetch(server.url + at, { headers: { cookie: `${LANGUAGE_COOKIE}=${code}` } });
    const { title, detail, errors = [] } = (await answer.json()) as Problem;
    for (const said of [title + detail, ...errors.map(({ message }) => message)])
      expect(scripts(said)).toEqual([code]);
  }
});

test('200 requests at once in three languages: each is answered in its own', async () => {
  const paths = ['/gigs/000000000000000000000000', '/me', '/nowhere', '/bookings/1', '/me/notices'];
  const asked = Array.from({ length: 200 }, (_, i) => ({
    code: CODES[i % 3]!,
    at: paths[i % paths.length]!,
  }));
  const answers = await Promise.all(
    asked.map(({ code, at }) => ask({ cookie: `${LANGUAGE_COOKIE}=${code}` }, at)),
  );
  expect(answers.map(({ title }) => scripts(title))).toEqual(asked.map(({ code }) => [code]));
});

test('who is cut off for asking too often is told so in theirs too', async () => {
  const strict = await startTestServer({ settings: { WORDS_DIR: folder }, limitScale: 1 / 1000 });
  const get = (headers: Record<string, string>) => fetch(`${strict.url}/api/v1/gigs/summary`, { headers });
  for (let i = 0; i < 7; i++) await get({});
  for (const code of CODES) {
    const program = await get({ 'accept-language': code });
    expect(program.status).toBe(429);
    expect(scripts(((await program.json()) as Problem).title)).toEqual([code]);
    const page = await (await get({ cookie: `${LANGUAGE_COOKIE}=${code}`, accept: 'text/html' })).text();
    expect(page).toContain(`<html lang="${code}">`);
    expect(scripts(page)).toEqual([code]);
  }
  await strict.close();
});

test('one notice that is stored once is read in the language of whoever reads it', async () => {
  const boss = await makeEmployer(server);
  const worker = await makeWorker(server);
  const gig = await publishGig(server, boss, {
    title: 'Tea',
    shifts: [shiftOn(server, 3)],
    bookingMode: 'choose',
  });
  const live = await boss.client.live();
  const headers = { 'accept-language': 'en' };
  const path = `/gigs/${gig.id}/bookings`;
  await expectStatus(worker.client.post(path, { version: 1 }, { headers }), 201);
  await settle(server);
  // What follows from a request goes to others: it is not said in the language of who asked.
  const told = await live.waitFor('notice.added.v1');
  expect(told.payload).toMatchObject({ title: '有人报名：Tea' });
  live.close();
  const [stored, ...others] = await server.deps.models.notices.find({ kind: 'booking.asked' }).lean();
  expect(others).toEqual([]);
  expect(stored).toMatchObject({ kind: 'booking.asked', said: { title: 'Tea' } });
  expect(stored).not.toHaveProperty('title');
  const read = async (code: Code) => {
    const headers = { 'accept-language': code };
    const { items } = await expectStatus(boss.client.get<NoticesPage>('/me/notices', { headers }), 200);
    return items[0]!;
  };
  const inChinese = await read('zh-CN');
  expect(inChinese.title).toBe('有人报名：Tea');
  for (const code of ['bo', 'en'] as const) {
    const { title, ...same } = await read(code);
    expect(scripts(title)).toEqual([code]);
    expect(title).toContain('Tea');
    expect(same).toMatchObject({ id: inChinese.id, kind: inChinese.kind, href: inChinese.href });
  }
});
