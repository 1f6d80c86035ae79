import { nextPhone } from '@linggong/testkit/builders.ts';
import { testClient } from '@linggong/testkit/client.ts';
import { movableClock } from '@linggong/testkit/clock.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const clock = movableClock();
let server: TestServer;
// Each begins with nothing counted: what is there for all is one in memory.
beforeEach(async () => {
  // A tenth of the real limits: 6 an hour for an address, 12 for its range, 30 in all for numbers without an account.
  const settings = { TRUST_PROXY: '1' };
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

  test('is told to whoever keeps it running, as long as it goes on', async () => {
    const readyz = async () => (await fetch(`${server.url}/readyz`)).text();
    await flood(4);
    expect(await readyz()).not.toContain('sign-in codes');
    await flood(2, 4);
    expect(await readyz()).toMatch(/^ready\n(.*\n)*sign-in codes: .*numbers without an account are used up/);
    clock.advance({ hours: 1, seconds: 1 });
    expect(await readyz()).not.toContain('sign-in codes');
  });
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
