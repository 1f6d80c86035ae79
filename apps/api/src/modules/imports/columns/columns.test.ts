import { describe, expect, test } from 'vitest';
import { readTable } from '../../../platform/sheets/read/table.ts';
import { findRows } from '../../../platform/sheets/sheets.ts';
import { findTable } from '../../../platform/sheets/table.ts';
import * as files from '../fixtures/files.ts';
import { seededPlaces } from '../fixtures/places.ts';
import { fieldOfHeader, unitOfHeader } from './header.ts';
import { COLUMN_NAMES } from './names.ts';
import { POSTINGS } from './postings.ts';
import { recogniseColumns } from './recognise.ts';

const findPlace = seededPlaces();
const fieldsOf = async (bytes: Buffer) => {
  const table = findRows(readTable(bytes).sheets, POSTINGS);
  return { table, fields: recogniseColumns(table, findPlace).map((column) => column.field) };
};

test('no name stands for two fields', () => {
  const names = Object.values(COLUMN_NAMES).flat();
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test.each([
  ['岗位', 'title'],
  ['岗位名称', 'title'],
  ['岗位类型', 'trade'],
  ['职位', 'title'],
  ['工种', 'trade'],
  ['招聘单位', 'employerName'],
  ['企业名称', 'employerName'],
  ['用工单位', 'employerName'],
  ['公司', 'employerName'],
  ['人数', 'headcount'],
  ['招聘人数（人）', 'headcount'],
  ['需求人数', 'headcount'],
  ['名 额', 'headcount'],
  ['* 薪资', 'pay'],
  ['工资（元/天）', 'pay'],
  ['待遇', 'pay'],
  ['薪酬范围(税前)', 'pay'],
  ['月薪', 'pay'],
  ['日薪:', 'pay'],
  ['Job Title', 'title'],
  ['job_id', 'externalId'],
  ['City', 'region'],
  ['拟招聘岗位名称', 'title'],
  ['联系人及电话', 'contact'],
  ['序号', 'rowNumber'],
  ['今日心情', null],
  ['', null],
] as const)('the header %s is %s', (header, field) => {
  expect(fieldOfHeader(header)?.field ?? null).toBe(field);
});

test.each([
  ['月薪(元)', 'month', 1],
  ['工资（元/天）', 'day', 1],
  ['时薪', 'hour', 1],
  ['薪资(千元/月)', 'month', 1000],
  ['工资/小时', 'hour', 1],
  ['计件单价（元）', 'piece', 1],
  ['薪资', null, 1],
  ['年薪（万元）', null, 10_000],
  ['Daily Rate', 'day', 1],
] as const)('the header %s has the unit %s', (header, unit, times) => {
  expect(unitOfHeader(header)).toEqual({ unit, times });
});

test.each([
  ['工价(元/亩)', '亩'],
  ['单价（元／㎡）', '平方米'],
  ['装车费（元/车）', '车'],
  ['计件单价(元/件)', '件'],
  ['亩', '亩'],
])('under %s pay is by the %s', (header, piece) => {
  expect(unitOfHeader(header)).toEqual({ unit: 'piece', times: 1, piece });
});

test.each(['工资（元/个月）', '元/人', '日薪', '元/小时'])('%s names no piece', (header) => {
  expect(unitOfHeader(header).piece).toBeUndefined();
});

describe('whole files', () => {
  test('an export of a partner platform: every column by its name', async () => {
    const { table, fields } = await fieldsOf(files.partnerExport());
    expect(table.rows).toHaveLength(51);
    expect(fields).toEqual([
      'externalId',
      'trade',
      'employerName',
      'region',
      'sex',
      'age',
      'conditions',
      'conditions',
      'landmark',
      'longitude',
      'latitude',
      'ignore',
      'hours',
      'experience',
      'remarks',
      'pay',
      'description',
      'remarks',
      'remarks',
      'recruiting',
      'insurance',
      'included',
    ]);
  });

  test('titles above the header, headings and blank rows between the rows are skipped and counted', async () => {
    const { table, fields } = await fieldsOf(files.titledWorkbook());
    expect(table.headers[0]).toBe('*用工企业');
    expect(table.rows.map((row) => row.line)).toEqual([6, 7, 10]);
    expect(table.blank).toBe(3);
    expect(fields).toEqual([
      'employerName',
      'trade',
      'landmark',
      'headcount',
      'pay',
      'startsAt',
      'validUntil',
      'conditions',
    ]);
  });

  test('a repeated header and empty rows are no postings', async () => {
    const { table } = await fieldsOf(files.awkwardCells());
    expect(table.rows.map((row) => row.line)).toEqual([2, 5, 7]);
    expect(table.blank).toBe(3);
  });

  test('without a header, by what the cells look like', async () => {
    const { table, fields } = await fieldsOf(files.headless());
    expect(table.rows).toHaveLength(3);
    expect(fields).toEqual(['employerName', 'title', 'region', 'headcount', 'pay', 'age']);
  });

  test('a header that says nothing: by its cells; plain numbers are left alone', async () => {
    const { fields } = await fieldsOf(
      Buffer.from('岗位,单位名称,甲,乙,丙\n保洁员,晴川家政,女,120元/天,3\n保安,晴川家政,男,150元/天,4'),
    );
    expect(fields).toEqual(['title', 'employerName', 'sex', 'pay', 'ignore']);
  });

  test('of two columns for one field the one with the exact name is taken', async () => {
    const { fields } = await fieldsOf(
      Buffer.from('编号,总招聘人数说明,人数,岗位,公司\n1,五人以内,5,保安,甲店'),
    );
    expect(fields).toEqual(['externalId', 'ignore', 'headcount', 'title', 'employerName']);
  });
});

test.each(['备注,以上均为日结,,', '合计,,30,', '说明：,面试带身份证,,', ',,备注：,以上长期有效'])(
  'what stands below the table is no posting: %s',
  (below) => {
    const cells = ['岗位,企业,人数,薪资', '保洁,甲店,3,200元/天', below].map((line) => line.split(','));
    const table = findTable(
      cells.map((row, index) => ({ line: index + 1, cells: row })),
      POSTINGS,
    );
    expect([table.rows.length, table.blank]).toEqual([1, 1]);
  },
);
test('a posting that begins with such a word stays one', () => {
  const cells = ['岗位,企业,人数,薪资', '说明书排版,甲店,3,200元/天'].map((line) => line.split(','));
  expect(
    findTable(
      cells.map((row, index) => ({ line: index + 1, cells: row })),
      POSTINGS,
    ).rows,
  ).toHaveLength(1);
});

test.each([
  ['位置', 'landmark'],
  ['工作位置', 'landmark'],
  ['详细位置', 'landmark'],
  ['所在地', 'landmark'],
  ['工作场所', 'landmark'],
  ['门店地址', 'landmark'],
  ['工作地', 'landmark'],
  ['项目部地址', 'landmark'],
  ['用人单位工作地点（详细）', 'landmark'],
  ['所在地区', 'region'],
  ['单位所在县区', 'region'],
  ['联系电话', 'contact'],
  ['用工单位联系电话', 'contact'],
  ['企业联系人', 'contact'],
  ['招聘电话', 'contact'],
  ['用人单位', 'employerName'],
  ['企业名称', 'employerName'],
  ['招聘单位全称', 'employerName'],
  ['用工企业名称', 'employerName'],
  ['厂家招工岗位名称', 'title'],
  ['岗位薪资', 'pay'],
  ['岗位月薪情况', 'pay'],
  ['岗位工作内容', 'description'],
  ['公司福利', 'remarks'],
  ['户籍所在地', 'conditions'],
  ['工资发放时间', 'settlement'],
  ['面试地点', 'remarks'],
  ['jobName', 'title'],
  ['company_name', 'employerName'],
  ['workAddress', 'landmark'],
  ['salaryMin', 'pay'],
  ['NO.', 'externalId'],
  ['经纬度', 'coordinates'],
  ['No', 'externalId'],
  ['公司规模', 'ignore'],
  ['更新时间', 'ignore'],
] as const)('%s is told by its last word: %s', (header, field) => {
  expect(fieldOfHeader(header)?.field).toBe(field);
});

test.each(['企业编号', '站点ID', 'company id', '岗位亮点', '门店等级', '成立年限', 'company size'])(
  '%s says nothing of the posting',
  (header) => expect(fieldOfHeader(header)).toBeNull(),
);

test.each([
  '合计,2家,2个岗位,12,,',
  '总计2个岗位,,,12,,',
  '总计：,2,2,12,100,200',
  '城东,小计,,12,,',
  '本页合计,2,2,12,1,1',
  '共2家企业,,,12人,,',
  '领导签字：,张三,审核：,李四,日期：,3月1日',
  '分管领导签字（盖章）：张三,,,,,',
])('below the postings: %s', async (line) => {
  const lines = ['岗位,企业,地点,人数,日薪,备注', '保洁,甲店,城东,5,150,急', '保安,合计劳务公司,城西,7,180,'];
  const { table } = await fieldsOf(Buffer.from([...lines, line].join('\n')));
  expect(table.rows.map(({ cells }) => cells[0])).toEqual(['保洁', '保安']);
});
