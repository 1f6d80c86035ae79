import { ALERTS_AT_MOST, type Alert, type Alerts } from '@linggong/contracts/alert.ts';
import type { Problem } from '@linggong/contracts/problem.ts';
import { localDay } from '@linggong/rules/time.ts';
import { makeWorker, PLACES, regionId } from '@linggong/testkit/builders.ts';
import { expectStatus, type TestClient } from '@linggong/testkit/client.ts';
import { movableClock } from '@linggong/testkit/clock.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

const clock = movableClock();
let server: TestServer;
let beside: TestServer;
let karuo: string;
let ruyi: string;
beforeAll(async () => {
  server = await startTestServer({ clock: clock.now });
  beside = await startTestServer({ beside: server, clock: clock.now });
  karuo = await regionId(server, PLACES.karuo);
  ruyi = await regionId(server, PLACES.ruyi);
});
afterAll(async () => {
  await beside.close();
  await server.close();
});

type Filter = Record<string, unknown>;
const save = (client: TestClient, filter: Filter, more: object = {}) =>
  expectStatus(client.post<Alert>('/me/alerts', { filter, ...more }), 200);
const list = async (client: TestClient) => (await expectStatus(client.get<Alerts>('/me/alerts'), 200)).items;
const dayFrom = (days: number) => localDay(new Date(clock.now().getTime() + days * 86_400_000));

