import { type Case, unseen } from './case.ts';

/** What is missing or wrong in pay, time and validity. Written before the rules. */
export const BAD_UNSEEN_CONTENT: readonly Case[] = [
  unseen(
    '什么都没写',
    {
      tradeId: null,
      title: '',
      description: '',
      shifts: [],
      at: [],
      workplace: { regionId: null, landmark: '' },
      pay: { amountFen: null, unit: null, settlement: null },
      validUntil: null,
    },
    'missing.trade',
    'missing.title',
    'missing.work',
    'missing.headcount',
    'missing.place',
    'missing.pay',
    'missing.pay_unit',
    'missing.time',
    'missing.settlement',
    'missing.validity',
  ),
  unseen(
    '招工没说几个人',
    {
      title: '招小工若干',
      at: [['2026-11-23T08:00', '2026-11-23T18:00', null]],
    },
    'missing.headcount',
  ),
  unseen(
    '工资面议',
    {
      title: '招焊工',
      tradeId: 'welding',
      description: '钢结构焊接，熟练工。',
      conditions: { minAge: 18 },
      pay: { amountFen: null, unit: 'day', text: '工资面议' },
    },
    'missing.pay',
    'pay.negotiable',
  ),
  unseen(
    '待遇从优',
    {
      title: '招服务员数名',
      tradeId: 'kitchen-help',
      pay: { amountFen: null, unit: 'month', text: '待遇从优，来了再谈', settlement: 'monthly' },
    },
    'missing.pay',
    'pay.negotiable',
  ),
  unseen(
    '一小时十二块',
    {
      title: '洗碗',
      tradeId: 'kitchen-help',
      description: '中午洗碗，干三个小时。',
      pay: { amountFen: 1200, unit: 'hour', settlement: 'weekly' },
      at: [['2026-11-23T12:00', '2026-11-23T15:00', 1]],
    },
    'pay.below_minimum',
  ),
  unseen(
    '一天一百干十小时',
    {
      title: '看店',
      tradeId: 'shelf-stocking',
      description: '看店、上货、打扫。',
      pay: { amountFen: 10000, unit: 'day', settlement: 'weekly' },
    },
    'pay.below_minimum',
  ),
  unseen(
    '月薪一千五',
    {
      title: '门卫',
      tradeId: 'security',
      description: '小区看大门，登记车辆。',
      pay: { amountFen: 150000, unit: 'month', settlement: 'monthly' },
      at: [['2026-12-01T08:00', '2026-12-01T16:00', 1]],
    },
    'pay.below_minimum',
  ),
  unseen(
    '小时工月结',
    {
      title: '钟点保洁',
      tradeId: 'cleaning',
      description: '每天上午打扫办公室两小时。',
      pay: { amountFen: 2500, unit: 'hour', settlement: 'monthly' },
      at: [['2026-11-23T09:00', '2026-11-23T11:00', 1]],
    },
    'pay.settled_late',
  ),
  unseen(
    '小时工三十天结',
    {
      title: '奶茶店帮工',
      tradeId: 'kitchen-help',
      description: '做奶茶、收银、打扫。',
      pay: { amountFen: 2000, unit: 'hour', settlement: 'within_days', settlementDays: 30 },
      at: [['2026-11-23T13:00', '2026-11-23T17:00', 2]],
    },
    'pay.settled_late',
  ),
  unseen('有效期过了', { title: '拆旧房', validUntil: '2026-11-20T10:00:00.000Z' }, 'validity.past'),
  unseen('有效期半年', { title: '养护工', validUntil: '2027-05-31T10:00:00.000Z' }, 'validity.long'),
  unseen(
    '时间写反',
    {
      title: '搬砖',
      at: [['2026-11-23T18:00', '2026-11-23T08:00', 4]],
    },
    'shift.reversed',
  ),
  unseen(
    '一班十五小时',
    {
      title: '守机器',
      at: [['2026-11-23T06:00', '2026-11-23T21:00', 2]],
      pay: { amountFen: 40000 },
    },
    'shift.long',
  ),
  unseen(
    '昨天的活',
    {
      title: '卸煤',
      at: [['2026-11-21T08:00', '2026-11-21T18:00', 4]],
    },
    'shift.past',
  ),
  unseen(
    '转发没写来源',
    {
      title: '纺织厂挡车工',
      tradeId: 'assembly',
      description: '看纺纱机，接线头。',
      hoursText: '三班倒，每班 8 小时',
      shifts: [{ startsAt: null, endsAt: null, headcount: 40 }],
      at: undefined,
      pay: { amountFen: 480000, unit: 'month', settlement: 'monthly' },
      context: { forwarded: true, regionCodes: ['12', '1201'], altitudeM: 5 },
    },
    'source.missing',
  ),
  unseen(
    '家里要八十个人',
    {
      title: '家里盖房',
      tradeId: 'site-labour',
      description: '自家盖房，搬石头和泥。',
      at: [['2026-11-23T08:00', '2026-11-23T18:00', 80]],
      context: { employerKind: 'household' },
    },
    'headcount.absurd',
  ),
];
