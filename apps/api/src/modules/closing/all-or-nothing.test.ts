import type { Closing, Me } from '@linggong/contracts/account.ts';
import type { NoticesPage } from '@linggong/contracts/notice.ts';
import { expectStatus } from '@linggong/testkit/client.ts';
import { settle } from '@linggong/testkit/settle.ts';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type BookingWorld, bookingWorld } from '../bookings/fixtures/world.ts';

let world: BookingWorld;
beforeAll(async () => {
  world = await bookingWorld();
});
afterAll(() => world.server.close());
beforeEach(() => world.nextMorning());

type Who = Awaited<ReturnType<BookingWorld['worker']>>;
const days = (...list: number[]) => list.map((day) => world.shift(day));
const listed = ({ client }: Who) => expectStatus(client.get<Closing>('/me/closing'), 200);
const close = ({ client, phone }: Who) =>
  client.post<{ code: string; detail: string }>('/me/close', { phone });
const taken = async (who: Who, more: Parameters<BookingWorld['gig']>[0]) => {
  const gig = await world.gig(more);
  const { status, body } = await world.take(
    who,
    gig,
    more?.together ? [] : gig.shifts.map((each) => each.id),
  );
  expect({ status, detail: body.detail }).toEqual({ status: 201 });
  return { gig, id: body.id };
};
const stored = async (gig: { id: string }) => (await world.of(gig))[0]!;

test('work that goes together and has begun: what was worked stays, the rest is given back', async () => {
  const who = await world.worker();
  const road = await taken(who, { title: '修路', shifts: days(1, 3), together: true });
  const later = await taken(who, { title: '搬家', shifts: days(5) });
  const { ends, blocks } = await listed(who);
  expect(ends.map(({ title }) => title).sort()).toEqual(['搬家', '修路'].sort());
  expect(blocks).toEqual([]);
  world.until(1, 10);
  expect(await listed(who)).toMatchObject({
    ends: [{ title: '搬家' }],
    blocks: [{ kind: 'working', title: '修路', href: '/my' }],
  });
  expect(await close(who)).toMatchObject({ status: 409, body: { code: 'account.still_needed' } });
  for (const { gig } of [road, later]) expect((await stored(gig)).state).toBe('confirmed');
  expect(await world.open(later.gig)).toEqual([2]);
  world.until(2, 9);
  const now = await listed(who);
  expect(now.ends.map(({ title }) => title).sort()).toEqual(['搬家', '修路'].sort());
  expect(now.blocks).toEqual([]);
  await expectStatus(close(who), 204);
  const [first, last] = road.gig.shifts.map(({ id }) => id);
  const { state, shiftIds, ended } = await stored(road.gig);
  expect(state).toBe('confirmed');
  expect(shiftIds.map(String)).toEqual([first]);
  expect(ended.map(({ shiftId, how }) => [String(shiftId), how])).toEqual([[last, 'withdrawn']]);
  expect(await stored(later.gig)).toMatchObject({ state: 'withdrawn', person: { name: '已**' } });
});

test.each([
  ['of one day', [1], false],
  ['that goes together', [1, 3], true],
])(
  'a request %s that has lapsed by time is nothing to give back, and lapses with it',
  async (_, on, together) => {
    const who = await world.worker();
    const asked = await taken(who, { bookingMode: 'choose', together, shifts: days(...on) });
    const later = await taken(who, { title: '搬家', shifts: days(6) });
    world.until(1, 12);
    expect(await listed(who)).toMatchObject({ ends: [{ title: '搬家' }], blocks: [] });
    await expectStatus(close(who), 204);
    expect((await stored(asked.gig)).state).toBe('lapsed');
    expect((await stored(later.gig)).state).toBe('withdrawn');
    expect(
      await world.server.deps.models.bookings.countDocuments({ personId: who.personId, active: true }),
    ).toBe(0);
  },
);

