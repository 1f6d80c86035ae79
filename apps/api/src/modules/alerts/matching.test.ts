import { datedDay } from '@linggong/rules/dated.ts';
import { localDay } from '@linggong/rules/time.ts';
import { datesInSource } from '@linggong/rules/words/in-source.ts';
import {
  makeEmployer,
  makeWorker,
  PLACES,
  publishGig,
  regionId,
  shiftOn,
} from '@linggong/testkit/builders.ts';
import { expectStatus } from '@linggong/testkit/client.ts';
import { describe, expect, test } from 'vitest';
import {
  changeWords,
  gigsTold,
  hrefs,
  market,
  noticesOf,
  saveFor,
  settled,
  watcher,
} from './fixtures/watching.ts';

const on = market();

describe('a newly public gig', () => {
  test('comes to those whose alerts ask for it, and to nobody else', async () => {
    const [ruyi, karuo] = [await regionId(on.server, PLACES.ruyi), await regionId(on.server, PLACES.karuo)];
    const [jiangda, city] = [
      await regionId(on.server, PLACES.jiangda),
      await regionId(on.server, PLACES.city),
    ];
    const tomorrow = shiftOn(on.server, 1);
    const [night, over] = [new Date(Date.parse(tomorrow.startsAt) + 13 * 3_600_000), 6 * 3_600_000];
    const nightShift = {
      startsAt: night.toISOString(),
      endsAt: new Date(night.getTime() + over).toISOString(),
      headcount: 2,
    };
    const day = localDay(tomorrow.startsAt);
    const dayAfter = localDay(new Date(Date.parse(tomorrow.startsAt) + 86_400_000));
    const washing = {
      tradeId: 'dishwashing',
      title: '后厨洗碗',
      workplace: { regionId: jiangda, landmark: '县城' },
      pay: { amountFen: 3000, unit: 'hour', settlement: 'weekly' },
      included: { meals: false, lodging: true, transport: null, tools: true },
    } as const;
    const asked: [Record<string, string>, ('loading' | 'washing')[]][] = [
      [{}, ['loading', 'washing']],
      [{ region: ruyi }, ['loading']],
      [{ region: karuo }, ['loading']],
      [{ region: jiangda }, ['washing']],
      [{ region: city }, ['loading', 'washing']],
      [{ trade: 'loading,dishwashing' }, ['loading', 'washing']],
      [{ trade: 'courier' }, []],
      [{ day }, ['loading', 'washing']],
      [{ day: dayAfter }, []],
      [{ hours: '09:00-18:00' }, ['loading']],
      [{ hours: '09:01-18:00' }, []],
      [{ hours: '20:00-06:00', day }, ['washing']],
      [{ hours: '20:00-06:00', day: dayAfter }, []],
      [{ payMin: '22000' }, ['loading']],
      [{ payMin: '22001' }, []],
      [{ payUnit: 'hour', payMin: '3000' }, ['washing']],
      [{ settlement: 'same_day,monthly' }, ['loading']],
      [{ needs: 'lodging,tools' }, ['washing']],
      [{ needs: 'meals,lodging' }, []],
      [{ near: '97.2,31.1', within: '10' }, ['loading']],
      [{ near: '96.6,31.2', within: '10' }, []],
      [{ q: '洗碗' }, ['washing']],
      [{ region: ruyi, trade: 'loading', q: '洗碗' }, []],
      [{ open: '1', region: ruyi }, ['loading']],
    ];
    const watchers = [];
    for (const [filter] of asked) watchers.push(await watcher(on.server, filter));
    const gigs = {
      loading: await publishGig(on.server, on.boss, { workplace: { point: [97.17, 31.14] } }),
      washing: await publishGig(on.beside, await makeEmployer(on.server, { code: PLACES.jiangda }), {
        ...washing,
        shifts: [nightShift],
      }),
    };
    await settled(on.server);
    for (const [i, [filter, expected]] of asked.entries()) {
      const told = await gigsTold(watchers[i]!.client);
      expect([filter, told]).toEqual([filter, hrefs(...expected.map((name) => gigs[name]))]);
    }
    const [notice] = await noticesOf(watchers[1]!.client);
    const date = datedDay(tomorrow.startsAt, datesInSource());
    expect(notice).toMatchObject({
      kind: 'gig.match',
      title: `¥220/天 装卸搬运 · 如意乡 · ${date}`,
      body: `搬货，${date} 9:00–18:00，要 3 人，当天结，管饭、接送、给工具`,
      readAt: null,
    });
    expect((await noticesOf(watchers[3]!.client))[0]).toMatchObject({
      title: `¥30/小时 洗碗 · 江达 · ${date}`,
      body: `后厨洗碗，${date} 22:00–次日 4:00，要 2 人，一周一结，管住、给工具`,
    });
    const stored = await on.server.deps.models.notices.findOne({ personId: watchers[1]!.personId }).lean();
    expect(stored).toMatchObject({ pace: 'digest', begins: new Date(tomorrow.startsAt) });
    expect(stored!.notAfter).toEqual(
      (await on.server.deps.models.gigs.findById(gigs.loading.id).lean())!.validUntil,
    );
  });

  test('is told to a person once, at once if one of their alerts says so', async () => {
    const { client, personId } = await makeWorker(on.server);
    const live = await client.live();
    await saveFor(client, {}, 'digest');
    await saveFor(client, { trade: 'loading' }, 'at_once');
    await saveFor(client, { payMin: '1' }, 'digest');
    const patient = await makeWorker(on.server);
    await saveFor(patient.client, { trade: 'loading' }, 'digest');
    const gig = await publishGig(on.server, on.boss);
    const { payload } = await live.waitFor('notice.added.v1');
    expect(payload).toMatchObject({ kind: 'gig.match', href: `/gigs/${gig.number}` });
    await settled(on.server);
    expect(await gigsTold(client)).toEqual(hrefs(gig));
    const paceOf = async (id: string) =>
      (await on.server.deps.models.notices.find({ personId: id }).lean()).map(({ pace }) => pace);
    expect([await paceOf(personId), await paceOf(patient.personId)]).toEqual([['at_once'], ['digest']]);
    live.close();
  });

  test('does not come by alerts that were paused or deleted; comes again by one that goes on', async () => {
    const [paused, deleted, back] = [
      await watcher(on.server, {}),
      await watcher(on.server, {}),
      await watcher(on.server, {}),
    ];
    const patch = (who: typeof paused, body: object) =>
      expectStatus(who.client.patch(`/me/alerts/${who.alert.id}`, body), 200);
    await patch(paused, { paused: true });
    await patch(back, { paused: true });
    await expectStatus(deleted.client.delete(`/me/alerts/${deleted.alert.id}`), 204);
    await publishGig(on.server, on.boss);
    await settled(on.server);
    for (const { client } of [paused, deleted, back]) expect(await gigsTold(client)).toEqual([]);
    await patch(back, { paused: false });
    const next = await publishGig(on.server, on.boss);
    await settled(on.server);
    expect(await gigsTold(back.client)).toEqual(hrefs(next));
    for (const { client } of [paused, deleted]) expect(await gigsTold(client)).toEqual([]);
  });

  test('does not come to its own employer’s people, nor to who has taken it; a new version not twice', async () => {
    const early = await watcher(on.server, {});
    await saveFor(on.boss.client, {});
    const gig = await publishGig(on.server, on.boss);
    await settled(on.server);
    const [taker, late] = [await makeWorker(on.server), await watcher(on.server, {})];
    await expectStatus(taker.client.post(`/gigs/${gig.id}/bookings`, { version: 1 }), 201);
    await saveFor(taker.client, {});
    await changeWords(on.boss.client, gig, '把货从车上搬到库房，马齐。');
    await settled(on.server);
    const { version } = (await on.server.deps.models.gigs.findById(gig.id).lean())!;
    expect(version).toBe(2);
    expect(await gigsTold(on.boss.client)).toEqual([]);
    expect(await gigsTold(taker.client)).toEqual([]);
    expect(await gigsTold(early.client)).toEqual(hrefs(gig));
    expect(await gigsTold(late.client)).toEqual(hrefs(gig));
  });
});

test('a gig that was full when it was asked for is told when somebody steps back, and once', async () => {
  const early = await watcher(on.server, { q: '早班搬货' });
  const gig = await publishGig(on.server, on.boss, {
    title: '早班搬货',
    shifts: [shiftOn(on.server, 1, 1)],
  });
  await settled(on.server);
  const taker = await makeWorker(on.server);
  const booking = await expectStatus(
    taker.client.post<{ id: string }>(`/gigs/${gig.id}/bookings`, { version: 1 }),
    201,
  );
  await saveFor(taker.client, { q: '早班搬货' });
  const [late, other] = [
    await watcher(on.server, { q: '早班搬货' }),
    await watcher(on.server, { q: '晚班搬货' }),
  ];
  await settled(on.server);
  expect(await gigsTold(late.client)).toEqual([]);
  await expectStatus(taker.client.post(`/bookings/${booking.id}/withdraw`, {}), 200);
  await settled(on.server);
  for (const { client } of [early, late]) expect(await gigsTold(client)).toEqual(hrefs(gig));
  for (const { client } of [taker, other]) expect(await gigsTold(client)).toEqual([]);
});
