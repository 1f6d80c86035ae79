import type { BookedFor } from '@linggong/contracts/booking.ts';
import type { NoticeSettings } from '@linggong/contracts/notice.ts';
import {
  makeOperator,
  makeWorker,
  PLACES,
  publishGig,
  regionId,
  shiftOn,
} from '@linggong/testkit/builders.ts';
import { expectStatus } from '@linggong/testkit/client.ts';
import { settle } from '@linggong/testkit/settle.ts';
import { Types } from 'mongoose';
import { beforeEach, expect, test } from 'vitest';
import type { NoticeDraft } from '../../platform/notices/kind.ts';
import { deliveryJob } from './deliver.ts';
import { delivering } from './fixtures/delivering.ts';
import { TEXTS_OF_LAST, TEXTS_PER_DAY } from './policy.ts';
import { addNotices } from './write.ts';

const { allow, boss, clock, nextMorning, other, server, take, textsTo, unread, withdraw } =
  await delivering();
let worker: Awaited<ReturnType<typeof nextMorning>>;
beforeEach(async () => {
  worker = await nextMorning();
});

test('a cancelled booking is pushed at once and texted once, with nobody’s name or number in it', async () => {
  const browser = await allow(worker.client);
  const gig = await publishGig(server, boss, { shifts: [shiftOn(server, 3)] });
  await take(worker, gig);
  await withdraw(gig);
  await settle(server);
  const [{ message, ttl, urgency, claims }] = browser.received as [(typeof browser.received)[0]];
  expect(message).toMatchObject({
    href: expect.stringMatching(/^\/inbox\/[0-9a-f]{24}\?to=%2Fmy$/),
    title: expect.stringMatching(/^不用去了：.*如意乡搬货取消了$/),
  });
  expect([urgency, ttl]).toEqual(['high', 12 * 3600]);
  expect(claims).toMatchObject({ aud: 'https://fcm.googleapis.com' });
  expect(textsTo(worker.phone)).toEqual([]);
  clock.advance({ minutes: 2 });
  await settle(server);
  expect(textsTo(worker.phone)).toMatchObject([{ text: `【零工集市】${message.title}。${message.body}` }]);
  const all = JSON.stringify([browser.received.map((each) => each.message), textsTo(worker.phone)[0]!.text]);
  for (const secret of ['次仁旺堆', '测试老板', worker.phone.slice(3), boss.phone.slice(3)])
    expect(all).not.toContain(secret);
  expect(await unread(worker)).toBe(1);
  clock.advance({ minutes: 30 });
  await settle(server);
  expect([browser.received.length, textsTo(worker.phone).length]).toEqual([1, 1]);
});

test('two processes that deliver to one person at once, as where one lingered, say each thing once', async () => {
  const browser = await allow(worker.client);
  const gig = await publishGig(server, boss, { shifts: [shiftOn(server, 3)] });
  await take(worker, gig);
  await withdraw(gig);
  await settle(server);
  const { notices } = server.deps.models;
  await notices.updateMany(
    { personId: worker.personId, kind: 'booking.cancelled' },
    { $set: { via: ['push', 'sms'] } },
  );
  clock.advance({ minutes: 2 });
  browser.received.length = 0;
  const data = { personId: worker.personId };
  await Promise.all([server, other].map(({ deps }) => deliveryJob(deps).run(data)));
  await settle(server);
  expect([browser.received.length, textsTo(worker.phone).length]).toEqual([1, 1]);
});

test('what became of several whom one acts for is one text for a gig, and leaves the day’s texts to others', async () => {
  const desk = (await makeOperator(server, PLACES.ruyi)).client;
  const village = await regionId(server, '540302208203');
  const personIds: string[] = [];
  for (let i = 0; i < TEXTS_PER_DAY + 1; i++) {
    const input = { name: `没手机的${i}`, regionId: village, age: 40, plateauResident: true };
    const { id } = await expectStatus(desk.post<{ id: string }>('/people', input), 201);
    const agreed = { kind: 'witness', witness: '次仁' };
    const grant = { name: '组织员', relation: 'family', scopes: ['look', 'book'], consent: agreed };
    await expectStatus(desk.post('/grants', { ...grant, personId: id, phone: worker.phone }), 201);
    personIds.push(id);
  }
  const gigs = [3, 4].map((day) => publishGig(server, boss, { shifts: [shiftOn(server, day, 9)] }));
  for (const gig of await Promise.all(gigs)) {
    const { items } = await expectStatus(
      worker.client.post<BookedFor>(`/gigs/${gig.id}/bookings/people`, { version: 1, personIds }),
      200,
    );
    expect(items.every(({ outcome }) => outcome === 'confirmed')).toBe(true);
    await withdraw(gig);
    await settle(server);
    clock.advance({ minutes: 5 });
    await settle(server);
  }
  const told = textsTo(worker.phone).map(({ text }) => text);
  expect(told).toHaveLength(2);
  for (const text of told) expect(text).toMatch(new RegExp(`你代办的 ${personIds.length} 人：.*不用去了`));
  expect(told.join()).not.toContain('没手机的');
});

test('changed and then cancelled within minutes is one text that says it is off', async () => {
  const gig = await publishGig(server, boss, { shifts: [shiftOn(server, 3)] });
  await take(worker, gig);
  const { revision, posting } = await expectStatus(
    boss.client.get<typeof gig>(`/gigs/${gig.id}/manage`),
    200,
  );
  const pay = { ...posting.pay, amountFen: 30_000 };
  await expectStatus(boss.client.patch(`/gigs/${gig.id}`, { revision, posting: { ...posting, pay } }), 200);
  await settle(server);
  clock.advance({ minutes: 1 });
  await withdraw(gig);
  await settle(server);
  clock.advance({ minutes: 10 });
  await settle(server);
  expect(textsTo(worker.phone).map(({ text }) => text)).toEqual([expect.stringContaining('不用去了')]);
});

