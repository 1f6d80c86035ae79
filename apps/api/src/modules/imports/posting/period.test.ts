import { localClock, localDay } from '@linggong/rules/time.ts';
import { describe, expect, test } from 'vitest';
import { readTable } from '../../../platform/sheets/read/table.ts';
import { findRows } from '../../../platform/sheets/sheets.ts';
import { POSTINGS } from '../columns/postings.ts';
import { recogniseColumns } from '../columns/recognise.ts';
import { seededPlaces } from '../fixtures/places.ts';
import { postingOfRow } from './of-row.ts';

const findPlace = seededPlaces();

/** A row of work with these columns besides, as a file tells it that came on the last day of November. */
function row(headers: string, cells: string, now = '2026-11-30T02:00:00Z') {
  const bytes = Buffer.from(`岗位|企业|${headers}\n保洁|甲店|${cells}`);
  const table = findRows(readTable(bytes).sheets, POSTINGS);
  const columns = recogniseColumns(table, findPlace);
  const context = { columns, sourceName: '榕城', findPlace, now: new Date(now) };
  return {
    ...postingOfRow(table.rows[0]!.cells, context),
    fields: columns.slice(2).map(({ field }) => field),
  };
}
type Read = ReturnType<typeof row>;

const when = ({ posting: { shifts } }: Read) =>
  shifts.map(({ startsAt, endsAt }) => [localDay(startsAt!), localClock(startsAt!), localClock(endsAt!)]);
const daysOf = (read: Read) => [when(read)[0]![0], when(read).at(-1)![0], when(read).length];
const noted = ({ notes }: Read) => notes.find((note) => note.startsWith('班次时间')) ?? null;
const undated = ({ posting: { shifts } }: Read) =>
  shifts.length === 1 && shifts[0]!.startsAt === null && shifts[0]!.endsAt === null;

describe('columns with a first and a last day', () => {
  test.each([
    '上工日期|收工日期',
    '开始日期|结束日期',
    '起始日|截止日',
    '起始日期|截止日期',
    '用工开始|用工结束',
    '用工开始日期|用工结束日期',
    '开工|完工',
    '开工日期|完工日期',
    '到岗时间|离岗时间',
    '到岗|离岗',
    '上岗|离岗',
    '进场|退场',
    '上工|收工',
    '进场日期|退场日期',
    '上岗日期|离岗日期',
  ])('%s', (headers) => {
    const read = row(`${headers}|工作时间|人数`, '12.5|12.20|9:00-18:00|3');
    expect(read.fields).toEqual(['startsAt', 'endsAt', 'hours', 'headcount']);
    expect(daysOf(read)).toEqual(['2026-12-05', '2026-12-20', 16]);
    expect(new Set(when(read).map(([, from, to]) => `${from}-${to}`))).toEqual(new Set(['9:00-18:00']));
    expect(read.posting.together).toBe(true);
    expect(read.posting.shifts.every(({ headcount }) => headcount === 3)).toBe(true);
    expect(noted(read)).toBe(
      '班次时间：每天一班，共 16 天，一个人从头干到尾，取自“12.5”、“12.20”、“9:00-18:00”。',
    );
    expect(read.notes.join()).toContain('“12.20”没写年份，表是 2026年11月30日');
  });

  test('a last day to apply is none of the work', () => {
    const read = row('开工日期|截止日期|工作时间', '12.5|12.20|9:00-18:00');
    expect(read.fields).toEqual(['startsAt', 'validUntil', 'hours']);
    expect(daysOf(read)).toEqual(['2026-12-05', '2026-12-05', 1]);
    expect(read.posting.together).toBe(false);
    expect(read.posting.validUntil).toBe('2026-12-20T15:59:59.000Z');
  });
});

