import type { MyBooking } from '@linggong/contracts/booking.ts';
import type { ManagedGig } from '@linggong/contracts/gig.ts';
import type { DeskGigs, Undoables } from '@linggong/contracts/review.ts';
import {
  makeEmployer,
  makeOperator,
  makeWorker,
  PLACES,
  publishGig,
  submitGig,
} from '@linggong/testkit/builders.ts';
import { expectStatus } from '@linggong/testkit/client.ts';
import { settle } from '@linggong/testkit/settle.ts';
import { Types } from 'mongoose';
import { beforeAll, describe, expect, test } from 'vitest';
import { deskForTests } from './fixtures/desk.ts';

const { clock, w, stored, decide: decideAbout } = deskForTests();
let one: ManagedGig;
let other: ManagedGig;
beforeAll(async () => {
  const tea = await makeEmployer(w.server, { name: '茶馆（城关）' });
  one = await publishGig(w.server, tea, { title: '洗碗（晚上）' });
  other = await publishGig(w.server, await makeEmployer(w.server), { title: '搬一车青稞' });
});

const decide = (gig: ManagedGig, body: object) => decideAbout(gig, { undoSeconds: 10, ...body });
async function carriedOut(): Promise<void> {
  clock.advance({ seconds: 10 });
  await settle(w.server);
}
const list = async (query: string, client = w.desk) =>
  (await expectStatus(client.get<DeskGigs>(`/review/gigs${query}`), 200)).items;
const ids = (items: DeskGigs['items']) => items.map(({ gigId }) => gigId);

describe('what is public in a region', () => {
  test.each([
    ['the number', () => one.number],
    ['the number with its dash', () => `${one.number.slice(0, 3)}-${one.number.slice(3)}`],
    [
      'the number in wide digits',
      () => one.number.replace(/\d/g, (d) => String.fromCodePoint(0xff10 + Number(d))),
    ],
    ['a part of the title, brackets and all', () => '碗（晚'],
    ['a part of the employer’s name', () => '茶馆（'],
  ])('is found by %s', async (_, q) => {
    expect(ids(await list(`?q=${encodeURIComponent(q())}`))).toEqual([one.id]);
  });

  test('is all there without a search, and nothing of what a pattern could mean', async () => {
    expect(ids(await list(''))).toEqual(expect.arrayContaining([one.id, other.id]));
    expect(await list('?q=.*')).toEqual([]);
    const elsewhere = await makeOperator(w.server, PLACES.jiangda);
    expect(await list('', elsewhere.client)).toEqual([]);
  });

  test('what was taken down can be put back, held as any decision; who held it isn’t bound again', async () => {
    const worker = await makeWorker(w.server);
    await expectStatus(worker.client.post(`/gigs/${other.id}/bookings`, { version: other.version }), 201);
    const refusal = { decision: 'refuse', reason: '收押金', revision: other.revision };
    await expectStatus(decide(other, refusal), 201);
    expect(ids((await list('')).filter(({ held }) => held))).toEqual([other.id]);
    await carriedOut();
    expect((await stored(other)).state).toBe('refused');
    expect(ids(await list(''))).not.toContain(other.id);
    const [down] = await list('?show=down');
    expect(down).toMatchObject({ gigId: other.id, state: 'refused' });
    const { revision } = await stored(other);
    await expectStatus(decide(other, { decision: 'approve', revision }), 201);
    const { items: undoable } = (await w.desk.get<Undoables>('/review/undoable')).body;
    expect(undoable).toMatchObject([{ gigId: other.id, about: 'down' }]);
    await carriedOut();
    expect((await stored(other)).state).toBe('published');
    expect(ids(await list(''))).toContain(other.id);
    const mine = await worker.client.get<{ items: MyBooking[] }>('/me/bookings');
    expect(mine.body.items.map(({ state }) => state)).toEqual(['cancelled']);
  });

  test('what was never public is not put back', async () => {
    const gig = await submitGig(w.server, await makeEmployer(w.server, { verified: false }));
    const sentBack = { decision: 'return', reason: '写清地点', revision: gig.revision, undoSeconds: 0 };
    await expectStatus(decide(gig, sentBack), 201);
    const { revision } = await stored(gig);
    expect((await decide(gig, { decision: 'approve', revision })).body.code).toBe('gig.wrong_state');
    expect(ids(await list('?show=down'))).not.toContain(gig.id);
  });

  test('its pages follow one another without a gap', async () => {
    const { _id, ...like } = await stored(one);
    await w.server.deps.models.gigs.insertMany(
      Array.from({ length: 40 }, (_, i) => ({
        ...like,
        _id: new Types.ObjectId(),
        number: String(900_000 + i),
        posting: { ...like.posting, title: '翻页' },
      })),
    );
    const page = async (query: string) =>
      expectStatus(w.desk.get<DeskGigs>(`/review/gigs?q=翻页${query}`), 200);
    const first = await page('');
    const second = await page(`&cursor=${first.nextCursor}`);
    expect(first.items).toHaveLength(30);
    expect(second).toMatchObject({ nextCursor: null });
    expect(new Set(ids([...first.items, ...second.items])).size).toBe(40);
  });
});
