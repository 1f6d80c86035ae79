import { describe, expect, test } from 'vitest';
import { bareId, isDamagedId } from '../../../platform/sheets/cells/id.ts';
import { madeDate } from '../../../platform/sheets/cells/made-date.ts';
import { readAngle, readPoint } from './point.ts';

describe('positions', () => {
  test.each([
    ['97.17,31.14', [97.17, 31.14], false],
    ['31.14，97.17', [97.17, 31.14], true],
    ['(97.17, 31.14)', [97.17, 31.14], false],
    ['POINT(97.17 31.14)', [97.17, 31.14], false],
    ['lng:97.17 lat:31.14', [97.17, 31.14], false],
    ['E97.17 N31.14', [97.17, 31.14], false],
    ['31.14N, 97.17E', [97.17, 31.14], true],
    ['东经97°10′12″，北纬31°8′24″', [97.17, 31.14], false],
    ['[97.17,31.14]', [97.17, 31.14], false],
  ])('%s', (cell, point, swapped) => expect(readPoint(cell)).toEqual({ point, swapped }));
  test.each([
    '97.17',
    '0,0',
    '12,8',
    '200,31',
    '97.17,31.14,3200',
    '城东路 97 号，31 栋',
    '97°70′,31.14',
    '',
  ])('no position: %s', (cell) => expect(readPoint(cell)).toBeNull());
  test.each([
    ['97.17', 97.17],
    ['E97.17', 97.17],
    ['97°10′12″', 97.17],
    ['约97', null],
  ])('one angle: %s', (cell, angle) => expect(readAngle(cell)).toBe(angle));
});

describe('dates that a spreadsheet program made', () => {
  test.each([
    ['2026-08-12', '8-12'],
    ['2026/8/12', '8-12'],
    ['8月12日', '8-12'],
    ['12-Aug', '8-12'],
    ['Aug-12', '8-12'],
    ['3-May', '5-3'],
    ['46246', '8-12'],
  ])('%s was %s', (cell, was) => expect(madeDate(cell)).toBe(was));
  test.each(['8-12', '8:00-12:00', '2026-08-12 08:00', '8月12日至15日', '12', '4500', 'Aug', '早8点'])(
    '%s is none',
    (cell) => expect(madeDate(cell)).toBeNull(),
  );
});

describe('ids', () => {
  test.each([
    ['="00123"', '00123'],
    ["'00123", '00123'],
    ['`00123', '00123'],
    ['００１２３\t', '00123'],
    ['00\u200b123 ', '00123'],
    ['123.0', '123'],
    ['GW-1.0', 'GW-1.0'],
  ])('%s is %s', (cell, id) => expect(bareId(cell)).toBe(id));
  test.each([
    '1.23457E+17',
    '1.2e17',
    '1E+17',
    '1,23457E+17',
    '######',
    '#NAME?',
    '420000123456789000',
    '8月12日',
    '2026-08-12',
  ])('%s is damaged', (id) => expect(isDamagedId(id)).toBe(true));
  test.each(['3E12', 'A-1', '4200001234567890', '420000123456789012', '20261130', '46246', '100000'])(
    '%s is not',
    (id) => expect(isDamagedId(id)).toBe(false),
  );
});
