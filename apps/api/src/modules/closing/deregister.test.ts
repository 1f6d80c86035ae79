import type { People, Registered } from '@linggong/contracts/people.ts';
import type { Problem } from '@linggong/contracts/problem.ts';
import type { OwnGrants } from '@linggong/contracts/proxy.ts';
import { makeOperator, type makeWorker, nextPhone, PLACES, regionId } from '@linggong/testkit/builders.ts';
import { expectStatus, type TestClient, testClient } from '@linggong/testkit/client.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type BookingWorld, bookingWorld } from '../bookings/fixtures/world.ts';

const VILLAGE = '540302208203';
let world: BookingWorld;
let township: TestClient;
let county: TestClient;
let son: Awaited<ReturnType<typeof makeWorker>>;
beforeAll(async () => {
  world = await bookingWorld();
  township = (await makeOperator(world.server, PLACES.ruyi)).client;
  county = (await makeOperator(world.server, PLACES.karuo)).client;
  son = await world.worker({ name: '儿子扎西' });
});
afterAll(() => world.server.close());
beforeEach(() => world.nextMorning());

let count = 0;
async function registered(more: object = {}): Promise<Registered> {
  const input = {
    name: `曲珍旺姆${'一二三四五六七八九'[count++]}`,
    age: 50,
    regionId: await regionId(world.server, VILLAGE),
    callees: [{ kind: 'family', name: '扎西', relation: '儿子', phone: nextPhone() }],
    ...more,
  };
  return expectStatus(township.post<Registered>('/people', input), 201);
}
/** Somebody without a phone whom the son may book, and has booked. */
async function booked(shifts: [number, number, number][], more: object = {}) {
  const person = await registered(more);
  const consent = { kind: 'witness', witness: '村主任' };
  const grant = { personId: person.id, phone: son.phone, name: '儿子', relation: 'family', consent };
  await expectStatus(county.post('/grants', { ...grant, scopes: ['look', 'book', 'step_back'] }), 201);
  const gig = await world.gig({ shifts: shifts.map(([day, from, to]) => world.shift(day, from, to)) });
  const shiftIds = gig.shifts.map(({ id }) => id);
  const body = { version: gig.version, shiftIds, personId: person.id };
  await expectStatus(son.client.post(`/gigs/${gig.id}/bookings`, body), 201);
  return { person, gig };
}
const deregister = (
  { id, revision }: Pick<Registered, 'id' | 'revision'>,
  why: string,
  by: TestClient = township,
) => by.post<Problem>(`/people/${id}/deregister`, { why, revision });
const inRegister = async (name: string) =>
  (await expectStatus(county.get<People>(`/people?q=${encodeURIComponent(name)}`), 200)).items;
const stored = async () => {
  const { connection } = world.server.deps;
  const names = (await connection.listCollections()).map(({ name }) => name);
  // What was told to others then, and what events said, goes by its own age.
  const kept = names.filter((name) => !['notices', 'events', 'outbox'].includes(name));
  const all = await Promise.all(kept.map((name) => connection.collection(name).find().toArray()));
  return JSON.stringify(all);
};

