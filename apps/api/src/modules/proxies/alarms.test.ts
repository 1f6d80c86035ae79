import type { Alarm, Alarms } from '@linggong/contracts/alarm.ts';
import type { BookedFor } from '@linggong/contracts/booking.ts';
import type { Registered } from '@linggong/contracts/people.ts';
import type { Problem } from '@linggong/contracts/problem.ts';
import type { Grant, GrantsAtDesk } from '@linggong/contracts/proxy.ts';
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
import { Types } from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerListed } from '../people/public.ts';
import { regionById } from '../regions/public.ts';

/** A person as a list has them, of whom nothing but a name is known. */
const LISTED = {
  nameBo: '',
  sex: null,
  birthDate: null,
  birthYear: null,
  skills: '',
  callees: [],
  worksAway: null,
  idLastFour: null,
};

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

const alarms = async (by = county, query = '') =>
  (await expectStatus(by.get<Alarms>(`/alarms${query}`), 200)).items;

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
  expect((await alarms()).map(({ id }) => id)).toEqual([found[1]!.id]);
  expect((await alarms(county, '?which=aside')).map(({ id, aside }) => [id, aside?.remark])).toEqual([
    [found[0]!.id, '打电话问过几家，是真的'],
  ]);
  const grants = (by: string) => expectStatus(county.get<GrantsAtDesk>(`/grants?proxy=${by}`), 200);
  expect((await grants(son.personId)).items).toHaveLength(4);
  expect((await grants(personIds[0]!)).items).toEqual([]);
});

const told = async (which = 'open') =>
  (await alarms(county, `?which=${which}`)).filter(({ kind }) => kind === 'phone');

test('one phone on many records is told of once, with who acts for one of them', async () => {
  const [son, phone] = [await makeWorker(server, { name: '扎西' }), nextPhone()];
  await personOf(son, '卓玛', phone);
  await settle(server);
  expect(await told()).toEqual([]);
  await personOf(son, '旺堆', phone);
  await settle(server);
  const [alarm, ...more] = await told();
  expect(more).toEqual([]);
  expect(alarm).toMatchObject({ count: 2, of: 2, more: 0, aside: null, proxy: { id: son.personId } });
  expect(alarm!.people.map(({ label, inRegister }) => [label, inRegister]).sort()).toEqual(
    [
      ['卓玛', true],
      ['旺堆', true],
    ].sort(),
  );
  expect(JSON.stringify(alarm)).not.toContain(phone.slice(-8));
  await expectStatus(county.post(`/alarms/${alarm!.id}/aside`, { remark: '母女两个用一个' }), 200);
});

test('registered, changed and listed records are looked at too, and one more opens what was set aside', async () => {
  const [phone, other] = [nextPhone(), nextPhone()];
  const register = (name: string, phone: string) =>
    expectStatus(desk.post<Registered>('/people', { name, regionId: village, phone }), 201);
  await register('次仁一', phone);
  const second = await register('次仁二', other);
  await settle(server);
  expect(await told()).toEqual([]);
  const { revision } = second;
  await expectStatus(desk.patch(`/people/${second.id}`, { revision, phone }), 200);
  await settle(server);
  const [alarm] = await told();
  expect(alarm).toMatchObject({ count: 2, proxy: null, employer: null });
  await expectStatus(county.post(`/alarms/${alarm!.id}/aside`, { remark: '问过了' }), 200);
  expect((await told('aside')).map(({ id }) => id)).toContain(alarm!.id);
  expect(await told()).toEqual([]);
  const region = (await regionById(server.deps, village))!;
  const listed = { ...LISTED, name: '次仁三', phone };
  const by = { accountId: null, as: 'desk' as const, office: '如意乡劳务服务点' };
  const roll = { id: new Types.ObjectId() };
  await server.deps.transaction(() => registerListed(server.deps, [{ listed, region, by }], roll));
  await settle(server);
  expect(await told()).toMatchObject([{ id: alarm!.id, count: 3, aside: null }]);
  const events = await server.deps.eventModels.events.find({ type: 'alarm.changed.v1' }).lean();
  expect(events.length).toBeGreaterThan(3);
  const rooms = new Set(events.flatMap(({ audience }) => audience));
  expect(rooms).toContain(`desk:${await regionId(server, PLACES.karuo)}`);
  for (const below of [village, await regionId(server, PLACES.ruyi)])
    expect(rooms).not.toContain(`desk:${below}`);
});
