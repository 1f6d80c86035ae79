import type { NoticesPage } from '@linggong/contracts/notice.ts';
import type { Registered } from '@linggong/contracts/people.ts';
import type { Problem } from '@linggong/contracts/problem.ts';
import { makeOperator, type makeWorker, PLACES, regionId } from '@linggong/testkit/builders.ts';
import { expectStatus, type TestClient } from '@linggong/testkit/client.ts';
import { settle } from '@linggong/testkit/settle.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BookingWorld, bookingWorld } from './fixtures/world.ts';

let world: BookingWorld;
let desk: TestClient;
let son: Awaited<ReturnType<typeof makeWorker>>;
beforeAll(async () => {
  world = await bookingWorld();
  desk = (await makeOperator(world.server, PLACES.karuo)).client;
  son = await world.worker({ name: '儿子扎西' });
});
afterAll(() => world.server.close());

/** Somebody without an account whom the son may book for. */
async function registered(input: object): Promise<Registered> {
  const home = await regionId(world.server, PLACES.ruyi);
  const person = await expectStatus(desk.post<Registered>('/people', { regionId: home, ...input }), 201);
  const consent = { kind: 'witness', witness: '村主任' };
  const grant = { personId: person.id, phone: son.phone, name: '儿子', relation: 'family', consent };
  await expectStatus(desk.post('/grants', { ...grant, scopes: ['look', 'book'] }), 201);
  return person;
}
const gigOf = () => world.gig({ shifts: [world.shift(2, 9, 18)] });
const book = (gig: Awaited<ReturnType<typeof gigOf>>, { id }: Registered) =>
  son.client.post<Problem>(`/gigs/${gig.id}/bookings`, {
    version: gig.version,
    shiftIds: gig.shifts.map((shift) => shift.id),
    personId: id,
  });
const told = async (client: TestClient) => {
  await settle(world.server);
  const { items } = await expectStatus(client.get<NoticesPage>('/me/notices'), 200);
  return items.map(({ kind, about }) => [kind, about ?? '']);
};

test('nobody is booked by others whose age nobody knows; once it is said they are', async () => {
  const person = await registered({ name: '曲珍旺姆' });
  const gig = await gigOf();
  const { body } = await book(gig, person);
  expect(body).toMatchObject({ refusal: 'age_unknown', detail: expect.stringContaining('出生日期或岁数') });
  await expectStatus(desk.patch(`/people/${person.id}`, { revision: person.revision, age: 40 }), 200);
  await expectStatus(book(gig, person), 201);
});

test('a desk writes down that somebody is too young: the work is taken off them, and both sides hear of it', async () => {
  const person = await registered({ name: '格桑卓玛', birthDate: '1990-05-01' });
  const gig = await gigOf();
  await expectStatus(book(gig, person), 201);
  const { revision } = await expectStatus(desk.get<Registered>(`/people/${person.id}`), 200);
  const written = { revision, birthDate: '2013-05-01' };
  const after = await expectStatus(desk.patch<Registered>(`/people/${person.id}`, written), 200);
  expect(after.birthDate).toBe('2013-05-01');
  expect(await world.of(gig)).toMatchObject([{ state: 'cancelled' }]);
  expect(await world.open(gig)).toEqual([3]);
  expect(await told(son.client)).toContainEqual(['booking.cancelled', '格桑卓玛']);
  expect(await told(world.boss.client)).toContainEqual(['booking.left', '']);
});
