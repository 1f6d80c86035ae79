import { describe, expect, it } from 'vitest';
import { parsePayText, payBySex } from './pay-text.ts';

/** Text, lower end and upper end in yuan, unit. */
type Row = readonly [string, number, number | null, string | null];

const exported: readonly Row[] = [
  [
    '底薪2340元+职级0-700元/月+个人绩效400元+计件薪资约3800元/月，综合薪资：到手7000-9000元+',
    2340,
    null,
    'month',
  ],
  ['底薪3120元+职级300-1500+个人绩效3545元，综合薪资：7000-8500元+', 3120, null, 'month'],
  ['底薪2340元+职级0-700元+个人绩效740元+理货提成约3340元/月，综合薪资7500-8500元+', 2340, null, 'month'],
  ['21-31元/小时，熟练后有计件提成', 21, 31, 'hour'],
  ['22-32元/小时，熟练后有计件提成', 22, 32, 'hour'],
  ['25-35元/小时，熟练后有计件提成', 25, 35, 'hour'],
];

const ordinary: readonly Row[] = [
  ['200元/天', 200, null, 'day'],
  ['日薪180', 180, null, 'day'],
  ['日薪：180元', 180, null, 'day'],
  ['5000—6000/月', 5000, 6000, 'month'],
  ['5,000-6,500元/月', 5000, 6500, 'month'],
  ['时薪25', 25, null, 'hour'],
  ['25/h', 25, null, 'hour'],
  ['2.5元/件', 2.5, null, 'piece'],
  ['0.35元/件', 0.35, null, 'piece'],
  ['一件2.5元', 2.5, null, 'piece'],
  ['２００元／天', 200, null, 'day'],
  ['¥220 / 天', 220, null, 'day'],
  ['200块一天', 200, null, 'day'],
  ['每天200', 200, null, 'day'],
  ['一天 200 块，管饭', 200, null, 'day'],
  ['260元/人/天', 260, null, 'day'],
  ['1.2万/月', 12000, null, 'month'],
  ['月薪8千', 8000, null, 'month'],
  ['5-6千/月', 5000, 6000, 'month'],
  ['8000-1万元/月', 8000, 10000, 'month'],
  ['4.5k-6k', 4500, 6000, null],
  ['约300元/天', 300, null, 'day'],
  ['300元起/天', 300, null, 'day'],
  ['底薪3000+提成', 3000, null, 'month'],
  ['200元/天，餐补20元/天', 200, null, 'day'],
  ['200元/天，加班25元/小时', 200, null, 'day'],
  ['每天8小时，200元/天', 200, null, 'day'],
  ['8:00-18:00，每天220元', 220, null, 'day'],
  ['白班200元/天，夜班220元/天', 200, 220, 'day'],
  ['一口价600元', 600, null, 'whole'],
  ['200元', 200, null, null],
  ['200-260', 200, 260, null],
  ['三百一天', 300, null, 'day'],
  ['一天二百，管饭', 200, null, 'day'],
  ['两百元/天', 200, null, 'day'],
  ['月薪四千', 4000, null, 'month'],
  ['二百五十元/天', 250, null, 'day'],
  ['一百八十块一天', 180, null, 'day'],
  ['三千五百元/月', 3500, null, 'month'],
  ['一万二千元/月', 12000, null, 'month'],
  ['二百零五元/天', 205, null, 'day'],
  ['十五元/小时', 15, null, 'hour'],
  ['3500+提成', 3500, null, null],
  ['3500-4500+提成', 3500, 4500, null],
  ['税后5000', 5000, null, null],
  ['到手5000元/月', 5000, null, 'month'],
  ['实发180元/天', 180, null, 'day'],
  ['保底200元/天，多劳多得', 200, null, 'day'],
  ['计件0.35元/个', 0.35, null, 'piece'],
  ['110元/车', 110, null, 'piece'],
  ['无责底薪3000，综合6000-8000', 3000, null, 'month'],
  ['不低于180元/天', 180, null, 'day'],
  ['180元/天，最高220元/天', 180, null, 'day'],
  ['6千-1.2万·13薪', 6000, 12000, null],
  ['1-1.5万', 10000, 15000, null],
  ['男女都是200元/天', 200, null, 'day'],
  ['一天两百五', 250, null, 'day'],
  ['两百五一天', 250, null, 'day'],
  ['一千二/天', 1200, null, 'day'],
  ['250-300/天', 250, 300, 'day'],
  ['25元/时 工期长优先', 25, null, 'hour'],
  ['时薪18', 18, null, 'hour'],
  ['0.8万/月', 8000, null, 'month'],
  ['6k-8k', 6000, 8000, null],
  ['日薪200包吃住', 200, null, 'day'],
  ['200/天,中午管饭扣10元', 200, null, 'day'],
  ['底薪2340+绩效，综合6000-8000', 2340, null, 'month'],
  ['每个月5000', 5000, null, 'month'],
  ['每个小时20', 20, null, 'hour'],
  ['350一个工', 350, null, 'day'],
  ['工资：220', 220, null, null],
  ['计件0.35元/个，保底4600元/月', 4600, null, 'month'],
  ['底薪3000+计件0.5元/件', 3000, null, 'month'],
];

