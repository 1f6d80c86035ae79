import type { ImportPreview } from '@linggong/contracts/import.ts';
import { SHEET_LINES } from '@linggong/contracts/import.ts';
import { expectStatus } from '@linggong/testkit/client.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ImportDesk, importDesk } from './fixtures/desk.ts';
import { workbookOf } from './fixtures/sheets.ts';

let server: TestServer;
let desk: ImportDesk;
beforeAll(async () => {
  server = await startTestServer();
  desk = await importDesk(server);
});
afterAll(() => server.close());

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
