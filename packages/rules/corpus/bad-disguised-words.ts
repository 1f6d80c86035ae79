import { type Case, seen } from './case.ts';

const month = { unit: 'month', settlement: 'monthly', amountFen: 400000 } as const;
const eight = [['2026-11-24T09:00', '2026-11-24T17:00', 3]] as const;

/** Money, bait and pay as people write them who know that they are looked for. */
export const BAD_DISGUISED_WORDS: readonly Case[] = [
  seen(
    '押 金',
    { title: '餐厅服务员', tradeId: 'waiting', description: '入职交 押 金 200，离职退。' },
    'fees.deposit',
  ),
  seen(
    '保证金两百',
    { title: '代驾', tradeId: 'car-driving', description: '接单前缴纳保证金 500 元，不干了全退。' },
    'fees.deposit',
  ),
  seen(
    '不收押金但要工服钱',
    {
      title: '收银',
      tradeId: 'shop-help',
      description: '不收押金，服装费 150 元自理。',
    },
    'fees.charged',
  ),
  seen(
    '不收押金 空格 服装费',
    { title: '导购', tradeId: 'shop-help', description: '不收押金 服装费180' },
    'fees.charged',
  ),
  seen(
    '不交押金不能上岗',
    { title: '看仓库', tradeId: 'warehouse', description: '不交押金不能上岗。' },
    'fees.deposit',
  ),
  seen(
    '工服自购',
    { title: '保洁', tradeId: 'cleaning', description: '工服自购，大约 120 元。' },
    'fees.charged',
  ),
  seen(
    '体检自己掏',
    { title: '流水线工', tradeId: 'assembly', description: '体检自己掏钱，合格上班。' },
    'fees.charged',
  ),
  seen(
    '中介费从工资扣',
    {
      title: '建筑小工',
      tradeId: 'site-labour',
      description: '第一个月工资里扣 300 元中介费。',
    },
    'fees.charged',
  ),
  seen(
    '办卡上岗',
    { title: '发单员', tradeId: 'stalls', description: '交 50 元办卡即可上岗。' },
    'fees.charged',
  ),
  seen(
    '证押工头',
    { title: '扎钢筋', tradeId: 'rebar', description: '身份证交给工头统一保管。' },
    'fees.documents',
  ),
  seen(
    '扣银行卡',
    { title: '砖厂搬砖', description: '工资卡由老板代管，年底一起给。' },
    'fees.documents',
    'pay.held_back',
  ),
  seen(
    '加薇信',
    { title: '兼职录单', tradeId: 'clerical', description: '详情加薇信 abc12345' },
    'bait.contact',
  ),
  seen('VX', { title: '日结工', description: '活急，V X：gongren66' }, 'bait.contact'),
  seen('全角加V', { title: '周末工', description: '想来的加Ｖ聊' }, 'bait.contact'),
  seen('Q群', { title: '促销', tradeId: 'stalls', description: '加QQ群 123456789 报名' }, 'bait.contact'),
  seen('数字带空格', { title: '卸砖', description: '找王师傅 1 3 9 0 8 9 5 1 2 3 4' }, 'bait.contact'),
  seen('座机', { title: '看店', tradeId: 'shop-help', description: '联系 0895-4821234' }, 'bait.contact'),
  seen(
    '点链接',
    { title: '问卷员', tradeId: 'clerical', description: '打开链接 https://t.example/abc 注册' },
    'bait.app',
  ),
  seen(
    '借卡',
    { title: '轻松日结', tradeId: 'clerical', description: '只要借用银行卡走流水，一天 200。' },
    'crime.accounts',
  ),
  seen(
    '点赞赚钱',
    { title: '手机点赞员', tradeId: 'clerical', description: '给视频点赞，每单返佣 3 元。' },
    'bait.task',
  ),
  seen(
    '月入过万',
    { title: '带货主播', tradeId: 'shop-help', description: '在家直播，月入过万不是梦。' },
    'bait.pay',
  ),
  seen(
    '培训贷',
    { title: '无人机飞手', tradeId: 'clerical', description: '学费 9800 可分期，学完包就业。' },
    'bait.training',
    'bait.pay',
  ),
  seen(
    '境外客服',
    { title: '境外客服', tradeId: 'clerical', description: '去柬埔寨做客服，包机票。' },
    'bait.abroad',
  ),
  seen(
    '压一个月',
    {
      title: '饭馆墩子',
      tradeId: 'kitchen-help',
      description: '切菜配菜，压一个月工资。',
      pay: month,
      at: eight,
    },
    'pay.held_back',
  ),
  seen(
    '试工三天不给钱',
    { title: '蛋糕店学徒', tradeId: 'food-making', description: '试工三天不发工资。', pay: month, at: eight },
    'pay.held_back',
  ),
  seen(
    '拿粮抵',
    { title: '收土豆', tradeId: 'vegetables', description: '用土豆抵工资，一天 50 斤。' },
    'pay.in_kind',
  ),
  seen(
    '来了再说',
    { title: '砌墙', tradeId: 'masonry', description: '砌围墙，价钱来了再说。' },
    'pay.negotiable',
  ),
  seen(
    '一天零元',
    { title: '修水渠', tradeId: 'fencing', description: '修村里的水渠，半天。', pay: { amountFen: 0 } },
    'pay.zero',
  ),
  seen(
    '上下限写反',
    { title: '铲雪', tradeId: 'cleaning', pay: { amountFen: 30000, amountMaxFen: 20000 } },
    'pay.range',
  ),
  seen(
    '整活价太低',
    {
      title: '拆围栏',
      tradeId: 'fencing',
      description: '两天拆完一公里围栏。',
      pay: { amountFen: 24000, unit: 'whole', settlement: 'on_completion' },
      at: [
        ['2026-11-24T08:00', '2026-11-24T18:00', 2],
        ['2026-11-25T08:00', '2026-11-25T18:00', 2],
      ],
      together: true,
    },
    'pay.below_minimum',
  ),
  seen(
    '转发缺人数和工资',
    {
      title: '重庆物流园分拣',
      tradeId: 'parcel-sorting',
      description: '夜班分拣。',
      hoursText: '20:00-次日 5:00',
      shifts: [],
      pay: { amountFen: null, unit: null, settlement: null, text: '薪资优厚' },
      source: { name: '重庆市对口支援', externalId: 'CQ-1', url: null },
      context: { forwarded: true, regionCodes: ['50'], altitudeM: null },
    },
    'missing.headcount',
    'missing.pay',
    'missing.pay_unit',
    'missing.settlement',
    'pay.negotiable',
  ),
];
