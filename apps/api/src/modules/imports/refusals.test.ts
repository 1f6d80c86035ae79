import { type ImportPreview, type Imports, SHEET_LINES } from '@linggong/contracts/import.ts';
import type { Problem } from '@linggong/contracts/problem.ts';
import { makeEmployer, makeOperator, PLACES } from '@linggong/testkit/builders.ts';
import { expectStatus, type TestClient, testClient } from '@linggong/testkit/client.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ImportDesk, importDesk, importForm } from './fixtures/desk.ts';
import * as files from './fixtures/files.ts';
import { workbookOf } from './fixtures/sheets.ts';

let server: TestServer;
let desk: ImportDesk;
beforeAll(async () => {
  server = await startTestServer();
  desk = await importDesk(server);
});
afterAll(() => server.close());
describe('rows that become no gig', () => {
  test('duplicated ids in one file: the first counts, the others say why', async () => {
    const { rows } = await desk.upload(files.duplicatedIds(), '闽昌');
    expect(rows.map((row) => row.outcome)).toEqual(['new', 'new', 'duplicate', 'changed']);
    expect(rows[2]?.notes[0]).toBe('和第 2 行是同一条，没有再导入。');
    expect(rows[3]?.notes[0]).toMatch(/^编号和第 2 行相同，工资变了/);
  });

  test('are a CSV with reasons and their own cells, harmless in a spreadsheet', async () => {
    const { import: made } = await desk.upload(files.awkwardCells(), '云上');
    expect((await desk.run(made.id)).counts).toMatchObject({ imported: 1, error: 2, blank: 3 });
    const answer = await desk.client.get<string>(`/imports/${made.id}/errors.csv`);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toContain("filename*=UTF-8''");
    const raw = await fetch(`${server.url}/api/v1/imports/${made.id}/errors.csv`, {
      headers: { cookie: desk.client.cookie() },
    });
    expect([...new Uint8Array(await raw.arrayBuffer()).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const csv = answer.body;
    expect(csv).toContain('5,没法导入,这一行比表头多出 2 格，多半是引号或逗号写错了。,Q2');
    expect(csv).toContain("'+8613900139000");
    expect(csv).toContain("'@cmd");
    expect(csv).not.toContain('Q1');
  });

  test('a contact’s number goes to the employer’s record alone', async () => {
    const { import: made, rows } = await desk.upload(files.gbkSemicolons(), '渝昌联系');
    expect(JSON.stringify(rows.map((row) => row.posting))).not.toContain('13800138000');
    await desk.run(made.id);
    const employer = await server.deps.models.employers
      .findOne({ sourceName: '渝昌联系', name: '渝江物流服务部' })
      .lean();
    expect(employer?.contactPhone).toBe('+8613800138000');
    const gigs = await desk.gigsOf(made.id);
    expect(JSON.stringify(gigs)).not.toContain('13800138000');
  });
});

describe('files that can’t be read', () => {
  test.each([
    ['a PDF', Buffer.from('%PDF-1.7'), 'import.unreadable'],
    ['an empty file', Buffer.alloc(0), 'import.unreadable'],
    ['headers without rows', Buffer.from('岗位,公司'), 'import.unreadable'],
  ])('%s', async (_, bytes, code) => {
    const answer = await desk.client.send<Problem>('POST', '/imports', importForm(bytes, 'x'));
    expect([answer.status, answer.body.code]).toEqual([422, code]);
    expect(answer.body.detail.length).toBeGreaterThan(4);
  });
  test('no file, and JSON instead of a form', async () => {
    const none = new FormData();
    none.set('file', '');
    expect((await desk.client.send<Problem>('POST', '/imports', none)).body.errors?.[0]?.path).toBe('file');
    expect((await desk.client.post<Problem>('/imports', {})).body.code).toBe('request.unsupported_type');
  });
  test('more than the limit', async () => {
    const answer = await desk.client.send<Problem>(
      'POST',
      '/imports',
      importForm(Buffer.alloc(10 * 1024 * 1024 + 1, 0x61), 'x'),
    );
    expect(answer.body.code).toBe('request.too_large');
  });
});

describe('who may', () => {
  test('nobody without a session, no employer, no operator of another county; the city sees its counties', async () => {
    const { import: made } = await desk.upload(files.headless(), '看得见');
    const strangers: [TestClient, number, number][] = [
      [testClient(server), 401, 401],
      [(await makeEmployer(server)).client, 403, 403],
      [(await makeOperator(server, PLACES.jiangda)).client, 404, 200],
    ];
    for (const [client, status, listStatus] of strangers) {
      for (const path of [`/imports/${made.id}`, `/imports/${made.id}/errors.csv`])
        expect((await client.get(path)).status).toBe(status);
      for (const path of [`/imports/${made.id}/run`, `/imports/${made.id}/undo`])
        expect((await client.post(path, { version: 1 })).status).toBe(status);
      expect((await client.put(`/imports/${made.id}/mapping`, { sourceName: 'x', columns: [] })).status).toBe(
        status,
      );
      const list = await client.get<Imports>('/imports');
      expect(list.status).toBe(listStatus);
      if (listStatus === 200) expect(list.body.items).toEqual([]);
    }
    expect(
      (await testClient(server).send('POST', '/imports', importForm(files.headless(), 'x'))).status,
    ).toBe(401);
    const city = (await makeOperator(server, PLACES.city)).client;
    expect((await city.get(`/imports/${made.id}`)).status).toBe(200);
    expect((await city.get<Imports>('/imports')).body.items.map((item) => item.id)).toContain(made.id);
  });
});

const HEAD = ['编号', '岗位', '用工单位', '城市', '人数', '工资'];
const posting = (id: string, title = '装卸工') => [id, title, '闽江快运', '福州', '3', '200元/天'];
const FILE = () =>
  workbookOf([
    {
      name: '福州',
      rows: [HEAD, posting('A-101'), posting('A-102', '分拣员'), posting('A-103', '保洁员')],
      hiddenRows: [3],
      hiddenColumns: [5],
    },
    { name: '重庆', rows: [HEAD, posting('B-201', '厨师'), posting('A-101')] },
    {
      name: '宿舍',
      rows: [
        ['楼', '床位', '钥匙'],
        ['一号', '四', '王'],
      ],
    },
  ]);

test('hidden rows are counted, told of and left out until they are wanted; sheets are named', async () => {
  const { import: made, rows } = await desk.upload(FILE(), '藏起来的');
  expect(made).toMatchObject({
    sheets: ['福州', '重庆'],
    withHidden: false,
    counts: { rows: 5, new: 3, hidden: 1, duplicate: 1 },
  });
  expect(made.said.join('\n')).toMatch(/「宿舍」不像岗位表，1 行没有读.*「人数」是隐藏的列/s);
  expect(rows.map(({ line, outcome }) => [line, outcome])).toEqual([
    [2, 'new'],
    [3, 'hidden'],
    [4, 'new'],
    [SHEET_LINES + 2, 'new'],
    [SHEET_LINES + 3, 'duplicate'],
  ]);
  expect(rows.at(-1)!.notes[0]).toMatch(/「福州」第 2 行/);
  expect(rows[0]!.posting.shifts[0]!.headcount).toBeNull();
  const only = await expectStatus(desk.client.get<ImportPreview>(`/imports/${made.id}?only=hidden`), 200);
  expect(only.rows.map(({ line }) => line)).toEqual([3]);
  const csv = (await desk.client.get<string>(`/imports/${made.id}/errors.csv`)).body;
  expect(csv).toContain('福州 3,在表里是隐藏的');
  expect(csv).toContain('重庆 3,已经有了');

  const mapping = { sourceName: '藏起来的', withHidden: true, columns: [{ index: 4, field: 'headcount' }] };
  const wanted = await expectStatus(
    desk.client.put<ImportPreview>(`/imports/${made.id}/mapping`, mapping),
    200,
  );
  expect(wanted.import).toMatchObject({ withHidden: true, version: 2, counts: { new: 4, hidden: 0 } });
  expect(wanted.rows[1]!.posting.shifts[0]!.headcount).toBe(3);
  const back = await expectStatus(
    desk.client.put<ImportPreview>(`/imports/${made.id}/mapping`, { ...mapping, withHidden: false }),
    200,
  );
  expect(back.import.counts).toMatchObject({ new: 3, hidden: 1 });
  expect((await desk.run(made.id)).counts).toMatchObject({ imported: 3, hidden: 1 });
  expect(await desk.gigsOf(made.id)).toHaveLength(3);
});
