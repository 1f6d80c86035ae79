import type { NoticesPage } from '@linggong/contracts/notice.ts';
import { makeEmployer } from '@linggong/testkit/builders.ts';
import { expectStatus, testClient } from '@linggong/testkit/client.ts';
import { settle } from '@linggong/testkit/settle.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type BookingWorld, bookingWorld, type Worker } from './fixtures/world.ts';

let world: BookingWorld;
beforeAll(async () => {
  world = await bookingWorld();
});
afterAll(() => world.server.close());

beforeEach(() => world.nextMorning());

const days = (...list: number[]) => list.map((day) => world.shift(day));
const notices = async ({ client }: Worker) => {
  await settle(world.server);
  return (await expectStatus(client.get<NoticesPage>('/me/notices'), 200)).items;
};

describe('a gig that is called off', () => {
  test('of yesterday stays as it was worked, and nobody can call it off', async () => {
    const worker = await world.worker();
    const gig = await world.gig({ shifts: days(1) });
    const { body: booking } = await world.take(worker, gig);
    world.until(2, 9);
    for (const how of ['withdraw', 'close'] as const) {
      const refused = await world.end(gig, how);
      expect(refused).toMatchObject({ status: 409, body: { code: 'gig.wrong_state' } });
      expect(refused.body.detail).toContain('过了');
    }
    expect(await world.mine(worker, booking.id)).toMatchObject({ state: 'confirmed', ended: [] });
    expect(await world.server.deps.models.bookings.findById(booking.id).lean()).toMatchObject({
      state: 'confirmed',
      active: true,
    });
    expect((await notices(worker)).map(({ kind }) => kind)).not.toContain('booking.cancelled');
  });

  test('at noon of day 2 of 3: day 3 alone is off, and the worker is told which', async () => {
    const worker = await world.worker();
    const gig = await world.gig({ shifts: days(1, 2, 3) });
    const ids = gig.shifts.map(({ id }) => id);
    const { body: booking } = await world.take(worker, gig, ids);
    world.until(2, 12);
    expect(await world.end(gig, 'withdraw')).toMatchObject({ status: 200, body: { state: 'withdrawn' } });
    expect(await world.mine(worker, booking.id)).toMatchObject({
      state: 'confirmed',
      shiftIds: ids.slice(0, 2),
      ended: [{ shiftId: ids[2], how: 'cancelled' }],
    });
    const [told] = await notices(worker);
    const day3 = new Date(world.at(3, 8));
    const date = `${day3.getUTCMonth() + 1}月${day3.getUTCDate()}日`;
    expect(told).toMatchObject({ kind: 'booking.cancelled' });
    expect(told!.title).toContain(`${date}不用去了`);
    expect(told!.body).toContain('别的日子照去');
  });

  test('in the evening of day 2 of 3: no day is left to come on, and the worked ones are paid', async () => {
    const worker = await world.worker();
    const gig = await world.gig({ shifts: days(1, 2, 3) });
    const ids = gig.shifts.map(({ id }) => id);
    await world.take(worker, gig, ids);
    world.until(2, 22);
    expect((await world.end(gig, 'withdraw')).status).toBe(200);
    const [told] = await notices(worker);
    expect(told!.body).toContain('干过的日子照算工钱');
    expect(told!.body).not.toContain('照去');
  });

  test('while its last day runs it can only be closed', async () => {
    const worker = await world.worker();
    const gig = await world.gig({ shifts: days(1) });
    const { body: booking } = await world.take(worker, gig);
    world.until(1, 12);
    const refused = await world.end(gig, 'withdraw');
    expect(refused).toMatchObject({ status: 409, body: { code: 'gig.wrong_state' } });
    expect(refused.body.detail).toContain('停止招人');
    expect(await world.end(gig, 'close')).toMatchObject({ status: 200 });
    expect((await world.mine(worker, booking.id)).state).toBe('confirmed');
  });

  test('that recruits no more, or is no longer shown, can be called off while its work is ahead', async () => {
    for (const over of ['closed', 'unshown'] as const) {
      const worker = await world.worker();
      const gig = await world.gig({ shifts: days(4), validUntil: world.at(1, 18) });
      const { body: booking } = await world.take(worker, gig);
      if (over === 'closed') expect((await world.end(gig, 'close')).status).toBe(200);
      else world.until(2, 10);
      expect(await world.end(gig, 'withdraw')).toMatchObject({ status: 200, body: { state: 'withdrawn' } });
      expect(await world.mine(worker, booking.id)).toMatchObject({
        state: 'cancelled',
        shiftIds: [],
        ended: [{ how: 'cancelled' }],
      });
    }
  });

  test('whose time to be shown is over is moved only together with it', async () => {
    const worker = await world.worker();
    const gig = await world.gig({ shifts: days(4), validUntil: world.at(1, 18) });
    await world.take(worker, gig);
    world.until(2, 10);
    const [shift] = gig.posting.shifts;
    const later = { shifts: [{ ...shift!, ...world.shift(5) }] };
    expect((await world.change(gig, later)).status).toBe(409);
    expect(await world.change(gig, { ...later, validUntil: world.at(5, 18) })).toMatchObject({ status: 200 });
  });

  test('by the desk, in the middle: what has begun stays', async () => {
    const worker = await world.worker();
    // One that is watched from then on.
    const boss = await makeEmployer(world.server, { name: '另一家' });
    const gig = await world.gig({ shifts: days(1, 2) }, boss);
    const ids = gig.shifts.map(({ id }) => id);
    const { body: booking } = await world.take(worker, gig, ids);
    world.until(1, 12);
    const { revision } = await world.managed(gig, boss.client);
    const returned = await expectStatus(
      world.desk.post<{ revision: number }>(`/review/${gig.id}/decisions`, {
        decision: 'return',
        revision,
        reason: '有人举报',
      }),
      201,
    );
    expect(await world.mine(worker, booking.id)).toMatchObject({ state: 'confirmed', inReview: true });
    const again = await expectStatus(
      boss.client.post<{ revision: number }>(`/gigs/${gig.id}/submit`, {
        revision: returned.revision,
      }),
      200,
    );
    await expectStatus(
      world.desk.post(`/review/${gig.id}/decisions`, {
        decision: 'refuse',
        revision: again.revision,
        reason: '查实了',
      }),
      201,
    );
    expect(await world.mine(worker, booking.id)).toMatchObject({
      state: 'confirmed',
      shiftIds: [ids[0]],
      ended: [{ shiftId: ids[1], how: 'taken_down' }],
    });
  });

  test('after day 1 a time that has passed is not moved, and no shift into the past', async () => {
    const worker = await world.worker();
    const gig = await world.gig({ shifts: days(1, 2) });
    await world.take(
      worker,
      gig,
      gig.shifts.map(({ id }) => id),
    );
    world.until(1, 12);
    const [one, two] = gig.posting.shifts;
    const moved = await world.change(gig, { shifts: [{ ...one!, endsAt: world.at(1, 20) }, two!] });
    expect(moved).toMatchObject({ status: 400, body: { errors: [{ path: 'posting.shifts.0.startsAt' }] } });
    const back = await world.change(gig, {
      shifts: [one!, { ...two!, startsAt: world.at(1, 9), endsAt: world.at(1, 18) }],
    });
    expect(back).toMatchObject({ status: 400, body: { errors: [{ path: 'posting.shifts.1.startsAt' }] } });
  });
});

