import type { Flag } from '@linggong/contracts/flag.ts';
import { expect, test } from 'vitest';
import { firstReason, isUsed, withFlag } from './reasons.ts';

const flag = (level: Flag['level'], advice: string, article: string, words: string[] = []): Flag => ({
  rule: advice,
  level,
  article,
  words,
  field: 'description',
  advice,
});
const deposit = flag('block', '不能收押金。', '劳动合同法第 9 条', ['押金']);
const fee = flag('block', '不能收费。', '劳动合同法第 9 条');
const sex = flag('ask', '不能只要男的。', '就业促进法第 27 条', ['男的']);

test('a return begins with what the law forbids, else with the first remark', () => {
  expect(firstReason([sex, deposit, fee])).toEqual({
    reason: '写了“押金”。不能收押金。\n不能收费。',
    article: '劳动合同法第 9 条',
  });
  expect(firstReason([sex])).toEqual({ reason: '写了“男的”。不能只要男的。', article: '就业促进法第 27 条' });
  expect(firstReason([])).toEqual({ reason: '', article: '' });
});

test('without anything forbidden it is the gravest remark, wherever it stands', () => {
  const bait = {
    ...flag('ask', '像骗人的。', '网络招聘服务管理规定第 19 条', ['日结三百']),
    rule: 'bait.pay',
  };
  expect(firstReason([sex, bait]).reason).toBe('写了“日结三百”。像骗人的。');
  expect(firstReason([bait, sex]).reason).toBe('写了“日结三百”。像骗人的。');
  expect(firstReason([sex, bait, fee]).reason).toBe('不能收费。');
});

test('a flag is added once, behind what was typed', () => {
  const typed = { reason: '写清地点。', article: '' };
  const once = withFlag(typed, sex);
  expect(once.reason).toBe('写清地点。\n写了“男的”。不能只要男的。');
  expect(withFlag(once, sex)).toEqual(once);
  expect(isUsed(once, sex)).toBe(true);
  expect(isUsed(typed, sex)).toBe(false);
});

test('never longer than the contract takes', () => {
  const many = Array.from({ length: 40 }, (_, i) =>
    flag('block', `第 ${i} 条要改掉才能发出去。`, `第 ${i} 条规定`),
  );
  const { reason, article } = firstReason(many);
  expect(reason.length).toBeLessThanOrEqual(500);
  expect(article.length).toBeLessThanOrEqual(100);
});
