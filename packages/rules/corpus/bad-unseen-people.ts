import { type Case, unseen } from './case.ts';

/** Who is wanted: exclusion, age, loads. Written before the rules. */
export const BAD_UNSEEN_PEOPLE: readonly Case[] = [
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
    'discrimination.looks',
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
];
