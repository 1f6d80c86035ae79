import type { NoticesPage } from '@linggong/contracts/notice.ts';
import { makeEmployer } from '@linggong/testkit/builders.ts';
import { expectStatus, testClient } from '@linggong/testkit/client.ts';
import { settle } from '@linggong/testkit/settle.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type BookingWorld, bookingWorld, type Worker } from './fixtures/world.ts';

let world: BookingWorld;
let rival: Awaited<ReturnType<typeof makeEmployer>>;
beforeAll(async () => {
  world = await bookingWorld();
  rival = await makeEmployer(world.server, { name: '另一家' });
});
afterAll(() => world.server.close());
beforeEach(() => world.nextMorning());

const kinds = async ({ client }: Worker) => {
  await settle(world.server);
  const { items } = await expectStatus(client.get<NoticesPage>('/me/notices'), 200);
  return items;
};
/** Of a year ago in which somebody was so old. */
const born = (age: number) => {
  const now = world.clock.now();
  return `${now.getUTCFullYear() - age}-${String(now.getUTCMonth() + 1).padStart(2, '0')}-01`;
};

describe('a new time that makes two confirmed works meet', () => {
  async function clashing() {
    const worker = await world.worker({ name: '次仁旺堆' });
    const morning = await world.gig({ title: '卸沙子', shifts: [world.shift(3, 8, 12)] }, rival);
    const afternoon = await world.gig({ title: '搬砖', shifts: [world.shift(3, 13, 18)] });
    const { body: a } = await world.take(worker, morning);
    const { body: b } = await world.take(worker, afternoon);
    const [shift] = afternoon.posting.shifts;
    const moved = await world.change(afternoon, {
      shifts: [{ ...shift!, startsAt: world.at(3, 10), endsAt: world.at(3, 15) }],
    });
    await world.approve(moved.body);
    return { worker, morning, afternoon, a, b };
  }

  test('is named to the person on both and in words, and to both employers without a word of the other', async () => {
    const { worker, morning, afternoon, a, b } = await clashing();
    expect(await world.mine(worker, b.id)).toMatchObject({
      clashes: [{ bookingId: a.id, title: '卸沙子', place: '如意乡', startsAt: world.at(3, 8) }],
    });
    expect(await world.mine(worker, a.id)).toMatchObject({ clashes: [{ bookingId: b.id, title: '搬砖' }] });
    const [told] = await kinds(worker);
    expect(told!.body).toContain('和如意乡“卸沙子”的时间撞了');
    for (const [boss, gig] of [
      [world.boss, afternoon],
      [rival, morning],
    ] as const) {
      expect(await world.of(gig, boss.client)).toMatchObject([{ clashingShiftIds: [gig.shifts[0]!.id] }]);
      const clash = (await kinds(boss)).find(({ kind }) => kind === 'booking.clash');
      expect(clash!.title).toContain('时间撞了');
      expect(JSON.stringify(clash)).not.toMatch(/次仁|\+86/);
      const others = gig === morning ? '搬砖' : '卸沙子';
      expect(JSON.stringify(clash)).not.toContain(others);
    }
  });

  test.each(['a', 'b'] as const)('is over when either is given back: %s', async (which) => {
    const { worker, ...bookings } = await clashing();
    const other = which === 'a' ? 'b' : 'a';
    expect((await world.stepBack(worker, bookings[which].id)).body.state).toBe('withdrawn');
    expect(await world.mine(worker, bookings[other].id)).toMatchObject({ state: 'confirmed', clashes: [] });
  });

  test('keeps the time that was agreed until it is answered, and is free where the new one is only asked', async () => {
    const worker = await world.worker();
    const gig = await world.gig({ shifts: [world.shift(3)] });
    const { body: booking } = await world.take(worker, gig);
    const [shift] = gig.posting.shifts;
    const moved = await world.change(gig, { shifts: [{ ...shift!, ...world.shift(6) }] });
    await world.approve(moved.body);
    const onDay = async (day: number) => {
      const other = await world.gig({ title: '临时的', shifts: [world.shift(day)] }, rival);
      return world.take(worker, other);
    };
    // The day that was agreed is theirs; the day that is asked about can still go to another work.
    expect((await onDay(3)).body).toMatchObject({ refusal: 'overlaps' });
    expect((await onDay(6)).status).toBe(201);
    expect(await world.mine(worker, booking.id)).toMatchObject({
      gig: { shifts: [{ startsAt: world.at(3, 9) }] },
      clashes: [{ title: '临时的', startsAt: world.at(6, 9) }],
    });
    expect((await world.agree(worker, booking.id, 2)).body.detail).toContain('临时的');
    // After the agreed day has passed unanswered, nobody was there, and one can still say no.
    world.until(4, 12);
    expect((await world.stepBack(worker, booking.id)).body.state).toBe('withdrawn');
  });

  test('that comes forward at short notice can be said no to after it began, as nobody agreed to it', async () => {
    const worker = await world.worker();
    const gig = await world.gig({ shifts: [world.shift(3)] });
    const { body: booking } = await world.take(worker, gig);
    const [shift] = gig.posting.shifts;
    await world.approve(
      (await world.change(gig, { shifts: [{ ...shift!, ...world.shift(0, 12, 18) }] })).body,
    );
    world.until(0, 13);
    expect((await world.stepBack(worker, booking.id)).body.state).toBe('withdrawn');
  });

  test('one that only touches is none', async () => {
    const worker = await world.worker();
    const morning = await world.gig({ shifts: [world.shift(3, 8, 12)] });
    const afternoon = await world.gig({ shifts: [world.shift(3, 14, 18)] });
    await world.take(worker, morning);
    const { body: b } = await world.take(worker, afternoon);
    const [shift] = afternoon.posting.shifts;
    const moved = await world.change(afternoon, { shifts: [{ ...shift!, startsAt: world.at(3, 12) }] });
    await world.approve(moved.body);
    expect((await world.mine(worker, b.id)).clashes).toEqual([]);
  });

  test('a request that was moved into one can’t be accepted, and gives no reason away', async () => {
    const worker = await world.worker();
    const held = await world.gig({ title: '卸沙子', shifts: [world.shift(3, 8, 12)] }, rival);
    const asked = await world.gig({ bookingMode: 'choose', shifts: [world.shift(3, 13, 18)] });
    await world.take(worker, held);
    const { body: request } = await world.take(worker, asked);
    const [shift] = asked.posting.shifts;
    await world.approve(
      (await world.change(asked, { shifts: [{ ...shift!, startsAt: world.at(3, 10) }] })).body,
    );
    const { revision, clashes } = await world.mine(worker, request.id);
    expect(clashes).toHaveLength(1);
    const agreed = await world.agree(worker, request.id, 2);
    expect(agreed).toMatchObject({ status: 409, body: { code: 'booking.refused', refusal: 'overlaps' } });
    expect(agreed.body.detail).toContain('卸沙子');
    const refused = await world.accept(request.id, revision);
    expect(refused).toMatchObject({ status: 409, body: { code: 'booking.refused', refusal: 'overlaps' } });
    expect(JSON.stringify(refused.body)).not.toMatch(/卸沙子|如意/);
    expect(await world.open(asked)).toEqual([3]);
  });
});

