import { expect, test } from 'vitest';
import { pieceUnitWrong, timeOfWord } from './piece-unit.ts';
import { zPiece } from './posting.ts';

test.each([
  ['小时', 'hour'],
  ['小時', 'hour'],
  ['个小时', 'hour'],
  ['1小时', 'hour'],
  ['小 时', 'hour'],
  ['钟头', 'hour'],
  ['时', 'hour'],
  ['Ｈ', 'hour'],
  ['hours', 'hour'],
  ['小时工', 'hour'],
  ['天', 'day'],
  ['每天', 'day'],
  ['半天', 'day'],
  ['日', 'day'],
  ['工', 'day'],
  ['个工', 'day'],
  ['工日', 'day'],
  ['台班', 'day'],
  ['班', 'day'],
  ['上午', 'day'],
  ['day', 'day'],
  ['ཉིན', 'day'],
  ['月', 'month'],
  ['个月', 'month'],
  ['周', null],
  ['星期', null],
  ['分钟', null],
  ['30分钟', null],
  ['年', null],
] as const)('%s is a time and no piece', (word, unit) => {
  expect(timeOfWord(word)).toBe(unit);
  expect(zPiece.safeParse({ unit: word }).error?.issues[0]?.message).toMatch(/^按小时、按天、按月算的，请选/);
});

test.each([
  '100块',
  '一百块',
  '100',
  '１００',
  '3.5',
  '一百',
  '元',
  '块钱',
  '¥',
  '¥100',
  '100元',
  '几块',
  '-',
  '/',
])('%s is an amount and no piece', (word) => {
  expect(timeOfWord(word)).toBeUndefined();
  expect(zPiece.safeParse({ unit: word }).error?.issues[0]?.message).toMatch(/^这里写按什么算件/);
});

test.each(
  '件 车 吨 袋 斤 百斤 100斤 亩 平方米 m2 米 棵 套 块 块砖 100块砖 工件 工序 趟 次 节课 课时 间 班车 日光灯 年画 月饼 周转箱 时钟 分拣件 台 kg t'.split(
    ' ',
  ),
)('%s is a piece', (word) => {
  expect(pieceUnitWrong(word)).toBe('');
  expect(zPiece.parse({ unit: word }).unit).toBe(word);
});

test('nothing said is nothing wrong', () => {
  expect(zPiece.parse({}).unit).toBe('');
});
