import type { NoticesPage } from '@linggong/contracts/notice.ts';
import { makeWorker, publishGig, shiftOn } from '@linggong/testkit/builders.ts';
import { expectStatus } from '@linggong/testkit/client.ts';
import { settle } from '@linggong/testkit/settle.ts';
import { beforeEach, expect, test } from 'vitest';
import { delivering } from './fixtures/delivering.ts';
import { saidOfMatch } from './fixtures/match.ts';
import { addNotices } from './write.ts';

const { allow, boss, clock, lastMatch, match, nextMorning, said, server, take, textsTo, withdraw } =
  await delivering();
let worker: Awaited<ReturnType<typeof nextMorning>>;
beforeEach(async () => {
  worker = await nextMorning();
});

test('the digest sums up what is still to be had; what is gone, read or told is not in it', async () => {
  const browser = await allow(worker.client);
  const gigs = [];
  for (let i = 0; i < 5; i++) gigs.push(await publishGig(server, boss, { shifts: [shiftOn(server, 2, 1)] }));
  for (const gig of gigs) await match(worker.personId, gig, 'digest');
  const [filled, closed, read] = gigs;
  await take(await makeWorker(server), filled!);
  await expectStatus(boss.client.post(`/gigs/${closed!.id}/close`), 200);
  const { items } = await expectStatus(worker.client.get<NoticesPage>('/me/notices'), 200);
  const ofRead = items.find(({ href }) => href.endsWith(read!.number))!;
  await expectStatus(worker.client.post('/me/notices/read', { ids: [ofRead.id] }), 200);
  await settle(server);
  expect(browser.received).toEqual([]);
  clock.advance({ hours: 8, minutes: 31 });
  await settle(server);
  expect(said(browser)).toEqual(['2 个新活合你的条件']);
  const [{ message }] = browser.received as [(typeof browser.received)[0]];
  expect(message.href).toBe('/inbox');
  await match(worker.personId, gigs[3]!, 'digest');
  await settle(server);
  expect(browser.received).toHaveLength(1);
  clock.advance({ days: 1 });
  await settle(server);
  expect(said(browser).slice(1)).toEqual([lastMatch()]);
});

test('a digest waits for a browser that may be told, and is not lost', async () => {
  const gig = await publishGig(server, boss, { shifts: [shiftOn(server, 5)] });
  await match(worker.personId, gig, 'digest');
  await match(worker.personId, gig, 'at_once');
  await settle(server);
  clock.advance({ days: 1 });
  const browser = await allow(worker.client);
  await settle(server);
  clock.advance({ hours: 12 });
  await settle(server);
  // Only the digest: what was to be said at once is old by now.
  expect(said(browser)).toEqual([lastMatch(1)]);
});

test('hundreds of matches that wait for a browser keep nothing urgent back', async () => {
  const gig = await publishGig(server, boss, { shifts: [shiftOn(server, 3)] });
  const held = await publishGig(server, boss, { shifts: [shiftOn(server, 4)] });
  const draft = {
    kind: 'gig.match',
    said: saidOfMatch('新活'),
    href: '/gigs/1',
    pace: 'digest',
  } as const;
  const many = Array.from({ length: 600 }, (_, i) => ({
    ...draft,
    personId: worker.personId,
    key: `many:${i}`,
    gigId: gig.id,
  }));
  expect(await addNotices(server.deps, many)).toBe(600);
  await take(worker, held);
  await withdraw(held);
  await settle(server);
  clock.advance({ minutes: 3 });
  await settle(server);
  expect(textsTo(worker.phone)).toHaveLength(1);
  const browser = await allow(worker.client);
  clock.advance({ days: 1 });
  await settle(server);
  expect(said(browser)).toEqual(['500 个新活合你的条件']);
  clock.advance({ days: 1 });
  await settle(server);
  expect(said(browser).slice(1)).toEqual(['100 个新活合你的条件']);
});

test('at once, but not at night; many that came by morning are one push', async () => {
  const browser = await allow(worker.client);
  const gig = await publishGig(server, boss, { shifts: [shiftOn(server, 3)] });
  await match(worker.personId, gig, 'at_once');
  await settle(server);
  expect(browser.received).toHaveLength(1);
  clock.advance({ hours: 12 });
  for (let i = 0; i < 3; i++) await match(worker.personId, gig, 'at_once');
  await settle(server);
  expect(browser.received).toHaveLength(1);
  clock.advance({ hours: 8, minutes: 31 });
  await settle(server);
  expect(said(browser).slice(1)).toEqual(['3 个新活合你的条件']);
});
