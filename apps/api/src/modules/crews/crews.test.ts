import type { GigBooking, MyBooking, MyPeople } from '@linggong/contracts/booking.ts';
import type { Crew, CrewBooking, CrewWithdrawn } from '@linggong/contracts/crew.ts';
import type { ManagedGig } from '@linggong/contracts/gig.ts';
import type { NoticesPage } from '@linggong/contracts/notice.ts';
import type { Registered, Trail } from '@linggong/contracts/people.ts';
import type { Problem } from '@linggong/contracts/problem.ts';
import type { Grant } from '@linggong/contracts/proxy.ts';
import { monthDay } from '@linggong/rules/time.ts';
import { makeEmployer, makeOperator, PLACES, regionId as regionOf } from '@linggong/testkit/builders.ts';
import { expectStatus, type TestClient } from '@linggong/testkit/client.ts';
import { settle } from '@linggong/testkit/settle.ts';
import { Types } from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type BookingWorld, bookingWorld } from '../bookings/fixtures/world.ts';
import { asRoles, bookCrew, type Hand, type MadeCrew, makeCrew, mix } from './fixtures/crew.ts';
import { forgetInCrews } from './public.ts';

let world: BookingWorld;
let seven: MadeCrew;
beforeAll(async () => {
  world = await bookingWorld();
  seven = await makeCrew(world.server, 7);
});
afterAll(() => world.server.close());
beforeEach(async () => {
  world.nextMorning();
  // Who is away for a month is signed out.
  await Promise.all(seven.people.map(({ client }) => client.get('/me')));
});

const gigOf = (places: [number, number], more: Parameters<typeof mix>[2] = {}, mode?: 'choose') => {
  const { startsAt, endsAt } = world.shift(3);
  return world.gig({
    ...mix({ startsAt, endsAt }, places, more),
    ...(mode ? { bookingMode: mode } : {}),
  });
};
/** What somebody was told of a gig, but how it filled, the latest first. */
const kindsOf = async ({ client }: { client: TestClient }, { number }: { number: string }) => {
  await settle(world.server);
  const { items } = await expectStatus(client.get<NoticesPage>('/me/notices?limit=50'), 200);
  return items
    .filter(({ kind, body }) => kind !== 'gig.full' && digits(body).includes(digits(number)))
    .map(({ kind, title }) => [kind, title]);
};
const idsOf = ({ shifts }: { shifts: { id: string }[] }) => shifts.map(({ id }) => id);
const bookings = (gig: { id: string }) => world.of(gig);
const cards = async (gig: { id: string }) =>
  (await expectStatus(world.boss.client.get<{ items: CrewBooking[] }>(`/gigs/${gig.id}/crews`), 200)).items;
const read = (id: string, { leader } = seven) =>
  expectStatus(leader.client.get<CrewBooking>(`/crew-bookings/${id}`), 200);
const bookingOf = async ({ client }: Hand, gig: { id: string }) =>
  (await world.all({ client })).find((one) => one.gig.id === gig.id)!;
const led = (path: string, body: object, method: 'POST' | 'DELETE' = 'POST') =>
  seven.leader.client.send<CrewBooking & Problem>(method, `/crew-bookings/${path}`, body);
/** Frees the crew for the next test. */
const giveBack = (id: string) => expectStatus(led(`${id}/withdraw`, {}), 200);