describe('what can’t be changed while people hold it', () => {
  test('a dated shift is not turned into words, nor asked-for ones', async () => {
    for (const bookingMode of ['instant', 'choose'] as const) {
      const worker = await world.worker();
      const gig = await world.gig({ bookingMode, shifts: [world.shift(2)] });
      const { body: booking } = await world.take(worker, gig);
      const [shift] = gig.posting.shifts;
      const words = { shifts: [{ ...shift!, startsAt: null, endsAt: null }], hoursText: '看天气' };
      expect(await world.change(gig, words)).toMatchObject({
        status: 400,
        body: { errors: [{ path: 'posting.shifts.0.startsAt' }] },
      });
      // Still in the way of another work on that day.
      const other = await world.gig({ shifts: [world.shift(2)] });
      expect((await world.take(worker, other)).body).toMatchObject({ refusal: 'overlaps' });
      await world.stepBack(worker, booking.id);
      expect((await world.change(gig, words)).status).toBe(200);
    }
  });

  test('some days do not become all or nothing, and all or nothing gets no more days', async () => {
    const worker = await world.worker();
    const some = await world.gig({ shifts: [world.shift(2), world.shift(3)] });
    await world.take(worker, some, [some.shifts[0]!.id]);
    expect(await world.change(some, { together: true })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'posting.together' }] },
    });
    const whole = await world.gig({ together: true, shifts: [world.shift(5), world.shift(6)] });
    await world.take(worker, whole);
    const more = [...whole.posting.shifts, { ...world.shift(7), id: undefined }];
    expect((await world.change(whole, { shifts: more })).status).toBe(400);
  });
});

