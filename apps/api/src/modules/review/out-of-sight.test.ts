import type { MyBooking } from '@linggong/contracts/booking.ts';
import type { ManagedGig } from '@linggong/contracts/gig.ts';
import type { DeskGigs, Review, Undoables } from '@linggong/contracts/review.ts';
import {
  makeEmployer,
  makeOperator,
  makeWorker,
  PLACES,
  publishGig,
  shiftOn,
} from '@linggong/testkit/builders.ts';
import { expectStatus, testClient } from '@linggong/testkit/client.ts';
import type { Types } from 'mongoose';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { deskForTests } from './fixtures/desk.ts';

const { clock, w, stored: storedOf, decide: decideAbout, until, trustAnew } = deskForTests();
let boss: Awaited<ReturnType<typeof makeEmployer>>;
let worker: Awaited<ReturnType<typeof makeWorker>>;
let gig: ManagedGig;
let booking: MyBooking;

beforeAll(async () => {
  boss = await makeEmployer(w.server);
});
afterEach(trustAnew);
beforeEach(async () => {
  worker = await makeWorker(w.server);
  const shifts = [shiftOn(w.server, 1), shiftOn(w.server, 2)];
  gig = await publishGig(w.server, boss, { shifts });
  booking = await book(worker);
});

const book = ({ client }: typeof worker) =>
  expectStatus(
    client.post<MyBooking>(`/gigs/${gig.id}/bookings`, {
      version: gig.version,
      shiftIds: gig.posting.shifts.map(({ id }) => id),
    }),
    201,
  );
const stored = () => storedOf(gig);
const decide = (decision: string, undoSeconds = 0, client = w.desk) =>
  decideAbout(gig, { decision, reason: '收押金', undoSeconds }, client);
/** So many hours after a shift has begun, whatever the time of day is now. */
function hoursInto(shift: number, hours: number): void {
  const begins = Date.parse(gig.posting.shifts[shift]!.startsAt!);
  clock.advance({ hours, seconds: (begins - clock.now().getTime()) / 1000 });
}
const employer = async (move: 'close' | 'withdraw') =>
  expectStatus(boss.client.post<ManagedGig>(`/gigs/${gig.id}/${move}`), 200);
const listed = async (query = '') =>
  (await expectStatus(w.desk.get<DeskGigs>(`/review/gigs${query}`), 200)).items.find(
    ({ gigId }) => gigId === gig.id,
  );
const can = async () => (await expectStatus(w.desk.get<Review>(`/review/${gig.id}`), 200)).can;
const mine = async () => {
  const { body } = await worker.client.get<{ items: MyBooking[] }>('/me/bookings');
  return body.items.find(({ id }) => id === booking.id)!;
};
const onRecord = async () =>
  (await expectStatus(boss.client.get<ManagedGig>(`/gigs/${gig.id}/manage`), 200)).decisions.at(-1);
const due = async () => {
  clock.advance({ seconds: 10 });
  await until(async () => expect((await stored()).held ?? null).toBeNull());
};

describe('people come for what nobody sees', () => {
  test.each([
    ['refuse', 'refused', 'cancelled'],
    ['return', 'returned', 'confirmed'],
  ] as const)(
    'of one that was closed: it is found, and can be taken down (%s)',
    async (decision, state, is) => {
      await employer('close');
      expect(await listed()).toMatchObject({ state: 'closed', bookings: { confirmed: 1 } });
      expect(await listed(`?q=${gig.number}`)).toBeDefined();
      expect(await can()).toEqual(['return', 'refuse']);
      await expectStatus(decide(decision), 201);
      expect((await stored()).state).toBe(state);
      expect(await mine()).toMatchObject({ state: is });
      expect(await onRecord()).toMatchObject({ decision, reason: '收押金' });
      expect(await listed()).toBeUndefined();
      expect(await listed('?show=down')).toMatchObject({ state });
    },
  );

  test('what has begun stays as it was worked', async () => {
    await employer('close');
    hoursInto(0, 1);
    await expectStatus(decide('refuse'), 201);
    expect(await mine()).toMatchObject({ state: 'confirmed', ended: [{ how: 'taken_down' }] });
  });

  test('of one that is no longer shown: it is found', async () => {
    await w.server.deps.models.gigs.updateOne({ _id: gig.id }, { validUntil: clock.now() });
    clock.advance({ seconds: 1 });
    expect(await listed()).toMatchObject({ state: 'expired' });
    await expectStatus(decide('refuse'), 201);
    expect(await mine()).toMatchObject({ state: 'cancelled' });
  });

  test('of one that was sent back: it can be refused, and nobody who holds it is left waiting', async () => {
    await expectStatus(decide('return'), 201);
    expect(await can()).toEqual(['approve', 'refuse']);
    await expectStatus(decide('refuse'), 201);
    expect(await mine()).toMatchObject({ state: 'cancelled' });
    // It was public until operators took it down, and goes back where it was.
    expect(await can()).toEqual(['approve']);
  });

  test.each([
    ['nobody holds it', () => expectStatus(worker.client.post(`/bookings/${booking.id}/withdraw`), 200)],
    ['all of it has begun', () => Promise.resolve(hoursInto(1, 1))],
  ])('once %s, a closed one is done with', async (_, over) => {
    await employer('close');
    await over();
    expect(await listed()).toBeUndefined();
    expect(await can()).toEqual([]);
    for (const decision of ['refuse', 'return', 'approve'])
      expect((await decide(decision)).body.code).toBe('gig.wrong_state');
    expect((await stored()).state).toBe('closed');
  });

  test('what its employer had closed is not put back', async () => {
    await employer('close');
    await expectStatus(decide('refuse'), 201);
    expect(await can()).toEqual([]);
    expect((await decide('approve')).body.code).toBe('gig.wrong_state');
  });

  test('operators of other places neither find nor decide it', async () => {
    await employer('close');
    const { client } = await makeOperator(w.server, PLACES.jiangda);
    expect((await client.get<DeskGigs>('/review/gigs')).body.items).toEqual([]);
    expect((await decide('refuse', 0, client)).status).toBe(404);
  });
});

