import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type BookingWorld, bookingWorld, type Worker } from './fixtures/world.ts';

let world: BookingWorld;
beforeAll(async () => {
  world = await bookingWorld();
});
afterAll(() => world.server.close());
beforeEach(() => world.nextMorning());

const key = () => ({ headers: { 'idempotency-key': `tap-${Math.random().toString(36).slice(2)}-0000` } });
const takeWith = (worker: Worker, gig: { id: string; version: number }, extras: ReturnType<typeof key>) =>
  worker.client.post<{ id: string; state: string; code: string; detail: string }>(
    `/gigs/${gig.id}/bookings`,
    { version: gig.version },
    extras,
  );

describe('an answer that is asked for again', () => {
  test('take, step back, take: not confirmed without a booking', async () => {
    const worker = await world.worker();
    const gig = await world.gig({ shifts: [world.shift(3)] });
    const tap = key();
    const { body: booking } = await takeWith(worker, gig, tap);
    expect((await takeWith(worker, gig, tap)).body).toMatchObject({ id: booking.id, state: 'confirmed' });
    await world.stepBack(worker, booking.id);
    const again = await takeWith(worker, gig, tap);
    expect(again).toMatchObject({ status: 409, body: { code: 'booking.given_back' } });
    expect(await world.open(gig)).toEqual([3]);
    expect((await takeWith(worker, gig, key())).body.state).toBe('confirmed');
  });

  test.each(['cancelled', 'declined'] as const)('after it was %s it says so', async (how) => {
    const worker = await world.worker();
    const gig = await world.gig({
      shifts: [world.shift(3)],
      bookingMode: how === 'declined' ? 'choose' : 'instant',
    });
    const tap = key();
    const { body: booking } = await takeWith(worker, gig, tap);
    if (how === 'declined') await world.boss.client.post(`/bookings/${booking.id}/decline`);
    else await world.end(gig, 'withdraw');
    const again = await takeWith(worker, gig, tap);
    expect(again).toMatchObject({ status: 409, body: { code: 'booking.given_back' } });
    expect(again.body.detail).toContain(how === 'declined' ? '没有选你' : '取消');
  });

  test('part of it is no longer held: the answer is what is held', async () => {
    const worker = await world.worker();
    const gig = await world.gig({ shifts: [world.shift(3), world.shift(4)] });
    const ids = gig.shifts.map(({ id }) => id);
    const tap = key();
    const send = () =>
      worker.client.post<{ id: string; shiftIds: string[] }>(
        `/gigs/${gig.id}/bookings`,
        { version: 1, shiftIds: ids },
        tap,
      );
    const { body: booking } = await send();
    await world.stepBack(worker, booking.id, [ids[0]!]);
    expect((await send()).body).toMatchObject({ id: booking.id, shiftIds: [ids[1]] });
  });

  test('a draft that is gone is not answered as if it were there', async () => {
    const { client, employerId } = world.boss;
    const tap = key();
    const make = () => client.post<{ id: string; code: string }>('/gigs', { employerId }, tap);
    const { body: draft } = await make();
    expect((await make()).body.id).toBe(draft.id);
    expect((await client.delete(`/gigs/${draft.id}`)).status).toBe(204);
    expect(await make()).toMatchObject({ status: 404, body: { code: 'gig.not_found' } });
  });
});