describe('stepping back', () => {
  test('in the evening of day 2 of 5: one of the days to come, then the rest; the days are free again', async () => {
    const [worker, other] = [await world.worker(), await world.worker()];
    const gig = await world.gig({ shifts: days(1, 2, 3, 4, 5) });
    const ids = gig.shifts.map(({ id }) => id);
    const { body: booking } = await world.take(worker, gig, ids);
    world.until(2, 20);
    const live = await testClient(world.server).live({});
    const one = await world.stepBack(worker, booking.id, [ids[3]!]);
    expect(one).toMatchObject({
      status: 200,
      body: {
        state: 'confirmed',
        shiftIds: [ids[0], ids[1], ids[2], ids[4]],
        ended: [{ shiftId: ids[3], how: 'withdrawn' }],
        contact: { phone: null },
      },
    });
    await live.waitFor('gig.places.v1', ({ payload }) => payload.shifts[3]?.open === 3);
    expect(await world.open(gig)).toEqual([2, 2, 2, 3, 2]);
    // A second tap is no error and no second change.
    expect((await world.stepBack(worker, booking.id, [ids[3]!])).body.revision).toBe(one.body.revision);
    expect((await world.stepBack(worker, booking.id)).body).toMatchObject({
      state: 'confirmed',
      shiftIds: [ids[0], ids[1]],
    });
    expect(await world.open(gig)).toEqual([2, 2, 3, 3, 3]);
    for (const wanted of [null, [ids[1]!]]) {
      const refused = await world.stepBack(worker, booking.id, wanted);
      expect(refused).toMatchObject({ status: 409, body: { code: 'booking.wrong_state' } });
      expect(refused.body.detail).toMatch(/零工站/);
    }
    expect((await world.take(other, gig, [ids[3]!])).status).toBe(201);
    expect(await world.of(gig)).toMatchObject([
      {
        state: 'confirmed',
        shiftIds: [ids[0], ids[1]],
        ended: [{ shiftId: ids[3] }, { shiftId: ids[2] }, { shiftId: ids[4] }],
      },
      { state: 'confirmed' },
    ]);
    const left = (await notices({ client: world.boss.client })).filter(({ kind }) => kind === 'booking.left');
    expect(left).toHaveLength(2);
    for (const { title } of left) expect(title).toMatch(/有人退了\d+月\d+日/);
    live.close();
  });

  test('before it begins: one day of several, and then the gig can be left as a whole', async () => {
    const worker = await world.worker();
    const gig = await world.gig({ shifts: days(3, 4) });
    const ids = gig.shifts.map(({ id }) => id);
    const { body: booking } = await world.take(worker, gig, ids);
    expect((await world.stepBack(worker, booking.id, [ids[0]!])).body.state).toBe('confirmed');
    expect((await world.stepBack(worker, booking.id, [ids[1]!])).body).toMatchObject({
      state: 'withdrawn',
      contact: null,
    });
    expect(await world.open(gig)).toEqual([3, 3]);
  });

  test('from work that goes together: as a whole before it begins, and the rest of it later', async () => {
    const worker = await world.worker();
    const gig = await world.gig({ shifts: days(1, 2), together: true });
    const { body: booking } = await world.take(worker, gig);
    const part = await world.stepBack(worker, booking.id, [gig.shifts[1]!.id]);
    expect(part).toMatchObject({ status: 409, body: { detail: expect.stringContaining('从头干到尾') } });
    world.until(1, 20);
    // Called away on the evening of the first day: that one stays as it was worked.
    expect((await world.stepBack(worker, booking.id)).body).toMatchObject({
      state: 'confirmed',
      ended: [{ shiftId: gig.shifts[1]!.id, how: 'withdrawn' }],
    });
    expect((await world.stepBack(worker, booking.id)).body.detail).toContain('已经开工');
    // Whoever comes for the second day alone would come for half of it.
    expect((await world.take(await world.worker(), gig)).status).toBe(409);
    const early = await world.worker();
    const next = await world.gig({ shifts: days(3, 4), together: true });
    const { body: free } = await world.take(early, next);
    expect((await world.stepBack(early, free.id)).body.state).toBe('withdrawn');
  });

  test.each([
    ['a shift of another gig', () => ['f'.repeat(24)]],
    ['a shift given back before', (ids: string[]) => [ids[1]!, ids[0]!]],
  ])('from %s is refused, and nothing is given back', async (_, pick) => {
    const worker = await world.worker();
    const gig = await world.gig({ shifts: days(6, 7) });
    const ids = gig.shifts.map(({ id }) => id);
    const { body: booking } = await world.take(worker, gig, ids);
    await world.stepBack(worker, booking.id, [ids[0]!]);
    const before = await world.open(gig);
    expect((await world.stepBack(worker, booking.id, pick(ids))).status).toBe(409);
    expect(await world.open(gig)).toEqual(before);
  });
});