describe('somebody is taken out of the register', () => {
  test.each(['died', 'asked', 'mistake'] as const)(
    '%s: what has not begun is given back, nobody acts for them any more, and nothing tells of them',
    async (why) => {
      const { person, gig } = await booked([[2, 9, 18]]);
      await expectStatus(deregister(person, why), 204);
      expect(await world.of(gig)).toMatchObject([
        { state: 'withdrawn', person: { name: why === 'died' ? '曲****' : '已**' } },
      ]);
      expect(await world.open(gig)).toEqual([3]);
      expect(await inRegister(person.name)).toEqual([]);
      for (const path of ['', '/trail'])
        expect((await county.get(`/people/${person.id}${path}`)).status).toBe(404);
      const { held } = await expectStatus(son.client.get<OwnGrants>('/me/grants'), 200);
      expect(held.filter(({ state }) => state === 'live')).toEqual([]);
      const all = await stored();
      // How they are called in records of work stays a while of who died, and nothing else.
      if (why === 'died') expect(all.split(person.name)).toHaveLength(2);
      else expect(all).not.toContain(person.name);
      expect(all).not.toContain(person.callees[0]!.phone);
      const acts = await world.server.deps.models.acts
        .find({ kind: 'deregistered' })
        .sort({ _id: -1 })
        .lean();
      expect(acts[0]).toMatchObject({ about: { fields: [why] }, by: { as: 'desk' } });
      expect(String(acts[0]!.personId)).toBe(person.id);
    },
  );

  test('with the records that were put together with theirs, if that is said', async () => {
    const [kept, gone] = [await registered({ name: '格桑措姆' }), await registered({ name: '格桑错姆' })];
    await expectStatus(county.post('/merges', { keptId: kept.id, goneId: gone.id }), 201);
    const { revision } = await expectStatus(county.get<Registered>(`/people/${kept.id}`), 200);
    for (const why of ['died', 'asked', 'mistake'])
      expect((await deregister({ id: kept.id, revision }, why, county)).body.code).toBe('people.with_merges');
    expect(await stored()).toContain('格桑错姆');
    const body = { why: 'asked', revision, withMerged: true };
    await expectStatus(county.post(`/people/${kept.id}/deregister`, body), 204);
    const all = await stored();
    for (const name of ['格桑措姆', '格桑错姆']) expect(all).not.toContain(name);
  });

  test('by the desk that checks papers, of who has no account, as the record is now', async () => {
    const person = await registered();
    const village = (await makeOperator(world.server, VILLAGE)).client;
    const elsewhere = (await makeOperator(world.server, PLACES.jiangda)).client;
    for (const [by, code] of [
      [village, 'auth.forbidden'],
      [elsewhere, 'person.not_found'],
      [son.client, 'auth.forbidden'],
    ] as const)
      expect((await deregister(person, 'asked', by)).body.code).toBe(code);
    const change = { revision: person.revision, skills: '放牧' };
    const now = await expectStatus(township.patch<Registered>(`/people/${person.id}`, change), 200);
    expect((await deregister(person, 'asked')).body.code).toBe('people.changed_meanwhile');
    const { code } = await expectStatus(
      township.post<{ code: string }>(`/people/${person.id}/claim-code`),
      201,
    );
    const { terms, privacy } = world.server.deps.texts;
    const consent = { terms: terms.version, privacy: privacy.version };
    await expectStatus(testClient(world.server).post('/session/claim', { code, consent }), 200);
    const { body } = await deregister(now, 'asked');
    expect(body.code).toBe('people.has_account');
    expect(await inRegister(person.name)).toHaveLength(1);
  });

  test('twice at once they are out once, and work that is taken for them at that moment is given back or not taken', async () => {
    const { person } = await booked([[2, 9, 18]]);
    const gig = await world.gig({ shifts: [world.shift(5)] });
    const [first, second, took] = await Promise.all([
      deregister(person, 'asked'),
      deregister(person, 'asked', county),
      son.client.post<Problem>(`/gigs/${gig.id}/bookings`, { version: gig.version, personId: person.id }),
    ]);
    expect([first.status, second.status].sort()).toEqual([204, 404]);
    expect([201, 403, 404]).toContain(took.status);
    const { bookings } = world.server.deps.models;
    expect(await bookings.countDocuments({ personId: person.id, active: true })).toBe(0);
    expect(await world.open(gig)).toEqual([3]);
  });

  test('while they are at work only who died; what has begun stays as it is', async () => {
    const { person, gig } = await booked([
      [1, 9, 18],
      [4, 9, 18],
    ]);
    world.until(1, 12);
    for (const why of ['asked', 'mistake']) {
      const { status, body } = await deregister(person, why);
      expect([status, body.code]).toEqual([409, 'people.at_work']);
      expect(body.detail).toContain('搬货');
    }
    expect(await inRegister(person.name)).toHaveLength(1);
    await expectStatus(deregister(person, 'died'), 204);
    const works = { state: 'confirmed', person: { name: person.name, age: null, callees: [], phone: null } };
    expect(await world.of(gig)).toMatchObject([works]);
    expect(await world.open(gig)).toEqual([2, 3]);
    world.clock.advance({ seconds: 3 * 366 * 24 * 3600 });
    world.server.wakeJobs();
    await expect.poll(stored, { timeout: 15_000 }).not.toContain(person.name);
    const booking = await world.server.deps.models.bookings.findOne({ personId: person.id }).lean();
    expect(booking).toMatchObject({ state: 'confirmed' });
  });
});
