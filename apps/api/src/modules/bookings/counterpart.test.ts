import type { MyBookings, Takeability } from '@linggong/contracts/booking.ts';
import type { GigDetail } from '@linggong/contracts/gig.ts';
import type { Problem } from '@linggong/contracts/problem.ts';
import { makeWorker } from '@linggong/testkit/builders.ts';
import { expectStatus } from '@linggong/testkit/client.ts';
import { movableClock } from '@linggong/testkit/clock.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ImportDesk, importDesk, importForm } from '../imports/fixtures/desk.ts';

const clock = movableClock(new Date('2026-11-23T02:00:00Z'));
let server: TestServer;
let desk: ImportDesk;
beforeAll(async () => {
  server = await startTestServer({ clock: clock.now });
  desk = await importDesk(server);
});
afterAll(() => server.close());

const HEADER = '编号,岗位,企业,工作地点,人数,日薪,开始时间,结束时间,有效期至,联系电话';
const row = (id: string, employer: string, phone: string) =>
  `${id},搬运工,${employer},昌都市卡若区,3,200,2026-12-01 08:00,2026-12-01 18:00,2026-12-02,${phone}`;

/** Imports the rows and publishes them, past the desk; their numbers by their ids in the file. */
async function published(rows: string[], more: { sourceContact?: string; mode?: 'choose' } = {}) {
  const form = importForm(Buffer.from([HEADER, ...rows].join('\n')), `渝昌${rows[0]}`.slice(0, 20));
  if (more.sourceContact) form.set('sourceContact', more.sourceContact);
  const { import: preview } = await expectStatus(
    desk.client.send<{ import: { id: string } }>('POST', '/imports', form),
    201,
  );
  await desk.run(preview.id);
  const gigs = await desk.gigsOf(preview.id);
  for (const gig of gigs) {
    await server.deps.models.gigs.updateOne(
      { _id: gig._id },
      {
        $set: {
          state: 'published',
          version: 1,
          publishedAt: clock.now(),
          ...(more.mode ? { 'posting.bookingMode': more.mode } : {}),
        },
      },
    );
  }
  return new Map(gigs.map((gig) => [gig.source!.externalId, gig.number]));
}

describe('a forwarded gig', () => {
  test('without an account or a phone on the other side is not taken; its page says who sent it and how to ask', async () => {
    const numbers = await published([row('GD-1', '粤港物流', '')], { sourceContact: '023-67890123' });
    const number = numbers.get('GD-1')!;
    const { client } = await makeWorker(server);
    const gig = await expectStatus(client.get<GigDetail>(`/gigs/${number}`), 200);
    expect(gig).toMatchObject({
      reach: 'sender',
      source: { contact: '023-67890123', office: '卡若区零工站' },
    });
    const can = await expectStatus(client.get<Takeability>(`/gigs/${gig.id}/takeability`), 200);
    expect(can).toMatchObject({ refusal: 'no_counterpart', bookingId: null });
    const taken = await client.post<Problem>(`/gigs/${gig.id}/bookings`, {
      shiftIds: [],
      version: gig.version,
    });
    expect([taken.status, taken.body.refusal]).toEqual([409, 'no_counterpart']);
    expect(await server.deps.models.bookings.countDocuments({ gigId: gig.id })).toBe(0);
    const feed = await expectStatus(client.get<{ items: GigDetail[] }>('/gigs'), 200);
    expect(feed.items.find((card) => card.number === number)?.reach).toBe('sender');
  });

  test.each([
    ['a landline', '023-67890123'],
    ['two landlines', '023-67890123 / 023-67890124'],
    ['a name alone', '找王师傅'],
  ])('with %s as its contact neither: nobody can be told', async (_, contact) => {
    const id = `L-${contact.length}`;
    const number = (await published([row(id, `店${id}`, contact)])).get(id)!;
    const { client } = await makeWorker(server);
    expect((await expectStatus(client.get<GigDetail>(`/gigs/${number}`), 200)).reach).toBe('sender');
  });

  test('of several numbers the first mobile is the one that is told', async () => {
    const number = (await published([row('CQ-6', '江北物流', '023-67890123 / 13900139000')])).get('CQ-6')!;
    const { client } = await makeWorker(server);
    expect((await expectStatus(client.get<GigDetail>(`/gigs/${number}`), 200)).reach).toBe('phone');
  });

  test('with a phone is taken; the phone is told by text message, of who steps back too, and names nobody', async () => {
    const number = (await published([row('CQ-7', '渝江物流', '13800138000')])).get('CQ-7')!;
    const worker = await makeWorker(server);
    const gig = await expectStatus(worker.client.get<GigDetail>(`/gigs/${number}`), 200);
    expect(gig.reach).toBe('phone');
    expect(JSON.stringify(gig)).not.toContain('138001');
    await expectStatus(
      worker.client.post(`/gigs/${gig.id}/bookings`, { shiftIds: [], version: gig.version }),
      201,
    );
    const { items } = await expectStatus(worker.client.get<MyBookings>('/me/bookings'), 200);
    expect(items[0]).toMatchObject({ state: 'confirmed', contact: { phone: null } });
    expect(await worker.client.post(`/bookings/${items[0]!.id}/contact`)).toMatchObject({
      status: 200,
      body: { phone: '+8613800138000' },
    });
    const texts = () =>
      server.sms.messages.filter(({ to }) => to === '+8613800138000').map(({ text }) => text);
    await expect.poll(texts).toHaveLength(1);
    expect(texts()[0]).toMatch(/有人报了你们的活：.*搬运工.*岗位号 \d{3}-\d{3}/);
    await expectStatus(worker.client.post(`/bookings/${items[0]!.id}/withdraw`, {}), 200);
    await expect.poll(texts).toHaveLength(2);
    expect(texts()[1]).toMatch(/有人不来了/);
    expect(texts().join()).not.toContain(worker.phone);
  });

  test('with a phone alone is not taken where the employer chooses: nobody ever would', async () => {
    const number = (await published([row('CQ-8', '渝北物流', '13800138001')], { mode: 'choose' })).get(
      'CQ-8',
    )!;
    const { client } = await makeWorker(server);
    expect((await expectStatus(client.get<GigDetail>(`/gigs/${number}`), 200)).reach).toBe('sender');
  });
});
