import type { GigBooking, MyBooking, MyBookings } from '@linggong/contracts/booking.ts';
import type { ShownContact } from '@linggong/contracts/contact.ts';
import type { GigDetail, ManagedGig } from '@linggong/contracts/gig.ts';
import type { Problem } from '@linggong/contracts/problem.ts';
import {
  buildPosting,
  makeEmployer,
  makeOperator,
  makeWorker,
  publishGig,
  shiftOn,
} from '@linggong/testkit/builders.ts';
import { expectStatus, testClient } from '@linggong/testkit/client.ts';
import { movableClock } from '@linggong/testkit/clock.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

const clock = movableClock();
let server: TestServer;
let boss: Awaited<ReturnType<typeof makeEmployer>>;
beforeAll(async () => {
  server = await startTestServer({ clock: clock.now });
  boss = await makeEmployer(server);
});
afterAll(() => server.close());

type Worker = Awaited<ReturnType<typeof makeWorker>>;
const take = (worker: Worker, gig: { id: string }, shiftIds: string[] = []) =>
  worker.client.post<MyBooking & Problem>(`/gigs/${gig.id}/bookings`, { version: 1, shiftIds });
const places = async (gig: { number: string }) =>
  (await testClient(server).get<GigDetail>(`/gigs/${gig.number}`)).body.open;

test('instant booking: confirmed at once, live for all, contacts for the two sides alone, free again when withdrawn', async () => {
  const worker = await makeWorker(server, { name: '洛桑扎西' });
  const gig = await publishGig(server, boss);
  const live = {
    anyone: await testClient(server).live({}),
    worker: await worker.client.live(),
    boss: await boss.client.live(),
  };
  const { body: booking, status } = await take(worker, gig);
  expect(status).toBe(201);
  expect(booking).toMatchObject({
    state: 'confirmed',
    changed: false,
    contact: { name: '测试货运部', phone: null },
  });
  const called = await worker.client.post<ShownContact>(`/bookings/${booking.id}/contact`);
  expect(called.body).toEqual({ name: '测试货运部', phone: boss.phone, callees: [] });
  expect((await live.anyone.waitFor('gig.places.v1')).payload).toMatchObject({ gigId: gig.id, open: 2 });
  expect((await live.worker.waitFor('booking.changed.v1')).payload).toMatchObject({
    bookingId: booking.id,
    state: 'confirmed',
  });
  await live.boss.waitFor('booking.changed.v1', ({ payload }) => payload.bookingId === booking.id);
  await live.anyone.none('booking.changed.v1');
  const told = JSON.stringify([...live.anyone.events, ...live.worker.events, ...live.boss.events]);
  expect(told).not.toContain(worker.phone);
  expect(told).not.toContain('洛桑扎西');

  const coming = await boss.client.get<{ items: GigBooking[] }>(`/gigs/${gig.id}/bookings`);
  expect(coming.body.items).toMatchObject([
    { state: 'confirmed', person: { name: '洛桑扎西', reachable: true, phone: null } },
  ]);
  expect((await boss.client.post<ShownContact>(`/bookings/${booking.id}/contact`)).body).toEqual({
    name: '洛桑扎西',
    phone: worker.phone,
    callees: [],
  });
  expect((await take(worker, gig)).body).toMatchObject({ code: 'booking.refused', refusal: 'already_taken' });

  const withdrawn = await worker.client.post<MyBooking>(`/bookings/${booking.id}/withdraw`);
  expect(withdrawn.body).toMatchObject({ state: 'withdrawn', contact: null });
  expect(await worker.client.post(`/bookings/${booking.id}/withdraw`)).toMatchObject({ status: 200 });
  expect(await places(gig)).toBe(3);
  await live.anyone.waitFor('gig.places.v1', ({ payload }) => payload.open === 3);
  const gone = await boss.client.get<{ items: GigBooking[] }>(`/gigs/${gig.id}/bookings`);
  expect(gone.body.items).toMatchObject([
    { state: 'withdrawn', person: { name: '洛***', reachable: false, phone: null } },
  ]);
  expect((await take(worker, gig)).status).toBe(201);
  for (const one of Object.values(live)) one.close();
});