describe('parsePayText', () => {
  it.each([...exported, ...ordinary])('%s', (text, low, high, unit) => {
    expect(parsePayText(text)).toMatchObject({
      amountFen: Math.round(low * 100),
      amountMaxFen: high === null ? null : high * 100,
      unit,
    });
  });

  it.each([
    '面议',
    '工资面议',
    '',
    '待遇从优',
    '高薪',
    '年薪10万',
    '12万/年',
    '8小时/天',
    '每月15号发工资',
    '200元/天或25元/小时',
    '最高300元/天',
    '押金300元',
    '三四百一天',
    '600-200元/天',
    '200元/天封顶',
    '200元/天以内',
    '大袋3元/袋，小箱2元/箱',
    '计件',
    '押工资300',
    '总工资8000',
    '200块5天',
    '计件0.015元/个',
    '200元以内/天',
    '200以内/天',
    '不超过200元/天',
    '至多200元/天',
    '最多200元一天',
    '3千以下/月',
    '5000元以下/月',
    '低于5000元/月',
    '综合6000-8000元/月',
    '综合薪资：到手7000-9000元',
    '月收入8000元',
    '男280，女220',
    '男工280元/天，女工220元/天',
    '女 220 元/天；男 280 元/天',
    '280元/天（男），220元/天（女）',
    '每月15日结5000',
    '5-8万/年',
  ])('leaves %s alone', (text) => {
    expect(parsePayText(text)).toBeNull();
  });

  /** Text, amount in yuan, what a piece is, how many share it, what a day is assured of in yuan. */
  it.each<[string, number, string, number | null, number | null]>([
    ['计件0.35元/个，保底200元/天', 0.35, '个', null, 200],
    ['保底200/天，计件0.35元/个', 0.35, '个', null, 200],
    ['0.35元/个,日保底200', 0.35, '个', null, 200],
    ['0.35元/个，每天保底200元', 0.35, '个', null, 200],
    ['110元/车两人分', 110, '车', 2, null],
    ['110元/车（2人平分）', 110, '车', 2, null],
    ['110元/车两人分，每人55元', 110, '车', 2, null],
    ['装车110元/车（俩人分）', 110, '车', 2, null],
    ['100元/吨 4人分', 100, '吨', 4, null],
    ['3元一棵，三个人分', 3, '棵', 3, null],
    ['100元/车，3人分拣', 100, '车', null, null],
    ['每亩80', 80, '亩', null, null],
    ['80一亩', 80, '亩', null, null],
    ['工价：80元/亩', 80, '亩', null, null],
    ['5毛一斤', 0.5, '斤', null, null],
    ['三毛五一斤', 0.35, '斤', null, null],
    ['一块二一斤', 1.2, '斤', null, null],
    ['1块5一个', 1.5, '个', null, null],
    ['1元5角/件', 1.5, '件', null, null],
    ['8分钱一个', 0.08, '个', null, null],
    ['五元/车', 5, '车', null, null],
    ['5毛一块砖', 0.5, '块砖', null, null],
    ['30元/百斤', 30, '百斤', null, null],
    ['50/100斤', 50, '100斤', null, null],
    ['50元/100块', 50, '100块料', null, null],
    ['1.2元/㎡', 1.2, '平方米', null, null],
    ['2元/平', 2, '平方米', null, null],
    ['25元/立方', 25, '立方米', null, null],
    ['0.6元/kg', 0.6, '公斤', null, null],
    ['拉运150一趟', 150, '趟', null, null],
    ['20元每筐', 20, '筐', null, null],
    ['5元/套', 5, '套', null, null],
    ['计件：2.5元', 2.5, '', null, null],
  ])('%s: by the piece', (text, yuan, unit, sharedBy, dayMin) => {
    expect(parsePayText(text)).toMatchObject({
      amountFen: Math.round(yuan * 100),
      amountMaxFen: null,
      unit: 'piece',
      piece: { unit, sharedBy, dayMinFen: dayMin === null ? null : dayMin * 100 },
    });
  });

  it('keeps what else is said', () => {
    expect(parsePayText('21-31元/小时，熟练后有计件提成')?.rest).toBe('熟练后有计件提成');
    expect(parsePayText('包吃住，200元/天')?.rest).toBe('包吃住');
    expect(parsePayText('底薪3000+提成')?.rest).toBe('提成');
  });
});

describe('pay by sex', () => {
  it.each([
    ['男280，女220', '男280，女220'],
    ['男工280元/天，女工220元/天', '男工280元/天，女工220'],
    ['工钱女 220 男 280', '女 220 男 280'],
    ['280元（男），220元（女）', '280元（男），220元（女'],
  ])('%s', (text, words) => expect(payBySex(text)).toContain(words.slice(0, 6)));
  it.each([
    '男女200元/天',
    '男女都行，200元/天',
    '18-50岁，男女不限，220元/天',
    '男工3名，220元/天',
    '白班200，夜班220',
  ])('is not in “%s”', (text) => expect(payBySex(text)).toBeNull());
});
