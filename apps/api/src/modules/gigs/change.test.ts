import type { MyBookings } from '@linggong/contracts/booking.ts';
import type { ManagedGig } from '@linggong/contracts/gig.ts';
import type { Posting } from '@linggong/contracts/posting.ts';
import type { Problem } from '@linggong/contracts/problem.ts';
import type { Review } from '@linggong/contracts/review.ts';
import {
  buildPosting,
  makeEmployer,
  makeOperator,
  makeWorker,
  PLACES,
  publishGig,
} from '@linggong/testkit/builders.ts';
import { expectStatus, testClient } from '@linggong/testkit/client.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { Types } from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { regionById } from '../regions/public.ts';
import { createForwardedGigs } from './forwarded.ts';
import { nextNumber } from './number.ts';

let server: TestServer;
let boss: Awaited<ReturnType<typeof makeEmployer>>;
beforeAll(async () => {
  server = await startTestServer();
  boss = await makeEmployer(server);
});
afterAll(() => server.close());

const later = (moment: string | null | undefined) => new Date(Date.parse(moment!) + 3_600_000).toISOString();

describe('a public gig', () => {
  let gig: ManagedGig;
  beforeEach(async () => {
    gig = await publishGig(server, boss);
  });
  const change = (posting: Partial<Posting>, revision = gig.revision) =>
    boss.client.patch<ManagedGig>(`/gigs/${gig.id}`, { revision, posting: { ...gig.posting, ...posting } });

  test.each<[string, (posting: Posting) => Partial<Posting>]>([
    ['its pay', ({ pay }) => ({ pay: { ...pay, amountFen: 21_000 } })],
    ['its place', ({ workplace }) => ({ workplace: { ...workplace, landmark: '如意乡小学' } })],
    ['its title', () => ({ title: '搬货两车' })],
    ['what is included', ({ included }) => ({ included: { ...included, meals: false } })],
    ['how heavy it is', () => ({ loadKg: 50 })],
    ['a danger', () => ({ hazards: ['height'] })],
    ['what is to be done', () => ({ description: '把货从车上搬到四楼，码齐。' })],
    ['its time', ({ shifts: [shift] }) => ({ shifts: [{ ...shift!, endsAt: later(shift!.endsAt) }] })],
    ['words that the rules ask about', () => ({ description: '搬货，工资面议。' })],
  ])('goes back to the operators when %s changes, and who took it is told', async (_name, changed) => {
    const worker = await makeWorker(server);
    await expectStatus(worker.client.post(`/gigs/${gig.id}/bookings`, { version: 1 }), 201);
    const live = { worker: await worker.client.live(), feed: await testClient(server).live({}) };
    const next = await expectStatus(change(changed(gig.posting)), 200);
    expect(next).toMatchObject({ state: 'in_review', version: 1, bookings: { confirmed: 1 } });
    expect(next.shifts[0]).toMatchObject({ id: gig.shifts[0]!.id, headcount: 3, open: 2 });
    expect(await testClient(server).get(`/gigs/${gig.id}`)).toMatchObject({
      status: 404,
      body: { code: 'gig.in_review', title: '这个活改过了，零工站正在看' },
    });
    await live.worker.waitFor(
      'booking.changed.v1',
      ({ payload }) => payload.changed && payload.gigId === gig.id,
    );
    await live.feed.waitFor('gig.closed.v1', ({ payload }) => payload.gigId === gig.id);
    const mine = await worker.client.get<MyBookings>('/me/bookings');
    expect(mine.body.items).toMatchObject([{ state: 'confirmed', changed: true }]);

    const desk = await makeOperator(server, PLACES.karuo);
    const review = await expectStatus(desk.client.get<Review>(`/review/${gig.id}`), 200);
    expect(review.passed).toEqual(gig.posting);
    expect(review.gig.posting).toEqual(next.posting);
    const decision = { decision: 'approve', revision: next.revision };
    const again = await expectStatus(
      desk.client.post<ManagedGig>(`/review/${gig.id}/decisions`, decision),
      201,
    );
    expect(again).toMatchObject({ state: 'published', version: 2, publishedAt: gig.publishedAt });
    await live.feed.waitFor(
      'gig.published.v1',
      ({ payload }) => payload.gig.version === 2 && payload.gig.id === gig.id,
    );
    // What was agreed holds until they agree to what is public now.
    const endsAt = async () => {
      const booking = await server.deps.models.bookings.findOne({ gigId: gig.id }).lean().orFail();
      return booking.times[0]!.endsAt.toISOString();
    };
    expect(await endsAt()).toBe(gig.shifts[0]!.endsAt);
    const { id } = mine.body.items[0]!;
    await expectStatus(worker.client.post(`/bookings/${id}/agree`, { version: 2 }), 200);
    expect(await endsAt()).toBe(again.shifts[0]!.endsAt);
    live.worker.close();
    live.feed.close();
  });

  test('shows anything else at once as a new version, and nobody is asked to look again', async () => {
    const worker = await makeWorker(server);
    await expectStatus(worker.client.post(`/gigs/${gig.id}/bookings`, { version: 1 }), 201);
    const live = { worker: await worker.client.live(), feed: await testClient(server).live({}) };
    const shifts = [{ ...gig.posting.shifts[0]!, headcount: 5 }];
    const next = await expectStatus(change({ description: '把货从车上搬到库房，马齐。', shifts }), 200);
    expect(next).toMatchObject({ state: 'published', version: 2, publishedAt: gig.publishedAt });
    expect(next.shifts[0]).toMatchObject({ headcount: 5, open: 4 });
    await live.feed.waitFor(
      'gig.published.v1',
      ({ payload }) => payload.gig.id === gig.id && payload.gig.version === 2,
    );
    await live.feed.none('gig.closed.v1', ({ payload }) => payload.gigId === gig.id);
    await live.worker.none('booking.changed.v1');
    expect((await worker.client.get<MyBookings>('/me/bookings')).body.items).toMatchObject([
      { changed: false, changes: [], currentVersion: 2 },
    ]);
    live.worker.close();
    live.feed.close();
  });

  test('keeps what the law forbids out, and stays as it is', async () => {
    const refused = await change({ description: '先交押金 200 元。' });
    expect(refused).toMatchObject({ status: 422, body: { code: 'gig.blocked' } });
    expect(refused.body).toMatchObject({ detail: expect.stringContaining('没有保存') });
    const now = await boss.client.get<ManagedGig>(`/gigs/${gig.id}/manage`);
    expect(now.body).toEqual(gig);
  });

  test('keeps the places of those who took it', async () => {
    for (let i = 0; i < 2; i++) {
      const worker = await makeWorker(server);
      await expectStatus(worker.client.post(`/gigs/${gig.id}/bookings`, { version: 1 }), 201);
    }
    const [shift] = gig.posting.shifts;
    for (const shifts of [[{ ...shift!, headcount: 1 }], [{ ...shift!, id: undefined }], []]) {
      expect(await change({ shifts })).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    }
    expect((await change({ shifts: [{ ...shift!, headcount: 2 }] })).body).toMatchObject({
      shifts: [{ open: 0 }],
      state: 'full',
    });
  });

  test('is withdrawn with its bookings, and closed without them', async () => {
    const worker = await makeWorker(server);
    await expectStatus(worker.client.post(`/gigs/${gig.id}/bookings`, { version: 1 }), 201);
    const live = await worker.client.live();
    await expectStatus(boss.client.post(`/gigs/${gig.id}/withdraw`, { revision: gig.revision }), 200);
    await live.waitFor('booking.changed.v1', ({ payload }) => payload.state === 'cancelled');
    await live.waitFor(
      'gig.closed.v1',
      ({ payload }) => payload.gigId === gig.id && payload.state === 'withdrawn',
    );
    for (const act of ['withdraw', 'close', 'submit']) {
      const again = await boss.client.post(`/gigs/${gig.id}/${act}`, { revision: gig.revision + 1 });
      expect(again).toMatchObject({ status: 409, body: { code: 'gig.wrong_state' } });
    }
    const other = await publishGig(server, boss);
    const stays = await makeWorker(server);
    await expectStatus(stays.client.post(`/gigs/${other.id}/bookings`, { version: 1 }), 201);
    expect((await boss.client.post(`/gigs/${other.id}/close`, { revision: 99 })).body.code).toBe(
      'gig.changed_meanwhile',
    );
    await expectStatus(boss.client.post(`/gigs/${other.id}/close`, { revision: other.revision }), 200);
    expect((await stays.client.get<MyBookings>('/me/bookings')).body.items).toMatchObject([
      { state: 'confirmed' },
    ]);
    live.close();
  });
});

