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
  { by, regionId } = { by: desk, regionId: village },
): Promise<string> {
  const { id } = await expectStatus(
    by.post<Registered>('/people', { name, regionId, birthDate: '1980-01-01', phone }),
    201,
  );
  const grant = {
    personId: id,
    phone: proxy.phone,
    name: '儿子',
    relation: 'family',
    scopes: ['look', 'book'],
  };
  await expectStatus(by.post<Grant>('/grants', { ...grant, consent: { kind: 'family_book' } }), 201);
  return id;
}
/** Another county, whose desk the same may be asked of. */
async function jiangda() {
  const { client } = await makeOperator(server, PLACES.jiangda);
  return { by: client, regionId: await regionId(server, '540321100') };
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
  expect((await aside(desk)).body).toMatchObject({ detail: expect.stringContaining('归县里') });
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

const aboutOf = ({ people, more, elsewhere }: Alarm) => ({
  names: people.map(({ label }) => label).sort(),
  more,
  elsewhere,
});

test('every county of whose people much is taken is told, whoever gave the first grant, each by its own names', async () => {
  const [son, accomplice] = [await makeWorker(server, { name: '罗追' }), await makeWorker(server)];
  const own = { phone: son.phone, name: '儿子', relation: 'family', scopes: ['look', 'book'] };
  await expectStatus(accomplice.client.post<Grant>('/me/grants', own), 201);
  const there = await jiangda();
  const far = [await personOf(son, '江达甲', null, there), await personOf(son, '江达乙', null, there)];
  const near = [await personOf(son, '卡若甲'), await personOf(son, '卡若乙')];
  const boss = await makeEmployer(server);
  const gig = await publishGig(server, boss, { shifts: [shiftOn(server, 3, 9)] });
  const personIds = [...far, ...near, accomplice.personId];
  await expectStatus(
    son.client.post<BookedFor>(`/gigs/${gig.id}/bookings/people`, { version: 1, personIds }),
    200,
  );
  await settle(server);
  const of = async (by: TestClient) => (await alarms(by)).filter(({ proxy }) => proxy?.id === son.personId);
  for (const [by, names, others] of [
    [county, ['卡若乙', '卡若甲'], [...far, '江达', accomplice.personId]],
    [there.by, ['江达乙', '江达甲'], [...near, '卡若', accomplice.personId]],
  ] as const) {
    const found = await of(by);
    expect(found.map(({ kind }) => kind).sort()).toEqual(['share', 'takes']);
    expect(found.map(({ count }) => count)).toEqual([5, 5]);
    for (const each of found)
      expect(aboutOf(each)).toEqual({ names: [...names].sort(), more: 0, elsewhere: 3 });
    for (const other of others) expect(JSON.stringify(found)).not.toContain(other);
  }
  const all = await of((await makeOperator(server, PLACES.city)).client);
  expect(all).toHaveLength(4);
  for (const each of all) expect(aboutOf(each)).toMatchObject({ names: { length: 4 }, elsewhere: 1 });
});

test('who gives grants and has no home is told of where the gig is', async () => {
  const son = await makeWorker(server);
  const own = { phone: son.phone, name: '儿子', relation: 'family', scopes: ['look', 'book'] };
  const accomplice = await makeWorker(server);
  await expectStatus(accomplice.client.post<Grant>('/me/grants', own), 201);
  for (let i = 0; i < 4; i++) {
    const shifts = [shiftOn(server, 4 + i, 9)];
    const gig = await publishGig(server, await makeEmployer(server), { shifts });
    const take = { version: 1, personId: accomplice.personId };
    await expectStatus(son.client.post(`/gigs/${gig.id}/bookings`, take), 201);
  }
  await settle(server);
  const found = (await alarms()).filter(({ proxy }) => proxy?.id === son.personId);
  expect(found.map(({ kind }) => kind)).toEqual(['takes']);
  expect(aboutOf(found[0]!)).toEqual({ names: [], more: 0, elsewhere: 1 });
  expect(await server.deps.models.proxyAlarms.countDocuments({ deskPath: { $size: 0 } })).toBe(0);
});

const told = async (which = 'open', by = county) =>
  (await alarms(by, `?which=${which}`)).filter(({ kind }) => kind === 'phone');

test('a phone on records of two counties is told of in both, who acts in the county whose person it is', async () => {
  const [son, phone, there] = [await makeWorker(server), nextPhone(), await jiangda()];
  const near = await personOf(son, '昌珍', phone);
  const { id: far } = await expectStatus(
    there.by.post<Registered>('/people', { name: '江措', regionId: there.regionId, phone }),
    201,
  );
  const grant = { personId: near, phone: son.phone, name: '儿子', relation: 'family', scopes: ['look'] };
  await expectStatus(desk.post<Grant>('/grants', { ...grant, consent: { kind: 'family_book' } }), 201);
  await settle(server);
  const [[here], [other]] = [await told(), await told('open', there.by)];
  expect(aboutOf(here!)).toEqual({ names: ['昌珍'], more: 0, elsewhere: 1 });
  expect(aboutOf(other!)).toEqual({ names: ['江措'], more: 0, elsewhere: 1 });
  expect([here!.proxy?.id, other!.proxy]).toEqual([son.personId, null]);
  for (const hidden of [far, '江措']) expect(JSON.stringify(here)).not.toContain(hidden);
  for (const hidden of [near, '昌珍']) expect(JSON.stringify(other)).not.toContain(hidden);
  for (const [by, { id }] of [
    [county, here!],
    [there.by, other!],
  ] as const)
    await expectStatus(by.post(`/alarms/${id}/aside`, { remark: '问过了' }), 200);
});

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
