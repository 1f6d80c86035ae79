import type { ManagedGig } from '@linggong/contracts/gig.ts';
import { PROBLEMS, type Problem } from '@linggong/contracts/problem.ts';
import { type Action, type Asker, type Target, whyMayNot } from '@linggong/rules/authority.ts';
import {
  makeAdmin,
  makeEmployer,
  makeOperator,
  makeWorker,
  PLACES,
  submitGig,
} from '@linggong/testkit/builders.ts';
import { expectStatus, type TestClient, testClient } from '@linggong/testkit/client.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

const WHO = ['nobody', 'worker', 'otherEmployer', 'member', 'deskHere', 'deskElsewhere', 'admin'] as const;
type Who = (typeof WHO)[number];

let server: TestServer;
let clients: Record<Who, TestClient>;
let gig: ManagedGig;
let employerId: string;

beforeAll(async () => {
  server = await startTestServer();
  const boss = await makeEmployer(server, { verified: false });
  employerId = boss.employerId;
  clients = {
    nobody: testClient(server),
    worker: (await makeWorker(server)).client,
    otherEmployer: (await makeEmployer(server, { verified: false })).client,
    member: boss.client,
    deskHere: (await makeOperator(server, PLACES.karuo)).client,
    deskElsewhere: (await makeOperator(server, PLACES.jiangda)).client,
    admin: (await makeAdmin(server)).client,
  };
  gig = await submitGig(server, boss);
  expect(gig.state).toBe('in_review');
});
afterAll(() => server.close());

const stranger = { nobody: 401, worker: 404, otherEmployer: 404, deskElsewhere: 404, admin: 404 };
const noOperator = {
  nobody: 401,
  worker: 403,
  otherEmployer: 403,
  member: 403,
  deskElsewhere: 404,
  admin: 403,
};
const noMember = {
  nobody: 401,
  worker: 403,
  otherEmployer: 403,
  deskHere: 403,
  deskElsewhere: 403,
  admin: 403,
};

const asker = (...roles: NonNullable<Asker>['roles']): Asker => ({ personId: 'p', agreed: true, roles });
const memberOf = (id: string) =>
  asker({ role: 'employer', employerId: id, employerName: '', kind: 'business' });
const deskOf = (regionId: string) =>
  asker({ role: 'operator', regionId, regionName: '', level: 'county', office: '' });
/** The same people as the rules see them, beside the gig. */
const ASKERS: Record<Who, Asker> = {
  nobody: null,
  worker: asker(),
  otherEmployer: memberOf('other'),
  member: memberOf('its'),
  deskHere: deskOf('here'),
  deskElsewhere: deskOf('elsewhere'),
  admin: asker({ role: 'admin' }),
};
const GIG: Target = { employerId: 'its', deskPath: ['city', 'here', 'township'] };

/** Each operation with the statuses of those who may not; `body` is one that would be accepted. */
const operations: [string, string, Action, Partial<Record<Who, number>>, (() => object)?][] = [
  ['POST', '/gigs', 'gig.post', noMember, () => ({ employerId })],
  ['POST', '/gigs/check', 'gig.post', noMember, () => ({ employerId })],
  ['GET', '/employers/:employer/gigs', 'gig.list', noMember],
  ['GET', '/gigs/:gig/manage', 'gig.read_managed', stranger],
  [
    'PATCH',
    '/gigs/:gig',
    'gig.edit',
    { ...stranger, deskHere: 403 },
    () => ({ revision: gig.revision, posting: gig.posting }),
  ],
  [
    'POST',
    '/gigs/:gig/submit',
    'gig.submit',
    { ...stranger, deskHere: 403 },
    () => ({ revision: gig.revision }),
  ],
  ['POST', '/gigs/:gig/withdraw', 'gig.withdraw', { ...stranger, deskHere: 403 }],
  ['POST', '/gigs/:gig/close', 'gig.close', { ...stranger, deskHere: 403 }],
  ['POST', '/gigs/:gig/copy', 'gig.copy', { ...stranger, deskHere: 403 }],
  ['DELETE', '/gigs/:gig', 'gig.delete', { ...stranger, deskHere: 403 }],
  [
    'GET',
    '/review/queue',
    'review.list',
    { nobody: 401, worker: 403, otherEmployer: 403, member: 403, admin: 403 },
  ],
  ['GET', '/review/:gig', 'review.read', noOperator],
  ['POST', '/review/:gig/claim', 'review.claim', noOperator],
  ['POST', '/review/:gig/release', 'review.claim', noOperator],
  [
    'POST',
    '/review/:gig/decisions',
    'review.decide',
    noOperator,
    () => ({ decision: 'approve', revision: gig.revision }),
  ],
];

