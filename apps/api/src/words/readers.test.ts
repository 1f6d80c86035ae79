import { rmSync } from 'node:fs';
import path from 'node:path';
import type { MyBooking, Takeability } from '@linggong/contracts/booking.ts';
import type { ManagedGig } from '@linggong/contracts/gig.ts';
import type { NoticesPage } from '@linggong/contracts/notice.ts';
import type { Problem } from '@linggong/contracts/problem.ts';
import { makeEmployer, makeWorker, publishGig, shiftOn } from '@linggong/testkit/builders.ts';
import { expectStatus } from '@linggong/testkit/client.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { settle } from '@linggong/testkit/settle.ts';
import { LANGUAGE_COOKIE } from '@linggong/words/choose.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CODES, type Code, madeUpLanguages, scripts } from '../../test/made-up-languages.ts';

const { folder, remove } = madeUpLanguages();
/** Without a word for why something can't be taken. */
const LACKING = 'bo';

let server: TestServer;
beforeAll(async () => {
  rmSync(path.join(folder, LACKING, 'take.json'));
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
  expect(inChinese.body).toMatch(/^\d+月\d+日 周. 9:00–18:00，/);
  for (const code of ['bo', 'en'] as const) {
    const { title, body, ...same } = await read(code);
    expect(scripts(title)).toEqual([code]);
    // Its days too.
    expect(scripts(body)).toEqual([code]);
    expect(body).toMatch(/ 9:00–18:00/);
    expect(title).toContain('Tea');
    expect(same).toMatchObject({ id: inChinese.id, kind: inChinese.kind, href: inChinese.href });
  }
});

describe('what rules find is said in the reader’s language:', () => {
  const inEach = async <T>(ask: (headers: Record<string, string>) => Promise<T>) =>
    Object.fromEntries(
      await Promise.all(CODES.map(async (code) => [code, await ask({ 'accept-language': code })])),
    ) as Record<Code, T>;

  test('what was changed of an offer, and that a day can’t be given back', async () => {
    const [boss, worker] = [await makeEmployer(server), await makeWorker(server)];
    const gig = await publishGig(server, boss, { title: 'Tea', shifts: [shiftOn(server, 3)] });
    const taken = worker.client.post<MyBooking>(`/gigs/${gig.id}/bookings`, { version: 1 });
    const { id } = await expectStatus(taken, 201);
    const { revision, posting } = await expectStatus(
      boss.client.get<ManagedGig>(`/gigs/${gig.id}/manage`),
      200,
    );
    const [shift] = posting.shifts;
    const change = {
      ...posting,
      pay: { ...posting.pay, amountFen: 18_000, settlement: 'weekly', method: 'bank' },
      included: { ...posting.included, meals: false, lodging: null },
      loadKg: 20,
      hazards: ['dust'],
      shifts: [{ ...shift, endsAt: new Date(Date.parse(shift!.endsAt!) - 3_600_000).toISOString() }],
    };
    await expectStatus(boss.client.patch(`/gigs/${gig.id}`, { revision, posting: change }), 200);
    const said = await inEach(async (headers) => {
      const { changes } = await expectStatus(
        worker.client.get<MyBooking>(`/bookings/${id}`, { headers }),
        200,
      );
      return changes.map(({ field, label, before, after }) => ({
        field,
        text: `${label} ${before} ${after}`,
      }));
    });
    expect(said['zh-CN'].map(({ text }) => text)).toEqual([
      '工钱 ¥220/天 ¥180/天',
      '结算 今天干今天结 一周一结',
      '怎么付 现金 银行卡',
      expect.stringMatching(/^时间 \d+月\d+日 9:00–18:00 \d+月\d+日 9:00–17:00$/),
      ' 管饭 不管饭',
      ' 不管住 没写管住',
      '最重 25 公斤 20 公斤',
      '危险 没有 大粉尘',
    ]);
    for (const code of ['bo', 'en'] as const) {
      expect(said[code].map(({ field }) => field)).toEqual(said['zh-CN'].map(({ field }) => field));
      expect(scripts(said[code].map(({ text }) => text).join(' '))).toEqual([code]);
      expect(said[code][0]!.text).toMatch(/¥220\/\S+ ¥180\//);
    }
    const kept = await inEach((headers) =>
      worker.client.post(`/bookings/${id}/withdraw`, { shiftIds: ['f'.repeat(24)] }, { headers }),
    );
    expect(kept['zh-CN'].body.detail).toBe('这一班不在你报的里面，刷新看看。');
    expect(scripts(kept.en.body.detail)).toEqual(['en']);
  });

  test('why a gig can’t be taken; in the source where the language has no word for it', async () => {
    const boss = await makeEmployer(server);
    const gig = await publishGig(server, boss, {
      workplace: { altitudeM: 4200 },
      conditions: { minAge: 18 },
    });
    const born = new Date(Date.now() - 17.5 * 365.25 * 86_400_000).toISOString().slice(0, 10);
    const { client } = await makeWorker(server, { birthDate: born });
    const why = await inEach(async (headers) => {
      const at = `/gigs/${gig.id}/takeability`;
      return expectStatus(client.get<Takeability>(at, { headers }), 200);
    });
    const sentence =
      '这个活海拔 4,200 米（一直住在高原的除外），按《未成年工特殊保护规定》第 3 条，满 18 岁才能干。';
    expect(why['zh-CN']).toMatchObject({ refusal: 'under_18_forbidden', detail: sentence });
    expect(why.en.detail).toContain('4,200');
    expect(scripts(why.en.detail!)).toEqual(['en']);
    expect(why[LACKING].detail).toContain('满 18 岁才能干');
    const refused = await inEach((headers) =>
      client.post(`/gigs/${gig.id}/bookings`, { version: 1 }, { headers }),
    );
    for (const code of CODES)
      expect(refused[code]).toMatchObject({ status: 409, body: { detail: why[code].detail } });
  });
});
