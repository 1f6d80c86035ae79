import { type Case, seen } from './case.ts';

/** One of each kind that is wrong whatever the work: what no employer may ask, and what is no work. */
export const BAD_KINDS: readonly Case[] = [
  seen('代孕', { title: '爱心妈妈', description: '代孕妈妈，包吃住，营养费另算。' }, 'crime.body'),
  seen(
    '替考',
    { title: '周末兼职', tradeId: 'clerical', description: '替考科目一，考过给五百。' },
    'crime.exam',
  ),
  seen(
    '荷官',
    { title: '线上荷官', tradeId: 'clerical', description: '网络赌场发牌，夜班。' },
    'crime.gambling',
  ),
  seen('带货过关', { title: '跟车', description: '晚上带货过关，一趟一结。' }, 'crime.goods'),
  seen(
    '夜场公主',
    { title: '夜场服务', tradeId: 'waiting', description: '夜场公主，陪酒陪唱。' },
    'crime.sex',
  ),
  seen(
    '试药',
    { title: '短期志愿者', tradeId: 'clerical', description: '新药试验，住院三天。' },
    'health.trial',
  ),
  seen(
    '迟到罚款',
    { title: '洗碗', tradeId: 'dishwashing', description: '洗碗，迟到罚款 50。' },
    'pay.fines',
  ),
  seen(
    '计件不说一天多少',
    {
      title: '穿珠子',
      tradeId: 'packing',
      description: '穿佛珠，穿一串算一串。',
      pay: { amountFen: 150, unit: 'piece' },
    },
    'pay.piece',
  ),
  seen(
    '收手机不让走',
    { title: '电话客服', tradeId: 'clerical', description: '手机统一上交，封闭式管理。' },
    'rights.confined',
  ),
  seen(
    '工伤自负，标题里写明早',
    { title: '明早拆旧房', tradeId: 'site-labour', description: '拆房顶，工伤自负。' },
    'rights.waived',
    'title.relative_day',
  ),
  seen(
    '无证电焊，一样没写要什么人',
    {
      title: '电焊',
      tradeId: 'welding',
      description: '焊大门，没有焊工证也可以。',
      conditions: { minAge: 18 },
      shifts: [
        {
          id: '0123456789abcdef01234567',
          startsAt: '2026-11-23T00:00:00.000Z',
          endsAt: '2026-11-23T10:00:00.000Z',
          headcount: 2,
          role: { name: '', amountFen: 35_000 },
        },
      ],
    },
    'safety.unlicensed',
    'missing.role',
  ),
];
