import type { NoticesPage } from '@linggong/contracts/notice.ts';
import { publishGig, shiftOn } from '@linggong/testkit/builders.ts';
import { expectStatus, testClient } from '@linggong/testkit/client.ts';
import { settle } from '@linggong/testkit/settle.ts';
import { beforeEach, expect, test } from 'vitest';
import { delivering } from './fixtures/delivering.ts';

const { allow, boss, clock, lastMatch, match, nextMorning, push, said, server, take, textsTo, withdraw } =
  await delivering();
let worker: Awaited<ReturnType<typeof nextMorning>>;
beforeEach(async () => {
  worker = await nextMorning();
});
const ENDING = '好久没打开了，消息快要停了';
const gigIn = async (days: number) => {
  await boss.client.get('/me');
  return publishGig(server, boss, { shifts: [shiftOn(server, days)] });
};
/** Day by day, so that what is due every morning is done. */
async function pass(days: number) {
  for (let i = 0; i < days; i++) {
    clock.advance({ days: 1 });
    await boss.client.get('/me');
    await settle(server);
  }
}
const left = () => server.deps.models.pushSubscriptions.countDocuments({ personId: worker.personId });

test.each([
  ['any page', (client: typeof worker.client) => client.get('/me')],
  ['the feed of notices', (client: typeof worker.client) => client.get('/me/notices')],
])(
  'using %s prolongs the session and the pushes, and the browser keeps the cookie as long',
  async (_, use) => {
    const phone = await allow(worker.client);
    const early = await use(worker.client);
    expect(early.headers.getSetCookie()).toEqual([]);
    await pass(20);
    const used = await use(worker.client);
    expect(used.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^linggong_session=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
    expect((await use(worker.client)).headers.getSetCookie()).toEqual([]);
    await pass(20);
    expect((await worker.client.get('/me')).status).toBe(200);
    const gig = await gigIn(3);
    await match(worker.personId, gig, 'at_once');
    await settle(server);
    expect(said(phone)).toEqual([lastMatch()]);
  },
);

test('where it ends one last word says so and how to go on; urgent news go on by text message', async () => {
  const phone = await allow(worker.client);
  const gig = await gigIn(40);
  await take(worker, gig);
  await pass(26);
  expect(said(phone)).not.toContain(ENDING);
  await pass(3);
  expect(said(phone).filter((title) => title === ENDING)).toHaveLength(1);
  expect(phone.received).toHaveLength(1);
  const told = phone.received.find(({ message }) => message.title === ENDING)!.message;
  expect(told.body).toMatch(/\d+月\d+日 周.以前打开一次，就接着收/);
  await pass(2);
  expect((await worker.client.get('/me')).status).toBe(401);
  const before = phone.received.length;
  await match(worker.personId, gig, 'at_once');
  await settle(server);
  expect(phone.received).toHaveLength(before);
  expect(await left()).toBe(0);
  await withdraw(gig);
  await settle(server);
  clock.advance({ minutes: 3 });
  await settle(server);
  expect(textsTo(worker.phone)).toHaveLength(1);
});

test('who follows the last word goes on, and is told again only when it comes to that again', async () => {
  const phone = await allow(worker.client);
  await pass(28);
  expect(said(phone)).toEqual([ENDING]);
  const { items } = await expectStatus(worker.client.get<NoticesPage>('/me/notices'), 200);
  expect(items.map(({ title }) => title)).toEqual([ENDING]);
  await pass(10);
  expect(said(phone)).toEqual([ENDING]);
});

test('one who is told elsewhere too hears no last word of the browser that is left behind', async () => {
  const [old, used] = [await allow(worker.client), push.open()];
  await pass(10);
  const elsewhere = testClient(server);
  await elsewhere.signIn(worker.phone);
  await allow(elsewhere, used);
  await pass(25);
  expect([said(old), said(used)]).toEqual([[], []]);
});
