import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Alert } from '@linggong/contracts/alert.ts';
import type { ManagedGig } from '@linggong/contracts/gig.ts';
import type { Notice, NoticesPage } from '@linggong/contracts/notice.ts';
import { localDate, localDay } from '@linggong/rules/time.ts';
import {
  makeEmployer,
  makeWorker,
  PLACES,
  publishGig,
  regionId,
  shiftOn,
} from '@linggong/testkit/builders.ts';
import { expectStatus, type TestClient } from '@linggong/testkit/client.ts';
import { borrowDatabase } from '@linggong/testkit/database.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { cursorModel } from '../../platform/events/follower.ts';
import { alertFollower } from './follow.ts';

let server: TestServer;
let beside: TestServer;
let boss: Awaited<ReturnType<typeof makeEmployer>>;
beforeAll(async () => {
  server = await startTestServer();
  beside = await startTestServer({ beside: server });
  boss = await makeEmployer(server);
});
afterAll(async () => {
  await beside.close();
  await server.close();
});

type Filter = Record<string, string>;
const saveFor = (client: TestClient, filter: Filter, pace?: string) =>
  expectStatus(client.post<Alert>('/me/alerts', { filter, pace }), 200);
async function watcher(filter: Filter, on = server) {
  const { client, personId } = await makeWorker(on);
  return { client, personId, alert: await saveFor(client, filter) };
}
const noticesOf = async (client: TestClient): Promise<Notice[]> =>
  (await expectStatus(client.get<NoticesPage>('/me/notices?limit=50'), 200)).items;
const gigsTold = async (client: TestClient) => (await noticesOf(client)).map(({ href }) => href).sort();
const hrefs = (...gigs: ManagedGig[]) => gigs.map(({ number }) => `/gigs/${number}`).sort();

/** Until all that was written before this call has been put to the alerts. */
async function settled({ deps }: TestServer = server): Promise<void> {
  const patience = { timeout: 30_000, interval: 20 };
  await vi.waitFor(async () => expect(await deps.eventModels.outbox.exists({})).toBeNull(), patience);
  const end = await deps.events.end();
  const cursors = cursorModel(deps.connection);
  await vi.waitFor(
    async () => expect((await cursors.findById('alerts').lean())?.seq).toBeGreaterThanOrEqual(end),
    patience,
  );
}

/** A new version that is public at once. */
async function changeWords({ id }: ManagedGig, description: string) {
  const { revision, posting } = await expectStatus(boss.client.get<ManagedGig>(`/gigs/${id}/manage`), 200);
  const change = { revision, posting: { ...posting, description } };
  return expectStatus(boss.client.patch<ManagedGig>(`/gigs/${id}`, change), 200);
}

