import type { GigBooking, MyBooking, MyPersonsBookings } from '@linggong/contracts/booking.ts';
import type { MyShowings, Showings, ShownContact } from '@linggong/contracts/contact.ts';
import type { NoticesPage } from '@linggong/contracts/notice.ts';
import type { Problem } from '@linggong/contracts/problem.ts';
import type { OwnGrants } from '@linggong/contracts/proxy.ts';
import { makeEmployer, makeOperator, PLACES, publishGig, regionId } from '@linggong/testkit/builders.ts';
import { expectStatus, type TestClient } from '@linggong/testkit/client.ts';
import { settle } from '@linggong/testkit/settle.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type BookingWorld, bookingWorld, type Worker } from '../bookings/fixtures/world.ts';

let world: BookingWorld;
beforeAll(async () => {
  world = await bookingWorld();
  // As they are where nobody tests.
  const { caps } = world.server.deps;
  Object.assign(world.server.deps, { caps: { ...caps, contacts: 5, contacts_worked: 20 } });
});
afterAll(() => world.server.close());
beforeEach(() => world.nextMorning());

type Boss = Awaited<ReturnType<typeof makeEmployer>>;
const household = () => makeEmployer(world.server, { kind: 'household', name: '王家' });
const ask = (client: TestClient, id: string) =>
  client.post<ShownContact & Problem>(`/bookings/${id}/contact`);
const taken = async (worker: Worker, by: Boss = world.boss, day = 1) =>
  (await world.take(worker, await world.gig({ shifts: [world.shift(day)] }, by))).body;
const showings = () => world.server.deps.models.showings.countDocuments();

describe('a number is shown', () => {
  test('to the two sides of a confirmed booking who ask for it, and noted once each', async () => {
    const boss = await household();
    const worker = await world.worker({ name: '洛桑扎西' });
    const booking = await taken(worker, boss);
    expect(booking).toMatchObject({ state: 'confirmed', contact: { name: null, phone: null } });
    const before = await showings();
    for (let i = 0; i < 3; i++)
      expect(await ask(worker.client, booking.id)).toMatchObject({
        status: 200,
        body: { name: '王家', phone: boss.phone },
      });
    expect(await showings()).toBe(before + 1);
    expect((await world.mine(worker, booking.id)).contact).toEqual({ name: '王家', phone: boss.phone });
    expect(await ask(boss.client, booking.id)).toMatchObject({ body: { phone: worker.phone } });
    const { items } = await expectStatus(
      boss.client.get<{ items: GigBooking[] }>(`/gigs/${booking.gig.id}/bookings`),
      200,
    );
    expect(items[0]!.person).toMatchObject({ name: '洛桑扎西', phone: worker.phone });
    expect(await showings()).toBe(before + 2);
  });

  test('to nobody else, whoever they are, and to neither side before the answer', async () => {
    const worker = await world.worker();
    const gig = await world.gig({ bookingMode: 'choose' });
    const { body: booking } = await world.take(worker, gig);
    const others = [await household(), await world.worker(), await makeOperator(world.server, PLACES.karuo)];
    for (const { client } of others)
      expect((await ask(client, booking.id)).body.code).toBe('booking.not_found');
    for (const client of [worker.client, world.boss.client])
      expect(await ask(client, booking.id)).toMatchObject({
        status: 403,
        body: { code: 'contact.no_reason' },
      });
    await expectStatus(world.accept(booking.id), 200);
    expect((await ask(worker.client, booking.id)).status).toBe(200);
  });

  test('to who has a name', async () => {
    const worker = await world.worker();
    const booking = await taken(worker);
    await world.server.deps.models.persons.updateOne({ _id: worker.personId }, { $set: { name: '' } });
    expect(await ask(worker.client, booking.id)).toMatchObject({
      status: 403,
      body: { code: 'contact.no_name', detail: expect.stringContaining('写上名字') },
    });
    expect((await world.mine(worker, booking.id)).contact?.phone).toBeNull();
  });

  test('after the work too, as wages are asked for then', async () => {
    const worker = await world.worker();
    const booking = await taken(worker);
    world.until(2, 9);
    for (const client of [worker.client, world.boss.client])
      expect((await ask(client, booking.id)).status).toBe(200);
    expect((await world.mine(worker, booking.id)).contact?.phone).toBe(world.boss.phone);
  });
});

