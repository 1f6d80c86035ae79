import { describe, expect, test } from 'vitest';
import { cut, phonesIn, plain, wholeNumber, words } from '../../../platform/sheets/cells/text.ts';
import { idOf, seededPlaces } from '../fixtures/places.ts';
import { parseIncluded } from './included.ts';
import { headcountInText, parseAges, parseHeadcount, parseSex } from './people.ts';
import { parseSettlement } from './settlement.ts';
import { oneShift, parseClockRange, parseDayTime, validTo } from './times.ts';

describe('text', () => {
  test.each([
    ['－', ''],
    ['n/a', ''],
    ['无数据', ''],
    [' 面议 ', '面议'],
    ['１２人', '12人'],
    ['a　b', 'a b'],
    ['，保留：', '，保留：'],
    ["'+86 13800138000", '+86 13800138000'],
    ["'-12", '-12'],
    ["'=A1", '=A1'],
  ])('%s', (cell, said) => {
    expect(words(cell)).toBe(said);
  });
  test.each([
    ['21', 21],
    ['1,200', 1200],
    ['十', 10],
    ['十二', 12],
    ['二十', 20],
    ['三十五', 35],
    ['两', 2],
    ['3.0', 3],
    ['3.5', null],
    ['若干', null],
    ['', null],
    ['二三', null],
  ])('%s is the number %s', (text, number) => expect(wholeNumber(text)).toBe(number));
  test.each<[string, string[]]>([
    ['张经理 138 0013 8000', ['+8613800138000']],
    ['13800138000 / 13900139000', ['+8613800138000', '+8613900139000']],
    ['0895-4821234', ['+868954821234']],
    ['（0895）4821234 转 801', ['+868954821234']],
    ['办公室 010-12345678，手机 13800138000', ['+8613800138000', '+861012345678']],
    ['8954821234', ['+868954821234']],
    ['400-123-4567', ['+864001234567']],
    ['+86 13800138000', ['+8613800138000']],
    ['4821234', []],
    ['QQ 2345678901', []],
    ['站点ID: 10000538', []],
    ['540123199001011234', []],
  ])('%s is called at %j', (cell, phones) => {
    expect(phonesIn(cell).map(({ phone }) => phone)).toEqual(phones);
  });
  test('a cut text keeps its length and no half of a character', () => {
    expect(cut('abcdef', 4)).toBe('abc…');
    expect(cut(`ab${plain('𠮷')}d`, 4)).toBe('ab…');
  });
});

test.each([
  ['21', 21],
  ['21人', 21],
  ['约20名', 20],
  ['共 12 个', 12],
  ['十人', 10],
  ['5名左右', 5],
  ['10-15', null],
  ['10-15人', null],
  ['若干', null],
  ['0', null],
  ['1000', null],
  ['不限', null],
  ['3班 每班2人', null],
])('headcount %s is %s', (cell, headcount) => {
  expect(parseHeadcount(cell).headcount).toBe(headcount);
});

test.each([
  ['站点ID: 10000538, 需求人数: 21人', 21, '需求人数: 21人'],
  ['急招5名，包吃', 5, '急招5名'],
  ['找洗碗工两名，急', 2, '找洗碗工两名'],
  ['招聘人数：３０', 30, '招聘人数：30'],
  ['人数：10人，另招聘人数：8人', null, '人数：10人、招聘人数：8人'],
])('from “%s”: %s', (text, headcount, from) => {
  expect(headcountInText(text)).toEqual({ headcount, words: from });
});
test.each([
  '上午9-11点',
  '18-45岁',
  '需求人数: 10-15人',
  '8人间宿舍',
  '站点ID: 10000538',
  '招3天',
  '每组5人',
])('no headcount in “%s”', (text) => {
  expect(headcountInText(text)).toBeNull();
});

