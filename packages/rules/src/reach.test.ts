import { expect, test } from 'vitest';
import { reachOf } from './reach.ts';

test.each([
  [true, null, 'instant', 'account'],
  [true, '+8613800138000', 'choose', 'account'],
  [false, '+8613800138000', 'instant', 'phone'],
  // A landline hears of nothing by itself, nor does a 400 number.
  [false, '+862367890123', 'instant', 'sender'],
  [false, '+864001234567', 'instant', 'sender'],
  [false, '+85261234567', 'instant', 'phone'],
  // Nobody would ever choose.
  [false, '+8613800138000', 'choose', 'sender'],
  [false, null, 'instant', 'sender'],
  [false, null, 'choose', 'sender'],
] as const)('account %s, phone %s, %s: %s', (hasAccount, phone, bookingMode, reach) => {
  expect(reachOf({ hasAccount, phone, bookingMode })).toBe(reach);
});
