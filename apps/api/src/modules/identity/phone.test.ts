import { expect, test } from 'vitest';
import { maskPhone, normalisePhone } from './phone.ts';

test.each([
  ['13812341234', '+8613812341234'],
  ['138 1234 1234', '+8613812341234'],
  ['138-1234-1234', '+8613812341234'],
  ['+86 138 1234 1234', '+8613812341234'],
  ['0086 13812341234', '+8613812341234'],
  ['１３８１２３４１２３４', '+8613812341234'],
  ['013812341234', '+8613812341234'],
  ['0138 1234 1234', '+8613812341234'],
])('%s is %s', (typed, number) => {
  expect(normalisePhone(typed, 'CN')).toBe(number);
});

test.each([
  ['', 'nothing'],
  ['12345', 'too short'],
  ['1381234123', 'a digit is missing'],
  ['138123412345', 'a digit too many'],
  ['0138123412345', 'a digit too many after a 0'],
  ['12012341234', 'no mobile number'],
  ['0895-4821234', 'a landline'],
  ['+1 415 555 2671', 'another country'],
  ['+852 5123 4567', 'another country'],
  ['打电话13812341234', 'words around it'],
])('%s is refused: %s', (typed) => {
  expect(() => normalisePhone(typed, 'CN')).toThrow(expect.objectContaining({ code: 'auth.phone_invalid' }));
});

test('a masked number keeps seven digits', () => {
  expect(maskPhone('+8613812341234')).toBe('138****1234');
});