describe('a crew takes a gig of two roles', () => {
  test('all of it, each as what they were named for, and everybody hears of their own', async () => {
    const gig = await gigOf([2, 5]);
    const members = asRoles(seven.people, idsOf(gig), [2, 5]);
    const { body: booked } = await bookCrew(seven, gig, members);
    expect(booked).toMatchObject({ state: 'confirmed', people: 7, atLeast: null, shortUntil: null });
    expect(await world.open(gig)).toEqual([0, 0]);
    // A second tap is answered with what is.
    expect((await bookCrew(seven, gig, members)).body.id).toBe(booked.id);
    // One that names somebody to other work than theirs is none.
    const other = [{ ...members[0]!, shiftIds: [idsOf(gig)[1]!] }];
    expect((await bookCrew(seven, gig, other)).body).toMatchObject({
      code: 'crew.wrong_state',
      detail: expect.stringContaining('加一个人'),
    });
    expect((await led(`${booked.id}/members`, { personId: members[0]!.personId, shiftIds: [] })).status).toBe(
      400,
    );
    const mine = await bookingOf(seven.people[3]!, gig);
    expect(mine).toMatchObject({
      state: 'confirmed',
      crewBookingId: booked.id,
      gig: { pay: { amountFen: 22_000 } },
    });
    const [card] = await cards(gig);
    expect(card).toMatchObject({ crewName: '如意班', people: 7 });
    expect(card!.members.map(({ name }) => name)).toContain('班员3');
    expect((await bookings(gig)).every(({ crewBookingId }) => crewBookingId === booked.id)).toBe(true);
    await settle(world.server);
    const told = await expectStatus(seven.people[3]!.client.get<NoticesPage>('/me/notices'), 200);
    expect(told.items[0]).toMatchObject({ kind: 'booking.confirmed' });
    // The other side is told once of all seven, and who did it nothing.
    const once = (kind: string, title: string) => [[kind, expect.stringContaining(title)]];
    expect(await kindsOf(world.boss, gig)).toEqual(once('crew.came', '如意班 7 人定了'));
    expect(await kindsOf(seven.leader, gig)).toEqual([]);
    expect(await giveBack(booked.id)).toMatchObject({ state: 'withdrawn', people: 0 });
    expect(await world.open(gig)).toEqual([2, 5]);
    expect((await kindsOf(world.boss, gig))[0]).toEqual(once('crew.left', '如意班退了 7 人')[0]);
    expect(await kindsOf(world.boss, gig)).toHaveLength(2);
  });

  test('or nobody: who can’t is named with why, and the others are offered where they are enough', async () => {
    const other = await world.gig({ title: '卸沙子', shifts: [world.shift(3)] });
    await world.take(seven.people[6]!, other);
    const gig = await gigOf([2, 5], { atLeast: 5 });
    const members = asRoles(seven.people, idsOf(gig), [2, 5]);
    const { body: refused } = await bookCrew(seven, gig, members);
    expect(refused).toMatchObject({
      code: 'crew.cannot',
      cannot: [{ personId: seven.people[6]!.personId, refusal: 'overlaps' }],
      rest: seven.people.slice(0, 6).map(({ personId }) => personId),
    });
    // That they have other work, not which: they let the leader book for them, not look.
    expect(refused.cannot![0]!.detail).toContain('有别的活');
    expect(JSON.stringify(refused)).not.toContain('卸沙子');
    expect(await bookings(gig)).toEqual([]);
    expect(await world.open(gig)).toEqual([2, 5]);
    const { body: booked } = await bookCrew(seven, gig, members.slice(0, 6));
    expect(booked).toMatchObject({ people: 6, atLeast: 5 });
    await giveBack(booked.id);
    const strict = await gigOf([2, 5]);
    const { body } = await bookCrew(seven, strict, asRoles(seven.people, idsOf(strict), [2, 5]));
    expect(body.rest).toEqual([]);
    await giveBackOne(seven.people[6]!, other);
  });

  test('not more than there are places, and not fewer than the posting wants', async () => {
    const gig = await gigOf([1, 3], { atLeast: 4 });
    const { body } = await bookCrew(seven, gig, asRoles(seven.people, idsOf(gig), [2, 3]));
    expect(body).toMatchObject({
      detail: expect.stringContaining('还有 1 个瓦工名额，你们有 2 人'),
      cannot: [{ personId: seven.people[1]!.personId, refusal: 'full' }],
      rest: [0, 2, 3, 4].map((i) => seven.people[i]!.personId),
    });
    expect(JSON.stringify(body)).not.toContain('满了');
    const few = await bookCrew(seven, gig, asRoles(seven.people, idsOf(gig), [1, 2]));
    expect(few.body).toMatchObject({ code: 'crew.cannot', cannot: [] });
    expect(await bookings(gig)).toEqual([]);
  });

  test('only where the posting lets crews come, and with who is of the crew', async () => {
    const gig = await world.gig({ shifts: [world.shift(3)] });
    const one = [{ personId: seven.leader.personId, shiftIds: [] }];
    expect((await bookCrew(seven, gig, one)).body.code).toBe('crew.not_accepted');
    const open = await gigOf([2, 5]);
    const stranger = await world.worker();
    const { personId } = (await stranger.client.get<{ person: { id: string } }>('/me')).body as never as {
      personId: string;
    };
    const named = [{ personId: personId ?? '0'.repeat(24), shiftIds: [idsOf(open)[0]!] }];
    expect((await bookCrew(seven, open, named)).body.code).toBe('crew.wrong_state');
  });

  test('work that is for one crew is taken by nobody singly, and by no second crew', async () => {
    const gig = await gigOf([2, 5], { oneOnly: true });
    const single = await world.take(await world.worker(), gig, [idsOf(gig)[1]!]);
    expect(single.body.refusal).toBe('crew_only');
    const few = await bookCrew(seven, gig, asRoles(seven.people, idsOf(gig), [1, 4]));
    expect(few.body).toMatchObject({ code: 'crew.cannot', detail: expect.stringContaining('还差 1 个人') });
    const { body: booked } = await bookCrew(seven, gig, asRoles(seven.people, idsOf(gig), [2, 5]));
    const rival = await makeCrew(world.server, 2, '达若班');
    const { body } = await bookCrew(rival, gig, asRoles(rival.people, idsOf(gig), [1, 1]));
    expect(body.code).toBe('crew.not_accepted');
    await giveBack(booked.id);
  });

  test('where the employer chooses several ask for it, and one is taken', async () => {
    const gig = await world.gig({
      ...mix(world.shift(4), [1, 2], { oneOnly: true, atLeast: 2 }),
      bookingMode: 'choose',
    });
    const rival = await makeCrew(world.server, 3, '达若班');
    const { body: one } = await bookCrew(seven, gig, asRoles(seven.people, idsOf(gig), [1, 1]));
    const { body: two } = await bookCrew(rival, gig, asRoles(rival.people, idsOf(gig), [1, 1]));
    expect([one.state, two.state]).toEqual(['requested', 'requested']);
    const accept = ({ id, revision }: CrewBooking) =>
      world.boss.client.post<Problem>(`/crew-bookings/${id}/accept`, { revision });
    await expectStatus(accept(two), 200);
    expect((await accept(one)).body.code).toBe('crew.not_accepted');
    const third = await makeCrew(world.server, 2, '如意二班');
    const late = await bookCrew(third, gig, asRoles(third.people, idsOf(gig), [1, 1]));
    expect(late.body.code).toBe('crew.not_accepted');
    await giveBack(one.id);
  });
});

const giveBackOne = async (who: Hand, gig: { id: string }) =>
  expectStatus(world.stepBack(who, (await bookingOf(who, gig)).id), 200);

const digits = (text: string) => text.replaceAll(/\D/g, '');
const toldOf = async ({ client }: Pick<Hand, 'client'>, kind: string, { number }: { number: string }) => {
  await settle(world.server);
  const { items } = await expectStatus(client.get<NoticesPage>('/me/notices'), 200);
  return items.filter((one) => one.kind === kind && digits(one.body).includes(digits(number)));
};