test.each(operations)('%s %s is for those whom it concerns', async (method, path, action, refused, body) => {
  const byTable = WHO.flatMap((who) => {
    const why = whyMayNot(ASKERS[who], action, GIG);
    return why ? [[who, PROBLEMS[why]]] : [];
  });
  expect(Object.fromEntries(byTable)).toEqual(refused);
  const url = path.replace(':gig', gig.id).replace(':employer', employerId);
  const codes: Record<number, string> = { 401: 'auth.required', 403: 'auth.forbidden', 404: 'gig.not_found' };
  for (const [who, status] of Object.entries(refused) as [Who, number][]) {
    const answer = await clients[who].send(method, url, body?.() ?? (method === 'GET' ? undefined : {}));
    expect(answer, who).toMatchObject({ status, body: { code: codes[status] } });
    expect(JSON.stringify(answer.body), who).not.toContain(gig.posting.title);
  }
  const stored = await server.deps.models.gigs.findById(gig.id).lean();
  expect(stored).toMatchObject({ state: 'in_review', revision: gig.revision, claim: null });
});

test('a draft that was not sent is its employer’s alone: to others there is none, by its number too', async () => {
  const posting = { title: '只有我知道的活' };
  const draft = await expectStatus(clients.member.post<ManagedGig>('/gigs', { employerId, posting }), 201);
  const asked: [string, string, object?][] = [
    ['GET', '/gigs/:gig'],
    ['GET', '/gigs/:gig/manage'],
    ['GET', '/gigs/:gig/bookings'],
    ['GET', '/gigs/:gig/takeability'],
    ['POST', '/gigs/:gig/bookings', { version: 1 }],
    ['POST', '/gigs/:gig/reports', { kind: 'fake' }],
    ['PATCH', '/gigs/:gig', { revision: 0, posting }],
    ['DELETE', '/gigs/:gig'],
    ['POST', '/gigs/:gig/copy'],
    ['POST', '/gigs/:gig/submit', { revision: 0 }],
    ['POST', '/gigs/:gig/close', { revision: 0 }],
    ['GET', '/review/:gig'],
    ['POST', '/review/:gig/claim'],
  ];
  const statusOf = async (who: Who, method: string, path: string, body?: object) => {
    const { status, body: said } = await clients[who].send<Problem>(method, path, body);
    return { status, code: said.code, title: said.title, detail: said.detail };
  };
  const byNumber = /^\/gigs\/:gig(\/(bookings|takeability|reports))?$/;
  for (const who of ['nobody', 'worker', 'otherEmployer', 'deskHere', 'deskElsewhere', 'admin'] as const) {
    for (const [method, path, body] of asked) {
      const none = await statusOf(who, method, path.replace(':gig', '0'.repeat(24)), body);
      const there = await statusOf(who, method, path.replace(':gig', draft.id), body);
      expect([who, method, path, there]).toEqual([who, method, path, none]);
      if (!byNumber.test(path) || method === 'PATCH' || method === 'DELETE') continue;
      const number = await statusOf(who, method, path.replace(':gig', draft.number), body);
      expect([who, method, path, number]).toEqual([who, method, path, none]);
    }
    const lists = await Promise.all(
      ['/gigs', '/review/queue', '/review/gigs', '/reports', '/events?after=0'].map((at) =>
        clients[who].get(at),
      ),
    );
    expect(JSON.stringify(lists.map(({ body }) => body))).not.toMatch(new RegExp(`只有我知道|${draft.id}`));
  }
  expect((await clients.member.get<ManagedGig>(`/gigs/${draft.id}/manage`)).body.posting.title).toBe(
    posting.title,
  );
});

test('what is another employer’s is refused like what is nobody’s', async () => {
  for (const path of ['/employers/:id', '/employers/:id/gigs', '/employers/:id/verifications']) {
    for (const who of ['worker', 'otherEmployer', 'deskElsewhere', 'admin'] as const) {
      const [there, none] = await Promise.all(
        [employerId, '0'.repeat(24)].map((id) => clients[who].get<Problem>(path.replace(':id', id))),
      );
      expect([who, path, there!.status, there!.body.code]).toEqual([
        who,
        path,
        none!.status,
        none!.body.code,
      ]);
    }
  }
});

test('those who may, can', async () => {
  for (const who of ['member', 'deskHere'] as const) {
    expect((await clients[who].get(`/gigs/${gig.id}/manage`)).body, who).toMatchObject({ id: gig.id });
  }
  expect((await clients.deskHere.get(`/review/${gig.id}`)).body).toMatchObject({
    gig: { id: gig.id },
    employer: { id: employerId },
  });
  expect((await clients.deskElsewhere.get('/review/queue')).body).toEqual({ items: [], total: 0 });
});

