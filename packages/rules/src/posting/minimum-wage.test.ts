import { describe, expect, it } from 'vitest';
import { isDoubtful, type MinimumWage, wageFor } from './minimum-wage.ts';

const row = (regionCode: string, effectiveFrom: string, hourlyFen: number): MinimumWage => ({
  regionCode,
  effectiveFrom,
  hourlyFen,
  monthlyFen: hourlyFen * 100,
  docNo: `${regionCode} ${effectiveFrom}`,
  confirmed: true,
});
const rows = [
  row('54', '2021-07-01', 1800),
  row('54', '2018-01-01', 1600),
  row('54', '2027-01-01', 2000),
  row('50', '2022-04-01', 2100),
  row('500103', '2023-01-01', 2300),
];

describe('wageFor', () => {
  it.each([
    ['the row in force on the day', ['54', '5403'], '2026-11-23', 1800],
    ['the first day of a row counts', ['54', '5403'], '2021-07-01', 1800],
    ['the day before still has the row before', ['54', '5403'], '2021-06-30', 1600],
    ['a later row waits for its day', ['54'], '2027-01-01', 2000],
    ['the narrowest region that has one', ['50', '5001', '500103'], '2026-01-01', 2300],
    ['a wider one before the narrower is in force', ['50', '5001', '500103'], '2022-12-31', 2100],
    ['nothing before the first row', ['54'], '2017-12-31', null],
    ['nothing of another province', ['35', '3501'], '2026-01-01', null],
    ['nothing of an unknown region', [], '2026-01-01', null],
  ])('%s', (_, codes, day, expected) => {
    expect(wageFor(rows, codes, day)?.hourlyFen ?? null).toBe(expected);
  });
});

describe('isDoubtful', () => {
  it.each([
    ['the day before two years are over', '2023-06-30T23:59:00Z', false],
    ['two years after', '2023-07-01T00:00:00Z', true],
    ['long after', '2026-11-30T00:00:00Z', true],
    ['at its beginning', '2021-07-01T00:00:00Z', false],
  ])('%s', (_, now, doubtful) => {
    expect(isDoubtful({ effectiveFrom: '2021-07-01' }, new Date(now))).toBe(doubtful);
  });
});
