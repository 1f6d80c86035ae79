import type { Employer } from '@linggong/contracts/employer.ts';
import type { ManagedGig } from '@linggong/contracts/gig.ts';
import type { Registered } from '@linggong/contracts/people.ts';
import type { Problem } from '@linggong/contracts/problem.ts';
import {
  buildPosting,
  makeEmployer,
  makeOperator,
  makeWorker,
  nextPhone,
  PLACES,
  publishGig,
  regionId,
  shiftOn,
  submitGig,
} from '@linggong/testkit/builders.ts';
import { expectStatus, testClient } from '@linggong/testkit/client.ts';
import { movableClock, nextMorning } from '@linggong/testkit/clock.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const DAY_MS = 86_400_000;
const clock = movableClock(nextMorning());
const settings = {
  STATION_PHONE: '0895-4820000',
  CAPS: 'drafts=6,drafts_held=4,draft_kib=24,sent_in=4,in_review=2,saves=3,changes=2,takes=8,takes_of_employer=3,step_backs=3,bookings=6,alerts=3,reports=2,push_changes=3,employers=2,sessions=3,renames=2,own_grants=3,consent_codes=2',
};
let server: TestServer;
let other: TestServer;
beforeAll(async () => {
  const options = { clock: clock.now, settings, limitScale: 1 };
  server = await startTestServer(options);
  other = await startTestServer({ ...options, beside: server });
});
afterAll(async () => {
  await other.close();
  await server.close();
});

/** Ten in the morning, Beijing time, of the next day: nothing is counted yet. */
function nextDay() {
  const now = clock.now().getTime();
  clock.advance({ seconds: (Math.ceil(now / DAY_MS) * DAY_MS + 2 * 3_600_000 - now) / 1000 });
}

type Answer = { status: number; body: unknown; headers: Headers };
const codeOf = ({ body }: Answer) => (body as Problem).code;
const statuses = (answers: readonly Answer[]) => answers.map(({ status }) => status);
const through = (answers: readonly Answer[]) => answers.filter(({ status }) => status < 300).length;

/** Of so many at once, on two processes. */
const atOnce = <T>(n: number, act: (on: TestServer, i: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: n }, (_, i) => act(i % 2 ? server : other, i)));

/** The same person on another process. */
const on = (at: TestServer, { cookie }: { cookie: () => string }) => {
  const client = testClient(at);
  const headers = { cookie: cookie() };
  return { post: <T>(path: string, body?: unknown) => client.post<T>(path, body, { headers }) };
};

describe('what meets a cap', () => {
  test('is told what it is, when it frees and whom to call, and is let through the next day', async () => {
    nextDay();
    const boss = await makeEmployer(server, { verified: false });
    const posting = await buildPosting(server);
    const draft = () => boss.client.post<ManagedGig>('/gigs', { employerId: boss.employerId, posting });
    for (let i = 0; i < 6; i++) {
      const { id } = await expectStatus(draft(), 201);
      await expectStatus(boss.client.delete(`/gigs/${id}`), 204);
    }
    const refused = await draft();
    expect(refused).toMatchObject({
      status: 429,
      body: {
        code: 'cap.reached',
        detail: '一天最多新写 6 条岗位。过了今晚 12 点就可以了；急的话打零工站电话 0895-4820000。',
      },
    });
    const seconds = Number(refused.headers.get('retry-after'));
    expect(Math.round(seconds / 3600)).toBe(14);
    clock.advance({ seconds: seconds - 120 });
    expect(codeOf(await draft())).toBe('cap.reached');
    clock.advance({ seconds: 121 });
    await expectStatus(draft(), 201);
  });

  test('counts nothing that failed', async () => {
    nextDay();
    const boss = await makeEmployer(server, { verified: false });
    const gone = { ...(await buildPosting(server)), title: '' };
    const { id, revision } = await expectStatus(
      boss.client.post<ManagedGig>('/gigs', { employerId: boss.employerId, posting: gone }),
      201,
    );
    for (let i = 0; i < 6; i++)
      expect(codeOf(await boss.client.post(`/gigs/${id}/submit`, { revision }))).toBe('gig.blocked');
    await submitGig(server, boss);
  });
});

