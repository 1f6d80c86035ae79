import { type Case, unseen } from './case.ts';

/** Postings with something wrong, each with all that must be flagged. Written before the rules. */
export const BAD_UNSEEN: readonly Case[] = [
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
  unseen('限男', { title: '搬运工（限男）' }, 'discrimination.sex'),
  unseen(
    '男性优先',
    {
      title: '仓库装卸',
      conditions: { text: '男性优先，能吃苦' },
    },
    'discrimination.sex',
  ),
  unseen(
    '只要女的',
    {
      title: '宾馆前台',
      description: '登记入住、接电话，只要女的，形象好。',
    },
    'discrimination.sex',
  ),
  unseen(
    '勾了性别',
    {
      title: '水产专员',
      tradeId: 'shelf-stocking',
      description: '养鱼，杀鱼，捞虾',
      conditions: { sex: 'male' },
    },
    'discrimination.sex',
  ),
  unseen(
    '只招汉族',
    {
      title: '超市导购',
      tradeId: 'shelf-stocking',
      description: '介绍商品，只招汉族。',
    },
    'discrimination.ethnic',
  ),
  unseen(
    '不要藏族',
    {
      title: '工地小工',
      tradeId: 'site-labour',
      conditions: { text: '不要藏族' },
    },
    'discrimination.ethnic',
  ),
  unseen(
    '少数民族勿扰',
    {
      title: '电子厂招工',
      tradeId: 'assembly',
      description: '流水线作业，少数民族勿扰。',
    },
    'discrimination.ethnic',
  ),
  unseen(
    '信教不要',
    {
      title: '家政保姆',
      description: '做饭带孩子，有宗教信仰的不要。',
      context: { employerKind: 'household' },
    },
    'discrimination.religion',
  ),
  unseen(
    '本地户口',
    {
      title: '社区保洁',
      tradeId: 'cleaning',
      conditions: { text: '仅限本地户口' },
    },
    'discrimination.household',
  ),
  unseen(
    '已婚已育',
    {
      title: '前台文员',
      description: '接电话、整理资料。',
      conditions: { text: '已婚已育优先' },
    },
    'discrimination.marriage',
  ),
  unseen(
    '乙肝',
    {
      title: '食堂打饭',
      tradeId: 'kitchen-help',
      conditions: { text: '无乙肝' },
    },
    'discrimination.health',
  ),
  unseen(
    '不接受犯罪记录',
    {
      title: '分拣员',
      conditions: { text: '不接受犯罪记录' },
    },
    'discrimination.criminal',
  ),
  unseen(
    '四十五岁以下',
    {
      title: '理货员',
      tradeId: 'shelf-stocking',
      conditions: { minAge: 18, maxAge: 45 },
    },
    'age.limit',
  ),
  unseen(
    '年龄写在字里',
    {
      title: '安检员',
      description: '站岗、过包。年龄 18-35 岁。',
    },
    'age.limit',
  ),
  unseen(
    '招十五岁',
    {
      title: '洗车',
      description: '洗车打蜡，15 岁以上都可以来，学生假期工也行。',
    },
    'age.child',
  ),
  unseen(
    '最小年龄填了 14',
    {
      title: '采摘',
      tradeId: 'barley-harvest',
      description: '摘苹果装筐。',
      conditions: { minAge: 14 },
    },
    'age.child',
  ),
  unseen(
    '十六岁上脚手架',
    {
      title: '外墙刷漆',
      tradeId: 'site-labour',
      description: '搭架子刷外墙涂料。',
      hazards: ['height'],
      conditions: { minAge: 16 },
      context: { altitudeM: 2600 },
    },
    'age.minor_forbidden',
  ),
  unseen(
    '单件八十公斤',
    {
      title: '搬石材',
      description: '石板一块 80 公斤，两个人抬。',
      loadKg: 80,
    },
    'load.heavy',
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
