import type { Alarms } from '@linggong/contracts/alarm.ts';
import type {
  BookedFor,
  MyBooking,
  MyPersonsBookings,
  PeopleTakeability,
} from '@linggong/contracts/booking.ts';
import type { StoredFile } from '@linggong/contracts/file.ts';
import type { ManagedGig } from '@linggong/contracts/gig.ts';
import type { NoticesPage } from '@linggong/contracts/notice.ts';
import type { Merge, Registered, Trail, Unmerged } from '@linggong/contracts/people.ts';
import type { Problem } from '@linggong/contracts/problem.ts';
import type { Broker, Grant, GrantEnded, OwnGrants } from '@linggong/contracts/proxy.ts';
import type { Unattended } from '@linggong/contracts/unattended.ts';
import { localDay } from '@linggong/rules/time.ts';
import {
  makeEmployer,
  makeOperator,
  makeWorker,
  PLACES,
  publishGig,
  regionId,
  shiftOn,
} from '@linggong/testkit/builders.ts';
import { expectStatus, type TestClient } from '@linggong/testkit/client.ts';
import { movableClock, nextMorning } from '@linggong/testkit/clock.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { settle } from '@linggong/testkit/settle.ts';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';

const clock = movableClock(nextMorning());
let server: TestServer;
let desk: TestClient;
let village: string;

beforeAll(async () => {
  server = await startTestServer({ clock: clock.now });
  desk = (await makeOperator(server, PLACES.ruyi)).client;
  village = await regionId(server, '540302208203');
});
afterAll(() => server.close());

const register = (name: string) =>
  expectStatus(desk.post<Registered>('/people', { name, regionId: village }), 201);
const record = (
  person: { id: string },
  phone: string,
  consent: object = { kind: 'witness', witness: '次仁' },
  scopes = ['look', 'book'],
) =>
  desk.post<Grant & Problem>('/grants', {
    personId: person.id,
    phone,
    name: '儿子',
    relation: 'family',
    scopes,
    consent,
  });
const peopleOf = async ({ client }: { client: TestClient }) =>
  (await expectStatus(client.get<OwnGrants>('/me/grants'), 200)).held
    .filter(({ state }) => state === 'live')
    .map(({ person }) => person.id)
    .sort();

test('of two records that become one the grants are the one’s, each proxy once, and go back with it', async () => {
  const [kept, gone] = [await register('白玛央金'), await register('白玛央金卓玛')];
  const [son, both] = [await makeWorker(server), await makeWorker(server)];
  await expectStatus(record(gone, son.phone), 201);
  await expectStatus(record(gone, both.phone), 201);
  await expectStatus(record(kept, both.phone), 201);
  const merge = await expectStatus(desk.post<Merge>('/merges', { keptId: kept.id, goneId: gone.id }), 201);
  expect(await peopleOf(son)).toEqual([kept.id]);
  expect(await peopleOf(both)).toEqual([kept.id]);
  await expectStatus(desk.post(`/merges/${merge.id}/undo`), 200);
  expect(await peopleOf(son)).toEqual([gone.id]);
  expect(await peopleOf(both)).toEqual([kept.id, gone.id].sort());
});

test.each(['kept', 'gone'] as const)(
  'of two grants to one proxy the wider stays: that of the %s',
  async (wider) => {
    const [kept, gone] = [await register('德吉措'), await register('德吉错')];
    const son = await makeWorker(server);
    const grants = { kept: kept.id, gone: gone.id };
    for (const [side, id] of Object.entries(grants)) {
      const scopes = side === wider ? ['look', 'book', 'step_back'] : ['look'];
      await expectStatus(record({ id }, son.phone, undefined, scopes), 201);
    }
    const scopesOf = async () => {
      const { held } = await expectStatus(son.client.get<OwnGrants>('/me/grants'), 200);
      const live = held.filter(({ state }) => state === 'live');
      return live.map(({ person, scopes }) => `${person.id} ${scopes.length}`).sort();
    };
    const before = await scopesOf();
    const merge = await expectStatus(desk.post<Merge>('/merges', { keptId: kept.id, goneId: gone.id }), 201);
    expect(await scopesOf()).toEqual([`${kept.id} 3`]);
    await expectStatus(desk.post(`/merges/${merge.id}/undo`), 200);
    expect(await scopesOf()).toEqual(before);
  },
);

