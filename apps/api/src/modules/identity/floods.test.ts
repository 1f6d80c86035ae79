import { localClock } from '@linggong/rules/time.ts';
import { nextPhone } from '@linggong/testkit/builders.ts';
import { testClient } from '@linggong/testkit/client.ts';
import { movableClock } from '@linggong/testkit/clock.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const clock = movableClock();
let server: TestServer;
// Each begins with nothing counted: what is there for all is one in memory.
beforeEach(async () => {
  // A tenth of these: 6 an hour for an address, 12 for its range, 30 in all for numbers without an account.
  const CODES =
    'new_address=60,new_range=120,new_all=300,known_address=60,known_range=240,known_all=500,challenge_from=100';
  const settings = { TRUST_PROXY: '1', STATION_PHONE: '0895-4820000', CODES };
  server = await startTestServer({ clock: clock.now, limitScale: 0.1, settings });
});
afterEach(() => server.close());

const ask = (phone: string, from: string) =>
  testClient(server).post('/session/code', { phone }, { headers: { 'x-real-ip': from } });
async function member(): Promise<string> {
  const phone = nextPhone();
  await testClient(server).signIn(phone);
  clock.advance({ minutes: 2 });
  return phone;
}
/** From so many ranges of addresses, each as often as one address may. */
async function flood(ranges: number, first = 0): Promise<string[]> {
  const refused: string[] = [];
  for (let range = first; range < first + ranges; range++)
    for (let i = 0; i < 6; i++) {
      const phone = nextPhone();
      if ((await ask(phone, `203.0.${range}.9`)).status !== 200) refused.push(phone);
    }
  return refused;
}
const counted = () => server.deps.models.tallies.countDocuments({ count: { $gt: 0 } });

describe('a flood of codes for numbers without an account', () => {
  test('keeps nobody out who signed in before, and ends', async () => {
    const phone = await member();
    const before = server.sms.messages.length;
    expect(await flood(7)).toHaveLength(12 + 1);
    expect(server.sms.messages.length - before).toBe(29);
    expect((await ask(nextPhone(), '198.51.100.1')).status).toBe(429);
    expect((await ask(phone, '198.51.100.1')).status).toBe(200);
    expect((await ask(phone, '203.0.0.9')).body.code).toBe('auth.too_many_codes');
    clock.advance({ seconds: 61 });
    expect((await ask(phone, '203.0.0.9')).status).toBe(200);
  });

  test('counts nothing on a number that was sent nothing', async () => {
    await flood(6);
    const before = await counted();
    for (let i = 0; i < 5; i++) expect((await ask(nextPhone(), `198.51.${i}.1`)).status).toBe(429);
    expect(await counted()).toBe(before);
  });

  test('is told to whoever keeps it running at four fifths, and as long as it goes on', async () => {
    const lines = async () => {
      const text = await (await fetch(`${server.url}/readyz`)).text();
      return text.split('\n').filter((line) => /^sign-in codes: (?!.*of one )/.test(line));
    };
    for (let range = 0; range < 23; range++) await ask(nextPhone(), `203.0.${range}.9`);
    expect(await lines()).toEqual([]);
    await ask(nextPhone(), '203.0.23.9');
    expect(await lines()).toEqual([
      'sign-in codes: 80 % of the 30 an hour of all for numbers without an account are used; more can be set by CODES',
    ]);
    await flood(2, 30);
    expect((await lines())[1]).toMatch(
      /^sign-in codes: the 30 an hour for numbers without an account are used up/,
    );
    clock.advance({ hours: 1, seconds: 1 });
    expect(await lines()).toEqual([]);
  });

  test('is over when it was said to be, by the clock of who waits, with whom to call until then', async () => {
    await flood(6);
    clock.advance({ minutes: 20 });
    const { body, headers } = await ask(nextPhone(), '198.51.100.1');
    const seconds = Number(headers.get('retry-after'));
    expect(Math.round(seconds / 60)).toBe(40);
    const until = new Date(Math.ceil((clock.now().getTime() + seconds * 1000) / 60_000) * 60_000);
    expect(body.detail).toMatch(
      new RegExp(`(^|\\D)${localClock(until)} 以后再获取；急的话打零工站电话 0895-4820000。`),
    );
    clock.advance({ seconds: seconds - 60 });
    expect((await ask(nextPhone(), '198.51.100.1')).status).toBe(429);
    clock.advance({ seconds: 61 });
    expect((await ask(nextPhone(), '198.51.100.1')).status).toBe(200);
  });
});

test('of one address nothing is counted that sent nothing, and its own alarm names no address', async () => {
  const from = '203.0.113.7';
  const phones = [nextPhone(), nextPhone(), nextPhone()];
  for (const phone of phones) expect((await ask(phone, from)).status).toBe(200);
  // Tapped again and again within the minute, and a gateway that is down.
  for (let i = 0; i < 20; i++) expect((await ask(phones[i % 3]!, from)).status).toBe(429);
  server.sms.breakDown();
  for (let i = 0; i < 20; i++) expect((await ask(nextPhone(), from)).status).toBe(503);
  server.sms.breakDown(false);
  const rest = [];
  for (let i = 0; i < 5; i++) rest.push((await ask(nextPhone(), from)).status);
  expect(rest).toEqual([200, 200, 200, 429, 429]);
  const told = await (await fetch(`${server.url}/readyz`)).text();
  expect(told).toContain('80 % of the 6 an hour of one address');
  expect(told + JSON.stringify(await server.deps.models.tallies.find().lean())).not.toContain('203.0.113');
});

describe('one range of addresses', () => {
  test.each([
    ['a /24', (i: number) => `203.0.113.${i}`, '203.0.114.1'],
    ['a /48', (i: number) => `2001:db8:1:${i}::1`, '2001:db8:2::1'],
  ])('has an end of its own: %s', async (_, address, elsewhere) => {
    const phone = await member();
    const asked = [];
    for (let i = 0; i < 15; i++) asked.push((await ask(nextPhone(), address(i))).status);
    expect(asked.filter((status) => status === 200)).toHaveLength(12);
    // What it was refused left something for others, and for who signed in before.
    expect((await ask(nextPhone(), elsewhere)).status).toBe(200);
    expect((await ask(phone, address(1))).status).toBe(200);
  });
});

test('what was refused for a number’s own sake leaves what there is for all', async () => {
  const phone = nextPhone();
  expect((await ask(phone, '198.51.100.1')).status).toBe(200);
  for (let range = 0; range < 40; range++)
    expect((await ask(phone, `203.0.${range}.9`)).body.code).toBe('auth.too_many_codes');
  expect(await flood(4, 100)).toEqual([]);
});

test('what the gateway did not take is counted neither on the number nor for all', async () => {
  const phone = nextPhone();
  server.sms.breakDown();
  for (let i = 0; i < 40; i++) {
    expect((await ask(phone, `203.0.${i}.1`)).status).toBe(503);
    clock.advance({ seconds: 61 });
  }
  server.sms.breakDown(false);
  expect((await ask(phone, '203.0.0.1')).status).toBe(200);
  expect(await flood(4)).toEqual([]);
});
