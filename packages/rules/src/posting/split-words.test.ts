import { describe, expect, it } from 'vitest';
import { CONTEXT, posting } from '../../corpus/case.ts';
import { checkPosting } from './check.ts';
import { readText } from './text.ts';

const flags = (description: string) => checkPosting(posting({ title: '帮工', description }), CONTEXT);

/** A bad word cut in two, as it gets past whoever looks for it whole. */
const SPLIT: readonly (readonly [rule: string, text: string, words: string])[] = [
  ['fees.deposit', '干活前交押 金200元', '押 金'],
  ['fees.deposit', '要交保\n证金200元', '保\n证金'],
  ['fees.deposit', '要交保证 金二百', '保证 金'],
  ['fees.deposit', '交押，金200', '押，金'],
  ['fees.deposit', '交押1金200元', '押1金'],
  ['fees.deposit', '先交押\n金再上岗', '押\n金'],
  ['fees.deposit', '入职收风 险金五百', '风 险金'],
  ['fees.charged', '服装 费自理', '服装 费'],
  ['fees.deposit', '交押\n金三百才给工牌', '押\n金'],
  ['fees.deposit', '收风险\n金五百', '风险\n金'],
  ['crime.sex', '招陪\n酒女孩', '陪\n酒'],
  ['bait.task', '做传 销的来', '传 销'],
  ['fees.charged', '先交体\n检费八十', '体\n检费'],
  ['discrimination.health', '有乙 肝的别来', '乙 肝'],
  ['discrimination.ethnic', '不要藏 族的', '藏 族'],
  ['discrimination.ethnic', '少数民 族不要', '少数民 族'],
  ['crime.sex', '裸 贷公司招人', '裸 贷'],
  ['crime.sex', '晚上陪 酒，一晚五百', '陪 酒'],
  ['crime.goods', '帮忙送毒 品，一趟五千', '毒 品'],
  ['crime.accounts', '找人跑 分，一天五百', '跑 分'],
  ['bait.task', '手机刷 单兼职', '刷 单'],
  ['crime.goods', '招打 手，一天八百', '打 手'],
];

/** The same characters beside a space, a line's end or a comma, of different words. */
const APART: readonly string[] = [
  '架子押，金属管另外装车',
  '货押 金属架子当天还',
  '陪 酒店客人去机场',
  '卸大 麻布袋',
  '货品 毒性小，戴手套',
  '收银 行李寄存',
  '刷墙 单价写在牌上',
  '货车垫 付了油费的凭票报',
  '青稞装大 麻袋，一袋五十斤',
  '卖货要陪\n酒店里包住',
  '看守超市 消毒品区理货',
  '墙要刷\n单元门也要刷',
  '老人要陪，酒不能喝',
  '土豆分大 小 中三堆',
  '管吃 管住 日结',
  '带儿童 工具自带',
  '菜要有外 地里也要人',
  '南门东1，北2两个岗亭',
];

describe('a word cut in two', () => {
  it.each(SPLIT)('is found: %s, %s', (rule, text, words) => {
    const found = flags(text).find((flag) => flag.rule === rule);
    expect(found?.words.some((each) => each.includes(words))).toBe(true);
    for (const word of found!.words) expect(text).toContain(word);
  });

  it.each(APART)('is none where two words meet: %s', (text) => {
    expect(flags(text).map(({ rule, words }) => `${rule} ${words}`)).toEqual([]);
  });

  it('leaves the gaps of other words as they are', () => {
    expect(readText('管吃 管住\n日结').text).toBe('管吃 管住\n日结');
  });
});
