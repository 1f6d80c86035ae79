import type { EventsPage } from '@linggong/contracts/events.ts';
import {
  makeEmployer,
  makeOperator,
  makeWorker,
  nextPhone,
  PLACES,
  publishGig,
  regionId,
} from '@linggong/testkit/builders.ts';
import { expectStatus, type TestClient, testClient } from '@linggong/testkit/client.ts';
import { openLive } from '@linggong/testkit/live.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { settle } from '@linggong/testkit/settle.ts';
import { type PipelineStage, Types } from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { rooms } from '../identity/public.ts';

let server: TestServer;
let anonymous: TestClient;
let worker: Awaited<ReturnType<typeof makeWorker>>;
let employer: Awaited<ReturnType<typeof makeEmployer>>;
let township: Awaited<ReturnType<typeof makeOperator>>;
let elsewhere: Awaited<ReturnType<typeof makeOperator>>;

beforeAll(async () => {
  server = await startTestServer();
  anonymous = testClient(server);
  worker = await makeWorker(server);
  employer = await makeEmployer(server);
  township = await makeOperator(server, PLACES.ruyi);
  elsewhere = await makeOperator(server, PLACES.jiangda);
});
afterAll(() => server.close());
// What a test before left on its way would count as this one's.
beforeEach(() => settle(server));

const asked = (query: string) => Object.fromEntries(new URLSearchParams(query));
const id = () => new Types.ObjectId().toHexString();
const end = () => server.deps.events.end();

/** Writes an event as a use case would; its `gigId` tells it apart. */
async function tell(
  type: 'gig.closed.v1' | 'gig.reviewed.v1' | 'review.left.v1' | 'booking.changed.v1',
  audience: string[],
) {
  const gigId = id();
  await server.deps.transaction(async () => {
    const { append } = server.deps.events;
    const state = 'closed' as const;
    if (type === 'gig.closed.v1') await append(type, { gigId, number: '000001', state }, audience);
    if (type === 'review.left.v1') await append(type, { gigId }, audience);
    if (type === 'gig.reviewed.v1') {
      await append(type, { gigId, state, decision: null, reason: null, article: null }, audience);
    }
    if (type === 'booking.changed.v1') {
      const booking = {
        bookingId: id(),
        number: '000001',
        state: 'confirmed',
        was: null,
        changed: false,
      } as const;
      await append(type, { ...booking, gigId }, audience);
    }
  });
  return gigId;
}

const told = (events: readonly { payload: unknown }[]) =>
  events.map(({ payload }) => (payload as { gigId?: string }).gigId).filter((gigId) => gigId !== undefined);

