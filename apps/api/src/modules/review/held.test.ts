import type { MyBooking } from '@linggong/contracts/booking.ts';
import type { ManagedGig } from '@linggong/contracts/gig.ts';
import type { Problem } from '@linggong/contracts/problem.ts';
import type { Queue, Review, Undoables } from '@linggong/contracts/review.ts';
import {
  makeEmployer,
  makeOperator,
  makeWorker,
  PLACES,
  publishGig,
  shiftOn,
  submitGig,
} from '@linggong/testkit/builders.ts';
import { expectStatus, testClient } from '@linggong/testkit/client.ts';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { deskForTests } from './fixtures/desk.ts';

const { clock, w, stored: storedOf, decide: decideAbout, until, trustAnew } = deskForTests();
let boss: Awaited<ReturnType<typeof makeEmployer>>;
let trusted: Awaited<ReturnType<typeof makeEmployer>>;
let colleague: Awaited<ReturnType<typeof makeOperator>>;
let gig: ManagedGig;

beforeAll(async () => {
  boss = await makeEmployer(w.server, { verified: false });
  trusted = await makeEmployer(w.server);
  colleague = await makeOperator(w.server, PLACES.karuo);
});
beforeEach(async () => {
  await w.server.deps.models.gigs.updateMany({ state: 'in_review' }, { state: 'withdrawn' });
  gig = await submitGig(w.server, boss);
});
afterEach(trustAnew);

const decide = (body: object, client = w.desk, id = gig.id) =>
  decideAbout({ id }, { revision: gig.revision, undoSeconds: 10, ...body }, client);
const undo = (client = w.desk, id = gig.id) => client.post<Problem>(`/review/${id}/undo`);
const stored = (id = gig.id) => storedOf({ id });
const decisions = (id = gig.id) => w.server.deps.models.decisions.countDocuments({ gigId: id });
const queueOf = async (client = w.desk) => (await client.get<Queue>('/review/queue')).body;
const undoable = async (client = w.desk) => (await client.get<Undoables>('/review/undoable')).body.items;
const tenSecondsOn = () => clock.advance({ seconds: 10 });
const carriedOut = (state: ManagedGig['state'], id = gig.id) =>
  until(async () => expect((await stored(id)).state).toBe(state));

