import type { Me } from '@linggong/contracts/account.ts';
import type { ClaimCode, ClaimOffer, Registered, Trail } from '@linggong/contracts/people.ts';
import type { Problem } from '@linggong/contracts/problem.ts';
import { makeOperator, nextPhone, PLACES, regionId } from '@linggong/testkit/builders.ts';
import { expectStatus, type TestClient, testClient } from '@linggong/testkit/client.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type BookingWorld, bookingWorld } from '../bookings/fixtures/world.ts';

let world: BookingWorld;
let desk: TestClient;
let sangna: string;

beforeAll(async () => {
  world = await bookingWorld();
  desk = (await makeOperator(world.server, PLACES.ruyi)).client;
  sangna = await regionId(world.server, '540302208203');
});
afterAll(() => world.server.close());
beforeEach(async () => {
  world.nextMorning();
  await world.server.deps.models.tallies.deleteMany({ _id: { $regex: '^claim:' } });
});

const register = (input: object = {}) =>
  expectStatus(desk.post<Registered>('/people', { name: '达瓦卓玛', regionId: sangna, ...input }), 201);
const codeFor = (person: { id: string }, by = desk) =>
  by.post<ClaimCode & Problem>(`/people/${person.id}/claim-code`);
const consent = () => ({
  terms: world.server.deps.texts.terms.version,
  privacy: world.server.deps.texts.privacy.version,
});
const enter = (code: string, by = testClient(world.server)) =>
  by.post<Me & Problem>('/session/claim', { code, consent: consent() });

describe('by a desk’s code somebody signs in on any phone as who they are', () => {
  test('without a number, sees what was done, signs out, and comes again by another code', async () => {
    const person = await register({ name: '白玛央宗' });
    const { code, expiresInSeconds } = await expectStatus(codeFor(person), 201);
    expect(code).toMatch(/^\d{8}$/);
    expect(expiresInSeconds).toBe(900);
    const phone = testClient(world.server);
    const me = await expectStatus(enter(`${code.slice(0, 4)} ${code.slice(4)}`, phone), 200);
    expect(me).toMatchObject({ name: '白玛央宗', phoneMasked: '', agreed: true, person: { id: person.id } });
    const { items } = await expectStatus(phone.get<Trail>('/me/trail'), 200);
    expect(items.map(({ kind }) => kind).sort()).toEqual(['claim_code', 'claimed', 'registered']);
    expect(await expectStatus(desk.get<Registered>(`/people/${person.id}`), 200)).toMatchObject({
      account: 'without_phone',
    });
    await expectStatus(phone.delete('/session'), 204);
    expect((await phone.get('/me')).status).toBe(401);
    const again = await expectStatus(codeFor(person), 201);
    expect(await expectStatus(enter(again.code, phone), 200)).toMatchObject({ accountId: me.accountId });
  });

  test('each code once, by one; a new one ends the one before', async () => {
    const person = await register();
    const first = (await codeFor(person)).body.code;
    const second = (await codeFor(person)).body.code;
    expect((await enter(first)).body.code).toBe('people.claim_wrong');
    const answers = await Promise.all(Array.from({ length: 5 }, () => enter(second)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const kept = await world.server.deps.models.claims.find().lean();
    expect(JSON.stringify(kept)).not.toContain(second);
  });

  test('guesses are counted, in parallel too', async () => {
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, at) => enter(String(at).padStart(8, '0'))),
    );
    const codes = answers.map(({ body }) => body.code);
    expect(codes.filter((code) => code === 'people.claim_wrong')).toHaveLength(10);
    expect(codes.filter((code) => code === 'auth.too_many_attempts')).toHaveLength(20);
  });

  test('a flood of strangers keeps nobody out who stands where the desk is, and others for a quarter of an hour', async () => {
    const { tallies, claims } = world.server.deps.models;
    const flood = () =>
      tallies.create({
        _id: 'claim:all',
        count: 500,
        until: new Date(world.server.deps.clock().getTime() + 900_000),
      });
    await flood();
    const here = (await codeFor(await register())).body.code;
    expect((await enter(here)).status).toBe(200);
    const there = (await codeFor(await register())).body.code;
    // As one that a desk of another network made.
    await claims.updateMany({}, { $set: { range: 'elsewhere' } });
    const refused = await enter(there);
    expect([refused.status, refused.body.code]).toEqual([429, 'auth.too_many_attempts']);
    expect(refused.body.detail).toContain('服务台');
    expect(Number(refused.body.retryAfterSeconds)).toBeLessThanOrEqual(900);
    await tallies.updateMany({ _id: 'claim:all' }, { $set: { until: world.server.deps.clock() } });
    expect((await enter(there)).status).toBe(200);
  });

  test('made by an office that checks papers, for who can’t sign in by themself', async () => {
    const phone = nextPhone();
    const person = await register({ name: '仁青', phone, birthDate: '1980-01-02' });
    const village = (await makeOperator(world.server, '540302208203')).client;
    const elsewhere = (await makeOperator(world.server, PLACES.jiangda)).client;
    expect((await codeFor(person, village)).body.code).toBe('auth.forbidden');
    expect((await codeFor(person, elsewhere)).body.code).toBe('person.not_found');
    const own = testClient(world.server);
    await own.admit(phone);
    await expectStatus(own.post('/me/claims', { personId: person.id, answer: '1980' }), 200);
    expect((await codeFor(person)).body.code).toBe('people.has_phone');
  });
});

