import { type Case, seen } from './case.ts';

/** Exclusion, age and loads as people write them who know that they are looked for, or do not think of it. */
export const BAD_DISGUISED_PEOPLE: readonly Case[] = [
  seen('要两个小伙子', { title: '搬家', description: '要两个小伙子，力气大的。' }, 'discrimination.sex'),
  seen('男女不同价', { pay: { text: '男工280元/天，女工220元/天' } }, 'discrimination.pay_by_sex'),
  seen('女服务员', { title: '招女服务员 3 名', tradeId: 'waiting' }, 'discrimination.sex'),
  seen(
    '男的不要',
    { title: '看孩子', tradeId: 'child-care', description: '看两个娃，男的不要。' },
    'discrimination.sex',
  ),
  seen(
    '性别男',
    { title: '夜班保安', tradeId: 'security', description: '巡逻。', conditions: { text: '性别：男' } },
    'discrimination.sex',
  ),
  seen('限 男', { title: '限 男 装卸工 6 名' }, 'discrimination.sex'),
  seen(
    '藏民勿扰',
    { title: '酒店布草', tradeId: 'laundry', description: '洗床单，藏民勿扰。' },
    'discrimination.ethnic',
  ),
  seen(
    '民族汉',
    {
      title: '开车送货',
      tradeId: 'truck-driving',
      description: '城区配送。',
      conditions: { minAge: 18, text: '民族：汉族' },
    },
    'discrimination.ethnic',
  ),
  seen(
    '汉族优先',
    { title: '文员', tradeId: 'clerical', description: '打字、复印，汉族优先。' },
    'discrimination.ethnic_favoured',
  ),
  seen(
    '维族回族不收',
    { title: '酒吧帮工', tradeId: 'waiting', description: '端酒收台，维族、回族不收。' },
    'discrimination.ethnic',
  ),
  seen(
    '无宗教信仰',
    {
      title: '养老院护工',
      tradeId: 'elder-care',
      description: '照顾老人。',
      conditions: { text: '无宗教信仰' },
    },
    'discrimination.religion',
  ),
  seen(
    '外地人不要',
    { title: '看菜棚', tradeId: 'vegetables', description: '浇水放风，外地人不要。' },
    'discrimination.household',
  ),
  seen(
    '两年内不怀孕',
    { title: '幼儿园保育', tradeId: 'child-care', description: '两年内不能怀孕。' },
    'discrimination.marriage',
  ),
  seen(
    '孕妇勿扰',
    { title: '餐厅洗碗', tradeId: 'dishwashing', description: '洗碗，孕妇勿扰。' },
    'discrimination.marriage',
  ),
  seen(
    '查两对半',
    { title: '电子厂', tradeId: 'assembly', description: '体检查两对半，阳性不要。' },
    'discrimination.health',
  ),
  seen(
    '残疾人勿扰',
    { title: '看停车场', tradeId: 'security', description: '收发牌，残疾人勿扰。' },
    'discrimination.health',
  ),
  seen(
    '有案底的免谈',
    { title: '送快递', tradeId: 'courier', description: '派件，有案底的免谈。' },
    'discrimination.criminal',
  ),
  seen(
    '年纪大的不要',
    { title: '浇筑', tradeId: 'concrete', description: '打灰，年纪大的不要。' },
    'age.limit',
  ),
  seen(
    '九五后',
    { title: '茶馆服务', tradeId: 'waiting', description: '95后优先，会唱歌更好。' },
    'age.limit',
  ),
  seen(
    '不超过五十',
    { title: '绿化', tradeId: 'gardening', description: '种树浇水，年龄不超过 50 周岁。' },
    'age.limit',
  ),
  seen(
    '三十五岁以下',
    { title: '电子元件装配', tradeId: 'assembly', description: '只要三十五岁以下的，眼睛好。' },
    'age.limit',
  ),
  seen(
    '十四岁以上',
    { title: '拾牛粪', tradeId: 'herding', description: '十四岁以上的娃娃都能来。' },
    'age.child',
  ),
  seen(
    '初中生也行',
    { title: '发传单', tradeId: 'stalls', description: '站街发传单，初中生也可以。' },
    'age.child',
  ),
  seen('满十四', { title: '捡核桃', tradeId: 'orchard', description: '年满 14 周岁即可。' }, 'age.child'),
  seen(
    '十六岁修高原公路',
    {
      title: '养路',
      tradeId: 'road-upkeep',
      description: '清塌方，年满 16 周岁即可。',
      context: { altitudeM: 4300 },
    },
    'age.minor_forbidden',
  ),
  seen(
    '十七岁焊工',
    {
      title: '电焊学徒',
      tradeId: 'welding',
      description: '跟师傅焊护栏。',
      conditions: { minAge: 17 },
      context: { altitudeM: 1500 },
    },
    'age.minor_forbidden',
  ),
  seen(
    '女工搬五十公斤',
    {
      title: '卸面粉',
      description: '面粉一袋 50 公斤，男女都要。',
      loadKg: 50,
    },
    'load.women',
  ),
  seen(
    '两处挨着说',
    { title: '后厨切配，只要男的', tradeId: 'kitchen-help', conditions: { sex: 'male' } },
    'discrimination.sex',
  ),
  seen(
    '一条里几处',
    {
      title: '招男装卸工',
      description: '40 岁以下，押金 100，加微信详聊。',
    },
    'discrimination.sex',
    'age.limit',
    'fees.deposit',
    'bait.contact',
  ),
];
