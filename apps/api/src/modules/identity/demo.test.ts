import type { DemoPeople, Me } from '@linggong/contracts/account.ts';
import { testClient } from '@linggong/testkit/client.ts';
import { startTestServer } from '@linggong/testkit/server.ts';
import { expect, test } from 'vitest';
import { seedDemo } from '../../demo/seed.ts';

test('in the demo one is anybody with one tap, as often as one likes', async () => {
  const server = await startTestServer({ settings: { DEMO: '1' }, prepare: seedDemo });
  try {
    const { body } = await testClient(server).get<DemoPeople>('/demo/people');
    expect(body.items.length).toBeGreaterThanOrEqual(5);
    expect(JSON.stringify(body)).not.toMatch(/\+?86?1\d{10}/);
    const kinds = new Set<string>();
    for (const { key, name } of body.items) {
      const { status, body: me } = await testClient(server).post<Me>('/demo/session', { key });
      expect([status, me.name]).toEqual([200, name]);
      for (const { role } of me.roles) kinds.add(role);
    }
    expect([...kinds].sort()).toEqual(['broker', 'employer', 'operator']);
    const client = testClient(server);
    for (const _ of Array(4))
      expect((await client.post('/demo/session', { key: body.items[0]!.key })).status).toBe(200);
    expect((await client.get<Me>('/me')).body.name).toBe(body.items[0]!.name);
    const same = { key: body.items[0]!.key };
    const atOnce = await Promise.all(
      Array.from({ length: 6 }, () => testClient(server).post('/demo/session', same)),
    );
    expect(atOnce.map(({ status }) => status)).toEqual(Array(6).fill(200));
    expect(server.sms.messages).toEqual([]);
    expect((await client.post('/demo/session', { key: 'nobody' })).body.code).toBe('person.not_found');
  } finally {
    await server.close();
  }
});

test('elsewhere there is no such thing', async () => {
  const server = await startTestServer();
  try {
    const client = testClient(server);
    const answers = [
      await client.get('/demo/people'),
      await client.post('/demo/session', { key: 'worker-tashi' }),
    ];
    for (const { status, body } of answers) {
      expect({ status, code: body.code }).toEqual({ status: 404, code: 'auth.demo_only' });
    }
    expect(client.jar.size).toBe(0);
  } finally {
    await server.close();
  }
});

test('where the site is encrypted the cookie is bound to its host', async () => {
  const server = await startTestServer({
    settings: { DEMO: '1', PUBLIC_ORIGIN: 'https://gongji.example.cn' },
  });
  try {
    const url = server.deps.settings.PUBLIC_ORIGIN!;
    const client = testClient({ ...server, url: server.localUrl });
    const { headers } = await client.post(
      '/demo/session',
      { key: 'worker-tashi' },
      { headers: { origin: url } },
    );
    expect(headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^__Host-linggong_session=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      ),
    ]);
    expect((await client.get('/me')).status).toBe(200);
    const foreign = await client.post(
      '/demo/session',
      { key: 'worker-tashi' },
      { headers: { origin: server.localUrl } },
    );
    expect(foreign.body.code).toBe('request.origin');
  } finally {
    await server.close();
  }
});
