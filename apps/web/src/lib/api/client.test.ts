import { takeGig } from '@linggong/contracts/api/bookings.ts';
import { listGigs } from '@linggong/contracts/api/feed.ts';
import { createGig } from '@linggong/contracts/api/gigs.ts';
import { getMe, requestCode } from '@linggong/contracts/api/identity.ts';
import { describe, expect, test } from 'vitest';
import { queryString } from './address.ts';
import { makeCall } from './client.ts';

const answering = (body: string | null, init: ResponseInit) => makeCall(async () => new Response(body, init));

describe('makeCall', () => {
  test('gives the data of a good answer', async () => {
    const call = answering('{"name":"扎西"}', { status: 200 });
    expect(await call(getMe)).toEqual({ ok: true, data: { name: '扎西' } });
  });

  test('a problem keeps its code, its sentence and its fields', async () => {
    const problem = {
      code: 'request.invalid',
      detail: '有几项要改',
      errors: [{ path: 'phone', message: '不完整' }],
    };
    const call = answering(JSON.stringify(problem), { status: 400 });
    expect(await call(requestCode, { body: { phone: '', proof: null } })).toMatchObject({
      ok: false,
      problem: { ...problem, status: 400 },
    });
  });

  test.each([
    ['a page of some proxy', '<html>Bad gateway</html>', 502],
    ['an empty answer', null, 502],
    ['JSON that is no problem', '{"message":"stack at x.ts:1"}', 500],
  ])('%s never reaches the reader as it is', async (_name, body, status) => {
    const answer = await answering(body, { status })(listGigs);
    expect(answer.ok).toBe(false);
    expect(JSON.stringify(answer)).not.toMatch(/html|stack/);
  });

  test('no answer is told as such', async () => {
    const call = makeCall(() => Promise.reject(new TypeError('fetch failed')));
    expect(await call(listGigs)).toMatchObject({ ok: false, problem: { code: 'network.lost' } });
  });

  test('sends the key that makes repeating harmless', async () => {
    let sent: RequestInit | undefined;
    const call = makeCall(async (_url, init) => {
      sent = init;
      return new Response(null, { status: 204 });
    });
    await call(takeGig, {
      params: { gig: '1' },
      body: { version: 1, shiftIds: [] },
      idempotencyKey: 'k-1',
    });
    expect(sent?.headers).toMatchObject({ 'idempotency-key': 'k-1', 'content-type': 'application/json' });
  });
});

test('queryString leaves out what is empty', () => {
  expect(queryString({ trade: ['a', 'b'], q: '', day: undefined, region: null, payMin: 15000 })).toBe(
    '?trade=a%2Cb&payMin=15000',
  );
  expect(queryString({ q: '' })).toBe('');
});

test.each(['\u0000', '字', 'a\nb', 'a\r\nx-evil: 1', '💥'])(
  'a key %j that is no header value goes out as something the API can refuse',
  async (idempotencyKey) => {
    let key: string | null = null;
    const call = makeCall(async (_, init) => {
      key = new Headers(init?.headers).get('idempotency-key');
      return Response.json({ code: 'request.invalid', detail: '有几项要改' }, { status: 400 });
    });
    const answer = await call(createGig, { body: { employerId: '', posting: {} }, idempotencyKey });
    expect(answer).toMatchObject({ ok: false, problem: { status: 400, code: 'request.invalid' } });
    expect(key).toMatch(/%/);
  },
);
