import { makeEmployer, makeWorker, nextPhone, publishGig } from '@linggong/testkit/builders.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { connect } from './client.ts';
import type { LiveEvent } from './live.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const WAIT = { timeout: 20_000 };
const publish = async () => publishGig(server, await makeEmployer(server));
/** A place in the log up to which everything was written before this call. */
async function end(): Promise<number> {
  await vi.waitFor(async () => expect(await server.deps.eventModels.outbox.countDocuments()).toBe(0), WAIT);
  return server.deps.events.end();
}
const published = (events: readonly LiveEvent[]) =>
  events.flatMap((event) => (event.type === 'gig.published.v1' ? [event.payload.gig.id] : []));

describe('a session', () => {
  test('is kept from the sign-in on, goes on in another run, and ends with the sign-out', async () => {
    const first = connect({ origin: server.url });
    expect((await first.api.GET('/api/v1/me')).error).toMatchObject({ code: 'auth.required', status: 401 });
    const phone = nextPhone();
    const { data: about } = await first.api.GET('/api/v1/about');
    await first.api.POST('/api/v1/session/code', { body: { phone } });
    const code = server.sms.codeTo(phone);
    await first.api.POST('/api/v1/session', { body: { phone, code, consent: about!.texts } });
    const next = connect({ origin: server.url, cookie: first.cookie });
    expect((await next.api.GET('/api/v1/me')).data).toMatchObject({
      phoneMasked: expect.stringContaining('****'),
    });
    await next.api.DELETE('/api/v1/session');
    expect(next.cookie).not.toContain('session');
    expect((await next.api.GET('/api/v1/me')).response.status).toBe(401);
  });

  test('several values of one parameter are sent as the API reads them', async () => {
    const gig = await publish();
    const { client } = await makeWorker(server);
    const { api } = connect({ origin: server.url, cookie: client.cookie() });
    const { response, data } = await api.GET('/api/v1/gigs/{gig}/takeability', {
      params: { path: { gig: gig.id }, query: { shifts: gig.posting.shifts.map(({ id }) => id).join(',') } },
    });
    expect([response.status, data?.refusal]).toEqual([200, null]);
  });
});

describe('the live channel', () => {
  test('brings what happened since, then what happens, each once and in order', async () => {
    const after = await end();
    const before = await publish();
    const events: LiveEvent[] = [];
    const live = connect({ origin: server.url }).live({
      after,
      filter: {},
      onEvents: (batch) => events.push(...batch),
    });
    await vi.waitFor(() => expect(published(events)).toContain(before.id), WAIT);
    const later = await publish();
    await vi.waitFor(() => expect(published(events)).toContain(later.id), WAIT);
    live.close();
    expect(published(events)).toEqual([before.id, later.id]);
    const seqs = events.map(({ seq }) => seq);
    expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
    expect(live.position).toBeGreaterThanOrEqual(seqs.at(-1)!);
  });

  test('misses nothing while its connection is broken', async () => {
    const events: LiveEvent[] = [];
    const onGap = vi.fn();
    const live = connect({ origin: server.url }).live({
      after: await end(),
      filter: {},
      onEvents: (batch) => events.push(...batch),
      onGap,
    });
    const first = await publish();
    await vi.waitFor(() => expect(published(events)).toContain(first.id), WAIT);
    const { clients } = server.live.io.engine as unknown as {
      clients: Record<string, { close: () => void }>;
    };
    for (const raw of Object.values(clients)) raw.close();
    const missed = await publish();
    await vi.waitFor(() => expect(published(events)).toContain(missed.id), WAIT);
    live.close();
    expect(published(events)).toEqual([first.id, missed.id]);
    expect(onGap).not.toHaveBeenCalled();
  });

  test('without a place to begin at it tells what comes, without a filter no new gigs', async () => {
    const { client } = await makeWorker(server);
    const events: LiveEvent[] = [];
    const live = connect({ origin: server.url, cookie: client.cookie() }).live({
      after: null,
      onEvents: (batch) => events.push(...batch),
    });
    await vi.waitFor(() => expect(live.position).not.toBeNull(), WAIT);
    const gig = await publish();
    await client.post(`/gigs/${gig.id}/bookings`, { version: 1 });
    await vi.waitFor(() => expect(events.map(({ type }) => type)).toContain('booking.changed.v1'), WAIT);
    live.close();
    expect(published(events)).toEqual([]);
  });

  test('says where the log no longer reaches back to what one had, and when the session ends', async () => {
    const { client } = await makeWorker(server);
    const onGap = vi.fn();
    const onSessionEnd = vi.fn();
    const live = connect({ origin: server.url, cookie: client.cookie() }).live({
      after: (await end()) + 1_000_000,
      onEvents: () => undefined,
      onGap,
      onSessionEnd,
    });
    await vi.waitFor(() => expect(onGap).toHaveBeenCalled(), WAIT);
    await client.delete('/session');
    await vi.waitFor(() => expect(onSessionEnd).toHaveBeenCalled(), WAIT);
    live.close();
  });
});