test('of days that stand alone, those to come are given back; of a request what has begun lapses', async () => {
  const who = await world.worker();
  const worked = await taken(who, { shifts: days(1, 4) });
  const asked = await taken(who, { shifts: [world.shift(2, 6, 8), world.shift(5)], bookingMode: 'choose' });
  world.until(2, 10);
  expect((await listed(who)).ends.map(({ bookingId }) => bookingId).sort()).toEqual(
    [worked.id, asked.id].sort(),
  );
  await expectStatus(close(who), 204);
  const { bookings } = world.server.deps.models;
  const how = async (id: string) => {
    const booking = await bookings.findById(id).lean().orFail();
    return { state: booking.state, ended: booking.ended.map((each) => each.how) };
  };
  expect(await how(worked.id)).toEqual({ state: 'confirmed', ended: ['withdrawn'] });
  expect(await how(asked.id)).toEqual({ state: 'withdrawn', ended: ['lapsed', 'withdrawn'] });
  expect(await world.open(worked.gig)).toEqual([2, 3]);
});

test.each(['accounts', 'persons', 'memberships'] as const)(
  'a closing that fails at %s has done nothing, and told nobody',
  async (where) => {
    const who = await world.worker({ name: '多吉次仁' });
    const held = [await taken(who, { shifts: days(1) }), await taken(who, { shifts: days(2, 3) })];
    const { models } = world.server.deps;
    const events = async () => {
      await settle(world.server);
      const { items } = await expectStatus(world.boss.client.get<NoticesPage>('/me/notices'), 200);
      return items.filter(({ kind }) => kind === 'booking.left').map(({ id }) => id);
    };
    const before = await events();
    const broken = () => {
      throw new Error('away');
    };
    const spy =
      where === 'accounts'
        ? vi.spyOn(models.accounts, 'deleteOne').mockImplementationOnce(broken as never)
        : where === 'persons'
          ? vi.spyOn(models.notices, 'deleteMany').mockImplementationOnce(broken as never)
          : vi.spyOn(models.memberships, 'deleteMany').mockImplementationOnce(broken as never);
    expect((await close(who)).status).toBe(500);
    spy.mockRestore();
    for (const { gig } of held)
      expect(await stored(gig)).toMatchObject({ state: 'confirmed', person: { name: '多吉次仁' } });
    expect(await world.open(held[1]!.gig)).toEqual([2, 2]);
    expect((await who.client.get<Me>('/me')).body).toMatchObject({ name: '多吉次仁' });
    expect(await events()).toEqual(before);
    await expectStatus(close(who), 204);
    for (const { gig } of held) expect((await stored(gig)).state).toBe('withdrawn');
  },
);

test('work that is taken at the same moment is given back too, or is not taken', async () => {
  const who = await world.worker();
  const held = await taken(who, { shifts: days(1) });
  const gig = await world.gig({ shifts: days(4) });
  const [closed, took] = await Promise.all([close(who), world.take(who, gig)]);
  expect(closed.status).toBe(204);
  expect([201, 401, 404]).toContain(took.status);
  expect((await stored(held.gig)).state).toBe('withdrawn');
  expect(await world.open(gig)).toEqual([3]);
  expect(
    await world.server.deps.models.bookings.countDocuments({ personId: who.personId, active: true }),
  ).toBe(0);
});

test.each([0, 1, 2, 3])(
  'an employer registered at the same moment keeps no number of theirs, or is not made: %s',
  async (i) => {
    const who = await world.worker();
    const regionId = world.boss.employer.regionId;
    const ways = [
      () => close(who),
      () => who.client.post('/employers', { name: `格桑家${i}`, kind: 'household', regionId }),
    ];
    const answers = await Promise.all((i % 2 ? ways : ways.toReversed()).map((way) => way()));
    expect(answers.map(({ status }) => status)).toContain(204);
    const { employers, memberships } = world.server.deps.models;
    expect(
      await employers.find({ $or: [{ contactPhone: who.phone }, { name: `格桑家${i}` }] }).lean(),
    ).toEqual([]);
    const left = await employers.find({ name: '已注销的家庭' }).lean();
    expect(await memberships.countDocuments({ employerId: { $in: left.map(({ _id }) => _id) } })).toBe(0);
  },
);

test('closed twice at once it is closed once', async () => {
  const who = await world.worker();
  const held = await taken(who, { shifts: days(1) });
  const statuses = (await Promise.all([close(who), close(who)])).map(({ status }) => status).sort();
  expect(statuses[0]).toBe(204);
  expect(statuses[1]).toBeLessThan(500);
  expect(await world.open(held.gig)).toEqual([3]);
});