test('who closes their account acts for nobody, and nobody for them', async () => {
  const mother = await register('曲珍');
  const [son, uncle] = [await makeWorker(server), await makeWorker(server)];
  const held = await expectStatus(record(mother, son.phone), 201);
  const own = await expectStatus(
    son.client.post<Grant>('/me/grants', {
      phone: uncle.phone,
      name: '叔叔',
      relation: 'family',
      scopes: ['look'],
    }),
    201,
  );
  await expectStatus(son.client.post('/me/close', { phone: son.phone }), 204);
  const ended = async (id: string) =>
    (await server.deps.models.grants.findById(id).lean().orFail()).ended?.by;
  expect([await ended(held.id), await ended(own.id)]).toEqual(['proxy', 'person']);
  expect(await peopleOf(uncle)).toEqual([]);
});

test('a signed paper is seen by those whom it concerns, and is one person’s alone', async () => {
  const photo = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#884422' } })
    .jpeg()
    .toBuffer();
  const form = () => {
    const sent = new FormData();
    sent.set('file', new File([new Uint8Array(photo)], 'paper.jpg', { type: 'image/jpeg' }));
    return sent;
  };
  const put = (client: TestClient) => client.send<StoredFile>('POST', '/files?kind=consent_paper', form());
  const son = await makeWorker(server);
  expect((await put(son.client)).status).toBe(403);
  const file = await expectStatus(put(desk), 201);
  const [one, two] = [await register('德吉'), await register('拉姆')];
  const paper = { kind: 'paper', fileId: file.id };
  const grant = await expectStatus(record(one, son.phone, paper), 201);
  expect(grant.consent.kind).toBe('paper');
  const again = await record(two, son.phone, paper);
  expect([again.status, again.body.code]).toEqual([404, 'file.not_found']);
  const [held] = (await expectStatus(son.client.get<OwnGrants>('/me/grants'), 200)).held;
  const open = (client: TestClient) =>
    fetch(`${server.url}${held!.consent.paper!.url}`, { headers: { cookie: client.cookie() } });
  expect([(await open(son.client)).status, (await open(desk)).status]).toEqual([200, 404]);
  const trail = await expectStatus(desk.get<Trail>(`/people/${one.id}/trail`), 200);
  expect(trail.items.map(({ kind }) => kind)).toContain('grant_recorded');
});

type Told = Pick<NoticesPage['items'][number], 'kind' | 'title' | 'body' | 'who' | 'href'>;
const toldTo = async ({ client }: { client: TestClient }): Promise<Told[]> => {
  await settle(server);
  const { items } = await expectStatus(client.get<NoticesPage>('/me/notices'), 200);
  return items.filter(({ kind }) => kind.startsWith('grant.'));
};
const kindsTo = async (of: { client: TestClient }) => (await toldTo(of)).map(({ kind }) => kind);
const giveTo = (
  person: { client: TestClient },
  phone: string,
  scopes = ['look', 'book'],
  more: object = {},
) =>
  expectStatus(
    person.client.post<Grant>('/me/grants', {
      phone,
      name: '舅舅丹增',
      relation: 'family',
      scopes,
      ...more,
    }),
    201,
  );
const stop = (client: TestClient, { id }: { id: string }) =>
  expectStatus(client.post(`/grants/${id}/end`, { booked: 'stands' }), 200);

test('of a grant both are told but who did it: given, replaced, ended', async () => {
  const [person, proxy] = [await makeWorker(server, { name: '央金拉姆' }), await makeWorker(server)];
  await giveTo(person, proxy.phone);
  const [given] = await toldTo(proxy);
  expect(given).toMatchObject({ kind: 'grant.given', who: '央金拉姆' });
  expect(given!.body).toMatch(/看他的活、替他报名，到 .*日.* 为止。本人自己写的。/);
  expect(given!.title + given!.body).not.toMatch(/央金|\d{11}|undefined/);
  const second = await giveTo(person, proxy.phone, ['look']);
  expect(second).toMatchObject({ replaces: true, scopes: ['look'] });
  expect(await kindsTo(proxy)).toEqual(['grant.replaced', 'grant.given']);
  await stop(person.client, second);
  const [over] = await toldTo(proxy);
  expect(over).toMatchObject({ kind: 'grant.ended', body: expect.stringContaining('本人停的') });
  // Nothing of what they did themselves.
  expect(await kindsTo(person)).toEqual([]);
  const third = await giveTo(person, proxy.phone);
  await stop(proxy.client, third);
  const [left] = await toldTo(person);
  expect(left).toMatchObject({ kind: 'grant.ended', who: '舅舅丹增', href: '/me/proxies' });
  expect(left!.body).toContain('他自己停的');
  expect(await kindsTo(proxy)).toEqual(['grant.given', 'grant.ended', 'grant.replaced', 'grant.given']);
});

