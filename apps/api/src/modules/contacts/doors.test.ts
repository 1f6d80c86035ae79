import type { MyBooking } from '@linggong/contracts/booking.ts';
import { makeAdmin, makeEmployer, makeOperator, makeWorker, PLACES } from '@linggong/testkit/builders.ts';
import { expectStatus, type TestClient, testClient } from '@linggong/testkit/client.ts';
import { settle } from '@linggong/testkit/settle.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BookingWorld, bookingWorld } from '../bookings/fixtures/world.ts';

/** Everything that can be asked for, by who has no reason to know a number: none of it holds one. */
let world: BookingWorld;
let boss: Awaited<ReturnType<typeof makeEmployer>>;
let coming: Awaited<ReturnType<BookingWorld['worker']>>;
let booking: MyBooking;
let reads: string[];
let withoutReason: Record<string, TestClient>;

beforeAll(async () => {
  world = await bookingWorld();
  const { server } = world;
  boss = await makeEmployer(server, { kind: 'household', name: '王家大院' });
  const gig = await world
    .gig({ description: `把货码齐，有事打 ${boss.phone.slice(3)}。`, shifts: [world.shift(1)] }, world.boss)
    .catch(() => null);
  expect(gig, 'a posting with a number in it waits for an operator').toBeNull();
  const open = await world.gig({ shifts: [world.shift(1), world.shift(2)] }, boss);
  coming = await world.worker({ name: '达瓦卓玛' });
  booking = (
    await world.take(
      coming,
      open,
      open.shifts.map(({ id }) => id),
    )
  ).body;
  for (const { client } of [coming, boss])
    await expectStatus(client.post(`/bookings/${booking.id}/contact`), 200);

  const [stepped, asked] = [await world.worker(), await world.worker()];
  const left = (await world.take(stepped, open, [open.shifts[0]!.id])).body;
  await expectStatus(stepped.client.post(`/bookings/${left.id}/contact`), 200);
  await expectStatus(world.stepBack(stepped, left.id), 200);
  const choosing = await world.gig({ bookingMode: 'choose', shifts: [world.shift(3)] }, boss);
  expect((await world.take(asked, choosing)).body.state).toBe('requested');
  const taken = (await world.take(await world.worker(), open, [open.shifts[0]!.id])).body;
  expect(taken.state).toBe('confirmed');

  withoutReason = {
    nobody: testClient(server),
    worker: (await makeWorker(server)).client,
    stepped: stepped.client,
    asked: asked.client,
    employer: (await makeEmployer(server)).client,
    deskElsewhere: (await makeOperator(server, PLACES.jiangda)).client,
    admin: (await makeAdmin(server)).client,
  };
  const { paths } = (await (await fetch(`${server.url}/api/v1/openapi.json`)).json()) as {
    paths: Record<string, Record<string, object>>;
  };
  const ids = [open.id, open.number, choosing.id, booking.id, left.id, boss.employerId];
  reads = Object.entries(paths).flatMap(([path, methods]) => {
    if (!('get' in methods)) return [];
    const own = path.replace('/api/v1', '');
    return own.includes('{') ? ids.map((id) => own.replaceAll(/\{\w+\}/g, id)) : [own];
  });
  await settle(server);
});
afterAll(() => world.server.close());

/** As it is dialled, and in the forms in which people write it. */
const spoken = (phone: string) => {
  const own = phone.slice(3);
  return new RegExp(`${own}|${own.slice(0, 3)}[ -]?${own.slice(3, 7)}[ -]?${own.slice(7)}`);
};

test('nothing that can be read holds the number of the employer or of who comes', async () => {
  expect(reads.length).toBeGreaterThan(80);
  for (const [who, client] of Object.entries(withoutReason)) {
    for (const path of reads) {
      const { body, headers } = await client.get<unknown>(path);
      const said = JSON.stringify([body, [...headers]]);
      for (const phone of [boss.phone, coming.phone])
        expect([who, path, spoken(phone).test(said)]).toEqual([who, path, false]);
      expect([who, path, said.includes('王家大院')]).toEqual([who, path, false]);
    }
  }
});

test('nor do lists of who has a reason hold the number of anybody else who comes', async () => {
  const { body } = await boss.client.get<{ items: { person: { phone: string | null } }[] }>(
    `/gigs/${booking.gig.id}/bookings`,
  );
  expect(body.items.flatMap(({ person }) => person.phone ?? [])).toEqual([coming.phone]);
});

test('nor what is answered to an act: taking, giving back, asking, looking', async () => {
  const worker = await world.worker();
  const gig = await world.gig({ shifts: [world.shift(4)] }, boss);
  const key = { headers: { 'idempotency-key': 'a-key-of-some-length' } };
  const take = () =>
    worker.client.post<MyBooking>(`/gigs/${gig.id}/bookings`, { version: gig.version, shiftIds: [] }, key);
  const first = await take();
  const answers: { body: unknown }[] = [
    first,
    await take(),
    await worker.client.post(`/bookings/${first.body.id}/agree`, { version: 1 }),
  ];
  await expectStatus(worker.client.post(`/bookings/${first.body.id}/contact`), 200);
  answers.push(
    await world.stepBack(worker, first.body.id),
    // The same request again is answered by what is so now.
    await take(),
    await worker.client.post(`/bookings/${first.body.id}/contact`),
  );
  for (const { body } of answers) expect(JSON.stringify(body)).not.toMatch(spoken(boss.phone));
  const accepted = await world.gig({ bookingMode: 'choose', shifts: [world.shift(6)] }, boss);
  const asked = (await world.take(worker, accepted)).body;
  const decided = await boss.client.post(`/bookings/${asked.id}/accept`, { revision: 0 });
  expect(decided.status).toBe(200);
  expect(JSON.stringify(decided.body)).not.toMatch(spoken(worker.phone));
});

test('nor what is told: live, in the inbox, by text message', async () => {
  const worker = await world.worker({ name: '旺姆次仁' });
  const lives = await Promise.all(
    [worker.client, boss.client, testClient(world.server)].map((c) => c.live({})),
  );
  const gig = await world.gig({ shifts: [world.shift(7)] }, boss);
  const { body } = await world.take(worker, gig);
  await expectStatus(worker.client.post(`/bookings/${body.id}/contact`), 200);
  await expectStatus(boss.client.post(`/bookings/${body.id}/contact`), 200);
  await world.stepBack(worker, body.id);
  await settle(world.server);
  for (const live of lives) await live.settle();
  const texts = world.server.sms.messages.map(({ text }) => text);
  const inboxes = await Promise.all([worker.client, boss.client].map((c) => c.get<unknown>('/me/notices')));
  const told = JSON.stringify([lives.map(({ events }) => events), texts, inboxes.map((each) => each.body)]);
  for (const phone of [boss.phone, worker.phone]) expect(told).not.toMatch(spoken(phone));
  expect(JSON.stringify([lives.map(({ events }) => events), texts])).not.toContain('旺姆次仁');
  for (const live of lives) live.close();
});

test('what is kept of a showing holds no number and no name', async () => {
  const kept = JSON.stringify(await world.server.deps.models.showings.find().lean());
  for (const word of [boss.phone.slice(3), coming.phone.slice(3), '达瓦卓玛', '王家'])
    expect(kept).not.toContain(word);
});
