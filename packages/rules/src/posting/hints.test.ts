import { describe, expect, it } from 'vitest';
import { CONTEXT, posting } from '../../corpus/case.ts';
import { ADVICE } from '../messages/zh-CN.ts';
import { checkPosting } from './check.ts';

const flags = (title: string, description: string) =>
  checkPosting(posting({ title, description }), CONTEXT).map(({ rule, level }) => `${level} ${rule}`);

describe('hints', () => {
  it.each([
    ['crime.accounts', '客户的钱到你账上，你转去指定的户头，每笔留百分之一。'],
    ['crime.body', '帮不能生的夫妻圆梦，十个月二十五万。'],
    ['fees.charged', '到厂先掏八十块钱体检，过了才安排车间。'],
    ['pay.held_back', '试工三天合适才算钱，不合适不结。'],
    ['age.child', '没满十六的，用家里大人身份证登记。'],
    ['discrimination.household', '凉山来的不收，别浪费车费。'],
  ])('ask, and never block: %s, %s', (rule, text) => {
    expect(flags('帮工', text)).toEqual([`ask ${rule}`]);
  });

  it('leave a posting that a rule is certain of at that', () => {
    expect(flags('帮工', '入职先交押金 200 元。不够七天走的，一分没有。')).toEqual(['block fees.deposit']);
  });
});

describe('a block', () => {
  it.each([
    ['裁缝', '做藏装，料子来了就开工，三天。'],
    ['送外卖', '天冷，骑电动车手套店里发。'],
    ['围栏工', '草场三围栏坏了，补桩拉丝。'],
    ['守停车场', '停车场看守，包夜一百五。'],
    ['卤菜店', '洗猪肝肾脏，切卤菜。'],
    ['保安', '夜里巡逻打手电，两个人一组。'],
  ])('is not made of two words: %s, %s', (title, text) => {
    expect(flags(title, text)).toEqual([]);
  });

  it.each(['陪酒，一晚五百', '跑分，一天五百', '入职先交押金 200'])(
    'stands where it is certain: %s',
    (text) => {
      expect(flags('帮工', text).some((flag) => flag.startsWith('block'))).toBe(true);
    },
  );
});

describe('pay held back', () => {
  const advice = (settlement: 'same_day' | 'monthly', description: string) =>
    checkPosting(posting({ title: '帮工', description, pay: { settlement } }), CONTEXT)
      .filter(({ rule }) => rule === 'pay.held_back')
      .map((flag) => flag.advice);

  it.each(['头三天的钱先压着', '隔三天发', '押一个月工资'])(
    'contradicts a settlement of the same day, and no other: %s',
    (text) => {
      expect(advice('same_day', text)).toEqual([ADVICE.heldBackSameDay]);
      expect(advice('monthly', text)).toEqual([ADVICE.heldBack]);
    },
  );
});
