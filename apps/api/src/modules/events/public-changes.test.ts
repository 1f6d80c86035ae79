import type { EventsPage } from '@linggong/contracts/events.ts';
import type { FeedPage } from '@linggong/contracts/feed.ts';
import type { GigDetail, ManagedGig } from '@linggong/contracts/gig.ts';
import { makeEmployer, makeOperator, PLACES, publishGig } from '@linggong/testkit/builders.ts';
import { expectStatus, testClient } from '@linggong/testkit/client.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { settle } from '@linggong/testkit/settle.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

let server: TestServer;
let desk: Awaited<ReturnType<typeof makeOperator>>;
beforeAll(async () => {
  server = await startTestServer();
  desk = await makeOperator(server, PLACES.karuo);
});
afterAll(() => server.close());

test('a gig whose change takes it out of a list is told to that list, one that stays is shown anew', async () => {
  const boss = await makeEmployer(server);
  const anyone = testClient(server);
  const gig = await publishGig(server, boss);
  await settle(server);
  const after = await server.deps.events.end();
  const all = await anyone.live({});
  const dear = await anyone.live({ payMin: '18000' });
  const pay = { ...gig.posting.pay, amountFen: 15_000 };
  const changed = await expectStatus(
    boss.client.patch<ManagedGig>(`/gigs/${gig.id}`, {
      revision: gig.revision,
      posting: { ...gig.posting, pay },
    }),
    200,
  );
  if (changed.state === 'in_review') {
    await expectStatus(
      desk.client.post(`/review/${gig.id}/decisions`, { decision: 'approve', revision: changed.revision }),
      201,
    );
    // A decision may be held for as long as it can be undone.
    await all.waitFor('gig.closed.v1', ({ payload }) => payload.gigId === gig.id);
  }
  const told = { gigId: gig.id, number: gig.number, version: 2 };
  for (const live of [all, dear]) {
    const event = await live.waitFor('gig.changed.v1', ({ payload }) => payload.gigId === gig.id);
    expect(event.payload).toEqual(told);
  }
  await all.waitFor('gig.published.v1', ({ payload }) => payload.gig.version === 2);
  await dear.none('gig.published.v1');
  const page = await expectStatus(anyone.get<EventsPage>(`/events?after=${after}&payMin=18000`), 200);
  expect(page.items.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['gig.closed.v1', 'gig.changed.v1']),
  );
  expect(page.items.map(({ type }) => type)).not.toContain('gig.published.v1');
  for (const live of [all, dear]) live.close();
});

test('a gig’s first publication is no change', async () => {
  const live = await testClient(server).live({});
  const gig = await publishGig(server, await makeEmployer(server));
  await live.waitFor('gig.published.v1', ({ payload }) => payload.gig.id === gig.id);
  await live.none('gig.changed.v1');
  live.close();
});

test('what an operator checked shows on pages that are open, lists that are kept and the gig’s own', async () => {
  const boss = await makeEmployer(server);
  const other = await makeEmployer(server);
  const { employerId } = boss;
  const gig = await publishGig(server, boss);
  await settle(server);
  const anyone = testClient(server);
  const listed = async () =>
    (await anyone.get<FeedPage>('/gigs?limit=50')).body.items.find(({ id }) => id === gig.id)!.employer;
  expect((await listed()).verification!.checks).not.toContain('authorisation');
  const live = await anyone.live({ payMin: '9999999' });
  const check = { checks: ['business_licence', 'authorisation'], note: '门口有人养狗' };
  await expectStatus(desk.client.post(`/employers/${employerId}/verifications`, check), 201);
  const { payload } = await live.waitFor(
    'employer.verified.v1',
    (event) => event.payload.employerId === employerId,
  );
  const verification = { checks: check.checks, byOffice: expect.any(String), validUntil: expect.any(String) };
  expect(payload).toMatchObject({ employerId, verification });
  // The note is for desks, the phone for who works together.
  expect(JSON.stringify(payload)).not.toMatch(new RegExp(`养狗|${boss.phone.slice(3)}`));
  expect(await listed()).toMatchObject({ verification });
  const { body } = await anyone.get<GigDetail>(`/gigs/${gig.id}`);
  expect(body.employer).toMatchObject({ verification });
  expect(live.events.filter(({ type }) => type === 'employer.verified.v1')).toHaveLength(1);
  expect(JSON.stringify(live.events)).not.toContain(other.employerId);
  live.close();
});