describe('a take-down that is held stands', () => {
  const revisionOf = async () => (await stored()).revision;
  test.each([
    ['closes it', 'refuse', () => employer('close'), 'refused'],
    ['closes it', 'return', () => employer('close'), 'returned'],
    ['withdraws it', 'refuse', () => employer('withdraw'), 'refused'],
    ['withdraws it', 'return', () => employer('withdraw'), 'withdrawn'],
    [
      'changes it, so that it waits',
      'refuse',
      async () => {
        const posting = { ...gig.posting, pay: { ...gig.posting.pay, amountFen: 30_000 } };
        const saved = await expectStatus(
          boss.client.patch<ManagedGig>(`/gigs/${gig.id}`, { revision: await revisionOf(), posting }),
          200,
        );
        expect(saved.state).toBe('in_review');
      },
      'refused',
    ],
  ] as const)('when its employer %s (%s)', async (_, decision, meanwhile, state) => {
    const live = await w.desk.live();
    await expectStatus(decide(decision, 10), 201);
    await meanwhile();
    const { items } = (await w.desk.get<Undoables>('/review/undoable')).body;
    expect(items.find(({ gigId }) => gigId === gig.id)).toMatchObject({ decision, about: 'public' });
    await due();
    expect((await stored()).state).toBe(state);
    expect(await onRecord()).toMatchObject({ decision, reason: '收押金' });
    await until(async () =>
      expect(
        live.events.some(
          ({ type, payload }) =>
            ((type === 'review.held.v1' && (payload as { held: unknown }).held === null) ||
              type === 'review.left.v1') &&
            (payload as { gigId: string }).gigId === gig.id,
        ),
      ).toBe(true),
    );
    live.close();
    expect(await mine()).toMatchObject({
      state: state === 'returned' ? 'confirmed' : 'cancelled',
    });
    expect((await testClient(w.server).get(`/gigs/${gig.number}`)).status).not.toBe(200);
  });

  test('and is taken back all the same', async () => {
    await expectStatus(decide('refuse', 10), 201);
    await employer('close');
    expect((await w.desk.post(`/review/${gig.id}/undo`)).status).toBe(204);
    await due();
    expect(await stored()).toMatchObject({ state: 'closed' });
    expect(await mine()).toMatchObject({ state: 'confirmed' });
  });
});

describe('who decided may no longer', () => {
  const takeRole = () => w.server.deps.models.memberships.deleteMany({ accountId: otherId });
  let other: Awaited<ReturnType<typeof makeOperator>>;
  let otherId: Types.ObjectId;
  beforeEach(async () => {
    other = await makeOperator(w.server, PLACES.karuo);
    const account = await w.server.deps.models.accounts.findOne({ phoneNumber: other.phone }).lean();
    otherId = account!._id;
  });

  test.each([
    ['their role is taken away', () => takeRole()],
    [
      'they joined its employer',
      () =>
        w.server.deps.models.memberships.insertMany([
          { accountId: otherId, role: 'employer', employerId: boss.employerId, createdAt: clock.now() },
        ]),
    ],
    [
      'it moved to another place',
      async () => {
        const elsewhere = await w.server.deps.models.regions.findOne({ code: PLACES.jiangda }).lean();
        await w.server.deps.models.gigs.updateOne({ _id: gig.id }, { deskPath: [elsewhere!._id] });
      },
    ],
  ])('as %s: nothing is carried out, and it says why', async (_, meanwhile) => {
    await expectStatus(decide('refuse', 10, other.client), 201);
    await meanwhile();
    await due();
    expect(await stored()).toMatchObject({ state: 'published', setBack: 'role' });
    expect(await mine()).toMatchObject({ state: 'confirmed' });
    expect(await w.server.deps.models.decisions.countDocuments({ gigId: gig.id, by: 'operator' })).toBe(0);
  });

  test('it stands where colleagues see it, until they decide', async () => {
    await expectStatus(decide('refuse', 10, other.client), 201);
    await takeRole();
    await due();
    expect(await listed()).toMatchObject({ held: null, setBack: 'role' });
    await expectStatus(decide('refuse', 10), 201);
    await due();
    expect(await stored()).toMatchObject({ state: 'refused', setBack: null });
  });

  test('a role that still covers the place is enough', async () => {
    await expectStatus(decide('refuse', 10, other.client), 201);
    await due();
    expect((await stored()).state).toBe('refused');
  });
});
