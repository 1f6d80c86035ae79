import { expect, it } from 'vitest';
import { CONTEXT, posting } from '../../corpus/case.ts';
import { checkPosting } from './check.ts';

const found = (description: string, settlement: 'same_day' | 'weekly' | 'monthly' | null = 'same_day') =>
  checkPosting(
    posting({ title: '搬货', description, pay: { amountFen: 20_000, unit: 'day', settlement } }),
    CONTEXT,
  ).filter(({ rule }) => rule === 'pay.settlement_differs');

it.each([
  ['卸货，每月15日结。', '每月15日结'],
  ['装车，工资次月5号发。', '工资次月5号发'],
  ['工地小工，月底统一结算。', '月底统一结算'],
  ['每天实发150，其余押到年底。', '其余押到年底'],
  ['包装，15号发工资。', '15号发工资'],
  ['下个月十号结工资，做一天算一天。', '下个月十号结工资'],
])('asks where the text pays later than 今天干今天结: %s', (description, words) => {
  const [flag, ...more] = found(description);
  expect(flag).toMatchObject({ level: 'ask', field: 'description', words: [words] });
  expect(flag!.article).toContain('《劳动法》第 50 条');
  expect(flag!.advice).toContain(words);
  expect(more).toEqual([]);
});

it('asks beside 按周结 too, and says nothing where the field says the same, or nothing', () => {
  expect(found('每月15日结。', 'weekly')).toHaveLength(1);
  expect(found('每月15日结。', 'monthly')).toEqual([]);
  expect(found('每月15日结。', null)).toEqual([]);
});

it.each([
  '当天结清，下个月还有活。',
  '全勤奖月底发，工钱当天结。',
  '提成次月5号结，底薪日结。',
  '租金每月15日付，由店长去交。',
  '年底活多，12月底结束。',
  '愿意做长期的也可以月底结。',
  '帮商户每月10号结账对账。',
  '15号发货，早上七点装车。',
])('says nothing of %s', (description) => {
  expect(found(description)).toEqual([]);
});