test('by the employer’s choice: a request holds no place and no name until it is accepted', async () => {
  const gig = await publishGig(server, boss, { bookingMode: 'choose', shifts: [shiftOn(server, 2, 1)] });
  const [first, second, third] = [
    await makeWorker(server, { name: '白玛央宗' }),
    await makeWorker(server),
    await makeWorker(server),
  ];
  const requests = [await take(first, gig), await take(second, gig), await take(third, gig)].map(
    ({ body }) => body,
  );
  expect(requests.map(({ state, contact }) => ({ state, contact }))).toEqual(
    Array(3).fill({ state: 'requested', contact: null }),
  );
  expect(await places(gig)).toBe(1);
  const asked = await boss.client.get<{ items: GigBooking[] }>(`/gigs/${gig.id}/bookings`);
  const seen = JSON.stringify(asked.body);
  expect(seen).not.toContain('白玛央宗');
  expect(seen).not.toContain(first.phone);

  const decide = (index: number, verb: string) =>
    boss.client.post<GigBooking & Problem>(`/bookings/${requests[index]!.id}/${verb}`, { revision: 0 });
  const live = await second.client.live();
  expect((await decide(0, 'accept')).body).toMatchObject({
    state: 'confirmed',
    person: { name: '白玛央宗', reachable: true, phone: null },
  });
  expect(await places(gig)).toBe(0);
  expect((await decide(1, 'accept')).body).toMatchObject({ code: 'booking.refused', refusal: 'full' });
  expect((await decide(1, 'decline')).body).toMatchObject({ state: 'declined', person: { phone: null } });
  await live.waitFor('booking.changed.v1', ({ payload }) => payload.state === 'declined');
  expect(await decide(1, 'accept')).toMatchObject({ status: 409, body: { code: 'booking.wrong_state' } });
  await live.none('booking.changed.v1', ({ payload }) => payload.bookingId !== requests[1]!.id);
  live.close();
});

test('shifts: singly or together, each with places of its own, times never overlapping', async () => {
  const worker = await makeWorker(server);
  const singly = await publishGig(server, boss, { shifts: [shiftOn(server, 10, 2), shiftOn(server, 11, 2)] });
  const [one, two] = singly.shifts;
  expect((await take(worker, singly, [two!.id])).body).toMatchObject({ shiftIds: [two!.id] });
  const page = await testClient(server).get<GigDetail>(`/gigs/${singly.number}`);
  expect(page.body.shifts.map(({ open }) => open)).toEqual([2, 1]);

  const together = await publishGig(server, boss, {
    together: true,
    shifts: [shiftOn(server, 12, 2), shiftOn(server, 13, 2)],
  });
  expect((await take(worker, together, [together.shifts[0]!.id])).body).toMatchObject({
    refusal: 'pick_shift',
  });
  expect((await take(worker, together)).body.shiftIds).toHaveLength(2);

  const clash = await publishGig(server, boss, { shifts: [shiftOn(server, 13, 5)], title: '卸水泥' });
  const { body } = await take(worker, clash);
  expect(body).toMatchObject({ code: 'booking.refused', refusal: 'overlaps' });
  expect(body.detail).toContain('搬货');
  expect(await worker.client.get(`/gigs/${clash.number}/takeability`)).toMatchObject({
    body: { refusal: 'overlaps', detail: body.detail },
  });
  expect((await take(worker, clash, ['0'.repeat(24)])).body).toMatchObject({ refusal: 'pick_shift' });
  expect(one).toBeDefined();
});

const refusals: {
  name: string;
  person?: { name?: string; birthDate?: string };
  posting?: Parameters<typeof publishGig>[2];
  refusal: string;
}[] = [
  { name: 'under 16', person: { birthDate: '2015-01-01' }, refusal: 'under_16' },
  {
    name: 'older than the posting takes',
    person: { birthDate: '1950-01-01' },
    posting: { conditions: { maxAge: 60 } },
    refusal: 'outside_age',
  },
];
test.each(refusals)('refused: $name', async ({ person, posting, refusal }) => {
  const worker = await makeWorker(server, person);
  const operator = await makeOperator(server);
  const draft = await expectStatus(
    boss.client.post<ManagedGig>('/gigs', {
      employerId: boss.employerId,
      posting: await buildPosting(server, posting),
    }),
    201,
  );
  const sent = await expectStatus(
    boss.client.post<ManagedGig>(`/gigs/${draft.id}/submit`, { revision: draft.revision }),
    200,
  );
  if (sent.state === 'in_review') {
    await expectStatus(
      operator.client.post(`/review/${draft.id}/decisions`, { decision: 'approve', revision: sent.revision }),
      201,
    );
  }
  const before = await places(draft);
  const { status, body } = await take(worker, draft);
  expect({ status, code: body.code, refusal: body.refusal }).toEqual({
    status: 409,
    code: 'booking.refused',
    refusal,
  });
  expect(body.detail?.length).toBeGreaterThan(5);
  expect(await places(draft)).toBe(before);
});