describe('50 at once are never more than', () => {
  test('the drafts that an employer keeps', async () => {
    nextDay();
    const boss = await makeEmployer(server, { verified: false });
    const posting = await buildPosting(server);
    const answers = await atOnce(50, () =>
      boss.client.post('/gigs', { employerId: boss.employerId, posting }),
    );
    expect(through(answers)).toBe(4);
    expect(new Set(statuses(answers))).toEqual(new Set([201, 429]));
    expect(await server.deps.models.gigs.countDocuments({ employerId: boss.employerId })).toBe(4);
  });

  test('the gigs that an employer sends in a day, and none before the operators twice', async () => {
    nextDay();
    const boss = await makeEmployer(server, { verified: false });
    const posting = await buildPosting(server);
    const drafts: ManagedGig[] = [];
    for (let i = 0; i < 4; i++)
      drafts.push(
        await expectStatus(
          boss.client.post<ManagedGig>('/gigs', { employerId: boss.employerId, posting }),
          201,
        ),
      );
    const answers = await atOnce(48, (at, i) => {
      const { id, revision } = drafts[i % 4]!;
      return on(at, boss.client).post(`/gigs/${id}/submit`, { revision });
    });
    expect(through(answers)).toBe(2);
    const waiting = { employerId: boss.employerId, state: 'in_review' as const };
    expect(await server.deps.models.gigs.countDocuments(waiting)).toBe(2);
    const told = answers.filter((answer) => codeOf(answer) === 'cap.reached');
    expect((told[0]!.body as Problem).detail).toMatch(/等审核，草稿还在|一天最多发 4 条岗位，草稿还在/);
  });

  test('the gigs that a person takes in a day, of one employer, and holds at once', async () => {
    nextDay();
    const bosses = [await makeEmployer(server), await makeEmployer(server), await makeEmployer(server)];
    const worker = await makeWorker(server);
    const gigs: { id: string; of: number }[] = [];
    for (const [of, boss] of bosses.entries())
      for (let i = 0; i < 5; i++) {
        const { id } = await publishGig(server, boss, { shifts: [shiftOn(server, 2 + of * 5 + i)] });
        gigs.push({ id, of });
      }
    const answers = await atOnce(45, (at, i) =>
      on(at, worker.client).post(`/gigs/${gigs[i % 15]!.id}/bookings`, { version: 1 }),
    );
    expect(through(answers)).toBe(6);
    const mine = { personId: worker.personId };
    const taken = await server.deps.models.bookings.find(mine).lean();
    expect(taken).toHaveLength(6);
    for (const { employerId } of bosses)
      expect(taken.filter((booking) => booking.employerId.equals(employerId)).length).toBeLessThanOrEqual(3);
  });

  test('the employers that an account registers in a day', async () => {
    nextDay();
    const { client } = await makeWorker(server);
    const input = { name: '测试洗车行', kind: 'business', regionId: await regionId(server, '540302') };
    const answers = await atOnce(50, (at) => on(at, client).post<Employer>('/employers', input));
    expect(through(answers)).toBe(2);
    expect(answers.filter((answer) => codeOf(answer) === 'cap.reached')).toHaveLength(48);
  });

  test('whom somebody wants to let act for them, also where it comes to nothing: each number is an account', async () => {
    nextDay();
    const { client } = await makeWorker(server);
    const { accounts } = server.deps.models;
    const before = await accounts.countDocuments();
    const answers = await atOnce(12, (at) =>
      on(at, client).post('/me/grants', {
        phone: nextPhone(),
        name: '儿子',
        relation: 'family',
        scopes: ['look'],
        until: '2020-01-01',
      }),
    );
    expect(answers.filter((answer) => codeOf(answer) === 'request.invalid')).toHaveLength(3);
    expect(answers.filter((answer) => codeOf(answer) === 'cap.reached')).toHaveLength(9);
    expect((await accounts.countDocuments()) - before).toBe(3);
  });

  test('the texts of one desk to numbers that nobody ever signed in with, with the other ways to agree', async () => {
    nextDay();
    const [desk, colleague] = [
      await makeOperator(server, PLACES.ruyi),
      await makeOperator(server, PLACES.ruyi),
    ];
    const home = { regionId: await regionId(server, '540302208203'), age: 40 };
    const textTo = async ({ client }: typeof desk, phone: string) => {
      const person = { name: '次旺', phone, ...home };
      const { id: personId } = await expectStatus(client.post<Registered>('/people', person), 201);
      return client.post<Problem>('/grants/code', { personId });
    };
    expect(statuses([await textTo(desk, nextPhone()), await textTo(colleague, nextPhone())])).toEqual([
      200, 200,
    ]);
    const over = await textTo(desk, nextPhone());
    expect([over.status, codeOf(over)]).toEqual([429, 'cap.reached']);
    for (const way of ['见证人', '签字的纸', '户口本']) expect(over.body.detail).toContain(way);
    const known = await makeWorker(server);
    expect((await textTo(desk, known.phone)).status).toBe(200);
    expect((await textTo(await makeOperator(server, PLACES.karuo), nextPhone())).status).toBe(200);
  });

  test('the reports and alerts of a person', async () => {
    nextDay();
    const gig = await publishGig(server, await makeEmployer(server));
    const { client } = await makeWorker(server);
    const reports = await atOnce(20, (at, i) =>
      on(at, client).post(`/gigs/${gig.id}/reports`, { kind: 'fake', text: `第 ${i} 次说`, phone: '' }),
    );
    expect(through(reports)).toBe(2);
    const alerts = await atOnce(20, (at, i) =>
      on(at, client).post('/me/alerts', { filter: { payMin: String(100 + i) } }),
    );
    expect(through(alerts)).toBe(3);
  });
});