describe('saving', () => {
  test('gives the alert in words, tells one’s devices, and is listed newest first', async () => {
    const { client } = await makeWorker(server);
    const live = await client.live();
    const first = await save(client, { region: karuo, trade: 'loading', payMin: '20000', needs: 'meals' });
    expect(first).toEqual({
      id: expect.any(String),
      name: '卡若区 · 装卸搬运 · 日薪 200 元起 · 管饭',
      filter: { region: karuo, trade: 'loading', payMin: '20000', needs: 'meals' },
      pace: 'digest',
      paused: false,
      endsAt: null,
      createdAt: expect.any(String),
    });
    clock.advance({ seconds: 1 });
    const second = await save(client, { q: '挖机' }, { pace: 'at_once' });
    expect(await list(client)).toEqual([second, first]);
    const { payload } = await live.waitFor('alert.changed.v1');
    expect(payload).toEqual({ alertId: first.id, alert: first });
    live.close();
  });

  const names: [string, Filter, string][] = [
    ['nothing', {}, '所有的活'],
    ['what says nothing', { within: '20', q: '！', trade: '', needs: '', settlement: ',' }, '所有的活'],
    ['several trades', { trade: 'loading,dishwashing' }, '洗碗、装卸搬运'],
    ['hours of a day', { hours: '08:00-18:30' }, '8:00–18:30'],
    ['hours over midnight', { hours: '20:00-06:00' }, '20:00–次日 6:00'],
    ['hours to midnight', { hours: '18:00-00:00' }, '18:00–次日 0:00'],
    ['pay by the hour', { payUnit: 'hour', payMin: '2550' }, '按小时算钱，25.50 元起'],
    ['only the unit', { payUnit: 'whole' }, '按整个活算钱'],
    ['settlement', { settlement: 'weekly,same_day' }, '当天结或一周一结'],
    ['needs', { needs: 'lodging,meals' }, '管饭、管住'],
    ['a distance', { near: '97.17,31.14', within: '20' }, '附近 20 公里内'],
    ['words', { q: ' 搬砖   工地 ' }, '“搬砖 工地”'],
  ];
  test.each(names)('%s has a name', async (_what, filter, name) => {
    const { client } = await makeWorker(server);
    expect((await save(client, filter)).name).toBe(name);
  });

  const same: [string, Filter, Filter, Filter][] = [
    [
      'in another order, and twice',
      { trade: 'loading,dishwashing' },
      { trade: 'dishwashing,loading,loading' },
      { trade: 'dishwashing,loading' },
    ],
    ['with and without full ones', { q: '砖' }, { q: '砖', open: '1' }, { q: '砖' }],
    ['sorted and paged', { q: '砖' }, { q: '砖', sort: 'pay', cursor: 'x', utm: '1' }, { q: '砖' }],
    ['a place without a distance', {}, { near: '97,31' }, {}],
    ['figures written otherwise', { payMin: '20000' }, { payMin: ' 2e4' }, { payMin: '20000' }],
    [
      'a step to the side',
      { near: '97.1234,31', within: '5' },
      { near: '97.12340001,31.0000', within: '5.0' },
      { near: '97.123,31', within: '5' },
    ],
    [
      'settlements',
      { settlement: 'weekly,same_day' },
      { settlement: 'same_day,weekly,' },
      { settlement: 'same_day,weekly' },
    ],
  ];
  test.each(same)('the same filter is one alert: %s', async (_what, one, other, canonical) => {
    const { client } = await makeWorker(server);
    const saved = await save(client, one);
    expect(saved.filter).toEqual(canonical);
    expect(await save(client, other, { pace: 'at_once' })).toEqual(saved);
    expect(await save(client, saved.filter)).toEqual(saved);
    expect(await list(client)).toEqual([saved]);
  });

  test('a filter of a day ends with that day', async () => {
    const { client } = await makeWorker(server);
    const day = dayFrom(3);
    const alert = await save(client, { day, hours: '20:00-06:00' });
    expect(alert.endsAt).toBe(new Date(`${dayFrom(4)}T00:00:00+08:00`).toISOString());
    expect((await save(client, { day: dayFrom(0) })).endsAt).not.toBeNull();
  });

  const refused: [string, Filter, string][] = [
    ['a region that is none', { region: 'f'.repeat(24) }, 'filter.region'],
    ['a region’s code', { region: '5403' }, 'filter.region'],
    ['a trade that is none', { trade: 'loading,spying' }, 'filter.trade'],
    ['a day that is over', { day: '2020-01-01' }, 'filter.day'],
    ['hours of no day', { hours: '25:00-26:00' }, 'filter.hours'],
    ['a place off the map', { near: '500,91', within: '5' }, 'filter.near'],
    ['an operator', { region: { $ne: null } }, 'filter.region'],
    ['a list', { trade: ['loading'] }, 'filter.trade'],
    ['a number', { payMin: 20000 }, 'filter.payMin'],
    ['far too long', { q: '砖'.repeat(401) }, 'filter.q'],
    ['too long', { q: '砖'.repeat(41) }, 'filter.q'],
    ['negative pay', { payMin: '-1' }, 'filter.payMin'],
    ['no number', { payMin: 'NaN' }, 'filter.payMin'],
  ];
  test.each(refused)('%s is refused, and nothing is saved', async (_what, filter, path) => {
    const { client } = await makeWorker(server);
    expect(await client.post('/me/alerts', { filter })).toMatchObject({
      status: 400,
      body: { code: 'request.invalid', errors: [{ path }] },
    });
    expect(await list(client)).toEqual([]);
  });

  test('odd words are kept as harmless ones', async () => {
    const { client } = await makeWorker(server);
    const odd = JSON.parse(
      '{"q":"搬\\u0000砖\\ud800\\u202e","__proto__":{"day":"2020-01-01"},"constructor":"x"}',
    );
    const alert = await save(client, odd);
    expect(alert).toMatchObject({ name: '“搬砖”', filter: { q: '搬砖' } });
    expect(Object.keys(alert.filter)).toEqual(['q']);
    expect(await list(client)).toEqual([alert]);
  });

  test.each([{}, { filter: [] }, { filter: 'q=1' }, { filter: {}, pace: 'never' }, []])(
    '%j is refused',
    async (body) => {
      const { client } = await makeWorker(server);
      expect((await client.post('/me/alerts', body)).status).toBe(400);
    },
  );
});