describe('whom to call for somebody who has no phone', () => {
  const callee = { kind: 'family', name: '扎西', relation: '儿子', phone: '13800138000' };
  const heldBy = async (body: object, wants: object = {}) => {
    const { server } = world;
    const desk = (await makeOperator(server, PLACES.ruyi)).client;
    const son = await world.worker();
    const village = await regionId(server, '540302208203');
    const { id } = await expectStatus(
      desk.post<{ id: string }>('/people', { name: '白玛央金卓玛', age: 63, regionId: village, ...body }),
      201,
    );
    const by = { phone: son.phone, name: '扎西', relation: 'family', scopes: ['look', 'book', 'step_back'] };
    const consent = { kind: 'family_book' };
    await expectStatus(desk.post('/grants', { personId: id, ...by, consent }), 201);
    const gig = await world.gig({ shifts: [world.shift(1)], ...wants });
    const taken = await expectStatus(
      son.client.post<{ items: { bookingId: string }[] }>(`/gigs/${gig.id}/bookings/people`, {
        version: gig.version,
        personIds: [id],
      }),
      200,
    );
    const looks = await world.worker();
    const sees = { phone: looks.phone, name: '卓玛', relation: 'family', scopes: ['look'] };
    await expectStatus(desk.post('/grants', { personId: id, ...sees, consent }), 201);
    return { gig, son, looks, personId: id, bookingId: taken.items[0]!.bookingId };
  };
  const listed = async (gig: { id: string }) =>
    (await expectStatus(world.boss.client.get<{ items: GigBooking[] }>(`/gigs/${gig.id}/bookings`), 200))
      .items[0]!.person;

  test('is shown to the employer on the same terms as a number, and noted; an age that was told is no exact one', async () => {
    const { gig, son, bookingId } = await heldBy({ callees: [callee] });
    const before = await showings();
    expect(await listed(gig)).toMatchObject({
      age: 63,
      ageEstimated: true,
      reachable: true,
      phone: null,
      callees: [],
    });
    const to = { ...callee, phone: '+8613800138000' };
    expect(await ask(world.boss.client, bookingId)).toMatchObject({
      status: 200,
      body: { name: '白玛央金卓玛', phone: null, callees: [to] },
    });
    expect(await showings()).toBe(before + 1);
    expect(await listed(gig)).toMatchObject({ phone: null, callees: [to] });
    await expectStatus(son.client.post(`/bookings/${bookingId}/withdraw`, {}), 200);
    expect(await listed(gig)).toMatchObject({ reachable: false, callees: [] });
    expect((await ask(world.boss.client, bookingId)).body.code).toBe('contact.no_reason');
  });

  test('who takes work for them calls the employer, as noted and capped as if they did; who only looks does not', async () => {
    const { son, looks, personId, bookingId } = await heldBy({}, { bookingMode: 'choose' });
    expect((await ask(son.client, bookingId)).body.code).toBe('contact.no_reason');
    await expectStatus(world.accept(bookingId), 200);
    await settle(world.server);
    const { items } = await expectStatus(son.client.get<NoticesPage>('/me/notices'), 200);
    const told = items.find(({ kind }) => kind === 'booking.confirmed')!;
    expect(told).toMatchObject({ about: '白玛央金卓玛', href: `/people/${personId}` });
    expect(told.body).toContain('“我的人”');
    expect(told.body).not.toContain('“我的活”');
    const contact = async ({ client }: Worker) =>
      (await expectStatus(client.get<MyPersonsBookings>(`/me/people/${personId}`), 200)).bookings[0]!.contact;
    const before = await showings();
    const caps = () =>
      world.server.deps.models.showings.countDocuments({ personId, whose: 'employer', fresh: true });
    for (let i = 0; i < 2; i++)
      expect(await ask(son.client, bookingId)).toMatchObject({
        status: 200,
        body: { phone: world.boss.phone },
      });
    expect([(await showings()) - before, await caps()]).toEqual([1, 1]);
    expect((await contact(son))?.phone).toBe(world.boss.phone);
    expect(await ask(looks.client, bookingId)).toMatchObject({
      status: 403,
      body: { code: 'auth.forbidden' },
    });
    expect((await contact(looks))?.phone).toBeNull();
    const { held } = await expectStatus(son.client.get<OwnGrants>('/me/grants'), 200);
    await expectStatus(son.client.post(`/grants/${held[0]!.id}/end`, { booked: 'stands' }), 200);
    expect((await ask(son.client, bookingId)).body.code).toBe('booking.not_found');
  });

  test('and where nobody is named there is nobody to call', async () => {
    const { gig, bookingId } = await heldBy({ birthDate: '1963-01-01' });
    expect(await listed(gig)).toMatchObject({ ageEstimated: false, reachable: false });
    expect((await ask(world.boss.client, bookingId)).body.code).toBe('contact.none');
  });
});

