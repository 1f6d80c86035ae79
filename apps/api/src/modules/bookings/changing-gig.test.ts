import type { MyBooking, MyBookings } from '@linggong/contracts/booking.ts';
import type { ManagedGig } from '@linggong/contracts/gig.ts';
import type { Posting } from '@linggong/contracts/posting.ts';
import type { Problem } from '@linggong/contracts/problem.ts';
import { makeEmployer, makeOperator, makeWorker, publishGig, shiftOn } from '@linggong/testkit/builders.ts';
import { expectStatus, type TestClient } from '@linggong/testkit/client.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { heldPlaces } from './held-places.ts';

let server: TestServer;
let boss: Awaited<ReturnType<typeof makeEmployer>>;
let desk: TestClient;
beforeAll(async () => {
  server = await startTestServer();
  boss = await makeEmployer(server);
  desk = (await makeOperator(server)).client;
});
afterAll(() => server.close());

type Gig = { id: string; version: number };
const managed = (gig: Gig) => expectStatus(boss.client.get<ManagedGig>(`/gigs/${gig.id}/manage`), 200);
async function change(gig: Gig, part: Partial<Posting>): Promise<ManagedGig> {
  const { revision, posting } = await managed(gig);
  const body = { revision, posting: { ...posting, ...part } };
  return expectStatus(boss.client.patch<ManagedGig>(`/gigs/${gig.id}`, body), 200);
}
const approve = ({ id, revision }: ManagedGig) =>
  expectStatus(desk.post(`/review/${id}/decisions`, { decision: 'approve', revision }), 201);
const take = ({ client }: { client: TestClient }, gig: Gig, shiftIds: string[] = []) =>
  client.post<MyBooking & Problem>(`/gigs/${gig.id}/bookings`, { version: gig.version, shiftIds });

/** Of every shift that is counted: places left and places confirmed are its headcount. */
async function expectNoDrift(gig: Gig) {
  const stored = await server.deps.models.gigs.findById(gig.id).lean().orFail();
  const { confirmed: booked } = await heldPlaces(server.deps, stored._id);
  for (const { _id, headcount, open } of stored.shifts) {
    if (headcount === null) expect(open).toBeNull();
    else expect([_id, open! + (booked.get(_id.toString()) ?? 0)]).toEqual([_id, headcount]);
    expect(open ?? 0).toBeGreaterThanOrEqual(0);
  }
}

test('new pay goes to review, bookings stay and their people are told; once agreed to it is quiet', async () => {
  const worker = await makeWorker(server);
  const gig = await publishGig(server, boss, { shifts: [shiftOn(server, 3, 4)] });
  const { body: booking } = await take(worker, gig);
  const live = await worker.client.live();
  const { posting } = await managed(gig);
  const changed = await change(gig, { pay: { ...posting.pay, amountFen: 18_000 } });
  expect(changed.state).toBe('in_review');
  await live.waitFor(
    'booking.changed.v1',
    ({ payload }) => payload.bookingId === booking.id && payload.changed,
  );
  await approve(changed);
  const mine = async () =>
    (await worker.client.get<MyBookings>('/me/bookings')).body.items.find(({ id }) => id === booking.id);
  expect(await mine()).toMatchObject({
    state: 'confirmed',
    changed: true,
    changes: [{ field: 'pay', label: '工钱', before: '¥220/天', after: '¥180/天' }],
    currentVersion: 2,
    gig: { pay: { amountFen: 22_000 }, open: 3 },
  });
  const agreed = await worker.client.post<MyBooking>(`/bookings/${booking.id}/agree`, { version: 2 });
  expect(agreed.body).toMatchObject({ changed: false, gig: { pay: { amountFen: 18_000 } } });
  expect(await mine()).toMatchObject({ changed: false, changes: [] });
  live.close();
});

test('withdrawn: every booking is cancelled; closed: only those who still waited are declined', async () => {
  const [a, b] = [await makeWorker(server), await makeWorker(server)];
  const off = await publishGig(server, boss, { shifts: [shiftOn(server, 4, 4)] });
  const filled = await publishGig(server, boss, { bookingMode: 'choose', shifts: [shiftOn(server, 5, 4)] });
  await take(a, off);
  const [accepted] = [await take(a, filled), await take(b, filled)];
  await expectStatus(boss.client.post(`/bookings/${accepted!.body.id}/accept`, { revision: 0 }), 200);
  for (const [gig, verb] of [
    [off, 'withdraw'],
    [filled, 'close'],
  ] as const) {
    const { revision } = await managed(gig);
    await expectStatus(boss.client.post(`/gigs/${gig.id}/${verb}`, { revision }), 200);
  }
  const states = async ({ client }: { client: TestClient }) =>
    (await client.get<MyBookings>('/me/bookings')).body.items.map(({ gig, state }) => [gig.id, state]);
  expect(await states(a)).toEqual([
    [filled.id, 'confirmed'],
    [off.id, 'cancelled'],
  ]);
  expect(await states(b)).toEqual([[filled.id, 'declined']]);
  expect((await take(b, off)).body).toMatchObject({ code: 'booking.refused' });
});

test('a shift named twice is one place', async () => {
  const worker = await makeWorker(server);
  const gig = await publishGig(server, boss, { shifts: [shiftOn(server, 2, 3), shiftOn(server, 3, 3)] });
  const [shift] = gig.shifts;
  const { status, body } = await take(worker, gig, [shift!.id, shift!.id]);
  expect([status, body.shiftIds]).toEqual([201, [shift!.id]]);
  await change(gig, { description: '把货从车上搬到库房，码整齐。' });
  await expectNoDrift(gig);
});

