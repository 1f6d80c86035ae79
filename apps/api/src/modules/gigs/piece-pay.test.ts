import type { FeedPage } from '@linggong/contracts/feed.ts';
import type { GigCard, ManagedGig } from '@linggong/contracts/gig.ts';
import type { Piece, Posting } from '@linggong/contracts/posting.ts';
import { makeEmployer, publishGig } from '@linggong/testkit/builders.ts';
import { expectStatus, testClient } from '@linggong/testkit/client.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type BookingWorld, bookingWorld } from '../bookings/fixtures/world.ts';

let world: BookingWorld;
beforeAll(async () => {
  world = await bookingWorld();
});
afterAll(() => world.server.close());
beforeEach(() => world.nextMorning());

const byPiece = (amountFen: number, piece?: Partial<Piece>) => ({
  amountFen,
  unit: 'piece' as const,
  // What a day comes to: an operator asks where nobody says it.
  text: '一天大约二十趟',
  ...(piece ? { piece: { unit: '', sharedBy: null, dayMinFen: null, ...piece } } : {}),
});
const cards = async (query: string) =>
  (await expectStatus(testClient(world.server).get<FeedPage>(`/gigs?limit=50&${query}`), 200)).items;

describe('the list', () => {
  let boss: Awaited<ReturnType<typeof makeEmployer>>;
  const titles = async (query: string) =>
    (await cards(`${query}`))
      .filter(({ employer }) => employer.id === boss.employerId)
      .map(({ title }) => title);

  test('finds and orders pay by the piece by what one person gets, and never against a day’s pay', async () => {
    boss = await makeEmployer(world.server, { name: '按件算的货场' });
    const post = (title: string, pay: Partial<Posting['pay']>) =>
      publishGig(world.server, boss, { title, pay });
    await post('一车两人', byPiece(30_000, { unit: '车', sharedBy: 2 }));
    await post('一吨一人', byPiece(20_000, { unit: '吨' }));
    await post('按个保底', byPiece(35, { unit: '个', dayMinFen: 21_000 }));
    await post('老样子', byPiece(25_000));
    await post('按天', { amountFen: 18_000 });

    // A rate of 300 for a piece is no day's pay of 300; what is assured for a day is one.
    expect((await titles('payMin=18000')).sort()).toEqual(['按个保底', '按天'].sort());
    expect(await titles('payMin=21000')).toEqual(['按个保底']);
    expect((await titles('payUnit=piece')).sort()).toEqual(
      ['一吨一人', '一车两人', '按个保底', '老样子'].sort(),
    );
    // 300 for two are 150 for one.
    expect((await titles('payUnit=piece&payMin=15000')).sort()).toEqual(
      ['一吨一人', '一车两人', '老样子'].sort(),
    );
    expect((await titles('payUnit=piece&payMin=15001')).sort()).toEqual(['一吨一人', '老样子'].sort());
    // By pay: what a day brings, then what can't be told by the day.
    expect((await titles('sort=pay')).slice(0, 2)).toEqual(['按个保底', '按天']);

    const shared = (await cards('payUnit=piece')).find(({ title }) => title === '一车两人');
    expect(shared).toMatchObject({
      dayPayFen: null,
      pay: { amountFen: 30_000, piece: { unit: '车', sharedBy: 2 } },
    });
  });

  test('tells alerts the same', async () => {
    const { client } = await world.worker();
    const save = (filter: object) =>
      expectStatus(client.post('/me/alerts', { filter, pace: 'at_once' }), 200);
    await save({ payUnit: 'piece', payMin: '5500' });
    const live = await client.live();
    const few = await publishGig(world.server, world.boss, {
      title: '三人分',
      pay: byPiece(11_000, { unit: '车', sharedBy: 3 }),
    });
    const enough = await publishGig(world.server, world.boss, {
      title: '两人分',
      pay: byPiece(11_000, { unit: '车', sharedBy: 2, dayMinFen: 20_000 }),
    });
    const { payload } = await live.waitFor('notice.added.v1');
    expect(payload).toMatchObject({ href: `/gigs/${enough.number}` });
    expect(JSON.stringify(payload)).not.toContain(few.number);
    const { items } = await expectStatus(client.get<{ items: { title: string }[] }>('/me/notices'), 200);
    expect(items[0]!.title).toContain('¥110/车，两人分 = ¥55，保底 ¥200/天');
    live.close();
  });
});