describe('the law on minors is asked again', () => {
  test('when the work becomes barred: who is 17 is taken off it and told, who is of age stays', async () => {
    const young = await world.worker({ name: '小扎西', birthDate: born(17) });
    await expectStatus(young.client.patch('/me/person', { plateauResident: true }), 200);
    const adult = await world.worker();
    const gig = await world.gig({
      tradeId: 'dishwashing',
      title: '洗碗',
      loadKg: 10,
      shifts: [world.shift(3)],
    });
    const taken = await world.take(young, gig);
    expect(taken.status).toBe(201);
    const { body: stays } = await world.take(adult, gig);
    const changed = await world.change(gig, { hazards: ['height'] });
    const watching = await testClient(world.server).live();
    await world.approve(changed.body);
    // Whoever looks sees that the place is free again.
    await watching.waitFor('gig.places.v1', ({ payload }) => payload.gigId === gig.id && payload.open === 2);
    watching.close();
    expect(await world.mine(young, taken.body.id)).toMatchObject({ state: 'cancelled', contact: null });
    expect(await world.mine(adult, stays.id)).toMatchObject({ state: 'confirmed', changed: true });
    expect(await world.open(gig)).toEqual([2]);
    const [told] = await kinds(young);
    expect(told).toMatchObject({ kind: 'booking.cancelled' });
    expect(told!.body).toContain('满 18 岁');
    const left = (await kinds(world.boss)).find(({ kind }) => kind === 'booking.left');
    expect(left!.body).toContain('未成年工特殊保护规定');
    expect(JSON.stringify(left)).not.toContain('小扎西');
  });

  test.each([
    ['who says later to be 17', () => ({ birthDate: born(17) }), 400],
    ['who says later to be 15', () => ({ birthDate: born(15) }), 400],
    ['who says another age', () => ({ birthDate: born(40) }), 200],
    ['who says another name', () => ({ name: '扎西' }), 200],
  ])('when the record changes: %s', async (_, change, status) => {
    const worker = await world.worker({ birthDate: born(30) });
    const gig = await world.gig({ loadKg: 50, shifts: [world.shift(3)] });
    const { body: booking } = await world.take(worker, gig);
    const answer = await worker.client.patch<{ errors?: unknown }>('/me/person', change());
    expect(answer.status).toBe(status);
    if (status === 400)
      expect(answer.body.errors).toMatchObject([
        { path: 'birthDate', message: expect.stringContaining('搬货') },
      ]);
    await world.stepBack(worker, booking.id);
    expect((await worker.client.patch('/me/person', change())).status).toBe(200);
  });

  test('an age that an employer now wants throws nobody out', async () => {
    const worker = await world.worker({ birthDate: born(50) });
    const gig = await world.gig({ shifts: [world.shift(3)] });
    const { body: booking } = await world.take(worker, gig);
    const changed = await world.change(gig, { conditions: { ...gig.posting.conditions, maxAge: 45 } });
    await world.approve(changed.body);
    expect(await world.mine(worker, booking.id)).toMatchObject({
      state: 'confirmed',
      changes: [{ field: 'age', after: '45 岁以下' }],
    });
  });
});
