import type { Pay } from '@linggong/contracts/posting.ts';
import { gigNumber } from '@linggong/rules/gig-number.ts';
import { describe, expect, test } from 'vitest';
import { parseGigNumber } from '#lib/features/gig/number.ts';
import { money, payText } from './money.ts';
import { phone } from './phone.ts';
import { distance, placeParts, regionName, shortRegion } from './place.ts';
import { dayWord, gigTime, monthDay, shiftTime, spokenTime } from './time.ts';
import { verificationParts } from './verification.ts';
import { dayFromNow, local } from './zone.ts';

/** Sunday 2026-11-22, 23:30 in Shanghai: still Sunday in UTC, a Monday half an hour later. */
const now = new Date('2026-11-22T15:30:00Z');
const pay = (p: Partial<Pay>): Pay => ({
  amountFen: null,
  amountMaxFen: null,
  unit: null,
  text: '',
  settlement: null,
  settlementDays: null,
  method: null,
  ...p,
});

describe('days', () => {
  test.each([
    ['2026-11-22T15:59:59Z', '今天'],
    ['2026-11-22T16:00:00Z', '明天'],
    ['2026-11-24T01:00:00Z', '后天'],
    ['2026-11-25T01:00:00Z', '下周三'],
    ['2026-11-29T01:00:00Z', '下周日'],
    ['2026-11-30T01:00:00Z', '11月30日'],
    ['2026-11-21T01:00:00Z', '昨天'],
    ['2026-11-20T01:00:00Z', '11月20日'],
    ['2027-01-03T01:00:00Z', '2027年1月3日'],
  ])('%s is %s', (at, word) => expect(dayWord(at, now)).toBe(word));

  test.each([
    [
      'at eight in the evening, less than 36 hours before',
      '2026-11-22T12:00:00Z',
      '2026-11-24T00:00:00Z',
      '后天',
    ],
    ['a minute before midnight, eight hours before', '2026-11-22T15:59:00Z', '2026-11-23T00:00:00Z', '明天'],
    ['a minute after midnight, the same work', '2026-11-22T16:01:00Z', '2026-11-23T00:00:00Z', '今天'],
    ['at one in the morning, 46 hours before', '2026-11-22T17:00:00Z', '2026-11-24T15:00:00Z', '明天'],
  ])('counts days, not hours: %s', (_name, at, work, word) => expect(dayWord(work, new Date(at))).toBe(word));

  test('a day within this week has no 下', () => {
    expect(dayWord('2026-11-26T01:00:00Z', new Date('2026-11-23T01:00:00Z'))).toBe('周四');
  });

  test('midnight belongs to the day that begins', () => {
    expect(local('2026-11-22T16:00:00Z')).toMatchObject({ date: '2026-11-23', hour: 0, weekday: 1 });
    expect(dayFromNow(now, 1)).toBe('2026-11-23');
    expect(dayFromNow(new Date('2026-12-31T01:00:00Z'), 1)).toBe('2027-01-01');
  });

  test('a year that is not this one is told', () => {
    expect(monthDay('2026-11-20T01:00:00Z', now)).toBe('11月20日');
    expect(monthDay('2025-11-20T01:00:00Z', now)).toBe('2025年11月20日');
  });
});

describe('times', () => {
  test.each([
    ['2026-11-23T00:00:00Z', '明早 8 点'],
    ['2026-11-23T02:00:00Z', '明天上午 10 点'],
    ['2026-11-22T12:00:00Z', '今晚 8 点'],
    ['2026-11-23T12:30:00Z', '明晚 8 点半'],
    ['2026-11-24T06:30:00Z', '后天下午 2 点半'],
    ['2026-11-22T16:10:00Z', '明天凌晨 0 点 10 分'],
    ['2026-11-25T12:00:00Z', '下周三晚上 8 点'],
    ['2026-11-23T04:00:00Z', '明天中午 12 点'],
  ])('%s is said %s', (at, said) => expect(spokenTime(at, now)).toBe(said));

  const shift = (startsAt: string | null, endsAt: string | null) => ({ startsAt, endsAt });

  test.each([
    [shift('2026-11-23T00:00:00Z', '2026-11-23T10:00:00Z'), '明天 8:00–18:00'],
    [shift('2026-11-23T12:00:00Z', '2026-11-23T22:00:00Z'), '明天 20:00–次日 6:00'],
    [shift('2026-11-23T00:00:00Z', '2026-11-26T10:00:00Z'), '明天 8:00–下周四 18:00'],
    [shift('2026-11-23T00:00:00Z', null), '明早 8 点'],
    [shift(null, null), null],
  ])('shift %#', (s, text) => expect(shiftTime(s, now)).toBe(text));

  const day = (n: number, from = 0, to = 10) =>
    shift(
      `2026-11-${22 + n}T${String(from).padStart(2, '0')}:00:00Z`,
      `2026-11-${22 + n}T${String(to).padStart(2, '0')}:00:00Z`,
    );

  test.each([
    ['same hours on days in a row', [day(1), day(2), day(3)], '明天到下周三，3 天 8:00–18:00'],
    ['days with a gap', [day(1), day(3)], '2 个班次，最早明早 8 点'],
    ['other hours', [day(1), day(2, 1)], '2 个班次，最早明早 8 点'],
    ['two shifts of one day', [day(1, 0, 4), day(1, 5, 10)], '2 个班次，最早明早 8 点'],
    ['what is over is left out', [day(-1), day(1)], '明天 8:00–18:00'],
    ['all over', [day(-1)], '昨天 8:00–18:00'],
    ['no times', [shift(null, null)], '时间见说明'],
    ['no shifts', [], '时间见说明'],
  ])('%s', (_name, shifts, text) => expect(gigTime(shifts, now)).toBe(text));
});