describe('what was agreed', () => {
  test.each<[string, Partial<Piece>, string]>([
    ['how many share it', { sharedBy: 3 }, '¥110/车，两人分 = ¥55 → ¥110/车，三人分 = ¥36.66'],
    ['what a piece is', { unit: '吨' }, '¥110/车，两人分 = ¥55 → ¥110/吨，两人分 = ¥55'],
    ['what a day is assured of', { dayMinFen: 20_000 }, '= ¥55 → ¥110/车，两人分 = ¥55，保底 ¥200/天'],
  ])('is asked again when it changes: %s', async (_, change, words) => {
    const worker = await world.worker();
    const gig = await world.gig({ pay: byPiece(11_000, { unit: '车', sharedBy: 2 }) });
    const { body: booking } = await world.take(worker, gig);
    const { pay } = gig.posting;
    const changed = await world.change(gig, { pay: { ...pay, piece: { ...pay.piece!, ...change } } });
    const mine = await world.mine(worker, booking.id);
    expect(mine).toMatchObject({ changed: true, gig: { pay: { piece: { unit: '车', sharedBy: 2 } } } });
    const [difference] = mine.changes;
    expect(`${difference!.before} → ${difference!.after}`).toContain(words);
    expect(mine.changes).toHaveLength(1);
    expect(changed.status).toBe(200);
  });

  test('is not asked again when what was silently so is said', async () => {
    const worker = await world.worker();
    const gig = await world.gig({ pay: byPiece(250) });
    const { body: booking } = await world.take(worker, gig);
    const { pay } = gig.posting;
    await world.change(gig, { pay: { ...pay, piece: { unit: '件', sharedBy: 1, dayMinFen: null } } });
    expect(await world.mine(worker, booking.id)).toMatchObject({ changed: false, changes: [] });
  });
});

test('a posting stored before pieces had a unit reads, is shown, and is taken as ever', async () => {
  const gig = await publishGig(world.server, world.boss, { pay: byPiece(250) });
  const stored = await world.server.deps.models.gigs.findById(gig.id).lean();
  expect(stored!.posting.pay).not.toHaveProperty('piece');
  const card = await expectStatus(testClient(world.server).get<GigCard>(`/gigs/${gig.id}`), 200);
  expect(card.pay).toMatchObject({ amountFen: 250, unit: 'piece' });
  expect((await world.take(await world.worker(), gig)).status).toBe(201);
});

test.each([
  [{ unit: '一整车货装到满' }, 'pay.piece.unit'],
  [{ unit: '车', sharedBy: 0 }, 'pay.piece.sharedBy'],
  [{ unit: '车', sharedBy: 2.5 }, 'pay.piece.sharedBy'],
  [{ unit: '车', dayMinFen: -1 }, 'pay.piece.dayMinFen'],
  [{ unit: '小时', sharedBy: 2 }, 'pay.piece.unit'],
  [{ unit: '天' }, 'pay.piece.unit'],
  [{ unit: '月' }, 'pay.piece.unit'],
  [{ unit: '100块' }, 'pay.piece.unit'],
])('%j doesn’t fit, and is said at its field', async (piece, path) => {
  const { boss } = world;
  const posting = { pay: { amountFen: 100, unit: 'piece', piece } };
  const { status, body } = await boss.client.post<ManagedGig & { errors: { path: string }[] }>('/gigs', {
    employerId: boss.employerId,
    posting,
  });
  expect(status).toBe(400);
  expect(body.errors.map((error) => error.path)).toEqual([`posting.${path}`]);
});

test('what a day is assured of is held to the minimum wage, a rate is not', async () => {
  const { boss } = world;
  const flags = async (pay: object) => {
    const { body } = await boss.client.post<{ flags: { rule: string; field: string }[] }>('/gigs/check', {
      employerId: boss.employerId,
      posting: { ...(await world.gig({})).posting, pay },
    });
    return body.flags.map(({ rule, field }) => [rule, field]);
  };
  const pay = { ...byPiece(35, { unit: '个', dayMinFen: 3_000 }), settlement: 'same_day' };
  expect(await flags(pay)).toContainEqual(['pay.below_minimum', 'pay.piece.dayMinFen']);
  expect(await flags({ ...pay, piece: { unit: '个' } })).not.toContainEqual(
    expect.arrayContaining(['pay.below_minimum']),
  );
});