test('drafts are bounded by what they take to store, however many days a short text names', async () => {
  nextDay();
  const boss = await makeEmployer(server, { verified: false });
  const long = { startsAt: '2027-01-01T01:00:00Z', endsAt: '2028-06-01T01:00:00Z', headcount: 1 };
  const posting = await buildPosting(server, { shifts: Array.from({ length: 31 }, () => long) });
  const draft = (body: object) =>
    boss.client.post<ManagedGig>('/gigs', { employerId: boss.employerId, posting: body });
  const answers = [await draft(posting), await draft(posting), await draft(posting)];
  expect(statuses(answers)).toEqual([201, 429, 429]);
  const plain = await expectStatus(draft(await buildPosting(server)), 201);
  const grown = await boss.client.patch(`/gigs/${plain.id}`, { revision: plain.revision, posting });
  expect((grown.body as Problem).detail).toContain('没发的草稿加起来最多 24 KB');
  // Nothing that goes with the day.
  expect((grown.body as Problem).title).toBe('已经到上限了');
});

test('a posting is saved and changed so often, and by nobody else used up', async () => {
  nextDay();
  const boss = await makeEmployer(server);
  const stranger = await makeEmployer(server);
  const gig = await publishGig(server, boss);
  const change = async (client: typeof boss.client, amountFen: number) => {
    const { body } = await boss.client.get<ManagedGig>(`/gigs/${gig.id}/manage`);
    const posting = { ...body.posting, description: `把货从车上搬到库房，码齐，共 ${amountFen} 件。` };
    return client.patch<ManagedGig>(`/gigs/${gig.id}`, { revision: body.revision, posting });
  };
  for (let i = 0; i < 5; i++) expect((await change(stranger.client, i)).status).toBe(404);
  expect(statuses([await change(boss.client, 1), await change(boss.client, 2)])).toEqual([200, 200]);
  const refused = await change(boss.client, 3);
  expect(refused).toMatchObject({ status: 429, body: { code: 'cap.reached' } });
  expect((refused.body as unknown as Problem).detail).toContain('一天最多改 2 次');
});

test('who takes and steps back again and again is stopped before the employer’s inbox is full', async () => {
  nextDay();
  const boss = await makeEmployer(server);
  const gig = await publishGig(server, boss, { shifts: [shiftOn(server, 5)] });
  const worker = await makeWorker(server);
  const told: string[] = [];
  for (let i = 0; i < 6; i++) {
    const taken = await worker.client.post<{ id: string }>(`/gigs/${gig.id}/bookings`, { version: 1 });
    told.push(String(taken.status));
    if (taken.status !== 201) continue;
    await expectStatus(worker.client.post(`/bookings/${taken.body.id}/withdraw`, {}), 200);
  }
  expect(told).toEqual(['201', '201', '201', '429', '429', '429']);
});

test('a name is changed so often a day; a first one, or another writing of it, counts for nothing', async () => {
  nextDay();
  const worker = await makeWorker(server, { name: '仁青' });
  const rename = (name: string) => worker.client.patch<Problem>('/me/person', { name });
  expect(statuses([await rename('仁 青'), await rename('一'), await rename('二')])).toEqual([200, 200, 200]);
  const third = await rename('三');
  expect([third.status, codeOf(third)]).toEqual([429, 'cap.reached']);
  expect(third.body.detail).toContain('名字一天最多改 2 次');
  nextDay();
  expect((await rename('三')).status).toBe(200);
});

test('an account has so many sessions: the one that was not used for the longest ends', async () => {
  nextDay();
  const phone = nextPhone();
  const clients = [];
  for (let i = 0; i < 3; i++) {
    const client = testClient(server);
    await client.signIn(phone);
    clients.push(client);
    clock.advance({ minutes: 15 });
  }
  for (const client of clients) await expectStatus(client.get('/me'), 200);
  const fourth = testClient(server);
  await fourth.signIn(phone);
  expect(statuses(await Promise.all(clients.map((client) => client.get('/me'))))).toEqual([401, 200, 200]);
  await expectStatus(fourth.get('/me'), 200);
});

test('what is named in CAPS and is no cap stops the start', async () => {
  await expect(startTestServer({ settings: { CAPS: 'draughts=3' } })).rejects.toThrow(
    'Setting CAPS: there is no cap draughts',
  );
  await expect(startTestServer({ settings: { CAPS: 'drafts=0' } })).rejects.toThrow('Setting CAPS');
});
