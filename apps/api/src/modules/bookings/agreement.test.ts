import type { Closing } from '@linggong/contracts/account.ts';
import type { Takeability } from '@linggong/contracts/booking.ts';
import type { MyShowings } from '@linggong/contracts/contact.ts';
import type { GigDetail } from '@linggong/contracts/gig.ts';
import type { NoticesPage } from '@linggong/contracts/notice.ts';
import type { Posting } from '@linggong/contracts/posting.ts';
import { makeEmployer, PLACES, regionId } from '@linggong/testkit/builders.ts';
import { expectStatus, testClient } from '@linggong/testkit/client.ts';
import { settle } from '@linggong/testkit/settle.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type BookingWorld, bookingWorld, type Worker } from './fixtures/world.ts';

let world: BookingWorld;
beforeAll(async () => {
  world = await bookingWorld();
});
afterAll(() => world.server.close());
beforeEach(() => world.nextMorning());

const washing = (): Partial<Posting> & Parameters<BookingWorld['gig']>[0] => ({
  tradeId: 'dishwashing',
  title: '洗碗',
  description: '在后厨洗碗，碗筷分开放好。',
  included: { meals: true, lodging: true, transport: true, tools: null },
  loadKg: 10,
  shifts: [world.shift(3)],
});
const inbox = async ({ client }: Worker) => {
  await settle(world.server);
  return (await expectStatus(client.get<NoticesPage>('/me/notices'), 200)).items;
};
const page = ({ client }: Worker, gig: { id: string }) => client.get<GigDetail>(`/gigs/${gig.id}`);