describe('one of the crew', () => {
  test('is replaced in one step: the place is nobody else’s in between', async () => {
    const gig = await gigOf([2, 4]);
    const { body: booked } = await bookCrew(seven, gig, asRoles(seven.people, idsOf(gig), [2, 4]));
    const [out, comes] = [seven.people[5]!, seven.people[6]!];
    const swap = { outId: out.personId, inId: comes.personId };
    const { body: after } = await led(`${booked.id}/replace`, swap);
    expect(after).toMatchObject({ people: 6, state: 'confirmed' });
    expect(await bookingOf(comes, gig)).toMatchObject({ state: 'confirmed', shiftIds: [idsOf(gig)[1]] });
    expect((await bookingOf(out, gig)).state).toBe('withdrawn');
    expect(await world.open(gig)).toEqual([0, 0]);
    expect((await led(`${booked.id}/replace`, swap)).status).toBe(200);
    // The posting asks for no number: fewer is not too few.
    await giveBackOne(seven.people[4]!, gig);
    expect(await read(booked.id)).toMatchObject({ people: 5, atLeast: null, shortUntil: null });
    expect(await toldOf(seven.leader, 'crew.short', gig)).toEqual([]);
    // Who does not come hears of it, once and by whom.
    expect(await toldOf(out, 'crew.taken_off', gig)).toMatchObject([{ who: '班员1' }]);
    expect(await toldOf(comes, 'crew.taken_off', gig)).toEqual([]);
    await giveBack(booked.id);
    expect(await toldOf(comes, 'crew.taken_off', gig)).toHaveLength(1);
    expect(await toldOf(seven.leader, 'crew.taken_off', gig)).toEqual([]);
    expect(await toldOf(seven.leader, 'crew.stepped_back', gig)).toHaveLength(1);
  });

  test('is not replaced by who can’t come', async () => {
    const gig = await gigOf([2, 4]);
    const { body: booked } = await bookCrew(seven, gig, asRoles(seven.people, idsOf(gig), [2, 4]));
    const other = await world.gig({ shifts: [world.shift(3)] });
    await world.take(seven.people[6]!, other);
    const { body } = await led(`${booked.id}/replace`, {
      outId: seven.people[5]!.personId,
      inId: seven.people[6]!.personId,
    });
    expect(body).toMatchObject({ code: 'crew.cannot', cannot: [{ refusal: 'overlaps' }] });
    expect((await bookingOf(seven.people[5]!, gig)).state).toBe('confirmed');
    await giveBack(booked.id);
    await giveBackOne(seven.people[6]!, other);
  });

  test('steps back alone: what is left is said to be too few, with a clock, and then the employer decides', async () => {
    const gig = await gigOf([2, 5], { atLeast: 5 });
    const { body: booked } = await bookCrew(seven, gig, asRoles(seven.people, idsOf(gig), [2, 3]));
    await giveBackOne(seven.people[4]!, gig);
    const short = await read(booked.id);
    expect(short).toMatchObject({ people: 4, atLeast: 5, state: 'confirmed' });
    expect(short.shortUntil).not.toBeNull();
    expect(await toldOf(seven.leader, 'crew.stepped_back', gig)).toMatchObject([{ who: '班员5' }]);
    expect(await toldOf(seven.people[4]!, 'crew.taken_off', gig)).toEqual([]);
    await settle(world.server);
    for (const client of [seven.leader.client, world.boss.client]) {
      const { items } = await expectStatus(client.get<NoticesPage>('/me/notices'), 200);
      const told = items.find(({ kind }) => kind === 'crew.short');
      expect(told?.title).toContain('班组少了 1 人');
      expect(JSON.stringify(told)).not.toContain('班员');
    }
    const path = `/crew-bookings/${booked.id}/decline`;
    expect((await world.boss.client.post<Problem>(path, {})).body.code).toBe('crew.wrong_state');
    expect(
      (await led(`${booked.id}/members`, { personId: seven.people[6]!.personId, shiftIds: [idsOf(gig)[1]] }))
        .body,
    ).toMatchObject({ people: 5, shortUntil: null });
    await giveBackOne(seven.people[6]!, gig);
    world.clock.advance({ seconds: 7 * 3600 });
    const gone = await expectStatus(world.boss.client.post<CrewBooking>(path, {}), 200);
    expect(gone).toMatchObject({ people: 0, state: 'cancelled' });
    expect(await world.open(gig)).toEqual([2, 5]);
  });

  test('is taken out, but never below what the posting lets come, nor after the cut-off', async () => {
    const gig = await gigOf([2, 5], { atLeast: 4 });
    const { body: booked } = await bookCrew(seven, gig, asRoles(seven.people, idsOf(gig), [2, 3]));
    const takeOut = (who: Hand) => led(`${booked.id}/members/${who.personId}`, {}, 'DELETE');
    expect((await takeOut(seven.people[4]!)).body).toMatchObject({ people: 4 });
    expect((await takeOut(seven.people[3]!)).body.code).toBe('crew.wrong_state');
    expect(await world.open(gig)).toEqual([0, 3]);
    world.until(2, 22);
    const late = await led(`${booked.id}/replace`, {
      outId: seven.people[1]!.personId,
      inId: seven.people[6]!.personId,
    });
    expect(late.body.code).toBe('crew.too_late');
    // Each by themselves, and the crew as a whole, as anybody. Too few by that, one more may come all the same.
    await giveBackOne(seven.people[2]!, gig);
    expect((await read(booked.id)).shortUntil).not.toBeNull();
    const one = { personId: seven.people[4]!.personId, shiftIds: [idsOf(gig)[1]] };
    expect((await led(`${booked.id}/members`, one)).body).toMatchObject({ people: 4, shortUntil: null });
    await giveBack(booked.id);
  });

  test('leaves the crew in one tap, and what is booked stays', async () => {
    const three = await makeCrew(world.server, 3);
    const gig = await gigOf([2, 5]);
    const { body: booked } = await bookCrew(three, gig, asRoles(three.people, idsOf(gig), [1, 2]));
    const [, , last] = three.people;
    await expectStatus(last!.client.delete(`/crews/${three.crew.id}/members/${last!.personId}`), 204);
    expect((await bookingOf(last!, gig)).state).toBe('confirmed');
    // Who left is nobody's to take off the work, nor named once they don't come.
    const path = `/crew-bookings/${booked.id}`;
    const { code, cannot } = (await three.leader.client.delete<Problem>(`${path}/members/${last!.personId}`))
      .body;
    expect([code, cannot]).toEqual([
      'crew.cannot',
      [{ personId: last!.personId, refusal: 'left', detail: expect.stringContaining('班员3') }],
    ]);
    const gone = await expectStatus(three.leader.client.post<CrewWithdrawn>(`${path}/withdraw`, {}), 200);
    expect(gone).toMatchObject({ people: 0, stays: [{ personId: last!.personId, name: '班员3' }] });
    const single = await bookingOf(last!, gig);
    expect([single.state, single.crewBookingId]).toEqual(['confirmed', undefined]);
    expect(await world.open(gig)).toEqual([2, 4]);
    await giveBackOne(last!, gig);
    const again = await gigOf([2, 5]);
    const { body } = await bookCrew(three, again, asRoles(three.people, idsOf(again), [1, 2]));
    expect(body.code).toBe('crew.wrong_state');
  });
});