test('an operator above the place is in charge of it, one below is not', async () => {
  const city = await makeOperator(server, PLACES.city);
  expect((await city.client.get(`/review/${gig.id}`)).status).toBe(200);
  const inTown = await makeEmployer(server, { verified: false });
  const township = await makeOperator(server, PLACES.ruyi);
  const countyWide = await submitGig(server, inTown, {
    workplace: {
      regionId: (await server.deps.models.regions.findOne({ code: PLACES.karuo }).lean())!._id.toHexString(),
    },
  });
  expect((await township.client.get(`/review/${countyWide.id}`)).status).toBe(404);
  expect((await township.client.get(`/review/${gig.id}`)).status).toBe(200);
});

test('operators of another county hear nothing of it', async () => {
  const live = await clients.deskElsewhere.live();
  const worker = await clients.worker.live();
  const boss = await makeEmployer(server, { verified: false });
  const sent = await submitGig(server, boss);
  await clients.deskHere.post(`/review/${sent.id}/claim`);
  await clients.deskHere.post(`/review/${sent.id}/release`);
  for (const socket of [live, worker]) {
    await socket.settle();
    expect(socket.events).toEqual([]);
    socket.close();
  }
  for (const client of [clients.deskElsewhere, clients.worker, clients.nobody]) {
    const missed = await client.get<{ items: { payload: unknown }[] }>('/events?after=0');
    expect(JSON.stringify(missed.body.items)).not.toContain(sent.id);
  }
});

test.each([
  ['a number for a title', { posting: { title: 5 } }],
  ['a huge text', { posting: { description: '字'.repeat(2001) } }],
  ['pay below nothing', { posting: { pay: { amountFen: -1 } } }],
  ['half a fen', { posting: { pay: { amountFen: 0.5 } } }],
  ['32 shifts', { posting: { shifts: Array(32).fill({}) } }],
  ['a place off the earth', { posting: { workplace: { point: [200, 0] } } }],
  ['a query for an id', { posting: { workplace: { regionId: { $ne: null } } } }],
  ['no revision', { revision: undefined }],
])('a change with %s is refused, naming the field', async (_name, change) => {
  const answer = await clients.member.patch(`/gigs/${gig.id}`, {
    revision: gig.revision,
    posting: gig.posting,
    ...change,
  });
  expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
  expect(answer.body.errors).toHaveLength(1);
});

test.each<[path: string, value: unknown, says: string]>([
  ['description', '字'.repeat(3000), '多了 1,000 字，删到 2,000 字'],
  ['title', '卸'.repeat(41), '多了 1 字，删到 40 字'],
  ['hoursText', '早'.repeat(350), '多了 50 字，删到 300 字'],
  ['workplace.landmark', '桥'.repeat(81), '多了 1 字，删到 80 字'],
  ['workplace.altitudeM', 9000, '写 -200 到 8,900 米之间的整数'],
  ['pay.amountFen', -1, '写 0 到 10,000,000 元之间的数，最多 2 位小数'],
  ['pay.amountFen', 1_000_000_001, '写 0 到 10,000,000 元之间的数，最多 2 位小数'],
  ['pay.amountMaxFen', 0.5, '写 0 到 10,000,000 元之间的数，最多 2 位小数'],
  ['pay.settlementDays', 367, '写 1 到 366 天之间的整数'],
  ['pay.text', '元'.repeat(201), '多了 1 字，删到 200 字'],
  ['loadKg', 501, '写 0 到 500 公斤之间的数，最多 1 位小数'],
  ['conditions.minAge', -3, '写 0 到 120 岁之间的整数'],
  ['conditions.maxAge', 60.5, '写 0 到 120 岁之间的整数'],
  ['shifts.0.headcount', 0, '写 1 到 999 人之间的整数'],
  ['shifts.0.headcount', 1000, '写 1 到 999 人之间的整数'],
  ['shifts.0.headcount', '３', '写 1 到 999 人之间的整数'],
])(
  '%s that doesn’t fit is refused with what fits, and nothing of it is stored',
  async (path, value, says) => {
    const before = await expectStatus(clients.member.get<ManagedGig>(`/gigs/${gig.id}/manage`), 200);
    const posting = structuredClone(gig.posting) as Record<string, unknown>;
    const keys = path.split('.');
    const around = keys.slice(0, -1).reduce((at, key) => at[key] as Record<string, unknown>, posting);
    around[keys.at(-1)!] = value;
    const answer = await clients.member.patch(`/gigs/${gig.id}`, { revision: before.revision, posting });
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    expect(answer.body.errors).toEqual([{ path: `posting.${path}`, message: says }]);
    expect(await expectStatus(clients.member.get(`/gigs/${gig.id}/manage`), 200)).toEqual(before);
  },
);