describe('for ten seconds', () => {
  test.each([
    ['approve', 'published'],
    ['return', 'returned'],
    ['refuse', 'refused'],
  ] as const)('nobody but the desk knows of a decision to %s, then it is so', async (decision, state) => {
    const [employer, public_] = [await boss.client.live(), await testClient(w.server).live()];
    const answer = await decide({ decision, reason: '地点没写清' });
    expect(answer).toMatchObject({ status: 201, body: { state: 'in_review', decisions: [] } });
    expect((await boss.client.get<ManagedGig>(`/gigs/${gig.id}/manage`)).body).toEqual(gig);
    expect((await testClient(w.server).get(`/gigs/${gig.number}`)).status).not.toBe(200);
    clock.advance({ seconds: 9 });
    expect(await decisions()).toBe(0);
    expect(employer.events).toEqual([]);
    expect(public_.events).toEqual([]);
    clock.advance({ seconds: 1 });
    await carriedOut(state);
    expect(await decisions()).toBe(1);
    await employer.waitFor('gig.reviewed.v1', ({ payload }) => payload.gigId === gig.id);
    expect((await testClient(w.server).get(`/gigs/${gig.number}`)).status).toBe(
      decision === 'approve' ? 200 : 404,
    );
    expect(await undoable()).toEqual([]);
    employer.close();
    public_.close();
  });

  test('it can be undone, and all is as it was', async () => {
    const before = await stored();
    await expectStatus(decide({ decision: 'approve' }), 201);
    expect((await undo()).status).toBe(204);
    tenSecondsOn();
    // Its job has run once its time has come, and found nothing to do.
    await until(async () =>
      expect(await w.server.deps.jobModels.jobs.exists({ _id: `review.carry_out:${gig.id}` })).toBeNull(),
    );
    expect({ ...(await stored()), held: undefined, setBack: undefined }).toEqual({
      ...before,
      held: undefined,
      setBack: undefined,
    });
    expect(await decisions()).toBe(0);
    expect((await undo()).body.code).toBe('review.too_late');
    expect((await decide({ decision: 'return', reason: '再想想' })).status).toBe(201);
  });

  test('three in a row can each be undone', async () => {
    const three = [gig, await submitGig(w.server, boss), await submitGig(w.server, boss)];
    for (const { id } of three) await expectStatus(decide({ decision: 'approve' }, w.desk, id), 201);
    expect((await undoable()).map(({ gigId }) => gigId).sort()).toEqual(three.map(({ id }) => id).sort());
    expect((await undo(w.desk, three[1]!.id)).status).toBe(204);
    expect(await undoable()).toHaveLength(2);
    tenSecondsOn();
    await carriedOut('published', three[0]!.id);
    await carriedOut('published', three[2]!.id);
    expect((await stored(three[1]!.id)).state).toBe('in_review');
  });

  test('it can be undone and made anew, and then has its whole ten seconds', async () => {
    await expectStatus(decide({ decision: 'approve' }), 201);
    clock.advance({ seconds: 8 });
    await expectStatus(undo(), 204);
    await expectStatus(decide({ decision: 'return', reason: '写清地点' }), 201);
    clock.advance({ seconds: 8 });
    w.server.wakeJobs();
    await until(async () =>
      expect(await w.server.deps.jobModels.jobs.findById(`review.carry_out:${gig.id}`).lean()).toMatchObject({
        holder: null,
        at: (await stored()).held!.until,
      }),
    );
    expect((await stored()).state).toBe('in_review');
    clock.advance({ seconds: 2 });
    await carriedOut('returned');
  });

  test('colleagues see it as decided, can’t decide or open it, and can’t undo it', async () => {
    const live = await colleague.client.live();
    await expectStatus(decide({ decision: 'approve' }), 201);
    await live.waitFor('review.held.v1', ({ payload }) => payload.held?.decision === 'approve');
    const queue = await queueOf(colleague.client);
    expect(queue).toMatchObject({ total: 0, items: [{ held: { decision: 'approve' } }] });
    expect((await decide({ decision: 'refuse', reason: '重复' }, colleague.client)).body.code).toBe(
      'review.decided',
    );
    expect((await colleague.client.post<Problem>(`/review/${gig.id}/claim`)).body.code).toBe(
      'review.decided',
    );
    expect(await undo(colleague.client)).toMatchObject({ status: 403, body: { code: 'auth.forbidden' } });
    expect((await undo(boss.client)).status).toBe(403);
    await expectStatus(undo(), 204);
    await live.waitFor('review.held.v1', ({ payload }) => payload.held === null);
    expect((await decide({ decision: 'refuse', reason: '重复' }, colleague.client)).status).toBe(201);
    live.close();
  });

  test('of two who decide at once one does', async () => {
    const answers = await Promise.all([
      decide({ decision: 'approve' }),
      decide({ decision: 'refuse', reason: '重复发布' }, colleague.client),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });
});

describe('meanwhile', () => {
  const change = (posting: object) =>
    boss.client.patch<ManagedGig>(`/gigs/${gig.id}`, {
      revision: gig.revision,
      posting: { ...gig.posting, ...posting },
    });

  test.each(['approve', 'return', 'refuse'] as const)(
    'its employer changes it: the decision to %s was about something else, and it waits again',
    async (decision) => {
      const live = await colleague.client.live();
      await expectStatus(decide({ decision, reason: '写清楚' }), 201);
      await expectStatus(change({ title: '搬别的货' }), 200);
      await live.waitFor('review.queued.v1', ({ payload: { item } }) => item.setBack === 'changed');
      expect(await queueOf()).toMatchObject({
        total: 1,
        items: [{ held: null, setBack: 'changed' }],
      });
      tenSecondsOn();
      await until(async () => expect((await stored()).held).toBeNull());
      expect(await stored()).toMatchObject({ state: 'in_review', setBack: 'changed' });
      expect(await decisions()).toBe(0);
      live.close();
    },
  );

  test('its employer takes it back: nothing is decided', async () => {
    await expectStatus(decide({ decision: 'approve' }), 201);
    await expectStatus(boss.client.post(`/gigs/${gig.id}/withdraw`, { revision: gig.revision }), 200);
    expect(await undoable()).toEqual([]);
    tenSecondsOn();
    await until(async () => expect((await stored()).held).toBeNull());
    expect(await stored()).toMatchObject({ state: 'withdrawn' });
    expect(await decisions()).toBe(0);
  });

  test('its time passes: it waits again and says why', async () => {
    await expectStatus(decide({ decision: 'approve' }), 201);
    clock.advance({ days: 20 });
    await until(async () => expect(await stored()).toMatchObject({ held: null, state: 'in_review' }));
    expect((await stored()).setBack).toMatch(/over|flags|blocked/);
    expect(await decisions()).toBe(0);
  });

  test('a decision that is due while no process runs is carried out by the next', async () => {
    await expectStatus(decide({ decision: 'approve' }), 201);
    await w.server.deps.jobModels.jobs.deleteOne({ _id: `review.carry_out:${gig.id}` });
    clock.advance({ minutes: 2 });
    await carriedOut('published');
  });
});

describe('a posting with remarks', () => {
  beforeEach(async () => {
    gig = await submitGig(w.server, boss, { conditions: { sex: 'male' } });
    expect(gig.flags).not.toEqual([]);
  });
  const keys = () => gig.flags.map(({ rule, field }) => `${rule}@${field}`);

  test('is passed by who has read them, and by nobody who hasn’t', async () => {
    for (const read of [[], keys().slice(1), ['other@title']]) {
      expect(await decide({ decision: 'approve', read })).toMatchObject({
        status: 409,
        body: { code: 'review.unread_flags' },
      });
    }
    expect((await stored()).held ?? null).toBeNull();
    expect((await decide({ decision: 'approve', read: keys() })).status).toBe(201);
  });

  test('is returned without', async () => {
    expect((await decide({ decision: 'return', reason: '男女都行吗', read: [] })).status).toBe(201);
  });

  test('and tells what it said when it was read', async () => {
    const posting = { ...gig.posting, title: '搬砖' };
    await expectStatus(boss.client.patch(`/gigs/${gig.id}`, { revision: gig.revision, posting }), 200);
    const review = (since: number) => w.desk.get<Review>(`/review/${gig.id}?since=${since}`);
    expect((await review(gig.revision)).body.seen).toEqual(gig.posting);
    expect((await review(gig.revision + 1)).body.seen).toBeNull();
    expect((await decide({ decision: 'approve', read: keys() })).body.code).toBe('gig.changed_meanwhile');
  });
});

describe('taking a public gig down', () => {
  test('is held too, stands whatever the employer edits, and ends what has not begun', async () => {
    const open = await publishGig(w.server, trusted, { shifts: [shiftOn(w.server, 1)] });
    const worker = await makeWorker(w.server);
    const booking = await expectStatus(
      worker.client.post<MyBooking>(`/gigs/${open.id}/bookings`, { version: open.version }),
      201,
    );
    const down = (body: object) =>
      w.desk.post<Problem>(`/review/${open.id}/decisions`, {
        decision: 'refuse',
        revision: open.revision,
        reason: '收押金',
        undoSeconds: 10,
        ...body,
      });
    await expectStatus(down({}), 201);
    expect(await undoable()).toMatchObject([{ gigId: open.id, about: 'public' }]);
    expect((await testClient(w.server).get(`/gigs/${open.number}`)).status).toBe(200);
    await expectStatus(undo(w.desk, open.id), 204);
    await expectStatus(down({}), 201);
    const posting = { ...open.posting, description: '把货从车上搬到库房，码齐了。' };
    await trusted.client.patch(`/gigs/${open.id}`, { revision: open.revision, posting });
    tenSecondsOn();
    await carriedOut('refused', open.id);
    expect((await testClient(w.server).get(`/gigs/${open.number}`)).status).toBe(410);
    const mine = await worker.client.get<{ items: MyBooking[] }>('/me/bookings');
    expect(mine.body.items.find(({ id }) => id === booking.id)).toMatchObject({ state: 'cancelled' });
    const { body } = await trusted.client.get<ManagedGig>(`/gigs/${open.id}/manage`);
    expect(body.decisions.at(-1)).toMatchObject({ decision: 'refuse', reason: '收押金' });
  });
});