describe('who hears what', () => {
  test('live and by catch-up alike: one’s own rooms and no other', async () => {
    const listeners = {
      anonymous,
      worker: worker.client,
      employer: employer.client,
      township: township.client,
      elsewhere: elsewhere.client,
    };
    const after = await end();
    const lives = await Promise.all(Object.values(listeners).map((client) => client.live()));
    const ruyi = await regionId(server, PLACES.ruyi);
    const sent = {
      public: await tell('gig.closed.v1', [rooms.public]),
      person: await tell('booking.changed.v1', [
        rooms.person(worker.personId),
        rooms.employer(employer.employerId),
      ]),
      employer: await tell('gig.reviewed.v1', [rooms.employer(employer.employerId)]),
      desk: await tell('review.left.v1', [rooms.desk(ruyi)]),
      nobody: await tell('review.left.v1', [rooms.desk(id())]),
    };
    const expected = {
      anonymous: [sent.public],
      worker: [sent.public, sent.person],
      employer: [sent.public, sent.person, sent.employer],
      township: [sent.public, sent.desk],
      elsewhere: [sent.public],
    };
    for (const [index, [who, client]] of Object.entries(listeners).entries()) {
      const live = lives[index]!;
      await live.settle();
      expect([who, told(live.events)]).toEqual([who, expected[who as keyof typeof expected]]);
      const page = await expectStatus(client.get<EventsPage>(`/events?after=${after}`), 200);
      expect(page.items).toEqual(live.events);
      expect([page.seq, page.more]).toEqual([await end(), false]);
      live.close();
    }
  });

  test('a new gig reaches the feeds that match it, live and by catch-up, and no other', async () => {
    const after = await end();
    const [ruyi, jiangda] = [await regionId(server, PLACES.ruyi), await regionId(server, PLACES.jiangda)];
    const byDay = 'hours=06:00-20:00&settlement=same_day&needs=meals,tools';
    const byNight = 'hours=20:00-06:00';
    const near = await anonymous.live({ region: ruyi, trade: 'loading,dishwashing', ...asked(byDay) });
    const night = await anonymous.live(asked(byNight));
    const far = await anonymous.live({ region: jiangda });
    const dear = await worker.client.live({ payMin: '30000' });
    const idle = await worker.client.live();
    const gig = await publishGig(server, employer);
    const event = await near.waitFor('gig.published.v1', ({ payload }) => payload.gig.id === gig.id);
    for (const live of [far, dear, night, idle]) await live.none('gig.published.v1');
    const caughtUp = async (query: string) => {
      const page = await expectStatus(anonymous.get<EventsPage>(`/events?after=${after}&${query}`), 200);
      return page.items.filter(({ type }) => type === 'gig.published.v1');
    };
    expect(await caughtUp(`region=${ruyi}&trade=loading`)).toEqual([event]);
    expect(await caughtUp(`region=${jiangda}`)).toEqual([]);
    expect(await caughtUp(byDay)).toEqual([event]);
    for (const other of ['payMin=30000', byNight, 'needs=lodging', 'settlement=monthly'])
      expect(await caughtUp(other), other).toEqual([]);
    const text = JSON.stringify(event);
    for (const phone of [employer.phone, worker.phone]) expect(text).not.toContain(phone.slice(3));
    for (const live of [near, far, dear, night, idle]) live.close();
  });

  test('a client can’t join rooms, whatever it sends', async () => {
    const live = await worker.client.live();
    const room = rooms.employer(employer.employerId);
    const send = live.socket as unknown as { emit: (event: string, ...rest: unknown[]) => void };
    for (const event of ['join', 'subscribe', 'room', 'events', 'feed.join'])
      send.emit(event, room, () => undefined);
    send.emit('feed.watch', { room, rooms: room, audience: room }, () => undefined);
    send.emit('feed.watch', room, () => undefined);
    send.emit('feed.watch', null);
    send.emit('feed.watch');
    await tell('gig.reviewed.v1', [room]);
    await live.none('gig.reviewed.v1');
    live.close();
  });

  test('a filter that is wrong is refused and the one before stays', async () => {
    const live = await anonymous.live({ region: await regionId(server, PLACES.ruyi) });
    const answer = await live.socket.emitWithAck('feed.watch', { region: 'everywhere' });
    expect(answer).toMatchObject({ ok: false, code: 'request.invalid' });
    const gig = await publishGig(server, employer);
    await live.waitFor('gig.published.v1', ({ payload }) => payload.gig.id === gig.id);
    live.close();
  });
});

describe('the handshake', () => {
  test.each(['https://evil.example', 'http://127.0.0.1:1', 'null', 'not an origin'])(
    'from %s it is refused',
    async (origin) => {
      await expect(openLive(server, { cookie: worker.client.cookie(), origin })).rejects.toThrow();
    },
  );

  test('with a made-up cookie one is nobody', async () => {
    const live = await openLive(server, { cookie: 'linggong_session=abc.def' });
    await tell('booking.changed.v1', [rooms.person(worker.personId)]);
    await live.none('booking.changed.v1');
    live.close();
  });

  test('it begins with the place in the log from which news will come', async () => {
    await tell('gig.closed.v1', [rooms.public]);
    const first = await anonymous.live();
    await first.settle();
    const live = await anonymous.live();
    expect(live.hello).toMatchObject({ seq: await end(), now: expect.stringMatching(/Z$/) });
    const gigId = await tell('gig.closed.v1', [rooms.public]);
    const event = await live.waitFor('gig.closed.v1', ({ payload }) => payload.gigId === gigId);
    expect(event.seq).toBeGreaterThan(live.hello.seq);
    first.close();
    live.close();
  });
});