test('once work has begun nobody steps back by a tap, and nobody comes in', async () => {
  const [inTime, late] = [await makeWorker(server), await makeWorker(server)];
  const gig = await publishGig(server, boss, { shifts: [shiftOn(server, 1, 4)] });
  const { body } = await take(inTime, gig);
  clock.advance({ days: 1, hours: 14 });
  expect((await inTime.client.post(`/bookings/${body.id}/withdraw`)).body).toMatchObject({
    code: 'booking.wrong_state',
  });
  expect(['started', 'ended']).toContain((await take(late, gig)).body.refusal);
  clock.advance({ days: -1, hours: -14 });
});

test('nobody sees or moves what is not theirs', async () => {
  const [owner, stranger, rival, operator] = [
    await makeWorker(server),
    await makeWorker(server),
    await makeEmployer(server),
    await makeOperator(server),
  ];
  const gig = await publishGig(server, boss, { bookingMode: 'choose', shifts: [shiftOn(server, 7, 4)] });
  const { body: booking } = await take(owner, gig);
  const clients = {
    anonymous: testClient(server),
    stranger: stranger.client,
    rival: rival.client,
    operator: operator.client,
    owner: owner.client,
  };
  const matrix: [keyof typeof clients, string, string, number][] = [
    ['anonymous', 'POST', `/gigs/${gig.id}/bookings`, 401],
    ['anonymous', 'GET', `/gigs/${gig.id}/takeability`, 401],
    ['anonymous', 'GET', '/me/bookings', 401],
    ['anonymous', 'GET', `/gigs/${gig.id}/bookings`, 401],
    ['stranger', 'GET', `/gigs/${gig.id}/bookings`, 404],
    ['rival', 'GET', `/gigs/${gig.id}/bookings`, 404],
    ['operator', 'GET', `/gigs/${gig.id}/bookings`, 403],
    ['owner', 'GET', `/gigs/${gig.id}/bookings`, 404],
    ['stranger', 'POST', `/bookings/${booking.id}/withdraw`, 404],
    ['rival', 'POST', `/bookings/${booking.id}/withdraw`, 404],
    ['stranger', 'POST', `/bookings/${booking.id}/agree`, 404],
    ['owner', 'POST', `/bookings/${booking.id}/accept`, 404],
    ['rival', 'POST', `/bookings/${booking.id}/accept`, 404],
    ['rival', 'POST', `/bookings/${booking.id}/decline`, 404],
    ['operator', 'POST', `/bookings/${booking.id}/accept`, 404],
    ['owner', 'POST', `/bookings/${'0'.repeat(24)}/withdraw`, 404],
    ['owner', 'POST', '/bookings/not-an-id/withdraw', 400],
    ['stranger', 'GET', `/bookings/${booking.id}`, 404],
    ['rival', 'GET', `/bookings/${booking.id}`, 404],
    ['anonymous', 'GET', `/bookings/${booking.id}`, 401],
  ];
  for (const [who, method, path, status] of matrix) {
    const answer = await clients[who].send<Problem>(
      method,
      path,
      method === 'POST' ? { version: 1, revision: 0 } : undefined,
    );
    expect([who, method, path, answer.status]).toEqual([who, method, path, status]);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(JSON.stringify(answer.body)).not.toContain(owner.phone);
  }
  const own = await boss.client.post<Problem>(`/gigs/${gig.id}/bookings`, { version: 1 });
  expect(own.body).toMatchObject({ refusal: 'own_gig' });
  expect((await owner.client.get<MyBookings>('/me/bookings')).body.items).toMatchObject([
    { id: booking.id, state: 'requested' },
  ]);
});