test('of two who save at once one is told, and nothing is mixed', async () => {
  const draft = await expectStatus(
    boss.client.post<ManagedGig>('/gigs', { employerId: boss.employerId }),
    201,
  );
  const save = (title: string) =>
    boss.client.patch<ManagedGig>(`/gigs/${draft.id}`, {
      revision: 0,
      posting: { title, description: title },
    });
  const answers = await Promise.all(['甲', '乙', '丙', '丁'].map(save));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
  const winner = answers.find(({ status }) => status === 200)!.body;
  const { body: kept } = await boss.client.get<ManagedGig>(`/gigs/${draft.id}/manage`);
  expect(kept).toEqual(winner);
  expect(kept.revision).toBe(1);
  expect(kept.posting.title).toBe(kept.posting.description);
});

test('a draft is kept as it is typed, half or wrong', async () => {
  const draft = await expectStatus(
    boss.client.post<ManagedGig>('/gigs', { employerId: boss.employerId }),
    201,
  );
  const typed = {
    title: '急招',
    description: '先交押金',
    shifts: [{ headcount: null }],
    validUntil: '2020-01-01T00:00:00.000Z',
  };
  const saved = await expectStatus(
    boss.client.patch<ManagedGig>(`/gigs/${draft.id}`, { revision: 0, posting: typed }),
    200,
  );
  expect(saved.posting).toMatchObject(typed);
  expect(saved.flags.map(({ rule }) => rule)).toEqual(
    expect.arrayContaining(['fees.deposit', 'missing.trade', 'validity.past']),
  );
  expect(saved.flags.find(({ rule }) => rule === 'fees.deposit')).toMatchObject({
    level: 'block',
    words: [expect.stringContaining('押金')],
  });
  const checked = await boss.client.post<{ flags: unknown[] }>('/gigs/check', {
    employerId: boss.employerId,
    posting: typed,
  });
  expect(checked.body.flags).toEqual(saved.flags);
  const nowhere = { workplace: { regionId: '0'.repeat(24) } };
  expect(await boss.client.patch(`/gigs/${draft.id}`, { revision: 1, posting: nowhere })).toMatchObject({
    status: 400,
    body: { errors: [{ path: 'posting.workplace.regionId' }] },
  });
  const source = { name: '别的网站', externalId: '1', url: null };
  const claimed = await boss.client.patch<ManagedGig>(`/gigs/${draft.id}`, {
    revision: 1,
    posting: { ...typed, source },
  });
  expect(claimed.body.posting.source).toBeNull();
});