test('whom a desk writes down is told of it with the office, and one who has no account by nobody', async () => {
  const [person, proxy, other] = [
    await makeWorker(server, { name: '拉姆' }),
    await makeWorker(server),
    await makeWorker(server),
  ];
  await expectStatus(person.client.patch('/me/person', { regionId: village }), 200);
  await expectStatus(desk.post('/grants/code', { personId: person.personId }), 200);
  const consent = { kind: 'code', code: server.sms.codeTo(person.phone) };
  const grant = await expectStatus(record({ id: person.personId }, proxy.phone, consent), 201);
  const [told] = await toldTo(person);
  expect(told).toMatchObject({ kind: 'grant.given', who: '儿子', href: '/me/proxies' });
  expect(told!.body).toMatch(/看你的活、替你报名.*记的.*谁能替我办/);
  await stop(desk, grant);
  for (const one of [person, proxy])
    expect((await toldTo(one))[0]).toMatchObject({
      kind: 'grant.ended',
      body: expect.stringContaining('零工站停的'),
    });
  // Nobody reads it for who has no account, who sees them by another grant as little.
  const without = await register('没有手机');
  await expectStatus(record(without, other.phone), 201);
  const second = await expectStatus(record(without, proxy.phone), 201);
  await stop(desk, second);
  expect(await kindsTo(other)).toEqual(['grant.given']);
});

test('a lost role is one notice with how many people it was for, and one to each of them', async () => {
  const county = (await makeOperator(server, PLACES.karuo)).client;
  const broker = await makeWorker(server);
  const role = await expectStatus(
    county.post<Broker>('/brokers', { phone: broker.phone, regionId: await regionId(server, PLACES.ruyi) }),
    201,
  );
  const people = [];
  for (const name of ['一', '二', '三']) {
    const person = await makeWorker(server, { name });
    await expectStatus(person.client.patch('/me/person', { regionId: village }), 200);
    await giveTo(person, broker.phone, ['look'], { relation: 'broker' });
    people.push(person);
  }
  await expectStatus(county.delete(`/brokers/${role.id}`), 204);
  const told = (await toldTo(broker)).filter(({ kind }) => kind === 'grant.ended');
  expect(told).toMatchObject([{ title: expect.stringContaining('3 个人'), who: null }]);
  for (const person of people)
    expect(await toldTo(person)).toMatchObject([
      { kind: 'grant.ended', body: expect.stringContaining('没有这个身份') },
    ]);
});

