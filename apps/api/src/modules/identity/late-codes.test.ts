import type { Me } from '@linggong/contracts/account.ts';
import { nextPhone } from '@linggong/testkit/builders.ts';
import { testClient } from '@linggong/testkit/client.ts';
import { movableClock } from '@linggong/testkit/clock.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureAccount } from './usecases.ts';

const clock = movableClock();
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ clock: clock.now });
});
afterAll(() => server.close());

const wrongOf = (...codes: string[]) =>
  ['000000', '111111', '222222', '333333'].find((code) => !codes.includes(code))!;
const ask = (phone: string) => testClient(server).post('/session/code', { phone });
async function codeFor(phone: string): Promise<string> {
  expect((await ask(phone)).status).toBe(200);
  return server.sms.codeTo(phone);
}
async function redeem(phone: string, code: string) {
  const { status, body } = await testClient(server).post<Me & { code?: string }>('/session', { phone, code });
  return status === 200 ? 'signed in' : body.code;
}
/** Whether the number still has all of its five guesses, and then its code. */
async function nothingCounted(phone: string, code: string): Promise<void> {
  for (let i = 0; i < 5; i++) expect(await redeem(phone, wrongOf(code))).toBe('auth.code_wrong');
  expect(await redeem(phone, code)).toBe('auth.too_many_attempts');
}

test.each([
  ['after a minute', { seconds: 61 }],
  ['just before it runs out', { seconds: 299 }],
  ['after it ran out', { minutes: 6 }],
  ['after a quarter of an hour', { minutes: 15 }],
])('a slow first message signs in, asked for again %s', async (_name, wait) => {
  const phone = nextPhone();
  const slow = await codeFor(phone);
  clock.advance(wait);
  expect(await codeFor(phone)).toBe(slow);
  expect(server.sms.messages.filter(({ to }) => to === phone)).toHaveLength(2);
  expect(await redeem(phone, slow)).toBe('signed in');
  expect(await redeem(phone, slow)).toBe('auth.code_expired');
});

test('each sending is good for five minutes from then, and no longer', async () => {
  const phone = nextPhone();
  const code = await codeFor(phone);
  clock.advance({ minutes: 4 });
  await codeFor(phone);
  clock.advance({ minutes: 4 });
  expect(await redeem(phone, wrongOf(code))).toBe('auth.code_wrong');
  clock.advance({ seconds: 61 });
  expect(await redeem(phone, code)).toBe('auth.code_expired');
});

test('a second sending that fails leaves the first as it was', async () => {
  const phone = nextPhone();
  const code = await codeFor(phone);
  clock.advance({ seconds: 61 });
  server.sms.breakDown();
  expect((await ask(phone)).status).toBe(503);
  server.sms.breakDown(false);
  expect(await redeem(phone, code)).toBe('signed in');
});

test('a first sending that failed, or came all the same, and the second are one code', async () => {
  const phone = nextPhone();
  server.sms.breakDown();
  expect((await ask(phone)).status).toBe(503);
  server.sms.breakDown(false);
  clock.advance({ seconds: 61 });
  expect(await redeem(phone, await codeFor(phone))).toBe('signed in');
});

test('asking too early sends nothing and takes nothing away', async () => {
  const phone = nextPhone();
  const code = await codeFor(phone);
  clock.advance({ seconds: 30 });
  const { status, body } = await ask(phone);
  expect([status, body.code]).toEqual([429, 'auth.too_many_codes']);
  expect(body.retryAfterSeconds).toBeGreaterThan(20);
  expect(body.retryAfterSeconds).toBeLessThanOrEqual(30);
  expect(body).toMatchObject({ title: '刚发过一条', refusal: 'just_sent' });
  expect(body.detail).toContain(`${body.retryAfterSeconds} 秒后再发`);
  expect(JSON.stringify(body)).not.toMatch(/太多|过一会儿/);
  expect(server.sms.messages.filter(({ to }) => to === phone)).toHaveLength(1);
  expect(await redeem(phone, code)).toBe('signed in');
});

test('who asks again after one could not be sent is told that, and never that one was just sent', async () => {
  const phone = nextPhone();
  server.sms.breakDown();
  expect((await ask(phone)).status).toBe(503);
  server.sms.breakDown(false);
  clock.advance({ seconds: 20 });
  const { status, body } = await ask(phone);
  expect([status, body.title, body.refusal]).toEqual([429, '还没有发出去', 'not_sent']);
  expect(JSON.stringify(body)).not.toContain('刚发过');
  expect(server.sms.lastTo(phone)).toBeUndefined();
  clock.advance({ seconds: 41 });
  expect(await redeem(phone, await codeFor(phone))).toBe('signed in');
});

test('of two that ask at once one is sent, and the other is not told of what could not be', async () => {
  const phone = nextPhone();
  server.sms.breakDown();
  const answers = await Promise.all([ask(phone), ask(phone)]);
  server.sms.breakDown(false);
  expect(answers.map(({ status }) => status).sort()).toEqual([429, 503]);
  expect(JSON.stringify(answers.map(({ body }) => body))).not.toContain('刚发过');
});

test('codes of earlier messages are no guesses: used ones, and those of another half hour', async () => {
  const phone = nextPhone();
  const used = await codeFor(phone);
  expect(await redeem(phone, used)).toBe('signed in');
  clock.advance({ minutes: 2 });
  const second = await codeFor(phone);
  clock.advance({ minutes: 31 });
  const third = await codeFor(phone);
  expect(new Set([used, second, third]).size).toBe(3);
  for (let i = 0; i < 4; i++)
    for (const old of [used, second]) expect(await redeem(phone, old)).toBe('auth.code_old');
  await nothingCounted(phone, third);
});

test('a code that is late for good counts toward nothing', async () => {
  const phone = nextPhone();
  const code = await codeFor(phone);
  clock.advance({ minutes: 10 });
  for (let i = 0; i < 8; i++) expect(await redeem(phone, code)).toBe('auth.code_expired');
  await codeFor(phone);
  await nothingCounted(phone, code);
});

test('full-width and Tibetan digits, and the message’s own spacing, are the code', async () => {
  const wide = (text: string, zero: number) =>
    [...text].map((digit) => String.fromCodePoint(zero + Number(digit))).join('');
  const forms = [
    (code: string) => wide(code, 0xff10),
    (code: string) => wide(code, 0x0f20),
    (code: string) => `${code.slice(0, 3)} ${code.slice(3)}`,
  ];
  for (const form of forms) {
    const phone = nextPhone();
    const local = phone.slice(3);
    expect((await ask(wide(local, 0xff10))).status).toBe(200);
    expect(await redeem(wide(local, 0x0f20), form(server.sms.codeTo(phone)))).toBe('signed in');
  }
});

test('an account that we make ourselves takes nobody’s code away', async () => {
  const phone = nextPhone();
  const code = await codeFor(phone);
  await ensureAccount(server.deps, phone);
  expect(await redeem(phone, code)).toBe('signed in');
});

test('a pass is no code: from outside it is refused as one', async () => {
  const phone = nextPhone();
  const { issuePass } = await import('./codes.ts');
  const pass = await issuePass(server.deps, phone);
  expect(await redeem(phone, pass)).toBe('request.invalid');
});