test('what was withheld, is seen by an operator even where the employer is trusted', async () => {
  const gig = await publishGig(server, boss);
  const desk = await makeOperator(server, PLACES.karuo);
  const why = { decision: 'return', revision: gig.revision, reason: '有人举报，先核实' };
  const pulled = await expectStatus(desk.client.post<ManagedGig>(`/review/${gig.id}/decisions`, why), 201);
  expect(pulled.state).toBe('returned');
  expect(await testClient(server).get(`/gigs/${gig.id}`)).toMatchObject({
    status: 410,
    body: { code: 'gig.gone' },
  });
  const again = await boss.client.post<ManagedGig>(`/gigs/${gig.id}/submit`, { revision: pulled.revision });
  expect(again.body.state).toBe('in_review');
});

test('what is missing in a forwarded posting is completed by the operators of its place, while it waits', async () => {
  const desk = await makeOperator(server, PLACES.karuo);
  const elsewhere = await makeOperator(server, PLACES.jiangda);
  const posting = await buildPosting(server, {
    pay: { amountFen: null },
    source: { name: '重庆人才网', externalId: 'CQ-1', url: 'https://example.cn/1' },
  });
  const { deps } = server;
  const employer = (await deps.models.employers.findById(boss.employerId).lean())!;
  const region = (await regionById(deps, posting.workplace.regionId!))!;
  const number = await nextNumber(deps);
  const from = { importId: new Types.ObjectId(), deskPath: region.path };
  const [record] = await deps.transaction(() =>
    createForwardedGigs(deps, from, [{ number, posting, around: { employer, region } }]),
  );
  const path = `/gigs/${record!._id.toHexString()}`;
  const complete = { ...posting, pay: { ...posting.pay, amountFen: 22_000 } };
  const missing = await desk.client.post(`/review/${number}/decisions`, { decision: 'approve', revision: 0 });
  expect(missing).toMatchObject({ status: 422, body: { flags: [{ rule: 'missing.pay' }] } });
  expect((await elsewhere.client.patch(path, { revision: 0, posting: complete })).status).toBe(404);
  const saved = await expectStatus(
    desk.client.patch<ManagedGig>(path, { revision: 0, posting: { ...complete, source: null } }),
    200,
  );
  expect(saved).toMatchObject({ state: 'in_review', posting: { source: { externalId: 'CQ-1' } } });
  const approved = await expectStatus(
    desk.client.post<ManagedGig>(`/review/${number}/decisions`, {
      decision: 'approve',
      revision: saved.revision,
    }),
    201,
  );
  const shown = await testClient(server).get(path);
  expect(shown.body).toMatchObject({
    sourceName: '重庆人才网',
    source: { name: '重庆人才网', url: 'https://example.cn/1' },
  });
  const late = await desk.client.patch(path, { revision: approved.revision, posting: complete });
  expect(late).toMatchObject({ status: 403, body: { code: 'auth.forbidden' } });
  // They are the station that others are sent to.
  expect((late.body as Problem).detail).toContain('公开的下架');
  expect((late.body as Problem).detail).not.toContain('找本地零工站');
});
