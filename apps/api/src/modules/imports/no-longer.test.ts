import type { ImportAbsent, ImportPreview } from '@linggong/contracts/import.ts';
import type { Review } from '@linggong/contracts/review.ts';
import { makeOperator, makeWorker, PLACES } from '@linggong/testkit/builders.ts';
import { expectStatus, type TestClient } from '@linggong/testkit/client.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ImportDesk, importDesk } from './fixtures/desk.ts';

let server: TestServer;
let desk: ImportDesk;
let colleague: TestClient;
beforeAll(async () => {
  server = await startTestServer();
  desk = await importDesk(server);
  colleague = (await makeOperator(server, PLACES.karuo)).client;
});
afterAll(() => server.close());

const until = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
const HEAD = '岗位,企业,工作地点,薪资,结算,人数,工作时间,工作内容,有效期至,状态';
const work = (title: string, state: string, pay = '200元/天') =>
  `${title},甲店,昌都市卡若区城关镇茶马广场,${pay},日结,3,9:00-18:00,把货从车上搬到库房码齐,${until},${state}`;
/** Rows with ids, of what is done and how it stands there. */
const file = (...rows: [id: string, state: string][]) =>
  Buffer.from(
    [`岗位编号,${HEAD}`, ...rows.map(([id, state]) => `${id},${work(`装卸工${id}`, state)}`)].join('\n'),
  );

async function decide(gigId: string, decision: 'approve' | 'refuse'): Promise<void> {
  const { gig } = await expectStatus(colleague.get<Review>(`/review/${gigId}`), 200);
  const body = { decision, revision: gig.revision, reason: '送表的单位不招了' };
  await expectStatus(colleague.post(`/review/${gigId}/decisions`, body), 201);
}
/** Imports a file; its gigs' ids by the ids of their rows. */
async function bring(bytes: Buffer, source: string): Promise<Record<string, string>> {
  const { import: made } = await desk.upload(bytes, source);
  await desk.run(made.id);
  const gigs = await desk.gigsOf(made.id);
  return Object.fromEntries(gigs.map((gig) => [gig.source!.externalId, String(gig._id)]));
}
const absentOf = (id: string) => expectStatus(desk.client.get<ImportAbsent>(`/imports/${id}/absent`), 200);

describe('a later file of a sender', () => {
  const source = '渝北来源';
  let gigs: Record<string, string>;
  let next: ImportPreview;

  beforeAll(async () => {
    const first = file(['P-1', '招聘中'], ['P-2', '急招'], ['P-3', '长期'], ['P-4', '正常']);
    gigs = await bring(first, source);
    await decide(gigs['P-1']!, 'approve');
    await decide(gigs['P-4']!, 'approve');
    const second = file(
      ['P-1', '撤回'],
      ['P-2', '已取消'],
      ['P-5', '招聘中'],
      ['P-6', '作废'],
      ['P-7', '不招了'],
    );
    next = await desk.upload(second, source);
  });

  test('what it says that is no longer wanted and goes on here is a group of its own, with its posting', async () => {
    expect(next.rows.map(({ outcome }) => outcome)).toEqual(['stopped', 'stopped', 'new', 'error', 'error']);
    expect(next.import.counts).toMatchObject({ stopped: 2, new: 1, error: 2, changed: 0, duplicate: 0 });
    const [open, waiting, , unknown] = next.rows;
    expect(open).toMatchObject({ gigId: gigs['P-1'], gig: { state: 'published' }, errors: [] });
    expect(open!.notes[0]).toMatch(
      /^表里写着已经不招了（状态：撤回）。岗位 \d{3}-\d{3}在这边还公开着。要停，打开它下架。$/,
    );
    expect(waiting).toMatchObject({ gigId: gigs['P-2'], gig: { state: 'in_review' } });
    expect(waiting!.notes[0]).toContain('还等着审核');
    expect(unknown).toMatchObject({
      gigId: null,
      gig: null,
      errors: ['表里写着已经不招了（状态：作废）。'],
    });
    const { rows } = await expectStatus(
      desk.client.get<ImportPreview>(`/imports/${next.import.id}?only=stopped`),
      200,
    );
    expect(rows.map(({ gigId }) => gigId)).toEqual([gigs['P-1'], gigs['P-2']]);
    const csv = await desk.client.get<string>(`/imports/${next.import.id}/errors.csv`);
    expect(JSON.stringify(csv.body)).toContain('对方不招了，这边还挂着');
  });

  test('what it leaves out and goes on here is listed, and what it names in any way is not', async () => {
    const absent = await absentOf(next.import.id);
    expect(absent.total).toBe(2);
    expect(absent.items.map(({ gigId, state, title }) => [gigId, state, title])).toEqual([
      [gigs['P-3'], 'in_review', '装卸工P-3'],
      [gigs['P-4'], 'published', '装卸工P-4'],
    ]);
    expect(absent.last).toMatchObject({ fileName: '岗位.csv' });
    const elsewhere = (await makeOperator(server, PLACES.jiangda)).client;
    expect((await elsewhere.get(`/imports/${next.import.id}/absent`)).status).toBe(404);
  });

  test('nothing is done to either by the import; what is taken down by hand is no longer among them', async () => {
    expect((await desk.run(next.import.id)).counts).toMatchObject({ imported: 1, stopped: 2 });
    const states = async () =>
      Promise.all(
        Object.values(gigs).map(async (id) => (await server.deps.models.gigs.findById(id).lean())!.state),
      );
    expect(await states()).toEqual(['published', 'in_review', 'in_review', 'published']);
    await decide(gigs['P-1']!, 'refuse');
    await decide(gigs['P-4']!, 'refuse');
    const { rows } = await expectStatus(desk.client.get<ImportPreview>(`/imports/${next.import.id}`), 200);
    expect(rows[0]!.gig).toMatchObject({ state: 'refused' });
    expect((await absentOf(next.import.id)).items.map(({ gigId }) => gigId)).toEqual([gigs['P-3']]);
    const again = await desk.upload(file(['P-1', '撤回'], ['P-2', '已取消'], ['P-5', '招聘中']), source);
    expect(again.rows.map(({ outcome }) => outcome)).toEqual(['error', 'stopped', 'duplicate']);
    // The last file is the one that was imported just now: of it nothing that goes on is missing.
    expect((await absentOf(again.import.id)).items).toEqual([]);
  });
});