describe('a newly public gig', () => {
  test('comes to those whose alerts ask for it, and to nobody else', async () => {
    const [ruyi, karuo] = [await regionId(server, PLACES.ruyi), await regionId(server, PLACES.karuo)];
    const [jiangda, city] = [await regionId(server, PLACES.jiangda), await regionId(server, PLACES.city)];
    const tomorrow = shiftOn(server, 1);
    const [night, over] = [new Date(Date.parse(tomorrow.startsAt) + 13 * 3_600_000), 6 * 3_600_000];
    const nightShift = {
      startsAt: night.toISOString(),
      endsAt: new Date(night.getTime() + over).toISOString(),
      headcount: 2,
    };
    const day = localDay(tomorrow.startsAt);
    const dayAfter = localDay(new Date(Date.parse(tomorrow.startsAt) + 86_400_000));
    const washing = {
      tradeId: 'dishwashing',
      title: '后厨洗碗',
      workplace: { regionId: jiangda, landmark: '县城' },
      pay: { amountFen: 3000, unit: 'hour', settlement: 'weekly' },
      included: { meals: false, lodging: true, transport: null, tools: true },
    } as const;
    const asked: [Filter, ('loading' | 'washing')[]][] = [
      [{}, ['loading', 'washing']],
      [{ region: ruyi }, ['loading']],
      [{ region: karuo }, ['loading']],
      [{ region: jiangda }, ['washing']],
      [{ region: city }, ['loading', 'washing']],
      [{ trade: 'loading,dishwashing' }, ['loading', 'washing']],
      [{ trade: 'courier' }, []],
      [{ day }, ['loading', 'washing']],
      [{ day: dayAfter }, []],
      [{ hours: '09:00-18:00' }, ['loading']],
      [{ hours: '09:01-18:00' }, []],
      [{ hours: '20:00-06:00', day }, ['washing']],
      [{ hours: '20:00-06:00', day: dayAfter }, []],
      [{ payMin: '22000' }, ['loading']],
      [{ payMin: '22001' }, []],
      [{ payUnit: 'hour', payMin: '3000' }, ['washing']],
      [{ settlement: 'same_day,monthly' }, ['loading']],
      [{ needs: 'lodging,tools' }, ['washing']],
      [{ needs: 'meals,lodging' }, []],
      [{ near: '97.2,31.1', within: '10' }, ['loading']],
      [{ near: '96.6,31.2', within: '10' }, []],
      [{ q: '洗碗' }, ['washing']],
      [{ region: ruyi, trade: 'loading', q: '洗碗' }, []],
      [{ open: '1', region: ruyi }, ['loading']],
    ];
    const watchers = [];
    for (const [filter] of asked) watchers.push(await watcher(filter));
    const gigs = {
      loading: await publishGig(server, boss, { workplace: { point: [97.17, 31.14] } }),
      washing: await publishGig(beside, await makeEmployer(server, { code: PLACES.jiangda }), {
        ...washing,
        shifts: [nightShift],
      }),
    };
    await settled();
    for (const [i, [filter, expected]] of asked.entries()) {
      const told = await gigsTold(watchers[i]!.client);
      expect([filter, told]).toEqual([filter, hrefs(...expected.map((name) => gigs[name]))]);
    }
    const [notice] = await noticesOf(watchers[1]!.client);
    const date = localDate(tomorrow.startsAt);
    expect(notice).toMatchObject({
      kind: 'gig.match',
      title: `¥220/天 装卸搬运 · 如意乡 · ${date}`,
      body: `搬货，${date} 9:00–18:00，要 3 人，当天结，管饭、接送、给工具`,
      readAt: null,
    });
    expect((await noticesOf(watchers[3]!.client))[0]).toMatchObject({
      title: `¥30/小时 洗碗 · 江达 · ${date}`,
      body: `后厨洗碗，${date} 22:00–次日 4:00，要 2 人，一周一结，管住、给工具`,
    });
    const stored = await server.deps.models.notices.findOne({ personId: watchers[1]!.personId }).lean();
    expect(stored).toMatchObject({ pace: 'digest', begins: new Date(tomorrow.startsAt) });
    expect(stored!.notAfter).toEqual(
      (await server.deps.models.gigs.findById(gigs.loading.id).lean())!.validUntil,
    );
  });

  test('is told to a person once, at once if one of their alerts says so', async () => {
    const { client, personId } = await makeWorker(server);
    const live = await client.live();
    await saveFor(client, {}, 'digest');
    await saveFor(client, { trade: 'loading' }, 'at_once');
    await saveFor(client, { payMin: '1' }, 'digest');
    const patient = await makeWorker(server);
    await saveFor(patient.client, { trade: 'loading' }, 'digest');
    const gig = await publishGig(server, boss);
    const { payload } = await live.waitFor('notice.added.v1');
    expect(payload).toMatchObject({ kind: 'gig.match', href: `/gigs/${gig.number}` });
    await settled();
    expect(await gigsTold(client)).toEqual(hrefs(gig));
    const paceOf = async (id: string) =>
      (await server.deps.models.notices.find({ personId: id }).lean()).map(({ pace }) => pace);
    expect([await paceOf(personId), await paceOf(patient.personId)]).toEqual([['at_once'], ['digest']]);
    live.close();
  });

  test('does not come by alerts that were paused or deleted; comes again by one that goes on', async () => {
    const [paused, deleted, back] = [await watcher({}), await watcher({}), await watcher({})];
    const patch = (who: typeof paused, body: object) =>
      expectStatus(who.client.patch(`/me/alerts/${who.alert.id}`, body), 200);
    await patch(paused, { paused: true });
    await patch(back, { paused: true });
    await expectStatus(deleted.client.delete(`/me/alerts/${deleted.alert.id}`), 204);
    await publishGig(server, boss);
    await settled();
    for (const { client } of [paused, deleted, back]) expect(await gigsTold(client)).toEqual([]);
    await patch(back, { paused: false });
    const next = await publishGig(server, boss);
    await settled();
    expect(await gigsTold(back.client)).toEqual(hrefs(next));
    for (const { client } of [paused, deleted]) expect(await gigsTold(client)).toEqual([]);
  });

  test('does not come to its own employer’s people, nor to who has taken it; a new version not twice', async () => {
    const early = await watcher({});
    await saveFor(boss.client, {});
    const gig = await publishGig(server, boss);
    await settled();
    const [taker, late] = [await makeWorker(server), await watcher({})];
    await expectStatus(taker.client.post(`/gigs/${gig.id}/bookings`), 201);
    await saveFor(taker.client, {});
    await changeWords(gig, '把货从车上搬到库房，码齐，下午还有一车。');
    await settled();
    const { version } = (await server.deps.models.gigs.findById(gig.id).lean())!;
    expect(version).toBe(2);
    expect(await gigsTold(boss.client)).toEqual([]);
    expect(await gigsTold(taker.client)).toEqual([]);
    expect(await gigsTold(early.client)).toEqual(hrefs(gig));
    expect(await gigsTold(late.client)).toEqual(hrefs(gig));
  });
});