describe('money', () => {
  test.each([
    [22000, '¥220'],
    [3650, '¥36.5'],
    [125_000, '¥1,250'],
    [5, '¥0.05'],
  ])('%i fen is %s', (fen, text) => expect(money(fen)).toBe(text));

  test.each([
    [pay({ amountFen: 22000, unit: 'day' }), '¥220/天'],
    [pay({ amountFen: 18000, amountMaxFen: 22000, unit: 'day' }), '¥180–220/天'],
    [pay({ amountFen: 18000, amountMaxFen: 18000, unit: 'whole' }), '¥180 一共'],
    [pay({ amountFen: 18000 }), '¥180'],
    [pay({ amountFen: 250, unit: 'piece' }), '¥2.5/件'],
    [
      pay({ amountFen: 11000, unit: 'piece', piece: { unit: '车', sharedBy: 2, dayMinFen: null } }),
      '¥110/车，两人分 = ¥55',
    ],
    [
      pay({ amountFen: 35, unit: 'piece', piece: { unit: '个', sharedBy: null, dayMinFen: 20000 } }),
      '¥0.35/个，保底 ¥200/天',
    ],
    [pay({ text: '看活给' }), '工钱没写'],
  ])('pay %#', (p, text) => expect(payText(p)).toBe(text));
});

describe('places', () => {
  test.each([
    [0.02, '100 米'],
    [0.84, '800 米'],
    [3.24, '3.2 公里'],
    [41.6, '42 公里'],
    [1042, '1,042 公里'],
  ])('%f km is %s', (km, text) => expect(distance(km)).toBe(text));

  test('names of regions', () => {
    expect(regionName(['昌都市', '卡若区', '如意乡', '达若村'])).toBe('卡若区如意乡达若村');
    expect(shortRegion(['昌都市', '卡若区', '如意乡', '达若村'])).toBe('卡若区如意乡');
    expect(shortRegion(['昌都市'])).toBe('昌都市');
  });

  test.each([
    ['恩达村村委会', '恩达村'],
    ['恩达村委会', '恩达村'],
    ['孔玛村村民委员会', '孔玛村'],
    ['德吉社区居委会', '德吉社区'],
    ['帮达街居民委员会', '帮达街'],
  ])('%s is said %s', (name, said) => expect(regionName(['昌都市', name])).toBe(said));

  test('what is not known is not told', () => {
    const place = {
      regionId: '',
      regionPath: [],
      regionNames: ['昌都市', '卡若区'],
      landmark: '',
      point: null,
    };
    expect(placeParts({ ...place, altitudeM: null }, null)).toEqual(['卡若区']);
    expect(placeParts({ ...place, altitudeM: 3900 }, 42)).toEqual([
      '卡若区',
      '直线 42 公里',
      '海拔 3,900 米',
    ]);
    expect(placeParts({ ...place, altitudeM: 3240, altitudeAbout: true }, null)).toEqual([
      '卡若区',
      '海拔约 3,240 米',
    ]);
  });
});

test('gig numbers, also as people type them', () => {
  expect(gigNumber('028461')).toBe('028-461');
  expect(parseGigNumber(' 028 461')).toBe('028461');
  expect(parseGigNumber('０２８－４６１')).toBe('028461');
  expect(parseGigNumber('02846')).toBeNull();
});

test('phone numbers', () => {
  expect(phone('+8613900000000')).toBe('139 0000 0000');
  expect(phone('+97517123456')).toBe('+97517123456');
});

describe('verification', () => {
  const employer = { id: '', name: null, kind: 'business' as const };
  const verification = {
    checks: ['business_licence' as const, 'site_visit' as const],
    byOffice: '卡若区零工站',
    at: '2026-11-20T02:00:00Z',
    validUntil: '2027-05-20T02:00:00Z',
  };
  test('says what, by whom, when', () => {
    expect(
      verificationParts({ employer: { ...employer, verification }, sourceName: null, reach: 'account' }, now),
    ).toEqual(['营业执照、现场已核验', '卡若区零工站', '11月20日']);
  });
  test('a card says what, as short as its papers are called', () => {
    const said = (more: object, sourceName: string | null = null) =>
      verificationParts(
        { employer: { ...employer, verification, ...more }, sourceName, reach: 'account' },
        now,
        true,
      )[0];
    expect(said({})).toBe('执照、现场已核验');
    expect(said({ verification: null })).toBe('还没核验过用工方');
    expect(said({ verification: { ...verification, validUntil: '2026-11-22T15:30:00Z' } })).toBe(
      '还没核验过用工方',
    );
    expect(said({ verification: null }, '县工会群')).toBe('转自县工会群');
  });
  test('one that has run out does not count', () => {
    const old = { ...verification, validUntil: '2026-11-01T00:00:00Z' };
    expect(
      verificationParts(
        { employer: { ...employer, verification: old }, sourceName: null, reach: 'account' },
        now,
      ),
    ).toEqual(['还没核验过用工方']);
  });
  test('a forwarded posting is told as such', () => {
    expect(
      verificationParts(
        { employer: { ...employer, verification: null }, sourceName: '县工会群', reach: 'phone' },
        now,
      ),
    ).toContain('转自县工会群');
    // A stub that can be torn off nowhere says so, however well its employer was checked.
    expect(
      verificationParts(
        { employer: { ...employer, verification }, sourceName: '县工会群', reach: 'sender' },
        now,
      ),
    ).toEqual(['转自县工会群', '打电话问']);
  });
});