test.each([
  ['不限', 'any'],
  ['男性', 'male'],
  ['女', 'female'],
  ['男女不限', 'any'],
  ['Male', 'male'],
  ['限男性', 'male'],
  ['男/女', 'any'],
  ['男士优先', null],
  ['男5女3', null],
])('sex %s is %s', (cell, sex) => expect(parseSex(cell)).toBe(sex));

test.each([
  ['年龄18-45岁', 18, 45],
  ['18-45', 18, 45],
  ['50以下', null, 50],
  ['18岁以上', 18, null],
  ['18周岁至55周岁', 18, 55],
  ['年满18', 18, null],
  ['不超过60岁', null, 60],
  ['18岁以上50岁以下', 18, 50],
  ['不限', null, null],
])('ages %s', (cell, minAge, maxAge) => expect(parseAges(cell)).toEqual({ minAge, maxAge }));
test.each(['年轻力壮', '45-18', '90后'])('ages %s are left in words', (cell) =>
  expect(parseAges(cell)).toBeNull(),
);

test.each([
  ['不包吃，不包住', '食宿情况', { meals: false, lodging: false }],
  ['包吃住', '食宿', { meals: true, lodging: true }],
  ['包吃包住', '食宿', { meals: true, lodging: true }],
  ['包吃不包住', '食宿', { meals: true, lodging: false }],
  ['食宿自理', '', { meals: false, lodging: false }],
  ['提供宿舍', '', { lodging: true }],
  ['免费工作餐，有班车', '', { meals: true, transport: true }],
  ['管一顿饭', '', { meals: true }],
  ['是', '是否包住', { lodging: true }],
  ['否', '是否包吃', { meals: false }],
  ['无', '食宿情况', { meals: false, lodging: false }],
  ['有餐补', '', {}],
  ['住宿费每月200', '', {}],
  ['面谈', '', {}],
])('%s under %s', (cell, header, included) => {
  expect(parseIncluded(cell, header)).toEqual({ included, understood: Object.keys(included).length > 0 });
});

test.each([
  ['日结', 'same_day', null],
  ['次日结', 'within_days', 1],
  ['周结', 'weekly', null],
  ['半月结', 'within_days', 15],
  ['次月15号发放月结', 'monthly', null],
  ['完工结算', 'on_completion', null],
])('settlement %s', (text, settlement, settlementDays) => {
  expect(parseSettlement(text)).toEqual({ settlement, settlementDays });
});
test.each([
  ['日结工资', 'same_day', null],
  ['工资日结', 'same_day', null],
  ['可日结', 'same_day', null],
  ['每日结', 'same_day', null],
  ['200元/天日结', 'same_day', null],
  ['当天结清', 'same_day', null],
  ['下班就结', 'same_day', null],
  ['每月15日结算', 'monthly', null],
  ['15日结', 'within_days', 15],
  ['十五日结', 'within_days', 15],
  ['每15日结', 'within_days', 15],
  ['每10天结', 'within_days', 10],
  ['30日结', 'monthly', null],
  ['三十日一结', 'monthly', null],
  ['次月5日结', 'monthly', null],
  ['每月10号发工资', 'monthly', null],
  ['15号结', 'monthly', null],
  ['月底结', 'monthly', null],
  ['下月15日结', 'monthly', null],
  ['每周日结', 'weekly', null],
  ['周日结', 'weekly', null],
  ['周五结', 'weekly', null],
  ['日结，次日到账', 'within_days', 1],
  ['隔日结', 'within_days', 1],
  ['三天一结', 'within_days', 3],
  ['7天结', 'within_days', 7],
  ['5个工作日内发放', 'within_days', 5],
  ['完工后15天内结', 'within_days', 15],
  ['两周结', 'within_days', 14],
])('when it is paid, in other words: %s', (text, settlement, settlementDays) => {
  expect(parseSettlement(text)).toEqual({ settlement, settlementDays });
});

