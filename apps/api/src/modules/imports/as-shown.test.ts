import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ImportDesk, importDesk } from './fixtures/desk.ts';
import { workbookOf } from './fixtures/sheets.ts';
import { type MadeCell, stylesXml } from './fixtures/workbook.ts';

let server: TestServer;
let desk: ImportDesk;
beforeAll(async () => {
  server = await startTestServer();
  desk = await importDesk(server);
});
afterAll(() => server.close());

test('a word in quotes at the beginning of a cell is part of it', async () => {
  const lines = [
    '编号,岗位,企业,人数,薪资',
    'B-1,"大"仓库搬运,渝北快运,3,200元/天',
    'B-2,保洁,渝江物业,2,"150元/天"',
  ];
  const { rows, import: found } = await desk.upload(Buffer.from(lines.join('\n')), '引号协作');
  expect(rows.map(({ posting }) => posting.title)).toEqual(['"大"仓库搬运', '保洁']);
  expect((await desk.run(found.id)).counts.imported).toBe(2);
});

const HEADER = ['编号', '岗位', '企业', '工作地点', '人数', '薪资'];
const [PADDED, DAILY, PEOPLE] = [1, 2, 3];
const list = (rows: MadeCell[][]) =>
  workbookOf([{ name: '岗位', rows: [HEADER, ...rows] }], {
    'xl/styles.xml': stylesXml(['000000', '#,##0"元/天"', '0"人"']),
  });

test('ids with zeros before them are the same in a workbook as in its CSV', async () => {
  const lines = [
    HEADER.join(','),
    '000123,装卸工,渝北快运,渝北区空港路 2 号,3,200元/天',
    '000124,保洁,渝江物业,渝中区民生路 1 号,2,150元/天',
  ];
  const first = await desk.upload(Buffer.from(lines.join('\n')), '补零协作');
  await desk.run(first.import.id);
  const again = await desk.upload(
    list([
      [
        { raw: '123', style: PADDED },
        '装卸工',
        '渝北快运',
        '渝北区空港路 2 号',
        { raw: '3', style: PEOPLE },
        { raw: '200', style: DAILY },
      ],
      [{ raw: '124', style: PADDED }, '保洁', '渝江物业', '渝中区民生路 1 号', 2, '180元/天'],
    ]),
    '补零协作',
  );
  expect(again.rows.map(({ externalId, outcome }) => [externalId, outcome])).toEqual([
    ['000123', 'duplicate'],
    ['000124', 'changed'],
  ]);
  expect(again.rows[0]!.cells).toEqual(lines[1]!.split(',').with(4, '3人'));
});

test('what a format writes around the pay and the number of people is read with them', async () => {
  const { rows } = await desk.upload(
    list([
      ['甲1', '装卸工', '渝北快运', '渝北区', { raw: '3', style: PEOPLE }, { raw: '1200', style: DAILY }],
      ['甲2', '保洁', '渝江物业', '渝中区', 2, 6000],
    ]),
    '单位协作',
  );
  expect(rows[0]!.cells.slice(4)).toEqual(['3人', '1,200元/天']);
  expect(rows[0]!.posting).toMatchObject({
    shifts: [{ headcount: 3 }],
    pay: { unit: 'day', amountFen: 120_000 },
  });
  expect(rows[1]!.cells.slice(4)).toEqual(['2', '6000']);
  expect(rows[1]!.posting.pay).not.toMatchObject({ unit: 'day' });
});
