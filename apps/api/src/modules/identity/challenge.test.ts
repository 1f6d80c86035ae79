import type { Challenge, Proof } from '@linggong/contracts/challenge.ts';
import type { Problem } from '@linggong/contracts/problem.ts';
import { makeEmployer, nextPhone } from '@linggong/testkit/builders.ts';
import { testClient } from '@linggong/testkit/client.ts';
import { movableClock } from '@linggong/testkit/clock.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const clock = movableClock();
const CODES = [
  ...['new_address=100', 'new_range=8', 'new_all=20', 'challenge_from=50'],
  ...['challenge_work=20', 'challenge_wait=90', 'waited_range=2', 'waited_all=3'],
].join(',');
const SETTINGS = { TRUST_PROXY: '1', STATION_PHONE: '0895-4820000', CODES };
const HERE = '198.51.100.7';
let server: TestServer;
beforeEach(async () => {
  server = await startTestServer({ clock: clock.now, limitScale: 1, settings: SETTINGS });
});
afterEach(() => server.close());

type Asking = { from?: string; proof?: Proof | object; at?: TestServer };
const ask = (phone: string, { from = HERE, proof, at = server }: Asking = {}) =>
  testClient(at).post<Problem>('/session/code', { phone, proof }, { headers: { 'x-real-ip': from } });
/** So many of new numbers are sent, from as many addresses of a range. */
async function used(codes: number, range = '198.51.100') {
  for (let i = 0; i < codes; i++)
    expect((await ask(nextPhone(), { from: `${range}.${i}` })).status).toBe(200);
}
async function challenged(phone: string, how: Asking = {}): Promise<Challenge> {
  const { status, body, headers } = await ask(phone, how);
  expect([status, body.code]).toEqual([428, 'identity.challenge']);
  expect(headers.get('content-type')).toContain('application/problem+json');
  return body.challenge!;
}
async function solved(challenge: Challenge): Promise<Proof> {
  const solution = await solveChallenge({ challenge, deriveKey });
  return { challenge, solution: { counter: solution!.counter, derivedKey: solution!.derivedKey } };
}
const at = (from: string) => ({ headers: { 'x-real-ip': from } });
const messagesTo = (phone: string) => server.sms.messages.filter(({ to }) => to === phone).length;

describe('a number that never signed in is asked for a sum', () => {
  test('when half of its range’s codes are used, not before, and elsewhere not at all', async () => {
    await used(4);
    const phone = nextPhone();
    await challenged(phone);
    expect(messagesTo(phone)).toBe(0);
    expect((await ask(phone, { from: '203.0.113.1' })).status).toBe(200);
  });

  test('when half of all codes are used, wherever it is', async () => {
    await used(3, '203.0.1');
    await used(3, '203.0.2');
    await used(4, '203.0.3');
    await challenged(nextPhone());
  });

  test('and an account sends it no code for its employer past that', async () => {
    const boss = await makeEmployer(server);
    await used(4);
    const code = (phone: string) =>
      boss.client.post<Problem>(`/employers/${boss.employerId}/phone/code`, { phone }, at(HERE));
    const phone = nextPhone();
    const refused = await code(phone);
    expect([refused.status, refused.body.code]).toEqual([429, 'auth.too_many_codes']);
    expect(refused.body.detail).toMatch(/\d+:\d\d.*0895-4820000/);
    expect(messagesTo(phone)).toBe(0);
    // One who has an account isn't asked for a sum to sign in either.
    const { phone: known } = await makeEmployer(server);
    clock.advance({ minutes: 2 });
    expect((await code(known)).status).toBe(200);
  });

  test('and no longer when the hour is over', async () => {
    await used(4);
    clock.advance({ hours: 1, seconds: 1 });
    expect((await ask(nextPhone())).status).toBe(200);
  });
});

test('a number that signed in before is not asked', async () => {
  const phone = nextPhone();
  await testClient(server).signIn(phone);
  clock.advance({ minutes: 2 });
  await used(4);
  await challenged(nextPhone());
  expect((await ask(phone)).status).toBe(200);
});

test('done, it is sent its code, and says what it is to people and to programs', async () => {
  await used(4);
  const phone = nextPhone();
  const { body, headers } = await ask(phone);
  expect(body.detail).toMatch(/网页会自己办.*\d+:\d\d 以后再点“发验证码”.*零工站电话 0895-4820000/);
  expect([headers.get('retry-after'), body.retryAfterSeconds]).toEqual(['90', 90]);
  expect(JSON.stringify(body.challenge)).not.toContain(phone.slice(3));
  expect((await ask(phone, { proof: await solved(body.challenge!) })).status).toBe(200);
  expect(messagesTo(phone)).toBe(1);
});

