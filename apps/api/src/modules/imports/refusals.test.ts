import type { Imports } from '@linggong/contracts/import.ts';
import type { Problem } from '@linggong/contracts/problem.ts';
import { makeEmployer, makeOperator, PLACES } from '@linggong/testkit/builders.ts';
import { type TestClient, testClient } from '@linggong/testkit/client.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ImportDesk, importDesk, importForm } from './fixtures/desk.ts';
import * as files from './fixtures/files.ts';

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