describe('a gig that becomes another one', () => {
  test('goes to an operator, and who holds it reads each difference, on the page, in the inbox and by text', async () => {
    const [worker, passer] = [await world.worker(), await world.worker()];
    const gig = await world.gig(washing());
    const { body: booking } = await world.take(worker, gig);
    const changed = await world.change(gig, {
      tradeId: 'loading',
      title: '搬家具',
      loadKg: 50,
      hazards: ['height'],
      included: { meals: false, lodging: false, transport: false, tools: null },
      pay: { ...gig.posting.pay, amountFen: 18_000, method: 'wechat' },
    });
    expect(changed.body.state).toBe('in_review');

    const waiting = await world.mine(worker, booking.id);
    expect(waiting).toMatchObject({ state: 'confirmed', changed: true, inReview: true, currentVersion: 1 });
    // The ticket shows what was agreed.
    expect(waiting.gig).toMatchObject({
      title: '洗碗',
      tradeId: 'dishwashing',
      pay: { amountFen: 22_000, method: 'cash' },
      included: { meals: true, lodging: true, transport: true },
      state: 'in_review',
    });
    expect(waiting.changes.map(({ field }) => field)).toEqual([
      'pay',
      'method',
      'trade',
      'title',
      'meals',
      'lodging',
      'transport',
      'load',
      'hazards',
    ]);
    // Figures and choices are told; words that no operator has passed are not.
    expect(waiting.changes.find(({ field }) => field === 'title')).toMatchObject({ before: '洗碗' });
    expect(JSON.stringify(waiting)).not.toContain('搬家具');
    expect(waiting.changes).toContainEqual({
      field: 'lodging',
      shiftId: null,
      label: '',
      before: '管住',
      after: '不管住',
    });
    // Their page stays readable, as it was agreed; nobody else has one.
    const own = await page(worker, gig);
    expect(own).toMatchObject({ status: 200, body: { state: 'in_review', title: '洗碗', loadKg: 10 } });
    expect(own.headers.get('cache-control')).toContain('no-store');
    for (const other of [passer, { client: testClient(world.server) }])
      expect(await page(other, gig)).toMatchObject({ status: 404, body: { code: 'gig.in_review' } });

    const [told] = await inbox(worker);
    expect(told).toMatchObject({ kind: 'booking.changed' });
    expect(JSON.stringify(told)).not.toContain('搬家具');
    for (const words of ['工钱 ¥220/天 → ¥180/天', '管住 → 不管住', '最重 10 公斤 → 50 公斤', '正在审核'])
      expect(told!.body).toContain(words);
    const stored = await world.server.deps.models.notices
      .findOne({ bookingId: booking.id, kind: 'booking.changed' })
      .lean();
    expect(stored!.pace).toBe('urgent');

    const early = await world.agree(worker, booking.id, 1);
    expect(early).toMatchObject({ status: 409, body: { code: 'gig.wrong_state' } });
    await world.approve(changed.body);
    const asked = await world.mine(worker, booking.id);
    expect(asked).toMatchObject({
      changed: true,
      inReview: false,
      currentVersion: 2,
      gig: { title: '洗碗' },
    });
    expect((await inbox(worker))[0]!.body).toContain('还去还是不去');

    const outdated = await world.agree(worker, booking.id, 1);
    expect(outdated).toMatchObject({ status: 409, body: { code: 'gig.terms_changed', version: 2 } });
    expect(outdated.body.changes).toHaveLength(9);
    const agreed = await world.agree(worker, booking.id, 2);
    expect(agreed.body).toMatchObject({ changed: false, changes: [], gig: { title: '搬家具' } });
    expect(await world.server.deps.models.bookings.findById(booking.id).lean()).toMatchObject({
      gigVersion: 2,
      agreements: [{ version: 1 }, { version: 2 }],
    });
  });

  test('what is typed while it waits, or was taken down, reaches nobody who holds it', async () => {
    const worker = await world.worker();
    const boss = await makeEmployer(world.server, { name: '另一家' });
    const gig = await world.gig(washing(), boss);
    const { body: booking } = await world.take(worker, gig);
    const { revision } = await world.managed(gig, boss.client);
    await expectStatus(
      world.desk.post(`/review/${gig.id}/decisions`, { decision: 'return', revision, reason: '骗人的' }),
      201,
    );
    const bait = (words: string) => ({ title: words, description: `先交押金，加微信 ${words}` });
    for (const words of ['cheat_1', 'cheat_2', 'cheat_3']) {
      expect((await world.change(gig, bait(words), boss.client)).body.state).toBe('returned');
    }
    expect(await world.mine(worker, booking.id)).toMatchObject({ changes: [], inReview: true });
    expect(JSON.stringify(await world.mine(worker, booking.id))).not.toContain('cheat');
    const notices = await inbox(worker);
    expect(notices.map(({ kind }) => kind)).toEqual(['booking.changed']);
    expect(notices[0]!.title).toContain('先等一等');
    expect(JSON.stringify(notices)).not.toMatch(/cheat|押金/);

    const other = await world.worker();
    const second = await world.gig({ ...washing(), shifts: [world.shift(4)] });
    const { body: held } = await world.take(other, second);
    await world.change(second, { loadKg: 20 });
    for (const words of ['cheat_4', 'cheat_5']) await world.change(second, bait(words));
    expect(JSON.stringify(await world.mine(other, held.id))).not.toContain('cheat');
    const told = (await inbox(other)).filter(({ kind }) => kind === 'booking.changed');
    expect(told).toHaveLength(1);
    expect(JSON.stringify(told)).not.toContain('cheat');
  });

  test('what is typed while it waits is no name of what is held either, wherever that is named beside others', async () => {
    const worker = await world.worker();
    const rival = await makeEmployer(world.server, { name: '又一家' });
    const held = await world.gig({ title: '卸沙子', shifts: [world.shift(5, 8, 12)] }, rival);
    const later = await world.gig({ title: '搬砖', shifts: [world.shift(5, 13, 18)] });
    const { body: booking } = await world.take(worker, held);
    const { body: meeting } = await world.take(worker, later);
    await expectStatus(rival.client.post(`/bookings/${booking.id}/contact`), 200);
    const elsewhere = { regionId: await regionId(world.server, PLACES.jiangda), landmark: 'cheat_6' };
    const { workplace } = held.posting;
    const typed = { title: 'cheat_6', workplace: { ...workplace, ...elsewhere } };
    expect((await world.change(held, typed, rival.client)).body.state).toBe('in_review');
    const [shift] = later.posting.shifts;
    const times = { startsAt: world.at(5, 10), endsAt: world.at(5, 15) };
    await world.approve((await world.change(later, { shifts: [{ ...shift!, ...times }] })).body);

    const mine = await world.mine(worker, meeting.id);
    expect(mine.clashes).toMatchObject([{ bookingId: booking.id, title: '卸沙子', place: '如意乡' }]);
    const agreed = await world.agree(worker, meeting.id, mine.currentVersion);
    expect(agreed.body.detail).toContain('“卸沙子”');
    const third = await world.gig({ title: '扫院子', shifts: [world.shift(5, 8, 10)] });
    const { body: why } = await worker.client.get<Takeability>(`/gigs/${third.id}/takeability`);
    expect(why).toMatchObject({ refusal: 'overlaps', detail: expect.stringContaining('卸沙子') });
    const { body: closing } = await worker.client.get<Closing>('/me/closing');
    expect(closing.ends.map(({ title }) => title).sort()).toEqual(['卸沙子', '搬砖']);
    const { body: showings } = await worker.client.get<MyShowings>('/me/showings');
    expect(showings.items).toMatchObject([{ gig: { title: '卸沙子' } }]);
    const told = await inbox(worker);
    expect(told.map(({ body }) => body).join()).toContain('和如意乡“卸沙子”的时间撞了');
    expect(JSON.stringify([mine, agreed.body, why, closing, showings, told])).not.toMatch(/cheat|江达/);
  });

  test('of whom something was taken down, nothing is public unseen for a while, a copy least of all', async () => {
    const boss = await makeEmployer(world.server, { name: '骗子货运' });
    const gig = await world.gig(washing(), boss);
    await expectStatus(
      world.desk.post(`/review/${gig.id}/decisions`, {
        decision: 'refuse',
        revision: gig.revision,
        reason: '骗人的',
      }),
      201,
    );
    const send = async (draft: { id: string; revision: number }) =>
      (await boss.client.post<{ state: string }>(`/gigs/${draft.id}/submit`, { revision: draft.revision }))
        .body.state;
    const copy = await boss.client.post<{ id: string; revision: number; posting: Posting }>(
      `/gigs/${gig.id}/copy`,
    );
    const dated = await world.change(
      copy.body,
      { shifts: [world.shift(5)], validUntil: world.at(9, 18) },
      boss.client,
    );
    expect(await send(dated.body)).toBe('in_review');
    const anew = await expectStatus(
      boss.client.post<{ id: string; revision: number }>('/gigs', {
        employerId: boss.employerId,
        posting: { ...gig.posting, shifts: [world.shift(6)] },
      }),
      201,
    );
    expect(await send(anew)).toBe('in_review');
    // Another employer is not meant.
    expect((await world.gig(washing())).state).toBe('published');
  });

  test('not to go is an answer too: the place is free, and it was never theirs to keep', async () => {
    const worker = await world.worker();
    const gig = await world.gig(washing());
    const { body: booking } = await world.take(worker, gig);
    const changed = await world.change(gig, { included: { ...gig.posting.included, lodging: false } });
    // Before it is passed, too.
    const gone = await world.stepBack(worker, booking.id);
    expect(gone.body).toMatchObject({ state: 'withdrawn', changes: [], contact: null });
    await world.approve(changed.body);
    expect(await world.open(gig)).toEqual([3]);
    // Who is no longer part of it is told nothing of what comes.
    await world.change(gig, { title: '洗菜' });
    expect((await world.mine(worker, booking.id)).changes).toEqual([]);
    expect(await page(worker, gig)).toMatchObject({ status: 404, body: { code: 'gig.in_review' } });
  });

  test('that is changed back is agreed to as it was', async () => {
    const worker = await world.worker();
    const gig = await world.gig(washing());
    const { body: booking } = await world.take(worker, gig);
    await world.approve((await world.change(gig, { loadKg: 30 })).body);
    expect((await world.mine(worker, booking.id)).changes).toHaveLength(1);
    await world.approve((await world.change(gig, { loadKg: 10 })).body);
    expect(await world.mine(worker, booking.id)).toMatchObject({ changed: false, changes: [] });
  });

  test('a slip of the description and a place more are nobody’s concern', async () => {
    const worker = await world.worker();
    const gig = await world.gig(washing());
    const { body: booking } = await world.take(worker, gig);
    const [shift] = gig.posting.shifts;
    const same = await world.change(gig, {
      description: '在后厨洗碗，碗快分开放好。',
      shifts: [{ ...shift!, headcount: 4 }],
    });
    expect(same.body).toMatchObject({ state: 'published', version: 2 });
    expect(await world.mine(worker, booking.id)).toMatchObject({ changed: false, currentVersion: 2 });
    expect((await inbox(worker)).map(({ kind }) => kind)).not.toContain('booking.changed');
  });

  test('of who isn’t verified no word goes public unseen', async () => {
    const fresh = await makeEmployer(world.server, { verified: false });
    const draft = await expectStatus(
      fresh.client.post<{ id: string; revision: number; posting: Posting }>('/gigs', {
        employerId: fresh.employerId,
        posting: (await world.gig(washing())).posting,
      }),
      201,
    );
    const sent = await expectStatus(
      fresh.client.post<{ id: string; revision: number }>(`/gigs/${draft.id}/submit`, { revision: 0 }),
      200,
    );
    await world.approve(sent);
    for (const part of [
      { title: '加微信详聊' },
      { description: '在后厨洗碗，碗快分开放好。' },
      { hoursText: '面谈' },
    ]) {
      const changed = await world.change(draft, part, fresh.client);
      expect(changed.body.state).toBe('in_review');
      await world.approve((await world.change(draft, draft.posting, fresh.client)).body);
    }
  });
});