describe('of several days', () => {
  /** Three days of helpers, each with so many places; of a crew of at least so many. */
  const days = (headcount: number, more: Parameters<typeof mix>[2] = {}) =>
    world.gig({
      crews: { accepts: true, atLeast: null, oneOnly: false, ...more },
      shifts: [3, 4, 5].map((day) => world.shift(day, 9, 18, headcount)),
    });
  const onAll = (gig: { shifts: { id: string }[] }, people: readonly Hand[]) =>
    people.map(({ personId }) => ({ personId, shiftIds: idsOf(gig) }));
  const heads = (booked: CrewBooking) =>
    booked.days.map(({ people, shortUntil }) => [people, shortUntil !== null]);

  test('one is replaced on the named day alone, and comes again on another, without a place in between', async () => {
    const gig = await days(6);
    const [mon, tue, wed] = idsOf(gig);
    const { body: booked } = await bookCrew(seven, gig, onAll(gig, seven.people.slice(0, 6)));
    const [one, stands] = [seven.people[5]!, seven.people[6]!];
    const swap = (out: Hand, comes: Hand, shiftIds: (string | undefined)[]) =>
      led(`${booked.id}/replace`, { outId: out.personId, inId: comes.personId, shiftIds });
    const { body: after } = await swap(one, stands, [tue]);
    expect([after.people, heads(after)]).toEqual([
      7,
      [
        [6, false],
        [6, false],
        [6, false],
      ],
    ]);
    expect(await bookingOf(one, gig)).toMatchObject({ state: 'confirmed', shiftIds: [mon, wed] });
    expect(await bookingOf(stands, gig)).toMatchObject({ state: 'confirmed', shiftIds: [tue] });
    expect(await world.open(gig)).toEqual([0, 0, 0]);
    // No day is not all of them.
    expect((await swap(one, stands, [])).status).toBe(400);
    // Done once is done; what they don't have can't be given on.
    expect((await swap(one, stands, [tue])).status).toBe(200);
    expect((await swap(seven.people[4]!, stands, [tue])).body.code).toBe('crew.wrong_state');
    expect((await swap(one, stands, ['f'.repeat(24)])).body.code).toBe('crew.wrong_state');
    // Another day goes to who comes on one already, and the first day back to who had it.
    expect((await swap(seven.people[4]!, stands, [wed])).body.people).toBe(7);
    expect((await bookingOf(stands, gig)).shiftIds.toSorted()).toEqual([tue, wed].toSorted());
    expect((await swap(stands, one, [tue])).status).toBe(200);
    const back = await bookingOf(one, gig);
    expect([back.shiftIds.toSorted(), back.ended]).toEqual([[mon, tue, wed].toSorted(), []]);
    expect(await world.open(gig)).toEqual([0, 0, 0]);
    const off = await toldOf(seven.people[4]!, 'crew.taken_off', gig);
    expect(off).toMatchObject([{ title: expect.stringMatching(/\d+月\d+日不用去了/) }]);
    expect(await toldOf(one, 'booking.confirmed', gig)).toHaveLength(2);
    // Heads and days, never days of work; each act once.
    const titles = (await kindsOf(world.boss, gig)).map(([, title]) => title).reverse();
    expect(titles).toEqual([
      expect.stringContaining('如意班 6 人定了，干 3 天'),
      ...Array(3).fill(expect.stringContaining('如意班换了 1 人：')),
    ]);
    await giveBack(booked.id);
    expect(await world.open(gig)).toEqual([6, 6, 6]);
  });

  test('it is short on the days on which too few come: the others stand, and the employer gives up those alone', async () => {
    const gig = await days(7, { atLeast: 6 });
    const [mon, tue, wed] = idsOf(gig);
    const { body: booked } = await bookCrew(seven, gig, onAll(gig, seven.people.slice(0, 6)));
    expect(heads(booked)).toEqual([
      [6, false],
      [6, false],
      [6, false],
    ]);
    const held = await bookingOf(seven.people[5]!, gig);
    await expectStatus(world.stepBack(seven.people[5]!, held.id, [tue!]), 200);
    const short = await read(booked.id);
    expect([short.people, heads(short)]).toEqual([
      6,
      [
        [6, false],
        [5, true],
        [6, false],
      ],
    ]);
    const said = await toldOf(seven.leader, 'crew.short', gig);
    expect(said).toMatchObject([{ title: expect.stringContaining('班组少了 1 人') }]);
    expect(await toldOf(seven.leader, 'crew.stepped_back', gig)).toMatchObject([
      { title: expect.stringMatching(/\d+月\d+日不来了/), who: '班员6' },
    ]);
    // Nobody more is taken off that day, the others are no matter of it.
    const takeOut = (who: Hand, ids: (string | undefined)[]) =>
      led(`${booked.id}/members/${who.personId}?shifts=${ids.join()}`, {}, 'DELETE');
    expect((await takeOut(seven.people[4]!, [tue])).body.code).toBe('crew.wrong_state');
    // One more comes on it: enough; and no longer: too few.
    const more = { personId: seven.people[6]!.personId, shiftIds: [tue] };
    expect(heads((await led(`${booked.id}/members`, more)).body)).toEqual([
      [6, false],
      [6, false],
      [6, false],
    ]);
    await giveBackOne(seven.people[6]!, gig);
    world.clock.advance({ seconds: 7 * 3600 });
    const path = `/crew-bookings/${booked.id}/decline`;
    const given = await expectStatus(world.boss.client.post<CrewBooking>(path, {}), 200);
    expect([given.state, given.people, heads(given)]).toEqual([
      'confirmed',
      6,
      [
        [6, false],
        [6, false],
      ],
    ]);
    expect(await world.open(gig)).toEqual([1, 7, 1]);
    expect((await bookingOf(seven.people[1]!, gig)).shiftIds).toEqual([mon, wed]);
    expect((await world.boss.client.post<Problem>(path, {})).body.code).toBe('crew.wrong_state');
    // The crew gives a day back by its leader's hand.
    const gone = await expectStatus(led(`${booked.id}/withdraw`, { shiftIds: [wed] }), 200);
    // The same day once more, or none, takes nobody off the others.
    const again = await expectStatus(led(`${booked.id}/withdraw`, { shiftIds: [wed] }), 200);
    expect(again.days).toEqual(gone.days);
    expect((await led(`${booked.id}/withdraw`, { shiftIds: [] })).status).toBe(400);
    const out = `/crew-bookings/${booked.id}/members/${seven.people[1]!.personId}?shifts=`;
    expect((await seven.leader.client.delete(out)).status).toBe(400);
    expect([gone.state, heads(gone)]).toEqual(['confirmed', [[6, false]]]);
    expect(await world.open(gig)).toEqual([1, 7, 7]);
    await giveBack(booked.id);
  });

  test('the cut-off is each day’s own, and a crew is enough on each day that it takes', async () => {
    const gig = await days(7, { atLeast: 3 });
    const [mon, tue] = idsOf(gig);
    const [a, b, c, d, stands] = seven.people;
    const some = [a, b, c].map((one) => ({ personId: one!.personId, shiftIds: [mon!, tue!] }));
    const thin = [...some, { personId: d!.personId, shiftIds: [idsOf(gig)[2]!] }];
    const { body: refused } = await bookCrew(seven, gig, thin);
    expect(refused).toMatchObject({ code: 'crew.cannot', detail: expect.stringContaining('只有 1 人去') });
    const { body: booked } = await bookCrew(seven, gig, some);
    world.until(2, 22);
    const swap = (shiftIds: (string | undefined)[] | null) =>
      led(`${booked.id}/replace`, { outId: c!.personId, inId: stands!.personId, shiftIds });
    expect((await swap([mon])).body.code).toBe('crew.too_late');
    expect((await swap(null)).body.code).toBe('crew.too_late');
    expect((await swap([tue])).status).toBe(200);
    await giveBack(booked.id);
  });
});