test('a gig that was full when it was asked for is told when somebody steps back, and once', async () => {
  const early = await watcher({ q: '早班搬货' });
  const gig = await publishGig(server, boss, { title: '早班搬货', shifts: [shiftOn(server, 1, 1)] });
  await settled();
  const taker = await makeWorker(server);
  const booking = await expectStatus(taker.client.post<{ id: string }>(`/gigs/${gig.id}/bookings`, {}), 201);
  await saveFor(taker.client, { q: '早班搬货' });
  const [late, other] = [await watcher({ q: '早班搬货' }), await watcher({ q: '晚班搬货' })];
  await settled();
  expect(await gigsTold(late.client)).toEqual([]);
  await expectStatus(taker.client.post(`/bookings/${booking.id}/withdraw`, {}), 200);
  await settled();
  for (const { client } of [early, late]) expect(await gigsTold(client)).toEqual(hrefs(gig));
  for (const { client } of [taker, other]) expect(await gigsTold(client)).toEqual([]);
});

describe('put to the alerts late', () => {
  /** A follower of one's own that has read all alerts, and the event of a gig that it has still to handle. */
  async function late(more: Parameters<typeof publishGig>[2] = {}) {
    const who = await makeWorker(server);
    const spec = alertFollower(server.deps);
    const gig = await publishGig(server, boss, more);
    await settled();
    const events = await server.deps.events.after(0, 10_000);
    const event = events.find(
      ({ type, payload }) =>
        type === 'gig.published.v1' && (payload as { gig: { id: string } }).gig.id === gig.id,
    )!;
    const alert = await saveFor(who.client, { region: await regionId(server, PLACES.ruyi) });
    await spec.onTakeover!();
    return { ...who, gig, alert, handle: () => spec.handle([event]) };
  }

  test('the same event again tells nobody again', async () => {
    const { client, gig, handle } = await late();
    await handle();
    await handle();
    expect(await gigsTold(client)).toEqual(hrefs(gig));
    await settled();
    expect(await server.deps.models.notices.countDocuments({ key: `gig.match:${gig.id}` })).toBeGreaterThan(
      0,
    );
  });

  test.each<[string, (given: Awaited<ReturnType<typeof late>>) => Promise<unknown>]>([
    [
      'a gig that was closed since',
      ({ gig }) => expectStatus(boss.client.post(`/gigs/${gig.id}/close`), 200),
    ],
    [
      'a gig that is full since',
      async ({ gig }) =>
        expectStatus((await makeWorker(server)).client.post(`/gigs/${gig.id}/bookings`), 201),
    ],
    [
      'a gig with a newer version, that has an event of its own',
      ({ gig }) => changeWords(gig, '搬到库房码齐，别的没有。'),
    ],
    [
      'an alert that was paused since',
      ({ client, alert }) => expectStatus(client.patch(`/me/alerts/${alert.id}`, { paused: true }), 200),
    ],
    [
      'an alert that was deleted since',
      ({ client, alert }) => expectStatus(client.delete(`/me/alerts/${alert.id}`), 204),
    ],
  ])('%s is not told', async (_what, change) => {
    const given = await late({ shifts: [shiftOn(server, 1, 1)] });
    await change(given);
    // The alert was saved after the gig: nobody else tells its owner, unless of the newer version.
    await settled();
    await server.deps.models.notices.deleteMany({ personId: given.personId });
    await given.handle();
    expect(await gigsTold(given.client)).toEqual([]);
  });

  test('a filter that can’t be read any more does not stop the others', async () => {
    const { client, gig, alert, handle } = await late();
    const other = await makeWorker(server);
    const broken = await saveFor(other.client, { payMin: '1' });
    await server.deps.models.alerts.updateOne({ _id: broken.id }, { $set: { filter: { near: 'nowhere' } } });
    await handle();
    expect(await gigsTold(client)).toEqual(hrefs(gig));
    await server.deps.models.alerts.deleteMany({ _id: { $in: [broken.id, alert.id] } });
  });
});

