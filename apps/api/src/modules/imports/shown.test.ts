import type { ImportPreview } from '@linggong/contracts/import.ts';
import type { Problem } from '@linggong/contracts/problem.ts';
import { expectStatus } from '@linggong/testkit/client.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ImportDesk, importDesk } from './fixtures/desk.ts';

let server: TestServer;
let desk: ImportDesk;
beforeAll(async () => {
  server = await startTestServer();
  desk = await importDesk(server);
});
afterAll(() => server.close());

const file = (...rows: string[]) => Buffer.from(['编号,岗位,企业,甲', ...rows].join('\n'));
const run = (id: string, version: number) => desk.client.post<Problem>(`/imports/${id}/run`, { version });
const map = (id: string, sourceName: string, field: string) =>
  expectStatus(
    desk.client.put<ImportPreview>(`/imports/${id}/mapping`, { sourceName, columns: [{ index: 3, field }] }),
    200,
  );

test('other columns chosen in another tab: nothing is imported, the differences are said, the new version runs', async () => {
  const { import: shown } = await desk.upload(file('X-1,保洁,甲店,5', 'X-2,保安,乙店,6'), '两个页面');
  const { import: mapped } = await map(shown.id, '两个页面', 'headcount');
  expect(mapped.version).toBe(shown.version + 1);
  const refused = await run(shown.id, shown.version);
  expect([refused.status, refused.body.code]).toEqual([409, 'import.changed_meanwhile']);
  expect(refused.body.differences).toContainEqual({
    field: 'column:甲',
    before: 'ignore',
    after: 'headcount',
  });
  expect(await desk.gigsOf(shown.id)).toHaveLength(0);
  expect((await run(shown.id, mapped.version)).status).toBe(202);
  expect((await desk.settled(shown.id)).counts.imported).toBe(2);
});

test('gigs imported meanwhile turn rows into duplicates: said with their numbers, and asked once more', async () => {
  const { import: one } = await desk.upload(file('Y-1,保洁,甲店,', 'Y-2,保安,乙店,'), '同时');
  const { import: other } = await desk.upload(file('Y-1,保洁,甲店,'), '同时');
  await desk.run(other.id);
  const refused = await run(one.id, one.version);
  expect(refused.body).toMatchObject({
    code: 'import.changed_meanwhile',
    differences: expect.arrayContaining([
      { field: 'new', before: '2', after: '1' },
      { field: 'duplicate', before: '0', after: '1' },
    ]),
  });
  const again = await expectStatus(desk.client.get<ImportPreview>(`/imports/${one.id}`), 200);
  expect(again.rows.map((row) => row.outcome)).toEqual(['duplicate', 'new']);
  expect((await run(one.id, again.import.version)).status).toBe(202);
  expect((await desk.settled(one.id)).counts).toMatchObject({ imported: 1, duplicate: 1 });
});

test('another source is another thing to sign off', async () => {
  const { import: shown } = await desk.upload(file('Z-1,保洁,甲店,'), '来源一');
  await map(shown.id, '来源二', 'ignore');
  const { body } = await run(shown.id, shown.version);
  expect(body.differences).toContainEqual({ field: 'source', before: '来源一', after: '来源二' });
});

test('a version that nobody was shown, and none at all, import nothing', async () => {
  const { import: shown } = await desk.upload(file('W-1,保洁,甲店,'), '没看');
  expect((await run(shown.id, 99)).body.code).toBe('import.changed_meanwhile');
  expect((await desk.client.post<Problem>(`/imports/${shown.id}/run`, {})).body.code).toBe('request.invalid');
  expect(await desk.gigsOf(shown.id)).toHaveLength(0);
});

test('nothing changed: it runs at the first try', async () => {
  const { import: shown } = await desk.upload(file('V-1,保洁,甲店,'), '照旧');
  expect((await run(shown.id, shown.version)).status).toBe(202);
});
