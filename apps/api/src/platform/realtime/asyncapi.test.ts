import { createRequire } from 'node:module';
import { EVENT_PAYLOADS } from '@linggong/contracts/events.ts';
import { CLIENT_MESSAGES, SERVER_MESSAGES } from '@linggong/contracts/live.ts';
import { makeEmployer, publishGig } from '@linggong/testkit/builders.ts';
import { testClient } from '@linggong/testkit/client.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AsyncApi } from './asyncapi.ts';

const require = createRequire(import.meta.url);

let server: TestServer;
let document: AsyncApi;

beforeAll(async () => {
  server = await startTestServer();
  document = (await (await fetch(`${server.url}/api/v1/asyncapi.json`)).json()) as AsyncApi;
});
afterAll(() => server.close());

const made = () => new Ajv({ strict: false, validateFormats: false });

test('it is an AsyncAPI 3 document by the standard’s own schema', () => {
  const valid = made().compile(require('@asyncapi/specs/schemas/3.0.0-without-$id.json'));
  valid(document);
  expect(valid.errors).toBeNull();
  // The schema tells one from another.
  valid({ ...document, operations: { x: { action: 'shout', channel: { $ref: '#/channels/live' } } } });
  expect(valid.errors).not.toBeNull();
});

test('it names every message, each with what it says of itself, and where the server is', () => {
  const names = [...Object.keys(SERVER_MESSAGES), ...Object.keys(CLIENT_MESSAGES), 'ack'];
  expect(Object.keys(document.channels.live.messages)).toEqual(names);
  for (const name of names)
    expect([name, document.components.messages[name]?.summary]).toEqual([name, expect.any(String)]);
  expect(Object.keys(document.operations)).toHaveLength(names.length - 1);
  expect(document.servers.here).toMatchObject({ host: new URL(server.url).host, protocol: 'ws' });
});

test('nothing in it is referred to that it has not', () => {
  const text = JSON.stringify(document);
  const refs = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path!);
  expect(refs.length).toBeGreaterThan(20);
  for (const ref of new Set(refs)) {
    const found = ref
      .split('/')
      .reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], document);
    expect([ref, found]).toEqual([ref, expect.any(Object)]);
  }
});

test('what is really sent is as it says', async () => {
  const live = await testClient(server).live({});
  const gig = await publishGig(server, await makeEmployer(server));
  const event = await live.waitFor('gig.published.v1', ({ payload }) => payload.gig.id === gig.id);
  live.close();
  const of = (name: string) =>
    made().compile({ $ref: `#/components/schemas/${name}`, components: document.components });
  for (const [name, payload] of [
    ['hello', live.hello],
    ['events', [event]],
  ] as const) {
    const valid = of(name);
    valid(payload);
    expect([name, valid.errors]).toEqual([name, null]);
  }
  const { id: _, ...nameless } = event;
  expect(of('events')([nameless])).toBe(false);
});

test('the page to read it tells of every kind of event, and how to connect', async () => {
  const answer = await fetch(`${server.url}/api/docs/live`);
  expect(answer.headers.get('content-type')).toContain('text/html');
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
  const page = await answer.text();
  for (const kind of Object.keys(EVENT_PAYLOADS)) expect(page).toContain(`id="${kind}"`);
  expect(page).toContain("transports: ['websocket']");
  expect(page).toContain('<code>reason</code>: string | null');
  expect(page).not.toMatch(/undefined|\[object|string,null/);
});
