import { describe, expect, test } from 'vitest';
import { readTable } from '../../../platform/sheets/read/table.ts';
import { findRows } from '../../../platform/sheets/sheets.ts';
import { POSTINGS } from '../columns/postings.ts';
import { recogniseColumns } from '../columns/recognise.ts';
import { seededPlaces } from '../fixtures/places.ts';
import { postingOfRow } from './of-row.ts';

const findPlace = seededPlaces();
const now = new Date('2026-11-30T02:00:00Z');

async function row(headers: string, cells: string) {
  const table = findRows(readTable(Buffer.from(`${headers}\n${cells}`)).sheets, POSTINGS);
  const columns = recogniseColumns(table, findPlace);
  return postingOfRow(table.rows[0]!.cells, { columns, sourceName: '榕城', findPlace, now });
}

describe('what a cell says and its field can’t hold stays in words', () => {
  test.each([
    ['押金200后日结', '结算方式：押金200后日结'],
    ['押一个月', '结算方式：押一个月'],
    ['每月15日结算', '结算方式：每月15日结算'],
    ['满7天才发', '结算方式：满7天才发'],
  ])('settlement “%s”', async (cell, words) => {
    const { posting } = await row('岗位,企业,日薪,结算方式', `保洁,甲店,150元,${cell}`);
    expect(posting.pay.text).toContain(words);
  });
  test('plain ones are kept as what they are alone', async () => {
    const { posting } = await row('岗位,企业,日薪,结算方式', '保洁,甲店,150元,日结');
    expect([posting.pay.settlement, posting.pay.text]).toEqual(['same_day', '日薪：150元']);
  });
  test('people and a last day that are no numbers', async () => {
    const { posting } = await row('岗位,企业,人数,有效期', '保洁,甲店,若干,长期');
    expect(posting.shifts[0]!.headcount).toBeNull();
    expect(posting.validUntil).toBeNull();
    expect(posting.description).toBe('人数：若干\n有效期：长期');
  });
});

test.each([
  ['13800138000、13900139000', '+8613800138000', /用 13800138000，没用 13900139000/],
  ['0895-4821234', '+868954821234', null],
  ['8954821234', '+868954821234', /按 08954821234 算/],
  ['4821234', null, /认不出完整的号码/],
  ['张姐', null, null],
])('to call %s', async (cell, phone, note) => {
  const read = await row('岗位,企业,联系电话', `保洁,甲店,${cell}`);
  expect(read.contactPhone).toBe(phone);
  const said = read.notes.filter((one) => /电话/.test(one)).join();
  if (note) expect(said).toMatch(note);
  else expect(said).toBe('');
  expect(JSON.stringify(read.posting)).not.toMatch(/4821234|13\d{9}/);
});

test.each([
  ['工作日期,开始时间,结束时间', '2026-12-01,8:00,18:00'],
  ['日期,上班时间,下班时间', '2026/12/1,8:00,18:00'],
  ['日期,开始时间,结束时间', '12月1日,早上8点,下午6点'],
  ['开工日期,工作时间', '2026-12-01,8:00-18:00'],
  ['日期,开始时间,结束时间', '2026-12-01,2026-12-01 8:00,2026-12-01 18:00'],
])('a shift from %s', async (headers, cells) => {
  const { posting } = await row(`岗位,企业,${headers}`, `保洁,甲店,${cells}`);
  expect(posting.shifts[0]).toMatchObject({
    startsAt: '2026-12-01T00:00:00.000Z',
    endsAt: '2026-12-01T10:00:00.000Z',
  });
});
test('over midnight, and without a day it stays words', async () => {
  const night = await row('岗位,企业,日期,上班时间,下班时间', '保洁,甲店,2026-12-01,20:00,6:00');
  expect(night.posting.shifts[0]!.endsAt).toBe('2026-12-01T22:00:00.000Z');
  const { posting } = await row('岗位,企业,上班时间,下班时间', '保洁,甲店,8:00,18:00');
  expect(posting.shifts[0]!.startsAt).toBeNull();
  expect(posting.hoursText).toMatch(/18:00.*8:00/);
});

test.each([
  ['岗位,企业,男,女', '保洁,甲店,3,2', 5, 'any', /男：3\n女：2/],
  ['岗位,企业,男工人数,女工人数', '保洁,甲店,3,0', 3, 'any', /男工人数：3/],
  ['岗位,企业,人数,男,女', '保洁,甲店,6,3,2', 6, 'any', /男：3/],
  ['岗位,企业,人数,男,女', '保洁,甲店,6,√,', 6, 'male', /^$/],
  ['岗位,企业,人数,男,女', '保洁,甲店,6,,√', 6, 'female', /^$/],
  ['岗位,企业,人数,男,女', '保洁,甲店,6,✓,✓', 6, 'any', /^$/],
])('%s: %s', async (headers, cells, headcount, sex, description) => {
  const { posting } = await row(headers, cells);
  expect([posting.shifts[0]!.headcount, posting.conditions.sex]).toEqual([headcount, sex]);
  expect(posting.description).toMatch(description);
});
test('人数 over 男 and 女', async () => {
  const { posting } = await row('岗位,企业,工作地点,人数,', ',,,男,女\n保洁,甲店,卡若区,3,4');
  expect(posting.shifts[0]!.headcount).toBe(7);
  expect(posting.description).toBe('人数 男：3\n人数 女：4');
});

test.each([
  ['包吃,包住', '√,', { meals: true, lodging: null }],
  ['包吃,包住', '✔,×', { meals: true, lodging: false }],
  ['是否包吃,是否包住', '是,否', { meals: true, lodging: false }],
])('ticks under %s: %s', async (headers, cells, included) => {
  expect((await row(`岗位,企业,${headers}`, `保洁,甲店,${cells}`)).posting.included).toMatchObject(included);
});
test.each([
  ['日结,周结,月结', '√,,', 'same_day', ''],
  ['日结,周结,月结', ',,√', 'monthly', ''],
  ['日结,月结', '√,√', null, '结算：日结；结算：月结'],
])('ticks under %s: %s', async (headers, cells, settlement, text) => {
  const { posting } = await row(`岗位,企业,${headers}`, `保洁,甲店,${cells}`);
  expect([posting.pay.settlement, posting.pay.text]).toEqual([settlement, text]);
});
