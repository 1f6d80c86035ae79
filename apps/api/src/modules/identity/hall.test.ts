import { nextPhone } from '@linggong/testkit/builders.ts';
import { testClient } from '@linggong/testkit/client.ts';
import { movableClock } from '@linggong/testkit/clock.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

const clock = movableClock();
const HALL = { headers: { 'x-real-ip': '198.51.100.7' } };
let server: TestServer;
beforeAll(async () => {
  // The real budgets.
  server = await startTestServer({ clock: clock.now, limitScale: 1, settings: { TRUST_PROXY: '1' } });
});
afterAll(() => server.close());

test('two hundred people of one hall sign in within an hour, a third of them by a second message', async () => {
  const consent = { terms: server.deps.texts.terms.version, privacy: server.deps.texts.privacy.version };
  const answers = { asked: [] as number[], again: [] as number[], in: [] as number[] };
  const phones = Array.from({ length: 200 }, nextPhone);
  for (const [i, phone] of phones.entries()) {
    const client = testClient(server);
    const ask = async () => (await client.post('/session/code', { phone }, HALL)).status;
    answers.asked.push(await ask());
    if (i % 3 === 0) {
      clock.advance({ seconds: 61 });
      answers.again.push(await ask());
    }
    const code = server.sms.codeTo(phone);
    answers.in.push((await client.post('/session', { phone, code, consent }, HALL)).status);
    // All in 55 minutes, however long it takes here.
    clock.advance({ seconds: i % 3 === 0 ? 0 : 1 });
  }
  expect(answers).toEqual({
    asked: Array(200).fill(200),
    again: Array(67).fill(200),
    in: Array(200).fill(200),
  });
  expect(await server.deps.models.sessions.countDocuments()).toBe(200);
});

test('a name in CODES that there is not stops the start', async () => {
  const start = (CODES: string) => startTestServer({ settings: { CODES } });
  await expect(start('new_adress=3')).rejects.toThrow('Setting CODES: there is no new_adress');
  await expect(start('challenge_from=101')).rejects.toThrow('Setting CODES: challenge_from');
});