describe('who signs in with the number in a record is offered it', () => {
  const offersOf = async (client: TestClient) =>
    (await expectStatus(client.get<{ items: ClaimOffer[] }>('/me/claims'), 200)).items;

  test('and takes it over with what they had themselves', async () => {
    const worker = await world.worker({ name: '索朗·旺堆', birthDate: '1979-05-06' });
    const { body: booking } = await world.take(worker, await world.gig({ shifts: [world.shift(2)] }));
    await expectStatus(worker.client.post('/me/alerts', { filter: {} }), 200);
    const person = await register({ name: '索朗旺堆', phone: worker.phone, birthDate: '1979-05-06' });
    expect(await offersOf(worker.client)).toEqual([
      { id: person.id, nameMasked: '索***', village: '如意乡桑那村', asks: 'birth_year' },
    ]);
    const claim = (answer: string) =>
      worker.client.post<Me & Problem>('/me/claims', { personId: person.id, answer });
    expect((await claim('1980')).body.code).toBe('people.claim_wrong');
    expect(await expectStatus(claim('1979'), 200)).toMatchObject({ person: { id: person.id } });
    expect(await expectStatus(worker.client.get<Me>('/me'), 200)).toMatchObject({
      agreed: true,
      person: { id: person.id, birthDate: '1979-05-06' },
    });
    const mine = await expectStatus(worker.client.get<{ items: { id: string }[] }>('/me/bookings'), 200);
    expect(mine.items.map(({ id }) => id)).toEqual([booking.id]);
    expect(await offersOf(worker.client)).toEqual([]);
  });

  test('twice at the same moment is once', async () => {
    const worker = await world.worker({ name: '达瓦卓玛', birthDate: '1979-05-06' });
    const person = await register({ phone: worker.phone, birthDate: '1979-05-06' });
    const answers = await Promise.all(
      Array.from({ length: 3 }, () =>
        worker.client.post<Me & Problem>('/me/claims', { personId: person.id, answer: '1979' }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404]);
  });

  test('an estimate shows nothing; three wrong answers and no more; a family’s number is no own one', async () => {
    const about = await world.worker({ name: '达瓦卓玛' });
    await register({ phone: about.phone, age: 47 });
    expect(await offersOf(about.client)).toMatchObject([{ asks: 'desk' }]);
    const worker = await world.worker({ name: '达瓦卓玛', birthDate: '1979-05-06' });
    const person = await register({ phone: worker.phone, birthDate: '1979-05-06' });
    const codes: (string | undefined)[] = [];
    for (const answer of ['1970', '1971', '1972', '1979'])
      codes.push(
        (await worker.client.post<Problem>('/me/claims', { personId: person.id, answer })).body.code,
      );
    expect(codes).toEqual([...Array<string>(3).fill('people.claim_wrong'), 'auth.too_many_attempts']);
    const son = await world.worker();
    await register({ callees: [{ kind: 'family', name: '扎西', relation: '儿子', phone: son.phone }] });
    expect(await offersOf(son.client)).toEqual([]);
  });

  const born = { name: '白玛措', birthDate: '1979-05-06' };
  const wrote = { phone: 'own', ...born };
  test.each([
    ['as the township wrote it', { by: 'township', first: wrote }, 'birth_year'],
    ['who has said no name', { by: 'township', first: wrote, own: {} }, 'birth_year'],
    ['the village wrote the number', { by: 'village', first: wrote }, 'desk'],
    ['the village changed it', { by: 'village', first: born, next: { phone: 'own' } }, 'desk'],
    ['and weeks ago', { by: 'village', first: born, next: { phone: 'own' }, days: 20 }, 'desk'],
    ['the township changed it just now', { by: 'township', first: born, next: { phone: 'own' } }, 'desk'],
    ['a week ago', { by: 'township', first: born, next: { phone: 'own' }, days: 8 }, 'birth_year'],
    [
      'the village changed something else since',
      { by: 'township', first: wrote, later: { phone: 'own', skills: '放牧' } },
      'birth_year',
    ],
    ['a son whose number stands in it', { by: 'township', first: wrote, own: { name: '扎西' } }, 'desk'],
    [
      'somebody of another birth',
      { by: 'township', first: wrote, own: { name: '白玛措', birthDate: '1999-01-01' } },
      'desk',
    ],
  ] as const)('%s', async (_, how, asks) => {
    const of = how as {
      by: string;
      first: object;
      next?: object;
      later?: object;
      days?: number;
      own?: object;
    };
    const village = (await makeOperator(world.server, '540302208203')).client;
    const by = of.by === 'village' ? village : desk;
    const phone = nextPhone();
    const said = (input: object) => ('phone' in input ? { ...input, phone } : input);
    const person = await expectStatus(
      by.post<Registered>('/people', { regionId: sangna, ...said(of.first) }),
      201,
    );
    let { revision } = person;
    for (const [who, change] of [
      [by, of.next],
      [village, of.later],
    ] as const)
      if (change)
        ({ revision } = await expectStatus(
          who.patch<Registered>(`/people/${person.id}`, { ...said(change), revision }),
          200,
        ));
    for (let day = 0; day < (of.days ?? 0); day++) world.nextMorning();
    const own = testClient(world.server);
    await own.admit(phone);
    const mine = of.own ?? { name: '白玛措' };
    if (Object.keys(mine).length > 0) await expectStatus(own.patch('/me/person', mine), 200);
    expect(await offersOf(own)).toMatchObject([{ asks }]);
    const { status } = await own.post('/me/claims', { personId: person.id, answer: '1979' });
    expect(status).toBe(asks === 'desk' ? 400 : 200);
    const { person: is } = await expectStatus(own.get<Me>('/me'), 200);
    expect(is.id === person.id).toBe(asks !== 'desk');
  });
});
