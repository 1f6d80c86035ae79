import { zPosting } from '@linggong/contracts/posting.ts';
import { describe, expect, test } from 'vitest';
import { readTable } from '../../../platform/sheets/read/table.ts';
import { findRows } from '../../../platform/sheets/sheets.ts';
import { POSTINGS } from '../columns/postings.ts';
import { recogniseColumns } from '../columns/recognise.ts';
import * as files from '../fixtures/files.ts';
import { idOf, seededPlaces } from '../fixtures/places.ts';
import { postingOfRow } from './of-row.ts';

const findPlace = seededPlaces();
const now = new Date('2026-11-30T02:00:00Z');

async function readingsOf(bytes: Buffer) {
  const table = findRows(readTable(bytes).sheets, POSTINGS);
  const columns = recogniseColumns(table, findPlace);
  return table.rows.map(({ cells }) => postingOfRow(cells, { columns, sourceName: '榕城', findPlace, now }));
}
const row = async (headers: string, cells: string) =>
  (await readingsOf(Buffer.from(`${headers}\n${cells}`)))[0]!;

describe('the export of a partner platform', async () => {
  const readings = await readingsOf(files.partnerExport());

  test('51 rows in, 51 postings that fit the contract, none with an error', () => {
    expect(readings).toHaveLength(51);
    for (const { posting, errors } of readings) {
      expect(errors).toEqual([]);
      expect(zPosting.parse(posting)).toEqual(posting);
    }
  });

  test('headcount and pay come out of free text, named with their words', () => {
    const { posting, notes } = readings[0]!;
    expect(posting.shifts).toEqual([{ startsAt: null, endsAt: null, headcount: 21 }]);
    // What is assured is the pay; what it may come to together stays in the words.
    expect(posting.pay).toMatchObject({ amountFen: 234_000, amountMaxFen: null, unit: 'month' });
    expect(posting.pay.text).toContain('综合薪资：到手7000-9000元+');
    expect(notes).toEqual([
      '人数 21：取自「特殊要求」里的“需求人数: 21人”。',
      '工资 2,340 元/月：取自「薪资」里的“底薪2340元+职级0-700元/月+个人绩效400元+计件薪资约3800元/月”。',
    ]);
  });

  test('hours stay words, coordinates stay empty, the city is a region, nothing is included that is not', () => {
    const { posting } = readings[0]!;
    expect(posting.hoursText).toBe('轮班制: 7:00-19:00/8:00-20:00/9:00-21:00，月休4-8天');
    expect(posting.workplace).toMatchObject({ regionId: idOf('1101'), point: null, altitudeM: null });
    expect(posting.included).toEqual({ meals: false, lodging: false, transport: null, tools: null });
    expect([posting.validUntil, posting.loadKg, posting.pay.settlement]).toEqual([null, null, null]);
  });

  test('trades, sexes and ages as the file has them', () => {
    const count = (key: (r: (typeof readings)[number]) => unknown) =>
      Object.fromEntries([...Map.groupBy(readings, key)].map(([k, v]) => [k, v.length]));
    expect(count((r) => r.posting.tradeId)).toEqual({
      'order-picking': 20,
      'fresh-fish': 13,
      'shelf-stocking': 18,
    });
    expect(count((r) => r.posting.conditions.sex)).toEqual({ any: 10, male: 31, female: 10 });
    expect(count((r) => r.posting.workplace.regionId)).toEqual({
      [idOf('1101')]: 33,
      [idOf('4401')]: 10,
      [idOf('4403')]: 8,
    });
    expect(count((r) => r.posting.pay.unit)).toEqual({ month: 30, hour: 21 });
  });
});

