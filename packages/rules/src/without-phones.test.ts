import { expect, test } from 'vitest';
import { withoutPhones } from './without-phones.ts';

test.each([
  ['打 13812345678 找我', '打 （报名后显示电话） 找我'],
  ['打138-1234-5678，急', '打（报名后显示电话），急'],
  ['１３８１２３４５６７８，全角', '（报名后显示电话），全角'],
  ['+86 138 1234 5678', '（报名后显示电话）'],
  ['搬运\u202e天/元022', '搬运天/元022'],
  ['打138\u200b12345678', '打（报名后显示电话）'],
  ['0895-4821234 或 13812345678', '（报名后显示电话） 或 （报名后显示电话）'],
])('leaves the number out of %s', (text, shown) => {
  expect(withoutPhones(text)).toBe(shown);
});

test.each([
  '一天 220 元，早上 8 点到 18 点',
  '砖 4000 块，2026-11-23',
  '岗位号 028-461',
  '身高 170-180',
  '９：００',
  '',
])('leaves %s as it is', (text) => {
  expect(withoutPhones(text)).toBe(text);
});