describe('how many', () => {
  test('identical ones at once, on two processes, make one', async () => {
    const { client } = await makeWorker(server);
    const cookie = { headers: { cookie: client.cookie() } };
    const on = (url: string) =>
      fetch(`${url}/api/v1/me/alerts`, {
        method: 'POST',
        headers: { ...cookie.headers, 'content-type': 'application/json' },
        body: JSON.stringify({ filter: { region: ruyi } }),
      });
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, i) => on(i % 2 ? server.url : beside.url)),
    );
    const ids = await Promise.all(
      answers.map(async (answer) => {
        expect(answer.status).toBe(200);
        return ((await answer.json()) as Alert).id;
      }),
    );
    expect(new Set(ids).size).toBe(1);
    expect(await list(client)).toHaveLength(1);
    const { outbox, events } = server.deps.eventModels;
    const told = { type: 'alert.changed.v1', 'payload.alertId': ids[0] } as const;
    await vi.waitFor(async () => expect(await outbox.exists({})).toBeNull(), 40_000);
    expect(await events.countDocuments(told)).toBe(1);
  });

  test('never more than there may be, also at once; the next is refused with a sentence', async () => {
    const { client } = await makeWorker(server);
    for (let i = 0; i < ALERTS_AT_MOST - 2; i++) await save(client, { payMin: String(i + 1) });
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        client.post<Problem>('/me/alerts', { filter: { payMin: String(1000 + i) } }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 409, 409, 409, 409, 409, 409]);
    const refused = answers.find(({ status }) => status === 409)!.body;
    expect(refused.code).toBe('alert.too_many');
    expect(refused.detail).toContain(`${ALERTS_AT_MOST} 条`);
    const alerts = await list(client);
    expect(alerts).toHaveLength(ALERTS_AT_MOST);
    // One that is there is still given.
    expect(await save(client, alerts[0]!.filter)).toEqual(alerts[0]);
    await expectStatus(client.delete(`/me/alerts/${alerts[5]!.id}`), 204);
    await save(client, { q: '砖' });
    expect(await list(client)).toHaveLength(ALERTS_AT_MOST);
  });

  test('what has ended is shown as such, and makes room', async () => {
    const { client } = await makeWorker(server);
    const ended = await save(client, { day: dayFrom(0) });
    for (let i = 1; i < ALERTS_AT_MOST; i++) await save(client, { payMin: String(i) });
    expect((await client.post('/me/alerts', { filter: { q: '砖' } })).status).toBe(409);
    clock.advance({ days: 1 });
    const shown = (await list(client)).find(({ id }) => id === ended.id)!;
    expect(Date.parse(shown.endsAt!)).toBeLessThanOrEqual(clock.now().getTime());
    const live = await client.live();
    await save(client, { q: '砖' });
    await live.waitFor('alert.changed.v1', ({ payload }) => payload.alertId === ended.id && !payload.alert);
    const alerts = await list(client);
    expect(alerts).toHaveLength(ALERTS_AT_MOST);
    expect(alerts.some(({ id }) => id === ended.id)).toBe(false);
    live.close();
  });
});

describe('one’s own', () => {
  test('is changed, paused and deleted, and each device hears of it; what changes nothing is not told', async () => {
    const { client } = await makeWorker(server);
    const { id, ...rest } = await save(client, { region: ruyi });
    const live = await client.live();
    const path = `/me/alerts/${id}`;
    const change = (body: object) => expectStatus(client.patch<Alert>(path, body), 200);
    expect(await change({ pace: 'at_once' })).toEqual({ id, ...rest, pace: 'at_once' });
    expect(await change({ paused: true })).toMatchObject({ pace: 'at_once', paused: true });
    expect(await change({})).toMatchObject({ pace: 'at_once', paused: true });
    expect(await change({ paused: true })).toMatchObject({ paused: true });
    expect((await client.patch(path, { paused: 'yes' })).status).toBe(400);
    await change({ paused: false, filter: {}, personId: 'x', endsAt: null });
    expect(await list(client)).toEqual([{ id, ...rest, pace: 'at_once' }]);
    await expectStatus(client.delete(path), 204);
    expect(await list(client)).toEqual([]);
    for (const again of [client.delete(path), client.patch(path, { paused: true })])
      expect(await again).toMatchObject({ status: 404, body: { code: 'alert.not_found' } });
    await live.settle();
    const told = live.events.map(({ type, payload }) => [
      type,
      (payload as { alert: Alert | null }).alert?.paused,
    ]);
    expect(told).toEqual([
      ['alert.changed.v1', false],
      ['alert.changed.v1', true],
      ['alert.changed.v1', false],
      ['alert.changed.v1', undefined],
    ]);
    live.close();
  });

  test('is nobody else’s to see, hear of, change or delete', async () => {
    const [owner, other] = [await makeWorker(server), await makeWorker(server)];
    const live = await other.client.live();
    const after = await server.deps.events.end();
    const alert = await save(owner.client, { near: '97.17,31.14', within: '5' });
    const path = `/me/alerts/${alert.id}`;
    expect(await list(other.client)).toEqual([]);
    expect((await other.client.patch(path, { paused: true })).status).toBe(404);
    expect((await other.client.delete(path)).status).toBe(404);
    // The same filter of another is another alert.
    expect((await save(other.client, alert.filter)).id).not.toBe(alert.id);
    expect(await list(owner.client)).toEqual([alert]);
    await live.none('alert.changed.v1', ({ payload }) => payload.alertId === alert.id);
    const page = await other.client.get(`/events?after=${after}`);
    expect(JSON.stringify(page.body)).not.toContain(alert.id);
    live.close();
  });
});
