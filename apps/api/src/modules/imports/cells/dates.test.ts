import { describe, expect, test } from 'vitest';
import { readDates, readLastDay } from './dates.ts';

describe('days, with the year of when the file came', () => {
  const now = new Date('2026-11-30T02:00:00Z');
  const read = (cell: string) => {
    const found = readDates(cell, now);
    return found && [found.from.day, found.from.minutes, found.to?.day ?? null, found.assumed];
  };
  test.each([
    ['2026年12月1号', ['2026-12-01', null, null, false]],
    ['12/1', ['2026-12-01', null, null, true]],
    ['12月1日', ['2026-12-01', null, null, true]],
    ['12月1号（周二）', ['2026-12-01', null, null, true]],
    ['12.1-12.5', ['2026-12-01', null, '2026-12-05', true]],
    ['12月1日-5日', ['2026-12-01', null, '2026-12-05', true]],
    ['12月1-5日', ['2026-12-01', null, '2026-12-05', true]],
    ['十二月一日', ['2026-12-01', null, null, true]],
    ['二〇二六年十二月十五号', ['2026-12-15', null, null, false]],
    ['2026年12月1日至5日', ['2026-12-01', null, '2026-12-05', false]],
    ['12月30日-1月3日', ['2026-12-30', null, '2027-01-03', true]],
    ['2026/12/1 8:00', ['2026-12-01', 480, null, false]],
    ['12月1日 8:00', ['2026-12-01', 480, null, true]],
    ['12月1号早上8点', ['2026-12-01', 480, null, true]],
    ['20261201', ['2026-12-01', null, null, false]],
    ['26.12.1', ['2026-12-01', null, null, false]],
    ['11月5日', ['2026-11-05', null, null, true]],
    ['1月3日', ['2027-01-03', null, null, true]],
    ['12.15', ['2026-12-15', null, null, true]],
  ])('%s', (cell, expected) => expect(read(cell)).toEqual(expected));
  test.each([
    '即日起',
    '长期',
    '招满为止',
    '12月上旬',
    '月底',
    '12月',
    '12月1日（周三）',
    '8月12日',
    '12.1',
    '13月1日',
    '2月30日',
    '12月5日-1日',
    '12月1日、3日',
    '明天',
    '12/1/2026',
    '8:00-18:00',
  ])('%s stays words', (cell) => expect(readDates(cell, now)).toBeNull());
  test.each([
    ['12月15日前', '2026-12-15'],
    ['截止到12月15日', '2026-12-15'],
    ['即日起至12月15号', '2026-12-15'],
    ['12月1日-12月15日', '2026-12-15'],
    ['2026-12-31', '2026-12-31'],
  ])('the last day of %s', (cell, day) => expect(readLastDay(cell, now)?.last.day).toBe(day));
});
