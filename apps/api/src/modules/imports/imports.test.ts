import type { Import, zImportPreview, zImports } from '@linggong/contracts/import.ts';
import type { Problem } from '@linggong/contracts/problem.ts';
import type { Queue, Review } from '@linggong/contracts/review.ts';
import { makeEmployer, makeOperator, PLACES, regionId } from '@linggong/testkit/builders.ts';
import { expectStatus, type TestClient, testClient } from '@linggong/testkit/client.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { Types } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type * as z from 'zod';
import * as files from './fixtures/files.ts';
import type { ImportRecord } from './model.ts';

type Preview = z.infer<typeof zImportPreview>;

let server: TestServer;
let desk: TestClient;
beforeAll(async () => {
  server = await startTestServer();
  desk = (await makeOperator(server, PLACES.karuo)).client;
});
afterAll(() => server.close());
vi.setConfig({ testTimeout: 120_000 });

function form(bytes: Buffer, sourceName: string, name = '岗位.csv'): FormData {
  const body = new FormData();
  body.set('file', new File([new Uint8Array(bytes)], name));
  body.set('sourceName', sourceName);
  return body;
}
const upload = (bytes: Buffer, sourceName: string, client = desk) =>
  expectStatus(client.send<Preview>('POST', '/imports', form(bytes, sourceName)), 201);

