import type { BookedFor, MyBooking, MyPeople, Takeability } from '@linggong/contracts/booking.ts';
import type { Crew } from '@linggong/contracts/crew.ts';
import type { ManagedGig } from '@linggong/contracts/gig.ts';
import type { Registered, Trail } from '@linggong/contracts/people.ts';
import type { Problem } from '@linggong/contracts/problem.ts';
import {
  type Broker,
  type Grant,
  type GrantEnded,
  type GrantsAtDesk,
  type OwnGrants,
  PROXY_SCOPES,
  type ProxyScope,
} from '@linggong/contracts/proxy.ts';
import { DAY_MS } from '@linggong/rules/time.ts';
import {
  makeAdmin,
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
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { grantRole } from '../identity/public.ts';

const clock = movableClock(nextMorning());
let server: TestServer;
let boss: Awaited<ReturnType<typeof makeEmployer>>;
const VILLAGE = '540302208203';

beforeAll(async () => {
  server = await startTestServer({ clock: clock.now });
  boss = await makeEmployer(server);
});
afterAll(() => server.close());

type Worker = Awaited<ReturnType<typeof makeWorker>>;
type Answer = Partial<Problem> & Partial<MyBooking>;

const dayAfter = (days: number) => new Date(clock.now().getTime() + days * DAY_MS).toISOString().slice(0, 10);

async function villager(name: string): Promise<Worker> {
  const worker = await makeWorker(server, { name });
  const village = await regionId(server, VILLAGE);
  await expectStatus(worker.client.patch('/me/person', { regionId: village }), 200);
  return worker;
}
const give = (person: Worker, proxy: Worker, scopes: readonly ProxyScope[] = PROXY_SCOPES) =>
  expectStatus(
    person.client.post<Grant>('/me/grants', { phone: proxy.phone, name: '儿子', relation: 'family', scopes }),
    201,
  );
const take = (client: TestClient, gig: Pick<ManagedGig, 'id'>, personId: string | null = null) =>
  client.post<Answer>(`/gigs/${gig.id}/bookings`, { version: 1, personId });
let days = 1;
/** A gig on a day of its own. */
const gigOn = () => publishGig(server, boss, { shifts: [shiftOn(server, (days++ % 12) + 1, 30)] });

describe('each operation that takes a person, by who asks', () => {
  test('nobody without a grant, and with one exactly what it says', async () => {
    const person = await villager('白玛央金卓玛');
    const all = await makeWorker(server, { name: '儿子' });
    const ended = await makeWorker(server);
    const over = await makeWorker(server);
    const only = Object.fromEntries(
      await Promise.all(PROXY_SCOPES.map(async (scope) => [scope, await makeWorker(server)] as const)),
    ) as Record<ProxyScope, Worker>;
    await give(person, all);
    const gone = await give(person, ended);
    await expectStatus(person.client.post(`/grants/${gone.id}/end`, { booked: 'stands' }), 200);
    await expectStatus(
      person.client.post('/me/grants', {
        phone: over.phone,
        name: '侄子',
        relation: 'family',
        scopes: PROXY_SCOPES,
        until: dayAfter(0),
      }),
      201,
    );
    clock.advance({ minutes: 24 * 60 });
    for (const scope of PROXY_SCOPES)
      await give(person, only[scope], scope === 'look' ? ['look'] : ['look', scope]);
    const who: Record<string, { client: TestClient; may: readonly ProxyScope[] | 'own' }> = {
      self: { client: person.client, may: 'own' },
      'all scopes': { client: all.client, may: PROXY_SCOPES },
      ended: { client: ended.client, may: [] },
      over: { client: over.client, may: [] },
      family: { client: (await makeWorker(server)).client, may: [] },
      'the organiser without a grant': { client: (await makeOperator(server, VILLAGE)).client, may: [] },
      'the organiser of another village': {
        client: (await makeOperator(server, '540302208202')).client,
        may: [],
      },
      township: { client: (await makeOperator(server, PLACES.ruyi)).client, may: [] },
      county: { client: (await makeOperator(server, PLACES.karuo)).client, may: [] },
      city: { client: (await makeOperator(server, PLACES.city)).client, may: [] },
      employer: { client: boss.client, may: [] },
      admin: { client: (await makeAdmin(server)).client, may: [] },
      ...Object.fromEntries(
        PROXY_SCOPES.map((scope) => [
          `only ${scope}`,
          { client: only[scope].client, may: scope === 'look' ? ['look'] : ['look', scope] },
        ]),
      ),
    };
    // On a day on which no other gig of this test is.
    const gig = await publishGig(server, boss, { shifts: [shiftOn(server, 13, 30)] });
    const held = await expectStatus(take(person.client, gig), 201);
    for (const [name, { client, may }] of Object.entries(who)) {
      const allowed = (scope: ProxyScope) => may === 'own' || may.includes(scope);
      const told = async (answer: Promise<{ status: number; body: Answer }>) => {
        const { status, body } = await answer;
        if (status >= 400) expect(JSON.stringify(body)).not.toContain('白玛');
        return status;
      };
      const wanted = async (scope: ProxyScope, ok: number[], hidden = 404) =>
        allowed(scope) ? ok : [may !== 'own' && may.includes('look') ? 403 : hidden];
      const other = await gigOn();
      const took = await told(take(client, other, person.personId));
      expect([name, 'book', took], JSON.stringify(may)).toEqual([
        name,
        'book',
        (await wanted('book', [201]))[0],
      ]);
      const read = await told(client.get<Answer>(`/bookings/${held.id}`));
      expect([name, 'look', read]).toEqual([name, 'look', allowed('look') ? 200 : 404]);
      const list = await told(client.get<Answer>(`/me/people/${person.personId}`));
      // One's own are at /me/bookings.
      expect([name, 'list', list]).toEqual([name, 'list', may !== 'own' && allowed('look') ? 200 : 404]);
      const agree = { version: 1, asked: { whom: '本人', how: 'phone' } };
      const agreed = await told(client.post<Answer>(`/bookings/${held.id}/agree`, agree));
      expect([name, 'confirm', agreed]).toEqual([name, 'confirm', (await wanted('confirm', [200]))[0]]);
      const mine = await expectStatus(person.client.get<{ items: MyBooking[] }>('/me/bookings'), 200);
      const ofThis = mine.items.find((booking) => booking.gig.id === other.id);
      expect([name, ofThis !== undefined]).toEqual([name, took === 201]);
      const of = ofThis ?? (await expectStatus(take(person.client, other), 201));
      const back = await told(client.post<Answer>(`/bookings/${of.id}/withdraw`, {}));
      expect([name, 'step_back', back]).toEqual([name, 'step_back', (await wanted('step_back', [200]))[0]]);
      // Whoever may take for them and not step back leaves it to them.
      if (back !== 200) await expectStatus(person.client.post(`/bookings/${of.id}/withdraw`), 200);
      const people = await expectStatus(client.get<MyPeople>('/me/people'), 200);
      expect([name, people.items.length]).toEqual([name, may !== 'own' && may.length > 0 ? 1 : 0]);
    }
  }, 300_000);
});

test('what was done for somebody says who did it, and the person sees it and ends it with one tap', async () => {
  const person = await villager('达瓦');
  const son = await makeWorker(server, { name: '扎西' });
  const grant = await give(person, son, ['look', 'book']);
  const gig = await gigOn();
  const taken = await expectStatus(take(son.client, gig, person.personId), 201);
  expect(taken.by).toEqual({ name: '儿子', relation: 'family' });
  const acts = await expectStatus(person.client.get<Trail>('/me/trail'), 200);
  expect(acts.items.map(({ kind, by }) => [kind, by.as, by.name])).toEqual([['booked', 'family', '扎西']]);
  const ended = await expectStatus(
    person.client.post<GrantEnded>(`/grants/${grant.id}/end`, { booked: 'step_back' }),
    200,
  );
  expect(ended).toMatchObject({ steppedBack: 1, stays: [], grant: { state: 'ended' } });
  expect((await take(son.client, await gigOn(), person.personId)).status).toBe(404);
  const own = await expectStatus(person.client.get<OwnGrants>('/me/grants'), 200);
  expect(own.given.map(({ state }) => state)).toEqual(['ended']);
});

test('a key of a proxy that was used for one person is never answered with it for another', async () => {
  const [one, two] = [await villager('一'), await villager('二')];
  const son = await makeWorker(server, { name: '扎西' });
  await give(one, son);
  await give(two, son);
  const gig = await gigOn();
  const headers = { 'idempotency-key': 'the-same-key' };
  const path = `/gigs/${gig.id}/bookings`;
  const first = await son.client.post<Answer>(path, { version: 1, personId: one.personId }, { headers });
  const again = await son.client.post<Answer>(path, { version: 1, personId: one.personId }, { headers });
  const other = await son.client.post<Answer>(path, { version: 1, personId: two.personId }, { headers });
  expect([first.status, again.status, again.body.id === first.body.id]).toEqual([201, 201, true]);
  expect([other.status, other.body.code]).toEqual([422, 'request.idempotency_key_reused']);
});

test('several people at once: an answer for each, by the rule and the grant of each', async () => {
  const people = [await villager('甲'), await villager('乙'), await villager('丙')];
  const son = await makeWorker(server, { name: '扎西' });
  await give(people[0]!, son);
  await give(people[1]!, son);
  await give(people[2]!, son, ['look']);
  const gig = await publishGig(server, boss, { shifts: [shiftOn(server, 13, 1)] });
  const can = await expectStatus(
    son.client.get<{ items: { takeability: Takeability }[] }>(`/gigs/${gig.id}/takeability/people`),
    200,
  );
  expect(can.items.map(({ takeability }) => takeability.refusal)).toEqual([null, null]);
  const personIds = people.map(({ personId }) => personId);
  const { items } = await expectStatus(
    son.client.post<BookedFor>(`/gigs/${gig.id}/bookings/people`, { version: 1, personIds }),
    200,
  );
  expect(items.map(({ outcome, refusal }) => [outcome, refusal])).toEqual([
    ['confirmed', null],
    ['refused', 'full'],
    ['refused', 'auth.forbidden'],
  ]);
});

test('who acts for somebody is told of them by name: of what is in the way, given back, or gone', async () => {
  const person = await villager('白玛央金卓玛');
  const son = await makeWorker(server, { name: '扎西' });
  await give(person, son);
  const shift = shiftOn(server, 13, 30);
  const [one, other] = [
    await publishGig(server, boss, { shifts: [shift] }),
    await publishGig(server, boss, { shifts: [shift] }),
  ];
  const headers = { 'idempotency-key': 'asked-for-again' };
  const body = { version: 1, personId: person.personId };
  const book = () => son.client.post<Answer & Problem>(`/gigs/${one.id}/bookings`, body, { headers });
  const held = await expectStatus(book(), 201);
  const said = async (answer: Promise<{ body: unknown }>) => ((await answer).body as Problem).detail;
  const sentences = [
    await said(take(son.client, one, person.personId)),
    await said(take(son.client, other, person.personId)),
    await said(son.client.post(`/bookings/${held.id}/withdraw`, { shiftIds: [boss.employerId] })),
  ];
  await expectStatus(son.client.post(`/bookings/${held.id}/withdraw`, {}), 200);
  sentences.push(await said(book()));
  for (const sentence of sentences) {
    expect(sentence).toContain('白玛央金卓玛');
    expect(sentence).not.toMatch(/你|undefined/);
  }
  expect(await said(take(person.client, one))).toBeUndefined();
  expect(await said(take(person.client, other))).toMatch(/你/);
});

test('who belongs to the employer does nothing about its work for anybody by a grant, nor as the desk', async () => {
  const own = await makeEmployer(server);
  await grantRole(server.deps, own.phone, {
    role: 'operator',
    regionId: await regionId(server, PLACES.ruyi),
  });
  const desk = (await makeOperator(server, PLACES.ruyi)).client;
  const home = { name: '没有手机', regionId: await regionId(server, VILLAGE), age: 40 };
  const { id: personId } = await expectStatus(desk.post<Registered>('/people', home), 201);
  const givenTo = (phone: string) =>
    expectStatus(
      desk.post<Grant>('/grants', {
        personId,
        phone,
        name: '代办人',
        relation: 'family',
        scopes: PROXY_SCOPES,
        consent: { kind: 'witness', witness: '次仁' },
      }),
      201,
    );
  const mine = await givenTo(own.phone);
  const day = [shiftOn(server, 13, 3)];
  const crews = { accepts: true, atLeast: null, oneOnly: false };
  const gig = await publishGig(server, own, { shifts: day, crews });
  const refused = { code: 'booking.refused', refusal: 'proxy_is_employer' };
  const tried = await take(own.client, gig, personId);
  expect(tried).toMatchObject({ status: 409, body: refused });
  expect(tried.body.detail).toContain('没有手机');
  const can = await expectStatus(
    own.client.get<{ items: { takeability: Takeability }[] }>(`/gigs/${gig.id}/takeability/people`),
    200,
  );
  expect(can.items.map(({ takeability }) => takeability.refusal)).toEqual(['proxy_is_employer']);
  const crew = await expectStatus(own.client.post<Crew>('/me/crews', { name: '老板班' }), 201);
  await expectStatus(own.client.post(`/crews/${crew.id}/members`, { personId }), 200);
  const led = await own.client.post<Problem>(`/crews/${crew.id}/gigs/${gig.id}`, {
    version: 1,
    members: [{ personId, shiftIds: [] }],
  });
  expect(led).toMatchObject({
    status: 409,
    body: { code: 'crew.cannot', cannot: [refused.refusal].map((refusal) => ({ refusal })) },
  });

  const son = await makeWorker(server, { name: '扎西' });
  const sons = await givenTo(son.phone);
  const held = await expectStatus(take(son.client, gig, personId), 201);
  const asked = { whom: '本人', how: 'phone' };
  const byGrant = [
    await own.client.post<Answer>(`/bookings/${held.id}/agree`, { version: 1, asked }),
    await own.client.post<Answer>(`/bookings/${held.id}/withdraw`, {}),
  ];
  for (const { status, body } of byGrant)
    expect([status, body.code, body.detail]).toEqual([
      403,
      'auth.forbidden',
      expect.stringContaining('你们自己发的'),
    ]);
  expect((await own.client.get(`/bookings/${held.id}`)).status).toBe(200);
  for (const { id } of [mine, sons])
    await expectStatus(desk.post(`/grants/${id}/end`, { booked: 'stands' }), 200);
  const stepIn = (client: TestClient) => [
    () => client.post<Answer>(`/unattended/${held.id}/confirm`, { version: 1, asked }),
    () => client.post<Answer>(`/unattended/${held.id}/step-back`, { reason: '病了' }),
  ];
  for (const act of stepIn(own.client))
    expect((await act()).body).toMatchObject({
      code: 'auth.forbidden',
      detail: expect.stringContaining('换一个人'),
    });
  const { state, agreements } = await server.deps.models.bookings.findById(held.id).lean().orFail();
  expect([state, agreements.length]).toEqual(['confirmed', 1]);
  for (const act of stepIn(desk)) expect((await act()).status).toBe(200);
  // Of others' work it counts as any.
  const again = await givenTo(own.phone);
  expect((await take(own.client, await gigOn(), personId)).status).toBe(201);
  expect(again.state).toBe('live');
});

test('a revocation that is through before is honoured, however a take races with it', async () => {
  const son = await makeWorker(server, { name: '扎西' });
  for (let round = 0; round < 8; round++) {
    const person = await villager(`人${round}`);
    const grant = await give(person, son, ['look', 'book']);
    const gig = await gigOn();
    let revokedAt = Number.POSITIVE_INFINITY;
    const [taken] = await Promise.all([
      take(son.client, gig, person.personId),
      person.client.post(`/grants/${grant.id}/end`, { booked: 'stands' }).then(() => {
        revokedAt = performance.now();
      }),
    ]);
    const began = performance.now();
    expect([201, 404]).toContain(taken.status);
    expect(began).toBeGreaterThanOrEqual(revokedAt);
    expect((await take(son.client, gig, person.personId)).status).toBe(404);
    const stored = await server.deps.models.bookings.find({ personId: person.personId }).lean();
    expect(stored.length).toBe(taken.status === 201 ? 1 : 0);
    const ended = await server.deps.models.grants.findById(grant.id).lean();
    // Of the two one came after the other: a booking was never made by a grant that had ended before.
    for (const { createdAt } of stored)
      expect(createdAt.getTime()).toBeLessThanOrEqual(ended!.ended!.at.getTime());
  }
});

describe('who writes a grant down', () => {
  const asked = (personId: string, phone: string, more: object = {}) => ({
    personId,
    phone,
    name: '代办人',
    relation: 'family',
    scopes: ['look', 'book'],
    consent: { kind: 'witness', witness: '次仁' },
    ...more,
  });

  /** Somebody of the village without a phone, or with one that they have no account by. */
  const withoutPhone = async (name: string, more: object = {}) => {
    const desk = (await makeOperator(server, PLACES.ruyi)).client;
    const home = { regionId: await regionId(server, VILLAGE), age: 40 };
    const { id } = await expectStatus(desk.post<Registered>('/people', { name, ...home, ...more }), 201);
    return id;
  };
  /** What the person reads out of a message at the desk. */
  const consentBy = async (desk: TestClient, { personId, phone }: Worker) => {
    await expectStatus(desk.post('/grants/code', { personId }), 200);
    return { kind: 'code', code: server.sms.codeTo(phone) };
  };
  const refusalOf = async (answer: Promise<{ status: number; body: Answer }>) => {
    const { status, body } = await answer;
    return [status, body.refusal];
  };

  test('nobody over somebody who has a phone of their own, but by it', async () => {
    const person = await villager('白玛');
    const son = await makeWorker(server);
    for (const by of [VILLAGE, PLACES.ruyi, PLACES.karuo]) {
      const desk = (await makeOperator(server, by)).client;
      for (const consent of [{ kind: 'witness', witness: '次仁' }, { kind: 'family_book' }]) {
        const given = asked(person.personId, son.phone, { consent });
        expect(await refusalOf(desk.post<Answer>('/grants', given))).toEqual([409, 'by_code']);
      }
    }
    const { given } = await expectStatus(person.client.get<OwnGrants>('/me/grants'), 200);
    expect(given).toEqual([]);
  });

  test('by no code to the number of who is to act, nor to one that was written a few days ago', async () => {
    const desk = (await makeOperator(server, PLACES.ruyi)).client;
    const son = await makeWorker(server);
    const shared = await withoutPhone('共用', { phone: son.phone });
    const code = { kind: 'code', code: '000000' };
    const grant = asked(shared, son.phone, { consent: code });
    expect(await refusalOf(desk.post<Answer>('/grants', grant))).toEqual([409, 'proxys_number']);
    const organiser = await makeOperator(server, VILLAGE);
    const his = await withoutPhone('借号', { phone: organiser.phone });
    const sent = organiser.client.post<Answer>('/grants/code', { personId: his });
    expect(await refusalOf(sent)).toEqual([409, 'proxys_number']);
    const mother = await withoutPhone('新号');
    await expectStatus(desk.patch(`/people/${mother}`, { phone: nextPhone(), revision: 0 }), 200);
    const early = desk.post<Answer>('/grants/code', { personId: mother });
    expect(await refusalOf(early)).toEqual([409, 'number_fresh']);
  });

  test('a code to a number that the recorder just wrote down is a doubt, unless its owner signed in with it', async () => {
    const [desk, colleague] = [
      await makeOperator(server, PLACES.ruyi),
      await makeOperator(server, PLACES.ruyi),
    ];
    const home = { regionId: await regionId(server, VILLAGE), age: 40 };
    const register = async (name: string, phone: string) =>
      (await expectStatus(desk.client.post<Registered>('/people', { name, phone, ...home }), 201)).id;
    const record = async (by: TestClient, personId: string, phone: string) => {
      const consent = await consentBy(by, { personId, phone } as Worker);
      const given = asked(personId, (await makeWorker(server)).phone, { consent });
      return (await expectStatus(by.post<Grant>('/grants', given), 201)).doubts;
    };
    const [fresh, named, other] = [nextPhone(), nextPhone(), nextPhone()];
    expect(await record(desk.client, await register('贡桑', fresh), fresh)).toEqual(['own_number']);
    // That an account was made for whoever was named is nobody's signing in.
    const child = asked(await withoutPhone('贡觉'), named);
    await expectStatus(desk.client.post<Grant>('/grants', child), 201);
    expect(await record(desk.client, await register('贡布', named), named)).toEqual(['own_number']);
    expect(await record(colleague.client, await register('贡嘎', other), other)).toEqual([]);
    const { phone: known } = await makeWorker(server);
    expect(await record(desk.client, await register('贡秋', known), known)).toEqual([]);
    const long = nextPhone();
    const settled = await register('贡确', long);
    await server.deps.models.entries.updateOne(
      { _id: settled },
      { $set: { 'phoneSaid.at': new Date(clock.now().getTime() - 8 * DAY_MS) } },
    );
    expect(await record(desk.client, settled, long)).toEqual([]);
  });

  test('the family book that the village alone saw is a doubt', async () => {
    const consent = { kind: 'family_book' };
    for (const [by, doubts] of [
      [VILLAGE, ['village_book']],
      [PLACES.ruyi, []],
    ] as const) {
      const desk = (await makeOperator(server, by)).client;
      const given = asked(await withoutPhone('措姆'), (await makeWorker(server)).phone, { consent });
      expect((await expectStatus(desk.post<Grant>('/grants', given), 201)).doubts).toEqual(doubts);
    }
  });

  test('what is refused makes no account', async () => {
    const desk = (await makeOperator(server, PLACES.ruyi)).client;
    const personId = await withoutPhone('群宗');
    const township = await withoutPhone('镇上', { regionId: await regionId(server, PLACES.ruyi) });
    const { accounts } = server.deps.models;
    for (const [id, refusal, more] of [
      [personId, 'no_organiser', { relation: 'organiser' }],
      [personId, 'no_broker', { relation: 'broker' }],
      [personId, 'consent', { relation: 'broker', consent: { kind: 'family_book' } }],
      [township, 'no_village', { relation: 'organiser' }],
    ] as const) {
      const before = await accounts.countDocuments();
      const given = asked(id, nextPhone(), more);
      expect(await refusalOf(desk.post<Answer>('/grants', given))).toEqual([409, refusal]);
      expect(await accounts.countDocuments()).toBe(before);
    }
  });

  test('that it ended stands in the trail, whoever ended it', async () => {
    const person = await villager('尼玛');
    const grant = await give(person, await makeWorker(server));
    await expectStatus(person.client.post(`/grants/${grant.id}/end`, { booked: 'stands' }), 200);
    const acts = await server.deps.models.acts
      .find({ kind: 'grant_ended', personId: person.personId })
      .lean();
    expect(acts).toMatchObject([{ by: { as: 'self' } }]);
  });

  test('an organiser for themselves with a witness, and the county is shown it; nobody by their own word', async () => {
    const person = { personId: await withoutPhone('卓嘎') };
    const organiser = await makeOperator(server, VILLAGE);
    const own = asked(person.personId, organiser.phone, { relation: 'organiser' });
    const byBook = await organiser.client.post<Answer>('/grants', {
      ...own,
      consent: { kind: 'family_book' },
    });
    expect([byBook.status, byBook.body.refusal]).toEqual([409, 'consent']);
    const grant = await expectStatus(organiser.client.post<Grant>('/grants', own), 201);
    expect(grant).toMatchObject({ doubts: ['own_record'], state: 'live', recorded: { as: 'desk' } });
    const county = await makeOperator(server, PLACES.karuo);
    const list = await expectStatus(county.client.get<GrantsAtDesk>('/grants?which=doubtful'), 200);
    expect(list.items.map(({ id }) => id)).toContain(grant.id);
    // It counts all the same, and who looks at it is the county.
    expect((await take(organiser.client, await gigOn(), person.personId)).status).toBe(201);
    const look = (client: TestClient) =>
      client.post<Answer>(`/grants/${grant.id}/look`, { remark: '打电话问过' });
    expect((await look(organiser.client)).status).toBe(403);
    expect((await look(county.client)).status).toBe(200);
    // What the county found is no word to whom it is about.
    const listed = await expectStatus(county.client.get<GrantsAtDesk>('/grants'), 200);
    expect(listed.items.find(({ id }) => id === grant.id)).toMatchObject({
      doubts: ['own_record'],
      looked: { remark: '打电话问过' },
    });
    for (const path of ['/me/grants', '/me/people', '/grants']) {
      const seen = await organiser.client.get(path);
      expect([seen.status, JSON.stringify(seen.body).includes('打电话问过')]).toEqual([200, false]);
      if (path !== '/grants') expect(JSON.stringify(seen.body)).not.toContain('own_record');
    }
    const elsewhere = await makeOperator(server, PLACES.jiangda);
    expect((await look(elsewhere.client)).status).toBe(404);
  });

  test('by a code that came to the person’s own phone, and no other', async () => {
    const person = await villager('德吉');
    const son = await makeWorker(server);
    const desk = (await makeOperator(server, PLACES.ruyi)).client;
    const { personId } = person;
    const wrong = asked(personId, son.phone, { consent: { kind: 'code', code: '000000' } });
    expect((await desk.post<Answer>('/grants', wrong)).body.code).toBe('auth.code_expired');
    await expectStatus(desk.post('/grants/code', { personId }), 200);
    expect(server.sms.lastTo(person.phone)).toContain('工资只发给你本人');
    const code = server.sms.codeTo(person.phone);
    const given = asked(personId, son.phone, { consent: { kind: 'code', code } });
    const grant = await expectStatus(desk.post<Grant>('/grants', given), 201);
    expect(grant).toMatchObject({ consent: { kind: 'code' }, doubts: [] });
  });

  test('a broker is one while the county says so, and acts for nobody by it afterwards', async () => {
    const person = await villager('索朗');
    const broker = await makeWorker(server, { name: '经纪人' });
    const desk = (await makeOperator(server, PLACES.ruyi)).client;
    const county = (await makeOperator(server, PLACES.karuo)).client;
    const wanted = asked(person.personId, broker.phone, {
      relation: 'broker',
      consent: await consentBy(desk, person),
    });
    expect((await desk.post<Answer>('/grants', wanted)).body.refusal).toBe('no_broker');
    const region = await regionId(server, PLACES.ruyi);
    const role = await expectStatus(
      county.post<Broker>('/brokers', { phone: broker.phone, regionId: region }),
      201,
    );
    // The role alone lets them do nothing.
    expect((await take(broker.client, await gigOn(), person.personId)).status).toBe(404);
    await expectStatus(desk.post<Grant>('/grants', wanted), 201);
    expect((await take(broker.client, await gigOn(), person.personId)).status).toBe(201);
    await expectStatus(county.delete(`/brokers/${role.id}`), 204);
    expect((await take(broker.client, await gigOn(), person.personId)).status).toBe(404);
    const own = await expectStatus(person.client.get<OwnGrants>('/me/grants'), 200);
    expect(own.given[0]).toMatchObject({ state: 'ended', ended: { by: 'role' } });
  });

  test('it ends by a day that is not too far', async () => {
    const person = await villager('拉姆');
    const son = await makeWorker(server);
    const until = (day: string) =>
      person.client.post<Answer>('/me/grants', {
        phone: son.phone,
        name: '儿子',
        relation: 'family',
        scopes: ['look'],
        until: day,
      });
    expect((await until(dayAfter(-2))).status).toBe(400);
    expect((await until(dayAfter(800))).status).toBe(400);
    const grant = (await expectStatus(until(dayAfter(30)), 201)) as unknown as Grant;
    expect(Math.round((Date.parse(grant.until) - clock.now().getTime()) / DAY_MS)).toBeGreaterThanOrEqual(30);
  });
});
