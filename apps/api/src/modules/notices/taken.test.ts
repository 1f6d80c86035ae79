import type { NoticesPage } from '@linggong/contracts/notice.ts';
import { makeWorker, publishGig, shiftOn } from '@linggong/testkit/builders.ts';
import { expectStatus } from '@linggong/testkit/client.ts';
import { settle } from '@linggong/testkit/settle.ts';
import { beforeEach, expect, test } from 'vitest';
import { delivering } from './fixtures/delivering.ts';
import { TEXTS_OF_TAKEN } from './policy.ts';

const { allow, boss, clock, nextMorning, push, said, server, take, textsTo } = await delivering();
const browser = push.open();
beforeEach(async () => {
  await nextMorning();
  await allow(boss.client, browser);
  browser.received.length = 0;
});
const another = () => makeWorker(server);
const pass = async (time: Parameters<typeof clock.advance>[0]) => {
  clock.advance(time);
  await settle(server);
};
const ofTexts = () => textsTo(boss.phone).map(({ text }) => text);

test('places taken days ahead are one digest, without whoever stepped back, and none once all are told to be taken', async () => {
  const gig = await publishGig(server, boss, { title: '卸化肥', shifts: [shiftOn(server, 4, 9)] });
  const two = await publishGig(server, boss, { title: '摘苹果', shifts: [shiftOn(server, 5, 2)] });
  for (let i = 0; i < 3; i++) await take(await another(), gig);
  const leaver = await another();
  const { id } = await take(leaver, gig);
  await expectStatus(leaver.client.post(`/bookings/${id}/withdraw`), 200);
  await settle(server);
  expect(said(browser)).toEqual([expect.stringContaining('有人退了')]);
  await take(await another(), two);
  await take(await another(), two);
  await settle(server);
  expect(said(browser).slice(1)).toEqual([expect.stringContaining('人齐了')]);
  await pass({ hours: 8, minutes: 31 });
  expect(said(browser).slice(2)).toEqual(['3 个人定了来干活']);
  const { message } = browser.received.at(-1)!;
  expect(message.href).toBe(`/employer/gigs/${gig.id}`);
  await pass({ days: 1 });
  expect(browser.received).toHaveLength(3);
  expect(ofTexts()).toEqual([]);
});

test('several gigs in one digest: how many came, and for which work, each said once', async () => {
  const titles = ['码砖', '看果园', '洗大棚'];
  for (const [i, title] of titles.entries()) {
    const gig = await publishGig(server, boss, { title, shifts: [shiftOn(server, 4 + i, 9)] });
    await take(await another(), gig);
    await take(await another(), gig);
  }
  await settle(server);
  await pass({ hours: 8, minutes: 31 });
  expect(said(browser)).toEqual(['6 个人定了来干活']);
  const { body } = browser.received[0]!.message;
  expect(body.match(/洗大棚/g)).toHaveLength(1);
  expect(body).toContain('看果园');
});

test('a day before the start it is said, also where the evening’s digest would come later', async () => {
  await pass({ hours: 9 });
  browser.received.length = 0;
  const startsAt = new Date(clock.now().getTime() + 36 * 3_600_000);
  const endsAt = new Date(startsAt.getTime() + 4 * 3_600_000);
  const shift = { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), headcount: 5 };
  await take(await another(), await publishGig(server, boss, { shifts: [shift] }));
  await pass({ hours: 11, minutes: 59 });
  expect(said(browser)).toEqual([]);
  await pass({ minutes: 1 });
  expect(said(browser)).toEqual([expect.stringMatching(/^有人定了：/)]);
  await pass({ hours: 20 });
  expect(said(browser)).toHaveLength(1);
});

test('within a day of the start: pushed at once, texted once for all who came meanwhile, and not all day long', async () => {
  const gig = await publishGig(server, boss, { shifts: [shiftOn(server, 1, 90)] });
  const before = ofTexts().length;
  await take(await another(), gig);
  await settle(server);
  await take(await another(), gig);
  await settle(server);
  expect(said(browser)).toEqual(Array(2).fill(expect.stringMatching(/^有人定了：.* 9:00，搬货$/)));
  await pass({ minutes: 5 });
  expect(ofTexts().slice(before)).toEqual([expect.stringContaining('2 个人定了来干活')]);
  for (let i = 0; i < TEXTS_OF_TAKEN + 2; i++) {
    await take(await another(), gig);
    await pass({ minutes: 11 });
  }
  expect(ofTexts().slice(before)).toHaveLength(TEXTS_OF_TAKEN);
  const all = JSON.stringify([browser.received.map(({ message }) => message), ofTexts()]);
  for (const secret of ['次仁', boss.phone.slice(3)]) expect(all).not.toContain(secret);
});

test('the last place that is taken at once is one push that says all are there', async () => {
  await take(await another(), await publishGig(server, boss, { shifts: [shiftOn(server, 1, 1)] }));
  await settle(server);
  expect(new Set(browser.received.map(({ message }) => message.tag)).size).toBe(1);
  expect(said(browser).at(-1)).toContain('人齐了');
});

test('who stepped back is named to the employer in the inbox, and in nothing that is sent', async () => {
  const names = ['洛桑扎西', '洛桑次仁'];
  const gig = await publishGig(server, boss, { title: '背石头', shifts: [shiftOn(server, 1, 5)] });
  for (const name of names) {
    const leaver = await makeWorker(server, { name });
    const { id } = await take(leaver, gig);
    await expectStatus(leaver.client.post(`/bookings/${id}/withdraw`), 200);
  }
  const other = await makeWorker(server, { name: '卓玛' });
  await take(other, gig);
  await settle(server);
  const inbox = async ({ client }: Pick<typeof boss, 'client'>) =>
    (await expectStatus(client.get<NoticesPage>('/me/notices'), 200)).items;
  const ofGig = (await inbox(boss)).filter(({ title }) => title.includes('背石头'));
  const left = ofGig.filter(({ kind }) => kind === 'booking.left');
  expect(left.map(({ who }) => who).sort()).toEqual([...names].sort());
  expect(left.every(({ title }) => title.startsWith('有人退了'))).toBe(true);
  const others = ofGig.filter(({ kind }) => kind !== 'booking.left');
  expect(new Set(others.map(({ who }) => who))).toEqual(new Set([null]));
  const stored = await server.deps.models.notices.find({ gigId: gig.id }).lean();
  const sent = [browser.received.map(({ message }) => message), ofTexts(), stored];
  expect(sent.map((all) => all.length > 0)).toEqual([true, true, true]);
  expect(JSON.stringify(sent)).not.toMatch(/洛桑|卓玛/);
  // Who is no member any more is told no name.
  const { memberships } = server.deps.models;
  const roles = await memberships.find({ employerId: boss.employerId }).lean();
  await memberships.deleteMany({ employerId: boss.employerId });
  expect((await inbox(boss)).flatMap(({ who }) => who ?? [])).toEqual([]);
  await memberships.insertMany(roles);
});
