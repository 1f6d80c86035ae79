import type { Alarm, Alarms } from '@linggong/contracts/alarm.ts';
import type { BookedFor } from '@linggong/contracts/booking.ts';
import type { Registered } from '@linggong/contracts/people.ts';
import type { Problem } from '@linggong/contracts/problem.ts';
import type { Grant } from '@linggong/contracts/proxy.ts';
import {
  makeEmployer,
  makeOperator,
  makeWorker,
  nextPhone,
  PLACES,
  publishGig,
  regionId,
  shiftOn,
} from '@linggong/testkit/builders.ts';
import { expectStatus, type TestClient } from '@linggong/testkit/client.ts';
import { movableClock, nextMorning } from '@linggong/testkit/clock.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { settle } from '@linggong/testkit/settle.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

const clock = movableClock(nextMorning());
let server: TestServer;
let desk: TestClient;
let county: TestClient;
let village: string;

beforeAll(async () => {
  server = await startTestServer({
    clock: clock.now,
    settings: { PROXIES: 'alarm_takes=3,alarm_share_from=4,alarm_phone=2' },
  });
  desk = (await makeOperator(server, PLACES.ruyi)).client;
  county = (await makeOperator(server, PLACES.karuo)).client;
  village = await regionId(server, '540302208203');
});
afterAll(() => server.close());

const alarms = async (by = county) => (await expectStatus(by.get<Alarms>('/alarms'), 200)).items;

async function personOf(
  proxy: { phone: string },
  name: string,
  phone: string | null = null,
): Promise<string> {
  const { id } = await expectStatus(
    desk.post<Registered>('/people', { name, regionId: village, birthDate: '1980-01-01', phone }),
    201,
  );
  const grant = {
    personId: id,
    phone: proxy.phone,
    name: '儿子',
    relation: 'family',
    scopes: ['look', 'book'],
  };
  await expectStatus(desk.post<Grant>('/grants', { ...grant, consent: { kind: 'family_book' } }), 201);
  return id;
}

test('many taken on one day and most at one employer come to the county’s list, stop nothing, and are set aside', async () => {
  const son = await makeWorker(server, { name: '扎西' });
  const boss = await makeEmployer(server);
  const personIds: string[] = [];
  for (const name of ['甲央', '乙珍', '丙措', '丁吉']) personIds.push(await personOf(son, name));
  const gig = await publishGig(server, boss, { shifts: [shiftOn(server, 3, 9)] });
  const book = (ids: string[]) =>
    expectStatus(
      son.client.post<BookedFor>(`/gigs/${gig.id}/bookings/people`, { version: 1, personIds: ids }),
      200,
    );
  await book(personIds.slice(0, 3));
  await settle(server);
  expect(await alarms()).toEqual([]);
  const { items } = await book(personIds.slice(3));
  expect(items.map(({ outcome }) => outcome)).toEqual(['confirmed']);
  await settle(server);
  const found = await alarms();
  expect(found.map(({ kind, count, of }) => [kind, count, of]).sort()).toEqual([
    ['share', 4, 4],
    ['takes', 4, 3],
  ]);
  for (const each of found) {
    expect(each.proxy).toMatchObject({ id: son.personId, name: '扎西' });
    expect(each.people.map(({ id }) => id).sort()).toEqual([...personIds].sort());
  }
  const aside = (by: TestClient) =>
    by.post<Alarm & Problem>(`/alarms/${found[0]!.id}/aside`, { remark: '打电话问过几家，是真的' });
  const elsewhere = (await makeOperator(server, PLACES.jiangda)).client;
  expect([(await aside(desk)).status, (await aside(elsewhere)).status]).toEqual([403, 404]);
  expect(await alarms(elsewhere)).toEqual([]);
  await expectStatus(aside(county), 200);
  expect((await alarms()).map(({ aside }) => aside?.remark ?? null)).toEqual([
    null,
    '打电话问过几家，是真的',
  ]);
});

test('one phone on many records is told of where somebody acts for one of them', async () => {
  const [son, phone] = [await makeWorker(server), nextPhone()];
  const told = async () => (await alarms()).filter(({ kind }) => kind === 'phone');
  await personOf(son, '卓玛', phone);
  expect(await told()).toEqual([]);
  await personOf(son, '旺堆', phone);
  const [alarm] = await told();
  expect(alarm).toMatchObject({ count: 2, of: 2, aside: null, proxy: { id: son.personId } });
  expect(alarm!.people.map(({ name }) => name).sort()).toEqual(['卓玛', '旺堆'].sort());
});
