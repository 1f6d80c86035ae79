import { expect, test } from 'vitest';
import { checkCharacter, readIdNumber } from './id-number.ts';

const TODAY = '2026-12-01';
/** A number with a right last character. */
const valid = (first17: string) => first17 + checkCharacter(first17);

test('the examples of the standard are good', () => {
  expect(readIdNumber('11010519491231002X', TODAY)).toMatchObject({
    wrong: null,
    birthDate: '1949-12-31',
    sex: 'female',
    lastFour: '002X',
  });
  expect(readIdNumber('440524188001010014', TODAY)).toEqual({ wrong: 'date' });
});

test.each([
  ['a woman of 卡若', valid('54212119880230002').slice(0, 18), { wrong: 'date' }],
  ['a leap day', valid('54030219880229002'), { wrong: null, birthDate: '1988-02-29', sex: 'female' }],
  ['a day that there was not', valid('54030219870229002'), { wrong: 'date' }],
  ['born tomorrow', valid('54030220261202001'), { wrong: 'date' }],
  ['born today', valid('54030220261201001'), { wrong: null, sex: 'male' }],
  ['the 13th month', valid('54030219881301002'), { wrong: 'date' }],
  ['one of before 1999', '542121880229002', { wrong: 'old' }],
  ['one figure short', '5403021988022900', { wrong: 'length' }],
  ['nothing', '', { wrong: 'length' }],
  ['letters', '54030219880229O021', { wrong: 'figures' }],
  ['X in the middle', '5403021988X2290021', { wrong: 'figures' }],
  ['no such province', valid('99030219880229002'), { wrong: 'region' }],
  ['no such place', valid('54000019880229002'), { wrong: 'region' }],
] as const)('%s', (_, number, expected) => {
  expect(readIdNumber(number, TODAY)).toMatchObject(expected);
});

test('one figure that is wrong, or two that changed places, are found', () => {
  const number = valid('54030219880229002');
  for (let at = 0; at < 17; at++) {
    const other = String((Number(number[at]) + 1) % 10);
    const typed = number.slice(0, at) + other + number.slice(at + 1);
    expect([at, readIdNumber(typed, TODAY).wrong]).not.toEqual([at, null]);
    const [a, b] = [number[at]!, number[at + 1]!];
    if (a === b || at === 16) continue;
    const swapped = number.slice(0, at) + b + a + number.slice(at + 2);
    expect([at, readIdNumber(swapped, TODAY).wrong]).not.toEqual([at, null]);
  }
});
