import { expect, test } from 'vitest';
import { wageWarnings } from './wages.ts';

test('whoever keeps it running hears of a minimum wage that is old, unconfirmed or unknown', () => {
  expect(wageWarnings('5403', new Date('2022-01-01T00:00:00Z'))).toEqual([]);
  expect(wageWarnings('5403', new Date('2026-11-30T00:00:00Z'))).toEqual([
    'warning: the minimum wage of 藏政办发〔2021〕19号 is of 2021-07-01, a newer one may be in force',
  ]);
  expect(wageWarnings('5403', new Date('2019-01-01T00:00:00Z'))).toEqual([
    'warning: the minimum wage of 藏政办发〔2018〕2号 was never confirmed',
  ]);
  expect(wageWarnings('3501', new Date('2026-11-30T00:00:00Z'))).toEqual([
    'warning: no minimum wage is known for 3501; pay is not checked there',
  ]);
});
