import type { ImportPreview } from '@linggong/contracts/import.ts';
import type { NoticesPage } from '@linggong/contracts/notice.ts';
import type { Review } from '@linggong/contracts/review.ts';
import { makeOperator, PLACES } from '@linggong/testkit/builders.ts';
import { expectStatus } from '@linggong/testkit/client.ts';
import { movableClock } from '@linggong/testkit/clock.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ImportDesk, importDesk } from './fixtures/desk.ts';

const clock = movableClock();
let server: TestServer;
let desk: ImportDesk;
beforeAll(async () => {
  server = await startTestServer({ clock: clock.now });
  desk = await importDesk(server);
});
afterAll(() => server.close());

const file = (title: string) => Buffer.from(`编号,岗位,企业,工作地点\nR-1,${title},甲店,昌都市卡若区`);
const reason = '没写一天几个小时，补上';

test('what is sent back goes to who forwarded it, with what to correct; a corrected row takes its place', async () => {
  const source = '退回来源';
  const { import: made } = await desk.upload(file('保洁'), source);
  await desk.run(made.id);
  const [gig] = await desk.gigsOf(made.id);
  const colleague = (await makeOperator(server, PLACES.karuo)).client;
  const elsewhere = (await makeOperator(server, PLACES.jiangda)).client;
  const review = await expectStatus(colleague.get<Review>(`/review/${gig!._id}`), 200);
  await expectStatus(
    colleague.post(`/review/${gig!._id}/decisions`, {
      decision: 'return',
      revision: review.gig.revision,
      reason,
    }),
    201,
  );
  clock.advance({ seconds: 30 });
  const told = async (client: typeof colleague) =>
    (await expectStatus(client.get<NoticesPage>('/me/notices'), 200)).items.filter(
      ({ kind }) => kind === 'import.returned',
    );
  for (const client of [desk.client, colleague]) {
    await expect.poll(() => told(client), { timeout: 15_000 }).toHaveLength(1);
    expect((await told(client))[0]!.href).toBe(`/desk/imports/${made.id}?only=returned`);
  }
  expect(await told(elsewhere)).toEqual([]);

  const rows = async () =>
    (await expectStatus(desk.client.get<ImportPreview>(`/imports/${made.id}?only=returned`), 200)).rows;
  expect(await rows()).toMatchObject([{ line: 2, returned: { number: gig!.number, reason } }]);

  // The same words again are the same posting; corrected ones take its place.
  expect((await desk.upload(file('保洁'), source)).import.counts).toMatchObject({ new: 0, duplicate: 1 });
  const corrected = await desk.upload(file('保洁员，每天 8 小时'), source);
  expect(corrected.import.counts).toMatchObject({ new: 1, changed: 0 });
  expect(corrected.rows[0]!.notes[0]).toMatch(/退回过/);
  expect((await desk.run(corrected.import.id)).counts.imported).toBe(1);
  expect(await rows()).toEqual([]);
  expect((await desk.gigsOf(made.id)).map(({ state }) => state)).toEqual(['withdrawn']);
  expect((await desk.gigsOf(corrected.import.id)).map(({ state }) => state)).toEqual(['in_review']);
});
