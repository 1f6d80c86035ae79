import { describe, expect, it } from 'vitest';
import { CONTEXT, posting } from '../../corpus/case.ts';
import { CASES } from '../../corpus/postings.ts';
import { checkPosting } from './check.ts';
import { SECOND_LOOK, secondLook } from './second-look.ts';

const doubtful = (description: string) => secondLook(posting({ title: '招工', description }));

describe('secondLook', () => {
  it.each([
    '领工牌先交三百，走时退',
    '收银行卡，一张五百',
    '身体有残缺的不要',
    '脸上有疤的不要',
    '替我们收钱再转出去',
  ])('asks about %s', (description) => {
    const flags = doubtful(description);
    expect(flags.map(({ rule, level, field }) => ({ rule, level, field }))).toEqual([
      { rule: SECOND_LOOK, level: 'ask', field: 'description' },
    ]);
  });

  it.each([
    '把货从车上搬到库房，码齐。',
    '扫楼道、倒垃圾，一天七小时，工资月底结清',
    '客人的押金前台收，你只管打扫',
    '照看八十岁的老人，做两顿饭',
    '搬',
    '',
    '。。。',
    'སྤྱི་ཁྱབ་',
    '📦📦📦',
  ])('is silent about %j', (description) => {
    expect(doubtful(description)).toEqual([]);
  });

  it('names the piece and not the honest text around it, as an exact part of its field', () => {
    const honest = '扫楼道、倒垃圾，一天七小时，管两顿饭。';
    const description = `${honest}替我们收钱再转出去。${honest}`;
    const words = doubtful(description).flatMap((flag) => flag.words);
    expect(words).toEqual(['替我们收钱再转出去']);
    expect(description).toContain(words[0]);
  });

  it('looks at every text of a posting', () => {
    const text = '替我们收钱再转出去';
    const fields = secondLook(
      posting({ hoursText: text, pay: { text }, conditions: { text }, workplace: { landmark: text } }),
    ).map(({ field }) => field);
    expect(fields.sort()).toEqual(['conditions.text', 'hoursText', 'pay.text', 'workplace.landmark']);
  });
});

describe('checkPosting', () => {
  it('takes a second look where no rule had a remark, and nowhere else', { timeout: 60_000 }, () => {
    const looked = CASES.filter(({ posting: one, context }) => {
      const flags = checkPosting(one, context);
      if (!flags.some(({ rule }) => rule === SECOND_LOOK)) return false;
      expect(flags).toEqual(secondLook(one));
      expect(flags.map(({ level }) => level)).not.toContain('block');
      return true;
    });
    expect(looked.length).toBeGreaterThan(0);
  });

  it('leaves a posting that has remarks at those', () => {
    const flags = checkPosting(posting({ description: '押金 200。替我们收钱再转出去' }), CONTEXT);
    expect(flags.length).toBeGreaterThan(0);
    expect(flags.map(({ rule }) => rule)).not.toContain(SECOND_LOOK);
  });
});