describe('a session that ends', () => {
  test('takes its live connections along, and only those', async () => {
    const phone = nextPhone();
    const [here, there] = [testClient(server), testClient(server)];
    const { person } = await here.signIn(phone);
    await server.deps.models.tallies.deleteMany({});
    await there.signIn(phone);
    const [first, second, other] = [await here.live(), await here.live(), await there.live()];
    await here.delete('/session');
    expect(await first.ended()).toEqual({ told: true });
    expect(await second.ended()).toEqual({ told: true });
    const gigId = await tell('booking.changed.v1', [rooms.person(person.id)]);
    await other.waitFor('booking.changed.v1', ({ payload }) => payload.gigId === gigId);
    expect(told(first.events)).toEqual([]);
    other.close();
  });
});

test('a session that ends while its connection is being made has none', async () => {
  const { client } = await makeWorker(server);
  const cookie = client.cookie();
  const { sessions } = server.deps.models;
  const aggregate = sessions.aggregate.bind(sessions);
  // All that is read of who it is: what happens after it would be missed.
  const reading = vi.spyOn(sessions, 'aggregate').mockImplementationOnce((async (
    pipeline: PipelineStage[],
  ) => {
    const found = await aggregate(pipeline);
    await client.delete('/session');
    return found;
  }) as never);
  const live = await openLive(server, { cookie });
  reading.mockRestore();
  expect(await live.ended()).toEqual({ told: true });
});

describe('catching up', () => {
  test('by pages: nothing is missing, nothing comes twice', async () => {
    const after = await end();
    const sent = [];
    for (const _ of Array(7)) {
      sent.push(await tell('gig.closed.v1', [rooms.public]));
      await tell('gig.reviewed.v1', [rooms.employer(id())]);
    }
    const live = await anonymous.live();
    await live.settle();
    live.close();
    const seen: string[] = [];
    let seq = after;
    for (let more = true; more; ) {
      const page: EventsPage = await expectStatus(
        anonymous.get<EventsPage>(`/events?after=${seq}&limit=3`),
        200,
      );
      expect(page.items.length).toBeLessThanOrEqual(3);
      expect(page.seq).toBeGreaterThan(seq);
      seen.push(...told(page.items));
      ({ seq, more } = page);
    }
    expect(seen).toEqual(sent);
    expect(seq).toBe(await end());
    const nothing = await expectStatus(anonymous.get<EventsPage>(`/events?after=${seq}`), 200);
    expect(nothing).toEqual({ items: [], seq, more: false });
  });

  test('what was dropped, and what a restored database never had, is told', async () => {
    await tell('gig.closed.v1', [rooms.public]);
    const live = await anonymous.live();
    await live.settle();
    live.close();
    const last = await end();
    const ahead = await anonymous.get(`/events?after=${last + 1}`);
    expect({ status: ahead.status, code: ahead.body.code }).toEqual({
      status: 410,
      code: 'events.window_passed',
    });
    await server.deps.eventModels.events.deleteMany({ _id: { $lt: last } });
    expect((await anonymous.get(`/events?after=${last - 2}`)).status).toBe(410);
    expect((await anonymous.get(`/events?after=${last - 1}`)).status).toBe(200);
    await server.deps.eventModels.events.deleteMany({});
    expect((await anonymous.get(`/events?after=${last - 1}`)).status).toBe(410);
    expect((await anonymous.get(`/events?after=${last}`)).status).toBe(200);
  });

  test.each([
    'after=-1',
    'after=x',
    'after=1.5',
    '',
    'after=0&limit=0',
    'after=0&limit=501',
    'after=0&region=x',
  ])('?%s is refused', async (query) => {
    expect((await anonymous.get(`/events?${query}`)).status).toBe(400);
  });
});
