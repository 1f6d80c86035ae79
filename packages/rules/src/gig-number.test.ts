import { expect, test } from 'vitest';
import { gigDigits, gigNumber } from './gig-number.ts';

test('a number is said in two halves, and read with or without the dash', () => {
  expect(gigNumber('012345')).toBe('012-345');
  for (const written of ['012-345', '012345', gigNumber('012345')]) expect(gigDigits(written)).toBe('012345');
});

test.each(['', '12-3456', '0123456', '01234', '012 345', '012-34a', '６13-720', ' 012345'])(
  '%j is no number',
  (written) => expect(gigDigits(written)).toBeNull(),
);