test('on two processes each gig is told once, wherever it is posted', async () => {
  const [here, there] = [await watcher({ q: '夜里装车' }), await watcher({ q: '夜里装车' }, beside)];
  const gigs: ManagedGig[] = [];
  for (let i = 0; i < 6; i += 1)
    gigs.push(await publishGig(i % 2 ? beside : server, boss, { title: `夜里装车${i}` }));
  await settled();
  for (const { client } of [here, there]) expect(await gigsTold(client)).toEqual(hrefs(...gigs));
});

test('where the process that matches is killed another goes on: every gig is told, and once', async () => {
  const database = await borrowDatabase();
  const file = fileURLToPath(new URL('./fixtures/process.ts', import.meta.url));
  const child = spawn(process.execPath, [file, database.url, database.name], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  const survivor = await startTestServer({ beside: { database } });
  try {
    const employer = await makeEmployer(survivor);
    const people = [];
    for (let i = 0; i < 5; i += 1) people.push(await watcher(i % 2 ? {} : { trade: 'loading' }, survivor));
    const gigs = [await publishGig(survivor, employer)];
    await settled(survivor);
    for (let i = 0; i < 3; i += 1) gigs.push(await publishGig(survivor, employer));
    child.kill('SIGKILL');
    await once(child, 'exit');
    // Saved while nobody matches.
    people.push(await watcher({ trade: 'loading' }, survivor));
    const last = await publishGig(survivor, employer);
    await settled(survivor);
    for (const { client } of people.slice(0, 5)) expect(await gigsTold(client)).toEqual(hrefs(...gigs, last));
    expect(await gigsTold(people[5]!.client)).toContain(`/gigs/${last.number}`);
  } finally {
    child.kill('SIGKILL');
    await survivor.deps.connection.dropDatabase();
    await survivor.close();
    await database.giveBack();
  }
});
