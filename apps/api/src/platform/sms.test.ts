import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseSettings, SettingsError } from './settings.ts';
import { smsProvider, webhookSignature, webhookSms } from './sms.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const taken: { headers: IncomingHttpHeaders; body: string; path: string }[] = [];
let answer = 204;
const gateway = createServer(async (request, response) => {
  taken.push({ headers: request.headers, body: await text(request), path: request.url! });
  response.writeHead(answer, { location: '/elsewhere' }).end('thank you');
});
let url: string;
beforeAll(async () => {
  gateway.listen(0, '127.0.0.1');
  await once(gateway, 'listening');
  url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/sms`;
});
afterAll(() => {
  gateway.closeAllConnections();
  gateway.close();
});

test('it signs as Standard Webhooks says', () => {
  // The example of the standard's own libraries.
  const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
  expect(webhookSignature(SECRET, id, 1614265330, '{"test": 2432232314}')).toBe(
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  );
});

test('a message is one signed POST, under its own id each time', async () => {
  const message = { id: 'one', to: '+8613800000000', text: '【零工集市】明天 8 点上工' };
  const sms = webhookSms({ url, secret: SECRET });
  await sms.send(message);
  await sms.send(message);
  expect(taken.map(({ headers }) => headers['webhook-id'])).toEqual(['one', 'one']);
  for (const { headers, body, path } of taken) {
    expect([path, JSON.parse(body)]).toEqual(['/sms', message]);
    const timestamp = Number(headers['webhook-timestamp']);
    expect(Math.abs(Date.now() / 1000 - timestamp)).toBeLessThan(600);
    expect(headers['webhook-signature']).toBe(webhookSignature(SECRET, 'one', timestamp, body));
    expect(webhookSignature(SECRET, 'one', timestamp, `${body} `)).not.toBe(headers['webhook-signature']);
  }
});

test.each([500, 429, 400, 302])('an answer of %i is a failure, and leads nowhere else', async (status) => {
  taken.length = 0;
  answer = status;
  await expect(
    webhookSms({ url, secret: SECRET }).send({ id: 'x', to: '+8613800000000', text: 'x' }),
  ).rejects.toThrow(`answered ${status}`);
  expect(taken.map(({ path }) => path)).toEqual(['/sms']);
});

test('settings choose it; half of them stop the start', () => {
  const log = pino({ level: 'silent' });
  const given = {
    SMS_PROVIDER: 'webhook',
    SMS_WEBHOOK_URL: 'https://sms.example.cn/x',
    SMS_WEBHOOK_SECRET: SECRET,
  };
  expect(smsProvider(parseSettings(given), log)).toHaveProperty('send');
  expect(smsProvider(parseSettings({}), log)).toHaveProperty('send');
  for (const missing of ['SMS_WEBHOOK_URL', 'SMS_WEBHOOK_SECRET'])
    expect(() => smsProvider(parseSettings({ ...given, [missing]: '' }), log)).toThrow(SettingsError);
});