test.each([
  '面议',
  '',
  '5日结',
  '押三天日结',
  '押一周周结',
  '压3天日结',
  '不日结',
  '没有日结',
  '非日结',
  '不支持日结',
  '满三天日结',
  '干够7天日结',
  '可日结可月结',
  '试用期日结，之后月结',
  '日结80%，余款月结',
  '12月5日结束',
  '工作日结束后休息',
  '三个月结一次',
  '季结',
  '当天结束',
])('no moment is promised by “%s”', (text) => expect(parseSettlement(text)).toBeNull());

describe('times', () => {
  test.each([
    ['2026-11-22', '2026-11-22', null],
    ['2026/1/5 8:30', '2026-01-05', 510],
    ['2026年11月22日下午2点', '2026-11-22', 840],
    ['20261122', '2026-11-22', null],
    ['46387', '2026-12-31', null],
    ['46357.375', '2026-12-01', 540],
  ])('%s', (cell, day, minutes) => expect(parseDayTime(cell)).toEqual({ day, minutes }));
  test.each(['11月22日', '长期', '2026-02-30', '10000538', '8:00-18:00', '2026-11-22 尽快'])(
    '%s is no date',
    (cell) => {
      expect(parseDayTime(cell)).toBeNull();
    },
  );
  test.each([
    ['8:00-18:00', 480, 1080],
    ['早上8点至下午6点', 480, 1080],
    ['22:00～次日', null, null],
    ['7:00-19:00/8:00-20:00', null, null],
  ])('%s', (text, from, to) => {
    expect(parseClockRange(plain(text))).toEqual(from === null ? null : { from, to });
  });
  test('a shift needs its times to the minute; a period is none', () => {
    const day = (text: string) => parseDayTime(text);
    expect(oneShift(day('2026-12-01 09:00'), day('2026-12-01 18:00'), '')).toEqual({
      startsAt: '2026-12-01T01:00:00.000Z',
      endsAt: '2026-12-01T10:00:00.000Z',
    });
    expect(oneShift(day('2026-12-01'), null, '22:00-6:00')).toEqual({
      startsAt: '2026-12-01T14:00:00.000Z',
      endsAt: '2026-12-01T22:00:00.000Z',
    });
    expect(oneShift(day('2026-12-01'), day('2026-12-31'), '8:00-18:00')).toBeNull();
    expect(oneShift(day('2026-12-01 08:00'), day('2026-12-31 18:00'), '')).toBeNull();
    expect(oneShift(day('2026-12-01'), null, '上午')).toBeNull();
    expect(oneShift(null, day('2026-12-01 18:00'), '')).toBeNull();
  });
  test('a last day counts to its end', () => {
    expect(validTo({ day: '2026-12-31', minutes: null })).toBe('2026-12-31T15:59:59.000Z');
  });
});

describe('places', () => {
  const find = seededPlaces();
  test.each([
    ['北京', '1101', ''],
    ['北京市', '1101', ''],
    ['重庆', '5001', ''],
    ['广州', '4401', ''],
    ['昌都市卡若区', '540302', ''],
    ['西藏自治区昌都市江达县', '540321', ''],
    ['西藏昌都', '5403', ''],
    ['卡若', '540302', ''],
    ['福建', '35', ''],
    ['内蒙古', '15', ''],
    ['吉林', '22', ''],
    ['吉林市', '2202', ''],
    ['广东省深圳市南山区', '4403', '南山区'],
    ['重庆-渝中区', '5001', '渝中区'],
    ['昌都市 卡若区 如意乡', '540302208', ''],
  ])('%s', (text, code, rest) => {
    const place = find(text);
    expect([place?.region.id, place?.rest]).toEqual([idOf(code), rest]);
  });
  test.each(['开发区', '不限', '全国', '', '火星'])('%s is nowhere', (text) => expect(find(text)).toBeNull());
  test('in an address only full names count', () => {
    expect(find('中山路 12 号', { fullNames: true })).toBeNull();
    expect(find('福建省福州市长乐区工业路', { fullNames: true })?.region.id).toBe(idOf('3501'));
  });
});
