import type { GigBooking, MyBooking } from '@linggong/contracts/booking.ts';
import type { GigDetail } from '@linggong/contracts/gig.ts';
import type { Problem } from '@linggong/contracts/problem.ts';
import { makeEmployer, makeWorker, publishGig, shiftOn } from '@linggong/testkit/builders.ts';
import { testClient } from '@linggong/testkit/client.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

const PEOPLE = 300;
const PLACES = 20;

let server: TestServer;
let boss: Awaited<ReturnType<typeof makeEmployer>>;
let workers: Awaited<ReturnType<typeof makeWorker>>[];

beforeAll(async () => {
  server = await startTestServer();
  boss = await makeEmployer(server);
  workers = [];
  // A dozen at a time: people sign in one by one, they only tap at once.
  while (workers.length < PEOPLE) {
    workers.push(...(await Promise.all(Array.from({ length: 12 }, () => makeWorker(server)))));
  }
});
afterAll(() => server.close());

test(`${PEOPLE} people tap the last ${PLACES} places at once: exactly ${PLACES} get one`, async () => {
  const gig = await publishGig(server, boss, { shifts: [shiftOn(server, 1, PLACES)] });
  const watcher = await testClient(server).live({});
  const answers = await Promise.all(
    workers
      .slice(0, PEOPLE)
      .map(({ client }) => client.post<MyBooking & Problem>(`/gigs/${gig.id}/bookings`, { version: 1 })),
  );
  const taken = answers.filter((answer) => answer.status === 201);
  const refused = answers.filter((answer) => answer.status !== 201);
  expect(taken).toHaveLength(PLACES);
  expect(taken.every(({ body }) => body.state === 'confirmed')).toBe(true);
  expect(new Set(refused.map(({ status, body }) => `${status} ${body.code} ${body.refusal}`))).toEqual(
    new Set(['409 booking.refused full']),
  );

  const page = await testClient(server).get<GigDetail>(`/gigs/${gig.number}`);
  expect(page.body).toMatchObject({ open: 0, state: 'full' });
  const held = await boss.client.get<{ items: GigBooking[] }>(`/gigs/${gig.id}/bookings`);
  expect(held.body.items).toHaveLength(PLACES);

  await watcher.settle();
  const counts = watcher.events.flatMap((event) =>
    event.type === 'gig.places.v1' ? [event.payload.open] : [],
  );
  expect(counts).toEqual(Array.from({ length: PLACES }, (_, index) => PLACES - 1 - index));
  watcher.close();
});

test('one person tapping two overlapping gigs at once gets one of them', async () => {
  const [one, other] = [
    await publishGig(server, boss, { shifts: [shiftOn(server, 6)] }),
    await publishGig(server, boss, { shifts: [shiftOn(server, 6)] }),
  ];
  const rounds = workers.slice(0, 12).map(async ({ client }) => {
    const [first, second] = await Promise.all([
      client.post<Problem>(`/gigs/${one!.id}/bookings`, { version: 1 }),
      client.post<Problem>(`/gigs/${other!.id}/bookings`, { version: 1 }),
    ]);
    return [first, second];
  });
  const answers = await Promise.all(rounds);
  for (const pair of answers) {
    const confirmed = pair.filter(({ status }) => status === 201);
    expect(confirmed.length).toBeLessThanOrEqual(1);
    for (const { status, body } of pair)
      if (status !== 201) expect(['overlaps', 'full']).toContain(body.refusal);
  }
  // Three places each: some got in.
  expect(answers.flat().filter(({ status }) => status === 201).length).toBe(6);
});

test('the same request ten times at once is one booking, and the same answer', async () => {
  const { client } = workers.at(-1)!;
  const gig = await publishGig(server, boss, { shifts: [shiftOn(server, 5, 4)] });
  const headers = { 'idempotency-key': 'tap-0123456789abcdef' };
  const send = () =>
    client.post<MyBooking & Problem>(`/gigs/${gig.id}/bookings`, { version: 1, shiftIds: [] }, { headers });
  const answers = await Promise.all(Array.from({ length: 10 }, send));
  const made = answers.filter(({ status }) => status === 201);
  expect(made.length).toBeGreaterThan(0);
  expect(new Set(made.map(({ body }) => body.id)).size).toBe(1);
  for (const { status, body } of answers) {
    if (status !== 201)
      expect({ status, code: body.code }).toEqual({ status: 409, code: 'request.idempotency_running' });
  }
  const again = await send();
  expect(again).toMatchObject({ status: 201, body: { id: made[0]!.body.id } });
  expect(again.headers.get('idempotency-replayed')).toBe('true');

  const other = await client.post<Problem>(
    `/gigs/${gig.id}/bookings`,
    { version: 1, shiftIds: [gig.shifts[0]!.id] },
    { headers },
  );
  expect(other).toMatchObject({ status: 422, body: { code: 'request.idempotency_key_reused' } });
  const page = await client.get<GigDetail>(`/gigs/${gig.number}`);
  expect(page.body.open).toBe(3);
  // Another person's key of the same name is another key.
  const stranger = await workers
    .at(-2)!
    .client.post<MyBooking>(`/gigs/${gig.id}/bookings`, { version: 1, shiftIds: [] }, { headers });
  expect(stranger.status).toBe(201);
  expect(stranger.body.id).not.toBe(made[0]!.body.id);
});
