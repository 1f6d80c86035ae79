import type { Me } from '@linggong/contracts/account.ts';
import type { ManagedGig } from '@linggong/contracts/gig.ts';
import {
  makeEmployer,
  makeWorker,
  PLACES,
  publishGig,
  regionId,
  shiftOn,
} from '@linggong/testkit/builders.ts';
import { expectStatus, type TestClient, testClient } from '@linggong/testkit/client.ts';
import { movableClock, nextMorning } from '@linggong/testkit/clock.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

const CAPS = 'contacts=2,takes=4,takes_of_employer=2,step_backs=3,reports=2,employers=2,alerts=2';
const clock = movableClock(nextMorning());
let server: TestServer;
let gigs: ManagedGig[];
let ofOne: ManagedGig[];
beforeAll(async () => {
  server = await startTestServer({ clock: clock.now, settings: { CAPS } });
  Object.assign(server.deps, { caps: { ...server.deps.caps, ...LOW } });
  gigs = await Promise.all(
    Array.from({ length: 6 }, async (_, i) =>
      publishGig(server, await makeEmployer(server, { kind: 'household' }), {
        shifts: [shiftOn(server, 3 + i, 9)],
      }),
    ),
  );
  const boss = await makeEmployer(server);
  ofOne = await Promise.all(
    Array.from({ length: 3 }, (_, i) => publishGig(server, boss, { shifts: [shiftOn(server, 10 + i, 9)] })),
  );
});
/** What is in `CAPS` is multiplied for tests. */
const LOW = Object.fromEntries(
  CAPS.split(',').map((pair) => [pair.split('=')[0]!, Number(pair.split('=')[1])]),
);
afterAll(() => server.close());
beforeEach(() => {
  clock.advance({ minutes: 10 });
});

type Ask = (client: TestClient, i: number) => Promise<number>;
const statusOf = async (answer: Promise<{ status: number }>) => (await answer).status;
const takeOf = (client: TestClient, gig: ManagedGig) =>
  client.post<{ id: string }>(`/gigs/${gig.id}/bookings`, { version: 1 });
async function taken(client: TestClient, gig: ManagedGig): Promise<string> {
  return (await expectStatus(takeOf(client, gig), 201)).id;
}

async function anew(phone: string): Promise<TestClient> {
  clock.advance({ minutes: 2 });
  const client = testClient(server);
  await client.signIn(phone);
  await expectStatus(client.patch('/me/person', { name: '又来了', birthDate: '1995-05-01' }), 200);
  return client;
}
const close = (client: TestClient, phone: string) => expectStatus(client.post('/me/close', { phone }), 204);

const doing: [string, number, Ask][] = [
  [
    'numbers shown',
    2,
    async (client, i) => statusOf(client.post(`/bookings/${await taken(client, gigs[i]!)}/contact`)),
  ],
  ['gigs taken', 4, (client, i) => statusOf(takeOf(client, gigs[i]!))],
  ['gigs of one employer', 2, (client, i) => statusOf(takeOf(client, ofOne[i]!))],
  [
    'reports',
    2,
    (client, i) => statusOf(client.post(`/gigs/${gigs[i]!.id}/reports`, { kind: 'fake', text: `假的 ${i}` })),
  ],
  [
    'employers registered',
    2,
    async (client, i) =>
      statusOf(
        client.post('/employers', {
          name: `第 ${i} 家`,
          kind: 'household',
          regionId: await regionId(server, PLACES.karuo),
        }),
      ),
  ],
  ['alerts', 2, (client, i) => statusOf(client.post('/me/alerts', { filter: { payMin: String(100 + i) } }))],
];

test.each(doing)(
  '%s: a number that closes and signs in anew goes on from what it used',
  async (_, most, ask) => {
    const { phone, client: first } = await makeWorker(server);
    let client = first;
    for (let i = 0; i < most; i++) {
      expect(await ask(client, i)).toBeLessThan(300);
      if (i > 0) continue;
      await close(client, phone);
      client = await anew(phone);
    }
    expect(await ask(client, most)).toBe(429);
    await close(client, phone);
    client = await anew(phone);
    expect(await ask(client, most)).toBe(429);
  },
);

test('nothing of what is left names the number, or the account that was closed', async () => {
  const { phone, client } = await makeWorker(server);
  const me = await expectStatus(client.get<Me>('/me'), 200);
  await taken(client, gigs[0]!);
  await close(client, phone);
  const left = JSON.stringify(await server.deps.models.tallies.find({ _id: /^left:/ }).lean());
  expect(left).toContain('cap:takes:person');
  for (const gone of [phone.slice(3), me.accountId, me.person.id]) expect(left).not.toContain(gone);
  expect(
    await server.deps.models.tallies.countDocuments({ _id: new RegExp(`cap:[a-z_]+:${me.person.id}`) }),
  ).toBe(0);
});

test('numbers that are asked for while the account closes are counted all the same', async () => {
  const { phone, client } = await makeWorker(server);
  const ids = [await taken(client, gigs[0]!), await taken(client, gigs[1]!)];
  const [one, two] = await Promise.all([
    ...ids.map((id) => client.post(`/bookings/${id}/contact`)),
    client.post('/me/close', { phone }),
  ]);
  const shown = [one, two].filter((answer) => answer!.status === 200).length;
  const again = await anew(phone);
  let more = 0;
  for (const gig of gigs.slice(2, 4)) {
    const answer = await again.post(`/bookings/${await taken(again, gig)}/contact`);
    if (answer.status === 200) more += 1;
  }
  expect(shown + more).toBeLessThanOrEqual(2);
});

test('it is nobody else’s, and ends with the day', async () => {
  const { phone, client } = await makeWorker(server);
  const report = (by: TestClient, i: number) =>
    statusOf(by.post(`/gigs/${gigs[i]!.id}/reports`, { kind: 'fake', text: `也是 ${i}` }));
  for (let i = 0; i < 2; i++) expect(await report(client, i)).toBe(204);
  await close(client, phone);
  expect(await report((await makeWorker(server)).client, 2)).toBe(204);
  clock.advance({ hours: 24 });
  expect(await report(await anew(phone), 2)).toBe(204);
});
