import { type Case, unseen } from './case.ts';

/** Money asked of workers and bait. Written before the rules. */
export const BAD_UNSEEN_WORDS: readonly Case[] = [
  unseen(
    '先交押金',
    {
      title: '快递分拣',
      description: '分拣快递。入职先交 300 元押金，做满一个月退还。',
    },
    'fees.deposit',
  ),
  unseen(
    '服装费',
    {
      title: '保安',
      tradeId: 'security',
      description: '商场巡逻、站岗。服装费 200 元从工资里扣。',
      pay: { amountFen: 350000, unit: 'month', settlement: 'monthly' },
      at: [['2026-11-24T09:00', '2026-11-24T17:00', 3]],
    },
    'fees.charged',
  ),
  unseen(
    '体检自费',
    {
      title: '电子厂普工',
      tradeId: 'assembly',
      description: '坐着上班，装螺丝。体检费自理，入职体检 80 元。',
      pay: { amountFen: 500000, unit: 'month', settlement: 'monthly' },
      at: [['2026-12-01T08:00', '2026-12-01T17:00', 20]],
    },
    'fees.charged',
  ),
  unseen(
    '报名费',
    {
      title: '冬奥场馆志愿补贴工',
      description: '引导观众。报名费 50 元，名额有限先到先得。',
    },
    'fees.charged',
  ),
  unseen(
    '介绍费',
    {
      title: '工地杂工',
      tradeId: 'site-labour',
      description: '清理工地。干一天给带工的抽 20 块介绍费。',
    },
    'fees.charged',
  ),
  unseen(
    '扣身份证',
    {
      title: '饭店打杂',
      tradeId: 'kitchen-help',
      description: '洗碗打杂，身份证交老板保管，不干了再还。',
    },
    'fees.documents',
  ),
  unseen(
    '抵押身份证',
    {
      title: '牧场放牛',
      tradeId: 'barley-harvest',
      description: '放牧牦牛三个月，来了身份证押在合作社。',
      pay: { amountFen: 400000, unit: 'month', settlement: 'monthly' },
      at: [['2026-12-01T08:00', '2026-12-01T17:00', 2]],
    },
    'fees.documents',
  ),
  unseen(
    '加微信',
    {
      title: '日结小工',
      description: '活多，想干的加微信 zgxm8888 详聊。',
    },
    'bait.contact',
  ),
  unseen(
    '加 V',
    {
      title: '兼职',
      description: '在家就能做，加-V：lingg2026',
    },
    'bait.contact',
    'bait.online',
  ),
  unseen(
    '留了电话',
    {
      title: '装卸工',
      description: '装卸饲料，联系 139 0895 1234 扎西。',
    },
    'bait.contact',
  ),
  unseen(
    '扫码进群',
    {
      title: '周末促销',
      tradeId: 'shelf-stocking',
      description: '扫码进群领任务，群里派单。',
    },
    'bait.contact',
  ),
  unseen(
    '刷单',
    {
      title: '手机兼职',
      description: '淘宝刷单，一单 5 元，先垫付后返款。',
    },
    'bait.task',
    'bait.online',
  ),
  unseen(
    '下载软件',
    {
      title: '线上客服',
      description: '下载 APP 注册后接单。',
    },
    'bait.app',
  ),
  unseen(
    '日入过千',
    {
      title: '轻松兼职',
      description: '轻松日入过千，时间自由。',
    },
    'bait.pay',
  ),
  unseen(
    '高薪保录',
    {
      title: '地铁安检直招',
      description: '内部名额，高薪保录，入职交培训费 1800。',
    },
    'bait.pay',
    'fees.charged',
  ),
];