const PERIOD = '上工日期|收工日期|工作时间';
test.each<[headers: string, cells: string, first: string, last: string, days: number, hours: string]>([
  [PERIOD, '12.5|12.5|9:00-18:00', '2026-12-05', '2026-12-05', 1, '9:00-18:00'],
  [PERIOD, '12月31日|1月1日|10:00-20:00', '2026-12-31', '2027-01-01', 2, '10:00-20:00'],
  [PERIOD, '12月28日|次年1月3日|22:00-次日6:00', '2026-12-28', '2027-01-03', 7, '22:00-6:00'],
  [PERIOD, '12月5日|20日|9:00-18:00', '2026-12-05', '2026-12-20', 16, '9:00-18:00'],
  [PERIOD, '2026-12-05|2026-12-20|每天9:00-18:00', '2026-12-05', '2026-12-20', 16, '9:00-18:00'],
  [PERIOD, '2026-12-05|至12月20日止|9:00-18:00', '2026-12-05', '2026-12-20', 16, '9:00-18:00'],
  [PERIOD, '12.5|1.4|9:00-18:00', '2026-12-05', '2027-01-04', 31, '9:00-18:00'],
  ['日期|工作时间', '12月5日至20日|9:00-18:00', '2026-12-05', '2026-12-20', 16, '9:00-18:00'],
  ['日期|工作时间', '12月30日至次年1月2日|9:00-18:00', '2026-12-30', '2027-01-02', 4, '9:00-18:00'],
  ['日期|上班时间|下班时间', '12.5-12.20|9:00|18:00', '2026-12-05', '2026-12-20', 16, '9:00-18:00'],
  [
    '开始日期|结束日期|上班时间|下班时间',
    '12.5|12.6|20:00|23:00',
    '2026-12-05',
    '2026-12-06',
    2,
    '20:00-23:00',
  ],
  ['日期|工作时间', '12月5日|22:00-次日6:00', '2026-12-05', '2026-12-05', 1, '22:00-6:00'],
])('%s: %s is a shift on each day', (headers, cells, first, last, days, hours) => {
  const read = row(headers, cells);
  expect(daysOf(read)).toEqual([first, last, days]);
  expect(when(read).every(([, from, to]) => `${from}-${to}` === hours)).toBe(true);
  expect(read.posting.together).toBe(days > 1);
  expect(read.errors).toEqual([]);
});

/** What isn't a shift stays in the words of the file, and it is said why. */
test.each<[headers: string, cells: string, why: RegExp]>([
  [PERIOD, '12.5|1.5|9:00-18:00', /2026年12月5日到2027年1月5日有 32 天，一条岗位最多排 31 天的班次/],
  [PERIOD, '12.10|次年2.10|9:00-18:00', /有 63 天/],
  [PERIOD, '12.31|1.1|10:00-20:00', /「收工日期」“1\.1”可能是1月1日，也可能是1月10日/],
  [PERIOD, '12.31|1.1|22:00-次日6:00', /「收工日期」“1\.1”可能是1月1日/],
  [PERIOD, '12月31日|1月1日|22:00-次日6:00', /看不出是一个晚上还是两个晚上/],
  [PERIOD, '12.5|11.25|9:00-18:00', /最后一天写在第一天前面/],
  [PERIOD, '2026-12-20|2026-01-05|9:00-18:00', /最后一天写在第一天前面/],
  [PERIOD, '12.5|招满为止|9:00-18:00', /「收工日期」“招满为止”看不出是哪一天/],
  [PERIOD, '12.5|8.1|9:00-18:00', /「收工日期」“8\.1”可能是8月1日，也可能是8月10日/],
  [PERIOD, '12.5|8.15|9:00-18:00', /「收工日期」“8\.15”看不出是哪一天/],
  [PERIOD, '12.1|12.20|9:00-18:00', /「上工日期」“12\.1”可能是12月1日，也可能是12月10日/],
  [PERIOD, '12.5|12.20|白班', /不是写到几点几分的一个班次/],
  [PERIOD, '12.5|12.20|8:00-12:00，14:00-18:00', /不是写到几点几分的一个班次/],
  [PERIOD, '12.5|12.20|', /不是写到几点几分的一个班次/],
  [PERIOD, '|12.20|9:00-18:00', /不是写到几点几分的一个班次/],
  ['日期|收工日期|工作时间', '12月5日至10日|12.20|9:00-18:00', /几格写的最后一天不一样/],
  ['日期|进场日期|收工日期|工作时间', '12.5|12.6|12.20|9:00-18:00', /几格写的日子不一样/],
])('%s: %s stays words', (headers, cells, why) => {
  const read = row(headers, cells);
  expect(undated(read)).toBe(true);
  expect(read.posting.together).toBe(false);
  const said = read.notes.filter((note) => note.endsWith('，照原话放进了工作时间。'));
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(why);
  expect(noted(read)).toBeNull();
  for (const cell of cells.split('|')) expect(read.posting.hoursText).toContain(cell);
});

test('pay by the month from one year to the next', () => {
  const read = row('上工日期|收工日期|工作时间|薪资', '12.10|次年2.10|9:00-18:00|6000元/月');
  expect(read.posting.pay).toMatchObject({ amountFen: 600_000, unit: 'month' });
  expect(read.posting.hoursText).toContain('次年2.10（2027年2月10日）');
});

test('a note names only what was used', () => {
  const read = row('日期|到岗时间|收工日期|班次|工作时间', '12.5|面谈|12.6|白班|9:00-18:00');
  expect(daysOf(read)).toEqual(['2026-12-05', '2026-12-06', 2]);
  expect(noted(read)).toMatch(/取自“12\.5”、“12\.6”、“9:00-18:00”。$/);
  expect(read.notes).toContain('到岗时间：面谈：没用上，照原话放进了工作时间。');
  expect(read.posting.hoursText).toBe('到岗时间：面谈；班次：白班；工作时间：9:00-18:00');
});