test('before it ends by its day who acts is told once, if there is work after it', async () => {
  const boss = await makeEmployer(server);
  const proxy = await makeWorker(server);
  const last = (days: number) =>
    new Date(clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
  const busy = [];
  for (const [name, day] of [
    ['后面有活', 10],
    ['也有活', 11],
    ['到期前就完', 3],
  ] as const) {
    const person = await makeWorker(server, { name });
    await giveTo(person, proxy.phone, ['look'], { until: last(8) });
    const gig = await publishGig(server, boss, { shifts: [shiftOn(server, day, 3)] });
    await expectStatus(person.client.post(`/gigs/${gig.id}/bookings`, { version: 1 }), 201);
    busy.push(person);
  }
  const soon = async () => (await toldTo(proxy)).filter(({ kind }) => kind === 'grant.ends_soon');
  expect(await soon()).toEqual([]);
  clock.advance({ days: 2 });
  expect(await soon()).toMatchObject([{ title: expect.stringContaining('2 个人'), who: null }]);
  clock.advance({ days: 1 });
  expect(await soon()).toHaveLength(1);
});

test('who holds work on a day on which nobody acts for them is on the desk’s list, which asks or gives back', async () => {
  const boss = await makeEmployer(server);
  const county = (await makeOperator(server, PLACES.karuo)).client;
  const elsewhere = (await makeOperator(server, PLACES.jiangda)).client;
  const [son, daughter] = [await makeWorker(server), await makeWorker(server)];
  const list = () => expectStatus(desk.get<Unattended>('/unattended'), 200);
  const open = async () => (await expectStatus(county.get<Alarms>('/alarms'), 200)).unattended;
  const before = { open: await open(), people: (await list()).people };
  const mother = await expectStatus(
    desk.post<Registered>('/people', {
      name: '阿妈措姆',
      regionId: village,
      age: 40,
      callees: [{ kind: 'family', name: '次仁', relation: '儿子', phone: '13812345678' }],
    }),
    201,
  );
  const grant = await expectStatus(record(mother, son.phone), 201);
  const work = { shifts: [shiftOn(server, 5, 3)] };
  const [gig, second] = [await publishGig(server, boss, work), await publishGig(server, boss)];
  const take = ({ id }: { id: string }) =>
    expectStatus(
      son.client.post<MyBooking>(`/gigs/${id}/bookings`, { version: 1, personId: mother.id }),
      201,
    );
  const held = await take(gig);
  expect((await list()).people).toBe(before.people);
  // With an account one acts for oneself.
  const own = await makeWorker(server);
  await expectStatus(own.client.patch('/me/person', { regionId: village }), 200);
  const own_ = await giveTo(own, son.phone);
  await expectStatus(
    son.client.post(`/gigs/${gig.id}/bookings`, { version: 1, personId: own.personId }),
    201,
  );
  await stop(own.client, own_);
  const confirm = (client: TestClient, { id }: { id: string }, version = 1) =>
    client.post<MyBooking & Problem>(`/unattended/${id}/confirm`, {
      version,
      asked: { whom: '次仁', how: 'phone' },
    });
  const attended = await confirm(desk, held);
  expect([attended.status, attended.body.code]).toEqual([409, 'booking.attended']);
  const twice = await take(second);
  await stop(desk, grant);

  const listed = await list();
  expect([listed.people, await open()]).toEqual([before.people + 1, before.open + 1]);
  const item = listed.items.find(({ person }) => person.id === mother.id)!;
  expect(item).toMatchObject({
    person: { name: '阿妈措姆' },
    hasPhone: false,
    callees: [{ name: '次仁', relation: '儿子' }],
    lastGrant: { id: grant.id, ended: { by: 'desk' } },
  });
  expect(item.bookings.map(({ booking, stoodIn }) => [booking.id, stoodIn])).toEqual(
    expect.arrayContaining([
      [held.id, null],
      [twice.id, null],
    ]),
  );
  expect(JSON.stringify(listed)).not.toContain('13812345678');
  expect((await expectStatus(elsewhere.get<Unattended>('/unattended'), 200)).items).toEqual([]);
  expect((await confirm(elsewhere, held)).status).toBe(404);

  // Said again it is said once.
  for (let i = 0; i < 3; i++) await expectStatus(confirm(desk, held), 200);
  const { agreements } = await server.deps.models.bookings.findById(held.id).lean().orFail();
  expect(agreements.map(({ version, office }) => [version, office === undefined])).toEqual([
    [1, true],
    [1, false],
  ]);
  const back = await expectStatus(
    desk.post<MyBooking>(`/unattended/${twice.id}/step-back`, { reason: '腿摔了' }),
    200,
  );
  expect(back.state).toBe('withdrawn');
  expect([(await list()).people, await open()]).toEqual([before.people + 1, before.open]);
  const now = (await list()).items.find(({ person }) => person.id === mother.id)!;
  expect(now.bookings).toMatchObject([{ booking: { id: held.id }, stoodIn: { whom: '次仁', how: 'phone' } }]);
  const trail = await expectStatus(desk.get<Trail>(`/people/${mother.id}/trail`), 200);
  const acts = trail.items.filter(({ about }) => about.bookingId && about.grantId === null);
  expect(acts.map(({ kind, by, about }) => [kind, by.as, about.reason])).toEqual([
    ['stepped_back', 'desk', '腿摔了'],
    ['confirmed', 'desk', undefined],
  ]);
  // Another grant covers some of the days, or all of them.
  const short = { until: new Date(clock.now().getTime() + 2 * 86_400_000).toISOString().slice(0, 10) };
  const again = { personId: mother.id, name: '女儿', relation: 'family', scopes: ['look'] };
  const consent = { kind: 'witness', witness: '次仁' };
  await expectStatus(desk.post('/grants', { ...again, ...short, phone: daughter.phone, consent }), 201);
  expect((await list()).people).toBe(before.people + 1);
  await expectStatus(desk.post('/grants', { ...again, phone: daughter.phone, consent }), 201);
  expect((await list()).people).toBe(before.people);
});

test('that a grant ends before the day, and that one is needed at home, is said where one books, and bars nothing', async () => {
  const boss = await makeEmployer(server);
  const son = await makeWorker(server);
  const until = new Date(clock.now().getTime() + 6 * 86_400_000).toISOString().slice(0, 10);
  const [near, far] = [await register('近的'), await register('远的')];
  for (const [person, more] of [
    [near, { until }],
    [far, {}],
  ] as const) {
    const consent = { kind: 'witness', witness: '次仁' };
    const asked = { name: '儿子', relation: 'family', scopes: ['look', 'book'], consent, phone: son.phone };
    await expectStatus(desk.patch(`/people/${person.id}`, { age: 40, revision: 0 }), 200);
    await expectStatus(desk.post('/grants', { ...asked, ...more, personId: person.id }), 201);
  }
  const looked = await register('只让看的');
  await expectStatus(record(looked, son.phone, undefined, ['look']), 201);
  const gig = await publishGig(server, boss, { shifts: [shiftOn(server, 4, 3), shiftOn(server, 9, 3)] });
  const can = await expectStatus(
    son.client.get<PeopleTakeability>(`/gigs/${gig.id}/takeability/people`),
    200,
  );
  expect(can.items.map(({ person }) => person.name).sort()).toEqual(['近的', '远的'].sort());
  expect(can.others.map(({ name }) => name)).toEqual(['只让看的']);
  const [early, late] = gig.shifts.map(({ id }) => id);
  const day = gig.shifts[1]!.startsAt;
  const named = (await expectStatus(desk.get<Registered>(`/people/${far.id}`), 200)).revision;
  const monthDay = localDay(day!).slice(5);
  const busy = [{ from: monthDay, to: monthDay, words: '挖虫草' }];
  await expectStatus(desk.patch(`/people/${far.id}`, { busy, revision: named }), 200);
  const asked = (shifts: string) =>
    expectStatus(son.client.get<PeopleTakeability>(`/gigs/${gig.id}/takeability/people${shifts}`), 200);
  const busyOf = ({ items }: PeopleTakeability) =>
    Object.fromEntries(items.map((one) => [one.person.id, one.busy]));
  expect(busyOf(await asked(''))).toEqual({ [near.id]: [], [far.id]: busy });
  expect(busyOf(await asked(`?shifts=${early}`))).toEqual({ [near.id]: [], [far.id]: [] });
  const said = (items: readonly { person: { id: string }; grantEnds: unknown }[]) =>
    Object.fromEntries(items.map(({ person, grantEnds }) => [person.id, grantEnds]));
  const ends = { until: expect.stringContaining('T16:00'), day };
  expect(said(can.items)).toEqual({ [near.id]: ends, [far.id]: null });
  const book = (shiftIds: (string | undefined)[]) =>
    expectStatus(
      son.client.post<BookedFor>(`/gigs/${gig.id}/bookings/people`, {
        version: 1,
        shiftIds,
        personIds: [near.id, far.id],
      }),
      200,
    );
  const { items } = await book([early, late]);
  expect(items.map(({ outcome }) => outcome)).toEqual(['confirmed', 'confirmed']);
  expect(said(items)).toEqual({ [near.id]: ends, [far.id]: null });
  const { bookings } = await expectStatus(son.client.get<MyPersonsBookings>(`/me/people/${near.id}`), 200);
  expect(bookings[0]!.grantEnds).toEqual(ends);
});

test('who moves takes family along, and whom an office reaches no more is acted for by it no more', async () => {
  const county = (await makeOperator(server, PLACES.karuo)).client;
  const organiser = await makeOperator(server, '540302208203');
  const other = (await makeOperator(server, '540302208202')).client;
  const [son, broker] = [await makeWorker(server), await makeWorker(server)];
  const ruyi = await regionId(server, PLACES.ruyi);
  await expectStatus(county.post('/brokers', { phone: broker.phone, regionId: ruyi }), 201);
  const [mother, kept] = [await register('搬家的'), await register('不搬的')];
  const consent = { kind: 'witness', witness: '次仁' };
  const grant = (personId: string, phone: string, relation: string) =>
    expectStatus(
      desk.post<Grant>('/grants', { personId, phone, relation, name: '他', scopes: ['look'], consent }),
      201,
    );
  const held = [
    await grant(mother.id, son.phone, 'family'),
    await grant(mother.id, broker.phone, 'broker'),
    await grant(mother.id, organiser.phone, 'organiser'),
  ];
  await grant(kept.id, organiser.phone, 'organiser');
  const stored = () =>
    Promise.all(
      held.map(async ({ id }) => {
        const { open, ended, deskPath } = await server.deps.models.grants.findById(id).lean().orFail();
        return [open, ended?.by ?? null, String(deskPath.at(-1))];
      }),
    );
  // To the next village of the same township: the broker's region reaches it, the organiser's does not.
  const next = await regionId(server, '540302208202');
  await expectStatus(county.patch(`/people/${mother.id}`, { regionId: next, revision: 0 }), 200);
  expect(await stored()).toEqual([
    [true, null, next],
    [true, null, next],
    [false, 'moved', village],
  ]);
  expect(await peopleOf(organiser)).toEqual([kept.id]);
  expect((await toldTo(organiser))[0]).toMatchObject({ kind: 'grant.ended', who: '搬***' });
  expect((await toldTo(organiser))[0]!.body).toContain('不归你这一片');
  // Nor does what is over follow her to where she lives, and to what she is called by then.
  const { held: over } = await expectStatus(organiser.client.get<OwnGrants>('/me/grants'), 200);
  expect(over.find(({ person }) => person.id === mother.id)).toMatchObject({
    state: 'ended',
    person: { name: '搬***', regionNames: [] },
  });
  const trail = await expectStatus(county.get<Trail>(`/people/${mother.id}/trail`), 200);
  expect(trail.items.find(({ kind }) => kind === 'grant_ended')).toMatchObject({ by: { as: 'system' } });
  // The desk of there is in charge of it now, that of before no more.
  const end = (client: TestClient) => client.post(`/grants/${held[0]!.id}/end`, { booked: 'stands' });
  expect((await end(organiser.client)).status).toBe(404);
  expect((await end(other)).status).toBe(200);
  expect((await kindsTo(son))[0]).toBe('grant.ended');
});

test('what was booked by a grant is given back by the person or a desk in charge now, and stands in the trail', async () => {
  const boss = await makeEmployer(server);
  const county = (await makeOperator(server, PLACES.karuo)).client;
  const before = (await makeOperator(server, '540302208203')).client;
  const after = (await makeOperator(server, '540302208202')).client;
  const [son, daughter] = [await makeWorker(server), await makeWorker(server)];
  const mother = await register('搬走的阿妈');
  await expectStatus(desk.patch(`/people/${mother.id}`, { age: 40, revision: 0 }), 200);
  const days = [6, 7, 8].map((day) => ({ shifts: [shiftOn(server, day, 3)] }));
  const gigs: ManagedGig[] = [];
  for (const day of days) gigs.push(await publishGig(server, boss, day));
  const take = async (by: TestClient, i: number) =>
    (
      await expectStatus(
        by.post<MyBooking>(`/gigs/${gigs[i]!.id}/bookings`, { version: 1, personId: mother.id }),
        201,
      )
    ).id;
  const first = await expectStatus(record(mother, son.phone), 201);
  const old = await take(son.client, 0);
  // Another takes its place: what was booked by the one before is that one's too.
  const second = await expectStatus(record(mother, son.phone), 201);
  await stop(desk, second);
  const third = await expectStatus(record(mother, son.phone), 201);
  const later = await take(son.client, 1);
  await expectStatus(record(mother, daughter.phone), 201);
  const others = await take(daughter.client, 2);
  const { revision } = await expectStatus(desk.get<Registered>(`/people/${mother.id}`), 200);
  const regionId_ = await regionId(server, '540302208202');
  await expectStatus(county.patch(`/people/${mother.id}`, { regionId: regionId_, revision }), 200);
  const end = (client: TestClient, { id }: { id: string }) =>
    client.post<GrantEnded>(`/grants/${id}/end`, { booked: 'step_back' });
  const states = async () => {
    const held = await server.deps.models.bookings.find({ personId: mother.id }).lean();
    return [old, later, others].map((id) => held.find(({ _id }) => String(_id) === id)!.state);
  };
  for (const grant of [first, second, third]) expect((await end(before, grant)).status).toBe(404);
  // Who acted for them does not decide what becomes of it.
  expect((await end(son.client, second)).body).toMatchObject({ steppedBack: 0 });
  expect(await states()).toEqual(['confirmed', 'confirmed', 'confirmed']);
  expect((await end(after, second)).body).toMatchObject({ steppedBack: 1, stays: [] });
  expect(await states()).toEqual(['withdrawn', 'confirmed', 'confirmed']);
  expect((await end(after, third)).body).toMatchObject({ steppedBack: 1 });
  expect(await states()).toEqual(['withdrawn', 'withdrawn', 'confirmed']);
  const trail = await expectStatus(county.get<Trail>(`/people/${mother.id}/trail`), 200);
  const back = trail.items.filter(({ kind }) => kind === 'stepped_back');
  expect(back.map(({ by, about }) => [by.as, about.bookingId, about.grantId])).toEqual([
    ['desk', later, third.id],
    ['desk', old, first.id],
  ]);
  await settle(server);
  const { items } = await expectStatus(boss.client.get<NoticesPage>('/me/notices'), 200);
  expect(items.filter(({ kind }) => kind === 'booking.left')).toHaveLength(2);
});

test('a record that is put into one of another village leaves its organiser, and comes back to them with it', async () => {
  const organiser = await makeOperator(server, '540302208203');
  const son = await makeWorker(server);
  const gone = await register('并过去的');
  const kept = await expectStatus(
    desk.post<Registered>('/people', {
      name: '并过去的人',
      regionId: await regionId(server, '540302208202'),
    }),
    201,
  );
  const consent = { kind: 'witness', witness: '次仁' };
  for (const [phone, relation] of [
    [organiser.phone, 'organiser'],
    [son.phone, 'family'],
  ] as const)
    await expectStatus(
      desk.post('/grants', { personId: gone.id, phone, relation, name: '他', scopes: ['look'], consent }),
      201,
    );
  const merge = await expectStatus(desk.post<Merge>('/merges', { keptId: kept.id, goneId: gone.id }), 201);
  expect([await peopleOf(organiser), await peopleOf(son)]).toEqual([[], [kept.id]]);
  expect((await kindsTo(organiser))[0]).toBe('grant.ended');
  await expectStatus(desk.post(`/merges/${merge.id}/undo`), 200);
  expect([await peopleOf(organiser), await peopleOf(son)]).toEqual([[gone.id], [gone.id]]);
});

test.each([
  ['nobody', true],
  ['the person’s desk', false],
  ['the county, the role', false],
  ['the broker, their account', false],
] as const)(
  'what a merge ended comes back with its undoing where it was ended by %s meanwhile: %s',
  async (who, back) => {
    const county = (await makeOperator(server, PLACES.karuo)).client;
    const broker = await makeWorker(server);
    const role = await expectStatus(
      county.post<Broker>('/brokers', { phone: broker.phone, regionId: village }),
      201,
    );
    const [gone, twin] = [await register('分开的'), await register('分开的人')];
    const kept = await expectStatus(
      desk.post<Registered>('/people', { name: '分开人', regionId: await regionId(server, '540302208202') }),
      201,
    );
    const consent = { kind: 'witness', witness: '次仁' };
    const give = (personId: string, scopes: string[]) =>
      expectStatus(
        desk.post<Grant>('/grants', {
          personId,
          phone: broker.phone,
          relation: 'broker',
          name: '经纪人',
          scopes,
          consent,
        }),
        201,
      );
    await give(gone.id, ['look']);
    const wide = await give(twin.id, ['look', 'book']);
    // Of the one the region is another's, of the other there is a wider one.
    const [moved, narrower] = who === 'the person’s desk' ? [null, gone] : [gone, null];
    const merge = await expectStatus(
      desk.post<Merge>('/merges', { keptId: moved ? kept.id : twin.id, goneId: (moved ?? narrower)!.id }),
      201,
    );
    if (who === 'the person’s desk') await stop(desk, wide);
    if (who === 'the county, the role') await expectStatus(county.delete(`/brokers/${role.id}`), 204);
    if (who === 'the broker, their account')
      await expectStatus(broker.client.post('/me/close', { phone: broker.phone }), 204);
    const { stays } = await expectStatus(desk.post<Unmerged>(`/merges/${merge.id}/undo`), 200);
    const open = await server.deps.models.grants.countDocuments({ personId: gone.id, open: true });
    expect([open === 1, stays]).toEqual([back, back ? [] : ['经纪人的代办（停着，没有恢复）']]);
  },
);