describe('a gig that is typed anew while it waits', () => {
  test('moves its bookings to the times that are approved in the end, once that is agreed to', async () => {
    const worker = await makeWorker(server);
    const gig = await publishGig(server, boss, { shifts: [shiftOn(server, 3)] });
    const { id } = await expectStatus(take(worker, gig), 201);
    const onDay = (day: number) => ({ shifts: [{ ...gig.posting.shifts[0]!, ...shiftOn(server, day) }] });
    await change(gig, onDay(4));
    const live = await worker.client.live();
    const last = await change(gig, onDay(5));
    await live.waitFor('booking.changed.v1', ({ payload }) => payload.gigId === gig.id && payload.changed);
    live.close();
    await approve(last);
    const asAgreed = await publishGig(server, boss, { shifts: [shiftOn(server, 3)] });
    expect((await take(worker, asAgreed)).body).toMatchObject({ refusal: 'overlaps' });
    await expectStatus(worker.client.post(`/bookings/${id}/agree`, { version: 2 }), 200);
    const [free, clash] = [
      await publishGig(server, boss, { shifts: [shiftOn(server, 4)] }),
      await publishGig(server, boss, { shifts: [shiftOn(server, 5)] }),
    ];
    expect((await take(worker, clash)).body).toMatchObject({ refusal: 'overlaps' });
    expect((await take(worker, free)).status).toBe(201);
  });

  test('does not hide from a worker what they hold while its place is open', async () => {
    const worker = await makeWorker(server);
    const gig = await publishGig(server, boss, { shifts: [shiftOn(server, 3)] });
    await expectStatus(take(worker, gig), 201);
    const { posting } = gig;
    await change(gig, { pay: { ...posting.pay, amountFen: 21_000 } });
    await change(gig, { workplace: { ...posting.workplace, regionId: null } });
    const mine = await expectStatus(worker.client.get<MyBookings>('/me/bookings'), 200);
    expect(mine.items).toMatchObject([{ state: 'confirmed', changed: true, gig: { id: gig.id } }]);
  });

  test('takes nobody in before it is approved, and says so', async () => {
    const worker = await makeWorker(server);
    const gig = await publishGig(server, boss, { bookingMode: 'choose', shifts: [shiftOn(server, 3)] });
    const { body: asked } = await take(worker, gig);
    const waiting = await change(gig, { pay: { ...gig.posting.pay, amountFen: 21_000 } });
    const accept = (revision: number) =>
      boss.client.post<Problem>(`/bookings/${asked.id}/accept`, { revision });
    expect(await accept(0)).toMatchObject({ status: 409, body: { code: 'gig.wrong_state' } });
    await approve(waiting);
    expect(await accept(0)).toMatchObject({ status: 409, body: { code: 'booking.not_agreed' } });
    await expectStatus(worker.client.post(`/bookings/${asked.id}/agree`, { version: 2 }), 200);
    expect(await accept(0)).toMatchObject({ status: 409, body: { code: 'booking.changed_meanwhile' } });
    expect((await accept(1)).status).toBe(200);
    await expectNoDrift(gig);
  });
});

test('places never drift while people take, step back and are taken, and the employer changes the headcount', async () => {
  const people = await Promise.all(Array.from({ length: 16 }, () => makeWorker(server)));
  const gig = await publishGig(server, boss, {
    shifts: [shiftOn(server, 6, 4), shiftOn(server, 7, 4), shiftOn(server, 8, 4)],
  });
  const ids = gig.shifts.map(({ id }) => id);
  let seed = 20_261_122;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  const wrong: string[] = [];
  async function tap({ client }: { client: TestClient }, picks: string[]) {
    const taken = await take({ client }, gig, picks);
    if (taken.status === 201) {
      const back = await client.post<Problem>(`/bookings/${taken.body.id}/withdraw`);
      if (back.status !== 200) wrong.push(`withdraw ${back.status} ${back.body.code}`);
    } else if (taken.body.code !== 'booking.refused') wrong.push(`take ${taken.status} ${taken.body.code}`);
    const again = await take({ client }, gig, picks);
    if (again.status !== 201 && again.body.code !== 'booking.refused') wrong.push(`again ${again.status}`);
  }
  async function resize(headcounts: number[]) {
    const { revision, posting } = await managed(gig);
    const shifts = posting.shifts.map((shift, i) => ({ ...shift, headcount: headcounts[i]! }));
    const saved = await boss.client.patch<Problem>(`/gigs/${gig.id}`, {
      revision,
      posting: { ...posting, shifts },
    });
    const known = ['gig.changed_meanwhile', 'request.invalid'];
    if (saved.status !== 200 && !known.includes(saved.body.code))
      wrong.push(`resize ${saved.status} ${saved.body.code}`);
  }
  for (const _ of Array(3)) {
    const taps = people.map((person) => tap(person, [ids[random(3)]!, ids[random(3)]!]));
    const resizes = Array.from({ length: 4 }, () => resize([1 + random(8), 1 + random(8), 1 + random(8)]));
    await Promise.all([...taps, ...resizes]);
    await expectNoDrift(gig);
  }
  expect(wrong).toEqual([]);
  const confirmed = await server.deps.models.bookings.countDocuments({ gigId: gig.id, state: 'confirmed' });
  expect(confirmed).toBeGreaterThan(0);
});
