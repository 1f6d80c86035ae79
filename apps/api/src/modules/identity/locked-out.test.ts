import { nextPhone } from '@linggong/testkit/builders.ts';
import { type TestClient, testClient } from '@linggong/testkit/client.ts';
import { movableClock } from '@linggong/testkit/clock.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

const clock = movableClock();
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ clock: clock.now, settings: { TRUST_PROXY: '1' } });
});
afterAll(() => server.close());

const HOME = '198.51.100.7';
const range = (n: number) => `203.0.${n}.9`;
const wrongOf = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
const from = (address: string) => ({ headers: { 'x-real-ip': address } });
const ask = (client: TestClient, address = HOME) => client.post('/session/code', { phone }, from(address));
async function redeem(client: TestClient, code: string, address = HOME) {
  const { status, body } = await client.post('/session', { phone, code }, from(address));
  return status === 200 ? 'signed in' : body.code;
}
const guess = (address: string, client = testClient(server)) => redeem(client, wrongOf(code), address);
async function guessUp(address: string): Promise<void> {
  for (let i = 0; i < 5; i++) expect(await guess(address)).toBe('auth.code_wrong');
  expect(await guess(address)).toBe('auth.too_many_attempts');
}

let phone: string;
let code: string;
let asker: TestClient;
beforeEach(async () => {
  phone = nextPhone();
  asker = testClient(server);
  expect((await ask(asker)).status).toBe(200);
  code = server.sms.codeTo(phone);
});

describe('a stranger’s wrong codes', () => {
  test('lock out where they come from, and nobody elsewhere', async () => {
    await guessUp(range(1));
    // A neighbour of theirs is no other range.
    expect(await redeem(testClient(server), code, '203.0.1.200')).toBe('auth.too_many_attempts');
    expect(await redeem(testClient(server), code, range(2))).toBe('signed in');
  });

  test('from the same range leave the browser that asked its own', async () => {
    await guessUp(HOME);
    expect(await redeem(testClient(server), code)).toBe('auth.too_many_attempts');
    expect(await guess(HOME, asker)).toBe('auth.code_wrong');
    expect(await redeem(asker, code)).toBe('signed in');
  });

  test('have an end over all ranges, which the browser that asked doesn’t meet', async () => {
    for (let n = 0; n < 20; n++) for (let i = 0; i < 5; i++) await guess(range(n));
    expect(await guess(range(20))).toBe('auth.too_many_attempts');
    expect(await redeem(testClient(server), code, range(21))).toBe('auth.too_many_attempts');
    clock.advance({ minutes: 3 });
    expect(await redeem(asker, code)).toBe('signed in');
  });
});

describe('the browser that asked', () => {
  test('has five of its own, in parallel too, and no more by asking again', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => guess(HOME, asker)));
    expect(answers.filter((said) => said === 'auth.code_wrong')).toHaveLength(5);
    clock.advance({ seconds: 61 });
    expect((await ask(asker)).status).toBe(200);
    expect(await redeem(asker, code)).toBe('auth.too_many_attempts');
    clock.advance({ minutes: 15 });
    await ask(asker);
    expect(await redeem(asker, server.sms.codeTo(phone))).toBe('signed in');
  });

  test('is told by a cookie out of scripts’ reach, which goes with the sign-in', async () => {
    const { headers } = await ask(testClient(server), range(1)).then(async () => {
      clock.advance({ seconds: 61 });
      return ask(asker);
    });
    expect(headers.getSetCookie()).toEqual([
      expect.stringMatching(/^linggong_asked=[^;]+; Max-Age=1800; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
    expect(await redeem(asker, code)).toBe('signed in');
    expect(asker.jar.has('linggong_asked')).toBe(false);
  });

  test.each([
    ['made up', () => Promise.resolve('id.9999999999999.seal')],
    ['of another number', async () => asked(nextPhone())],
    ['tampered with', async () => `x${asker.jar.get('linggong_asked')}`],
    ['empty', () => Promise.resolve('')],
  ])('is not one with a cookie that is %s', async (_, cookie) => {
    await guessUp(HOME);
    const other = testClient(server);
    other.jar.set('linggong_asked', await cookie());
    expect(await redeem(other, code)).toBe('auth.too_many_attempts');
  });
  async function asked(number: string): Promise<string> {
    const client = testClient(server);
    await client.post('/session/code', { phone: number }, from(HOME));
    return client.jar.get('linggong_asked')!;
  }

  test('is one for half an hour', async () => {
    const cookie = asker.jar.get('linggong_asked')!;
    clock.advance({ minutes: 30, seconds: 1 });
    await ask(testClient(server), range(1));
    code = server.sms.codeTo(phone);
    await guessUp(HOME);
    asker.jar.set('linggong_asked', cookie);
    expect(await redeem(asker, code)).toBe('auth.too_many_attempts');
  });
});

describe('codes that a stranger asks for', () => {
  const aDayOf = async (address: string, hours = 2) => {
    let sent = 0;
    for (let hour = 0; hour < hours; hour++) {
      for (let i = 0; i < 6; i++) {
        clock.advance({ seconds: 61 });
        if ((await ask(testClient(server), address)).status === 200) sent += 1;
      }
      clock.advance({ hours: 1 });
    }
    return sent;
  };

  test('use up what their range has, and not the owner’s', async () => {
    expect(await aDayOf(range(1))).toBe(10);
    expect((await ask(testClient(server), range(1))).status).toBe(429);
    expect((await ask(asker)).status).toBe(200);
  });

  test('have an end over all ranges, which doesn’t meet the owner where they signed in before', async () => {
    expect(await redeem(asker, code)).toBe('signed in');
    let sent = 1;
    for (let n = 1; n <= 4; n++) sent += await aDayOf(range(n));
    expect(sent).toBe(30);
    expect((await ask(testClient(server), range(5))).status).toBe(429);
    expect((await ask(testClient(server))).status).toBe(200);
    // Not known any more after a month.
    clock.advance({ days: 31 });
    sent = 0;
    for (let n = 1; n <= 4; n++) sent += await aDayOf(range(n));
    expect(sent).toBe(30);
    expect((await ask(testClient(server))).status).toBe(429);
  });
});

test('from where a number signs in is not written in clear, and forgotten with the account', async () => {
  const consent = { terms: server.deps.texts.terms.version, privacy: server.deps.texts.privacy.version };
  expect((await asker.post('/session', { phone, code, consent }, from(HOME))).status).toBe(200);
  const { tallies } = server.deps.models;
  const known = () => tallies.countDocuments({ _id: { $regex: '^from:' } });
  expect(JSON.stringify(await tallies.find().lean())).not.toContain('198.51.100');
  const before = await known();
  expect((await asker.post('/me/close', { phone }, from(HOME))).status).toBeLessThan(300);
  expect(await known()).toBe(before - 1);
});