test('one rule for every row of a file: what is assured is the pay', async () => {
  const rows = [
    '底薪2340+绩效，综合6000-8000',
    '综合6000-8000',
    '200元/天封顶',
    '男280元/天，女220元/天',
    '每月15日结，200元/天',
  ];
  const csv = ['岗位,企业,薪资', ...rows.map((pay) => `保洁,甲店,"${pay}"`)].join('\n');
  const read = await readingsOf(Buffer.from(csv));
  expect(read.map(({ posting: { pay } }) => [pay.amountFen, pay.amountMaxFen, pay.settlement])).toEqual([
    [234_000, null, null],
    [null, null, null],
    [null, null, null],
    [null, null, null],
    [20_000, null, 'monthly'],
  ]);
  for (const [index, { posting }] of read.entries()) expect(posting.pay.text).toBe(rows[index]);
  expect(read[3]!.notes.join()).toContain('男女写得不一样');
});

test('a column of the most that is paid is not the pay', async () => {
  const [row] = await readingsOf(Buffer.from('岗位,企业,最高日薪\n保洁,甲店,300'));
  expect(row!.posting.pay).toMatchObject({ amountFen: null, text: '最高日薪：300' });
});

test('GBK with semicolons: units from headers, full-width figures, contacts kept out of the posting', async () => {
  const [mover, cleaner, cook] = await readingsOf(files.gbkSemicolons());
  expect(mover).toMatchObject({
    contactPhone: '+8613800138000',
    posting: {
      shifts: [{ headcount: 10 }],
      pay: { amountFen: 22_000, unit: 'day', settlement: 'same_day' },
      included: { meals: true, lodging: false },
    },
  });
  expect(JSON.stringify(mover!.posting)).not.toContain('13800138000');
  expect(cleaner!.posting.shifts[0]?.headcount).toBeNull();
  expect(cleaner!.notes).toContain('人数写的是“若干”，不是一个准数，先空着。');
  expect(cleaner!.posting.pay).toMatchObject({
    amountFen: 18_000,
    amountMaxFen: 20_000,
    unit: 'day',
    settlement: 'weekly',
  });
  expect(cook!.posting).toMatchObject({
    pay: { amountFen: null, unit: null, text: '面议' },
    workplace: { regionId: null, landmark: '未来城' },
  });
  expect(cook!.posting.conditions).toMatchObject({ sex: 'any', text: '性别：男士优先' });
});

test('a workbook: thousands, a range of people, dates without times, an end as a bare serial', async () => {
  const [sewing, checking, fish] = await readingsOf(files.titledWorkbook());
  expect(sewing!.posting).toMatchObject({
    pay: { amountFen: 500_000, amountMaxFen: 600_000, unit: 'month' },
    hoursText: '用工日期：2026-12-01',
    validUntil: '2026-12-31T15:59:59.000Z',
    shifts: [{ startsAt: null, endsAt: null, headcount: 20 }],
  });
  expect(sewing!.notes).toContain('工资按表头“月薪(千元)”换算成元。');
  expect(checking!.posting).toMatchObject({ tradeId: null, title: '质检员', shifts: [{ headcount: 6 }] });
  expect(fish!.posting).toMatchObject({
    shifts: [{ headcount: null }],
    hoursText: '用工日期：随时',
    validUntil: null,
  });
  expect(fish!.notes).toContain('有效期写的是“长期”，不是一个日期，先空着。');
});

test('English headers, and a link that is none', async () => {
  const [kitchen, loader] = await readingsOf(files.englishTabs());
  expect(kitchen).toMatchObject({
    externalId: 'TJ-7',
    posting: {
      tradeId: 'kitchen-help',
      pay: { amountFen: 2100, unit: 'hour' },
      source: { url: 'https://jobs.example.cn/7' },
    },
  });
  expect(loader!.posting).toMatchObject({
    conditions: { sex: 'male' },
    source: { url: null },
    shifts: [{ headcount: null }],
  });
});

test('hardly any columns: what is missing is said, what is closed or has no employer becomes no gig', async () => {
  const [dishes, guard, waiter, again] = await readingsOf(files.missingColumns());
  expect(dishes!.errors).toEqual([]);
  expect(dishes!.notes).toEqual(
    expect.arrayContaining([
      '人数 2：取自「招聘内容」里的“找洗碗工两名”。',
      '没写工资，先空着。',
      '没写在哪个地区，先空着。',
    ]),
  );
  expect(guard!.errors).toEqual(['没写用工单位是谁。']);
  expect(waiter!.errors).toEqual(['表里写着已经不招了（是否招满：已招满）。']);
  expect(again!.externalId).toBe(dishes!.externalId);
});