describe('where the employer chooses', () => {
  test('a crew asks as a whole, holds no place, and is taken by one tap', async () => {
    const gig = await gigOf([2, 5], {}, 'choose');
    const { body: asked } = await bookCrew(seven, gig, asRoles(seven.people, idsOf(gig), [2, 5]));
    expect(asked).toMatchObject({ state: 'requested', people: 7 });
    expect(await world.open(gig)).toEqual([2, 5]);
    const [card] = await cards(gig);
    expect(card!.members[0]!.name).toBe('班**');
    const [part] = await bookings(gig);
    expect((await world.accept(part!.id, part!.revision)).body).toMatchObject({ code: 'booking.of_crew' });
    const path = `/crew-bookings/${asked.id}/accept`;
    const taken = await expectStatus(
      world.boss.client.post<CrewBooking>(path, { revision: card!.revision }),
      200,
    );
    expect(taken).toMatchObject({ state: 'confirmed', people: 7 });
    expect(await kindsOf(world.boss, gig)).toEqual([
      ['crew.came', expect.stringContaining('如意班 7 人报名')],
    ]);
    expect(await kindsOf(seven.leader, gig)).toEqual([
      ['crew.taken', expect.stringContaining('如意班 7 人定了')],
    ]);
    expect((await kindsOf(seven.people[2]!, gig)).map(([kind]) => kind)).toEqual(['booking.confirmed']);
    expect(await world.open(gig)).toEqual([0, 0]);
    expect((await world.boss.client.post(path, { revision: card!.revision })).status).toBe(200);
    await giveBack(asked.id);
  });

  test('all of it or nobody is taken: too few places refuse the whole', async () => {
    const gig = await gigOf([2, 4], {}, 'choose');
    const { body: asked } = await bookCrew(seven, gig, asRoles(seven.people, idsOf(gig), [2, 5]));
    const { revision } = (await cards(gig))[0]!;
    const refused = await world.boss.client.post<Problem>(`/crew-bookings/${asked.id}/accept`, { revision });
    expect(refused.body).toMatchObject({ code: 'booking.refused', refusal: 'full' });
    expect(refused.body.detail).toContain('还有 4 个小工名额，这个班组来 5 人');
    expect((await bookings(gig)).every(({ state }) => state === 'requested')).toBe(true);
    expect(
      await expectStatus(world.boss.client.post<CrewBooking>(`/crew-bookings/${asked.id}/decline`, {}), 200),
    ).toMatchObject({ state: 'declined', people: 0 });
    expect(await kindsOf(seven.leader, gig)).toEqual([
      ['crew.declined', expect.stringContaining('7 人这次没选上')],
    ]);
  });
});

test('a leader who waits for places is told once when so many are free, and holds none', async () => {
  const gig = await gigOf([1, 2]);
  const three = await makeCrew(world.server, 3);
  const { body: booked } = await bookCrew(three, gig, asRoles(three.people, idsOf(gig), [1, 2]));
  await expectStatus(
    seven.leader.client.send('PUT', `/crews/${seven.crew.id}/waits/${gig.id}`, { people: 2 }),
    204,
  );
  const told = async () => {
    await settle(world.server);
    const { items } = await expectStatus(seven.leader.client.get<NoticesPage>('/me/notices'), 200);
    return items.filter(({ kind, href }) => kind === 'crew.places_free' && href === `/gigs/${gig.number}`)
      .length;
  };
  await giveBackOne(three.people[2]!, gig);
  expect(await told()).toBe(0);
  await giveBackOne(three.people[1]!, gig);
  expect(await told()).toBe(1);
  await expectStatus(three.leader.client.post(`/crew-bookings/${booked.id}/withdraw`, {}), 200);
  expect(await told()).toBe(1);
});

test('a leader who waits for one day of several is told of that day', async () => {
  const boss = await makeEmployer(world.server);
  const gig = await world.gig(
    {
      crews: { accepts: true, atLeast: null, oneOnly: false },
      shifts: [3, 5].map((day) => world.shift(day, 9, 18, 1)),
    },
    boss,
  );
  const [first, last] = gig.posting.shifts;
  const wait = { people: 3, shiftIds: [idsOf(gig)[1]] };
  await expectStatus(seven.leader.client.send('PUT', `/crews/${seven.crew.id}/waits/${gig.id}`, wait), 204);
  await world.change(gig, { shifts: [first!, { ...last!, headcount: 3 }] }, boss.client);
  const [told] = await toldOf(seven.leader, 'crew.places_free', gig);
  const dayOf = (shift: typeof first) =>
    `${monthDay(shift!.startsAt!).month}月${monthDay(shift!.startsAt!).day}日`;
  expect(told!.body).toContain(dayOf(last));
  expect(told!.body).not.toContain(dayOf(first));
});

test.each<
  [
    string,
    { before: Parameters<typeof mix>[2]; places: [number, number]; next: 'places' | 'crews' | 'off' },
    number,
  ]