describe('a number is no longer shown', () => {
  test.each([
    ['who stepped back', async (w: Worker, b: MyBooking) => void (await world.stepBack(w, b.id))],
    [
      'whose gig was called off',
      async (_: Worker, b: MyBooking) => void (await world.end(b.gig, 'withdraw')),
    ],
  ])('to %s, nor the other way, nor what was changed since', async (_, leave) => {
    const worker = await world.worker({ name: '次仁旺堆' });
    const booking = await taken(worker);
    await ask(worker.client, booking.id);
    await ask(world.boss.client, booking.id);
    await leave(worker, booking);
    if ((await world.managed(booking.gig)).state === 'published')
      expect((await world.change(booking.gig, { title: '搬砖改的字' })).status).toBe(200);
    const mine = await world.mine(worker, booking.id);
    expect(mine).toMatchObject({ contact: null, changes: [], changed: false, inReview: false });
    const all = JSON.stringify([mine, await world.all(worker)]);
    expect(all).not.toContain(world.boss.phone.slice(3));
    expect(all).not.toContain('搬砖改的字');
    expect(await ask(worker.client, booking.id)).toMatchObject({
      status: 403,
      body: { code: 'contact.no_reason' },
    });
    const listed = await world.of(booking.gig);
    expect(JSON.stringify(listed)).not.toContain(worker.phone.slice(3));
    expect((await ask(world.boss.client, booking.id)).body.code).toBe('contact.no_reason');
  });

  test('to who was declined', async () => {
    const worker = await world.worker();
    const gig = await world.gig({ bookingMode: 'choose' });
    const { body: booking } = await world.take(worker, gig);
    await expectStatus(world.boss.client.post(`/bookings/${booking.id}/decline`), 200);
    for (const client of [worker.client, world.boss.client])
      expect((await ask(client, booking.id)).body.code).toBe('contact.no_reason');
  });
});