test('what is read meanwhile is not texted; what no channel can bring stays unread in the inbox', async () => {
  const gigs = await Promise.all(
    [3, 4].map((day) => publishGig(server, boss, { shifts: [shiftOn(server, day)] })),
  );
  await take(worker, gigs[0]!);
  const silent = await makeWorker(server);
  await expectStatus(
    silent.client.put<NoticeSettings>('/me/notice-settings', {
      push: true,
      sms: 'off',
      quiet: null,
      digestAt: '18:30',
    }),
    200,
  );
  await take(silent, gigs[1]!);
  for (const gig of gigs) await withdraw(gig);
  await settle(server);
  await expectStatus(worker.client.post('/me/notices/read', { upTo: clock.now().toISOString() }), 200);
  clock.advance({ minutes: 3 });
  await settle(server);
  expect(textsTo(worker.phone)).toEqual([]);
  expect(textsTo(silent.phone)).toEqual([]);
  expect(await unread(silent)).toBe(1);
});

/** A process that is slow is taken for dead, and its message handed over again: as the same one. */
const idsTo = (phone: string) => new Set(textsTo(phone).map(({ id }) => id));

/** What is said of a gig that is off, of which nothing is known. */
const off = {
  ...{ number: '028-461', title: '搬货', place: '', landmark: '', startsAt: null, endsAt: null },
  ...{ ownTools: false, open: null },
};

test('one person gets so many texts a day and no more, and the next day again', async () => {
  const { deps } = server;
  const draft = (i: number): NoticeDraft => ({
    personId: worker.personId,
    key: `cap:${i}:${clock.now().getTime()}`,
    kind: 'booking.cancelled',
    said: off,
    href: '/my',
    pace: 'urgent',
    bookingId: bookings[i]!._id.toHexString(),
  });
  const template = await deps.models.bookings.findOne().lean().orFail();
  const bookings = Array.from({ length: TEXTS_PER_DAY + 3 }, () => ({
    ...template,
    _id: new Types.ObjectId(),
    state: 'cancelled' as const,
    active: false,
  }));
  await deps.models.bookings.insertMany(bookings);
  await addNotices(
    deps,
    bookings.map((_, i) => draft(i)),
  );
  clock.advance({ minutes: 3 });
  await settle(server);
  expect(idsTo(worker.phone).size).toBe(TEXTS_PER_DAY);
  expect(await unread(worker)).toBe(bookings.length);
  clock.advance({ days: 1 });
  await addNotices(deps, [draft(0)]);
  clock.advance({ minutes: 3 });
  await settle(server);
  expect(idsTo(worker.phone).size).toBe(TEXTS_PER_DAY + 1);
});

test('what is off tomorrow is texted though the day’s texts are used up, so often and no more, and the last one says so', async () => {
  const { deps } = server;
  const template = await deps.models.bookings.findOne().lean().orFail();
  const bookings = Array.from({ length: TEXTS_PER_DAY + TEXTS_OF_LAST + 4 }, () => ({
    ...template,
    _id: new Types.ObjectId(),
    state: 'cancelled' as const,
    active: false,
  }));
  await deps.models.bookings.insertMany(bookings);
  const inDays = (days: number) => new Date(clock.now().getTime() + days * 86_400_000);
  const add = (i: number, begins: Date) =>
    addNotices(deps, [
      {
        personId: worker.personId,
        key: `last:${i}:${clock.now().getTime()}`,
        kind: 'booking.cancelled',
        said: off,
        href: '/my',
        pace: 'urgent',
        begins,
        bookingId: bookings[i]!._id.toHexString(),
      },
    ]);
  const texts = () => [...new Map(textsTo(worker.phone).map(({ id, text }) => [id, text])).values()];
  for (let i = 0; i < TEXTS_PER_DAY + 2; i++) await add(i, inDays(9));
  clock.advance({ minutes: 3 });
  await settle(server);
  expect(texts()).toHaveLength(TEXTS_PER_DAY);
  for (let i = TEXTS_PER_DAY + 2; i < bookings.length; i++) await add(i, inDays(1));
  clock.advance({ minutes: 3 });
  await settle(server);
  expect(texts()).toHaveLength(TEXTS_PER_DAY + TEXTS_OF_LAST);
  const saysSo = texts().map((text) => text.includes('今天的短信到此为止'));
  expect(saysSo.filter(Boolean)).toEqual([true]);
  const alarms = [server, other].flatMap((each) => each.deps.alarms.current());
  expect(alarms.join()).toContain('no text was left');
});

test('while the gateway is down a text is tried again under the same id, and not doubled', async () => {
  const gig = await publishGig(server, boss, { shifts: [shiftOn(server, 3)] });
  await take(worker, gig);
  await withdraw(gig);
  await settle(server);
  for (const each of [server, other]) each.sms.breakDown();
  clock.advance({ minutes: 3 });
  await settle(server);
  expect(await server.deps.jobModels.jobs.countDocuments({ kind: 'notices.sms', tries: 1 })).toBe(1);
  expect(textsTo(worker.phone)).toEqual([]);
  for (const each of [server, other]) each.sms.breakDown(false);
  clock.advance({ minutes: 1 });
  await settle(server);
  expect(textsTo(worker.phone)).toHaveLength(1);
  expect(await server.deps.models.texts.countDocuments({ _id: { $regex: `^${worker.personId}:` } })).toBe(1);
});