>([
  ['more places are wanted', { before: {}, places: [1, 1], next: 'places' }, 1],
  ['crews may come', { before: { accepts: false }, places: [2, 2], next: 'crews' }, 1],
  ['so few may come', { before: { atLeast: 6 }, places: [2, 5], next: 'crews' }, 1],
  ['it is called off', { before: {}, places: [1, 1], next: 'off' }, 0],
])(
  'a leader who was refused and waits is told once, and nothing false, when %s',
  async (_, { before, places, next }, told) => {
    const boss = await makeEmployer(world.server);
    const { startsAt, endsAt } = world.shift(3);
    const gig = await world.gig(mix({ startsAt, endsAt }, places, before), boss);
    const wait = { people: 4 };
    await expectStatus(seven.leader.client.send('PUT', `/crews/${seven.crew.id}/waits/${gig.id}`, wait), 204);
    const change = (part: Parameters<BookingWorld['change']>[1]) => world.change(gig, part, boss.client);
    const [mason, helper] = gig.posting.shifts;
    if (next === 'places') {
      await change({ shifts: [mason!, { ...helper!, headcount: 2 }] });
      expect(await toldOf(seven.leader, 'crew.places_free', gig)).toEqual([]);
      await change({ shifts: [mason!, { ...helper!, headcount: 4 }] });
      await change({ shifts: [mason!, { ...helper!, headcount: 5 }] });
    } else if (next === 'crews') await change({ crews: { accepts: true, atLeast: 4, oneOnly: false } });
    else await world.end(gig, 'withdraw', boss.client);
    expect(await toldOf(seven.leader, 'crew.places_free', gig)).toHaveLength(told);
    expect(await toldOf(seven.people[1]!, 'crew.places_free', gig)).toEqual([]);
  },
);

