import type { FeedPage } from '@linggong/contracts/feed.ts';
import type { GigDetail } from '@linggong/contracts/gig.ts';
import { expectStatus } from '@linggong/testkit/client.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BookingWorld, bookingWorld } from './fixtures/world.ts';

let world: BookingWorld;
beforeAll(async () => {
  world = await bookingWorld();
});
afterAll(() => world.server.close());

/** Two masons and three helpers on each of two days. */
const mix = (together: boolean) => {
  const on = (day: number, name: string, headcount: number, amountFen: number | null) => ({
    ...world.shift(day, 9, 18, headcount),
    role: { name, amountFen },
  });
  return world.gig({
    together,
    pay: {
      amountFen: 22_000,
      amountMaxFen: null,
      unit: 'day',
      text: '',
      settlement: 'same_day',
      settlementDays: null,
      method: 'cash',
    },
    shifts: [
      on(3, '瓦工', 2, 35_000),
      on(3, '小工', 3, null),
      on(4, '瓦工', 2, 35_000),
      on(4, '小工', 3, null),
    ],
  });
};
const page = (number: string) => expectStatus(world.boss.client.get<GigDetail>(`/gigs/${number}`), 200);
const idsOf = (gig: { shifts: { id: string; role?: { name: string } | undefined }[] }, name: string) =>
  gig.shifts.filter(({ role }) => role?.name === name).map(({ id }) => id);

test('a gig of two roles is taken by role: its places, its pay and its page', async () => {
  const gig = await mix(true);
  const shown = await page(gig.number);
  expect(shown).toMatchObject({ open: 5, headcount: 5, pay: { amountFen: 22_000, amountMaxFen: 35_000 } });
  expect(shown.shifts[0]).toMatchObject({ headcount: 2, role: { name: '瓦工', amountFen: 35_000 } });
  expect(shown.shifts[1]).toMatchObject({ role: { name: '小工', amountFen: 22_000 } });
  const [masons, helpers] = [idsOf(shown, '瓦工'), idsOf(shown, '小工')];
  const refused = await world.take(await world.worker(), gig);
  expect(refused.body).toMatchObject({ code: 'booking.refused', refusal: 'pick_shift' });
  const both = await world.take(await world.worker(), gig, [masons[0]!, helpers[1]!]);
  expect(both.body.refusal).toBe('pick_shift');
  const taken = await world.take(await world.worker(), gig, masons);
  expect(taken.body).toMatchObject({
    state: 'confirmed',
    shiftIds: masons,
    gig: { pay: { amountFen: 35_000 } },
  });
  await world.take(await world.worker(), gig, masons);
  expect((await world.take(await world.worker(), gig, masons)).body.refusal).toBe('full');
  expect(await world.open(gig)).toEqual([0, 3, 0, 3]);
  expect(await page(gig.number)).toMatchObject({ open: 3, state: 'published' });
  const helper = await world.take(await world.worker(), gig, helpers);
  expect(helper.body).toMatchObject({ gig: { pay: { amountFen: 22_000, amountMaxFen: null } } });
});

test('days taken singly: never two roles at once, one on each day is well', async () => {
  const gig = await mix(false);
  const shown = await page(gig.number);
  const [masons, helpers] = [idsOf(shown, '瓦工'), idsOf(shown, '小工')];
  const someone = await world.worker();
  expect((await world.take(someone, gig, [masons[0]!, helpers[0]!])).body.refusal).toBe('same_time');
  expect((await world.take(someone, gig, [masons[0]!, helpers[1]!])).status).toBe(201);
});

test('a change of one role is a matter of those who hold it', async () => {
  const gig = await mix(true);
  const shown = await page(gig.number);
  const mason = await world.worker();
  const helper = await world.worker();
  const { body: asMason } = await world.take(mason, gig, idsOf(shown, '瓦工'));
  const { body: asHelper } = await world.take(helper, gig, idsOf(shown, '小工'));
  const { posting } = await world.managed(gig);
  const shifts = posting.shifts.map((shift) =>
    shift.role?.name === '瓦工' ? { ...shift, role: { name: '瓦工', amountFen: 30_000 } } : shift,
  );
  await world.approve((await world.change(gig, { shifts })).body);
  expect(await world.mine(mason, asMason.id)).toMatchObject({
    changes: [{ field: 'role', before: '瓦工 ¥350/天', after: '瓦工 ¥300/天' }],
    gig: { pay: { amountFen: 35_000 } },
  });
  expect(await world.mine(helper, asHelper.id)).toMatchObject({ changed: false, changes: [] });
  const people = await world.of(gig);
  expect(people.map(({ asksAgain }) => asksAgain)).toEqual([true, false]);
});

test('what people hold of one role can be made to go together, of which another has more days', async () => {
  const gig = await mix(false);
  const shown = await page(gig.number);
  await world.take(await world.worker(), gig, idsOf(shown, '瓦工'));
  expect((await world.change(gig, { together: true })).status).toBe(200);
  const other = await mix(false);
  await world.take(await world.worker(), other, [(await page(other.number)).shifts[0]!.id]);
  expect((await world.change(other, { together: true })).body).toMatchObject({
    errors: [{ path: 'posting.together' }],
  });
});

test('who looks for so much pay finds it where any role pays that', async () => {
  const gig = await mix(true);
  const found = async (payMin: number) =>
    (await expectStatus(world.boss.client.get<FeedPage>(`/gigs?payMin=${payMin}&limit=50`), 200)).items.some(
      ({ id }) => id === gig.id,
    );
  expect(await found(34_000)).toBe(true);
  expect(await found(36_000)).toBe(false);
});