async function settled(id: string, client = desk): Promise<Import> {
  for (;;) {
    const { import: found } = await expectStatus(client.get<Preview>(`/imports/${id}`), 200);
    if (!['running', 'undoing'].includes(found.state)) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
async function run(id: string): Promise<Import> {
  await expectStatus(desk.post<Import>(`/imports/${id}/run`), 202);
  return settled(id);
}
async function undo(id: string): Promise<Import> {
  await expectStatus(desk.post<Import>(`/imports/${id}/undo`), 202);
  return settled(id);
}
const queueOf = async (importId: string) =>
  (await expectStatus(desk.get<Queue>(`/review/queue?importId=${importId}`), 200)).items;
const gigsOf = (importId: string) =>
  server.deps.models.gigs.find({ importId: new Types.ObjectId(importId) }).lean();
const eventsOf = (type: string) => server.deps.models.gigs.db.collection('events').countDocuments({ type });

describe('a partner’s export', () => {
  const source = '京粤协作';
  let first: Import;

  test('is shown before anything is written', async () => {
    const before = await server.deps.models.gigs.countDocuments({});
    const preview = await upload(files.partnerExport(), source);
    first = preview.import;
    expect(first).toMatchObject({ state: 'preview', encoding: 'UTF-8 (BOM)', sourceName: source });
    expect(first.counts).toMatchObject({
      rows: 51,
      new: 51,
      error: 0,
      duplicate: 0,
      changed: 0,
      imported: 0,
      done: 0,
    });
    expect(preview.rows).toHaveLength(50);
    expect(preview.nextCursor).toBe('51');
    expect(preview.rows[0]).toMatchObject({
      line: 2,
      externalId: '18',
      outcome: 'new',
      gigId: null,
      errors: [],
    });
    expect(preview.rows[0]?.cells[1]).toBe('全职分拣员');
    const rest = await expectStatus(desk.get<Preview>(`/imports/${first.id}?cursor=51`), 200);
    expect([rest.rows.length, rest.nextCursor]).toEqual([1, null]);
    expect(await server.deps.models.gigs.countDocuments({})).toBe(before);
    expect(await server.deps.models.employers.countDocuments({ sourceName: source })).toBe(0);
  });

  test('required sexes and ages are flagged with their article; every row is flagged for what it leaves out', async () => {
    const all = [
      ...(await expectStatus(desk.get<Preview>(`/imports/${first.id}`), 200)).rows,
      ...(await expectStatus(desk.get<Preview>(`/imports/${first.id}?cursor=51`), 200)).rows,
    ];
    const asksSex = all.filter((row) => row.posting.conditions.sex !== 'any');
    expect(asksSex).toHaveLength(41);
    for (const row of asksSex)
      expect(row.flags.some((flag) => flag.field === 'conditions.sex' && flag.article)).toBe(true);
    for (const row of all)
      expect(
        row.flags.some(
          (flag) => flag.field.startsWith('conditions') && /[Aa]ge/.test(flag.field + flag.rule),
        ),
      ).toBe(true);
    for (const row of all) expect(row.flags.some((flag) => flag.field === 'validUntil')).toBe(true);
    for (const row of all.filter((r) => r.posting.conditions.sex === 'any')) {
      expect(row.flags.some((flag) => flag.field === 'conditions.sex')).toBe(false);
    }
  });

  test('run: every row is a gig in the queue, with its flags, its source and its event, once', async () => {
    const queued = await eventsOf('review.queued.v1');
    const done = await run(first.id);
    expect(done).toMatchObject({
      state: 'done',
      counts: { imported: 51, new: 0, done: 51, error: 0, flagged: 51 },
    });
    const gigs = await gigsOf(first.id);
    expect(gigs).toHaveLength(51);
    expect(new Set(gigs.map((gig) => gig.number)).size).toBe(51);
    const karuo = await regionId(server, PLACES.karuo);
    for (const gig of gigs) {
      expect(gig).toMatchObject({ state: 'in_review', version: 0, publishedAt: null });
      expect(gig.flags.length).toBeGreaterThan(0);
      expect(String(gig.deskPath.at(-1))).toBe(karuo);
      expect(gig.posting.source).toMatchObject({ name: source, externalId: gig.source!.externalId });
    }
    expect(await queueOf(first.id)).toHaveLength(51);
    await expect.poll(async () => (await eventsOf('review.queued.v1')) - queued).toBe(51);
    expect(await eventsOf('gig.published.v1')).toBe(0);
  });

  test('employers named by the file are found again by source and name, unverified', async () => {
    const employers = await server.deps.models.employers.find({ sourceName: source }).lean();
    expect(employers).toHaveLength(10);
    for (const employer of employers)
      expect(employer).toMatchObject({ kind: 'business', verification: null });
  });

  test('the same file again: all duplicates, nothing is written', async () => {
    const again = await upload(files.partnerExport(), source);
    expect(again.import.counts).toMatchObject({ new: 0, duplicate: 51 });
    expect((await run(again.import.id)).counts).toMatchObject({ imported: 0, duplicate: 51 });
    expect(await gigsOf(again.import.id)).toHaveLength(0);
  });

  test('a changed row says what changed and is not imported silently', async () => {
    const text = files
      .partnerExport()
      .toString('utf8')
      .replace('21-31元/小时', '23-33元/小时')
      .replace('需求人数: 42人', '需求人数: 40人');
    const { import: changed } = await upload(Buffer.from(text), source);
    expect(changed.counts).toMatchObject({ new: 0, duplicate: 49, changed: 2 });
    const { rows } = await expectStatus(desk.get<Preview>(`/imports/${changed.id}?only=duplicate`), 200);
    const notes = rows.filter((row) => row.outcome === 'changed').map((row) => row.notes[0]);
    expect(notes).toEqual([
      expect.stringMatching(/岗位 \d{3}-\d{3}相同，人数、要求变了/),
      expect.stringMatching(/工资变了/),
    ]);
    expect(rows.find((row) => row.outcome === 'changed')?.gigId).not.toBeNull();
  });

  test('the same ids of another source are other postings', async () => {
    expect((await upload(files.partnerExport(), '另一个来源')).import.counts.new).toBe(51);
  });

  test('undo: what nobody touched is withdrawn and leaves the queue; what was decided or edited stays and is named', async () => {
    const [approved, edited] = await gigsOf(first.id);
    const review = await expectStatus(desk.get<Review>(`/review/${approved!._id}`), 200);
    const decided = await desk.post(`/review/${approved!._id}/decisions`, {
      decision: 'refuse',
      revision: review.gig.revision,
      reason: '信息不全，联系不上',
    });
    expect(decided.status).toBe(201);
    const posting = { ...edited!.posting, validUntil: '2027-12-31T00:00:00.000Z' };
    expect((await desk.patch(`/gigs/${edited!._id}`, { revision: edited!.revision, posting })).status).toBe(
      200,
    );
    const undone = await undo(first.id);
    expect(undone).toMatchObject({ state: 'undone', counts: { undone: 49, imported: 2, kept: 2 } });
    expect(await queueOf(first.id)).toHaveLength(1);
    const states = Map.groupBy(await gigsOf(first.id), (gig) => gig.state);
    expect(Object.fromEntries([...states].map(([state, gigs]) => [state, gigs.length]))).toEqual({
      withdrawn: 49,
      refused: 1,
      in_review: 1,
    });
    const { rows } = await expectStatus(desk.get<Preview>(`/imports/${first.id}?only=kept`), 200);
    expect(rows.map((row) => row.notes[0])).toEqual(
      expect.arrayContaining([
        `岗位 ${approved!.number.slice(0, 3)}-${approved!.number.slice(3)} 已拒绝，没有撤回。`,
      ]),
    );
    await expect.poll(() => eventsOf('review.left.v1')).toBeGreaterThanOrEqual(49);
  });

  test('after the undo the file can be imported again, without what was kept', async () => {
    const { import: next } = await upload(files.partnerExport(), source);
    expect(next.counts).toMatchObject({ new: 49, duplicate: 2 });
    expect((await run(next.id)).counts.imported).toBe(49);
    expect(await server.deps.models.gigs.countDocuments({ 'source.name': source })).toBe(51);
    expect(await server.deps.models.employers.countDocuments({ sourceName: source })).toBe(10);
    expect((await desk.post(`/imports/${first.id}/run`)).status).toBe(409);
    await undo(next.id);
  });
});

describe('columns as the operator says', () => {
  test('a corrected column changes what every row is; nothing else is lost', async () => {
    const preview = await upload(Buffer.from('岗位,企业,甲,乙\n保安,甲店,3,9\n保洁员,乙店,4,8'), '');
    const { id, columns } = preview.import;
    expect(columns.map((column) => column.field)).toEqual(['title', 'employerName', 'ignore', 'ignore']);
    expect((await desk.post<Problem>(`/imports/${id}/run`)).body.errors).toEqual([
      { path: 'sourceName', message: '写清这些岗位从哪里来' },
    ]);
    const mapped = await expectStatus(
      desk.put<Preview>(`/imports/${id}/mapping`, {
        sourceName: '渝昌',
        columns: [{ index: 2, field: 'headcount' }],
      }),
      200,
    );
    expect(mapped.import.sourceName).toBe('渝昌');
    expect(
      mapped.rows.map((row) => [
        row.posting.title,
        row.posting.shifts[0]?.headcount,
        row.posting.source?.name,
      ]),
    ).toEqual([
      ['保安', 3, '渝昌'],
      ['保洁员', 4, '渝昌'],
    ]);
    expect((await run(id)).counts.imported).toBe(2);
    const late = await desk.put<Problem>(`/imports/${id}/mapping`, { sourceName: '渝昌', columns: [] });
    expect(late.body.code).toBe('import.wrong_state');
  });
});

describe('rows that become no gig', () => {
  test('duplicated ids in one file: the first counts, the others say why', async () => {
    const { rows } = await upload(files.duplicatedIds(), '闽昌');
    expect(rows.map((row) => row.outcome)).toEqual(['new', 'new', 'duplicate', 'changed']);
    expect(rows[2]?.notes[0]).toBe('和第 2 行是同一条，没有再导入。');
    expect(rows[3]?.notes[0]).toMatch(/^编号和第 2 行相同，工资变了/);
  });

  test('are a CSV with reasons and their own cells, harmless in a spreadsheet', async () => {
    const { import: made } = await upload(files.awkwardCells(), '云上');
    expect((await run(made.id)).counts).toMatchObject({ imported: 1, error: 2, blank: 3 });
    const answer = await desk.get<string>(`/imports/${made.id}/errors.csv`);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toContain("filename*=UTF-8''");
    const raw = await fetch(`${server.url}/api/v1/imports/${made.id}/errors.csv`, {
      headers: { cookie: desk.cookie() },
    });
    expect([...new Uint8Array(await raw.arrayBuffer()).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const csv = answer.body;
    expect(csv).toContain('5,没法导入,这一行比表头多出 2 格，多半是引号或逗号写错了。,Q2');
    expect(csv).toContain("'+8613900139000");
    expect(csv).toContain("'@cmd");
    expect(csv).not.toContain('Q1');
  });

  test('a contact’s number goes to the employer’s record alone', async () => {
    const { import: made, rows } = await upload(files.gbkSemicolons(), '渝昌联系');
    expect(JSON.stringify(rows.map((row) => row.posting))).not.toContain('13800138000');
    await run(made.id);
    const employer = await server.deps.models.employers
      .findOne({ sourceName: '渝昌联系', name: '渝江物流服务部' })
      .lean();
    expect(employer?.contactPhone).toBe('+8613800138000');
    const gigs = await gigsOf(made.id);
    expect(JSON.stringify(gigs)).not.toContain('13800138000');
  });
});

describe('files that can’t be read', () => {
  test.each([
    ['a PDF', Buffer.from('%PDF-1.7'), 'import.unreadable'],
    ['an empty file', Buffer.alloc(0), 'import.unreadable'],
    ['headers without rows', Buffer.from('岗位,公司'), 'import.unreadable'],
  ])('%s', async (_, bytes, code) => {
    const answer = await desk.send<Problem>('POST', '/imports', form(bytes, 'x'));
    expect([answer.status, answer.body.code]).toEqual([422, code]);
    expect(answer.body.detail.length).toBeGreaterThan(4);
  });
  test('no file, and JSON instead of a form', async () => {
    const none = new FormData();
    none.set('file', '');
    expect((await desk.send<Problem>('POST', '/imports', none)).body.errors?.[0]?.path).toBe('file');
    expect((await desk.post<Problem>('/imports', {})).body.code).toBe('request.unsupported_type');
  });
  test('more than the limit', async () => {
    const answer = await desk.send<Problem>(
      'POST',
      '/imports',
      form(Buffer.alloc(10 * 1024 * 1024 + 1, 0x61), 'x'),
    );
    expect(answer.body.code).toBe('request.too_large');
  });
});

describe('who may', () => {
  test('nobody without a session, no employer, no operator of another county; the city sees its counties', async () => {
    const { import: made } = await upload(files.headless(), '看得见');
    const strangers: [TestClient, number, number][] = [
      [testClient(server), 401, 401],
      [(await makeEmployer(server)).client, 403, 403],
      [(await makeOperator(server, PLACES.jiangda)).client, 404, 200],
    ];
    for (const [client, status, listStatus] of strangers) {
      for (const path of [`/imports/${made.id}`, `/imports/${made.id}/errors.csv`])
        expect((await client.get(path)).status).toBe(status);
      for (const path of [`/imports/${made.id}/run`, `/imports/${made.id}/undo`])
        expect((await client.post(path)).status).toBe(status);
      expect((await client.put(`/imports/${made.id}/mapping`, { sourceName: 'x', columns: [] })).status).toBe(
        status,
      );
      const list = await client.get<z.infer<typeof zImports>>('/imports');
      expect(list.status).toBe(listStatus);
      if (listStatus === 200) expect(list.body.items).toEqual([]);
    }
    expect((await testClient(server).send('POST', '/imports', form(files.headless(), 'x'))).status).toBe(401);
    const city = (await makeOperator(server, PLACES.city)).client;
    expect((await city.get(`/imports/${made.id}`)).status).toBe(200);
    expect(
      (await city.get<z.infer<typeof zImports>>('/imports')).body.items.map((item) => item.id),
    ).toContain(made.id);
  });
});

describe('a run that breaks off', () => {
  const cutOff = (id: string, change: Partial<ImportRecord>) =>
    server.deps.models.imports.updateOne({ _id: id }, { $set: change });

  test('can be run again, and nothing is doubled', async () => {
    const { import: made } = await upload(files.many(60), '断电');
    await run(made.id);
    // As a process that died in the middle leaves it: some rows in, the lease not ended.
    const lines = Array.from({ length: 25 }, (_, i) => i + 2);
    const rows = await server.deps.models.importRows
      .find({ importId: new Types.ObjectId(made.id), line: { $in: lines } })
      .lean();
    await server.deps.models.gigs.deleteMany({ _id: { $in: rows.map((row) => row.gigId) } });
    await server.deps.models.importRows.updateMany(
      { _id: { $in: rows.map((row) => row._id) } },
      { $set: { outcome: 'new', gigId: null } },
    );
    const now = server.deps.clock().getTime();
    await cutOff(made.id, {
      state: 'running',
      lease: { token: 'of-a-dead-process', until: new Date(now + 20_000) },
    });
    expect((await desk.post<Problem>(`/imports/${made.id}/run`)).body.code).toBe('import.wrong_state');
    await cutOff(made.id, { lease: { token: 'of-a-dead-process', until: new Date(now - 1) } });
    expect((await settled(made.id)).state).toBe('failed');
    expect((await run(made.id)).counts).toMatchObject({ imported: 60, new: 0 });
    expect(await gigsOf(made.id)).toHaveLength(60);
  });

  test('two at once: one runs, the other is refused', async () => {
    const { import: made } = await upload(files.many(30), '两个人点');
    const answers = await Promise.all([
      desk.post(`/imports/${made.id}/run`),
      desk.post(`/imports/${made.id}/run`),
      desk.post(`/imports/${made.id}/undo`),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([202, 409, 409]);
    await settled(made.id);
    expect(await gigsOf(made.id)).toHaveLength(30);
  });
});

test('5,000 rows are read and shown; 1,000 run while the server answers, and an undo empties the queue', async () => {
  const { import: all } = await upload(files.many(5000), '大批');
  expect(all.counts).toMatchObject({ rows: 5000, new: 5000, error: 0 });
  const { import: made } = await upload(files.many(1000), '大批');
  await expectStatus(desk.post<Import>(`/imports/${made.id}/run`), 202);
  expect((await desk.get('/regions')).status).toBe(200);
  expect(await settled(made.id)).toMatchObject({ state: 'done', counts: { imported: 1000, done: 1000 } });
  const importId = new Types.ObjectId(made.id);
  const waiting = () => server.deps.models.gigs.countDocuments({ importId, state: 'in_review' });
  expect(await waiting()).toBe(1000);
  expect(await server.deps.models.employers.countDocuments({ sourceName: '大批' })).toBe(10);
  expect(await undo(made.id)).toMatchObject({ state: 'undone', counts: { undone: 1000, kept: 0 } });
  expect(await waiting()).toBe(0);
}, 300_000);