test('awkward cells are kept as they are; a row with too many is broken', async () => {
  const [early, broken, empty] = await readingsOf(files.awkwardCells());
  expect(early!.posting.title).toBe('拣货 "早班"');
  expect(early!.posting.description).toContain('第一行\n第二行，有逗号, 和 "引号"');
  expect(broken!.errors).toEqual(['这一行比表头多出 2 格，多半是引号或逗号写错了。']);
  expect(empty!.errors).toEqual(['没写用工单位是谁。', '没写是什么活：岗位、工种、工作内容都空着。']);
});

describe('ids of rows without one', () => {
  test('are the same for the same words in another order of columns, and differ with the words', async () => {
    const a = await row('岗位,公司,人数', '保安,甲店,2');
    const b = await row('人数,公司,岗位', '2,甲店, 保 安');
    const c = await row('岗位,公司,人数', '保安,甲店,3');
    expect(a.externalId).toMatch(/^内容-/);
    expect(b.externalId).toBe(a.externalId);
    expect(c.externalId).not.toBe(a.externalId);
  });
});

test.each([
  ['薪资下限,薪资上限（元/月）', '4000,5500', 400_000, 550_000, 'month'],
  ['薪资,计薪单位', '25,元/小时', 2500, null, 'hour'],
  ['薪资', '200', 20_000, null, null],
  ['年薪（万元）', '12', null, null, null],
  ['基本工资,待遇', '面议,日薪300', 30_000, null, 'day'],
])('pay under %s: %s', async (headers, cells, low, high, unit) => {
  const { posting, notes } = await row(`岗位,公司,${headers}`, `保安,甲店,${cells}`);
  expect(posting.pay).toMatchObject({ amountFen: low, amountMaxFen: high, unit });
  if (unit === null) expect(notes.join()).toMatch(/先空着/);
});

/** Pay as one cell says it: what is stored, and what the note tells of it. */
test.each<[headers: string, cells: string, piece: [string, number | null, number | null], fen: number]>([
  ['薪资', '"计件0.35元/个，保底200元/天"', ['个', null, 20_000], 35],
  ['薪资', '110元/车两人分', ['车', 2, null], 11_000],
  ['薪资', '每亩80', ['亩', null, null], 8_000],
  ['薪资', '80一亩', ['亩', null, null], 8_000],
  ['薪资', '5毛一斤', ['斤', null, null], 50],
  ['薪资', '1.2元/㎡', ['平方米', null, null], 120],
  ['工价（元/亩）', '80', ['亩', null, null], 8_000],
  ['薪资,计薪单位', '110,元/车', ['车', null, null], 11_000],
  ['薪资,计薪单位', '110,元/车（两人分）', ['车', 2, null], 11_000],
  ['薪资,计薪单位', '110,车', ['车', null, null], 11_000],
  ['计件单价（元）', '2.5', ['', null, null], 250],
])('pay by the piece under %s: %s', async (headers, cells, [unit, sharedBy, dayMinFen], fen) => {
  const { posting, notes } = await row(`岗位,公司,${headers}`, `搬运,甲店,${cells}`);
  expect(posting.pay).toMatchObject({ amountFen: fen, unit: 'piece', piece: { unit, sharedBy, dayMinFen } });
  expect(zPosting.parse(posting)).toEqual(posting);
  expect(notes.some((note) => note.includes('没写一件是什么'))).toBe(unit === '');
});

test('what a note says of shared pay is what people will see', async () => {
  const { notes } = await row('岗位,公司,薪资', '搬运,甲店,110元/车两人分');
  expect(notes).toContain('工资 110 元/车，两人分 = ¥55：取自「薪资」里的“110元/车两人分”。');
});

test('pay by the day has nothing of a piece', async () => {
  const { posting } = await row('岗位,公司,薪资', '搬运,甲店,200元/天');
  expect(posting.pay).not.toHaveProperty('piece');
});