describe('caps', () => {
  test('book and step back gives five numbers a day and no more, with what to do then', async () => {
    const worker = await world.worker();
    const phones = new Set<string>();
    const refused: Problem[] = [];
    for (let i = 0; i < 8; i++) {
      const booking = await taken(worker, await household(), 1);
      const { status, body } = await ask(worker.client, booking.id);
      if (status === 200) phones.add(body.phone!);
      else refused.push(body);
      await expectStatus(world.stepBack(worker, booking.id), 200);
    }
    expect(phones.size).toBe(5);
    expect(refused).toHaveLength(3);
    for (const { code, detail } of refused) {
      expect(code).toBe('cap.reached');
      expect(detail).toMatch(/一天最多看 5 个新电话，看过的还在。过了今晚 12 点就可以了；急的话.*零工站/);
    }
    world.until(1, 11);
    world.nextMorning();
    const next = await taken(worker, await household(), 1);
    expect((await ask(worker.client, next.id)).status).toBe(200);
  });

  test('one who has worked for a checked employer has more; an employer’s number that is known is none', async () => {
    const worker = await world.worker();
    await taken(worker);
    world.until(2, 9);
    let shown = 0;
    for (let i = 0; i < 7; i++) {
      const booking = await taken(worker, await household(), 4 + i);
      if ((await ask(worker.client, booking.id)).status === 200) shown += 1;
    }
    expect(shown).toBe(7);
    const other = await world.worker();
    for (let i = 0; i < 7; i++) {
      const booking = await taken(other, world.boss, 4 + i);
      expect((await ask(other.client, booking.id)).status).toBe(200);
    }
  });

  test('fifty bookings and taps at once never pass the cap, and as many are noted as were shown', async () => {
    const worker = await world.worker();
    const employers = await Promise.all(Array.from({ length: 10 }, household));
    const gigs = await Promise.all(
      employers.map((boss, i) =>
        publishGig(world.server, boss, { shifts: [world.shift(1 + i)], validUntil: world.at(20, 18) }),
      ),
    );
    const answers = await Promise.all(
      Array.from({ length: 50 }, async (_, i) => {
        const gig = gigs[i % gigs.length]!;
        await world.take(worker, gig);
        const booking = (await world.all(worker)).find((b) => b.gig.id === gig.id && b.state === 'confirmed');
        return booking ? ask(worker.client, booking.id) : null;
      }),
    );
    const got = answers.filter((answer) => answer !== null);
    const phones = new Set(got.filter(({ status }) => status === 200).map(({ body }) => body.phone));
    expect(phones.size).toBe(5);
    expect(new Set(got.map(({ status }) => status))).toEqual(new Set([200, 429]));
    const noted = { personId: worker.personId, whose: 'employer' as const };
    expect(await world.server.deps.models.showings.countDocuments(noted)).toBe(5);
    const seen = JSON.stringify(await world.all(worker));
    expect(employers.filter(({ phone }) => seen.includes(phone.slice(3)))).toHaveLength(5);
  });
});

describe('who was shown a number', () => {
  test('is told to whom it belongs, how often; and to the desk in charge alone', async () => {
    const boss = await household();
    const worker = await world.worker({ name: '白玛央宗' });
    const booking = await taken(worker, boss);
    await ask(worker.client, booking.id);
    await ask(boss.client, booking.id);
    const of = async (client: TestClient) => expectStatus(client.get<MyShowings>('/me/showings'), 200);
    expect(await of(worker.client)).toMatchObject({
      total: 1,
      items: [{ whose: 'person', of: '白玛央宗', to: '王家', gig: { number: booking.gig.number } }],
    });
    expect(await of(boss.client)).toMatchObject({ total: 1, items: [{ whose: 'employer', to: '白玛央宗' }] });
    await world.stepBack(worker, booking.id);
    expect((await of(boss.client)).items[0]).toMatchObject({ to: '白***' });
    expect(await of((await world.worker()).client)).toEqual({ total: 0, items: [] });

    const desk = (await makeOperator(world.server, PLACES.karuo)).client;
    const elsewhere = (await makeOperator(world.server, PLACES.jiangda)).client;
    const log = await expectStatus(desk.get<Showings>('/showings'), 200);
    expect(log.items.slice(0, 2)).toMatchObject([
      { whose: 'person', bookingId: booking.id, employer: { name: '王家' }, person: { name: '白玛央宗' } },
      { whose: 'employer', bookingId: booking.id, thatDay: 1 },
    ]);
    expect(JSON.stringify(log)).not.toMatch(/139\d{8}/);
    expect((await expectStatus(elsewhere.get<Showings>('/showings'), 200)).items).toEqual([]);
    const seen = new Set<string>();
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Showings = await expectStatus(desk.get<Showings>(`/showings?cursor=${cursor}`), 200);
      for (const { id } of page.items) expect(seen.size).toBeLessThan(seen.add(id).size);
      cursor = page.nextCursor;
    }
    expect(seen.size).toBe(await showings());
  });
});