describe('what a leader does for others', () => {
  const desk = async () => (await makeOperator(world.server, PLACES.ruyi)).client;
  /** Somebody without a phone, for whom the leader of seven may act by a grant that their desk recorded. */
  const withGrant = async (name: string, scopes = ['look', 'book', 'step_back'], more: object = {}) => {
    const township = await desk();
    const regionId = await regionOf(world.server, '540302208203');
    const one = await expectStatus(
      township.post<Registered>('/people', { name, regionId, age: 40, plateauResident: true }),
      201,
    );
    const grant = await expectStatus(
      township.post<Grant>('/grants', {
        personId: one.id,
        phone: seven.leader.phone,
        name: '班员1',
        relation: 'family',
        scopes,
        ...more,
        consent: { kind: 'witness', witness: '村医' },
      }),
      201,
    );
    return { township, id: one.id, grantId: grant.id };
  };
  const trailOf = async (by: TestClient, id: string) =>
    (await expectStatus(by.get<Trail>(`/people/${id}/trail`), 200)).items.flatMap((act) =>
      /crew|booked|stepped/.test(act.kind)
        ? [
            {
              kind: act.kind,
              as: act.by.as,
              number: act.about.gig?.number ?? null,
              grantId: act.about.grantId,
            },
          ]
        : [],
    );

  test('stands in each one’s trail, and names tell those of one name apart', async () => {
    const tomorrow = new Date(world.server.deps.clock().getTime() + 86_400_000).toISOString().slice(0, 10);
    const { township, id, grantId } = await withGrant('达瓦卓玛', undefined, { until: tomorrow });
    const two = await withGrant('达瓦卓玛');
    const path = `/crews/${seven.crew.id}/members`;
    for (const personId of [id, two.id])
      await expectStatus(seven.leader.client.post<Crew>(path, { personId }), 200);
    const { leads } = await expectStatus(seven.leader.client.get<{ leads: Crew[] }>('/me/crews'), 200);
    const names = leads[0]!.members.slice(-2).map(({ name }) => name);
    expect(new Set(names).size).toBe(2);
    expect(names[0]).toContain('桑那村');
    const gig = await gigOf([2, 5]);
    const [, helper] = idsOf(gig);
    const members = [
      ...asRoles(seven.people.slice(0, 2), idsOf(gig), [1, 1]),
      { personId: id, shiftIds: [helper!] },
    ];
    const { body: booked } = await bookCrew(seven, gig, members);
    expect(booked).toMatchObject({ state: 'confirmed', people: 3, atLeast: null });
    // It ends before the day; of the others there is none.
    const ends = booked.members.filter(({ grantEnds }) => grantEnds);
    expect(ends.map(({ personId, grantEnds }) => [personId, grantEnds?.day])).toEqual([
      [id, gig.shifts[0]!.startsAt],
    ]);
    expect((await cards(gig))[0]!.members.map(({ grantEnds }) => grantEnds)).toEqual([null, null, null]);
    const swap = { outId: id, inId: two.id };
    expect((await led(`${booked.id}/replace`, swap)).body).toMatchObject({ people: 3 });
    await giveBack(booked.id);
    for (const one of [id, two.id]) await expectStatus(seven.leader.client.delete(`${path}/${one}`), 204);
    const did = (kind: string, as: string, of: { number: string } | null, grant: string | null) => ({
      kind,
      as,
      number: of?.number ?? null,
      grantId: grant,
    });
    expect(await trailOf(township, id)).toEqual([
      did('crew_left', 'leader', null, null),
      did('stepped_back', 'family', gig, grantId),
      did('booked', 'family', gig, grantId),
      did('crew_joined', 'leader', null, grantId),
    ]);
    expect((await trailOf(township, two.id)).map(({ kind }) => kind)).toEqual([
      'crew_left',
      'stepped_back',
      'booked',
      'crew_joined',
    ]);
    const own = await expectStatus(seven.leader.client.get<Trail>('/me/trail'), 200);
    expect(own.items.filter(({ by }) => by.as === 'leader')).toEqual([]);
    const tapped = await expectStatus(seven.people[1]!.client.get<Trail>('/me/trail'), 200);
    expect(tapped.items.slice(0, 2).map(({ kind, by }) => [kind, by.as])).toEqual([
      ['stepped_back', 'leader'],
      ['booked', 'leader'],
    ]);
  });

  test('is told once to who acts for several of them, and nothing of their own doing', async () => {
    const { township, id } = await withGrant('仁青卓嘎');
    const others = [await withGrant('仁青卓玛'), await withGrant('仁青拉姆')];
    const son = await world.worker({ name: '儿子' });
    const ids = [id, ...others.map((one) => one.id)];
    for (const personId of ids) {
      await expectStatus(
        seven.leader.client.post<Crew>(`/crews/${seven.crew.id}/members`, { personId }),
        200,
      );
      const consent = { kind: 'witness', witness: '村医' };
      const grant = {
        personId,
        phone: son.phone,
        name: '儿子',
        relation: 'family',
        scopes: ['look'],
        consent,
      };
      await expectStatus(township.post<Grant>('/grants', grant), 201);
    }
    const gig = await gigOf([1, 3], {}, 'choose');
    const [mason, helper] = idsOf(gig);
    const { body: asked } = await bookCrew(seven, gig, [
      { personId: seven.leader.personId, shiftIds: [mason!] },
      ...ids.map((personId) => ({ personId, shiftIds: [helper!] })),
    ]);
    const accept = `/crew-bookings/${asked.id}/accept`;
    await expectStatus(world.boss.client.post(accept, { revision: asked.revision }), 200);
    const your = (what: string) => [
      'crew.your_people',
      expect.stringContaining(`你代办的 3 人，班组${what}`),
    ];
    expect(await kindsOf(son, gig)).toEqual([your('定了'), your('报了名')]);
    expect((await kindsOf(seven.leader, gig)).map(([kind]) => kind)).toEqual(['crew.taken']);
    await giveBack(asked.id);
    expect((await kindsOf(son, gig))[0]).toEqual(your('替他们退了活'));
    expect((await kindsOf(world.boss, gig)).map(([kind]) => kind)).toEqual(['crew.left', 'crew.came']);
    for (const personId of ids)
      await expectStatus(seven.leader.client.delete(`/crews/${seven.crew.id}/members/${personId}`), 204);
  });

  test('takes nobody off the work whose grant does not let them, or has ended', async () => {
    const { township, id, grantId } = await withGrant('白玛曲珍', ['look', 'book']);
    const two = await withGrant('次仁曲珍');
    const path = `/crews/${seven.crew.id}/members`;
    for (const personId of [id, two.id])
      await expectStatus(seven.leader.client.post<Crew>(path, { personId }), 200);
    const gig = await gigOf([2, 5], { atLeast: 2 });
    const [, helper] = idsOf(gig);
    const named = [id, two.id].map((personId) => ({ personId, shiftIds: [helper!] }));
    const members = [...asRoles(seven.people.slice(0, 2), idsOf(gig), [1, 1]), ...named];
    const { body: booked } = await bookCrew(seven, gig, members);
    const refusedOf = async (personId: string) => {
      const swap = await led(`${booked.id}/replace`, { outId: personId, inId: seven.people[5]!.personId });
      const out = await led(`${booked.id}/members/${personId}`, {}, 'DELETE');
      return [swap, out].map(({ body: { code, cannot } }) => [code, cannot?.[0]?.refusal]);
    };
    const refused = ['crew.cannot', 'not_let'];
    expect(await refusedOf(id)).toEqual([refused, refused]);
    await expectStatus(township.post(`/grants/${two.grantId}/end`, { booked: 'stands' }), 200);
    expect(await refusedOf(two.id)).toEqual([refused, refused]);
    const gone = await expectStatus(
      seven.leader.client.post<CrewWithdrawn>(`/crew-bookings/${booked.id}/withdraw`, {}),
      200,
    );
    expect(gone.stays.map(({ name }) => name).toSorted()).toEqual(['次仁曲珍', '白玛曲珍'].toSorted());
    const still = (await bookings(gig)).filter(({ state }) => state === 'confirmed');
    expect(still.map(({ person }) => person.id).toSorted()).toEqual([id, two.id].toSorted());
    expect((await trailOf(township, id)).map(({ kind }) => kind)).toEqual(['booked', 'crew_joined']);
    expect(grantId).not.toBe(two.grantId);
    for (const one of [id, two.id]) await expectStatus(seven.leader.client.delete(`${path}/${one}`), 204);
  });

  test('is asked for them what was changed, until the work begins: then what was agreed holds for all who were silent', async () => {
    const one = await withGrant('德吉卓嘎');
    const path = `/crews/${seven.crew.id}/members`;
    await expectStatus(seven.leader.client.post<Crew>(path, { personId: one.id }), 200);
    const boss = await makeEmployer(world.server);
    const { startsAt, endsAt } = world.shift(3);
    const gig = await world.gig(mix({ startsAt, endsAt }, [2, 5]), boss);
    const [mason, helper] = idsOf(gig);
    const named = { personId: one.id, shiftIds: [helper!] };
    const members = [...asRoles(seven.people.slice(0, 3), [mason!, helper!], [1, 2]), named];
    const { body: booked } = await bookCrew(seven, gig, members);
    const pay = { ...gig.posting.pay, amountFen: gig.posting.pay.amountFen! - 2_000 };
    await world.approve((await world.change(gig, { pay }, boss.client)).body);
    const kindsOf = async ({ client }: { client: TestClient }) => {
      await settle(world.server);
      const { items } = await expectStatus(client.get<NoticesPage>('/me/notices'), 200);
      return items.filter(({ kind }) => kind === 'booking.changed' || kind === 'booking.unanswered');
    };
    const asked = async () =>
      (await expectStatus(seven.leader.client.get<MyPeople>('/me/people'), 200)).items
        .flatMap(({ bookings: held }) => held)
        .filter(({ gig: { id }, changed }) => id === gig.id && changed);
    expect(await asked()).toHaveLength(1);
    const said = (await world.all(seven.people[1]!)).find((held) => held.gig.id === gig.id)!;
    await expectStatus(world.agree(seven.people[1]!, said.id, 2), 200);
    world.until(3, 10);
    expect(await asked()).toEqual([]);
    const told = async (who: { client: TestClient }) =>
      (await kindsOf(who)).map(({ kind, about }) => [kind, about]);
    // Her own wage as of the mason was not changed; the helper who answered hears nothing more, who did not hears what holds.
    expect(await told(seven.people[2]!)).toEqual([['booking.unanswered', null]]);
    // Once while an operator looked at it, and once when it was asked.
    expect(new Set((await told(seven.people[1]!)).map(([kind]) => kind))).toEqual(
      new Set(['booking.changed']),
    );
    expect(await told(seven.leader)).toEqual([['booking.unanswered', '德吉卓嘎']]);
    expect(await told(boss)).toEqual([['booking.unanswered', null]]);
    await expectStatus(seven.leader.client.delete(`${path}/${one.id}`), 204);
    expect((await read(booked.id)).state).toBe('confirmed');
  });

  test('names nobody to them whom they may not know once the work is over', async () => {
    const one = await withGrant('索朗卓玛');
    const path = `/crews/${seven.crew.id}/members`;
    await expectStatus(seven.leader.client.post<Crew>(path, { personId: one.id }), 200);
    const gig = await gigOf([2, 5], { atLeast: 2 });
    const { body: booked } = await bookCrew(seven, gig, [
      ...asRoles(seven.people.slice(0, 1), idsOf(gig), [1]),
      { personId: one.id, shiftIds: [idsOf(gig)[1]!] },
    ]);
    const names = async () => (await read(booked.id)).members.map(({ name }) => name).toSorted();
    await giveBack(booked.id);
    expect(await names()).toEqual(['班员1', '索朗卓玛'].toSorted());
    await expectStatus(one.township.post(`/grants/${one.grantId}/end`, { booked: 'stands' }), 200);
    expect(await names()).toEqual(['班员1', '索***'].toSorted());
    await expectStatus(seven.leader.client.delete(`${path}/${one.id}`), 204);
  });

  test('goes on for the record that is kept, and back where two are taken apart', async () => {
    const { deps } = world.server;
    const mover = deps.hooks.people.crews!;
    const three = await makeCrew(world.server, 3, '达若班');
    const [lead, kept, gone] = three.people.map(({ personId }) => new Types.ObjectId(personId));
    const members = async () =>
      (await deps.models.crews.findById(three.crew.id).lean())!.members.map(({ personId }) =>
        String(personId),
      );
    const before = await members();
    // Of the crew by both records: once. And who leads it leads it as another.
    const twice = await deps.transaction(() => mover.move(gone!, kept!));
    expect(await members()).toEqual([lead, kept].map(String));
    const led = await deps.transaction(() => mover.move(lead!, gone!));
    expect(await members()).toEqual([gone, kept].map(String));
    expect((await deps.models.crews.findById(three.crew.id).lean())!.leaderId).toEqual(gone);
    expect(await deps.transaction(() => mover.putBack(led, gone!, lead!))).toBe(2);
    expect(await deps.transaction(() => mover.putBack(twice, kept!, gone!))).toBe(1);
    expect(await members()).toEqual(before);
    expect((await deps.models.crews.findById(three.crew.id).lean())!.leaderId).toEqual(lead);
  });
});