describe('what is taken is what was shown', () => {
  test('a page of before the change takes nothing, and shows what is so now', async () => {
    const worker = await world.worker();
    const gig = await world.gig(washing());
    const change = await world.change(gig, {
      pay: { ...gig.posting.pay, amountFen: 15_000 },
      shifts: [{ ...gig.posting.shifts[0]!, ...world.shift(4) }],
    });
    // While it is looked at nobody can take it at all.
    expect(await world.take(worker, gig)).toMatchObject({ body: { refusal: 'not_public' } });
    const now = await world.approve(change.body);
    const old = await world.take(worker, gig);
    expect(old).toMatchObject({ status: 409, body: { code: 'gig.terms_changed', version: 2 } });
    expect(old.body.changes!.map(({ field, before, after }) => [field, before, after])).toMatchObject([
      ['pay', '¥220/天', '¥150/天'],
      ['shift', expect.any(String), expect.any(String)],
    ]);
    expect(await world.open(gig)).toEqual([3]);
    expect(await world.all(worker)).toEqual([]);
    expect((await world.take(worker, now)).body).toMatchObject({ state: 'confirmed', changed: false });
  });

  test('a slip since then is no other offer, and what nobody saw yet is none', async () => {
    const [one, two, three] = [await world.worker(), await world.worker(), await world.worker()];
    const gig = await world.gig(washing());
    await world.change(gig, { description: '在后厨洗碗，碗快分开放好。' });
    expect((await world.take(one, gig)).body).toMatchObject({ state: 'confirmed', currentVersion: 2 });
    expect((await world.take(two, { ...gig, version: 7 })).status).toBe(400);
    expect((await three.client.post(`/gigs/${gig.id}/bookings`, {})).status).toBe(400);
    expect(await world.all(two)).toEqual([]);
  });

  test('another’s shift may be moved meanwhile, one’s own may not', async () => {
    const [one, two] = [await world.worker(), await world.worker()];
    const gig = await world.gig({ ...washing(), shifts: [world.shift(3), world.shift(4)] });
    const [first, second] = gig.posting.shifts;
    await world.approve(
      (await world.change(gig, { shifts: [first!, { ...second!, endsAt: world.at(4, 20) }] })).body,
    );
    expect((await world.take(one, gig, [gig.shifts[0]!.id])).status).toBe(201);
    expect(await world.take(two, gig, [gig.shifts[1]!.id])).toMatchObject({
      status: 409,
      body: { code: 'gig.terms_changed', changes: [{ field: 'shift' }] },
    });
  });

  test('what is said of a text that ends in a full stop has no second one', async () => {
    const worker = await world.worker();
    const gig = await world.gig({ ...washing(), description: '在后厨洗碗。' });
    await world.take(worker, gig);
    const { body: changed } = await world.change(gig, { description: '在后厨洗碗，洗完扫地。' });
    if (changed.state === 'in_review') await world.approve(changed);
    const [told] = await inbox(worker);
    expect(told!.body).toContain('在后厨洗碗，洗完扫地。岗位号');
    expect(told!.body).not.toContain('。。');
  });

  test('nobody is taken in on terms that they have not agreed to', async () => {
    const worker = await world.worker();
    const gig = await world.gig({ ...washing(), bookingMode: 'choose' });
    const { body: asked } = await world.take(worker, gig);
    await world.approve((await world.change(gig, { loadKg: 45 })).body);
    expect(await world.of(gig)).toMatchObject([{ asksAgain: true, state: 'requested' }]);
    expect(await world.accept(asked.id, 0)).toMatchObject({
      status: 409,
      body: { code: 'booking.not_agreed' },
    });
    const { body: agreed } = await world.agree(worker, asked.id, 2);
    expect(await world.of(gig)).toMatchObject([{ asksAgain: false }]);
    expect((await world.accept(asked.id, agreed.revision)).body.state).toBe('confirmed');
  });
});

