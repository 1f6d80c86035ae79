import { expect, test } from 'vitest';
import { datedDay, datedLastDay, datedShifts, datedTime } from './dated.ts';
import { SAID_IN_SOURCE } from './words/source.test-data.ts';

const { dates } = SAID_IN_SOURCE;

/** `24 08:00` of November 2026 in Asia/Shanghai; the 24th is a Tuesday. */
const at = (text: string) => {
  const [day, clock] = text.split(' ');
  return `2026-11-${day}T${clock}:00+08:00`;
};
const shift = (from: string, to: string | null) => ({ startsAt: at(from), endsAt: to && at(to) });
const NOW = at('23 14:00');

test('a day by its date and weekday, in the deployment’s zone', () => {
  expect(datedTime(at('24 08:00'), dates)).toBe('11月24日 周二 8:00');
  // Still the 23rd in London.
  expect(datedDay('2026-11-23T16:30:00Z', dates)).toBe('11月24日 周二');
  expect(datedTime(new Date('2027-01-02T23:59:00+08:00'), dates)).toBe('1月2日 周六 23:59');
});

test('the last day of a time has its year where that is another one', () => {
  expect(datedLastDay('2026-11-24T16:00:00Z', NOW, dates)).toBe('11月24日 周二');
  expect(datedLastDay('2026-12-31T16:00:00Z', NOW, dates)).toBe('12月31日 周四');
  expect(datedLastDay('2027-12-31T16:00:00Z', NOW, dates)).toBe('2027年12月31日 周五');
});

test.each([
  ['today', [shift('23 15:00', '23 18:00')], '11月23日 周一 15:00–18:00'],
  ['tomorrow', [shift('24 08:00', '24 18:00')], '11月24日 周二 8:00–18:00'],
  ['the day after', [shift('25 08:30', '25 18:00')], '11月25日 周三 8:30–18:00'],
  ['over a night', [shift('24 20:00', '25 06:00')], '11月24日 周二 20:00–次日 6:00'],
  ['over several', [shift('24 08:00', '27 18:00')], '11月24日 周二 8:00–11月27日 周五 18:00'],
  ['without an end', [shift('24 08:00', null)], '11月24日 周二 8:00'],
  [
    'day after day',
    [shift('26 08:00', '26 18:00'), shift('24 08:00', '24 18:00'), shift('25 08:00', '25 18:00')],
    '11月24日 周二到11月26日 周四，3 天 8:00–18:00',
  ],
  [
    'days that differ',
    [shift('24 08:00', '24 18:00'), shift('26 09:00', '26 18:00')],
    '2 个班次，最早 11月24日 周二 8:00',
  ],
  [
    'one that has ended left out',
    [shift('22 08:00', '22 18:00'), shift('24 08:00', '24 18:00')],
    '11月24日 周二 8:00–18:00',
  ],
  ['all over', [shift('22 08:00', '22 18:00')], '11月22日 周日 8:00–18:00'],
] as const)('%s', (_, shifts, said) => {
  expect(datedShifts(shifts, NOW, dates)).toBe(said);
  expect(said).not.toMatch(/今|明|后天|昨/);
});

test('none where no shift has a date', () => {
  expect(datedShifts([], NOW, dates)).toBeNull();
  expect(datedShifts([{ startsAt: null, endsAt: null }], NOW, dates)).toBeNull();
});