describe('a request', () => {
  const choose = { bookingMode: 'choose' } as const;

  test('whose shift has begun has lapsed and can’t be accepted; nobody is asked for it any more', async () => {
    const worker = await world.worker();
    const gig = await world.gig({ ...choose, shifts: days(1, 2) });
    const { body: asked } = await world.take(worker, gig, [gig.shifts[0]!.id]);
    world.until(1, 10);
    expect((await world.mine(worker, asked.id)).state).toBe('lapsed');
    expect(await world.of(gig)).toMatchObject([{ state: 'lapsed', person: { phone: null } }]);
    expect((await world.managed(gig)).bookings).toEqual({ requested: 0, confirmed: 0 });
    const late = await world.accept(asked.id);
    expect(late).toMatchObject({ status: 409, body: { code: 'booking.refused', refusal: 'started' } });
    expect(await world.open(gig)).toEqual([3, 3]);
    await settle(world.server);
    expect(await world.server.deps.models.bookings.findById(asked.id).lean()).toMatchObject({
      state: 'lapsed',
      active: false,
    });
    const told = (await notices(worker)).filter(({ kind }) => kind === 'booking.lapsed');
    expect(told).toHaveLength(1);
    // The day after is open to them.
    expect((await world.take(worker, gig, [gig.shifts[1]!.id])).status).toBe(201);
  });

  test('of two shifts, one of them begun: the one to come is taken, and it says so', async () => {
    const worker = await world.worker();
    const gig = await world.gig({ ...choose, shifts: days(1, 2) });
    const ids = gig.shifts.map(({ id }) => id);
    const { body: asked } = await world.take(worker, gig, ids);
    world.until(1, 12);
    const taken = await world.accept(asked.id);
    expect(taken).toMatchObject({
      status: 200,
      body: { state: 'confirmed', shiftIds: [ids[1]], ended: [{ shiftId: ids[0], how: 'lapsed' }] },
    });
    expect(await world.open(gig)).toEqual([3, 2]);
  });

  test('for work that goes together lapses as a whole', async () => {
    const worker = await world.worker();
    const gig = await world.gig({ ...choose, together: true, shifts: days(1, 2) });
    const { body: asked } = await world.take(worker, gig);
    world.until(1, 12);
    expect(await world.accept(asked.id)).toMatchObject({ body: { refusal: 'started' } });
    expect((await world.mine(worker, asked.id)).state).toBe('lapsed');
  });

  test('of a gig that is no longer shown lapses, also without a time', async () => {
    const worker = await world.worker();
    const gig = await world.gig({
      ...choose,
      shifts: [{ headcount: 2, startsAt: null, endsAt: null }],
      hoursText: '看天气，头天晚上通知',
      validUntil: world.at(1, 18),
    });
    const { body: asked } = await world.take(worker, gig);
    world.until(1, 19);
    await settle(world.server);
    expect((await world.mine(worker, asked.id)).state).toBe('lapsed');
  });

  test('without a time lapses also while its gig is looked at', async () => {
    const worker = await world.worker();
    const gig = await world.gig({
      ...choose,
      shifts: [{ headcount: 2, startsAt: null, endsAt: null }],
      hoursText: '看天气，头天晚上通知',
      validUntil: world.at(1, 18),
    });
    const { body: asked } = await world.take(worker, gig);
    expect((await world.change(gig, { loadKg: 40 })).body.state).toBe('in_review');
    world.until(1, 19);
    await settle(world.server);
    expect((await world.mine(worker, asked.id)).state).toBe('lapsed');
  });

  test('for work in words that is over is not stepped back from: it stays as it was done', async () => {
    const worker = await world.worker();
    const gig = await world.gig({
      shifts: [{ headcount: 2, startsAt: null, endsAt: null }],
      hoursText: '看天气，头天晚上通知',
      validUntil: world.at(1, 18),
    });
    const { body: booking } = await world.take(worker, gig);
    world.until(2, 9);
    expect((await world.stepBack(worker, booking.id)).status).toBe(409);
    expect((await world.end(gig, 'withdraw')).status).toBe(409);
    expect((await world.mine(worker, booking.id)).state).toBe('confirmed');
  });

  test('is declined for what is to come alone', async () => {
    const worker = await world.worker();
    const gig = await world.gig({ ...choose, shifts: days(1, 2) });
    const ids = gig.shifts.map(({ id }) => id);
    const { body: asked } = await world.take(worker, gig, ids);
    world.until(1, 12);
    const said = await world.boss.client.post(`/bookings/${asked.id}/decline`);
    expect(said.body).toMatchObject({
      state: 'declined',
      ended: [
        { shiftId: ids[0], how: 'lapsed' },
        { shiftId: ids[1], how: 'declined' },
      ],
    });
  });

  test('that is accepted names what was seen of it', async () => {
    const worker = await world.worker();
    const gig = await world.gig({ ...choose, shifts: days(4, 5) });
    const ids = gig.shifts.map(({ id }) => id);
    const { body: asked } = await world.take(worker, gig, ids);
    await world.stepBack(worker, asked.id, [ids[0]!]);
    expect(await world.accept(asked.id, 0)).toMatchObject({
      status: 409,
      body: { code: 'booking.changed_meanwhile' },
    });
    expect(await world.open(gig)).toEqual([3, 3]);
    expect((await world.accept(asked.id, 1)).body).toMatchObject({ state: 'confirmed', shiftIds: [ids[1]] });
    expect((await world.boss.client.post(`/bookings/${asked.id}/accept`)).status).toBe(400);
  });
});