/** What one cell of pay says of the amount and of when it is paid. */
test.each<
  [text: string, fen: number | null, max: number | null, unit: string | null, settled: string | null]
>([
  ['每月15日结算', null, null, null, 'monthly'],
  ['15日结', null, null, null, 'within_days'],
  ['200元/天 15日结', 20_000, null, 'day', 'within_days'],
  ['次月5日结', null, null, null, 'monthly'],
  ['押三天日结', null, null, null, null],
  ['月结押15天', null, null, null, null],
  ['200元/天，工资次日到账', 20_000, null, 'day', 'within_days'],
  ['200元/天，当月工资次月15号发', 20_000, null, 'day', 'monthly'],
  ['200元/天，干完第二天结', 20_000, null, 'day', 'within_days'],
  ['200元/天，压一周', 20_000, null, 'day', null],
  ['200元/天封顶', null, null, null, null],
  ['200元/天以内', null, null, null, null],
  ['不超过200元/天', null, null, null, null],
  ['3千以下/月', null, null, null, null],
  ['底薪2340+提成，综合6000-8000', 234_000, null, 'month', null],
  ['男280，女220', null, null, null, null],
  ['3500+提成', 350_000, null, null, null],
  ['税后5000', 500_000, null, null, null],
  ['二百五十元/天', 25_000, null, 'day', null],
  ['一天两百五', 25_000, null, 'day', null],
  ['250-300/天', 25_000, 30_000, 'day', null],
  ['25元/时 工期长优先', 2500, null, 'hour', null],
  ['时薪18', 1800, null, 'hour', null],
  ['面议', null, null, null, null],
  ['0.8万/月', 800_000, null, 'month', null],
  ['6k-8k', 600_000, 800_000, null, null],
  ['日薪200包吃住', 20_000, null, 'day', null],
  ['200/天,中午管饭扣10元', 20_000, null, 'day', null],
  ['260元/天，当天结清', 26_000, null, 'day', 'same_day'],
  ['260元/天，日结或月结', 26_000, null, 'day', null],
])('pay says “%s”', async (text, fen, max, unit, settled) => {
  const { posting } = await row('岗位,公司,薪资', `搬运,甲店,"${text}"`);
  expect(posting.pay).toMatchObject({ text, amountFen: fen, amountMaxFen: max, unit, settlement: settled });
});

test('what is too long for its field is cut there and whole in the description', async () => {
  const long = '夜班分拣'.repeat(20);
  const { posting, notes, errors } = await row('岗位,公司', `${long},甲店`);
  expect(posting.title).toHaveLength(40);
  expect(posting.description).toContain(long);
  expect(notes).toContain('岗位名称太长，只留了前 40 个字，全文在工作内容里。');
  expect(errors).toEqual([]);
});

test('a cell that is no text of a posting breaks its row, not the reading', async () => {
  const { errors } = await row('岗位,公司,薪资', `保安,甲店,${'1元'.repeat(30_000)}`);
  expect(errors).toEqual(['「薪资」这一格太长，最多 4000 个字。']);
});

describe('ids are believed only if they identify', () => {
  const idsOf = async (cells: string[]) =>
    (
      await readingsOf(
        Buffer.from(['编号;岗位;企业', ...cells.map((id, i) => `${id};保洁${i};甲店`)].join('\n')),
      )
    ).map(({ externalId, notes }) => ({ externalId, notes }));
  test('in whatever they are wrapped', async () => {
    const ids = await idsOf(["'00123", '`00123', '00123', '="00123"', '‘00123', '００１２３']);
    expect(new Set(ids.map(({ externalId }) => externalId))).toEqual(new Set(['00123']));
  });
  test('digits that a spreadsheet program took are none: three jobs are three, and it is said', async () => {
    const ids = await idsOf(['1.23457E+17', '1.23457E+17', '1.23457e17', '4200001234567890']);
    expect(new Set(ids.map(({ externalId }) => externalId)).size).toBe(4);
    for (const { notes } of ids.slice(0, 3)) expect(notes.join()).toContain('改坏了');
    expect(ids[3]!.externalId).toBe('4200001234567890');
  });
});