test('the first file of a sender leaves nothing out', async () => {
  const { import: only } = await desk.upload(file(['P-1', '招聘中']), '新来源');
  expect(await absentOf(only.id)).toEqual({ last: null, total: 0, items: [] });
});

test('without ids it is the one like it; of several nobody can say which', async () => {
  const source = '没编号的来源';
  const plain = (...rows: string[]) => Buffer.from([HEAD, ...rows].join('\n'));
  const gigs = await bring(
    plain(work('洗碗工', '在招'), work('装卸工', '在招'), work('装卸工', '在招', '240元/天')),
    source,
  );
  expect(Object.keys(gigs)).toHaveLength(3);
  const next = await desk.upload(
    plain(work('洗碗工', '停止招聘', '210元/天'), work('装卸工', '终止'), work('装卸工', '终止', '250元/天')),
    source,
  );
  expect(next.rows.map(({ outcome, gigId }) => [outcome, gigId !== null])).toEqual([
    ['stopped', true],
    ['stopped', true],
    ['stopped', false],
  ]);
  expect(next.rows[2]!.notes[0]).toMatch(
    /这边有 2 条像它，看不出是哪一条：岗位 \d{3}-\d{3}、岗位 \d{3}-\d{3}。$/,
  );
});

test('a changed row says what an operator can do, by how its posting stands', async () => {
  const source = '改了的来源';
  const gigs = await bring(file(['P-1', ''], ['P-2', '']), source);
  await decide(gigs['P-1']!, 'approve');
  const dearer = file(['P-1', ''], ['P-2', '']).toString().replaceAll('200元', '230元');
  const { rows } = await desk.upload(Buffer.from(dearer), source);
  expect(rows.map(({ outcome, gig }) => [outcome, gig?.state])).toEqual([
    ['changed', 'published'],
    ['changed', 'in_review'],
  ]);
  expect(rows[0]!.notes[0]).toMatch(
    /工资变了，没有再导入。那条已经公开，只有用工方能改。要换成新的，打开那条下架/,
  );
  expect(rows[1]!.notes[0]).toMatch(/工资变了，没有再导入。那条还在等审核。要换成新的，打开那条点“退回”/);
  // And so it is: what is taken down gives its place to the row.
  await decide(gigs['P-1']!, 'refuse');
  const after = await desk.upload(Buffer.from(dearer), source);
  expect(after.rows.map(({ outcome }) => outcome)).toEqual(['new', 'changed']);
});

test('who holds what an operator would take down is counted, and what follows for them is said', async () => {
  const source = '有人报名的来源';
  const called = (...rows: [id: string, state: string][]) => {
    const [head, ...lines] = file(...rows)
      .toString()
      .split('\n');
    return [`${head},联系电话`, ...lines.map((line) => `${line},13900139001`)].join('\n');
  };
  const gigs = await bring(Buffer.from(called(['P-1', ''], ['P-2', ''])), source);
  for (const id of ['P-1', 'P-2']) await decide(gigs[id]!, 'approve');
  const { version } = (await server.deps.models.gigs.findById(gigs['P-1']).lean())!;
  for (let i = 0; i < 2; i++) {
    const { client } = await makeWorker(server);
    await expectStatus(client.post(`/gigs/${gigs['P-1']}/bookings`, { version }), 201);
  }
  const dearer = Buffer.from(called(['P-1', ''], ['P-2', '']).replaceAll('200元', '230元'));
  const changed = await desk.upload(dearer, source);
  expect(changed.rows[0]!.notes[0]).toMatch(
    /打开那条下架.*有 2 个人报上了：下架以后，没开工的都取消，他们会收到通知；新的那条通过了，要自己再报。$/,
  );
  expect(changed.rows[1]!.notes[0]).not.toMatch(/个人/);
  const over = await desk.upload(Buffer.from(called(['P-1', '撤回'], ['P-2', '撤回'])), source);
  expect(over.rows.map(({ outcome }) => outcome)).toEqual(['stopped', 'stopped']);
  expect(over.rows[0]!.notes[0]).toMatch(
    /打开它下架。有 2 个人报上了：下架以后，没开工的都取消，他们会收到通知。$/,
  );
  expect(over.rows[1]!.notes[0]).toMatch(/打开它下架。$/);
  await decide(gigs['P-1']!, 'refuse');
  const { rows } = await expectStatus(desk.client.get<ImportPreview>(`/imports/${over.import.id}`), 200);
  expect(rows.map(({ gig }) => [gig?.state, gig?.takenDown])).toEqual([
    ['refused', true],
    ['published', false],
  ]);
});