describe('what nobody answered before the work began', () => {
  type Gig = Awaited<ReturnType<BookingWorld['gig']>>;
  const lower = ({ posting: { pay } }: Gig) => ({ pay: { ...pay, amountFen: 18_000 } });
  const moved = (day: number) => (gig: Gig) => ({
    shifts: [{ ...gig.posting.shifts[0]!, ...world.shift(day) }],
  });

  test.each<[string, { to: (gig: Gig) => Partial<Posting>; passed: boolean; over: number; words: string }]>([
    ['less pay', { to: lower, passed: true, over: 3, words: '工钱 ¥220/天 → ¥180/天' }],
    ['less pay, which no operator has passed', { to: lower, passed: false, over: 3, words: '还没审完' }],
    ['a later day: until that comes', { to: moved(5), passed: true, over: 5, words: '按你答应过的算' }],
    ['an earlier day: until that is over', { to: moved(2), passed: true, over: 2, words: '按你答应过的算' }],
  ])('is not asked any more, and both sides hear what holds: %s', async (_, { to, passed, over, words }) => {
    const worker = await world.worker();
    const boss = await makeEmployer(world.server, { name: '改来改去的' });
    const gig = await world.gig(washing(), boss);
    const { body: booking } = await world.take(worker, gig);
    const agreed = booking.gig.shifts;
    const changed = await world.change(gig, to(gig), boss.client);
    if (passed) await world.approve(changed.body);
    world.until(over, 8);
    expect((await world.mine(worker, booking.id)).changed).toBe(true);
    expect((await inbox(worker)).map(({ kind }) => kind)).toContain('booking.changed');

    world.until(over, over === 2 ? 19 : 10);
    const holds = { state: 'confirmed', changed: false, changes: [], inReview: false };
    const mine = await world.mine(worker, booking.id);
    expect(mine).toMatchObject({ ...holds, gig: { pay: { amountFen: 22_000 } } });
    expect(mine.gig.shifts[0]).toMatchObject({ startsAt: agreed[0]!.startsAt });
    expect((await world.agree(worker, booking.id, mine.currentVersion)).body).toMatchObject({
      code: 'booking.wrong_state',
      detail: expect.stringContaining('已经开工'),
    });
    const told = await inbox(worker);
    const kinds = told.map(({ kind }) => kind);
    expect(kinds).not.toContain('booking.changed');
    expect(kinds.filter((kind) => kind === 'booking.unanswered')).toHaveLength(1);
    expect(told.find(({ kind }) => kind === 'booking.unanswered')!.body).toContain(words);
    const members = await inbox(boss);
    expect(members.filter(({ kind }) => kind === 'booking.unanswered')).toHaveLength(1);
    expect(await world.of(gig, boss.client)).toMatchObject([{ state: 'confirmed', asksAgain: true }]);
    // And it stays so: nothing of it is asked by what is changed later, nor told again.
    world.until(over, 23);
    expect((await inbox(worker)).map(({ kind }) => kind)).toEqual(kinds);
    const stored = await world.server.deps.models.bookings.findById(booking.id).lean();
    expect(stored).toMatchObject({
      gigVersion: 1,
      answerBy: null,
      offered: [],
      agreements: [{ version: 1 }],
    });
  });

  test('while days are to come of several, the question stands, and of those days alone', async () => {
    const [silent, says] = [await world.worker(), await world.worker()];
    const gig = await world.gig({ ...washing(), shifts: [world.shift(2), world.shift(4)] });
    const ids = gig.shifts.map(({ id }) => id);
    const { body: one } = await world.take(silent, gig, ids);
    const { body: two } = await world.take(says, gig, ids);
    await world.approve((await world.change(gig, lower(gig))).body);
    await world.agree(says, two.id, 2);
    world.until(2, 12);
    expect(await world.mine(silent, one.id)).toMatchObject({ changed: true });
    world.until(4, 9);
    expect(await world.mine(silent, one.id)).toMatchObject({ changed: false });
    const kinds = async (who: Worker) => (await inbox(who)).map(({ kind }) => kind);
    expect(await kinds(silent)).toContain('booking.unanswered');
    expect(await kinds(says)).not.toContain('booking.unanswered');
    expect(await world.mine(says, two.id)).toMatchObject({ gig: { pay: { amountFen: 18_000 } } });
  });
});