test('who closes their account is of no crew any more, and leads none', async () => {
  const two = await makeCrew(world.server, 3, '达若班');
  const { leads } = await expectStatus(two.leader.client.get<{ leads: Crew[] }>('/me/crews'), 200);
  expect(leads[0]!.members).toHaveLength(3);
  await forgetInCrews(world.server.deps, two.people[2]!.personId);
  const after = await expectStatus(two.leader.client.get<{ leads: Crew[] }>('/me/crews'), 200);
  expect(after.leads[0]!.members).toHaveLength(2);
  await forgetInCrews(world.server.deps, two.leader.personId);
  expect((await two.leader.client.get<{ leads: Crew[] }>('/me/crews')).body.leads).toEqual([]);
});

test('nobody but the leader and the employer sees who is of it', async () => {
  const gig = await gigOf([2, 5]);
  const { body: booked } = await bookCrew(seven, gig, asRoles(seven.people, idsOf(gig), [1, 1]));
  const stranger = await world.worker();
  expect((await stranger.client.get(`/crew-bookings/${booked.id}`)).status).toBe(404);
  expect((await seven.people[1]!.client.get(`/crew-bookings/${booked.id}`)).status).toBe(404);
  const [, part] = (await bookings(gig)) as GigBooking[];
  expect(part?.crewBookingId).toBe(booked.id);
  await giveBack(booked.id);
});

type Boss = Awaited<ReturnType<typeof makeEmployer>>;
/**
 * What becomes of a crew's booking by what happens to its gig. Each of an employer of its own: of whom something was taken
 * down operators see all postings for a while, and nothing more of it would be public at once.
 */
test.each<[string, (gig: ManagedGig, boss: Boss) => Promise<unknown>, Partial<CrewBooking>]>([
  [
    'its employer calls it off',
    (gig, { client }) => world.end(gig, 'withdraw', client),
    { state: 'cancelled', people: 0 },
  ],
  [
    'nobody more is wanted',
    (gig, { client }) => world.end(gig, 'close', client),
    { state: 'confirmed', people: 7 },
  ],
  [
    'another place is typed and passed',
    async (gig, { client }) => world.approve((await world.change(gig, { title: '砌墙' }, client)).body),
    { state: 'confirmed', people: 7 },
  ],
  [
    'operators take it down',
    async (gig, { client }) => {
      const { revision } = await world.managed(gig, client);
      const path = `/review/${gig.id}/decisions`;
      await world.desk.post(path, {
        decision: 'refuse',
        reason: '查无此事',
        revision,
      });
      await settle(world.server);
    },
    { state: 'cancelled', people: 0 },
  ],
])('a crew’s booking after %s', async (_, happens, becomes) => {
  const boss = await makeEmployer(world.server);
  const { startsAt, endsAt } = world.shift(3);
  const gig = await world.gig(mix({ startsAt, endsAt }, [2, 5]), boss);
  const { body: booked } = await bookCrew(seven, gig, asRoles(seven.people, idsOf(gig), [2, 5]));
  await happens(gig, boss);
  expect(await read(booked.id)).toMatchObject(becomes);
  const parts: MyBooking[] = await Promise.all(seven.people.map((hand) => bookingOf(hand, gig)));
  expect(new Set(parts.map(({ state }) => state))).toEqual(new Set([becomes.state]));
  if (becomes.people) await giveBack(booked.id);
});

test('whom the leader takes out does not come back by the invitation', async () => {
  const { leader, crew, people } = await makeCrew(world.server, 2);
  const join = (code: string) => people[1]!.client.post<Problem>(`/crew-invitations/${code}`, {});
  await expectStatus(leader.client.delete(`/crews/${crew.id}/members/${people[1]!.personId}`), 204);
  expect((await join(crew.code)).body.code).toBe('crew.not_found');
  const { leads } = await expectStatus(leader.client.get<{ leads: Crew[] }>('/me/crews'), 200);
  const now = leads.find(({ id }) => id === crew.id)!;
  expect(now.members.map(({ personId }) => personId)).not.toContain(people[1]!.personId);
  expect((await join(now.code)).status).toBe(200);
});