describe('is refused with a new one to do', () => {
  const refused = async (phone: string, proof: object, at?: TestServer) => {
    const before = messagesTo(phone);
    const again = await challenged(phone, { proof, at });
    expect(messagesTo(phone)).toBe(before);
    return again;
  };

  test.each<[string, (proof: Proof) => object]>([
    ['with another counter', ({ challenge }) => ({ challenge, solution: { counter: 1, derivedKey: '00' } })],
    [
      'with nothing but its prefix',
      ({ challenge }) => ({
        challenge,
        solution: { counter: 1, derivedKey: challenge.parameters.keyPrefix },
      }),
    ],
    [
      'with another signature',
      (proof) => ({ ...proof, challenge: { ...proof.challenge, signature: '0'.repeat(64) } }),
    ],
    ['without a signature', (proof) => ({ ...proof, challenge: { ...proof.challenge, signature: '' } })],
    ['made easier', (proof) => changed(proof, { cost: 1 })],
    [
      'for another number',
      (proof) => changed(proof, { data: { ...proof.challenge.parameters.data, for: 'x' } }),
    ],
    [
      'waited for in its own words',
      ({ challenge }) =>
        changed(
          { challenge, solution: null },
          { data: { ...challenge.parameters.data, waitUntil: '2020-01-01T00:00:00.000Z' } },
        ),
    ],
  ])('what is %s', async (_, change) => {
    await used(4);
    const phone = nextPhone();
    const proof = await solved(await challenged(phone));
    const again = await refused(phone, change(proof));
    expect(again.signature).not.toBe(proof.challenge.signature);
    // What it really did still counts.
    expect((await ask(phone, { proof })).status).toBe(200);
  });
  const changed = (proof: Proof, parameters: object): object => ({
    ...proof,
    challenge: { ...proof.challenge, parameters: { ...proof.challenge.parameters, ...parameters } },
  });

  test('what was another number’s', async () => {
    await used(4);
    const proof = await solved(await challenged(nextPhone()));
    await refused(nextPhone(), proof);
  });

  test('what was used, on this process and any other, however many at once', async () => {
    await used(4);
    const other = await startTestServer({
      clock: clock.now,
      limitScale: 1,
      settings: SETTINGS,
      beside: server,
    });
    try {
      const phone = nextPhone();
      const proof = await solved(await challenged(phone));
      clock.advance({ seconds: 5 });
      const answers = await Promise.all(
        Array.from({ length: 6 }, (_, i) => ask(phone, { proof, at: i % 2 ? server : other })),
      );
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      clock.advance({ seconds: 61 });
      await refused(phone, proof, server);
      await refused(phone, proof, other);
    } finally {
      await other.close();
    }
  });

  test('what ran out', async () => {
    await used(4);
    const phone = nextPhone();
    const proof = await solved(await challenged(phone));
    clock.advance({ seconds: 90 + 301 });
    await refused(phone, proof);
  });
});

test('a message that wasn’t sent leaves it to be used again', async () => {
  await used(4);
  const phone = nextPhone();
  const proof = await solved(await challenged(phone));
  server.sms.breakDown();
  expect((await ask(phone, { proof })).status).toBe(503);
  server.sms.breakDown(false);
  clock.advance({ seconds: 61 });
  expect((await ask(phone, { proof })).status).toBe(200);
});

describe('who has no program to do it', () => {
  test('waits as long as was said, once, and is told the same where they come too early', async () => {
    await used(4);
    const phone = nextPhone();
    const proof = { challenge: await challenged(phone) };
    clock.advance({ seconds: 60 });
    const early = await ask(phone, { proof });
    expect([early.status, early.body.challenge]).toEqual([428, proof.challenge]);
    expect(early.body.retryAfterSeconds).toBeLessThanOrEqual(30);
    clock.advance({ seconds: 30 });
    expect((await ask(phone, { proof })).status).toBe(200);
    clock.advance({ seconds: 61 });
    await challenged(phone, { proof });
    expect(messagesTo(phone)).toBe(1);
  });

  test('takes from a part of their own, and leaves the rest to who does it', async () => {
    await used(4);
    const phones = [nextPhone(), nextPhone(), nextPhone()];
    const proofs = [];
    for (const phone of phones) proofs.push({ challenge: await challenged(phone) });
    clock.advance({ seconds: 91 });
    const answers = [];
    for (const [i, phone] of phones.entries()) answers.push(await ask(phone, { proof: proofs[i]! }));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(answers[2]!.body.code).toBe('auth.too_many_codes');
    expect(answers[2]!.body.detail).toMatch(/\d+:\d\d 以后再获取；急的话打零工站电话 0895-4820000/);
    // It was not used up by that.
    expect((await ask(phones[2]!, { proof: await solved(proofs[2]!.challenge) })).status).toBe(200);
  });
});
